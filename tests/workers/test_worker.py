import asyncio
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
import redis
from dramatiq import Message
from pydantic import RedisDsn
from structlog.typing import EventDict
from uuid_utils.compat import uuid7

from bookit.doorbell import QUEUE, Doorbell, redis_broker
from bookit.embedded.redis import Redis
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS
from bookit.queries import Queries
from bookit.settings import Settings
from tests.projections.story import Story, at
from tests.workers.conftest import process, wait_for_line
from workers.running import Workforce

pytestmark = pytest.mark.anyio

NAMES = [projection.NAME for projection in PROJECTIONS]
AN_HOUR = 3600.0


@contextmanager
def _worker(settings: Settings, *, poll_seconds: float) -> Iterator[None]:
    worker = Workforce(settings, threads=2, poll_seconds=poll_seconds)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


async def _applied(queries: Queries, position: int) -> bool:
    return await queries.freshness.wait_for(position, NAMES, seconds=30) == position


async def test_the_doorbell_wakes_a_worker(story: Story, queries: Queries) -> None:
    with _worker(story.settings, poll_seconds=AN_HOUR):
        async with Doorbell(story.settings) as doorbell:
            for _ in range(3):
                story.booking(uuid7(), at(9), at(10))
                doorbell.ring(story.position)
                assert await _applied(queries, story.position)


async def test_the_doorbell_works_again_after_redis_was_away(story: Story, queries: Queries, own_redis: Redis) -> None:
    settings = story.settings.model_copy(update={"redis_url": RedisDsn(own_redis.url)})
    with _worker(settings, poll_seconds=AN_HOUR):
        async with Doorbell(settings) as doorbell:
            for _ in range(2):
                story.booking(uuid7(), at(9), at(10))
                doorbell.ring(story.position)
                own_redis.start()
                own_redis.wait_until_ready()
                assert await _applied(queries, story.position)
                own_redis.stop()


async def test_losing_all_of_redis_loses_nothing(story: Story, queries: Queries) -> None:
    """The ring is gone, but a worker looks by itself."""
    with redis.Redis.from_url(str(story.settings.redis_url)) as client, _worker(story.settings, poll_seconds=0.05):
        for _ in range(5):
            story.booking(uuid7(), at(9), at(10))
            client.flushdb()
            assert await _applied(queries, story.position)
    assert len(story.rows("calendar_bookings")) == 5


async def test_garbage_in_the_queue_does_not_keep_a_worker_from_its_work(story: Story, queries: Queries) -> None:
    broker = redis_broker(story.settings)
    assert broker is not None
    broker.enqueue(Message(queue_name=QUEUE, actor_name="no.such.actor", args=(), kwargs={}, options={}))
    broker.client.hset(f"{broker.namespace}:{QUEUE}.msgs", "garbage", b"\x00 not JSON")
    broker.client.rpush(f"{broker.namespace}:{QUEUE}", "garbage")
    with _worker(story.settings, poll_seconds=0.05):
        story.booking(uuid7(), at(9), at(10))
        assert await _applied(queries, story.position)
    broker.client.close()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
async def test_a_worker_process_works_until_told_to_stop(story: Story, queries: Queries, end: signal.Signals) -> None:
    story.booking(uuid7(), at(9), at(10))
    with process("workers", story.settings) as running:
        wait_for_line(running, b"worker_started")
        assert await _applied(queries, story.position)
        running.send_signal(end)
        assert running.wait(timeout=30) == 0


async def test_a_worker_process_needs_no_redis(story: Story, queries: Queries, own_redis: Redis) -> None:
    settings = story.settings.model_copy(update={"redis_url": RedisDsn(own_redis.url)})
    story.booking(uuid7(), at(9), at(10))
    with process("workers", settings) as running:
        assert await _applied(queries, story.position)
        running.terminate()
        assert running.wait(timeout=30) == 0


async def test_a_killed_worker_is_made_up_for_by_the_next(story: Story, queries: Queries) -> None:
    room = uuid7()
    story.record_all([story.placing(room, at(hour), at(hour + 1)) for hour in range(3000)])
    with process("workers", story.settings) as running:
        wait_for_line(running, b"worker_started")
        running.kill()
        running.wait(timeout=30)
    with _worker(story.settings, poll_seconds=0.05):
        assert await _applied(queries, story.position)
    assert len(story.rows("calendar_bookings")) == len(story.rows("availability_busy")) == 3000


def _until_said(logs: list[EventDict]) -> None:
    while not logs:
        time.sleep(0.01)


async def test_a_worker_says_once_what_it_waits_for_and_works_when_the_schema_comes(
    settings: Settings, logs: list[EventDict]
) -> None:
    """Started before the migrations."""
    with _worker(settings, poll_seconds=0.05):
        await asyncio.to_thread(_until_said, logs)
        migrate(settings)
        with closing(Story(settings)) as story:
            story.booking(uuid7(), at(9), at(10))
            async with Queries(settings) as queries:
                assert await _applied(queries, story.position)
    *waits, goes_on = [entry for entry in logs if entry["log_level"] != "debug"]
    assert {(entry["event"], entry["log_level"]) for entry in waits} == {("worker_waits", "warning")}
    assert goes_on["event"] == "worker_goes_on"
    reasons = [entry["reason"] for entry in waits]
    assert "run `bookit migrate` first" in reasons[0]
    assert len(reasons) == len(set(reasons))  # the rights of roles come last, and are missed in between


def test_a_worker_that_waits_ends_when_told_to(settings: Settings, logs: list[EventDict]) -> None:
    with _worker(settings, poll_seconds=AN_HOUR):
        _until_said(logs)
    assert [entry["event"] for entry in logs] == ["worker_waits"]
