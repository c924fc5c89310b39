"""Runs the projections: when the doorbell rings, and about once a second whatever Redis does."""

import threading

import psycopg
import structlog

from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings

POLL_SECONDS = 1.0
BUSY_SECONDS = 0.05
_LONGEST_BACKOFF_SECONDS = 10.0

log = structlog.get_logger(__name__)


class Projector(threading.Thread):
    """Keeps the read models up to date until told to stop. Any number of rings while it works are one."""

    def __init__(self, settings: Settings, *, poll_seconds: float = POLL_SECONDS) -> None:
        super().__init__(name="projector")
        self._engine = Engine(settings.dsn, settings.database_schema, PROJECTIONS)
        self._poll_seconds = poll_seconds
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._failures = 0

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def stop(self) -> None:
        """End after the batch under way, which takes less than a second."""
        self._stopping.set()
        self._woken.set()
        self.join()

    def run(self) -> None:
        prepared = False
        with self._engine as engine:
            while not self._stopping.is_set():
                self._woken.clear()
                try:
                    if not prepared:
                        engine.prepare()
                        prepared = True
                    pause = self._work(engine)
                except Exception as error:  # noqa: BLE001 -- whatever it was, the next try may go well
                    pause = self._after(error)
                    prepared = False
                    engine.close()
                else:
                    self._recovered()
                self._woken.wait(pause)

    def _work(self, engine: Engine) -> float:
        """Everything there is to do; answers how long to rest."""
        while not self._stopping.is_set():
            done = engine.work()
            if not done.moved:
                return BUSY_SECONDS if done.busy else self._poll_seconds
        return 0.0

    def _after(self, error: Exception) -> float:
        self._failures += 1
        pause = min(0.1 * 2**self._failures, _LONGEST_BACKOFF_SECONDS)
        if isinstance(error, psycopg.OperationalError):
            log.warning("projections_wait_for_the_database", error=str(error), failures=self._failures)
        else:
            log.error("projections_failed", exc_info=error, failures=self._failures)
        self._stopping.wait(pause)
        return 0.0

    def _recovered(self) -> None:
        if self._failures:
            log.info("projections_go_on", failures=self._failures)
        self._failures = 0
