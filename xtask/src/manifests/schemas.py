"""Whether the manifests are in form, by the schemas that the package index has."""

import json
import subprocess
import sys
from pathlib import Path

import kubernetes_validate
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from ruamel.yaml import YAML

# Which of check-jsonschema's schemas holds for which files.
VENDORED = {
    "action.yml": ["--builtin-schema", "vendor.github-actions"],
    ".github/workflows/*.yml": ["--builtin-schema", "vendor.github-workflows"],
    "docs/ci/gitlab-ci.yml": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
KUBERNETES = "deploy/job*.yml"
SONOBUOY = Path("deploy/sonobuoy.yml")
# What follows the version of the release.
VERSIONED = ["deploy/*.yml", "action.yml", "docs/ci/*.yml"]


def read(path):
    return YAML(typ="safe", pure=True).load(Path(path))


def checks(target):
    for pattern, arguments in VENDORED.items():
        for path in sorted(Path().glob(pattern)):
            yield f"{path} by {arguments[1]}", lambda path=path, arguments=arguments: vendored(path, arguments)
    for path in sorted(Path().glob(KUBERNETES)):
        yield f"{path} by Kubernetes", lambda path=path: kubernetes_validate.validate(read(path), latest(), strict=True)
    yield f"{SONOBUOY} by its documentation", sonobuoy
    yield "versions of examples", versions
    sboms = sorted((target / "dist").glob("*.cdx.json"))
    for path in sboms:
        yield f"{path.name} by CycloneDX", lambda path=path: sbom(path)
    if not sboms:
        yield "SBOM: there is none (`cargo xtask dist`)", lambda: "skipped"


def vendored(path, arguments):
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *arguments, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def latest():
    return kubernetes_validate.latest_version()


def sonobuoy():
    """Its format is in no registry: its own part by hand, and the container as that of a pod."""
    plugin = read(SONOBUOY)
    assert set(plugin) == {"sonobuoy-config", "spec"}, sorted(plugin)
    config = plugin["sonobuoy-config"]
    known = {"driver", "plugin-name", "result-format", "description", "source-url"}
    assert set(config) <= known and config["driver"] == "Job" and config["result-format"] == "junit", config
    metadata = {"name": config["plugin-name"]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {"containers": [plugin["spec"]]}}
    kubernetes_validate.validate(pod, latest(), strict=True)


def versions():
    """Each example names the version that the repository is at."""
    cargo = ["cargo", "metadata", "--no-deps", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(cargo, capture_output=True, check=True).stdout)
    version = next(p["version"] for p in metadata["packages"] if p["name"] == "eks-auth-conformance")
    for path in sorted(path for pattern in VERSIONED for path in Path().glob(pattern)):
        text = path.read_text()
        assert f":{version}\n" in text or f'"{version}"\n' in text, f"{path} does not name {version}"


def sbom(path):
    error = JsonStrictValidator(SchemaVersion.V1_5).validate_str(path.read_text())
    assert error is None, error
