"""Tells workers that the ledger has grown. Only a hint: they also look by themselves about once a second."""

import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import redis
import structlog
from dramatiq import Message, Middleware
from dramatiq.brokers.redis import RedisBroker

from bookit.pausing import pause_after
from bookit.settings import Settings

QUEUE = "projections"
ACTOR = "projections.run"

PAUSE_SECONDS = 0.02
"""At most one message in so long, however many bookings are placed."""

_ENOUGH_WAITING = 50
_LONGEST_PAUSE_SECONDS = 5.0

log = structlog.get_logger(__name__)


def redis_broker(settings: Settings, middleware: Sequence[Middleware] = ()) -> RedisBroker | None:
    """The way to the queues of this organisation; None without Redis. Does not connect yet.

    The middleware is named, so that none of Dramatiq's defaults drops or repeats a message behind our back.
    """
    if settings.redis_url is None:
        return None
    client = redis.Redis.from_url(
        str(settings.redis_url), socket_timeout=2, socket_connect_timeout=1, health_check_interval=30
    )
    return RedisBroker(  # type: ignore[no-untyped-call] # Dramatiq has no annotations here
        client=client,
        middleware=list(middleware),
        namespace=f"bookit.{settings.database_schema}",
        # Messages of a killed worker are handed on by a pass that Dramatiq makes after 0.1 % of its commands: on a
        # small install that may be never. It is cheap enough to make it always.
        maintenance_chance=1_000_000,
    )


class Doorbell:
    """Rings in a thread of its own: `ring` costs the booking path nothing and never fails.

    While Redis is down it tries again at growing intervals, and says so once when it goes and once when it is back.
    Without Redis it is silent.
    """

    def __init__(self, settings: Settings) -> None:
        self._broker = redis_broker(settings)
        self._rung = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        self._thread.start()

    def ring(self, position: int = 0) -> None:
        """The ledger has grown to a position; which one does not matter to those who come and look."""
        self._rung.set()

    def close(self) -> None:
        """Stop ringing; what was not rung yet is found by the workers' own look."""
        self._closing.set()
        self._rung.set()
        self._thread.join()
        if self._broker is not None:
            self._broker.client.close()

    def _run(self) -> None:
        failures = 0
        while True:
            self._rung.wait()
            if self._closing.is_set() or self._broker is None:
                return
            self._rung.clear()
            try:
                _enqueue(self._broker)
            except (redis.RedisError, OSError) as error:
                if failures == 0:
                    log.warning("doorbell_silent", error=str(error))
                failures += 1
                self._rung.set()
                self._closing.wait(pause_after(failures, longest=_LONGEST_PAUSE_SECONDS))
            else:
                if failures:
                    log.info("doorbell_rings_again")
                failures = 0
                self._closing.wait(PAUSE_SECONDS)


def _enqueue(broker: RedisBroker) -> None:
    # When nobody fetches, more messages would wake nobody sooner and only fill Redis.
    if broker.do_qsize(QUEUE) < _ENOUGH_WAITING:
        broker.enqueue(Message(queue_name=QUEUE, actor_name=ACTOR, args=(), kwargs={}, options={}))
