"""Commands about the waitlist: join, leave, accept; and what BookIT does when a place becomes free."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bookit.commands.bookings import BookingAnswer, answer_of
from bookit.commands.catalogue import Command, handles
from bookit.commands.changes import Held
from bookit.commands.decision import Answer, Charge, Claim, Decision, Desk, Exceeded
from bookit.commands.placing import Judged, claims_at, holding, judged, stay_in
from bookit.commands.quotas import UNLIMITED, charges_for, quota_exceeded
from bookit.commands.venue import Venue, place_in, venue_of
from bookit.commands.words import sealed
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking, Origin, Place, Terms
from bookit.domain.building import Building
from bookit.domain.errors import (
    AlreadyDone,
    Conflict,
    Invalid,
    NotFound,
    QuotaExceeded,
    Refusal,
    RoomTaken,
    RuleBroken,
)
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.domain.policy import WAITLIST, WAITLIST_OFFER, WaitlistMode
from bookit.domain.series import Series
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry, Wish
from bookit.events.values import RoomKind

Feature = Annotated[str, Field(min_length=1, max_length=60)]

MOST_WAITING = 50
"""So many places a member waits for at once."""
_WAITING = "waiting"
"""The bucket in which they count; no quota's, because those have a colon and a period."""


class WaitlistAnswer(Answer):
    waitlist_id: UUID
    status: WaitingStatus
    booking_id: UUID | None = None


class JoinWaitlist(Command):
    """Wait for a room, a seat of it, or anything that fits in a building, to become free for a period."""

    room_id: UUID | None = None
    seat_id: UUID | None = None
    building_id: UUID | None = Field(None, description="Instead of a room: anything that fits there.")
    any_seat: bool = Field(False, description="Any seat will do; otherwise a whole room or a place in it.")
    kind: RoomKind | None = None
    features: list[Feature] = Field([], max_length=50)
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    attendees: int | None = Field(None, ge=1, le=10_000)
    title: str | None = Field(None, max_length=200)


@handles(JoinWaitlist, answers=WaitlistAnswer, creates=True)
async def join_waitlist(command: JoinWaitlist, desk: Desk) -> Decision:
    desk.actor.require(command.NAME, owner=desk.actor.member_id)
    if (command.room_id is None) == (command.building_id is None):
        raise Invalid("Name either a room or a building.", pointer="/room_id")
    period = Period(command.starts_at, command.ends_at)
    building_id = await _building_of_wish(command, desk, period)
    wish = Wish(
        building_id,
        command.room_id,
        command.seat_id,
        command.any_seat,
        command.kind,
        sorted(set(command.features)),
        command.attendees,
    )
    member_id = desk.actor.member_id
    title = await sealed(desk, member_id, command.title)
    entry = WaitlistEntry.join(desk.new_id(), wish, period, member_id=member_id, title=title, at=desk.now)

    async def when_exceeded(exceeded: Exceeded) -> Refusal:
        if exceeded.bucket == _WAITING:
            detail = f"One waits for at most {MOST_WAITING} places at once."
            return QuotaExceeded(detail, rule=_WAITING, value=MOST_WAITING, used=exceeded.used)
        return AlreadyDone("You wait for this already.")

    charges = _waiting_charges(entry)
    return Decision(_answer(entry), [entry], charges=charges, new_units=[entry.member_id], when_exceeded=when_exceeded)


async def _building_of_wish(command: JoinWaitlist, desk: Desk, period: Period) -> UUID:
    """The building to wait in. A wish for one room is judged now, so that nobody waits for what no rule allows."""
    if command.room_id is None:
        building = await desk.read(Building, command.building_id or UUID(int=0))
        return building.id
    venue = await venue_of(desk, command.room_id)
    if command.seat_id is not None:
        venue.room.require_seat(command.seat_id)
    elif command.any_seat and not venue.room.seats:
        raise Invalid("This room has no seats.", pointer="/any_seat")
    seat_id = command.seat_id or next(iter(venue.room.seats), None) if command.any_seat else command.seat_id
    judged(desk, venue, period, desk.actor, seat_id=seat_id, attendees=command.attendees)
    return venue.building.id


class LeaveWaitlist(Command):
    """Wait no longer; a place that was offered goes to the next."""

    waitlist_id: UUID


@handles(LeaveWaitlist, answers=WaitlistAnswer)
async def leave_waitlist(command: LeaveWaitlist, desk: Desk) -> Decision:
    entry = await _own_entry(desk, command.NAME, command.waitlist_id)
    held = _held_units(entry)
    entry.leave(at=desk.now)
    return _giving_back(entry, held)


class AcceptOffer(Command):
    """Take the place that the waitlist offers."""

    waitlist_id: UUID


@handles(AcceptOffer, answers=BookingAnswer)
async def accept_offer(command: AcceptOffer, desk: Desk) -> Decision:
    entry = await _own_entry(desk, command.NAME, command.waitlist_id)
    offer = entry.require_offer(at=desk.now)
    venue = await venue_of(desk, offer.room_id)
    place = Place(venue.building.id, offer.room_id, offer.seat_id, venue.building.time_zone, offer.units, offer.places)
    # What was offered was allowed, and is not judged again.
    stay = stay_in(
        desk, venue, entry.period, desk.actor, seat_id=offer.seat_id, attendees=entry.wish.attendees, keeps_start=True
    )
    may_approve = desk.actor.may("approve-booking", building=venue.building.id)
    terms = replace(Terms.of(stay, approve=may_approve), claimed=offer.claimed)
    verdict = Judged(stay, terms, quotas_overridden=False)
    return await _promotion(desk, entry, venue, place, verdict=verdict, answer=answer_of)


class Spot(BaseModel):
    """A room, or one seat of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    room_id: UUID
    seat_id: UUID | None = None


class PromoteWaiting(Command):
    """Give who waits the first of some places that is free and allowed: at once, or as an offer, by its policy."""

    waitlist_id: UUID
    spots: list[Spot] = Field(min_length=1, max_length=100)


@handles(PromoteWaiting, answers=WaitlistAnswer, internal=True)
async def promote_waiting(command: PromoteWaiting, desk: Desk) -> Decision:
    entry = await desk.draft(WaitlistEntry, command.waitlist_id)
    entry.require_waiting(without_offer=True)
    member = await desk.read(Member, entry.member_id)
    if not member.active:
        raise Conflict("Who waits is suspended.")
    who = Actor.of(member, desk.actor.scopes)
    refusals: list[Refusal] = []
    for spot in command.spots:
        try:
            decision = await _placed(desk, entry, who, spot)
        except (RuleBroken, RoomTaken) as refusal:
            refusals.append(refusal)
        else:
            return decision
    # A rule that refuses says more than that the others are taken.
    raise next((refusal for refusal in refusals if isinstance(refusal, RuleBroken)), refusals[0])


async def _placed(desk: Desk, entry: WaitlistEntry, who: Actor, spot: Spot) -> Decision:
    """The decision to give somebody a place. Raises RuleBroken, or RoomTaken where it is taken."""
    venue = await venue_of(desk, spot.room_id)
    attendees = entry.wish.attendees
    verdict = judged(
        desk,
        venue,
        entry.period,
        who,
        seat_id=spot.seat_id,
        attendees=attendees,
        may_approve=who.may("approve-booking", building=venue.building.id),
    )
    place = await place_in(desk, venue, spot.seat_id, attendees)
    await _require_free(desk, place, claims_at(venue.room, place, verdict.terms.claimed, entry.id))
    if venue.policy[WAITLIST] is WaitlistMode.OFFER:
        return _offer(desk, entry, venue, place, verdict)
    decision = await _promotion(
        desk, entry, venue, place, verdict=verdict, answer=lambda booking: _answer(entry, booking)
    )
    # Should somebody take the place meanwhile, all of them are looked at again.
    return replace(decision, when_taken=None)


async def _require_free(desk: Desk, place: Place, wanted: Sequence[Claim]) -> None:
    """Raises RoomTaken where what is wanted of the place, buffers included, is not free."""
    claimed = wanted[0].period
    held = Held(await desk.claims_over([claim.unit_id for claim in wanted], claimed))
    for period in held.busy_for(wanted):
        if period.overlaps(claimed):
            raise RoomTaken(
                room_id=place.room_id,
                seat_id=place.seat_id,
                blocked_from=period.start,
                blocked_to=period.end,
                next_free=[],
            )


class LapseOffer(Command):
    """Give up an offer that was not taken in time."""

    waitlist_id: UUID


@handles(LapseOffer, answers=WaitlistAnswer, internal=True)
async def lapse_offer(command: LapseOffer, desk: Desk) -> Decision:
    entry = await desk.draft(WaitlistEntry, command.waitlist_id)
    held = _held_units(entry)
    entry.lapse(at=desk.now)
    return _giving_back(entry, held)


class ExpireWaiting(Command):
    """End a wait whose time has come."""

    waitlist_id: UUID


@handles(ExpireWaiting, answers=WaitlistAnswer, internal=True)
async def expire_waiting(command: ExpireWaiting, desk: Desk) -> Decision:
    entry = await desk.draft(WaitlistEntry, command.waitlist_id)
    held = _held_units(entry)
    entry.expire(at=desk.now)
    return _giving_back(entry, held)


def _answer(entry: WaitlistEntry, booking: Booking | None = None) -> WaitlistAnswer:
    return WaitlistAnswer(waitlist_id=entry.id, status=entry.status, booking_id=booking.id if booking else None)


def _waiting_charges(entry: WaitlistEntry) -> list[Charge]:
    """What keeps a member from waiting for one thing twice, and for too much at once."""
    wish = entry.wish
    wanted = f"{wish.room_id or wish.building_id}:{wish.seat_id}:{wish.any_seat}:{wish.kind}:{','.join(wish.features)}"
    same = f"{_WAITING}:{wanted}:{entry.period.start.isoformat()}/{entry.period.end.isoformat()}"
    return [
        Charge(entry.member_id, bucket, entry.id, 1, limit, entry.period.start)
        for bucket, limit in ((_WAITING, MOST_WAITING), (same, 1))
    ]


def still_waiting(entry: WaitlistEntry) -> list[Charge]:
    """What somebody counts as one who waits on, also while a place is offered to them; nothing when they do not."""
    if entry.status not in {WaitingStatus.WAITING, WaitingStatus.OFFERED}:
        return []
    return [replace(charge, limit=UNLIMITED) for charge in _waiting_charges(entry)]


def _held_units(entry: WaitlistEntry) -> Sequence[UUID]:
    return entry.offer.units if entry.offer else ()


def _giving_back(entry: WaitlistEntry, held: Sequence[UUID]) -> Decision:
    """The decision that somebody holds no place any more; who waits on counts as one who waits."""
    return Decision(
        _answer(entry),
        [entry],
        charges=still_waiting(entry),
        releases=[entry.id],
        released_units=held,
    )


async def _promotion(
    desk: Desk,
    entry: WaitlistEntry,
    venue: Venue,
    place: Place,
    *,
    verdict: Judged,
    answer: Callable[[Booking], Answer],
) -> Decision:
    """The decision that who waited has the place. What an offer held goes over into the booking."""
    series = await _series_that_waits(desk, entry)
    booking = Booking.book(
        series.booking_id(entry.occurrence) if series and entry.occurrence else desk.new_id(),
        place,
        entry.period,
        member_id=entry.member_id,
        attendees=entry.wish.attendees,
        title=entry.title,
        guests=series.guests if series else [],
        at=desk.now,
        terms=verdict.terms,
        origin=Origin(series.id if series else None, entry.occurrence if series else None, waitlist_id=entry.id),
    )
    held = _held_units(entry)
    counted = charges_for(verdict.stay, venue.room.kind, entry.member_id, entry.id) if held else ()
    entry.promote(booking.id, at=desk.now)
    decision = holding(desk, venue, booking, verdict, answer(booking), counted=counted)
    if series and entry.occurrence:
        series.place_skipped([entry.occurrence], at=desk.now)
        decision = decision.together_with(series)
    return decision.together_with(entry, releases=[entry.id], released_units=held)


async def _series_that_waits(desk: Desk, entry: WaitlistEntry) -> Series | None:
    """The series of which this is a skipped date, unless it was given up or booked since: then it stands alone."""
    if entry.series_id is None:
        return None
    series = await desk.draft(Series, entry.series_id)
    return series if entry.occurrence in series.skipped else None


def _offer(desk: Desk, entry: WaitlistEntry, venue: Venue, place: Place, verdict: Judged) -> Decision:
    """The decision that a place is kept for who waits."""
    claims, charges = offered(desk, entry, venue, place, verdict)

    async def when_exceeded(exceeded: Exceeded) -> Refusal:
        return quota_exceeded(venue.policy, exceeded.bucket, exceeded.used)

    return Decision(
        _answer(entry),
        [entry],
        claims=claims,
        charges=charges,
        new_units=list({charge.holder_id for charge in charges}),
        when_exceeded=when_exceeded,
    )


def offered(
    desk: Desk, entry: WaitlistEntry, venue: Venue, place: Place, verdict: Judged
) -> tuple[Sequence[Claim], Sequence[Charge]]:
    """What an offer holds for as long as the policy says. It counts like a booking."""
    accept_by = min(desk.now + timedelta(minutes=venue.policy[WAITLIST_OFFER]), entry.period.start)
    claimed = verdict.terms.claimed
    entry.offer_place(place, claimed, accept_by, venue.policy.why(WAITLIST_OFFER), at=desk.now)
    claims = claims_at(venue.room, place, claimed, entry.id)
    return claims, charges_for(verdict.stay, venue.room.kind, entry.member_id, entry.id)


async def _own_entry(desk: Desk, act: str, waitlist_id: UUID) -> WaitlistEntry:
    entry = await desk.draft(WaitlistEntry, waitlist_id)
    if not desk.actor.may(act, owner=entry.member_id, building=entry.wish.building_id):
        raise NotFound("waitlist", waitlist_id)
    return entry
