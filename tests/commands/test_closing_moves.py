"""Closing a room with `displaced: move` or `refuse`: where displaced bookings go, and when nothing is closed at all."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from bookit.commands.bookings import PlaceBooking, RescheduleBooking
from bookit.commands.closing import ClosedRoom, CloseRoom, PeriodBody
from bookit.domain.booking import Booking
from bookit.domain.errors import Conflict, RoomTaken
from bookit.events.values import BookingStatus, RoomKind
from bookit.ledger.execution import Executor
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

MORNING = PeriodBody(starts_at=at(9), ends_at=at(12))


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building, features=["screen"])


async def move_out(org: Organisation, room_id: UUID, **changes: Any) -> ClosedRoom:
    wish = CloseRoom(room_id=room_id, period=MORNING, reason="Flood", displaced="move", **changes)
    closed: ClosedRoom = await org.do(wish)
    return closed


def refuges(closed: ClosedRoom) -> dict[UUID, UUID | None]:
    return {each.booking_id: each.room_id for each in closed.displaced}


async def test_a_displaced_booking_moves_to_the_smallest_room_that_is_as_good(
    org: Organisation, building: UUID, room: UUID
) -> None:
    larger = await org.room(building, capacity=20, features=["screen"])
    equal = await org.room(building, capacity=9, features=["screen", "piano"])
    await org.room(building, capacity=4, features=["screen"])
    await org.room(building, capacity=9)
    await org.room(building, kind=RoomKind.PHONE_BOOTH, features=["screen"])
    await org.room(await org.building(), features=["screen"])
    first, second = await org.book(room, at(9), at(10)), await org.book(room, at(10), at(11))
    await org.book(equal, at(10, 30), at(11))

    closed = await move_out(org, room)

    assert refuges(closed) == {first: equal, second: larger}
    assert await org.topics(first) == ["booking.placed", "booking.rescheduled"]
    assert await org.claims(first, second) == [(equal, at(9), at(10)), (larger, at(10), at(11))]
    with pytest.raises(RoomTaken):
        await org.book(room, at(9), at(10))


async def test_a_booking_without_an_equivalent_room_is_cancelled(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(10))

    closed = await move_out(org, room)

    assert [(each.booking_id, each.became, each.room_id) for each in closed.displaced] == [(booking, "cancelled", None)]
    assert await org.topics(booking) == ["booking.placed", "booking.displaced"]


async def test_two_displaced_bookings_do_not_take_one_refuge(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    other = await org.open(building, kind=RoomKind.OPEN_SPACE, capacity=1, seats=["Corner"])
    bookings = [await org.book(hall.room_id, seat_id=seat) for seat in hall.seat_ids]

    closed = await move_out(org, hall.room_id)

    assert sorted(each.became for each in closed.displaced) == ["cancelled", "moved"]
    (moved,) = [each for each in closed.displaced if each.became == "moved"]
    assert moved.booking_id in bookings
    assert (moved.room_id, moved.seat_id) == (other.room_id, other.seat_ids[0])


async def test_who_sits_at_a_closed_seat_moves_to_the_next_seat(org: Organisation, building: UUID) -> None:
    await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    booking = await org.book(hall.room_id, seat_id=hall.seat_ids[0])

    closed = await move_out(org, hall.room_id, seat_id=hall.seat_ids[0])

    assert refuges(closed) == {booking: hall.room_id}
    assert closed.displaced[0].seat_id == hall.seat_ids[1]


async def test_cars_move_to_a_garage_while_it_has_places(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    other = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    await org.book(other)
    cars = [await org.book(garage) for _ in range(3)]

    closed = await move_out(org, garage)

    assert sorted(each.became for each in closed.displaced) == ["cancelled", "moved", "moved"]
    assert {each.booking_id for each in closed.displaced} == set(cars)
    with pytest.raises(RoomTaken):
        await org.book(other)


async def test_a_room_whose_rules_say_no_is_no_refuge(org: Organisation, building: UUID, room: UUID) -> None:
    await org.room(building, features=["screen"], policy={"max_minutes": 30})
    booking = await org.book(room, at(9), at(10))

    assert refuges(await move_out(org, room)) == {booking: None}


async def test_a_pending_booking_is_pending_where_it_goes(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"approval_always": True})
    other = await org.room(building)
    member = await org.member()
    placed = await org.do(PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10)), member)
    assert placed.status is BookingStatus.PENDING

    assert refuges(await move_out(org, room)) == {placed.booking_id: other}

    booking = await org.look(Booking, placed.booking_id)
    assert booking.status is BookingStatus.PENDING
    assert booking.terms.approval


async def test_a_pending_booking_that_was_moved_expires_by_the_same_rule(org: Organisation, building: UUID) -> None:
    asks = {"approval_always": True, "approval_deadline_minutes": 60}
    room, _ = await org.room(building, policy=asks), await org.room(building, policy=asks)
    booking = await org.book(room, at(12), at(13), await org.member())
    terms = (await org.look(Booking, booking)).terms

    await org.do(CloseRoom(room_id=room, reason="Flood", displaced="move"))

    moved = (await org.look(Booking, booking)).terms
    assert terms.decide_rule is not None
    assert (moved.decide_by, moved.decide_rule) == (terms.decide_by, terms.decide_rule)


async def test_a_quota_does_not_keep_a_displaced_booking_from_moving(org: Organisation, building: UUID) -> None:
    quota = {"quotas": [{"name": "one", "per": "day", "bookings": 1}]}
    room, other = await org.room(building), await org.room(building, policy=quota)
    member = await org.member()
    booking = await org.book(room, at(9), at(10), member)
    await org.book(other, at(14), at(15), member)

    assert refuges(await move_out(org, room)) == {booking: other}


async def test_a_booking_of_the_whole_moves_out_when_a_part_closes(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building, capacity=3), await org.room(building, capacity=3)
    hall = await org.room(building, made_of=[left, right])
    also_of_left = await org.room(building, made_of=[left])
    refuge = await org.room(building, capacity=30)
    booking = await org.book(hall)

    closed = await move_out(org, left)

    assert refuges(closed) == {booking: refuge}
    assert also_of_left not in refuges(closed).values()
    await org.book(right)


async def test_refusing_names_what_would_have_to_give_way_and_closes_nothing(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(10))

    with pytest.raises(Conflict) as refusal:
        await org.do(CloseRoom(room_id=room, period=MORNING, reason="Flood", displaced="refuse"))

    assert [each["booking_id"] for each in refusal.value.fields["displaced"]] == [str(booking)]
    await org.book(room, at(10), at(11))
    await org.do(
        CloseRoom(
            room_id=room,
            period=PeriodBody(starts_at=at(11), ends_at=at(12)),
            reason="Flood",
            displaced="refuse",
        )
    )


async def test_a_refuge_that_is_lost_in_a_race_is_looked_for_again(org: Organisation) -> None:
    for _ in range(8):
        building = await org.building()
        room, *others = [await org.room(building) for _ in range(3)]
        booking = await org.book(room)
        rival = org.new_executor()

        async def take(room_id: UUID, rival: Executor = rival) -> UUID | None:
            try:
                wish = PlaceBooking(room_id=room_id, starts_at=at(9), ends_at=at(10))
                taken: UUID = (await org.do(wish, through=rival)).booking_id
            except RoomTaken:
                return None
            return taken

        closed, _ = await asyncio.gather(move_out(org, room), take(others[0]))

        assert [(each.booking_id, each.became) for each in closed.displaced] == [(booking, "moved")]


async def test_a_moved_booking_may_be_moved_on(org: Organisation, building: UUID, room: UUID) -> None:
    other = await org.room(building, features=["screen"])
    booking = await org.book(room, at(9), at(10))
    await move_out(org, room)

    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(13), ends_at=at(14)))

    assert await org.claims(booking) == [(other, at(13), at(14))]
