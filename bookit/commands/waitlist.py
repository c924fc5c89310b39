"""Commands about the waitlist: join, leave, accept; and what BookIT does when a place becomes free."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from bookit.commands.bookings import BookingAnswer, answer_of
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Claim, Decision, Desk
from bookit.commands.placing import holding, judged
from bookit.commands.venue import Venue, place_in, venue_of
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking, Origin
from bookit.domain.building import Building
from bookit.domain.errors import Invalid, NotFound
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.domain.policy import WAITLIST, WAITLIST_OFFER, WaitlistMode
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry, Wish
from bookit.events.values import RoomKind

Feature = Annotated[str, Field(min_length=1, max_length=60)]


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
    entry = WaitlistEntry.join(
        desk.new_id(), wish, period, member_id=desk.actor.member_id, title=command.title, at=desk.now
    )
    return Decision(_answer(entry), [entry])


async def _building_of_wish(command: JoinWaitlist, desk: Desk, period: Period) -> UUID:
    """The building to wait in. A wish for one room is judged now, so that nobody waits for what no rule allows."""
    if command.room_id is None:
        building = await desk.read(Building, command.building_id or UUID(int=0))
        return building.id
    venue = await venue_of(desk, command.room_id)
    judged(desk, venue, period, desk.actor, seat_id=command.seat_id, attendees=command.attendees)
    if command.seat_id is not None:
        venue.room.require_seat(command.seat_id)
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
    offer = entry.require_offer()
    venue = await venue_of(desk, offer.room_id)
    return await _promotion(desk, entry, venue, offer.seat_id)


class PromoteWaiting(Command):
    """Give a free place to somebody who waits: at once, or as an offer, by the policy of the room."""

    waitlist_id: UUID
    room_id: UUID
    seat_id: UUID | None = None


@handles(PromoteWaiting, answers=WaitlistAnswer, internal=True)
async def promote_waiting(command: PromoteWaiting, desk: Desk) -> Decision:
    entry = await desk.draft(WaitlistEntry, command.waitlist_id)
    venue = await venue_of(desk, command.room_id)
    if venue.policy[WAITLIST] is WaitlistMode.BOOK:
        return await _promotion(desk, entry, venue, command.seat_id)
    return await _offer(desk, entry, venue, command.seat_id)


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


def _held_units(entry: WaitlistEntry) -> Sequence[UUID]:
    return entry.offer.units if entry.offer else ()


def _giving_back(entry: WaitlistEntry, held: Sequence[UUID]) -> Decision:
    return Decision(_answer(entry), [entry], releases=[entry.id] if held else [], released_units=held)


async def _who_waits(desk: Desk, entry: WaitlistEntry) -> Actor:
    return Actor.of(await desk.read(Member, entry.member_id), desk.actor.scopes)


async def _promotion(desk: Desk, entry: WaitlistEntry, venue: Venue, seat_id: UUID | None) -> Decision:
    """The decision that who waited has the place. What an offer held goes over into the booking."""
    who = await _who_waits(desk, entry)
    attendees = entry.wish.attendees
    verdict = judged(desk, venue, entry.period, who, seat_id=seat_id, attendees=attendees)
    booking = Booking.book(
        desk.new_id(),
        await place_in(desk, venue, seat_id, attendees),
        entry.period,
        member_id=entry.member_id,
        attendees=attendees,
        title=entry.title,
        guests=[],
        at=desk.now,
        terms=verdict.terms,
        origin=Origin(waitlist_id=entry.id),
    )
    held = _held_units(entry)
    entry.promote(booking.id, at=desk.now)
    answer = answer_of(booking) if held else _answer(entry, booking)
    decision = holding(desk, venue, booking, verdict, answer)
    return decision.together_with(entry, releases=[entry.id] if held else [], released_units=held)


async def _offer(desk: Desk, entry: WaitlistEntry, venue: Venue, seat_id: UUID | None) -> Decision:
    """The decision that a place is kept for who waits, for as long as the policy says."""
    who = await _who_waits(desk, entry)
    verdict = judged(desk, venue, entry.period, who, seat_id=seat_id, attendees=entry.wish.attendees)
    place = await place_in(desk, venue, seat_id, entry.wish.attendees)
    accept_by = min(desk.now + timedelta(minutes=venue.policy[WAITLIST_OFFER]), entry.period.start)
    claimed = verdict.terms.claimed
    entry.offer_place(place, claimed, accept_by, venue.policy.why(WAITLIST_OFFER), at=desk.now)
    capacity = venue.room.capacity if place.places is not None else None
    return Decision(
        _answer(entry),
        [entry],
        claims=[Claim(unit, claimed, entry.id, place.places, capacity) for unit in place.units],
    )


async def _own_entry(desk: Desk, act: str, waitlist_id: UUID) -> WaitlistEntry:
    entry = await desk.draft(WaitlistEntry, waitlist_id)
    if not desk.actor.may(act, owner=entry.member_id, building=entry.wish.building_id):
        raise NotFound("waitlist", waitlist_id)
    return entry
