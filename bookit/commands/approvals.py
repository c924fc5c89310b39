"""Commands about pending bookings: approve, reject, and what happens when nobody decides."""

from uuid import UUID

from pydantic import Field

from bookit.commands.bookings import BookingAnswer, answer_of, released, visible_booking
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Decision, Desk
from bookit.commands.words import sealed
from bookit.domain.booking import Booking


class ApproveBooking(Command):
    """Allow a pending booking. It has held its place all the while, so nothing else can be approved for it."""

    booking_id: UUID
    reason: str | None = Field(None, max_length=500)


@handles(ApproveBooking, answers=BookingAnswer)
async def approve_booking(command: ApproveBooking, desk: Desk) -> Decision:
    booking = await _to_decide(desk, command.NAME, command.booking_id)
    booking.approve(await sealed(desk, booking.member_id, command.reason), at=desk.now)
    return Decision(answer_of(booking), [booking])


class RejectBooking(Command):
    """Do not allow a pending booking; its place is free again at once."""

    booking_id: UUID
    reason: str | None = Field(None, max_length=500)


@handles(RejectBooking, answers=BookingAnswer)
async def reject_booking(command: RejectBooking, desk: Desk) -> Decision:
    booking = await _to_decide(desk, command.NAME, command.booking_id)
    booking.reject(await sealed(desk, booking.member_id, command.reason), at=desk.now)
    return released(booking)


class ExpireBooking(Command):
    """Give up a pending booking that nobody decided in time."""

    booking_id: UUID


@handles(ExpireBooking, answers=BookingAnswer, internal=True)
async def expire_booking(command: ExpireBooking, desk: Desk) -> Decision:
    booking = await desk.draft(Booking, command.booking_id)
    booking.expire(at=desk.now)
    return released(booking)


async def _to_decide(desk: Desk, act: str, booking_id: UUID) -> Booking:
    """A booking that the actor may decide about: one's own as well, for those alone who decide about others' there."""
    booking = await visible_booking(desk, "see-booking", booking_id)
    desk.actor.require(act, building=booking.place.building_id)
    return booking
