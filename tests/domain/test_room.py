from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.domain.errors import AlreadyDone, Conflict, Invalid, NotFound
from bookit.domain.period import Period
from bookit.domain.policy import MAX_MINUTES, Policy
from bookit.domain.room import Closure, Room
from bookit.events import Event
from bookit.events.buildings import BuildingRenamed
from bookit.events.rooms import (
    RoomClosed,
    RoomFeaturesSet,
    RoomOpened,
    RoomPolicySet,
    RoomRenamed,
    RoomReopened,
    RoomSeatsAdded,
    RoomSeatsRenamed,
)
from bookit.events.values import RoomKind, Seat
from tests.domain.story import NOW, at, fact, given, named, period, recorded

WINDOW, DOOR = Seat(seat_id=named("window"), name="Window"), Seat(seat_id=named("door"), name="Door")
HALL = fact(
    RoomOpened,
    building_id=named("house"),
    name="Hall",
    kind=RoomKind.OPEN_SPACE,
    capacity=4,
    seats=[WINDOW, DOOR],
)


def opening(**changes: Any) -> Room:
    wanted: dict[str, Any] = {
        "building_id": named("house"),
        "floor_id": None,
        "name": "Hall",
        "kind": RoomKind.OPEN_SPACE,
        "capacity": 4,
        "features": [],
        "seats": [WINDOW, DOOR],
        "made_of": [],
        "policy": {},
        **changes,
    }
    return Room.open(named("hall"), **wanted, at=NOW)


def closed(name: str, closed_for: Period, seat: Seat | None = None) -> Event:
    return fact(
        RoomClosed,
        closure_id=named(name),
        seat_id=seat.seat_id if seat else None,
        starts_at=closed_for.start,
        ends_at=closed_for.end,
        reason=name,
        units=[],
    )


def reopened(name: str, again: Period) -> Event:
    return fact(RoomReopened, closure_id=named(name), starts_at=again.start, ends_at=again.end, reason="Dry")


def close(room: Room, wanted: Period, seat_id: UUID | None = None) -> None:
    room.close(named("flood"), wanted, "flood", seat_id=seat_id, units=[named("hall")], at=NOW)


def test_a_room_opens_with_its_seats() -> None:
    room = opening()

    assert recorded(room) == [HALL]
    assert room.units == [named("hall"), WINDOW.seat_id, DOOR.seat_id]


def test_features_are_kept_once_and_sorted() -> None:
    assert opening(features=["screen", "board", "screen"]).features == ["board", "screen"]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"seats": [WINDOW, Seat(seat_id=named("other"), name="Window")]}, "/seats"),
        ({"capacity": 1}, "/seats"),
        ({"made_of": [named("part")]}, "/seats"),
        ({"policy": {"max_minutes": 0}}, "/policy/max_minutes"),
    ],
)
def test_an_impossible_room_is_refused(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        opening(**changes)

    assert refusal.value.fields["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    ("changes", "shares"),
    [
        ({"seats": []}, True),
        ({"seats": [], "kind": RoomKind.PARKING}, True),
        ({"seats": [], "kind": RoomKind.MEETING_ROOM}, False),
        ({"seats": [], "made_of": [named("part")]}, False),
        ({}, False),
    ],
)
def test_places_are_shared_by_number_where_they_have_no_name(changes: dict[str, Any], *, shares: bool) -> None:
    assert opening(**changes).shares_places is shares


def test_a_seat_of_another_room_is_not_found() -> None:
    given(HALL).require_seat(DOOR.seat_id)
    with pytest.raises(NotFound):
        given(HALL).require_seat(named("elsewhere"))


def test_a_room_is_described_anew() -> None:
    room = given(HALL)

    room.rename("Big hall", at=NOW)
    room.set_features(["screen", "board"], at=NOW)
    room.set_policy({"max_minutes": 60}, [], at=NOW)

    assert recorded(room) == [
        fact(RoomRenamed, name="Big hall"),
        fact(RoomFeaturesSet, features=["board", "screen"]),
        fact(RoomPolicySet, policy={"max_minutes": 60}),
    ]
    assert (room.name, room.features, room.policy.values) == (
        "Big hall",
        ["board", "screen"],
        {"max_minutes": 60},
    )


def test_seats_swap_their_names_and_only_what_changed_is_recorded() -> None:
    room = given(HALL)

    room.rename_seats({WINDOW.seat_id: "Door", DOOR.seat_id: "Window"}, at=NOW)
    room.rename_seats({WINDOW.seat_id: "Door", DOOR.seat_id: "Stairs"}, at=NOW)

    swapped = [Seat(seat_id=WINDOW.seat_id, name="Door"), Seat(seat_id=DOOR.seat_id, name="Window")]
    assert recorded(room) == [
        fact(RoomSeatsRenamed, seats=swapped),
        fact(RoomSeatsRenamed, seats=[Seat(seat_id=DOOR.seat_id, name="Stairs")]),
    ]
    assert room.seats == {WINDOW.seat_id: "Door", DOOR.seat_id: "Stairs"}


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        ({WINDOW.seat_id: "Door"}, Invalid),
        ({WINDOW.seat_id: "Stairs", DOOR.seat_id: "Stairs"}, Invalid),
        ({named("elsewhere"): "Door"}, NotFound),
        ({WINDOW.seat_id: "Window"}, AlreadyDone),
    ],
)
def test_names_that_do_not_fit_the_seats_are_refused(names: dict[UUID, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        given(HALL).rename_seats(names, at=NOW)


STAIRS, CORNER = Seat(seat_id=named("stairs"), name="Stairs"), Seat(seat_id=named("corner"), name="Corner")
AISLE = Seat(seat_id=named("aisle"), name="Aisle")


def test_a_room_gets_more_seats_and_may_become_larger_for_them() -> None:
    room = given(HALL)

    room.add_seats([STAIRS, CORNER], capacity=None, at=NOW)
    as_large = room.capacity_source
    room.add_seats([AISLE], capacity=6, at=NOW)

    assert recorded(room) == [
        fact(RoomSeatsAdded, seats=[STAIRS, CORNER], capacity=4),
        fact(RoomSeatsAdded, seats=[AISLE], capacity=6),
    ]
    assert [*room.seats.values()] == ["Window", "Door", "Stairs", "Corner", "Aisle"]
    assert room.units == [room.id, *room.seats]
    assert room.later_seats == {STAIRS.seat_id, CORNER.seat_id, AISLE.seat_id}
    assert (room.capacity, as_large.version, room.capacity_source.version) == (6, 1, 3)


@pytest.mark.parametrize(
    ("seats", "capacity", "pointer"),
    [
        ([Seat(seat_id=named("other"), name="Window")], None, "/seats"),
        ([STAIRS, Seat(seat_id=named("other"), name="Stairs")], None, "/seats"),
        ([STAIRS, CORNER, AISLE], None, "/seats"),
        ([STAIRS, CORNER, AISLE], 4, "/seats"),
        ([STAIRS], 3, "/capacity"),
        ([Seat(seat_id=named(str(number)), name=str(number)) for number in range(999)], 2000, "/seats"),
    ],
)
def test_seats_that_do_not_fit_are_refused(seats: list[Seat], capacity: int | None, pointer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        given(HALL).add_seats(seats, capacity=capacity, at=NOW)

    assert refusal.value.fields["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("changes", [{"seats": []}, {"seats": [], "made_of": [named("part")]}])
def test_a_room_that_is_booked_by_place_or_made_of_others_gets_no_seats(changes: dict[str, Any]) -> None:
    with pytest.raises(Conflict):
        opening(**changes).add_seats([STAIRS], capacity=None, at=NOW)


def test_an_impossible_policy_is_refused() -> None:
    with pytest.raises(Invalid):
        given(HALL).set_policy({"min_minutes": 60, "max_minutes": 30}, [], at=NOW)


def test_a_room_whose_policy_would_be_refused_today_can_still_be_read() -> None:
    # Rules get other limits, and some go away; what was recorded under the old ones stays true.
    room = given(HALL, fact(RoomPolicySet, policy={"max_minutes": 10**9, "of_old": 1}))

    assert Policy([room.policy])[MAX_MINUTES] == MAX_MINUTES.default


def test_closing_a_room_records_what_it_claims() -> None:
    room = given(HALL)

    close(room, period(9, 12))

    assert recorded(room) == [
        fact(
            RoomClosed,
            closure_id=named("flood"),
            starts_at=at(9),
            ends_at=at(12),
            reason="flood",
            units=[named("hall")],
        )
    ]


def test_a_closed_room_can_not_be_closed_again_then() -> None:
    room = given(HALL, closed("flood", period(9, 12)))

    with pytest.raises(AlreadyDone) as refusal:
        close(room, period(11, 13))

    assert refusal.value.fields == {"closure_id": str(named("flood"))}
    close(room, period(12, 13))


def test_a_closed_room_has_closed_seats() -> None:
    with pytest.raises(AlreadyDone):
        close(given(HALL, closed("flood", period(9, 12))), period(9, 10), seat_id=DOOR.seat_id)


def test_a_room_with_a_closed_seat_is_closed_after_that_seat_is_opened() -> None:
    with pytest.raises(AlreadyDone):
        close(given(HALL, closed("flood", period(9, 12), WINDOW)), period(9, 10))


def test_seats_are_closed_independently() -> None:
    room = given(HALL, closed("paint", period(9, 12), WINDOW))

    close(room, period(9, 12), seat_id=DOOR.seat_id)

    assert len(room.closures) == 2


def test_only_seats_of_the_room_are_closed() -> None:
    with pytest.raises(NotFound):
        close(given(HALL), period(9, 12), seat_id=named("elsewhere"))


def test_reopening_ends_a_closure() -> None:
    room = given(HALL, closed("flood", period(9, 12)))

    cut = room.reopen(period(8, 13), "Dry", seat_id=None, at=NOW)

    assert recorded(room) == [reopened("flood", period(8, 13))]
    assert [closure.closure_id for closure in cut] == [named("flood")]
    assert room.closures == {}


def test_reopening_the_middle_leaves_the_rest_closed() -> None:
    room = given(HALL, closed("flood", period(9, 12)))

    room.reopen(period(10, 11), "Dry", seat_id=None, at=NOW)

    assert room.closures[named("flood")].periods == (period(9, 10), period(11, 12))
    with pytest.raises(AlreadyDone):
        room.reopen(period(10, 11), "Dry", seat_id=None, at=NOW)


def test_reopening_a_room_reopens_all_its_seats() -> None:
    room = given(HALL, closed("paint", period(9, 12), WINDOW), closed("repair", period(9, 12), DOOR))

    room.reopen(period(9, 12), "Dry", seat_id=None, at=NOW)

    assert recorded(room) == [reopened("paint", period(9, 12)), reopened("repair", period(9, 12))]


def test_reopening_a_seat_leaves_the_others_closed() -> None:
    room = given(HALL, closed("paint", period(9, 12), WINDOW), closed("repair", period(9, 12), DOOR))

    room.reopen(period(9, 12), "Dry", seat_id=DOOR.seat_id, at=NOW)

    assert set(room.closures) == {named("paint")}


def test_what_is_not_closed_can_not_be_reopened() -> None:
    with pytest.raises(AlreadyDone):
        given(HALL).reopen(period(9, 12), "Dry", seat_id=None, at=NOW)


def test_the_rest_of_a_closure_begins_with_this_minute() -> None:
    closure = Closure(named("paint"), None, (named("hall"),), (period(6, 9), period(10, 12)), "Paint")

    assert closure.rest(at(5)) == period(6, 12)
    assert closure.rest(at(7, 30) + timedelta(seconds=40)) == Period(at(7, 30), at(12))
    assert closure.rest(at(9, 30)) == period(10, 12)
    assert closure.rest(at(12)) is None


def test_one_closure_is_shortened_and_the_others_stay() -> None:
    room = given(HALL, closed("paint", period(9, 12), WINDOW), closed("repair", period(9, 12), DOOR))

    room.shorten(named("paint"), period(10, 11), "Dry", at=NOW)

    assert room.closures[named("paint")].periods == (period(9, 10), period(11, 12))
    assert room.closures[named("repair")].periods == (period(9, 12),)


def test_a_draft_leaves_the_original_alone() -> None:
    room = given(HALL)

    close(room.draft(), period(9, 12))

    assert room.closures == {}
    assert recorded(room) == []


def test_a_room_knows_no_facts_of_buildings() -> None:
    with pytest.raises(TypeError, match=r"building\.renamed"):
        given(HALL).when(fact(BuildingRenamed, name="House"))
