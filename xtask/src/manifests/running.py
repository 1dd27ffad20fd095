"""Starts the mock for the time of a test."""

import contextlib
import subprocess


@contextlib.contextmanager
def mock(binary, *arguments):
    """The mock's endpoint; the mock ends with the test."""
    command = [str(binary), "mock", "--listen", "127.0.0.1:0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().removeprefix("listening on ").strip()
        finally:
            process.kill()
