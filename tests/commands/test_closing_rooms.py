"""Closing displaces and claims, reopening gives back."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bookit.commands.bookings import CancelBooking, FinishBooking
from bookit.commands.closing import ClosedRoom, CloseRoom, PeriodBody, ReopenRoom
from bookit.commands.waitlist import JoinWaitlist, PromoteWaiting, Spot
from bookit.domain.actor import Actor
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, Invalid, NotFound, RoomTaken
from bookit.domain.period import LATEST
from bookit.domain.waitlist import WaitlistEntry
from bookit.events.values import Role, RoomKind
from tests.organisation import NOW, Organisation, at

pytestmark = pytest.mark.anyio

MORNING = PeriodBody(starts_at=at(9), ends_at=at(12))


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building)


def close(room_id: UUID, period: PeriodBody | None = MORNING, **changes: Any) -> CloseRoom:
    return CloseRoom(room_id=room_id, period=period, reason="Flood", **changes)


def displaced(closed: ClosedRoom) -> list[UUID]:
    """Bookings that were cancelled."""
    assert {each.became for each in closed.displaced} <= {"cancelled"}
    return [each.booking_id for each in closed.displaced]


async def test_a_closed_room_refuses_new_bookings(org: Organisation, room: UUID) -> None:
    closed = await org.do(close(room))

    with pytest.raises(RoomTaken) as refusal:
        await org.book(room, at(11), at(13))

    assert closed.displaced == []
    assert refusal.value.fields["blocking"] == {"starts_at": at(9).isoformat(), "ends_at": at(12).isoformat()}
    assert refusal.value.fields["next_free"][0]["starts_at"] == at(12).isoformat()
    await org.book(room, at(12), at(13))


async def test_closing_displaces_what_was_booked_and_releases_all_it_held(org: Organisation, room: UUID) -> None:
    before = await org.book(room, at(8), at(9))
    across = await org.book(room, at(11), at(14))

    closed = await org.do(close(room))

    assert displaced(closed) == [across]
    assert await org.topics(across) == ["booking.placed", "booking.displaced"]
    assert await org.topics(before) == ["booking.placed"]
    assert await org.claims(closed.closure_id, across) == [(room, at(9), at(12))]
    await org.book(room, at(12), at(14))


async def test_a_cancelled_booking_is_not_displaced(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(10), at(11))
    await org.do(CancelBooking(booking_id=booking))

    assert (await org.do(close(room))).displaced == []


async def test_closing_without_a_period_is_from_now_on(org: Organisation, room: UUID) -> None:
    org.clock.now = NOW + timedelta(seconds=40)

    closed = await org.do(close(room, None))

    assert await org.claims(closed.closure_id) == [(room, NOW, LATEST)]
    with pytest.raises(RoomTaken) as refusal:
        await org.book(room, at(9, day=300), at(10, day=300))
    assert refusal.value.fields["next_free"] == []


async def test_the_past_of_a_period_is_not_closed(org: Organisation, room: UUID) -> None:
    closed = await org.do(close(room, PeriodBody(starts_at=at(0), ends_at=at(12))))

    assert await org.claims(closed.closure_id) == [(room, NOW, at(12))]


async def test_a_period_that_is_over_can_not_be_closed(org: Organisation, room: UUID) -> None:
    with pytest.raises(Invalid, match="over"):
        await org.do(close(room, PeriodBody(starts_at=at(5), ends_at=at(6))))


async def test_a_running_stay_gives_way(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(11))
    org.clock.now = at(10)

    assert displaced(await org.do(close(room, None))) == [booking]


async def test_a_room_may_be_closed_in_the_minute_in_which_a_stay_finished(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(11))
    finished = org.clock.now = at(10) + timedelta(seconds=20)
    await org.do(FinishBooking(booking_id=booking))
    org.clock.now = at(10) + timedelta(seconds=40)

    closed = await org.do(close(room, None))

    assert closed.displaced == []
    assert await org.claims(closed.closure_id, booking) == [(room, at(9), finished), (room, finished, LATEST)]
    assert await org.topics(booking) == ["booking.placed", "booking.finished"]


async def test_closing_meets_bookings_that_come_at_the_same_time(org: Organisation, building: UUID) -> None:
    for _ in range(10):
        room = await org.room(building)
        other = org.new_executor()

        async def book(hour: int, room: UUID = room) -> UUID | RoomTaken:
            try:
                return await org.book(room, at(hour), at(hour + 1))
            except RoomTaken as taken:
                return taken

        closed, *booked = await asyncio.gather(
            org.do(close(room), through=other), *(book(hour) for hour in (9, 10, 11))
        )

        assert set(displaced(closed)) == {booking for booking in booked if isinstance(booking, UUID)}
        assert await org.claims(closed.closure_id, *displaced(closed)) == [(room, at(9), at(12))]


async def test_a_room_is_not_closed_twice_at_a_time(org: Organisation, room: UUID) -> None:
    await org.do(close(room))

    with pytest.raises(AlreadyDone, match="Flood"):
        await org.do(close(room, PeriodBody(starts_at=at(11), ends_at=at(13))))


async def test_one_seat_is_closed_and_the_others_stay_open(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids
    booking = await org.book(hall.room_id, seat_id=window)
    neighbour = await org.book(hall.room_id, seat_id=door)

    closed = await org.do(close(hall.room_id, seat_id=window))

    assert displaced(closed) == [booking]
    assert await org.topics(neighbour) == ["booking.placed"]
    with pytest.raises(RoomTaken):
        await org.book(hall.room_id, at(11), at(12), seat_id=window)
    with pytest.raises(RoomTaken):
        await org.book(hall.room_id, at(11), at(12))
    await org.book(hall.room_id, at(11), at(12), seat_id=door)


async def test_closing_a_room_closes_its_seats(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    bookings = {await org.book(hall.room_id, seat_id=seat) for seat in hall.seat_ids}

    closed = await org.do(close(hall.room_id))

    assert set(displaced(closed)) == bookings
    with pytest.raises(RoomTaken):
        await org.book(hall.room_id, seat_id=hall.seat_ids[0])


async def test_closing_a_part_displaces_bookings_of_the_whole(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    hall = await org.room(building, made_of=[left, right])
    whole = await org.book(hall)
    neighbour = await org.book(right, at(12), at(13))

    closed = await org.do(close(left))

    assert displaced(closed) == [whole]
    assert await org.topics(neighbour) == ["booking.placed"]
    await org.book(right)
    with pytest.raises(RoomTaken):
        await org.book(hall, at(11), at(12))


async def test_closing_the_whole_leaves_its_parts_open(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    hall = await org.room(building, made_of=[left, right])
    part = await org.book(left)

    assert (await org.do(close(hall))).displaced == []
    assert await org.topics(part) == ["booking.placed"]
    await org.book(right)


async def test_closing_displaces_those_who_share_places(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    cars = {await org.book(garage) for _ in range(3)}

    assert set(displaced(await org.do(close(garage)))) == cars
    with pytest.raises(RoomTaken):
        await org.book(garage)


async def test_an_offered_place_that_is_closed_is_taken_back(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"waitlist": "offer"})
    booking = await org.book(room)
    waits = await org.do(JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10)), await org.member())
    await org.do(CancelBooking(booking_id=booking))
    await org.do(PromoteWaiting(waitlist_id=waits.waitlist_id, spots=[Spot(room_id=room)]))
    assert await org.claims(waits.waitlist_id) == [(room, at(9), at(10))]

    assert displaced(await org.do(close(room))) == []

    assert await org.claims(waits.waitlist_id) == []
    assert (await org.look(WaitlistEntry, waits.waitlist_id)).offer is None


async def test_whom_a_closing_takes_an_offer_from_still_waits_once(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"waitlist": "offer"})
    ada, wish = await org.member(), JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10))
    waits = await org.do(wish, ada)
    await org.do(PromoteWaiting(waitlist_id=waits.waitlist_id, spots=[Spot(room_id=room)]))

    await org.do(close(room))

    with pytest.raises(AlreadyDone):
        await org.do(wish, ada)


@pytest.mark.parametrize("displaced_ones", ["cancel", "move", "refuse"])
async def test_a_stay_that_is_over_keeps_the_time_after_it_from_a_closure(
    org: Organisation, building: UUID, displaced_ones: str
) -> None:
    room = await org.room(building, policy={"buffer_after_minutes": 15})
    booking = await org.book(room, at(9), at(10))
    org.clock.now = at(10, 5)

    closed = await org.do(close(room, displaced=displaced_ones))

    assert closed.displaced == []
    assert await org.claims(closed.closure_id) == [(room, at(10, 15), at(12))]
    assert await org.topics(booking) == ["booking.placed"]


async def test_reopening_the_middle_of_a_closure_leaves_the_rest_closed(org: Organisation, room: UUID) -> None:
    closed = await org.do(close(room))

    reopened = await org.do(ReopenRoom(room_id=room, period=PeriodBody(starts_at=at(10), ends_at=at(11))))

    assert reopened.closures == [closed.closure_id]
    assert await org.claims(closed.closure_id) == [(room, at(9), at(10)), (room, at(11), at(12))]
    await org.book(room, at(10), at(11))
    with pytest.raises(RoomTaken):
        await org.book(room, at(11), at(12))


async def test_reopening_without_a_period_is_from_now_on(org: Organisation, room: UUID) -> None:
    closed = await org.do(close(room, None))
    org.clock.now = at(10)

    await org.do(ReopenRoom(room_id=room))

    assert await org.claims(closed.closure_id) == [(room, NOW, at(10))]
    await org.book(room, at(10), at(11))


async def test_displaced_bookings_do_not_come_back(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(10), at(11))
    await org.do(close(room))
    await org.do(ReopenRoom(room_id=room))

    with pytest.raises(AlreadyDone):
        await org.do(CancelBooking(booking_id=booking))
    await org.book(room, at(10), at(11))


async def test_reopening_a_seat_leaves_the_room_closed_where_the_room_was_closed(
    org: Organisation, building: UUID
) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids
    await org.do(close(hall.room_id, seat_id=window))
    await org.do(close(hall.room_id, PeriodBody(starts_at=at(12), ends_at=at(14))))

    await org.do(ReopenRoom(room_id=hall.room_id, seat_id=window))

    await org.book(hall.room_id, seat_id=window)
    with pytest.raises(RoomTaken):
        await org.book(hall.room_id, at(12), at(13), seat_id=door)


async def test_what_is_open_can_not_be_reopened(org: Organisation, room: UUID) -> None:
    with pytest.raises(AlreadyDone):
        await org.do(ReopenRoom(room_id=room))


@pytest.mark.parametrize("wish", [CloseRoom, ReopenRoom])
async def test_rooms_are_closed_and_reopened_by_those_who_run_the_building(
    org: Organisation, building: UUID, wish: type[CloseRoom | ReopenRoom]
) -> None:
    room = await org.room(building)
    elsewhere = await org.building()
    outsiders: list[Actor] = [
        await org.member(),
        await org.member(Role.MANAGER, manages=[elsewhere]),
        await org.member(Role.AUDITOR),
        await org.member(Role.OPERATOR),
    ]
    if wish is ReopenRoom:
        await org.do(close(room))

    for outsider in outsiders:
        with pytest.raises(Forbidden):
            await org.do(wish(room_id=room, period=MORNING, reason="Flood"), outsider)
    manager = await org.member(Role.MANAGER, manages=[building])
    await org.do(wish(room_id=room, period=MORNING, reason="Flood"), manager)


async def test_unknown_rooms_and_seats_are_not_found(org: Organisation, building: UUID, room: UUID) -> None:
    other = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window"])

    for wish in (
        close(uuid4()),
        close(building),
        close(room, seat_id=other.seat_ids[0]),
        ReopenRoom(room_id=uuid4()),
    ):
        with pytest.raises(NotFound):
            await org.do(wish)


async def test_a_booking_that_is_displaced_can_not_be_finished(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(11))
    org.clock.now = at(10)
    await org.do(close(room, None))

    with pytest.raises(Conflict):
        await org.do(FinishBooking(booking_id=booking))
