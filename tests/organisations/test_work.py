"""A worker of two organisations: each one's work is done, and done for nobody else."""

from contextlib import ExitStack

import pytest
from dramatiq import Message

from bookit.doorbell import redis_broker
from bookit.effects import Queue
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS
from bookit.queries import Queries
from bookit.settings import Settings
from tests.effects.shelves import Trace, open_shelves
from tests.projections.story import Story
from tests.schemas import migrated
from tests.workers.conftest import process, wait_for_line
from workers.react import name_of
from workers.running import Workforce

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def organisations(install: Settings) -> list[Settings]:
    first, listed = install.of_each()
    migrated(first)
    migrate(listed)  # what keeps its keys apart is not in the dump of one that is not listed
    return [first, listed]


def test_a_job_is_never_done_by_anothers_worker(organisations: list[Settings]) -> None:
    with ExitStack() as stack:
        first, second = (stack.enter_context(open_shelves(each)) for each in organisations)
        kinds = {"trace": Trace(second.schema)}
        force = Workforce(second.settings, reactions=(), kinds=kinds, threads=1, poll_seconds=0.05)
        theirs = first.put("theirs")
        # As if a message had gone astray: it is ahead of the worker's own in its queue.
        broker = redis_broker(second.settings)
        assert broker is not None
        name = name_of(Queue.ORDINARY)
        broker.enqueue(Message(queue_name=name, actor_name=name, args=(str(theirs),), kwargs={}, options={}))
        broker.close()
        second.put("ours")

        force.start()
        stack.callback(force.stop)
        second.wait_for("done", "ours")

        assert second.traces() == ["ours"]
        assert (first.traces(), first.row("theirs")["state"]) == ([], "waiting")


async def test_one_process_works_for_all(organisations: list[Settings], install: Settings) -> None:
    positions = []
    for settings in organisations:
        story = Story(settings)
        story.building()
        positions.append(story.position)
        story.close()
    with process("workers", install, **install.as_environment() | {"BOOKIT_LOG_LEVEL": "info"}) as worker:
        wait_for_line(worker, b"worker_started")
        for settings, position in zip(organisations, positions, strict=True):
            async with Queries(settings) as queries:
                assert await queries.freshness.wait_for(position, {each.NAME for each in PROJECTIONS}, seconds=60)
