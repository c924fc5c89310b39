"""Doing effects: one attempt from the count to its end.

AttemptEnded
├── TooEarly     something it needs is not there yet; the attempt does not count
└── Hopeless     no further attempt will go better; parked at once
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import psycopg
import structlog
from prometheus_client import Counter, Histogram

from bookit.effects.effect import Effect
from bookit.effects.shelf import Shelf
from bookit.tracing import span

ATTEMPTS = Counter("bookit_job_attempts_total", "Attempts to do a job, by how they ended.", ["kind", "outcome"])
SECONDS = Histogram("bookit_job_seconds", "Time of an attempt.", ["kind"])

HANDS = 4
"""Threads of a worker that do what is urgent while Redis is away, and as many for the rest."""

log = structlog.get_logger(__name__)


def threads_of_each(organisations: int) -> int:
    """Threads of a worker for what is urgent of an organisation, and as many for the rest; they share a few."""
    return max(1, 4 // organisations)


def most_attempts_at_once(threads: int) -> int:
    """Each has a connection; so many may be under way when Redis goes or comes back."""
    return 2 * threads + 2 * HANDS


class AttemptEnded(Exception):
    """A kind's way to say how an attempt ended, where it did not simply fail."""


class TooEarly(AttemptEnded):
    """Something it needs is not there yet; the attempt does not count."""

    def __init__(self, why: str, pause: timedelta = timedelta(seconds=1)) -> None:
        super().__init__(why)
        self.pause = pause


class Hopeless(AttemptEnded):
    """No further attempt will go better; parked at once, with this text."""


class Kind(ABC):
    """One kind of effect. It may be done again after it was done halfway: a worker can die at any point."""

    def prepare(self, effect: Effect, connection: psycopg.Connection) -> None:  # noqa: B027 -- most need nothing
        """Settle in a transaction of its own what must not change between two attempts."""

    @abstractmethod
    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        """Do it. What is written with the connection is committed together with "done", or not at all.

        Whatever waits for the world outside must have a time limit, well below a minute.
        """


class Pool(Protocol):
    """Gives connections in autocommit."""

    def connection(self) -> AbstractContextManager[psycopg.Connection]: ...


@dataclass(frozen=True, slots=True)
class Performer:
    """Does effects of the kinds it knows; for any number of threads."""

    pool: Pool
    schema: str
    kinds: Mapping[str, Kind]

    def attempt(self, effect_id: UUID) -> bool:
        """Make an attempt, unless the effect is done, not due, or another's; True when it went well.

        Raises what the database raises when it goes away; the attempt is made again after its pause then.
        """
        with self.pool.connection() as connection:
            effect = Shelf(connection, self.schema).take_up(effect_id)
            if effect is None:
                return False
            try:
                with _measured(effect):
                    return self._perform(effect, connection)
            except Exception as error:
                if connection.closed:
                    raise
                # Whatever it was, it is written down, and tried again.
                self._failed(effect, error, connection)
                return False

    def _perform(self, effect: Effect, connection: psycopg.Connection) -> bool:
        kind = self.kinds.get(effect.kind)
        if kind is None:
            # A newer version of BookIT may know it, and be at work already.
            raise LookupError(f"this version of BookIT does not know {effect.kind}")
        shelf = Shelf(connection, self.schema)
        if type(kind).prepare is not Kind.prepare:
            with connection.transaction():
                kind.prepare(effect, connection)
        with connection.transaction():
            if not shelf.hold(effect):
                return False
            kind.perform(effect, connection)
            shelf.done(effect)
        ATTEMPTS.labels(effect.kind, "done").inc()
        log.debug("effect_done", kind=effect.kind, effect_id=str(effect.effect_id), attempt=effect.attempt)
        return True

    def _failed(self, effect: Effect, error: Exception, connection: psycopg.Connection) -> None:
        shelf = Shelf(connection, self.schema)
        noted = {"kind": effect.kind, "effect_id": str(effect.effect_id), "attempt": effect.attempt}
        match error:
            case TooEarly():
                shelf.put_off(effect, error.pause)
                ATTEMPTS.labels(effect.kind, "put off").inc()
                log.debug("effect_put_off", why=str(error), **noted)
                return
            case Hopeless():
                parked = shelf.failed(effect, str(error), for_good=True)
            case _:
                parked = shelf.failed(effect, f"{type(error).__name__}: {error}")
        ATTEMPTS.labels(effect.kind, "parked" if parked else "failed").inc()
        if parked:
            log.error("effect_parked", exc_info=error, **noted)
        else:
            log.warning("effect_failed", error=repr(error), **noted)


@contextmanager
def _measured(effect: Effect) -> Iterator[None]:
    with (
        span(f"job {effect.kind}", job_id=str(effect.effect_id), attempt=effect.attempt),
        SECONDS.labels(effect.kind).time(),
    ):
        yield
