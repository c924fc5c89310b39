from typing import Any

import orjson
import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor, Scope
from bookit.domain.errors import Forbidden, Invalid, NotFound
from bookit.events.rooms import RoomClosed, RoomHoursSet
from bookit.events.values import RoomKind, Weekday
from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.directory import building, buildings, floors, room, rooms
from tests.projections.story import NINE_TO_SIX, Story, at

pytestmark = pytest.mark.anyio

VIEWER = Actor(uuid7())


def _names(answer: bytes) -> list[str]:
    return [item["name"] for item in orjson.loads(answer)["items"]]


async def test_buildings_and_floors_are_listed(story: Story, engine: Engine, queries: Queries) -> None:
    two = story.building("Two", opening_hours=NINE_TO_SIX, latitude=1.5, longitude=2.5)
    one = story.building("One")
    for name, level in (("Roof", 9), ("Cellar", -1)):
        story.floor(two, name, level)
    story.floor(one, "Ground", 0)
    engine.catch_up_all()
    assert _names(await buildings(queries, VIEWER)) == ["One", "Two"]
    assert _names(await floors(queries, VIEWER)) == ["Cellar", "Ground", "Roof"]
    assert _names(await floors(queries, VIEWER, building_id=two)) == ["Cellar", "Roof"]
    answer = orjson.loads(await building(queries, VIEWER, two))
    assert (answer["latitude"], answer["opening_hours"]["sun"]) == (1.5, [["09:00", "18:00"]])
    with pytest.raises(NotFound):
        await building(queries, VIEWER, uuid7())


async def test_rooms_are_filtered(story: Story, engine: Engine, queries: Queries) -> None:
    here, there = story.building("Here"), story.building("There")
    floor = story.floor(here, "Ground", 0)
    story.room(here, "A", capacity=4, features=["tv", "whiteboard"], floor_id=floor)
    story.room(here, "B", capacity=8, features=["tv"])
    story.room(there, "C", capacity=8, kind=RoomKind.PARKING)
    engine.catch_up_all()
    everything: dict[str, Any] = {}
    for expected, parameters in (
        (["A", "B", "C"], everything),
        (["A", "B"], {"building_id": here}),
        (["A"], {"floor_id": floor}),
        (["C"], {"kind": RoomKind.PARKING}),
        (["A", "B"], {"features": ["tv"]}),
        (["A"], {"features": ["tv", "whiteboard"]}),
        (["B", "C"], {"capacity_min": 5}),
        (["B"], {"capacity_min": 5, "features": ["tv"], "building_id": here}),
    ):
        assert _names(await rooms(queries, VIEWER, **parameters)) == expected, parameters


async def test_a_room_comes_with_its_seats_and_coming_closures(story: Story, engine: Engine, queries: Queries) -> None:
    room_id = story.room(story.building(), seats=["A", "B"])
    for start, end in ((at(0, day=-9000), at(0, day=-8000)), (at(0), at(0, day=30_000))):
        story.record(
            RoomClosed, room_id, closure_id=uuid7(), starts_at=start, ends_at=end, reason="Works", units=[room_id]
        )
    engine.catch_up_all()
    answer = orjson.loads(await room(queries, VIEWER, room_id))
    assert [seat["name"] for seat in answer["seats"]] == ["A", "B"]
    assert [closure["starts_at"] for closure in answer["closures"]] == ["2026-06-01T00:00:00+00:00"]
    with pytest.raises(NotFound):
        await room(queries, VIEWER, uuid7())


async def test_a_room_tells_its_own_opening_hours(story: Story, engine: Engine, queries: Queries) -> None:
    mornings = {day: [("08:00", "12:00")] for day in Weekday}
    building = story.building()
    story.room(building, "Plain")
    early = story.room(building, "Early")
    story.record(RoomHoursSet, early, opening_hours=mornings)
    engine.catch_up_all()

    told = {each["name"]: each["opening_hours"] for each in orjson.loads(await rooms(queries, VIEWER))["items"]}

    assert told["Plain"] is None
    assert told["Early"]["mon"] == [["08:00", "12:00"]]


async def test_lists_come_in_pages(story: Story, engine: Engine, queries: Queries) -> None:
    here = story.building()
    for number in range(5):
        story.room(here, "Same name")
        story.building(f"Building {number // 2}")
        story.floor(here, f"Floor {number}", number // 2)
    engine.catch_up_all()
    for ask, total, key in ((buildings, 6, "building_id"), (floors, 5, "floor_id"), (rooms, 5, "room_id")):
        seen: list[str] = []
        cursor: str | None = None
        for _ in range(3):
            page = orjson.loads(await ask(queries, VIEWER, limit=2, cursor=cursor))
            seen += [item[key] for item in page["items"]]
            cursor = page["next_cursor"]
        assert cursor is None
        assert len(seen) == len(set(seen)) == total
        with pytest.raises(Invalid):
            await ask(queries, VIEWER, cursor="nonsense")


async def test_a_token_that_may_not_read_is_refused(queries: Queries) -> None:
    with pytest.raises(Forbidden):
        await rooms(queries, Actor(uuid7(), scopes=frozenset({Scope.BOOK})))
