"""Placing, moving, cancelling and finishing bookings, through the executor, on a real ledger."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bookit.commands import Command
from bookit.commands.bookings import CancelBooking, ChangeBooking, FinishBooking, PlaceBooking, RescheduleBooking
from bookit.commands.buildings import CloseDay, SetOpeningHours
from bookit.commands.members import SuspendMember
from bookit.commands.policies import SetRoomHours, SetRoomPolicy
from bookit.domain.actor import Actor, Scope
from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, Invalid, NotFound, RoomTaken, RuleBroken
from bookit.events.values import BookingStatus, Role, RoomKind, Weekday
from tests.organisation import NOW, Organisation, at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building)


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


@pytest.fixture
async def bob(org: Organisation) -> Actor:
    return await org.member()


async def test_a_member_books_a_room(org: Organisation, building: UUID, room: UUID, ada: Actor) -> None:
    answer = await org.do(PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10), attendees=8), ada)

    assert answer.status is BookingStatus.CONFIRMED
    assert await org.claims(answer.booking_id) == [(room, at(9), at(10))]
    ((actor_id, state),) = await org.rows(
        "SELECT actor_id, convert_from(state, 'utf8')::jsonb FROM {schema}.events WHERE originator_id = %s",
        answer.booking_id,
    )
    assert actor_id == ada.member_id
    assert (state["member_id"], state["building_id"]) == (str(ada.member_id), str(building))


async def test_a_taken_room_says_until_when_and_when_it_is_free(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.book(room, at(9), at(11))
    await org.book(room, at(12), at(13))

    with pytest.raises(RoomTaken) as refusal:
        await org.book(room, at(10), at(12), ada)

    assert refusal.value.fields["blocking"] == {"starts_at": at(9).isoformat(), "ends_at": at(11).isoformat()}
    assert [free["starts_at"] for free in refusal.value.fields["next_free"]] == [at(13).isoformat()]
    assert refusal.value.fields["room_id"] == str(room)


async def test_bookings_may_follow_each_other_without_a_gap(org: Organisation, room: UUID) -> None:
    await org.book(room, at(10), at(11))

    await org.book(room, at(9), at(10))
    await org.book(room, at(11), at(12))


async def test_free_time_up_to_the_horizon_ends_on_a_whole_minute(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"horizon_days": 1})
    await org.book(room, at(10), at(11))
    org.clock.now = at(9) + timedelta(seconds=20)

    with pytest.raises(RoomTaken) as refusal:
        await org.book(room, at(10), at(11))

    assert refusal.value.fields["next_free"] == [
        {"starts_at": at(11).isoformat(), "ends_at": at(10, day=1).isoformat()}
    ]


@pytest.mark.parametrize(("start", "end"), [(9, 12), (10, 11), (8, 10), (11, 13), (8, 13)])
async def test_no_booking_overlaps_another(org: Organisation, room: UUID, start: int, end: int) -> None:
    await org.book(room, at(9), at(12))

    with pytest.raises(RoomTaken):
        await org.book(room, at(start), at(end))


async def test_of_many_who_want_one_slot_one_gets_it(org: Organisation, room: UUID) -> None:
    members = [await org.member() for _ in range(3)]
    executors = [org.executor, org.new_executor()]

    async def book(number: int) -> UUID | RoomTaken:
        wish = PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10))
        try:
            answer = await org.do(wish, members[number % 3], through=executors[number % 2])
        except RoomTaken as taken:
            return taken
        booking_id: UUID = answer.booking_id
        return booking_id

    outcomes = await asyncio.gather(*(book(number) for number in range(40)))

    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, UUID)]
    assert await org.claims(winner) == [(room, at(9), at(10))]


async def test_a_seat_and_its_neighbour_are_booked_alone(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids

    booking = await org.book(hall.room_id, seat_id=window)
    await org.book(hall.room_id, seat_id=door)

    assert await org.claims(booking) == [(window, at(9), at(10))]
    with pytest.raises(RoomTaken) as refusal:
        await org.book(hall.room_id, seat_id=window)
    assert refusal.value.fields["seat_id"] == str(window)


async def test_a_booked_seat_keeps_the_whole_room_from_being_booked(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    await org.book(hall.room_id, seat_id=hall.seat_ids[0])

    with pytest.raises(RoomTaken):
        await org.book(hall.room_id)


async def test_a_booked_room_takes_its_seats_with_it(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    whole = await org.book(hall.room_id)

    assert {unit for unit, _, _ in await org.claims(whole)} == {hall.room_id, *hall.seat_ids}
    for seat in hall.seat_ids:
        with pytest.raises(RoomTaken):
            await org.book(hall.room_id, seat_id=seat)


async def test_a_seat_holds_one_person(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window"])

    with pytest.raises(RuleBroken) as refusal:
        await org.book(hall.room_id, seat_id=hall.seat_ids[0], attendees=2)

    assert (refusal.value.fields["rule"], refusal.value.fields["value"]) == ("capacity", 1)


async def test_a_seat_of_another_room_is_not_found(org: Organisation, building: UUID, room: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window"])

    with pytest.raises(NotFound):
        await org.book(room, seat_id=hall.seat_ids[0])


async def test_a_divisible_room_is_taken_where_a_part_is(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    hall = await org.room(building, made_of=[left, right])
    await org.book(left, at(9), at(10))

    with pytest.raises(RoomTaken):
        await org.book(hall, at(9), at(10))
    await org.book(hall, at(10), at(11))


async def test_the_parts_of_a_booked_divisible_room_are_taken(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    hall = await org.room(building, made_of=[left, right])
    whole = await org.book(hall)

    assert {unit for unit, _, _ in await org.claims(whole)} == {hall, left, right}
    for part in (left, right):
        with pytest.raises(RoomTaken):
            await org.book(part)


async def test_rooms_made_of_rooms_made_of_rooms_are_one_room(org: Organisation, building: UUID) -> None:
    corner = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window"])
    middle = await org.room(building)
    wing = await org.room(building, made_of=[corner.room_id, middle])
    # A part that is reached on two ways is claimed once.
    everything = await org.room(building, made_of=[wing, middle, await org.room(building)])

    seat = await org.book(corner.room_id, seat_id=corner.seat_ids[0])

    with pytest.raises(RoomTaken):
        await org.book(everything)
    with pytest.raises(RoomTaken):
        await org.book(wing)
    await org.do(CancelBooking(booking_id=seat))
    await org.book(everything)
    with pytest.raises(RoomTaken):
        await org.book(corner.room_id, seat_id=corner.seat_ids[0])


async def test_divisible_rooms_that_share_a_part_exclude_each_other(org: Organisation, building: UUID) -> None:
    left, middle, right = [await org.room(building) for _ in range(3)]
    west = await org.room(building, made_of=[left, middle])
    east = await org.room(building, made_of=[middle, right])
    await org.book(west)

    with pytest.raises(RoomTaken):
        await org.book(east)
    await org.book(right)


async def test_shared_places_are_booked_until_they_are_full(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    await org.book(garage, at(9), at(12), attendees=2)
    await org.book(garage, at(11), at(14))

    with pytest.raises(RoomTaken) as refusal:
        await org.book(garage, at(9), at(13))

    assert refusal.value.fields["next_free"][0]["starts_at"] == at(12).isoformat()
    await org.book(garage, at(9), at(11))


async def test_shared_places_are_not_counted_twice_over_time(org: Organisation, building: UUID) -> None:
    """Two who come after each other need one place: the peak counts, not the sum."""
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=2)
    await org.book(garage, at(9), at(10))
    await org.book(garage, at(10), at(11))

    await org.book(garage, at(9), at(11))


async def test_more_than_all_places_are_refused_by_the_rule(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=2)

    with pytest.raises(RuleBroken) as refusal:
        await org.book(garage, attendees=3)

    assert (refusal.value.fields["rule"], refusal.value.fields["value"]) == ("capacity", 2)


async def test_a_room_made_of_shared_places_needs_all_of_them(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    yard = await org.room(building, made_of=[garage])
    await org.book(garage, at(9), at(10))
    await org.book(yard, at(10), at(11))

    with pytest.raises(RoomTaken):
        await org.book(yard, at(9), at(10))
    with pytest.raises(RoomTaken):
        await org.book(garage, at(10), at(11))


@pytest.mark.parametrize(
    ("start", "end", "changes", "rule"),
    [
        (at(7), at(8), {}, "not_past"),
        (at(9), at(9, 14), {}, "min_minutes"),
        (at(9), at(12, 1), {}, "max_minutes"),
        (at(9, day=8), at(10, day=8), {}, "horizon_days"),
        (at(9), at(10), {"attendees": 9}, "capacity"),
        (at(21), at(23), {}, "opening_hours"),
        (at(9) + timedelta(seconds=1), at(10), {}, "whole_minutes"),
    ],
)
async def test_each_rule_refuses_by_name(
    org: Organisation, start: datetime, end: datetime, changes: dict[str, Any], rule: str
) -> None:
    building = await org.building(opening_hours={day: [("06:00", "22:00")] for day in Weekday})
    policy = {"min_minutes": 15, "max_minutes": 180, "horizon_days": 7}
    room = await org.room(building, policy=policy)

    with pytest.raises(RuleBroken) as refusal:
        await org.book(room, start, end, **changes)

    assert refusal.value.fields["rule"] == rule
    assert refusal.value.fields["value"]


async def test_new_hours_and_rules_count_for_the_next_booking(org: Organisation, building: UUID, room: UUID) -> None:
    before = await org.book(room, at(9), at(10))
    await org.do(SetOpeningHours(building_id=building, opening_hours={Weekday.MON: [("12:00", "18:00")]}))
    await org.do(CloseDay(building_id=building, day=at(0, day=7).date(), reason="Holiday"))
    await org.do(SetRoomPolicy(room_id=room, policy={"max_minutes": 60}))

    for start, end in ((at(11), at(12)), (at(12, day=7), at(13, day=7)), (at(12), at(14))):
        with pytest.raises(RuleBroken):
            await org.book(room, start, end)
    await org.book(room, at(12), at(13))
    assert await org.claims(before) == [(room, at(9), at(10))]


async def test_a_refusal_says_where_hours_and_capacity_were_set(org: Organisation, building: UUID, room: UUID) -> None:
    await org.do(SetOpeningHours(building_id=building, opening_hours={Weekday.MON: [("08:00", "18:00")]}))
    await org.do(SetRoomHours(room_id=room, opening_hours={Weekday.MON: [("08:00", "12:00")]}))
    await org.do(CloseDay(building_id=building, day=at(0, day=7).date(), reason="Holiday"))

    async def source_of(start: datetime, **changes: Any) -> Any:
        with pytest.raises(RuleBroken) as refusal:
            await org.book(room, start, start + timedelta(hours=1), **changes)
        return refusal.value.fields["source"]

    in_building = {"level": "building", "id": str(building), "version": 3}
    assert await source_of(at(18)) == in_building
    assert await source_of(at(9, day=7)) == in_building
    assert await source_of(at(12)) == {"level": "room", "id": str(room), "version": 2}
    assert await source_of(at(9), attendees=100) == {"level": "room", "id": str(room), "version": 1}
    assert await source_of(at(9) + timedelta(seconds=1)) == {"level": "default", "id": None, "version": 0}


async def test_a_day_on_which_the_clocks_change_is_booked_from_opening_to_closing(org: Organisation) -> None:
    berlin = await org.building(time_zone="Europe/Berlin", opening_hours={Weekday.SUN: [("00:00", "24:00")]})
    room = await org.room(berlin)
    start, end = datetime.fromisoformat("2031-03-30T00:00+01:00"), datetime.fromisoformat("2031-03-31T00:00+02:00")

    booking = await org.book(room, start, end)

    assert end - start == timedelta(hours=23)
    assert await org.claims(booking) == [(room, start, end)]
    with pytest.raises(RuleBroken) as refusal:
        await org.book(await org.room(berlin), start, end + timedelta(minutes=1))
    assert refusal.value.fields["rule"] == "opening_hours"


async def test_a_member_does_not_book_for_another(org: Organisation, room: UUID, ada: Actor, bob: Actor) -> None:
    with pytest.raises(Forbidden):
        await org.book(room, by=ada, booked_for=bob.member_id)


async def test_a_manager_books_on_behalf_of_a_member(
    org: Organisation, building: UUID, room: UUID, ada: Actor, bob: Actor
) -> None:
    manager = await org.member(Role.MANAGER, manages=[building])

    booking = await org.book(room, by=manager, booked_for=ada.member_id)

    with pytest.raises(NotFound):
        await org.do(CancelBooking(booking_id=booking), bob)
    await org.do(CancelBooking(booking_id=booking), ada)


async def test_a_manager_books_for_others_only_where_they_manage(org: Organisation, room: UUID, ada: Actor) -> None:
    manager = await org.member(Role.MANAGER, manages=[await org.building()])

    with pytest.raises(Forbidden):
        await org.book(room, by=manager, booked_for=ada.member_id)
    await org.book(room, by=manager)


async def test_nobody_books_for_somebody_suspended_or_unknown(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SuspendMember(member_id=ada.member_id, reason="Left"))

    with pytest.raises(Invalid) as refusal:
        await org.book(room, booked_for=ada.member_id)
    assert refusal.value.fields["errors"][0]["pointer"] == "/booked_for"
    with pytest.raises(NotFound):
        await org.book(room, booked_for=uuid4())


async def test_a_suspended_member_books_no_more(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SuspendMember(member_id=ada.member_id, reason="Left"))

    with pytest.raises(Forbidden):
        await org.book(room, by=ada)


async def test_a_token_that_only_reads_books_nothing(org: Organisation, room: UUID, ada: Actor) -> None:
    reader = Actor(ada.member_id, ada.roles, scopes=frozenset({Scope.READ}))

    with pytest.raises(Forbidden):
        await org.book(room, by=reader)


async def test_an_unknown_room_is_not_found(org: Organisation, building: UUID, ada: Actor) -> None:
    for nothing in (uuid4(), building, ada.member_id):
        with pytest.raises(NotFound):
            await org.book(nothing)


async def test_a_booking_moves_in_time_and_keeps_its_place(org: Organisation, building: UUID, ada: Actor) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    booking = await org.book(hall.room_id, at(9), at(10), ada, seat_id=hall.seat_ids[0])

    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(9, 30), ends_at=at(10, 30)), ada)

    assert await org.claims(booking) == [(hall.seat_ids[0], at(9, 30), at(10, 30))]


async def test_a_booking_moves_to_another_room_and_keeps_its_time(
    org: Organisation, building: UUID, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    other = await org.room(building)

    await org.do(RescheduleBooking(booking_id=booking, room_id=other), ada)

    assert await org.claims(booking) == [(other, at(9), at(10))]
    await org.book(room, at(9), at(10))


async def test_a_booking_moves_from_a_seat_to_the_whole_room(org: Organisation, building: UUID, ada: Actor) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids
    booking = await org.book(hall.room_id, by=ada, seat_id=window)

    await org.do(RescheduleBooking(booking_id=booking, seat_id=door), ada)
    assert await org.claims(booking) == [(door, at(9), at(10))]
    await org.do(RescheduleBooking(booking_id=booking, seat_id=None), ada)
    assert {unit for unit, _, _ in await org.claims(booking)} == {hall.room_id, window, door}


async def test_a_booking_does_not_move_onto_another_and_stays_where_it_was(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    await org.book(room, at(11), at(12))

    with pytest.raises(RoomTaken) as refusal:
        await org.do(RescheduleBooking(booking_id=booking, starts_at=at(10, 30), ends_at=at(11, 30)), ada)

    # Its own place counts as free: nobody has to step aside for oneself.
    assert refusal.value.fields["next_free"][0]["starts_at"] == at(12).isoformat()
    assert await org.claims(booking) == [(room, at(9), at(10))]


async def test_two_bookings_do_not_swap_in_one_step(org: Organisation, building: UUID, ada: Actor) -> None:
    left, right = await org.room(building), await org.room(building)
    one, other = await org.book(left, by=ada), await org.book(right, by=ada)

    outcomes = await asyncio.gather(
        org.do(RescheduleBooking(booking_id=one, room_id=right), ada),
        org.do(RescheduleBooking(booking_id=other, room_id=left), ada, through=org.new_executor()),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [RoomTaken, RoomTaken]


async def test_moving_a_shared_place_counts_it_once(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    booking = await org.book(garage, at(9), at(11), attendees=2)
    await org.book(garage, at(9), at(12))

    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(10), ends_at=at(12)))

    with pytest.raises(RoomTaken):
        await org.book(garage, at(11), at(12))


async def test_a_running_stay_is_made_longer_but_not_moved_into_the_past(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(10))
    org.clock.now = at(9, 30)

    await org.do(RescheduleBooking(booking_id=booking, ends_at=at(11)))

    assert await org.claims(booking) == [(room, at(9), at(11))]
    for change in ({"starts_at": at(8, 30)}, {"ends_at": at(9, 10)}):
        with pytest.raises(RuleBroken) as refusal:
            await org.do(RescheduleBooking(booking_id=booking, **change))
        assert refusal.value.fields["rule"] == "not_past"


async def test_the_rules_of_the_new_room_count(org: Organisation, building: UUID, room: UUID) -> None:
    booking = await org.book(room, at(9), at(10), attendees=8)
    booth = await org.room(building, kind=RoomKind.PHONE_BOOTH, capacity=1, policy={"max_minutes": 30})

    with pytest.raises(RuleBroken) as refusal:
        await org.do(RescheduleBooking(booking_id=booking, room_id=booth))

    assert refusal.value.fields["rule"] == "max_minutes"
    assert [other["rule"] for other in refusal.value.fields["also"]] == ["capacity"]


async def test_a_manager_does_not_move_a_booking_out_of_their_buildings(
    org: Organisation, building: UUID, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, by=ada)
    manager = await org.member(Role.MANAGER, manages=[building])
    elsewhere = await org.room(await org.building())

    with pytest.raises(Forbidden):
        await org.do(RescheduleBooking(booking_id=booking, room_id=elsewhere), manager)
    await org.do(RescheduleBooking(booking_id=booking, room_id=elsewhere), ada)
    with pytest.raises(NotFound):
        await org.do(CancelBooking(booking_id=booking), manager)


async def test_moving_a_booking_to_where_it_is_is_refused(org: Organisation, room: UUID) -> None:
    booking = await org.book(room)

    for wish in (RescheduleBooking(booking_id=booking), RescheduleBooking(booking_id=booking, starts_at=at(9))):
        with pytest.raises(AlreadyDone):
            await org.do(wish)


async def test_a_cancelled_booking_frees_its_place(org: Organisation, room: UUID, ada: Actor, bob: Actor) -> None:
    booking = await org.book(room, by=ada)

    answer = await org.do(CancelBooking(booking_id=booking, reason="Ill"), ada)

    assert answer.status is BookingStatus.CANCELLED
    assert await org.claims(booking) == []
    await org.book(room, by=bob)


async def test_finishing_frees_the_rest_of_a_stay_and_keeps_what_was_used(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, at(9), at(12), ada)
    org.clock.now = at(10)

    answer = await org.do(FinishBooking(booking_id=booking), ada)

    assert answer.status is BookingStatus.FINISHED
    assert await org.claims(booking) == [(room, at(9), at(10))]
    await org.book(room, at(10), at(12))


async def test_what_a_finished_stay_leaves_free_is_offered_from_the_next_minute(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(12))
    org.clock.now = at(10) + timedelta(seconds=20)
    await org.do(FinishBooking(booking_id=booking))

    with pytest.raises(RoomTaken) as refusal:
        await org.book(room, at(10), at(11))

    assert refusal.value.fields["next_free"][0]["starts_at"] == at(10, 1).isoformat()
    await org.book(room, at(10, 1), at(11))


async def test_finishing_frees_shared_places_and_parts(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=2)
    part = await org.room(building)
    hall = await org.room(building, made_of=[part])
    car, meeting = await org.book(garage, attendees=2), await org.book(hall)
    org.clock.now = at(9, 30)

    for booking in (car, meeting):
        await org.do(FinishBooking(booking_id=booking))

    await org.book(garage, at(9, 30), at(10), attendees=2)
    await org.book(part, at(9, 30), at(10))


async def test_a_stay_that_has_not_begun_is_not_finished(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, by=ada)

    with pytest.raises(Conflict, match="not started"):
        await org.do(FinishBooking(booking_id=booking), ada)


async def test_a_booking_gets_another_title_and_other_guests_and_the_rest_stays(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, by=ada, title="Planning", attendees=2, guests=["Bob"])

    await org.do(ChangeBooking(booking_id=booking, title="Review"), ada)
    await org.do(ChangeBooking(booking_id=booking, guests=["Bob", "Eve"]), ada)

    changed = await org.look(Booking, booking)
    assert await org.readable(str(changed.title)) == "Review"
    assert (changed.attendees, [await org.readable(guest) for guest in changed.guests]) == (2, ["Bob", "Eve"])
    assert await org.topics(booking) == ["booking.placed", "booking.retitled", "booking.party_changed"]
    assert await org.claims(booking) == [(room, at(9), at(10))]


async def test_what_a_booking_says_can_be_taken_away(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, by=ada, title="Planning", attendees=2, guests=["Bob"])

    await org.do(ChangeBooking(booking_id=booking, title=None, attendees=None, guests=[]), ada)

    changed = await org.look(Booking, booking)
    assert (changed.title, changed.attendees, changed.guests) == (None, None, ())


async def test_a_change_of_nothing_is_refused(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, by=ada, title="Planning", guests=["Bob"])

    with pytest.raises(Invalid):
        await org.do(ChangeBooking(booking_id=booking), ada)
    with pytest.raises(AlreadyDone):
        await org.do(ChangeBooking(booking_id=booking, title="Planning", guests=["Bob"]), ada)

    assert await org.topics(booking) == ["booking.placed"]


async def test_who_brings_more_keeps_to_the_rules_and_what_was_allowed_stays_so(
    org: Organisation, building: UUID
) -> None:
    room = await org.room(building, capacity=4, policy={"guests_max": 2})
    booking = await org.book(room, attendees=3, guests=["Bob", "Eve"])

    for wish, rule in (({"attendees": 5}, "capacity"), ({"guests": ["Bob", "Eve", "Zoe"]}, "guests_max")):
        with pytest.raises(RuleBroken) as refusal:
            await org.do(ChangeBooking.model_validate({"booking_id": booking, **wish}))
        assert refusal.value.fields["rule"] == rule

    await org.do(SetRoomPolicy(room_id=room, policy={"guests_max": 1}))
    await org.do(ChangeBooking(booking_id=booking, guests=["Bob", "Zoe"]))
    assert await org.topics(booking) == ["booking.placed", "booking.party_changed"]


async def test_where_places_are_shared_a_booking_takes_as_many_as_come(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=4)
    booking, other = await org.book(garage), await org.book(garage, attendees=2)

    await org.do(ChangeBooking(booking_id=booking, attendees=2))
    with pytest.raises(RoomTaken):
        await org.do(ChangeBooking(booking_id=other, attendees=3))
    with pytest.raises(RoomTaken):
        await org.book(garage)

    await org.do(ChangeBooking(booking_id=booking, attendees=None))
    await org.do(ChangeBooking(booking_id=other, attendees=3))


async def test_of_two_who_want_the_last_place_by_bringing_more_one_gets_it(org: Organisation, building: UUID) -> None:
    for _ in range(5):
        garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
        wishes = [ChangeBooking(booking_id=await org.book(garage), attendees=2) for _ in range(2)]

        outcomes = await asyncio.gather(
            org.do(wishes[0]), org.do(wishes[1], through=org.new_executor()), return_exceptions=True
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["BookingAnswer", "RoomTaken"]


@pytest.mark.parametrize("role", [None, Role.AUDITOR])
@pytest.mark.parametrize("kind", [RescheduleBooking, ChangeBooking, CancelBooking, FinishBooking])
async def test_nobody_touches_the_booking_of_another(
    org: Organisation, room: UUID, ada: Actor, role: Role | None, kind: type[Command]
) -> None:
    booking = await org.book(room, at(9), at(11), ada)
    org.clock.now = at(10)
    other = await org.member(role)

    # An auditor sees the booking, others are not even told that there is one.
    with pytest.raises(Forbidden if role is Role.AUDITOR else NotFound):
        await org.do(kind.model_validate({"booking_id": booking}), other)

    assert await org.topics(booking) == ["booking.placed"]


@pytest.mark.parametrize("kind", [RescheduleBooking, ChangeBooking, CancelBooking, FinishBooking])
async def test_an_unknown_booking_is_not_found(org: Organisation, room: UUID, kind: type[Command]) -> None:
    for nothing in (uuid4(), room):
        with pytest.raises(NotFound):
            await org.do(kind.model_validate({"booking_id": nothing}))


@pytest.mark.parametrize("kind", [RescheduleBooking, ChangeBooking, CancelBooking, FinishBooking])
async def test_a_booking_that_is_over_stays_as_it_is(org: Organisation, room: UUID, kind: type[Command]) -> None:
    booking = await org.book(room)
    org.clock.now = at(10)

    with pytest.raises(AlreadyDone):
        await org.do(kind.model_validate({"booking_id": booking, **_later(kind)}))


async def test_of_cancelling_and_moving_at_once_one_is_first(org: Organisation, building: UUID) -> None:
    for _ in range(5):
        booking = await org.book(await org.room(building))

        outcomes = await asyncio.gather(
            org.do(CancelBooking(booking_id=booking)),
            org.do(CancelBooking(booking_id=booking), through=org.new_executor()),
            return_exceptions=True,
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyDone", "BookingAnswer"]
        assert await org.topics(booking) == ["booking.placed", "booking.cancelled"]


async def test_periods_that_make_no_sense_are_refused(org: Organisation, room: UUID) -> None:
    booking = await org.book(room)

    for start, end in ((at(10), at(10)), (at(11), at(10)), (datetime.min.replace(tzinfo=NOW.tzinfo), at(10))):
        with pytest.raises(Invalid):
            await org.book(room, start, end)
        with pytest.raises(Invalid):
            await org.do(RescheduleBooking(booking_id=booking, starts_at=start, ends_at=end))


def _later(kind: type[Command]) -> dict[str, Any]:
    wishes: dict[type[Command], dict[str, Any]] = {
        RescheduleBooking: {"starts_at": at(12), "ends_at": at(13)},
        ChangeBooking: {"title": "Late"},
    }
    return wishes.get(kind, {})


async def test_text_that_looks_sealed_is_refused(org: Organisation, room: UUID, ada: Actor) -> None:
    (sealed,) = await org.identity.seal(ada.member_id, ["Secret"])

    with pytest.raises(Invalid):
        await org.book(room, by=ada, title=f"It said {sealed}")


async def test_what_a_member_writes_is_sealed_in_the_ledger(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, by=ada, title="Zebra crossing", guests=["Zora Zebra"])
    await org.do(CancelBooking(booking_id=booking, reason="The zebra is ill"), ada)

    states = await org.rows(
        "SELECT convert_from(state, 'utf8') FROM {schema}.events WHERE originator_id = %s ORDER BY originator_version",
        booking,
    )

    assert all("ebra" not in state for (state,) in states)
    placed, cancelled = [json.loads(state) for (state,) in states]
    assert await org.readable(placed["title"]) == "Zebra crossing"
    assert [await org.readable(guest) for guest in placed["guests"]] == ["Zora Zebra"]
    assert await org.readable(cancelled["reason"]) == "The zebra is ill"
