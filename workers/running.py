"""What a worker process runs for an organisation, put together."""

import threading
from collections.abc import Mapping, Sequence
from uuid import UUID

import psycopg
import structlog
from psycopg_pool import ConnectionPool
from structlog.contextvars import bound_contextvars

from bookit.connections import Connection
from bookit.effects import Kind, Performer, Reaction, most_attempts_at_once, threads_of_each
from bookit.notifications import reactions_of
from bookit.settings import Settings
from bookit.wiring import why_not_ready
from workers.broker import Muscle
from workers.news import kinds_of
from workers.project import POLL_SECONDS, Projector
from workers.react import Reactor

log = structlog.get_logger(__name__)


class Workforce:
    """Projections, reactions and effects, from when the organisation can be run until stopped. Reactions and kinds of
    effects are all there are, or those that are given."""

    def __init__(
        self,
        settings: Settings,
        *,
        reactions: Sequence[Reaction] | None = None,
        kinds: Mapping[str, Kind] | None = None,
        threads: int | None = None,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._settings = settings
        self._poll_seconds = poll_seconds
        threads = threads or threads_of_each(len(settings.of_each()))
        self._pool = ConnectionPool[psycopg.Connection](
            settings.dsn,
            connection_class=Connection,
            kwargs={
                "patience": 45,
                "autocommit": True,
                "application_name": "bookit effects",
                "pooled": settings.database_pooled,
                # A job may wait for another server while it holds its row; one that hangs lets go.
                "session": {
                    "idle_in_transaction_session_timeout": "2min",
                    "statement_timeout": "30s",
                    "lock_timeout": "0",
                    "timezone": "UTC",
                },
            },
            min_size=0,
            max_size=most_attempts_at_once(threads),
            timeout=30,
            open=False,
        )
        self._performer = Performer(
            self._pool, settings.database_schema, kinds_of(settings) if kinds is None else kinds
        )
        self._projector = Projector(settings, poll_seconds=poll_seconds)
        self._reactor = Reactor(
            settings,
            reactions_of(settings) if reactions is None else reactions,
            self._attempt,
            poll_seconds=poll_seconds,
        )
        self._muscle = Muscle(settings, on_doorbell=self.wake, on_effect=self._attempt, threads=threads)
        self._beginning = threading.Thread(target=self._begin, name="beginning")
        self._begun = False
        self._stopping = threading.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._projector.wake()
        self._reactor.wake()

    def start(self) -> None:
        self._beginning.start()

    def stop(self) -> None:
        """Take up nothing new, and finish what is under way."""
        self._stopping.set()
        self._beginning.join()
        if self._begun:
            self._muscle.stop()
            self._reactor.stop()
            self._projector.stop()
            self._pool.close()

    def _begin(self) -> None:
        with bound_contextvars(**self._settings.in_logs):
            if self._can_be_run():
                self._pool.open()
                self._projector.start()
                self._reactor.start()
                self._muscle.start()
                self._begun = True

    def _can_be_run(self) -> bool:
        """Once it can; never, when told to stop before. What it waits for is said once."""
        said = None
        while (reason := self._why_not_ready()) is not None:
            if reason != said:
                log.warning("worker_waits", reason=reason)
                said = reason
            if self._stopping.wait(self._poll_seconds):
                return False
        if said is not None:
            log.info("worker_goes_on")
        return True

    def _why_not_ready(self) -> str | None:
        try:
            return why_not_ready(self._settings)
        except Exception as error:  # noqa: BLE001 -- whatever it was, the next try may go well
            return repr(error)

    def _attempt(self, effect_id: UUID) -> None:
        with bound_contextvars(**self._settings.in_logs):
            if self._performer.attempt(effect_id):
                self._reactor.wake()  # one may lead to another
