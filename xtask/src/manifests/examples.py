"""Carries the examples out: what a runner or a kubelet would start, with the mock in place of the service."""

import hashlib
import os
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from running import mock
from schemas import SONOBUOY, read


def checks(binary):
    yield "docs/ci/gitlab-ci.yml carried out", lambda: inside(gitlab, binary)
    yield "deploy/job.yml carried out", lambda: inside(job, binary)
    yield "deploy/job-profile.yml carried out", lambda: inside(profile, binary)
    yield "deploy/sonobuoy.yml carried out", lambda: inside(sonobuoy, binary)


def inside(check, binary):
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder), binary)


def gitlab(folder, binary):
    """A runner joins the lines of a job to one script; `set -e` ends it with the first that fails."""
    example = read("docs/ci/gitlab-ci.yml")["eks-auth-conformance"]
    variables = dict(example["variables"])
    name = f"eks-auth-conformance-{variables['VERSION']}-x86_64-unknown-linux-gnu"
    release = folder / f"v{variables['VERSION']}"
    release.mkdir()
    with tarfile.open(release / f"{name}.tar.gz", "w:gz", compresslevel=1) as archive:
        archive.add(binary, f"{name}/eks-auth-conformance")
    checksum = hashlib.sha256((release / f"{name}.tar.gz").read_bytes()).hexdigest()
    with mock(binary) as endpoint:
        free = endpoint.rsplit(":", 1)[1]
    variables |= {"RELEASES": f"file://{folder}", "ENDPOINT": f"http://127.0.0.1:{free}", "PATH": os.environ["PATH"]}
    lines = ["set -eo pipefail", *example["before_script"], *example["script"]]
    # The mock that the example leaves running would outlive the test.
    script = "\n".join(["trap 'kill $(jobs -p)' EXIT", *lines])
    for checksum, status in (("0" * 64, False), (checksum, True)):
        work = folder / checksum
        work.mkdir()
        done = subprocess.run(
            ["bash", "-c", script], cwd=work, env=variables | {"CHECKSUM": checksum}, capture_output=True, text=True, check=False
        )
        assert (done.returncode == 0) == status, done.stdout + done.stderr
        artifacts = [*example["artifacts"]["paths"], example["artifacts"]["reports"]["junit"]]
        assert [path for path in artifacts if (work / path).exists()] == (artifacts if status else []), done.stderr


def started(container, binary, folder, endpoint):
    """Starts what the kubelet would, with its folders inside of `folder`."""
    values = {variable["name"]: variable["value"] for variable in container.get("env", [])} | {"ENDPOINT": endpoint}
    arguments = [re.sub(r"\$\((\w+)\)", lambda found: values[found[1]], argument) for argument in container["args"]]
    for mount in container["volumeMounts"]:
        (folder / mount["mountPath"].lstrip("/")).mkdir(parents=True, exist_ok=True)
        arguments = [argument.replace(f"={mount['mountPath']}/", f"={folder}{mount['mountPath']}/") for argument in arguments]
    return subprocess.run([str(binary), *arguments], capture_output=True, text=True, check=False)


def container_of(path):
    template = read(path)["spec"]["template"]["spec"]
    hardened(template["containers"][0]["securityContext"])
    assert template["securityContext"]["runAsNonRoot"] is True and template["automountServiceAccountToken"] is False
    return template["containers"][0]


def hardened(context):
    assert context["readOnlyRootFilesystem"] is True and context["allowPrivilegeEscalation"] is False, context
    assert context["capabilities"] == {"drop": ["ALL"]}, context


def job(folder, binary):
    container = container_of("deploy/job.yml")
    with mock(binary) as endpoint:
        done = started(container, binary, folder, endpoint)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in (folder / "reports").iterdir()) == ["report.json", "report.xml"]


def profile(folder, binary):
    """The profile that its comment shows, but of the mock and its world."""
    path = Path("deploy/job-profile.yml")
    container = container_of(path)
    comment = path.read_text().split('#   endpoint = "aws"', 1)[1].split("\napiVersion", 1)[0]
    text = "\n".join(line.removeprefix("#   ") for line in f'#   endpoint = "aws"{comment}'.splitlines())
    for mount in ("etc/conformance", "var/run/conformance"):
        (folder / mount).mkdir(parents=True)
    token = subprocess.run([str(binary), "token", "mint"], capture_output=True, check=True).stdout
    (folder / "var/run/conformance/token").write_bytes(token)
    with mock(binary) as endpoint:
        for old, new in (
            ('"aws"', f'"{endpoint}"'), ('"production"', '"conformance"'), ('"chain"', '"world"'), ("/var/run", f"{folder}/var/run")
        ):
            assert old in text, text
            text = text.replace(old, new)
        (folder / "etc/conformance/profile.toml").write_text(f"{text}\n[limits]\nrequests_per_second = 100\n")
        done = started(container, binary, folder, endpoint)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in (folder / "reports").iterdir()) == ["report.json", "report.xml"]


def sonobuoy(folder, binary):
    container = read(SONOBUOY)["spec"]
    hardened(container["securityContext"])
    results = folder / "tmp/sonobuoy/results"
    for fault, status in (([], 0), (["--fault", "response.audience.wrong"], 1)):
        with mock(binary, *fault) as endpoint:
            done = started(container, binary, folder, endpoint)
        assert done.returncode == status, done.stdout + done.stderr
        report = Path((results / "done").read_text())
        assert report == results / "eks-auth-conformance.xml" and "<testsuite" in report.read_text(), report
        # Sonobuoy takes what follows the first dot for the kind of file.
        assert container["args"][3].count(".") == 1, container["args"]
