"""Two bookings exchange their places."""

from uuid import UUID

import pytest

from bookit.commands.bookings import CancelBooking
from bookit.commands.swapping import SwapBookings
from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, Invalid, NotFound, RoomTaken, RuleBroken
from bookit.events.values import Role, RoomKind
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


def swap(one: UUID, other: UUID) -> SwapBookings:
    return SwapBookings(booking_id=one, other_booking_id=other)


async def test_two_bookings_of_one_time_exchange_their_rooms(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    one, other = await org.book(left), await org.book(right)

    await org.do(swap(one, other))

    assert await org.claims(one) == [(right, at(9), at(10))]
    assert await org.claims(other) == [(left, at(9), at(10))]
    assert await org.topics(one) == ["booking.placed", "booking.rescheduled"]


async def test_each_booking_keeps_its_time(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids
    one = await org.book(hall.room_id, at(9), at(10), seat_id=window)
    other = await org.book(hall.room_id, at(13), at(15), seat_id=door)

    await org.do(swap(one, other))

    assert await org.claims(one, other) == [(door, at(9), at(10)), (window, at(13), at(15))]


async def test_somebody_else_in_the_way_stops_both(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    one, other = await org.book(left, at(9), at(10)), await org.book(right, at(11), at(12))
    await org.book(right, at(9, 30), at(10, 30))

    with pytest.raises(RoomTaken) as refusal:
        await org.do(swap(one, other))

    assert refusal.value.fields["room_id"] == str(right)
    assert await org.claims(one, other) == [(left, at(9), at(10)), (right, at(11), at(12))]


async def test_the_rules_of_the_other_place_hold(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building, policy={"max_minutes": 60})
    one, other = await org.book(left, at(9), at(11)), await org.book(right, at(9), at(10))

    with pytest.raises(RuleBroken) as refusal:
        await org.do(swap(one, other))

    assert refusal.value.fields["rule"] == "max_minutes"


async def test_buffers_of_the_new_places_may_not_meet(org: Organisation, building: UUID) -> None:
    part = await org.room(building)
    hall = await org.room(building, made_of=[part], policy={"buffer_before_minutes": 30})
    early, late = await org.book(hall, at(9), at(10)), await org.book(part, at(10, 10), at(11))

    with pytest.raises(Conflict, match="each other"):
        await org.do(swap(early, late))


async def test_a_booking_is_not_swapped_with_itself_or_with_one_at_its_place(org: Organisation, building: UUID) -> None:
    room = await org.room(building)
    one, other = await org.book(room, at(9), at(10)), await org.book(room, at(10), at(11))

    with pytest.raises(Invalid):
        await org.do(swap(one, one))
    with pytest.raises(AlreadyDone):
        await org.do(swap(one, other))
    await org.do(CancelBooking(booking_id=other))
    with pytest.raises(AlreadyDone):
        await org.do(swap(one, other))


async def test_one_needs_a_right_to_both(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    me, you = await org.member(), await org.member()
    mine, yours = await org.book(left, by=me), await org.book(right, by=you)
    auditor = await org.member(Role.AUDITOR)

    with pytest.raises(NotFound):
        await org.do(swap(mine, yours), me)
    with pytest.raises(Forbidden):
        await org.do(swap(mine, yours), auditor)
    await org.do(swap(mine, yours), await org.member(Role.MANAGER, manages=[building]))
    assert (await org.look(Booking, mine)).place.room_id == right
