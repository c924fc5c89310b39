"""What a worker does again and again, in a thread of its own, whatever happens to the servers it needs."""

import threading
from abc import ABC, abstractmethod
from typing import ClassVar

import psycopg
import structlog
from structlog.contextvars import bind_contextvars

from bookit.pausing import pause_after
from bookit.settings import Settings

log = structlog.get_logger(__name__)


class Looping(ABC, threading.Thread):
    """Works until told to stop. Any number of wakes while it works are one; what fails is tried again, ever later."""

    REST_SECONDS: ClassVar[float] = 0.0
    """At least so long between two turns, however often it is woken."""
    LONGEST_PAUSE_SECONDS: ClassVar[float] = 10.0
    """At most so long between two tries of what fails."""

    def __init__(self, name: str, settings: Settings) -> None:
        super().__init__(name=name)
        self._in_logs = settings.in_logs
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._failures = 0

    @abstractmethod
    def prepare(self) -> None:
        """Make ready what work needs: before the first time, and again after each failure."""

    @abstractmethod
    def work(self) -> float:
        """Do what there is to do, unless `stopping`; answers how many seconds to rest."""

    @abstractmethod
    def release(self) -> None:
        """Let go of what was made ready; it may be broken."""

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def stop(self) -> None:
        """End after what is under way."""
        self._stopping.set()
        self._woken.set()
        self.join()

    def run(self) -> None:
        bind_contextvars(**self._in_logs)  # the thread's own
        prepared = False
        while not self.stopping:
            self._woken.clear()
            try:
                if not prepared:
                    self.prepare()
                    prepared = True
                pause = self.work()
            except Exception as error:  # noqa: BLE001 -- whatever it was, the next try may go well
                prepared = False
                self.release()
                self._after(error)
            else:
                self._recovered()
                self._stopping.wait(self.REST_SECONDS)
                self._woken.wait(pause)
        self.release()

    def _after(self, error: Exception) -> None:
        self._failures += 1
        if isinstance(error, psycopg.OperationalError):
            log.warning("waits_for_the_database", loop=self.name, error=str(error), failures=self._failures)
        else:
            log.error("failed", loop=self.name, exc_info=error, failures=self._failures)
        self._stopping.wait(pause_after(self._failures, longest=self.LONGEST_PAUSE_SECONDS))

    def _recovered(self) -> None:
        if self._failures:
            log.info("goes_on", loop=self.name, failures=self._failures)
        self._failures = 0
