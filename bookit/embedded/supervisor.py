"""Keeps a list of processes alive: a dead one is reported and started again, later each time it dies soon."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from bookit.embedded.process import NotReadyYet, Process, ProcessError, how_it_ended
from bookit.pausing import pause_after

logger = logging.getLogger(__name__)

_FIRST_DELAY = 0.5
_LONGEST_DELAY = 30.0
_STABLE_AFTER = 60.0
_LOOK_EVERY = 0.5


@dataclass
class _Watched:
    process: Process
    started_at: float
    deaths: int = 0
    start_at: float | None = None
    recovering: bool = False


class Supervisor:
    """Watches processes that run already. Leaving it stops those it started itself, last started first."""

    def __init__(self, pause: Callable[[float], None] = time.sleep) -> None:
        self._pause = pause
        self._watched: list[_Watched] = []
        self._owned: list[Process] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._owned):
            process.stop()

    def start(self, processes: Sequence[Process]) -> None:
        """Start processes, wait until all are ready, and watch them from now on."""
        for process in processes:
            self._owned.append(process)
            process.start()
        for process in processes:
            process.wait_until_ready(self._pause)
            logger.info("%s is ready", process.name)
            self.watch([process])

    def watch(self, processes: Sequence[Process]) -> None:
        """Watch processes that somebody else started and stops."""
        self._watched.extend(_Watched(process, time.monotonic()) for process in processes)

    def run(self, until: Callable[[], bool] = lambda: False) -> None:
        """Keep them alive until `until()`, or until the pause raises."""
        while not until():
            for watched in self._watched:
                self._look_after(watched)
            self._pause(_LOOK_EVERY)

    def _look_after(self, watched: _Watched) -> None:
        now = time.monotonic()
        if watched.start_at is not None:
            if now >= watched.start_at:
                self._restart(watched, now)
        elif (code := watched.process.exit_code()) is not None:
            self._plan_restart(watched, now, how_it_ended(code))
        elif watched.recovering:
            self._greet(watched)

    def _plan_restart(self, watched: _Watched, now: float, reason: str) -> None:
        if now - watched.started_at > _STABLE_AFTER:
            watched.deaths = 0
        delay = pause_after(watched.deaths, first=_FIRST_DELAY, longest=_LONGEST_DELAY)
        watched.deaths += 1
        watched.start_at = now + delay
        process = watched.process
        logger.warning("%s %s; starting it again in %.1f s (%s)", process.name, reason, delay, process.log_file)

    def _restart(self, watched: _Watched, now: float) -> None:
        watched.start_at, watched.started_at = None, now
        try:
            watched.process.start()
        except (ProcessError, OSError) as error:
            self._plan_restart(watched, now, f"did not start: {error}")
        else:
            watched.recovering = True

    def _greet(self, watched: _Watched) -> None:
        try:
            watched.process.probe()
        except NotReadyYet:
            return
        watched.recovering = False
        logger.warning("%s is back", watched.process.name)
