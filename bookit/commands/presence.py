"""Commands about being there: check-in, and the release of places whose bookers did not come."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from pydantic import Field

from bookit.commands.bookings import BookingAnswer, answer_of, released, visible_booking
from bookit.commands.catalogue import Command, handles
from bookit.commands.changes import Held
from bookit.commands.decision import Answer, Decision, Desk
from bookit.commands.placing import claims_at
from bookit.domain.booking import LIVE, Booking
from bookit.domain.errors import Conflict, Forbidden
from bookit.domain.period import Period
from bookit.domain.room import Room
from bookit.events.values import BookingStatus


class CheckIn(Command):
    """Say that one has come: from the policy's window on, or earlier where the place is free until the stay begins."""

    booking_id: UUID


@handles(CheckIn, answers=BookingAnswer)
async def check_in(command: CheckIn, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    return await _checked_in(desk, booking, "member" if desk.actor.member_id == booking.member_id else "manager")


class CheckInByCode(Command):
    """Say that one has come by scanning the code at the door: to one's own booking of now in that room."""

    room_id: UUID
    code: str = Field(min_length=1, max_length=100)


@handles(CheckInByCode, answers=BookingAnswer)
async def check_in_by_code(command: CheckInByCode, desk: Desk) -> Decision:
    desk.actor.require(command.NAME, owner=desk.actor.member_id)
    room = await desk.read(Room, command.room_id)
    code = desk.door_code(room.id, room.code_number)
    if not compare_digest(code.encode(), command.code.encode()):
        raise Forbidden("This is not the code at the door of this room.", act=command.NAME)
    mine = [
        booking
        for booking in await _bookings_of_now(desk, room, lambda booking: booking.member_id == desk.actor.member_id)
        if booking.member_id == desk.actor.member_id
    ]
    if not mine:
        raise Conflict("You have no booking here now.", room_id=str(room.id))
    return await _checked_in(desk, _next_to_come(mine), "code")


class CheckInAtDoor(Command):
    """Check in whoever has the room, or the seat, now: for the display at its door."""

    room_id: UUID
    seat_id: UUID | None = None


@handles(CheckInAtDoor, answers=BookingAnswer)
async def check_in_at_door(command: CheckInAtDoor, desk: Desk) -> Decision:
    room = await desk.read(Room, command.room_id)
    desk.actor.require(command.NAME, building=room.building_id)
    if command.seat_id is not None:
        room.require_seat(command.seat_id)

    def comes(booking: Booking) -> bool:
        return booking.check_in_opens <= desk.now and command.seat_id in {None, booking.place.seat_id}

    of_now = [booking for booking in await _bookings_of_now(desk, room, comes) if comes(booking)]
    if not of_now:
        raise Conflict("Nobody has a booking here now.", room_id=str(room.id))
    to_come = [booking for booking in of_now if booking.status is not BookingStatus.CHECKED_IN]
    if len(to_come) > 1:
        raise Conflict("Several have a booking here now; each of them can scan the code.", room_id=str(room.id))
    return await _checked_in(desk, _next_to_come(of_now), "door")


class RoomCodeAnswer(Answer):
    room_id: UUID
    number: int = Field(description="How often the code was rotated. The code itself is a query.")


class RotateRoomCode(Command):
    """Make the code at the door of a room void, as when it was passed around; the query has the new one."""

    room_id: UUID


@handles(RotateRoomCode, answers=RoomCodeAnswer)
async def rotate_room_code(command: RotateRoomCode, desk: Desk) -> Decision:
    room = await desk.draft(Room, command.room_id)
    desk.actor.require(command.NAME, building=room.building_id)
    room.rotate_code(at=desk.now)
    return Decision(RoomCodeAnswer(room_id=room.id, number=room.code_number), [room])


class ReleaseBooking(Command):
    """Free the place of somebody who did not check in in time. What they booked still counts against quotas."""

    booking_id: UUID


@handles(ReleaseBooking, answers=BookingAnswer, internal=True)
async def release_booking(command: ReleaseBooking, desk: Desk) -> Decision:
    booking = await desk.draft(Booking, command.booking_id)
    booking.release(at=desk.now)
    return released(booking, keeps_charges=True)


async def _checked_in(desk: Desk, booking: Booking, by: str) -> Decision:
    booking.check_in(by, at=desk.now, room_is_free=await _is_free_until(desk, booking))
    return Decision(answer_of(booking), [booking])


async def _is_free_until(desk: Desk, booking: Booking) -> bool:
    """Whether nobody else has the place between now and the start of a stay of the next hours."""
    if not booking.starts_within(booking.EARLY_CHECK_IN_MINUTES, desk.now) or desk.now >= booking.period.start:
        return False
    until_then = Period(desk.now, booking.period.start)
    wanted = claims_at(await desk.read(Room, booking.place.room_id), booking.place, until_then, booking.id)
    held = await desk.claims_over([claim.unit_id for claim in wanted], until_then)
    return Held(held, without={booking.id}).blocker_of(wanted) is None


async def _bookings_of_now(desk: Desk, room: Room, matters: Callable[[Booking], bool]) -> list[Booking]:
    """Drafts of the bookings that matter and may be checked in to in a room now, in the order of their begin.

    Whether they matter is asked of what is remembered of each, so that a full hall is not guarded seat by seat. Only
    when none does, all are read, because a refusal has to rest on the present.
    """
    soon = Period(desk.now, desk.now + timedelta(minutes=Booking.EARLY_CHECK_IN_MINUTES))
    claims = await desk.claims_over(room.units, soon)
    holders = list(dict.fromkeys(claim.stream_id for claim in claims))

    async def known(look: Callable[[UUID], Awaitable[Booking | None]]) -> Sequence[UUID]:
        found = await asyncio.gather(*map(look, holders))
        return [booking.id for booking in found if booking and _of_now(booking, room, desk) and matters(booking)]

    async def read(stream_id: UUID) -> Booking | None:
        return await desk.read(Booking, stream_id) if await desk.peek(Booking, stream_id) else None

    chosen = await known(lambda stream_id: desk.peek(Booking, stream_id)) or await known(read)
    drafts = [await desk.draft(Booking, stream_id) for stream_id in chosen]
    return sorted(
        (booking for booking in drafts if _of_now(booking, room, desk)), key=lambda booking: booking.period.start
    )


def _of_now(booking: Booking, room: Room, desk: Desk) -> bool:
    """Whether a live booking takes place in this room, or in a larger one that this is a part of."""
    here = room.id == booking.place.room_id or room.id in booking.place.units
    return here and booking.status in LIVE and booking.period.end > desk.now


def _next_to_come(bookings: Sequence[Booking]) -> Booking:
    """The first that nobody has checked in to; the first of all when there is none."""
    to_come = (booking for booking in bookings if booking.status is not BookingStatus.CHECKED_IN)
    return next(to_come, bookings[0])
