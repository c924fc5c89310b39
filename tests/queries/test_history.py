from typing import Any

import orjson
import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor
from bookit.domain.errors import Forbidden, Invalid, NotFound
from bookit.events.bookings import BookingCancelled, BookingRescheduled
from bookit.events.members import MemberInvited, RoleGranted
from bookit.events.rooms import RoomRenamed
from bookit.events.values import Role
from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.history import booking_history, in_words, member_history, room_history
from tests.events.test_golden import each_example, load
from tests.projections.story import Story, at

pytestmark = pytest.mark.anyio

ADMIN = Actor(uuid7(), roles=frozenset({Role.ADMIN}))


async def test_a_bookings_history_tells_what_changed_in_words(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room, other = story.room(building), story.room(building, "Other")
    member = Actor(uuid7())
    booking = story.booking(
        room, at(9), at(10), member_id=member.member_id, building_id=building, time_zone="Europe/Moscow"
    )
    story.record(
        BookingRescheduled,
        booking,
        building_id=building,
        room_id=other,
        starts_at=at(9),
        ends_at=at(11),
        time_zone="Europe/Moscow",
        units=[other],
    )
    story.record(BookingCancelled, booking, reason="Ill")
    story.record_raw(booking, "booking.framed", b'{"frame":"gold"}')
    engine.catch_up_all()

    items = orjson.loads(await booking_history(queries, member, booking))["items"]
    assert [item["words"] for item in items] == [
        "Booked 2026-06-01 12:00 to 13:00 (Europe/Moscow).",
        "Moved to 2026-06-01 12:00 to 14:00 (Europe/Moscow).",
        "Cancelled: Ill.",
        "booking.framed",
    ]
    assert items[1]["changed"] == [
        {"field": "room_id", "before": str(room), "after": str(other)},
        {"field": "ends_at", "before": "2026-06-01T10:00:00Z", "after": "2026-06-01T11:00:00Z"},
    ]
    assert items[2]["changed"] == [
        {"field": "reason", "before": None, "after": "Ill"},
        {"field": "status", "before": "confirmed", "after": "cancelled"},
    ]
    assert items[3]["changed"] == [{"field": "frame", "before": None, "after": "gold"}]
    assert (items[0]["actor_id"], items[0]["version"], items[0]["topic"]) == (str(story.actor), 1, "booking.placed")

    page = orjson.loads(await booking_history(queries, member, booking, limit=1))
    rest = orjson.loads(await booking_history(queries, member, booking, cursor=page["next_cursor"]))
    assert page["items"] + rest["items"] == items
    assert rest["next_cursor"] is None
    with pytest.raises(Invalid):
        await booking_history(queries, member, booking, cursor="nonsense")


async def test_histories_are_told_to_those_who_may_know(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room = story.room(building)
    story.record(RoomRenamed, room, name="New")
    booking = story.booking(room, at(9), at(10), building_id=building)
    member = Actor(uuid7())
    story.record(MemberInvited, member.member_id)
    story.record(RoleGranted, member.member_id, role=Role.MANAGER, building_ids=[building])
    engine.catch_up_all()

    assert len(orjson.loads(await room_history(queries, ADMIN, room))["items"]) == 2
    with pytest.raises(Forbidden):
        await room_history(queries, member, room)
    with pytest.raises(NotFound):
        await room_history(queries, ADMIN, uuid7())
    with pytest.raises(NotFound):
        await booking_history(queries, member, booking)
    items = orjson.loads(await member_history(queries, member, member.member_id))["items"]
    assert [item["words"] for item in items] == ["Invited.", "Became manager for 1 buildings."]
    with pytest.raises(NotFound):
        await member_history(queries, Actor(uuid7()), member.member_id)


@each_example
def test_every_fact_has_words(topic: str, example: dict[str, Any]) -> None:
    words = in_words(load(topic, example))
    assert words.endswith(".")
    assert words[:-1]
