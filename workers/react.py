"""Turns new facts into effects, and sees to it that somebody does them: by Redis, or else by itself."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar
from uuid import UUID

import psycopg
import redis
import structlog
from dramatiq import Message

from bookit.connections import Connection
from bookit.doorbell import redis_broker
from bookit.effects import HANDS, Queue, Reaction, Reactions, Shelf
from bookit.settings import Settings
from workers.looping import Looping

POLL_SECONDS = 1.0
BUSY_SECONDS = 0.05
MOST_IN_REDIS = 100
"""Of a queue; the others wait in Postgres, where they are in order and each is counted once."""
TIDY_SECONDS = 300.0
MOST_IN_HANDS = 32
_SILENT_SECONDS = 5.0
"""So long Redis is left alone after it failed."""

log = structlog.get_logger(__name__)


def name_of(queue: Queue) -> str:
    """The name of a queue in Redis, and of the actor that serves it."""
    return f"effects.{queue.value}"


class Reactor(Looping):
    """Looks when it is woken, when something is due, and about once a second whatever Redis does.

    Effects that are due are told to workers. What nobody did, because the message was lost or its worker died, is told
    again; while Redis is away, this process does them itself.
    """

    REST_SECONDS: ClassVar[float] = 0.02
    """Each effect that is done may lead to others: they are looked for together."""

    def __init__(
        self,
        settings: Settings,
        reactions: Sequence[Reaction],
        perform: Callable[[UUID], object],
        *,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        super().__init__("reactor", settings)
        self._settings = settings
        self._reactions = reactions
        self._bell = _Bell(settings)
        urgent, later = _Hands(perform), _Hands(perform)
        self._hands = {Queue.URGENT: urgent, Queue.ORDINARY: later, Queue.BULK: later}
        self._poll_seconds = poll_seconds
        self._tidied_at = time.monotonic()
        self._connection: psycopg.Connection | None = None

    def prepare(self) -> None:
        self._connection = Connection.connect(
            self._settings.dsn,
            patience=45,
            autocommit=True,
            application_name="bookit reactions",
            pooled=self._settings.database_pooled,
            session={
                "idle_in_transaction_session_timeout": "30s",
                "statement_timeout": "30s",
                "lock_timeout": "0",
                "jit": "off",
                "timezone": "UTC",
            },
        )

    def work(self) -> float:
        """Everything there is to do; answers how long to rest."""
        if self._connection is None:
            raise AssertionError("prepared before it works")
        schema = self._settings.database_schema
        reactions = Reactions(self._connection, schema, self._reactions)
        while not self.stopping and reactions.work():
            pass
        shelf = Shelf(self._connection, schema)
        for effect_id in shelf.park_dead():
            log.error("effect_parked", effect_id=str(effect_id), reason="its worker died each time")
        if time.monotonic() >= self._tidied_at + TIDY_SECONDS:
            shelf.tidy()
            self._tidied_at = time.monotonic()
        if sum(self._hand_on(shelf, queue) for queue in Queue):
            return BUSY_SECONDS
        return min(self._poll_seconds, shelf.next_due(self._poll_seconds))

    def release(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def stop(self) -> None:
        """End after what this process is doing itself."""
        super().stop()
        for hands in self._hands.values():
            hands.rest()
        self._bell.close()

    def _hand_on(self, shelf: Shelf, queue: Queue) -> int:
        """Have effects of a queue done that are due; answers how many."""
        room = self._bell.room(queue)
        if room is None:
            hands = self._hands[queue]
            given = shelf.ring(queue, hands.room)
            hands.take(given)
        else:
            given = shelf.ring(queue, room)
            self._bell.ring(queue, given)
        return len(given)


class _Bell:
    """Messages to workers, with an effect's id each. They may get lost: what they tell stands in Postgres."""

    def __init__(self, settings: Settings) -> None:
        self._broker = redis_broker(settings)
        self._silent_until = float("-inf")
        self._failing = False

    def room(self, queue: Queue) -> int | None:
        """How many more messages a queue takes; None while there is no Redis."""
        if self._broker is None or time.monotonic() < self._silent_until:
            return None
        try:
            waiting = int(self._broker.do_qsize(name_of(queue)))
        except (redis.RedisError, OSError) as error:
            self._failed(error)
            return None
        if self._failing:
            log.info("effects_by_redis_again")
            self._failing = False
        return max(MOST_IN_REDIS - waiting, 0)

    def ring(self, queue: Queue, effect_ids: Sequence[UUID]) -> None:
        if self._broker is None:
            return
        name = name_of(queue)
        try:
            for effect_id in effect_ids:
                self._broker.enqueue(
                    Message(queue_name=name, actor_name=name, args=(str(effect_id),), kwargs={}, options={})
                )
        except (redis.RedisError, OSError) as error:
            self._failed(error)

    def close(self) -> None:
        if self._broker is not None:
            self._broker.client.close()

    def _failed(self, error: Exception) -> None:
        if not self._failing:
            log.warning("effects_without_redis", error=str(error))
        self._failing = True
        self._silent_until = time.monotonic() + _SILENT_SECONDS


class _Hands:
    """Threads that do effects in this process while Redis is away."""

    def __init__(self, perform: Callable[[UUID], object]) -> None:
        self._perform = perform
        self._pool = ThreadPoolExecutor(HANDS, thread_name_prefix="effects")
        self._taken = 0
        self._lock = threading.Lock()

    @property
    def room(self) -> int:
        """How many more effects they take, so that none of them is ever idle."""
        return MOST_IN_HANDS - self._taken

    def take(self, effect_ids: Sequence[UUID]) -> None:
        with self._lock:
            self._taken += len(effect_ids)
        for effect_id in effect_ids:
            self._pool.submit(self._do, effect_id)

    def rest(self) -> None:
        """Finish what was begun; the rest is for other workers, or for later."""
        self._pool.shutdown(cancel_futures=True)

    def _do(self, effect_id: UUID) -> None:
        try:
            self._perform(effect_id)
        except Exception:
            log.exception("effect_not_attempted", effect_id=str(effect_id))
        finally:
            with self._lock:
                self._taken -= 1
