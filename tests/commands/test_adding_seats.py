"""Seats that a room got later: bookable alone, and never while somebody has the whole room."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest

from bookit.commands.bookings import CancelBooking, ChangeBooking, RescheduleBooking
from bookit.commands.closing import CloseRoom, PeriodBody, ReopenRoom
from bookit.commands.presence import CheckIn
from bookit.commands.rooms import AddSeats
from bookit.commands.undo import Undo
from bookit.commands.waitlist import AcceptOffer, JoinWaitlist, PromoteWaiting, Spot
from bookit.domain.errors import AlreadyDone, Conflict, RoomTaken, RuleBroken
from bookit.domain.room import Room
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

MORNING = PeriodBody(starts_at=at(9), ends_at=at(12))


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    """A studio with one seat, which is booked whole as well."""
    return await org.room(building, seats=["Window"])


async def add(org: Organisation, room: UUID, *names: str) -> Sequence[UUID]:
    seat_ids: Sequence[UUID] = (await org.do(AddSeats(room_id=room, seats=list(names)))).seat_ids
    return seat_ids


async def holdings(org: Organisation, stream_id: UUID) -> set[tuple[UUID, int | None]]:
    """Units that a stream holds, and how many places of each."""
    return {*await org.rows("SELECT unit_id, places FROM {schema}.claims WHERE stream_id = %s", stream_id)}


async def test_a_new_seat_is_booked_alone_and_takes_a_place_of_its_room(org: Organisation, room: UUID) -> None:
    door, stairs = await add(org, room, "Door", "Stairs")

    booking = await org.book(room, at(9), at(10), seat_id=door)
    await org.book(room, at(9), at(10), seat_id=stairs)

    assert await holdings(org, booking) == {(door, None), (room, 1)}
    assert [*(await org.look(Room, room)).seats.values()] == ["Window", "Door", "Stairs"]
    with pytest.raises(RoomTaken):
        await org.book(room, at(9), at(10), seat_id=door)


async def test_who_had_the_whole_room_before_shares_it_with_nobody(org: Organisation, room: UUID) -> None:
    await org.book(room, at(9), at(10))
    (door,) = await add(org, room, "Door")

    with pytest.raises(RoomTaken) as refusal:
        await org.book(room, at(9, 30), at(10, 30), seat_id=door)

    assert refusal.value.fields["blocking"] == {"starts_at": at(9).isoformat(), "ends_at": at(10).isoformat()}
    assert refusal.value.fields["next_free"][0]["starts_at"] == at(10).isoformat()
    await org.book(room, at(10), at(11), seat_id=door)


async def test_the_whole_room_can_not_be_had_while_somebody_has_a_new_seat(org: Organisation, room: UUID) -> None:
    (door,) = await add(org, room, "Door")
    await org.book(room, at(9), at(10), seat_id=door)

    with pytest.raises(RoomTaken):
        await org.book(room, at(9, 30), at(11))

    whole = await org.book(room, at(10), at(11))
    assert {unit for unit, _ in await holdings(org, whole)} == {*(await org.look(Room, room)).units}


async def test_what_was_cancelled_does_not_come_back_over_a_new_seat_that_is_taken(
    org: Organisation, room: UUID
) -> None:
    taken, free = await org.book(room, at(9), at(10)), await org.book(room, at(14), at(15))
    for booking in (taken, free):
        await org.do(CancelBooking(booking_id=booking))
    cancelling_taken, cancelling_free = [receipt.command_id for receipt in org.witness.receipts[-2:]]
    (door,) = await add(org, room, "Door")
    await org.book(room, at(9, 30), at(10), seat_id=door)

    with pytest.raises(Conflict):
        await org.do(Undo(command_id=cancelling_taken))
    await org.do(Undo(command_id=cancelling_free))

    assert await holdings(org, taken) == set()
    with pytest.raises(RoomTaken):
        await org.book(room, at(14), at(15), seat_id=door)


async def test_adding_seats_is_not_undone(org: Organisation, room: UUID) -> None:
    await add(org, room, "Door")

    with pytest.raises(Conflict) as refusal:
        await org.do(Undo(command_id=org.witness.receipts[-1].command_id))

    assert [stays["why"] for stays in refusal.value.fields["not_undone"]] == [
        "Seats are not taken away; close them instead."
    ]


async def test_a_stay_in_the_whole_room_goes_on_changing_as_before(org: Organisation, room: UUID) -> None:
    whole = await org.book(room, at(9), at(10))
    (door,) = await add(org, room, "Door")

    with pytest.raises(AlreadyDone):
        await org.do(RescheduleBooking(booking_id=whole, starts_at=at(9), ends_at=at(10)))
    await org.do(RescheduleBooking(booking_id=whole, ends_at=at(11)))

    assert await holdings(org, whole) == {(unit, None) for unit in (await org.look(Room, room)).units}
    with pytest.raises(RoomTaken):
        await org.book(room, at(10), at(11), seat_id=door)


async def test_a_stay_in_a_new_seat_is_moved_and_given_up_like_any_other(org: Organisation, room: UUID) -> None:
    door, stairs = await add(org, room, "Door", "Stairs")
    booking = await org.book(room, at(9), at(10), seat_id=door)

    await org.do(RescheduleBooking(booking_id=booking, seat_id=stairs, starts_at=at(10), ends_at=at(11)))
    await org.do(ChangeBooking(booking_id=booking, attendees=1))
    moved = await holdings(org, booking)
    await org.do(CancelBooking(booking_id=booking))

    assert moved == {(stairs, None), (room, 1)}
    await org.book(room, at(9), at(11))


async def test_a_closure_keeps_the_seats_that_it_began_with(org: Organisation, room: UUID) -> None:
    closed = await org.do(CloseRoom(room_id=room, period=MORNING, reason="Paint"))
    (door,) = await add(org, room, "Door")

    await org.do(ReopenRoom(room_id=room, period=PeriodBody(starts_at=at(10), ends_at=at(11))))

    assert door not in {unit for unit, _ in await holdings(org, closed.closure_id)}
    await org.book(room, at(10), at(11), seat_id=door)
    with pytest.raises(RoomTaken):
        await org.book(room, at(11), at(12), seat_id=door)


async def test_closing_displaces_who_is_in_a_new_seat(org: Organisation, room: UUID) -> None:
    door, stairs = await add(org, room, "Door", "Stairs")
    bookings = {seat: await org.book(room, at(9), at(10), seat_id=seat) for seat in (door, stairs)}

    first = await org.do(CloseRoom(room_id=room, seat_id=door, period=MORNING, reason="Broken", displaced="move"))
    await org.do(ReopenRoom(room_id=room))
    second = await org.do(CloseRoom(room_id=room, period=MORNING, reason="Paint"))

    assert [(each.booking_id, each.became) for each in first.displaced] == [(bookings[door], "moved")]
    assert {each.booking_id for each in second.displaced} == {*bookings.values()}


async def test_a_room_that_is_a_part_of_another_may_get_seats(org: Organisation, building: UUID, room: UUID) -> None:
    hall = await org.room(building, made_of=[room])
    await org.book(hall, at(9), at(10))
    (door,) = await add(org, room, "Door")

    with pytest.raises(RoomTaken):
        await org.book(room, at(9), at(10), seat_id=door)
    await org.book(room, at(10), at(11), seat_id=door)
    with pytest.raises(RoomTaken):
        await org.book(hall, at(10), at(11))


async def test_an_offer_of_the_whole_room_is_kept(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"waitlist": "offer"})
    member = await org.member()
    waiting = (await org.do(JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10)), member)).waitlist_id
    await org.do(PromoteWaiting(waitlist_id=waiting, spots=[Spot(room_id=room)]))
    (door,) = await add(org, room, "Door")

    with pytest.raises(RoomTaken):
        await org.book(room, at(9), at(10), seat_id=door)
    await org.do(AcceptOffer(waitlist_id=waiting), member)
    with pytest.raises(RoomTaken):
        await org.book(room, at(9), at(10), seat_id=door)


async def test_who_waits_for_a_new_seat_gets_it_when_the_room_is_free(org: Organisation, room: UUID) -> None:
    whole = await org.book(room, at(9), at(10))
    (door,) = await add(org, room, "Door")
    wish = JoinWaitlist(room_id=room, seat_id=door, starts_at=at(9), ends_at=at(10))
    promote = PromoteWaiting(
        waitlist_id=(await org.do(wish, await org.member())).waitlist_id, spots=[Spot(room_id=room, seat_id=door)]
    )

    with pytest.raises(RoomTaken):
        await org.do(promote)
    await org.do(CancelBooking(booking_id=whole))

    booking = (await org.do(promote)).booking_id
    assert await holdings(org, booking) == {(door, None), (room, 1)}


async def test_one_comes_early_to_a_new_seat_unless_somebody_has_the_room(org: Organisation, room: UUID) -> None:
    org.clock.now = at(7)
    whole = await org.book(room, at(8), at(9))
    door, stairs = await add(org, room, "Door", "Stairs")
    booking = await org.book(room, at(9), at(10), seat_id=door)
    await org.book(room, at(9), at(10), seat_id=stairs)
    org.clock.now = at(8, 30)

    with pytest.raises(RuleBroken):
        await org.do(CheckIn(booking_id=booking))
    await org.do(CancelBooking(booking_id=whole))
    await org.do(CheckIn(booking_id=booking))


async def test_the_whole_room_and_a_new_seat_are_never_had_at_once_whoever_is_faster(
    org: Organisation, building: UUID
) -> None:
    for _ in range(10):
        room = await org.room(building, seats=["Window"])

        async def book_whole(room: UUID = room) -> UUID:
            return await org.book(room, at(9), at(10))

        async def add_and_book(room: UUID = room) -> UUID:
            (door,) = await add(org, room, "Door")
            return await org.book(room, at(9), at(10), seat_id=door)

        outcomes = await asyncio.gather(book_whole(), add_and_book(), return_exceptions=True)

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RoomTaken", "UUID"]
