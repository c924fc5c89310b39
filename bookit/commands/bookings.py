"""Commands about bookings: placing, moving, giving up, finishing early, handing over."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.commands.placing import claims_of, holding, judged, member_who_comes
from bookit.commands.venue import place_in, venue_of
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking
from bookit.domain.errors import NotFound, RuleBroken
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.domain.policy import CANCEL_BEFORE
from bookit.domain.stay import NO_OVERRIDE, Override
from bookit.events.values import BookingStatus

Guest = Annotated[str, Field(min_length=1, max_length=200)]


class BookingAnswer(Answer):
    booking_id: UUID
    status: BookingStatus


class OverrideBody(BaseModel):
    """Rules that a manager sets aside for this booking, and why; both are recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: list[str] = Field(min_length=1, max_length=20, examples=[["max_minutes"]])
    reason: str = Field(min_length=1, max_length=500)


def override_of(body: OverrideBody | None) -> Override:
    return NO_OVERRIDE if body is None else Override(frozenset(body.rules), body.reason)


class PlaceBooking(Command):
    """Book a room, one seat of it, or places in it, for oneself or on behalf of another member."""

    room_id: UUID
    seat_id: UUID | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    title: str | None = Field(None, max_length=200, examples=["Planning"])
    booked_for: UUID | None = Field(None, description="The member who comes; oneself when missing.")
    attendees: int | None = Field(None, ge=1, le=10_000)
    guests: list[Guest] = Field([], max_length=100)
    override: OverrideBody | None = None


@handles(PlaceBooking, answers=BookingAnswer, creates=True)
async def place_booking(command: PlaceBooking, desk: Desk) -> Decision:
    venue = await venue_of(desk, command.room_id)
    member_id, who = await member_who_comes(desk, venue, command.booked_for, command.NAME)
    period = Period(command.starts_at, command.ends_at)
    verdict = judged(
        desk,
        venue,
        period,
        who,
        seat_id=command.seat_id,
        attendees=command.attendees,
        guests=len(command.guests),
        override=override_of(command.override),
    )
    booking = Booking.book(
        desk.new_id(),
        await place_in(desk, venue, command.seat_id, command.attendees),
        period,
        member_id=member_id,
        attendees=command.attendees,
        title=command.title,
        guests=command.guests,
        at=desk.now,
        terms=verdict.terms,
    )
    return holding(desk, venue, booking, verdict, answer_of(booking))


class RescheduleBooking(Command):
    """Move, extend or shorten a booking, or take it to another room or seat; what is not named stays as it is."""

    booking_id: UUID
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    room_id: UUID | None = None
    seat_id: UUID | None = None
    override: OverrideBody | None = None


@handles(RescheduleBooking, answers=BookingAnswer)
async def reschedule_booking(command: RescheduleBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, command.room_id or booking.place.room_id)
    # A manager may move a booking only within the buildings they manage.
    desk.actor.require(command.NAME, owner=booking.member_id, building=venue.building.id)
    stays_in_room = venue.room.id == booking.place.room_id
    seat_id = booking.place.seat_id if stays_in_room and "seat_id" not in command.model_fields_set else command.seat_id
    period = Period(command.starts_at or booking.period.start, command.ends_at or booking.period.end)
    place = await place_in(desk, venue, seat_id, booking.attendees)
    booking.require_change(place, period, at=desk.now)
    verdict = judged(
        desk,
        venue,
        period,
        await who_comes(desk, booking),
        seat_id=seat_id,
        attendees=booking.attendees,
        guests=booking.guests,
        keeps_start=period.start == booking.period.start,
        override=override_of(command.override),
    )
    freed = booking.place.units
    booking.reschedule(place, period, at=desk.now, terms=verdict.terms)
    return holding(desk, venue, booking, verdict, answer_of(booking), freed=freed)


class CancelBooking(Command):
    """Give a booking up; the place is free again at once."""

    booking_id: UUID
    reason: str | None = Field(None, max_length=500)
    override: OverrideBody | None = None


@handles(CancelBooking, answers=BookingAnswer)
async def cancel_booking(command: CancelBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, booking.place.room_id)
    booking.cancel(command.reason, at=desk.now)
    if booking.member_id == desk.actor.member_id and command.override is None:
        deadline = venue.policy[CANCEL_BEFORE]
        if deadline and booking.starts_within(deadline, desk.now):
            raise RuleBroken(
                f"Bookings here are cancelled {deadline} minutes before they start, or by a manager.",
                **venue.policy.why(CANCEL_BEFORE),
            )
    elif command.override is not None:
        desk.actor.require("override-rules", building=venue.building.id)
    return released(booking)


class FinishBooking(Command):
    """End a running stay now; the rest of it is free again at once."""

    booking_id: UUID


@handles(FinishBooking, answers=BookingAnswer)
async def finish_booking(command: FinishBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, booking.place.room_id)
    booking.finish(at=desk.now)
    return Decision(
        answer_of(booking),
        [booking],
        claims=claims_of(venue, booking),
        releases=[booking.id],
        released_units=booking.place.units,
    )


class HandOverBooking(Command):
    """Make a booking another member's."""

    booking_id: UUID
    member_id: UUID


@handles(HandOverBooking, answers=BookingAnswer)
async def hand_over_booking(command: HandOverBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, booking.place.room_id)
    member = await desk.read(Member, command.member_id)
    who = Actor.of(member, desk.actor.scopes)
    verdict = judged(
        desk,
        venue,
        booking.period,
        who,
        seat_id=booking.place.seat_id,
        attendees=booking.attendees,
        guests=booking.guests,
        keeps_start=True,
    )
    booking.hand_over(command.member_id, at=desk.now)
    return holding(desk, venue, booking, verdict, answer_of(booking), freed=booking.place.units)


class LeaveFeedback(Command):
    """Tell how a stay was, once, after its end."""

    booking_id: UUID
    rating: int = Field(ge=1, le=5)
    text: str | None = Field(None, max_length=2000)


@handles(LeaveFeedback, answers=BookingAnswer)
async def leave_feedback(command: LeaveFeedback, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    booking.leave_feedback(command.rating, command.text, at=desk.now)
    return Decision(answer_of(booking), [booking])


def answer_of(booking: Booking) -> BookingAnswer:
    return BookingAnswer(booking_id=booking.id, status=booking.status)


def released(booking: Booking) -> Decision:
    """The decision that a booking gives back all that it holds."""
    return Decision(answer_of(booking), [booking], releases=[booking.id], released_units=booking.place.units)


async def visible_booking(desk: Desk, act: str, booking_id: UUID) -> Booking:
    """A booking that the actor may act on. One they may not even see does not exist for them."""
    booking = await desk.draft(Booking, booking_id)
    building_id = booking.place.building_id
    if not desk.actor.may("see-booking", owner=booking.member_id, building=building_id):
        raise NotFound("booking", booking_id)
    desk.actor.require(act, owner=booking.member_id, building=building_id)
    return booking


async def who_comes(desk: Desk, booking: Booking) -> Actor:
    """The member of a booking, with their roles and groups."""
    if booking.member_id == desk.actor.member_id:
        return desk.actor
    return Actor.of(await desk.read(Member, booking.member_id), desk.actor.scopes)
