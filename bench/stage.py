"""Where a bench takes place: embedded servers with durable commits, and processes started for the bench alone."""

import http.client
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.result import BenchFailed
from bookit.embedded import EmbeddedServers, NotReadyYet, Process, Program
from bookit.embedded.ports import free_ports
from bookit.settings import Settings, default_home


@dataclass(frozen=True)
class Stage:
    """The servers of one run, the folder for logs of what runs on them, and the part of the full size to measure."""

    settings: Settings
    logs: Path
    scale: float = 1.0

    def scaled(self, count: int, *, at_least: int = 1) -> int:
        """How many there are of what `count` is the full number of."""
        return max(at_least, round(count * self.scale))

    def settings_with(self, **values: Any) -> Settings:
        """The settings of these servers with some values of its own."""
        return Settings(**{**self.settings.model_dump(), **values})

    @contextmanager
    def serving(self, name: str, module_and_words: list[str], settings: Settings) -> Iterator[Process]:
        """Run `python -m module words…`, which serves HTTP on the settings' port, for as long as the context lasts."""
        with self._running(self._program(name, module_and_words, settings, lambda: _answers(settings.port))) as program:
            program.wait_until_ready()
            yield program

    @contextmanager
    def working(self, name: str, module_and_words: list[str], settings: Settings) -> Iterator[Process]:
        """The same for a program that nobody can ask whether it is ready."""
        with self._running(self._program(name, module_and_words, settings, None)) as program:
            yield program

    def _program(
        self, name: str, module_and_words: list[str], settings: Settings, probe: Callable[[], None] | None
    ) -> Program:
        return Program(
            name,
            [sys.executable, "-m", *module_and_words],
            folder=Path(__file__).parent.parent,
            log_file=self.logs / f"{name}.log",
            environment=settings.as_environment(),
            probe=probe,
        )

    @contextmanager
    def _running(self, program: Program) -> Iterator[Program]:
        try:
            program.start()
            yield program
        finally:
            program.stop()


@contextmanager
def set_up(scale: float) -> Iterator[Stage]:
    """Start the servers in an empty folder next to the default home: on a disk, where fsync has its price.

    The folder is removed at the end, unless a bench failed: then its logs tell more.
    """
    home = default_home().with_name(f"{default_home().name}-bench")
    with EmbeddedServers(Settings(home=home, database_url=None, redis_url=None), fresh=True) as settings:
        _require_durable(settings)
        yield Stage(settings, home / "logs", scale)
    shutil.rmtree(home)


def free_port() -> int:
    return free_ports(1)[0]


def _answers(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/livez")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException) as error:
        raise NotReadyYet(str(error)) from error
    finally:
        connection.close()


def _require_durable(settings: Settings) -> None:
    with psycopg.connect(settings.dsn) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            if row != ("on",):
                raise BenchFailed(f"{name} is off: speed without durability means nothing here")
