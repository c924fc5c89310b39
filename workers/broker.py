"""The Dramatiq worker of this process, with its actors. Postgres is the truth; Redis only carries "there is work"."""

from collections.abc import Callable

import dramatiq
from dramatiq import Worker
from dramatiq.middleware import Retries

from bookit.doorbell import ACTOR, QUEUE, redis_broker
from bookit.settings import Settings

_LONGEST_LOOK_MS = 100
"""An idle worker looks at its queues at least this often: Dramatiq polls Redis, and a booking should be seen soon."""


def make_worker(settings: Settings, *, on_doorbell: Callable[[], None], threads: int) -> Worker | None:
    """A worker to start, which calls `on_doorbell` for each ring; None without Redis.

    It starts with Redis down as well, and takes up its queues when Redis comes.
    """
    broker = redis_broker(settings, [Retries(max_retries=0)])
    if broker is None:
        return None

    @dramatiq.actor(broker=broker, actor_name=ACTOR, queue_name=QUEUE)
    def projections_run() -> None:
        on_doorbell()

    return Worker(broker, worker_timeout=_LONGEST_LOOK_MS, worker_threads=threads)
