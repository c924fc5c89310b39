"""Children are kept alive while the parent lives, and never outlive it."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from bookit.embedded import NotReadyYet, ProcessDied, Program, StopRequested, StopSignals, Supervisor


class Household:
    """A running tests/embedded/household.py."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.facts = self.next_report()

    def next_report(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return dict(json.loads(self.process.stdout.readline()))

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


@contextmanager
def household(home: Path) -> Iterator[Household]:
    command = [sys.executable, "-m", "tests.embedded.household", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Household(process)
        finally:
            if process.poll() is None:
                process.terminate()


def assert_all_end(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=60)
    assert alive == []


def test_a_killed_child_is_reported_and_started_again(home_path: Path) -> None:
    with household(home_path) as house:
        for name in ("postgres", "redis", "stand-in"):
            os.kill(house.facts["pids"][name], signal.SIGKILL)
            death = house.next_report()["message"]
            assert death.startswith(f"{name} was ended by SIGKILL; starting it again in 0.5 s")
            assert house.next_report()["message"] == f"{name} is back"
        with psycopg.connect(house.facts["dsn"]) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_ctrl_c_leaves_no_process_behind(home_path: Path) -> None:
    with household(home_path) as house:
        family = house.descendants()
        assert {"postgres", "redis-server"} < {process.name() for process in family}

        house.process.send_signal(signal.SIGINT)

        assert house.process.wait(60) == 0
        assert_all_end(family)
        assert "database system is shut down" in (home_path / "logs" / "postgres.log").read_text()


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_ends_a_pause_and_every_later_one(name: signal.Signals) -> None:
    with StopSignals() as signals:
        os.kill(os.getpid(), name)
        for _ in range(2):
            with pytest.raises(StopRequested):
                signals.pause(60)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie a child's life to its parent's")
def test_children_die_with_a_killed_parent(home_path: Path) -> None:
    with household(home_path) as house:
        servers = [child for child in house.descendants() if child.name() != "python"]
        stand_in = psutil.Process(house.facts["pids"]["stand-in"])

        house.process.kill()

        assert_all_end([*servers, stand_in])


def test_a_child_that_dies_while_starting_shows_its_last_words(tmp_path: Path) -> None:
    code = "import sys; sys.exit('no such table')"
    program = Program("broken", [sys.executable, "-c", code], folder=tmp_path, log_file=tmp_path / "log", probe=never)
    program.start()
    with pytest.raises(ProcessDied, match=r"(?s)broken ended with exit code 1 while starting.*no such table"):
        program.wait_until_ready()
    program.stop()


def never() -> None:
    raise NotReadyYet("never")


def test_a_child_that_dies_again_and_again_is_started_ever_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    deaths = tmp_path / "deaths"
    program = Program(
        "mayfly",
        [sys.executable, "-c", f"open({str(deaths)!r}, 'a').write('x')"],
        folder=tmp_path,
        log_file=tmp_path / "log",
    )
    with caplog.at_level(logging.WARNING), Supervisor() as supervisor:
        supervisor.start([program])
        supervisor.run(until=lambda: deaths.exists() and len(deaths.read_text()) == 3)
    delays = [record.getMessage() for record in caplog.records if "starting it again" in record.getMessage()]
    assert "in 0.5 s" in delays[0]
    assert "in 1.0 s" in delays[1]
