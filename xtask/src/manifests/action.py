"""Carries `action.yml` out as GitHub would, against a release made of the given binary."""

import hashlib
import json
import os
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from running import mock
from schemas import read

VALUE = re.compile(r"\$\{\{ (inputs|steps\.(\w+)\.outputs)\.([\w-]+) \}\}")


def checks(binary):
    for check in (
        good, failing, wrong_checksum, no_checksum, odd_version, other_system, values_are_no_scripts, choice_of_cases,
        no_interpolation,
    ):
        yield f"action: {check.__doc__}", lambda check=check: inside(check, binary)


def inside(check, binary):
    with tempfile.TemporaryDirectory() as folder:
        check(Runner(Path(folder), binary))


class Runner:
    """A folder of releases with one release in it, and what GitHub gives to the steps of an action."""

    def __init__(self, folder, binary):
        self.folder, self.binary = folder, binary
        self.definition = read("action.yml")
        version = self.definition["inputs"]["version"]["default"]
        name = f"eks-auth-conformance-{version}-x86_64-unknown-linux-gnu"
        release = folder / "releases" / f"v{version}"
        release.mkdir(parents=True)
        self.archive = release / f"{name}.tar.gz"
        with tarfile.open(self.archive, "w:gz", compresslevel=1) as archive:
            archive.add(binary, f"{name}/eks-auth-conformance")
        self.checksum = hashlib.sha256(self.archive.read_bytes()).hexdigest()
        (folder / "temp").mkdir()
        (folder / "work").mkdir()

    def run(self, system="Linux", **inputs):
        """The outputs of the action, whether it succeeded, and what it said."""
        given = {name: str(value.get("default", "")) for name, value in self.definition["inputs"].items()}
        given |= {"releases": f"file://{self.folder}/releases", "checksum": self.checksum}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        outputs, said, good = {}, "", True
        for step in self.definition["runs"]["steps"]:
            done = self.step(step, given, outputs, system)
            said += done.stdout + done.stderr
            if done.returncode != 0:
                good = False
                break
        ends = {name: self.resolved(value["value"], given, outputs) for name, value in self.definition["outputs"].items()}
        return ends, good, said

    def step(self, step, given, outputs, system):
        assert step["shell"] == "bash" and set(step) <= {"id", "shell", "env", "run", "working-directory"}, step
        script, output = self.folder / "script.sh", self.folder / "output"
        script.write_text(step["run"])
        output.write_text("")
        environment = {name: self.resolved(value, given, outputs) for name, value in step["env"].items()}
        environment |= {
            "PATH": os.environ["PATH"], "RUNNER_OS": system, "RUNNER_ARCH": "X64", "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(output), "GITHUB_PATH": str(self.folder / "path"),
        }
        folder = self.folder / "work" / self.resolved(step.get("working-directory", "."), given, outputs)
        # As GitHub starts `shell: bash`.
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
        outputs[step["id"]] = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done

    @staticmethod
    def resolved(text, given, outputs):
        def value(found):
            return given[found[3]] if found[1] == "inputs" else outputs.get(found[2], {}).get(found[3], "")

        return VALUE.sub(value, text)


def good(runner):
    """a conformant service passes, and its reports are there"""
    with mock(runner.binary) as endpoint:
        reports = {"json": "r.json", "junit": "r.xml", "html": "r.html", "sarif": "r.sarif"}
        outputs, passed, said = runner.run(endpoint=endpoint, wait="10", only="response.*", **reports)
    assert passed, said
    assert outputs == {"verdict": "conformant", "exit-status": "0", "report": "r.json"}, outputs
    report = json.loads((runner.folder / "work/r.json").read_text())
    assert report["target"]["endpoint"] == endpoint, report["target"]
    for name, part in (("r.xml", "<testsuite"), ("r.html", "<!DOCTYPE html>"), ("r.sarif", '"version": "2.1.0"')):
        assert part in (runner.folder / "work" / name).read_text(), name
    assert Path((runner.folder / "path").read_text().strip(), "eks-auth-conformance").exists()


def failing(runner):
    """a service with a fault fails, and the outputs say so"""
    with mock(runner.binary, "--fault", "response.audience.wrong") as endpoint:
        outputs, passed, said = runner.run(endpoint=endpoint, only="response.*")
    assert not passed and "response.audience.value" in said, said
    assert (outputs["verdict"], outputs["exit-status"]) == ("nonconformant", "1"), outputs
    assert Path(outputs["report"]).exists(), outputs


def wrong_checksum(runner):
    """an archive with another checksum is neither unpacked nor run"""
    outputs, passed, said = runner.run(checksum="0" * 64)
    assert not passed and "another checksum" in said, said
    assert outputs == {"verdict": "", "exit-status": "", "report": ""}, outputs
    assert [path.name for path in runner.folder.glob("temp/*/*")] == [runner.archive.name]


def no_checksum(runner):
    """without a checksum nothing is downloaded"""
    _, passed, said = runner.run(checksum="")
    assert not passed and "64 hexadecimal digits" in said, said
    assert not list(runner.folder.glob("temp/*"))


def odd_version(runner):
    """a version that is none is refused"""
    for version in ("latest", "../../x", "1.2.3;id", "$(touch pwned)"):
        _, passed, said = runner.run(version=version)
        assert not passed and "no version" in said, said


def other_system(runner):
    """a system that there is no release for is told so"""
    _, passed, said = runner.run(system="Windows")
    assert not passed and "no release for Windows" in said, said


def values_are_no_scripts(runner):
    """what stands in an input is never carried out"""
    hostile = '"; touch pwned; $(touch pwned) `touch pwned` \' \\'
    for name in ("endpoint", "profile", "expect", "only", "skip", "wait", "args", "strict", "junit"):
        runner.run(**{"only": "response.audience.value", name: hostile})
    assert not list(runner.folder.rglob("pwned"))


def choice_of_cases(runner):
    """lines of patterns and arguments reach the suite one by one"""
    outputs, passed, said = runner.run(
        only="response.*\nerror.name.*\n", skip="response.audience.*\n", strict="true", args="--seed=7\n--jobs=2"
    )
    assert passed, said
    report = json.loads(Path(outputs["report"]).read_text())
    cases = {case["id"] for case in report["cases"] if case["outcome"] != "skipped"}
    areas = {case.split(".")[0] for case in cases}
    assert areas == {"response", "error"}, areas
    assert not any(case.startswith("response.audience.") for case in cases) and report["seed"] == 7, report["seed"]


def no_interpolation(runner):
    """no script has an expression in it"""
    assert not [step["id"] for step in runner.definition["runs"]["steps"] if "${{" in step["run"]]
