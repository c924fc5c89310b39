"""`bookit demo` as a newcomer runs it, without the demo data (which has tests of its own)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil


@contextmanager
def demo(home: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A running demo and its address."""
    command = [sys.executable, "-m", "bookit.cli", "demo", "--no-data"]
    environment = {**os.environ, "BOOKIT_HOME": str(home), "BOOKIT_PORT": "0"}
    del environment["BOOKIT_SECRET_KEY"]  # it makes its own
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if line.startswith("BookIT is ready: "):
                    yield process, line.split()[3]
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            if process.poll() is None:
                process.terminate()


def test_the_demo_answers_and_leaves_nothing_behind(home_path: Path) -> None:
    with demo(home_path) as (process, address):
        family = psutil.Process(process.pid).children(recursive=True)
        assert httpx.get(f"{address}/livez").status_code == 200

        process.send_signal(signal.SIGTERM)

        assert process.wait(60) == 0
        _, alive = psutil.wait_procs(family, timeout=30)
        assert alive == []

    with demo(home_path) as (_, address):
        assert httpx.get(f"{address}/livez").status_code == 200
