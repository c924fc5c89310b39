"""Two bookings exchange their places."""

from uuid import UUID

from bookit.commands.bookings import visible_booking, who_comes
from bookit.commands.catalogue import Command, handles
from bookit.commands.changes import Held
from bookit.commands.decision import Answer, Blocker, Decision, Desk, Exceeded
from bookit.commands.placing import Judged, charges_of, claims_of, judged, taken
from bookit.commands.quotas import quota_exceeded
from bookit.commands.venue import Venue, place_in, venue_of
from bookit.domain.booking import Booking
from bookit.domain.errors import Conflict, Invalid, Refusal
from bookit.events.values import BookingStatus


class SwappedBookings(Answer):
    booking_id: UUID
    status: BookingStatus
    other_booking_id: UUID
    other_status: BookingStatus


class SwapBookings(Command):
    """Let two bookings exchange their rooms or seats, if the rules there allow it; each keeps its time."""

    booking_id: UUID
    other_booking_id: UUID


@handles(SwapBookings, answers=SwappedBookings)
async def swap_bookings(command: SwapBookings, desk: Desk) -> Decision:
    if command.booking_id == command.other_booking_id:
        raise Invalid("A booking can't be swapped with itself.", pointer="/other_booking_id")
    one = await visible_booking(desk, command.NAME, command.booking_id)
    other = await visible_booking(desk, command.NAME, command.other_booking_id)
    left, right = one.place, other.place
    venues = {
        one.id: await venue_of(desk, right.room_id),
        other.id: await venue_of(desk, left.room_id),
    }
    verdicts = {
        one.id: await _move(desk, one, venues[one.id], right.seat_id),
        other.id: await _move(desk, other, venues[other.id], left.seat_id),
    }
    claims = {booking.id: claims_of(venues[booking.id], booking) for booking in (one, other)}
    if Held(claims[one.id]).blocker_of(claims[other.id]) is not None:
        raise Conflict("At each other's places these bookings would be in each other's way.")
    charges = [
        charge for booking in (one, other) for charge in charges_of(venues[booking.id], booking, verdicts[booking.id])
    ]

    async def when_taken(blocker: Blocker) -> Refusal:
        concerned = one if blocker.unit_id in one.place.units else other
        return await taken(desk, venues[concerned.id], concerned, blocker)

    async def when_exceeded(exceeded: Exceeded) -> Refusal:
        full = next(charge for charge in charges if charge.bucket == exceeded.bucket)
        return quota_exceeded(venues[full.stream_id].policy, exceeded.bucket, exceeded.used)

    return Decision(
        SwappedBookings(booking_id=one.id, status=one.status, other_booking_id=other.id, other_status=other.status),
        [one, other],
        claims=[*claims[one.id], *claims[other.id]],
        charges=charges,
        new_units=sorted({charge.holder_id for charge in charges}),
        releases=[one.id, other.id],
        released_units=[*left.units, *right.units],
        when_taken=when_taken,
        when_exceeded=when_exceeded,
    )


async def _move(desk: Desk, booking: Booking, venue: Venue, seat_id: UUID | None) -> Judged:
    """Take a booking to a place, at its own time. Raises RuleBroken, and AlreadyDone when it is there or over."""
    place = await place_in(desk, venue, seat_id, booking.attendees)
    booking.require_change(place, booking.period, at=desk.now)
    verdict = judged(
        desk,
        venue,
        booking.period,
        await who_comes(desk, booking),
        seat_id=seat_id,
        attendees=booking.attendees,
        guests=len(booking.guests),
        keeps_start=True,
    )
    booking.reschedule(place, booking.period, at=desk.now, terms=verdict.terms)
    return verdict
