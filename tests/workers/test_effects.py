"""Effects under faults, with real workers: nothing is lost, and nothing is visible twice."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
import redis
from dramatiq import Message
from pydantic import RedisDsn

from bookit.doorbell import redis_broker
from bookit.effects import Effect, Kind, Queue
from bookit.embedded.redis import Redis
from bookit.settings import Settings
from tests.effects.shelves import Shelves, Trace, open_shelves
from tests.schemas import migrated
from tests.workers.conftest import process
from workers.react import name_of
from workers.running import Workforce

PROBING = "tests.workers.probing"
MANY = [f"effect {number:02}" for number in range(40)]


@pytest.fixture
def shelves(settings: Settings) -> Iterator[Shelves]:
    migrated(settings)
    with open_shelves(settings) as shelves:
        yield shelves


@contextmanager
def working(settings: Settings, **kinds: Kind) -> Iterator[Workforce]:
    """All that a worker process runs, in this one."""
    worker = Workforce(settings, reactions=(), kinds=kinds, threads=2, poll_seconds=0.05)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


@pytest.mark.parametrize("kind", ["dies_before", "dies_after"])
def test_an_effect_whose_worker_was_killed_is_visible_once(shelves: Shelves, kind: str) -> None:
    shelves.put(kind=kind)
    with process(PROBING, shelves.settings) as worker:
        assert worker.wait(timeout=60) == -9
    with process(PROBING, shelves.settings):
        shelves.wait_for("done", "one")
    shelves.hold()
    assert shelves.row()["attempts"] == 2


def test_an_effect_that_kills_every_worker_is_parked(shelves: Shelves) -> None:
    shelves.put(kind="dies_always", most_attempts=2)
    for _ in range(2):
        shelves.time_passes()
        with process(PROBING, shelves.settings) as worker:
            assert worker.wait(timeout=60) == -9
    with process(PROBING, shelves.settings) as worker:
        shelves.wait_for("parked", "one")
        shelves.put("two")
        shelves.wait_for("done", "two")
        worker.terminate()
        assert worker.wait(timeout=30) == 0
    shelves.hold(parked=["one"])


def test_messages_that_got_lost_are_sent_again(shelves: Shelves) -> None:
    """Redis is emptied after workers were told, and again while they work."""
    for key in MANY:
        shelves.put(key)
    assert len(shelves.shelf.ring(Queue.ORDINARY, 10)) == 10
    with (
        redis.Redis.from_url(str(shelves.settings.redis_url)) as client,
        working(shelves.settings, trace=Trace(shelves.schema)),
    ):
        client.flushdb()
        shelves.wait_for("done", *MANY)
    shelves.hold()


def test_duplicates_and_garbage_in_the_queue_change_nothing(shelves: Shelves) -> None:
    broker = redis_broker(shelves.settings)
    assert broker is not None
    effect_id = str(shelves.put())
    name = name_of(Queue.ORDINARY)
    for argument in [effect_id] * 20 + ["no id", "00000000-0000-0000-0000-000000000000"]:
        broker.enqueue(Message(queue_name=name, actor_name=name, args=(argument,), kwargs={}, options={}))
    broker.client.hset(f"{broker.namespace}:{name}.msgs", "garbage", b"\x00 not JSON")
    broker.client.rpush(f"{broker.namespace}:{name}", "garbage")
    broker.client.close()
    with working(shelves.settings, trace=Trace(shelves.schema)):
        shelves.wait_for("done", "one")
        shelves.put("two")
        shelves.wait_for("done", "two")
    shelves.hold()
    assert shelves.row()["attempts"] == 1


def test_messages_in_any_order_and_number_change_nothing(shelves: Shelves) -> None:
    broker = redis_broker(shelves.settings)
    assert broker is not None
    wanted = [str(shelves.put(key)) for key in MANY] * 3
    random.Random(4711).shuffle(wanted)
    name = name_of(Queue.ORDINARY)
    for effect_id in wanted:
        broker.enqueue(Message(queue_name=name, actor_name=name, args=(effect_id,), kwargs={}, options={}))
    broker.client.close()
    with working(shelves.settings, trace=Trace(shelves.schema)):
        shelves.wait_for("done", *MANY)
    shelves.hold()


def test_without_redis_a_worker_does_effects_by_itself(shelves: Shelves, own_redis: Redis) -> None:
    settings = shelves.settings.model_copy(update={"redis_url": RedisDsn(own_redis.url)})
    for key in MANY:
        shelves.put(key)
    with working(settings, trace=Trace(shelves.schema)):
        shelves.wait_for("done", *MANY)
    shelves.hold()


class _Blocks(Trace):
    """Waits for a server that does not answer, until the test lets it."""

    def __init__(self, schema: str) -> None:
        super().__init__(schema)
        self.begun = threading.Event()
        self.released = threading.Event()

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        self.begun.set()
        assert self.released.wait(60)
        super().perform(effect, connection)


def test_what_is_urgent_does_not_wait_behind_a_slow_server(shelves: Shelves) -> None:
    slow = _Blocks(shelves.schema)
    for key in MANY:
        shelves.put(key, kind="slow", queue=Queue.BULK)
    with working(shelves.settings, slow=slow, trace=Trace(shelves.schema)):
        assert slow.begun.wait(60)
        shelves.put("urgent", queue=Queue.URGENT)
        shelves.wait_for("done", "urgent")
        slow.released.set()
        shelves.wait_for("done", *MANY)
    shelves.hold()


def test_a_worker_told_to_stop_finishes_what_it_has_begun(shelves: Shelves) -> None:
    slow = _Blocks(shelves.schema)
    shelves.put(kind="slow")
    with working(shelves.settings, slow=slow) as worker:
        assert slow.begun.wait(60)
        stopping = threading.Thread(target=worker.stop)
        stopping.start()
        slow.released.set()
        stopping.join()
        shelves.hold()
        worker.start = worker.stop = lambda: None  # type: ignore[method-assign] # it was stopped already
