from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import event
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor
from bookit.domain.errors import Invalid, InvalidPeriod, NotFound
from bookit.events.bookings import BookingCancelled, BookingReleased
from bookit.events.buildings import BuildingDayClosed
from bookit.events.members import GroupJoined
from bookit.events.rooms import RoomClosed, RoomSeatsAdded
from bookit.events.values import Role, RoomKind, Seat
from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.availability import MOST_IN_A_TEAM, Wish, availability, free_rooms
from tests.projections.story import MONDAY, NINE_TO_SIX, Story, at

pytestmark = pytest.mark.anyio

VIEWER = Actor(uuid7())
ANN, BOB, CID = uuid7(), uuid7(), uuid7()
Spans = list[tuple[datetime, datetime]]


def _spans(periods: list[dict[str, str]]) -> Spans:
    return [(datetime.fromisoformat(span["starts_at"]), datetime.fromisoformat(span["ends_at"])) for span in periods]


async def _rooms(queries: Queries, start: datetime, end: datetime, **which: Any) -> dict[UUID, dict[str, Any]]:
    usual: dict[str, Any] = {"now": min(start, MONDAY), **which}
    answer = orjson.loads(await availability(queries, VIEWER, starts_at=start, ends_at=end, **usual))
    return {UUID(room["room_id"]): room for room in answer["items"]}


async def test_free_is_opening_hours_minus_what_is_taken(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building(opening_hours=NINE_TO_SIX, time_zone="Europe/Moscow")
    room = story.room(building)
    story.booking(room, at(5), at(7))  # from before opening until 10:00 local
    story.booking(room, at(8), at(9))
    story.booking(room, at(9), at(9.5))
    engine.catch_up_all()
    answer = (await _rooms(queries, at(0), at(24), building_id=building))[room]
    assert _spans(answer["busy"]) == [(at(5), at(7)), (at(8), at(9.5))]
    assert _spans(answer["free"]) == [(at(7), at(8)), (at(9.5), at(15))]
    assert answer["time_zone"] == "Europe/Moscow"


async def test_closed_days_and_hours_over_midnight_are_the_buildings_own(
    story: Story, engine: Engine, queries: Queries
) -> None:
    night = {"mon": [("22:00", "02:00")], "tue": [("22:00", "02:00")]}
    building = story.building(opening_hours=night, time_zone="America/New_York")
    room = story.room(building)
    story.record(BuildingDayClosed, building, day=date(2026, 6, 2), reason="Holiday")
    engine.catch_up_all()
    answer = (await _rooms(queries, at(0), at(96), building_id=building))[room]
    assert _spans(answer["free"]) == [(at(26), at(30))]


async def test_periods_are_cut_to_what_was_asked(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room = story.room(building)
    story.booking(room, at(9), at(11))
    engine.catch_up_all()
    answer = (await _rooms(queries, at(10), at(12), building_id=building))[room]
    assert (_spans(answer["busy"]), _spans(answer["free"])) == ([(at(10), at(11))], [(at(11), at(12))])


async def test_what_began_long_ago_is_still_busy(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room = story.room(building)
    closed = {"starts_at": at(0, day=-90), "ends_at": at(12), "reason": "Works", "units": [room]}
    story.record(RoomClosed, room, closure_id=uuid7(), **closed)
    other = story.room(building, "Other")
    story.booking(other, at(-23), at(1))
    engine.catch_up_all()
    answers = await _rooms(queries, at(0), at(24), room_ids=[room, other])
    assert _spans(answers[room]["busy"]) == [(at(0), at(12))]
    assert _spans(answers[other]["busy"]) == [(at(0), at(1))]


async def test_a_closure_is_told_from_a_booking(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room, part, seats = (
        story.room(building),
        story.room(building, "Part"),
        story.room(building, "Seats", seats=["A", "B"]),
    )
    whole = story.room(building, "Whole", made_of=[part])
    for shut, start in ((room, 10), (part, 12)):
        period = {"starts_at": at(start), "ends_at": at(start + 1), "reason": "Works", "units": [shut]}
        story.record(RoomClosed, shut, closure_id=uuid7(), **period)
    story.booking(room, at(9), at(10))
    engine.catch_up_all()
    answers = await _rooms(queries, at(0), at(24), building_id=building)
    assert (_spans(answers[room]["busy"]), _spans(answers[room]["closed"])) == ([(at(9), at(11))], [(at(10), at(11))])
    assert _spans(answers[part]["closed"]) == _spans(answers[whole]["closed"]) == [(at(12), at(13))]
    assert answers[seats]["closed"] == []


async def test_a_room_whose_seats_are_all_closed_is_closed(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room = story.room(building, seats=["A", "B", "C"])
    other = story.room(building, "Other", seats=["D", "E"])
    ends = dict(zip(story.seats(room), (14, 13, 15), strict=True)) | {story.seats(other)[0]: 18}
    for seat, end in ends.items():
        of = room if seat in story.seats(room) else other
        period = {"starts_at": at(9), "ends_at": at(end), "reason": "Works", "seat_id": seat, "units": [seat]}
        story.record(RoomClosed, of, closure_id=uuid7(), **period)
    engine.catch_up_all()
    answers = await _rooms(queries, at(10), at(24), building_id=building)
    assert _spans(answers[room]["closed"]) == [(at(10), at(13))]
    assert answers[other]["closed"] == []


async def test_a_whole_room_is_busy_while_a_seat_of_it_is(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room = story.room(building, seats=["A", "B"])
    first, second = story.seats(room)
    story.booking(room, at(9), at(10), seat_id=first)
    story.booking(room, at(14), at(15), units=[room, first, second])
    engine.catch_up_all()
    answer = (await _rooms(queries, at(8), at(16), room_ids=[room]))[room]
    assert _spans(answer["busy"]) == [(at(9), at(10)), (at(14), at(15))]
    seats = {seat["name"]: seat for seat in answer["seats"]}
    assert _spans(seats["A"]["busy"]) == [(at(9), at(10)), (at(14), at(15))]
    assert _spans(seats["B"]["busy"]) == [(at(14), at(15))]
    assert _spans(seats["B"]["free"]) == [(at(8), at(14)), (at(15), at(16))]
    assert seats["A"]["seat_id"] == str(first)


async def test_a_seat_that_was_added_is_busy_while_somebody_has_the_room(
    story: Story, engine: Engine, queries: Queries
) -> None:
    room = story.room(story.building(opening_hours=NINE_TO_SIX), seats=["A"])
    added = Seat(seat_id=uuid7(), name="B")
    story.booking(room, at(9), at(10), units=[room, *story.seats(room)])
    story.booking(room, at(9), at(12), seat_id=story.seats(room)[0])
    story.record(RoomSeatsAdded, room, seats=[added], capacity=2)
    story.booking(room, at(14), at(15), seat_id=added.seat_id)
    engine.catch_up_all()
    answer = (await _rooms(queries, at(8), at(16), room_ids=[room]))[room]
    assert _spans(answer["busy"]) == [(at(9), at(12)), (at(14), at(15))]
    seat = answer["seats"][1]
    assert (seat["name"], _spans(seat["busy"])) == ("B", [(at(9), at(10)), (at(14), at(15))])
    assert _spans(seat["free"])[0] == (at(10), at(14))
    wish = Wish(starts_at=at(9.5), ends_at=at(10.5))
    found = orjson.loads(await free_rooms(queries, VIEWER, wish, now=MONDAY))
    assert found["items"] == []


async def test_a_divisible_room_is_busy_while_a_part_of_it_is(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    left, right = story.room(building, "Left"), story.room(building, "Right")
    hall = story.room(building, "Hall", made_of=[left, right])
    story.booking(left, at(9), at(10))
    story.booking(hall, at(12), at(13), units=[hall, left, right])
    engine.catch_up_all()
    answers = await _rooms(queries, at(8), at(14), building_id=building)
    assert _spans(answers[hall]["busy"]) == [(at(9), at(10)), (at(12), at(13))]
    assert _spans(answers[left]["busy"]) == [(at(9), at(10)), (at(12), at(13))]
    assert _spans(answers[right]["busy"]) == [(at(12), at(13))]


async def test_shared_places_are_busy_while_none_is_left(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    lot = story.room(building, "Parking", kind=RoomKind.PARKING, capacity=3)
    story.booking(lot, at(8), at(12), places=1)
    story.booking(lot, at(9), at(11), places=1)
    story.booking(lot, at(10), at(13), places=1)
    story.record(RoomClosed, lot, closure_id=uuid7(), starts_at=at(15), ends_at=at(16), reason="-", units=[lot])
    engine.catch_up_all()
    answer = (await _rooms(queries, at(7), at(17), building_id=building))[lot]
    assert _spans(answer["busy"]) == [(at(10), at(11)), (at(15), at(16))]
    assert _spans(answer["free"]) == [(at(7), at(10)), (at(11), at(15)), (at(16), at(17))]
    taken = [(*_spans([step])[0], step["places"]) for step in answer["taken_places"]]
    assert taken == [
        (at(8), at(9), 1),
        (at(9), at(10), 2),
        (at(10), at(11), 3),
        (at(11), at(12), 2),
        (at(12), at(13), 1),
    ]


async def test_rooms_come_by_name_each_once(story: Story, engine: Engine, queries: Queries) -> None:
    for count in (1, 2, 5):
        building = story.building()
        for number in range(count):
            story.room(building, f"Room {number}")
        engine.catch_up_all()
        answer = await availability(queries, VIEWER, starts_at=at(0), ends_at=at(1), now=at(0), building_id=building)
        assert [room["name"] for room in orjson.loads(answer)["items"]] == [f"Room {number}" for number in range(count)]


async def test_a_building_without_rooms_has_nothing_to_tell(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    engine.catch_up_all()
    assert await _rooms(queries, at(0), at(1), building_id=building) == {}


async def test_impossible_questions_are_refused(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    engine.catch_up_all()
    with pytest.raises(InvalidPeriod):
        await _rooms(queries, at(2), at(2), building_id=building)
    with pytest.raises(Invalid, match="62 days"):
        await _rooms(queries, at(0), at(0, day=63), building_id=building)
    with pytest.raises(Invalid, match="either"):
        await _rooms(queries, at(0), at(1))
    with pytest.raises(NotFound):
        await _rooms(queries, at(0), at(1), building_id=uuid7())
    with pytest.raises(NotFound):
        await _rooms(queries, at(0), at(1), room_ids=[uuid7()])


@contextmanager
def _counted(queries: Queries) -> Iterator[list[str]]:
    statements: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(queries.engine.sync_engine, "before_cursor_execute", count)
    yield statements
    event.remove(queries.engine.sync_engine, "before_cursor_execute", count)


async def test_complaint_5_the_number_of_statements_does_not_depend_on_the_number_of_rooms(
    story: Story, engine: Engine, queries: Queries
) -> None:
    buildings = []
    for rooms in (3, 50):
        buildings.append(building := story.building())
        for number in range(rooms):
            room = story.room(building, f"Room {number}", seats=["A", "B"])
            story.booking(room, at(9), at(10))
    engine.catch_up_all()
    for building in buildings:
        with _counted(queries) as statements:
            assert len(await _rooms(queries, at(0), at(24), building_id=building)) in {3, 50}
        assert len(statements) == 3
    with _counted(queries) as statements:
        await _free(queries, Wish(starts_at=at(9), ends_at=at(10)))
    assert len(statements) == 2


async def _free(
    queries: Queries, wish: Wish, *, now: datetime = MONDAY, viewer: Actor = VIEWER
) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = orjson.loads(await free_rooms(queries, viewer, wish, now=now))["items"]
    return items


def _names(items: list[dict[str, Any]]) -> list[str]:
    return [item["name"] for item in items]


async def test_free_rooms_are_those_that_fit_the_smallest_first(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building(opening_hours=NINE_TO_SIX)
    story.room(building, "Small", capacity=2, features=["tv"])
    story.room(building, "Large", capacity=20, features=["tv", "whiteboard"])
    story.room(building, "Medium", capacity=8, features=["tv"])
    story.room(building, "Bare", capacity=8)
    story.room(building, "Short stays", capacity=8, features=["tv"], policy={"max_minutes": 30})
    story.room(building, "Today only", capacity=8, features=["tv"], policy={"horizon_days": 0})
    taken = story.room(building, "Taken", capacity=8, features=["tv"])
    story.booking(taken, at(9.5), at(9.75))
    touching = story.room(building, "Touching", capacity=9, features=["tv"])
    story.booking(touching, at(8), at(9))
    story.booking(touching, at(10), at(11))
    engine.catch_up_all()

    wish = Wish(starts_at=at(9), ends_at=at(10), capacity_min=6, features=frozenset({"tv"}))
    assert _names(await _free(queries, wish)) == ["Medium", "Touching", "Large"]
    assert _names(await _free(queries, Wish(starts_at=at(17), ends_at=at(19)))) == []


async def test_free_rooms_are_nearest_first_when_asked(story: Story, engine: Engine, queries: Queries) -> None:
    far = story.building("Far", latitude=59.94, longitude=30.31)
    near = story.building("Near", latitude=55.75, longitude=37.62)
    unknown = story.building("Somewhere")
    story.room(far, "Petersburg", capacity=4)
    story.room(near, "Moscow", capacity=40)
    story.room(unknown, "Nowhere", capacity=4)
    engine.catch_up_all()
    period: dict[str, Any] = {"starts_at": at(9), "ends_at": at(10)}

    items = await _free(queries, Wish(near_point=(55.7, 37.6), **period))
    assert _names(items) == ["Moscow", "Petersburg", "Nowhere"]
    assert items[1]["metres"] == pytest.approx(634_000, rel=0.02)
    assert _names(await _free(queries, Wish(near_building=far, **period))) == ["Petersburg", "Moscow", "Nowhere"]
    assert _names(await _free(queries, Wish(near_building=unknown, **period)))[0] == "Nowhere"
    with pytest.raises(NotFound):
        await _free(queries, Wish(near_building=uuid7(), **period))


async def test_free_rooms_near_ones_team_and_on_the_floor_of_last_time_come_first(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building()
    floors = {name: story.floor(building, name, level) for level, name in enumerate(("Ground", "First", "Second"))}
    for name, floor in floors.items():
        story.room(building, name, floor_id=floor, capacity=4)
    story.room(building, "Hall", floor_id=floors["First"], capacity=40)
    open_to_see: dict[str, Any] = {"kind": RoomKind.OPEN_SPACE, "capacity": 9, "policy": {"show_booker": "everyone"}}
    bay = story.room(building, "Bay", floor_id=floors["First"], **open_to_see)
    discreet = story.room(building, "Discreet", floor_id=floors["Second"], kind=RoomKind.OPEN_SPACE, capacity=9)
    _join(story, "design", 3, among=[VIEWER.member_id, ANN, BOB])
    for room, member, hour in ((bay, ANN, 9), (bay, ANN, 9.5), (bay, BOB, 8), (bay, CID, 9), (discreet, BOB, 9)):
        story.booking(room, at(hour), at(hour + 0.5), building_id=building, member_id=member)
    story.booking(discreet, at(-20), at(-19), building_id=building, member_id=VIEWER.member_id)
    engine.catch_up_all()
    wish = Wish(starts_at=at(9), ends_at=at(10), capacity_min=4, kind=RoomKind.MEETING_ROOM)

    def told(items: list[dict[str, Any]]) -> list[tuple[str, int, bool]]:
        return [(item["name"], item["team_on_floor"], item["floor_as_last_time"]) for item in items]

    viewer = replace(VIEWER, groups=frozenset({"design"}))
    rooms = [("First", 1, False), ("Second", 0, True), ("Ground", 0, False), ("Hall", 1, False)]
    assert told(await _free(queries, wish, viewer=viewer)) == rooms
    manager = replace(viewer, roles=frozenset({Role.MEMBER, Role.MANAGER}), managed_buildings=frozenset({building}))
    assert ("Second", 1, True) in told(await _free(queries, wish, viewer=manager))
    # Who is in no group has no team, and neither has who is in one of half the house.
    assert told(await _free(queries, wish))[0] == ("Second", 0, True)
    _join(story, "design", MOST_IN_A_TEAM + 1)
    engine.catch_up_all()
    assert told(await _free(queries, wish, viewer=viewer))[0] == ("Second", 0, True)


async def test_where_one_was_last_is_where_one_came_and_it_was_for_people(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building()
    there, elsewhere = story.floor(building, "There", 0), story.floor(building, "Elsewhere", 1)
    room, other = story.room(building, "There", floor_id=there), story.room(building, "Elsewhere", floor_id=elsewhere)
    lot = story.room(building, "Parking", floor_id=elsewhere, kind=RoomKind.PARKING)
    mine: dict[str, Any] = {"building_id": building, "member_id": VIEWER.member_id}
    story.booking(room, at(-40), at(-39), **mine)
    story.booking(lot, at(-10), at(-9), **mine)
    for fact, fields in ((BookingCancelled, {}), (BookingReleased, {"why": {"rule": "check_in_grace_minutes"}})):
        story.record(fact, story.booking(other, at(-8), at(-7), **mine), **fields)
    story.booking(other, at(20), at(21), **mine)
    engine.catch_up_all()

    items = await _free(queries, Wish(starts_at=at(9), ends_at=at(10)))
    assert [(item["name"], item["floor_as_last_time"]) for item in items] == [("There", True), ("Elsewhere", False)]


def _join(story: Story, group: str, count: int, *, among: Sequence[UUID] = ()) -> None:
    """So many members are in a group, these among them."""
    for member_id in [*among, *(uuid7() for _ in range(count - len(among)))]:
        story.record(GroupJoined, member_id, group=group)


async def test_free_rooms_find_time_in_a_local_day(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building(opening_hours=NINE_TO_SIX, time_zone="Asia/Tokyo")
    room = story.room(building)
    story.booking(room, at(0), at(1))  # the first of nine hours in Tokyo
    story.booking(room, at(2) + timedelta(seconds=30), at(8))
    engine.catch_up_all()
    wish = Wish(day=date(2026, 6, 1), minutes=60)

    (item,) = await _free(queries, wish, now=at(-12))
    assert (item["starts_at"], item["ends_at"]) == ("2026-06-01T01:00:00+00:00", "2026-06-01T02:00:00+00:00")
    assert _spans(item["free"]) == [(at(1), at(2) + timedelta(seconds=30)), (at(8), at(9))]
    (item,) = await _free(queries, wish, now=at(1) + timedelta(seconds=20))
    assert item["starts_at"] == "2026-06-01T08:00:00+00:00"
    assert await _free(queries, wish, now=at(8.5)) == []
    assert await _free(queries, wish, now=at(30)) == []


async def test_free_seats_and_places_count_where_one_is_enough(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    desks = story.room(building, "Desks", kind=RoomKind.OPEN_SPACE, seats=["A", "B", "C"])
    story.booking(desks, at(9), at(10), seat_id=story.seats(desks)[0])
    lot = story.room(building, "Parking", kind=RoomKind.PARKING, capacity=5)
    story.booking(lot, at(9), at(9.5), places=2)
    story.booking(lot, at(9.5), at(10), places=2)
    engine.catch_up_all()
    period: dict[str, Any] = {"starts_at": at(9), "ends_at": at(10)}

    (desk,) = await _free(queries, Wish(**period))
    assert (desk["name"], desk["whole"], desk["free_seats"]) == ("Desks", False, 2)
    parked: dict[str, Any] = {"kind": RoomKind.PARKING, **period}
    (parking,) = await _free(queries, Wish(**parked))
    assert (parking["name"], parking["whole"], parking["free_places"]) == ("Parking", True, 3)
    assert _names(await _free(queries, Wish(capacity_min=3, **parked))) == ["Parking"]
    assert _names(await _free(queries, Wish(capacity_min=4, **parked))) == []


async def test_what_is_not_for_people_is_offered_only_when_asked_for(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building()
    story.room(building, "Laptops", kind=RoomKind.EQUIPMENT, capacity=12)
    story.room(building, "Board", capacity=12)
    engine.catch_up_all()
    period: dict[str, Any] = {"starts_at": at(9), "ends_at": at(10)}

    assert _names(await _free(queries, Wish(capacity_min=6, **period))) == ["Board"]
    assert _names(await _free(queries, Wish(kind=RoomKind.EQUIPMENT, **period))) == ["Laptops"]


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(starts_at=at(0)),
        Wish(day=date(2026, 6, 1)),
        Wish(day=date(2026, 6, 1), minutes=0),
        Wish(day=date(2026, 6, 1), starts_at=at(0), ends_at=at(1)),
        Wish(starts_at=at(1), ends_at=at(0)),
    ],
)
async def test_half_a_wish_is_refused(story: Story, engine: Engine, queries: Queries, wish: Wish) -> None:
    story.room(story.building())
    engine.catch_up_all()
    with pytest.raises(Invalid):
        await _free(queries, wish)
