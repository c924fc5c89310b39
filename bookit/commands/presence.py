"""Commands about being there: check-in, and the release of places whose bookers did not come."""

from uuid import UUID

from bookit.commands.bookings import BookingAnswer, answer_of, released, visible_booking
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Decision, Desk
from bookit.domain.booking import Booking
from bookit.domain.period import Period


class CheckIn(Command):
    """Say that one has come: from the policy's window on, or earlier where the place is free until the stay begins."""

    booking_id: UUID


@handles(CheckIn, answers=BookingAnswer)
async def check_in(command: CheckIn, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    by = "member" if desk.actor.member_id == booking.member_id else "manager"
    booking.check_in(by, at=desk.now, room_is_free=await _free_until(desk, booking))
    return Decision(answer_of(booking), [booking])


class ReleaseBooking(Command):
    """Free the place of somebody who did not check in in time."""

    booking_id: UUID


@handles(ReleaseBooking, answers=BookingAnswer, internal=True)
async def release_booking(command: ReleaseBooking, desk: Desk) -> Decision:
    booking = await desk.draft(Booking, command.booking_id)
    booking.release(at=desk.now)
    return released(booking)


async def _free_until(desk: Desk, booking: Booking) -> bool:
    """Whether nobody else has the place between now and the start of a stay of the next hours."""
    if not booking.starts_within(booking.EARLY_CHECK_IN_MINUTES, desk.now) or desk.now >= booking.period.start:
        return False
    until_then = Period(desk.now, booking.period.start)
    return all(claim.stream_id == booking.id for claim in await desk.claims_over(booking.place.units, until_then))
