from typing import Any
from uuid import UUID

import orjson
import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor, Scope
from bookit.domain.errors import Forbidden, Invalid, NotFound
from bookit.events.bookings import BookingCancelled
from bookit.events.values import BookingStatus, Role
from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.agenda import agenda
from bookit.queries.calendar import Filter, booking, bookings
from tests.projections.story import Story, at

pytestmark = pytest.mark.anyio

ADMIN = Actor(uuid7(), roles=frozenset({Role.MEMBER, Role.ADMIN}))


async def _ids(queries: Queries, viewer: Actor, which: Filter) -> list[UUID]:
    items = orjson.loads(await bookings(queries, viewer, which))["items"]
    return [UUID(item["booking_id"]) for item in items]


async def test_a_booking_is_shown_with_names_and_local_time(story: Story, engine: Engine, queries: Queries) -> None:
    member = Actor(uuid7())
    building = story.building("HQ", time_zone="Europe/Moscow")
    room = story.room(building, "Blue", seats=["A1"])
    (seat,) = story.seats(room)
    booking_id = story.booking(
        room,
        at(9),
        at(10),
        building_id=building,
        seat_id=seat,
        member_id=member.member_id,
        time_zone="Europe/Moscow",
        title="Focus",
    )
    engine.catch_up_all()
    assert orjson.loads(await booking(queries, member, booking_id)) == {
        "booking_id": str(booking_id),
        "status": "confirmed",
        "member_id": str(member.member_id),
        "member_name": None,
        "title": "Focus",
        "guests": [],
        "attendees": None,
        "reason": None,
        "version": 1,
        "building_id": str(building),
        "building_name": "HQ",
        "room_id": str(room),
        "room_name": "Blue",
        "seat_id": str(seat),
        "seat_name": "A1",
        "starts_at": "2026-06-01T09:00:00+00:00",
        "ends_at": "2026-06-01T10:00:00+00:00",
        "starts_local": "2026-06-01T12:00:00",
        "ends_local": "2026-06-01T13:00:00",
        "time_zone": "Europe/Moscow",
        "places": None,
        "approval": [],
        "decide_by": None,
        "check_in_from": None,
        "check_in_by": None,
        "checked_in_by": None,
        "why": None,
        "overridden": [],
        "override_reason": None,
        "claimed_from": "2026-06-01T09:00:00+00:00",
        "claimed_to": "2026-06-01T10:00:00+00:00",
        "series_id": None,
        "waitlist_id": None,
        "rating": None,
        "feedback": None,
        "feedback_pictures": [],
    }


async def test_others_see_only_that_the_place_is_busy(story: Story, engine: Engine, queries: Queries) -> None:
    owner, stranger, building = uuid7(), Actor(uuid7()), story.building()
    room = story.room(building)
    secret = {"title": "Merger", "guests": ["Rival"], "attendees": 2, "member_id": owner, "building_id": building}
    booking_id = story.booking(room, at(9), at(10), **secret)
    gone = story.booking(room, at(11), at(12), **secret)
    story.record(BookingCancelled, gone, reason="Secret")
    engine.catch_up_all()

    answer = await bookings(queries, stranger, Filter(room_id=room))
    (item,) = orjson.loads(answer)["items"]
    assert item["status"] == "busy"
    assert (item["starts_at"], item["room_name"]) == ("2026-06-01T09:00:00+00:00", "Room")
    for hidden in (str(booking_id), str(gone), str(owner), "Merger", "Rival", "Secret"):
        assert hidden.encode() not in answer
    with pytest.raises(NotFound):
        await booking(queries, stranger, booking_id)
    assert await _ids(queries, stranger, Filter(member_id=owner)) == []
    assert await _ids(queries, stranger, Filter(status=[BookingStatus.CONFIRMED])) == []

    for viewer in (
        Actor(owner),
        ADMIN,
        Actor(uuid7(), roles=frozenset({Role.MEMBER, Role.AUDITOR})),
        Actor(uuid7(), roles=frozenset({Role.MEMBER, Role.MANAGER}), managed_buildings=frozenset({building})),
    ):
        assert await _ids(queries, viewer, Filter(room_id=room)) == [booking_id, gone]
        assert orjson.loads(await booking(queries, viewer, booking_id))["title"] == "Merger"
    elsewhere = Actor(uuid7(), roles=frozenset({Role.MEMBER, Role.MANAGER}), managed_buildings=frozenset({uuid7()}))
    with pytest.raises(NotFound):
        await booking(queries, elsewhere, booking_id)


async def test_a_managers_buildings_count_only_with_the_role(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    booking_id = story.booking(story.room(building), at(9), at(10), building_id=building)
    engine.catch_up_all()
    former = Actor(uuid7(), managed_buildings=frozenset({building}))
    with pytest.raises(NotFound):
        await booking(queries, former, booking_id)
    unread = Actor(uuid7(), roles=frozenset({Role.ADMIN}), scopes=frozenset({Scope.BOOK}))
    with pytest.raises(Forbidden):
        await booking(queries, unread, booking_id)
    with pytest.raises(Forbidden):
        await bookings(queries, unread, Filter())


async def test_bookings_are_filtered(story: Story, engine: Engine, queries: Queries) -> None:
    me = Actor(uuid7(), roles=frozenset({Role.ADMIN}))
    other = uuid7()
    here, there = story.building("Here"), story.building("There")
    red, blue = story.room(here, "Red"), story.room(there, "Blue")
    mine = story.booking(red, at(9), at(10), building_id=here, member_id=me.member_id)
    theirs = story.booking(blue, at(10), at(11), building_id=there, member_id=other)
    long = story.booking(blue, at(-100), at(12), building_id=there, member_id=other)
    gone = story.booking(red, at(20), at(21), building_id=here, member_id=other)
    story.record(BookingCancelled, gone)
    engine.catch_up_all()

    everything: dict[str, Any] = {}
    for expected, parameters in (
        ([long, mine, theirs, gone], everything),
        ([mine], {"mine": True}),
        ([long, theirs, gone], {"member_id": other}),
        ([mine, gone], {"room_id": red}),
        ([long, theirs], {"building_ids": [there]}),
        ([gone], {"status": [BookingStatus.CANCELLED]}),
        ([long, theirs], {"starts_at": at(10), "ends_at": at(20)}),
        ([long], {"ends_at": at(9)}),
        ([long, mine, theirs, gone], {"starts_at": at(9)}),
        ([gone], {"starts_at": at(12)}),
    ):
        assert await _ids(queries, me, Filter(**parameters)) == expected, parameters


async def test_pages_join_without_gap_or_overlap(story: Story, engine: Engine, queries: Queries) -> None:
    room = story.room(story.building())
    expected = [story.booking(room, at(number // 3), at(number // 3 + 30)) for number in range(20)]
    engine.catch_up_all()
    for which in (Filter(), Filter(starts_at=at(0))):
        seen: list[UUID] = []
        cursor: str | None = None
        for _ in range(3):
            page = orjson.loads(await bookings(queries, ADMIN, which, limit=7, cursor=cursor))
            seen += [UUID(item["booking_id"]) for item in page["items"]]
            cursor = page["next_cursor"]
        assert cursor is None
        assert seen == expected


async def test_cursors_that_were_changed_or_made_for_something_else_are_refused(
    story: Story, engine: Engine, queries: Queries
) -> None:
    room = story.room(story.building())
    for hour in range(3):
        story.booking(room, at(hour), at(hour + 1))
    engine.catch_up_all()
    cursor = orjson.loads(await bookings(queries, ADMIN, Filter(), limit=1))["next_cursor"]
    changed = cursor[:30] + ("A" if cursor[30] != "A" else "B") + cursor[31:]
    for bad in (changed, cursor[:10], "", "%%%", "é", "A" * 5000):
        with pytest.raises(Invalid):
            await bookings(queries, ADMIN, Filter(), cursor=bad)
    with pytest.raises(Invalid):
        await bookings(queries, ADMIN, Filter(room_id=room), cursor=cursor)
    with pytest.raises(Invalid):
        await bookings(queries, Actor(uuid7()), Filter(), cursor=cursor)
    for limit in (0, 1001):
        with pytest.raises(Invalid):
            await bookings(queries, ADMIN, Filter(), limit=limit)
    with pytest.raises(Invalid):
        await bookings(queries, ADMIN, Filter(starts_at=at(2), ends_at=at(1)))


async def test_the_agenda_is_what_i_have_ahead(story: Story, engine: Engine, queries: Queries) -> None:
    me = Actor(uuid7())
    room = story.room(story.building())
    running = story.booking(room, at(9), at(11), member_id=me.member_id)
    story.booking(room, at(7), at(8), member_id=me.member_id)
    story.booking(room, at(12), at(13))
    ahead = story.booking(room, at(14), at(15), member_id=me.member_id)
    story.record(BookingCancelled, story.booking(room, at(16), at(17), member_id=me.member_id))
    engine.catch_up_all()
    items = orjson.loads(await agenda(queries, me, now=at(10)))["items"]
    assert [item["booking_id"] for item in items] == [str(running), str(ahead)]
