"""What reports count, on days that are told fact by fact."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor
from bookit.domain.errors import Forbidden, Invalid
from bookit.events.bookings import (
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingFinished,
    BookingReleased,
)
from bookit.events.buildings import BuildingDayClosed, BuildingHoursSet
from bookit.events.members import GroupJoined, MemberInvited
from bookit.events.rooms import RoomClosed, RoomHoursSet, RoomSeatsAdded
from bookit.events.values import Role, RoomKind, Seat
from bookit.events.waitlist import WaitlistJoined, WaitlistPromoted
from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.reports import REPORTS, Question
from tests.projections.story import MONDAY, NINE_TO_SIX, Story, at

pytestmark = pytest.mark.anyio

ANALYST = Actor(uuid7(), roles=frozenset({Role.MEMBER, Role.ANALYST}))
FIRST = MONDAY.date()
WHY = {"rule": "check_in_grace_minutes", "value": 15}


async def _ask(
    queries: Queries, report: str, *group_by: str, days: int = 7, viewer: Actor = ANALYST, **which: Any
) -> list[dict[str, Any]]:
    """The rows of a report over days from that Monday on."""
    question = Question(FIRST, FIRST + timedelta(days=days), group_by, **which)
    answer = await REPORTS[report].answer(queries, viewer, question)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.mark.parametrize("name", REPORTS)
async def test_every_report_answers_every_grouping(name: str, story: Story, engine: Engine, queries: Queries) -> None:
    """Each alone, and in pairs: none is a statement that the database refuses."""
    building = story.building()
    room = story.room(building)
    story.booking(room, at(9), at(10), building_id=building)
    engine.catch_up("reporting")
    groups = list(REPORTS[name].groups)

    await _ask(queries, name)
    for first, second in zip(groups, [*groups[1:], groups[0]], strict=True):
        await _ask(queries, name, first, kind=RoomKind.MEETING_ROOM)
        await _ask(queries, name, first, second)


async def _told(story: Story, engine: Engine) -> dict[str, UUID]:
    """A house open from nine to six with desks, a meeting room and a garage for three; a Monday in it."""
    house = story.building("Quay", opening_hours=NINE_TO_SIX, time_zone="Europe/Berlin")
    floor = story.floor(house, "Ground", 0)
    room = story.room(house, "Aquarium", floor_id=floor)
    desks = story.room(house, "Desks", kind=RoomKind.OPEN_SPACE, seats=["A", "B"])
    garage = story.room(house, "Garage", kind=RoomKind.PARKING, capacity=3)
    hall = story.room(house, "Hall", made_of=[room, desks])
    first, second = story.seats(desks)
    ada = uuid7()
    story.record(MemberInvited, ada)
    story.record(GroupJoined, ada, group="design")
    where: dict[str, Any] = {"building_id": house, "time_zone": "Europe/Berlin"}
    # Berlin is two hours ahead: seven here is nine there.
    story.booking(room, at(7), at(8), **where, member_id=ada, series_id=uuid7())
    story.booking(room, at(8), at(10), **where, member_id=ada)
    story.booking(desks, at(7), at(12), **where, seat_id=first)
    story.booking(garage, at(7), at(11), **where, places=2)
    story.booking(garage, at(10), at(12), **where, places=1)
    story.booking(hall, at(12), at(13), **where, units=[hall, room, desks, first, second])
    return {"house": house, "floor": floor, "room": room, "desks": desks, "garage": garage, "hall": hall, "ada": ada}


async def test_held_time_is_weighed_against_opening_hours(story: Story, engine: Engine, queries: Queries) -> None:
    told = await _told(story, engine)
    engine.catch_up("reporting")

    by_room = {row["room"]: row for row in await _ask(queries, "utilisation", "room", days=1)}
    assert {name: (row["held_minutes"], row["open_minutes"]) for name, row in by_room.items()} == {
        "Aquarium": (60 + 120 + 60, 540),
        "Desks": (300 + 60 + 60, 2 * 540),
        "Garage": (2 * 240 + 120, 3 * 540),
    }
    assert by_room["Aquarium"]["utilisation"] == pytest.approx(240 / 540, abs=1e-4)

    by_hour = {
        row["hour"]: (row["held_minutes"], row["open_minutes"])
        for row in await _ask(queries, "utilisation", "hour", days=1, room_ids=[told["room"]])
    }
    assert by_hour == {hour: (60 if hour in {9, 10, 11, 14} else 0, 60) for hour in range(9, 18)}
    seats = await _ask(queries, "utilisation", "seat", days=1, kind=RoomKind.OPEN_SPACE)
    assert [(row["seat"], row["held_minutes"], row["open_minutes"]) for row in seats] == [
        ("A", 360, 540),
        ("B", 60, 540),
    ]
    ((total),) = await _ask(queries, "utilisation", days=7)
    assert total["open_minutes"] == 7 * 6 * 540
    assert [row["floor"] for row in await _ask(queries, "utilisation", "floor", days=1)] == ["Ground", None]


async def test_hours_and_closures_count_for_the_time_they_held(story: Story, engine: Engine, queries: Queries) -> None:
    """Longer hours from Wednesday noon on, a closed Thursday, a room that closes early, and a closure on Friday."""
    house = story.building("Quay", opening_hours=NINE_TO_SIX)
    room, early = story.room(house, "Aquarium"), story.room(house, "Early")
    desks = story.room(house, "Desks", kind=RoomKind.OPEN_SPACE, seats=["A", "B"])
    longer = {day: [("08:00", "20:00")] for day in NINE_TO_SIX}
    story.record_at(at(12, day=2), BuildingHoursSet, house, opening_hours=longer)
    story.record_at(at(12, day=2), BuildingDayClosed, house, day=at(0, day=3).date(), reason="Holiday")
    story.record_at(at(12, day=2), RoomHoursSet, early, opening_hours={day: [("07:00", "13:00")] for day in longer})
    closed: dict[str, Any] = {"starts_at": at(10, day=4), "ends_at": at(12, day=4), "reason": "Paint"}
    story.record(RoomClosed, room, closure_id=uuid7(), units=[room], **closed)
    (seat, _) = story.seats(desks)
    story.record(RoomClosed, desks, closure_id=uuid7(), seat_id=seat, units=[seat], **closed)
    engine.catch_up("reporting")

    async def opened(room_id: UUID) -> list[float]:
        rows = await _ask(queries, "utilisation", "day", days=6, room_ids=[room_id])
        hours = {row["day"]: row["open_minutes"] / 60 for row in rows}
        return [hours.get(FIRST + timedelta(days=number), 0) for number in range(6)]

    assert await opened(room) == [9, 9, 3 + 8, 0, 12 - 2, 12]
    # Its own hours held from Wednesday noon on: until one.
    assert await opened(early) == [9, 9, 3 + 1, 0, 5, 5]
    assert await opened(desks) == [18, 18, 22, 0, 24 - 2, 24]
    by_seat = await _ask(queries, "utilisation", "seat", "day", days=6, room_ids=[desks])
    assert [row["open_minutes"] for row in by_seat if row["day"] == at(0, day=4).date()] == [600, 720]

    days = {
        (row["room"], row["local_day"]): row["open_minutes"]
        for row in story.view("room_days", "local_day >= '2026-06-01' AND local_day < '2026-06-07'")
    }
    shown = [days.get(("Early", FIRST + timedelta(days=number)), 0) / 60 for number in range(6)]
    assert shown == [9, 9, 4, 0, 5, 5]


async def test_seats_count_from_the_day_on_which_they_were_added(
    story: Story, engine: Engine, queries: Queries
) -> None:
    house = story.building("Quay", opening_hours=NINE_TO_SIX)
    room = story.room(house, "Studio")
    desks = story.room(house, "Desks", kind=RoomKind.OPEN_SPACE, seats=["A"])
    seats = [Seat(seat_id=uuid7(), name=name) for name in "BCD"]
    story.booking(room, at(9), at(10))
    story.record_at(at(12, day=2), RoomSeatsAdded, room, seats=seats[:2], capacity=8)
    story.record_at(at(12, day=2), RoomSeatsAdded, desks, seats=seats[2:], capacity=2)
    story.booking(room, at(9, day=3), at(10, day=3), units=[room, seats[0].seat_id, seats[1].seat_id])
    story.booking(room, at(9, day=4), at(11, day=4), seat_id=seats[0].seat_id)
    closed: dict[str, Any] = {"starts_at": at(12), "ends_at": at(18, day=3), "reason": "Paint"}
    story.record(RoomClosed, room, closure_id=uuid7(), units=[room], **closed)
    broken: dict[str, Any] = {"starts_at": at(9, day=4), "ends_at": at(12, day=4), "reason": "Broken"}
    story.record(RoomClosed, desks, closure_id=uuid7(), seat_id=seats[2].seat_id, units=[seats[2].seat_id], **broken)
    engine.catch_up("reporting")

    async def hours(room_id: UUID) -> list[tuple[float, float]]:
        rows = {row["day"]: row for row in await _ask(queries, "utilisation", "day", days=5, room_ids=[room_id])}
        days = [rows.get(FIRST + timedelta(days=number)) for number in range(5)]
        return [(day["held_minutes"] / 60, day["open_minutes"] / 60) if day else (0, 0) for day in days]

    assert await hours(room) == [(1, 3), (0, 0), (0, 0), (2, 0), (2, 2 * 9)]
    assert await hours(desks) == [(0, 9), (0, 9), (0, 18), (0, 18), (0, 9 + 6)]
    by_seat = await _ask(queries, "utilisation", "seat", days=5, room_ids=[room])
    assert sorted((row["seat"] or "", row["held_minutes"], row["open_minutes"]) for row in by_seat) == [
        ("", 60, 180),
        ("B", 180, 540),
        ("C", 60, 540),
    ]
    shown = {
        (row["room"], row["local_day"]): (row["places"], row["open_minutes"] / 60)
        for row in story.view("room_days", "local_day >= '2026-06-01' AND local_day < '2026-06-06'")
    }
    assert [shown.get(("Desks", FIRST + timedelta(days=number))) for number in range(5)] == [
        (2, hours) for hours in (9, 9, 18, 18, 15)
    ]


async def test_the_hour_that_comes_twice_counts_twice(story: Story, engine: Engine, queries: Queries) -> None:
    """In Berlin on 25 October 2026: a night that is open and held throughout has 25 hours, in spring it has 23."""
    house = story.building(time_zone="Europe/Berlin")
    room = story.room(house)
    for first, last in (((2026, 10, 24, 22), (2026, 10, 25, 23)), ((2027, 3, 27, 23), (2027, 3, 28, 22))):
        span = [datetime(*day, tzinfo=UTC) for day in (first, last)]
        story.booking(room, span[0], span[1], building_id=house, time_zone="Europe/Berlin")
    engine.catch_up("reporting")

    async def hours(day: date) -> list[tuple[int, int]]:
        question = Question(day, day + timedelta(days=1), ["hour"])
        answer = await REPORTS["utilisation"].answer(queries, ANALYST, question)
        return [(held, usable) for _, held, usable, _ in answer.rows]

    autumn, spring = await hours(date(2026, 10, 25)), await hours(date(2027, 3, 28))
    assert autumn == [(120, 120) if hour == 2 else (60, 60) for hour in range(24)]
    assert spring == [(60, 60) for hour in range(24) if hour != 2]


async def test_the_peak_is_what_was_held_at_once(story: Story, engine: Engine, queries: Queries) -> None:
    told = await _told(story, engine)
    engine.catch_up("reporting")

    ((peak),) = await _ask(queries, "peak")
    # The meeting room, a desk and two places in the garage; at twelve a desk and three places, which is no more.
    assert (peak["peak"], peak["places"]) == (4, 6)
    assert peak["peak_at"].isoformat() == "2026-06-01T09:00:00"
    by_hour = {row["hour"]: row["peak"] for row in await _ask(queries, "peak", "hour", room_ids=[told["garage"]])}
    assert by_hour == {hour: {9: 2, 10: 2, 11: 2, 12: 3, 13: 1}.get(hour, 0) for hour in range(24)}
    kinds = {row["kind"]: (row["peak"], row["places"]) for row in await _ask(queries, "peak", "kind")}
    assert kinds == {"meeting_room": (1, 1), "open_space": (2, 2), "parking": (3, 3)}


async def test_bookings_are_counted_by_what_became_of_them(story: Story, engine: Engine, queries: Queries) -> None:
    house = story.building("Quay")
    room, ada = story.room(house, "Aquarium"), uuid7()
    story.record(MemberInvited, ada)
    story.record(GroupJoined, ada, group="design")
    story.record(GroupJoined, ada, group="leads")
    checked: dict[str, Any] = {"building_id": house, "check_in_by": at(9.25)}
    came, released, cancelled, displaced, finished = (
        story.booking(room, at(9 + hour), at(10 + hour), member_id=ada, **checked) for hour in range(5)
    )
    plain = story.booking(room, at(9, day=1), at(10, day=1), building_id=house, pending=True, approval=[WHY])
    story.record_at(at(9), BookingCheckedIn, came, by="door")
    story.record_at(at(10.25), BookingReleased, released, why=WHY)
    story.record_at(at(10.5), BookingCancelled, cancelled, reason="Ill", actor=ada)
    story.record(BookingDisplaced, displaced, closure_id=uuid7(), reason="Flood")
    story.record_at(at(13.5), BookingFinished, finished, ended_at=at(13.5))
    engine.catch_up("reporting")

    ((total),) = await _ask(queries, "bookings")
    assert {name: total[name] for name in ("bookings", "standing", "cancelled", "released", "needed_approval")} == {
        "bookings": 6,
        "standing": 3,
        "cancelled": 2,
        "released": 1,
        "needed_approval": 1,
    }
    groups = {row["group"]: row["bookings"] for row in await _ask(queries, "bookings", "group")}
    assert groups == {"design": 5, "leads": 5, None: 1}
    assert [(row["day"], row["bookings"]) for row in await _ask(queries, "bookings", "day")] == [
        (FIRST, 5),
        (FIRST + timedelta(days=1), 1),
    ]
    ((no_shows),) = await _ask(queries, "no-shows")
    assert no_shows == {"expected": 3, "came": 1, "no_shows": 1, "no_show_rate": 0.3333, "freed_minutes": 45}
    ((gone),) = await _ask(queries, "cancellations")
    assert (gone["cancelled"], gone["displaced"], gone["by_the_member"], gone["within_an_hour"]) == (1, 1, 1, 1)
    assert gone["mean_lead_hours"] == 0.5

    shown = {row["booking_id"]: row for row in story.view("bookings")}
    assert shown[released]["no_show"]
    assert shown[cancelled]["path"] == "placed > cancelled"
    assert shown[cancelled]["cancel_lead_minutes"] == 30
    assert shown[came]["groups"] == ["design", "leads"]
    assert shown[plain]["groups"] == []
    stays = {row["booking_id"]: row["minutes"] for row in story.view("stays")}
    assert stays == {came: 60, released: 15, finished: 30, plain: 60}


async def test_the_waitlist_is_counted_by_what_became_of_it(story: Story, engine: Engine, queries: Queries) -> None:
    house = story.building("Quay")
    room, lucky, patient = story.room(house, "Aquarium"), uuid7(), uuid7()
    wish: dict[str, Any] = {"member_id": uuid7(), "building_id": house, "starts_at": at(9), "ends_at": at(10)}
    story.record(WaitlistJoined, lucky, room_id=room, **wish)
    story.record(WaitlistJoined, patient, kind=RoomKind.PARKING, **wish)
    story.record_at(at(6), WaitlistPromoted, lucky, booking_id=uuid7())
    engine.catch_up("reporting")

    ((row),) = await _ask(queries, "waitlist")
    assert (row["joined"], row["promoted"], row["open"]) == (2, 1, 1)
    assert (row["promoted_rate"], row["mean_wait_hours"]) == (1.0, 6.0)
    assert [(row["kind"], row["joined"]) for row in await _ask(queries, "waitlist", "kind")] == [
        ("meeting_room", 1),
        ("parking", 1),
    ]


async def test_managers_learn_about_their_buildings_only(story: Story, engine: Engine, queries: Queries) -> None:
    mine, other = story.building("Mine"), story.building("Other")
    for building in (mine, other):
        story.booking(story.room(building), at(9), at(10), building_id=building)
    engine.catch_up("reporting")
    manager = Actor(uuid7(), roles=frozenset({Role.MEMBER, Role.MANAGER}), managed_buildings=frozenset({mine}))

    for name in ("utilisation", "bookings", "peak"):
        rows = await _ask(queries, name, "building", viewer=manager)
        assert [row["building_id"] for row in rows] == [mine]
        assert await _ask(queries, name, "building", viewer=manager, building_ids=[other]) == []
    with pytest.raises(Forbidden):
        await _ask(queries, "bookings", viewer=Actor(uuid7()))


@pytest.mark.parametrize(
    ("first", "end", "group_by", "pointer"),
    [
        (FIRST, FIRST, [], "/to"),
        (FIRST, FIRST + timedelta(days=4000), [], "/to"),
        (FIRST, FIRST + timedelta(days=1), ["member"], "/group_by"),
        (FIRST, FIRST + timedelta(days=1), ["day", "week", "month", "room"], "/group_by"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(first: date, end: date, group_by: list[str], pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        REPORTS["bookings"].asked(ANALYST, Question(first, end, group_by))
    assert refused.value.fields["errors"][0]["pointer"] == pointer
