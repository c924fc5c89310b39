"""The Dramatiq workers of this process and their actors. Postgres is the truth; Redis only carries "there is work"."""

import logging
from collections.abc import Callable
from uuid import UUID

import dramatiq
from dramatiq import Worker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import Retries

from bookit.doorbell import ACTOR, QUEUE, redis_broker
from bookit.effects import Queue
from bookit.settings import Settings
from workers.react import name_of

_LONGEST_LOOK_MS = 100
"""An idle worker looks at its queues at least this often: Dramatiq polls Redis, and a booking should be seen soon."""
_LONGEST_LATER_LOOK_MS = 500
_STOP_MS = 10_000
_COMPLAIN_EVERY_SECONDS = 60.0


class OnceInAWhile(logging.Filter):
    """Lets a repeated complaint through once a minute, as a warning: Redis away is no emergency here."""

    def __init__(self) -> None:
        super().__init__()
        self._next_at = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.getMessage().startswith("Consumer encountered a connection error"):
            return True
        if record.created < self._next_at:
            return False
        self._next_at = record.created + _COMPLAIN_EVERY_SECONDS
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


_SELDOM = OnceInAWhile()


def _calm(queue_name: str) -> None:
    """Dramatiq's consumers complain every three seconds each, as critical, while Redis is away."""
    for name in (queue_name, f"{queue_name}.DQ"):  # each queue has one for what is delayed
        logging.getLogger(f"dramatiq.worker.ConsumerThread({name})").addFilter(_SELDOM)


class Muscle:
    """The threads that take messages: some for what is urgent alone, so that it never waits behind a slow server.

    They start with Redis down as well, and take up their queues when Redis comes.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        on_doorbell: Callable[[], None],
        on_effect: Callable[[UUID], object],
        threads: int,
    ) -> None:
        # Dramatiq wants one worker for a broker, and shares its threads between all the queues.
        self._workers: list[Worker] = []
        if (broker := _broker(settings)) is not None:
            _ring(broker, on_doorbell)
            _serve(broker, Queue.URGENT, on_effect, priority=10)
            self._workers.append(Worker(broker, worker_timeout=_LONGEST_LOOK_MS, worker_threads=threads))
        if (broker := _broker(settings)) is not None:
            _serve(broker, Queue.ORDINARY, on_effect, priority=10)
            _serve(broker, Queue.BULK, on_effect, priority=20)
            self._workers.append(Worker(broker, worker_timeout=_LONGEST_LATER_LOOK_MS, worker_threads=threads))

    def start(self) -> None:
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        """Take no more messages; finish those that were taken, or give up waiting for them after ten seconds."""
        for worker in self._workers:
            worker.stop(timeout=_STOP_MS)
            worker.broker.close()


def _broker(settings: Settings) -> RedisBroker | None:
    return redis_broker(settings, [Retries(max_retries=0)])


def _ring(broker: RedisBroker, on_doorbell: Callable[[], None]) -> None:
    _calm(QUEUE)

    @dramatiq.actor(broker=broker, actor_name=ACTOR, queue_name=QUEUE)
    def projections_run() -> None:
        on_doorbell()


def _serve(broker: RedisBroker, queue: Queue, on_effect: Callable[[UUID], object], *, priority: int) -> None:
    _calm(name_of(queue))

    @dramatiq.actor(broker=broker, actor_name=name_of(queue), queue_name=name_of(queue), priority=priority)
    def effects_perform(effect_id: str) -> None:
        on_effect(UUID(effect_id))
