import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.freshness import Freshness
from tests.projections.story import Story, at

pytestmark = pytest.mark.anyio


async def test_waiting_ends_when_all_read_models_are_there(story: Story, engine: Engine, queries: Queries) -> None:
    story.booking(uuid7(), at(9), at(10))
    engine.catch_up("calendar")
    assert await queries.freshness.wait_for(1, ["calendar"]) == 1
    both = asyncio.create_task(queries.freshness.wait_for(1, ["calendar", "directory"], seconds=30))
    await asyncio.to_thread(engine.catch_up, "directory")
    assert await both == 1
    assert await queries.freshness.position_of(["calendar", "history"]) == 0


async def test_waiting_in_vain_answers_how_far_it_is(story: Story, engine: Engine, queries: Queries) -> None:
    story.booking(uuid7(), at(9), at(10))
    engine.catch_up_all()
    assert await queries.freshness.wait_for(7, ["calendar"], seconds=0.05) == 1


async def test_any_number_of_waiters_share_one_poller() -> None:
    class Point:
        name = "calendar"
        position = 0

    point, under_way, most, asked = Point(), 0, 0, 0

    async def rows(_: str) -> Sequence[Any]:
        nonlocal under_way, most, asked
        under_way += 1
        most, asked = max(most, under_way), asked + 1
        await asyncio.sleep(0)
        under_way -= 1
        if asked == 3:
            point.position = 5
        return [point]

    freshness = Freshness(rows)
    reached = await asyncio.gather(*(freshness.wait_for(5, ["calendar"]) for _ in range(100)))
    assert reached == [5] * 100
    assert (most, asked) == (1, 3)
    await freshness.close()


async def test_a_failing_look_is_told_to_all_who_wait_and_forgotten() -> None:
    healthy = False

    async def rows(_: str) -> Sequence[Any]:
        if not healthy:
            raise ConnectionError("database is down")
        return []

    freshness = Freshness(rows)
    results = await asyncio.gather(*(freshness.wait_for(5, ["calendar"]) for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [ConnectionError] * 3
    healthy = True
    assert await freshness.wait_for(0, []) == 0
    await freshness.close()
