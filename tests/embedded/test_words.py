"""What the command line says before it starts anything."""

import os
import subprocess
import sys
from pathlib import Path

from bookit.embedded import Home


def run(home: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bookit.cli", *words],
        env={**os.environ, "BOOKIT_HOME": str(home), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_second_demo_on_the_same_home_is_refused(home_path: Path) -> None:
    with Home(home_path).locked():
        answer = run(home_path, "demo")
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"BookIT already runs on {home_path} (process {os.getpid()})")


def test_a_port_in_use_is_named_in_one_line(home_path: Path, listening_port: int) -> None:
    answer = run(home_path, "demo", BOOKIT_PORT=str(listening_port))
    assert answer.returncode == 1
    assert answer.stderr == (
        f"port {listening_port} on 127.0.0.1 is in use; stop what listens there or set BOOKIT_PORT\n"
    )
    assert not (home_path / "postgres").exists()


def test_a_wrong_setting_is_named_in_one_line(home_path: Path) -> None:
    answer = run(home_path, "demo", BOOKIT_PORT="eighty")
    assert answer.returncode == 2
    assert answer.stderr.startswith("BOOKIT_PORT: Input should be a valid integer")


def test_a_process_without_a_database_says_so(home_path: Path) -> None:
    for word in ("serve", "worker", "scheduler", "migrate"):
        answer = run(home_path, word)
        assert answer.returncode == 2
        assert answer.stderr.startswith("BOOKIT_DATABASE_URL is not set")
