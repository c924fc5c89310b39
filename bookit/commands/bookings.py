"""Commands about bookings: placing, moving, changing, giving up, finishing early, handing over."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Charge, Decision, Desk
from bookit.commands.placing import Judged, claims_of, holding, judged, member_who_comes, stay_in
from bookit.commands.quotas import charges_for
from bookit.commands.venue import Venue, place_in, venue_of
from bookit.commands.words import sealed
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking, Place
from bookit.domain.errors import AlreadyDone, Invalid, NotFound, RuleBroken
from bookit.domain.file import FileKind
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.domain.policy import BOOK_GROUPS, BOOK_ROLES, CANCEL_BEFORE, GUESTS_MAX, QUOTAS
from bookit.domain.stay import NO_OVERRIDE, Override, approvals_needed, broken_rules
from bookit.events.values import BookingStatus

Guest = Annotated[str, Field(min_length=1, max_length=200)]
MOST_PICTURES = 4


class BookingAnswer(Answer):
    booking_id: UUID
    status: BookingStatus


class OverrideBody(BaseModel):
    """Rules that a manager sets aside for this booking, and why; both are recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: list[str] = Field(min_length=1, max_length=20, examples=[["max_minutes"]])
    reason: str = Field(min_length=1, max_length=500)


async def override_of(desk: Desk, member_id: UUID, body: OverrideBody | None) -> Override:
    """What is set aside for a stay of a member."""
    if body is None:
        return NO_OVERRIDE
    return Override(frozenset(body.rules), await sealed(desk, member_id, body.reason))


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
        override=await override_of(desk, member_id, command.override),
    )
    booking = Booking.book(
        desk.new_id(),
        await place_in(desk, venue, command.seat_id, command.attendees),
        period,
        member_id=member_id,
        attendees=command.attendees,
        title=await sealed(desk, member_id, command.title),
        guests=await desk.accounts.seal(member_id, command.guests),
        at=desk.now,
        terms=verdict.terms,
    )
    return holding(desk, venue, booking, verdict, answer_of(booking))


class RescheduleBooking(Command):
    """Move, extend or shorten a booking, or take it to another room or seat; what is not named stays as it is.

    What needs approval after the change waits for it, and the answer says so; a stay that only gets shorter does not.
    """

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
        guests=len(booking.guests),
        keeps_start=period.start == booking.period.start,
        override=await override_of(desk, booking.member_id, command.override),
        may_approve=True if _only_shorter(booking, place, period) else None,
    )
    counted = await counted_of(desk, booking, verdict)
    freed = booking.place.units
    booking.reschedule(place, period, at=desk.now, terms=verdict.terms)
    return holding(desk, venue, booking, verdict, answer_of(booking), freed=freed, counted=counted)


def _only_shorter(booking: Booking, place: Place, period: Period) -> bool:
    """Whether this is a part of what was allowed already."""
    return booking.status is not BookingStatus.PENDING and place == booking.place and booking.period.covers(period)


async def counted_of(desk: Desk, booking: Booking, verdict: Judged) -> Sequence[Charge]:
    """What a booking counts against quotas until now."""
    if not verdict.stay.policy[QUOTAS]:
        return ()
    venue = await venue_of(desk, booking.place.room_id)
    stay = stay_in(desk, venue, booking.period, verdict.stay.who)
    return charges_for(stay, venue.room.kind, booking.member_id, booking.id)


class ChangeBooking(Command):
    """Give a booking another title, other guests or another number of people; what is not named stays as it is.

    Where places are shared by number, it takes as many places as people come from then on.
    """

    booking_id: UUID
    title: str | None = Field(None, max_length=200, description="Null or nothing takes it away.")
    attendees: int | None = Field(None, ge=1, le=10_000, description="Null leaves it open.")
    guests: list[Guest] = Field([], max_length=100, description="All of them.")


@handles(ChangeBooking, answers=BookingAnswer)
async def change_booking(command: ChangeBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    named = command.model_fields_set
    if named == {"booking_id"}:
        raise Invalid("Name what is to change: title, attendees or guests.")
    before = booking.draft()
    if "title" in named and (title := await sealed(desk, booking.member_id, command.title)) != booking.title:
        booking.retitle(title, at=desk.now)
    attendees = command.attendees if "attendees" in named else booking.attendees
    guests = booking.guests
    if "guests" in named:
        guests = tuple(await desk.accounts.seal(booking.member_id, command.guests))
    if (attendees, guests) != (booking.attendees, booking.guests):
        booking.change_party(attendees, guests, at=desk.now)
        return await _with_others(desk, booking, before)
    if not booking.facts:
        raise AlreadyDone("The booking is like this already.", booking_status=booking.status)
    return Decision(answer_of(booking), [booking])


async def _with_others(desk: Desk, booking: Booking, before: Booking) -> Decision:
    """The decision that others come. Raises RuleBroken for more of them than the rules allow."""
    venue = await venue_of(desk, booking.place.room_id)
    stay = stay_in(
        desk,
        venue,
        booking.period,
        await who_comes(desk, booking),
        seat_id=booking.place.seat_id,
        # What was allowed goes on being so: only who brings more is asked about.
        attendees=_if_more(booking.attendees, before.attendees),
        guests=_if_more(len(booking.guests), len(before.guests)) or 0,
        keeps_start=True,
    )
    for refusal in broken_rules(stay):
        if refusal.fields["rule"] in {"capacity", GUESTS_MAX.name}:
            raise refusal
    if booking.place == before.place:
        return Decision(answer_of(booking), [booking])
    verdict = Judged(stay, booking.terms, quotas_overridden=False)
    counted = await counted_of(desk, booking, verdict)
    return holding(desk, venue, booking, verdict, answer_of(booking), freed=booking.place.units, counted=counted)


def _if_more(now: int | None, before: int | None) -> int | None:
    return now if now is not None and now > (before or 0) else None


class CancelBooking(Command):
    """Give a booking up; the place is free again at once."""

    booking_id: UUID
    reason: str | None = Field(None, max_length=500)
    override: OverrideBody | None = None


@handles(CancelBooking, answers=BookingAnswer)
async def cancel_booking(command: CancelBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, booking.place.room_id)
    override = await override_of(desk, booking.member_id, command.override)
    booking.cancel(await sealed(desk, booking.member_id, command.reason) or override.reason, at=desk.now)
    deadline = venue.policy[CANCEL_BEFORE]
    if override.rules:
        desk.actor.require("override-rules", building=venue.building.id)
    if (
        deadline
        and CANCEL_BEFORE.name not in override.rules
        and booking.member_id == desk.actor.member_id
        and booking.starts_within(deadline, desk.now)
    ):
        raise RuleBroken(
            f"Bookings here are cancelled {deadline} minutes before they start, or by a manager.",
            **venue.policy.why(CANCEL_BEFORE),
        )
    return released(booking)


class FinishBooking(Command):
    """End a running stay now; the rest of it is free again at once. What was used counts against quotas."""

    booking_id: UUID


@handles(FinishBooking, answers=BookingAnswer)
async def finish_booking(command: FinishBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, booking.place.room_id)
    booking.finish(at=desk.now)
    charges = await _used_up(desk, venue, booking)
    return Decision(
        answer_of(booking),
        [booking],
        claims=claims_of(venue, booking),
        charges=charges,
        new_units=list({charge.holder_id for charge in charges}),
        releases=[booking.id],
        released_units=booking.place.units,
    )


async def _used_up(desk: Desk, venue: Venue, booking: Booking) -> Sequence[Charge]:
    """What a stay that is over counts against quotas; it is not open any more."""
    if not venue.policy[QUOTAS]:
        return ()
    stay = stay_in(desk, venue, booking.period, await who_comes(desk, booking))
    charges = charges_for(stay, venue.room.kind, booking.member_id, booking.id, counted_only=True)
    return [charge for charge in charges if charge.until is None]


class HandOverBooking(Command):
    """Make a booking another member's, who has to be one who may book there; it counts against their quotas now."""

    booking_id: UUID
    member_id: UUID


@handles(HandOverBooking, answers=BookingAnswer)
async def hand_over_booking(command: HandOverBooking, desk: Desk) -> Decision:
    booking = await visible_booking(desk, command.NAME, command.booking_id)
    venue = await venue_of(desk, booking.place.room_id)
    member = await desk.read(Member, command.member_id)
    if not member.active:
        raise Invalid("This member is suspended.", pointer="/member_id")
    stay = stay_in(desk, venue, booking.period, Actor.of(member, desk.actor.scopes), keeps_start=True)
    for refusal in broken_rules(stay):
        # The stay itself is allowed; whose it is, is new.
        if refusal.fields["rule"] in {BOOK_ROLES.name, BOOK_GROUPS.name}:
            raise refusal
    if booking.status is not BookingStatus.PENDING and not desk.actor.may(
        "approve-booking", building=venue.building.id
    ):
        for why in approvals_needed(stay):
            raise RuleBroken(
                "For this member the booking would have to be approved; a manager can hand it over.", **why
            )
    booking.hand_over(command.member_id, at=desk.now)
    verdict = Judged(stay, booking.terms, quotas_overridden=False)
    return holding(desk, venue, booking, verdict, answer_of(booking), freed=booking.place.units)


class LeaveFeedback(Command):
    """Tell how a stay was, once, after its end."""

    booking_id: UUID
    rating: int = Field(ge=1, le=5)
    text: str | None = Field(None, max_length=2000)
    pictures: list[UUID] = Field([], max_length=MOST_PICTURES, description="Files of the kind feedback-picture.")


@handles(LeaveFeedback, answers=BookingAnswer)
async def leave_feedback(command: LeaveFeedback, desk: Desk) -> Decision:
    booking = await _own_booking(desk, command.NAME, command.booking_id)
    text = await sealed(desk, booking.member_id, command.text)
    pictures = list(dict.fromkeys(command.pictures))
    for index, picture in enumerate(pictures):
        await desk.files.claim(picture, FileKind.FEEDBACK_PICTURE, booking.id, pointer=f"/pictures/{index}")
    booking.leave_feedback(command.rating, text, pictures=pictures, at=desk.now)
    return Decision(answer_of(booking), [booking])


class DeclineFeedback(Command):
    """Not tell how a stay was, and not be asked again."""

    booking_id: UUID


@handles(DeclineFeedback, answers=BookingAnswer)
async def decline_feedback(command: DeclineFeedback, desk: Desk) -> Decision:
    booking = await _own_booking(desk, command.NAME, command.booking_id)
    booking.decline_feedback(at=desk.now)
    return Decision(answer_of(booking), [booking])


async def _own_booking(desk: Desk, act: str, booking_id: UUID) -> Booking:
    """Who stayed is the only one who knows how it was."""
    booking = await visible_booking(desk, "see-booking", booking_id)
    desk.actor.require(act, owner=booking.member_id)
    return booking


def answer_of(booking: Booking) -> BookingAnswer:
    return BookingAnswer(booking_id=booking.id, status=booking.status)


def released(booking: Booking, *, keeps_charges: bool = False) -> Decision:
    """The decision that a booking gives back all that it holds; what it used up of quotas only if said so."""
    return Decision(
        answer_of(booking),
        [booking],
        releases=[booking.id],
        released_units=booking.place.units,
        keeps_charges=keeps_charges,
    )


async def visible_booking(desk: Desk, act: str, booking_id: UUID) -> Booking:
    """A booking that the actor may act on. One they may not even see does not exist for them."""
    booking = await desk.draft(Booking, booking_id)
    building_id = booking.place.building_id
    whose = {"owner": booking.member_id, "building": building_id}
    if not desk.actor.may(act, **whose) and not desk.actor.may("see-booking", **whose):
        raise NotFound("booking", booking_id)
    desk.actor.require(act, **whose)
    return booking


async def who_comes(desk: Desk, booking: Booking) -> Actor:
    """The member of a booking, with their roles and groups."""
    if booking.member_id == desk.actor.member_id:
        return desk.actor
    return Actor.of(await desk.read(Member, booking.member_id), desk.actor.scopes)
