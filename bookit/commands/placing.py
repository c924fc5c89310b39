"""What every way of booking shares: judging a stay, holding its place, and saying why not and what else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bookit.commands.changes import Held
from bookit.commands.decision import Answer, Blocker, Charge, Claim, Decision, Desk, Exceeded
from bookit.commands.quotas import charges_for, quota_exceeded
from bookit.commands.venue import Venue
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking, Place, Terms
from bookit.domain.errors import Forbidden, Invalid, Refusal, RoomTaken
from bookit.domain.free_time import next_free
from bookit.domain.member import Member
from bookit.domain.opening_hours import zone
from bookit.domain.period import Period
from bookit.domain.policy import BUILT_IN, HORIZON_DAYS, ON_BEHALF_GROUPS, ON_BEHALF_ROLES, QUOTAS
from bookit.domain.room import Room
from bookit.domain.stay import NO_OVERRIDE, OVERRIDABLE, Override, Stay, check

ALTERNATIVES_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Judged:
    """A stay that the rules allow, with the terms they make of it."""

    stay: Stay
    terms: Terms
    quotas_overridden: bool


def judged(
    desk: Desk,
    venue: Venue,
    period: Period,
    who: Actor,
    *,
    seat_id: UUID | None = None,
    attendees: int | None = None,
    guests: int = 0,
    keeps_start: bool = False,
    override: Override = NO_OVERRIDE,
    may_approve: bool | None = None,
) -> Judged:
    """The stay and its terms. Raises RuleBroken, and Forbidden for an override that the actor has no right to.

    `may_approve` says whether it needs no approval; when missing, that is so for actors who could give it.
    """
    building_id = venue.building.id
    if override.rules:
        _require_override(desk, override, building_id)
    stay = stay_in(
        desk, venue, period, who, seat_id=seat_id, attendees=attendees, guests=guests, keeps_start=keeps_start
    )
    overridden = check(stay, override)
    sets_quotas_aside = QUOTAS.name in override.rules
    if sets_quotas_aside and venue.policy[QUOTAS]:
        overridden.append(venue.policy.why(QUOTAS))
    if may_approve is None:
        may_approve = desk.actor.may("approve-booking", building=building_id)
    terms = Terms.of(stay, overridden=overridden, reason=override.reason, approve=may_approve)
    return Judged(stay, terms, sets_quotas_aside)


def stay_in(
    desk: Desk,
    venue: Venue,
    period: Period,
    who: Actor,
    *,
    seat_id: UUID | None = None,
    attendees: int | None = None,
    guests: int = 0,
    keeps_start: bool = False,
) -> Stay:
    """A stay as the rules see it."""
    return Stay(
        period=period,
        now=desk.now,
        policy=venue.policy,
        opening_hours=venue.opening_hours,
        zone=zone(venue.building.time_zone),
        capacity=venue.room.capacity if seat_id is None else 1,
        capacity_source=venue.room.capacity_source if seat_id is None else BUILT_IN,
        attendees=attendees,
        guests=guests,
        who=who,
        keeps_start=keeps_start,
    )


def _require_override(desk: Desk, override: Override, building_id: UUID) -> None:
    desk.actor.require("override-rules", building=building_id)
    # What has been is recorded by those who move a whole calendar here, not by whoever manages a building.
    past = {"not_past"} if desk.actor.may("record-past") else set()
    if unknown := override.rules - OVERRIDABLE - past:
        raise Invalid(f"{', '.join(sorted(unknown))} can't be overridden.", pointer="/override/rules")


async def member_who_comes(desk: Desk, venue: Venue, member_id: UUID | None, act: str) -> tuple[UUID, Actor]:
    """Who a stay is for, with their roles and groups: oneself, or another whom one may book for.

    Raises Forbidden, NotFound for an unknown member, and Invalid for a suspended one.
    """
    actor = desk.actor
    if member_id is None or member_id == actor.member_id:
        actor.require(act, owner=actor.member_id, building=venue.building.id)
        return actor.member_id, actor
    if not (actor.may(act, owner=member_id, building=venue.building.id) or _may_on_behalf(actor, venue)):
        raise Forbidden("You may not book for others here.", act=act, **venue.policy.why(ON_BEHALF_GROUPS))
    member = await desk.read(Member, member_id)
    if not member.active:
        raise Invalid("This member is suspended.", pointer="/booked_for")
    return member_id, Actor.of(member, actor.scopes)


def _may_on_behalf(actor: Actor, venue: Venue) -> bool:
    roles, groups = venue.policy[ON_BEHALF_ROLES], venue.policy[ON_BEHALF_GROUPS]
    return bool(actor.roles & set(roles) or actor.groups & set(groups))


def claims_of(venue: Venue, booking: Booking) -> list[Claim]:
    """What a booking claims: its place for the stay with its buffers."""
    return claims_at(venue.room, booking.place, booking.claimed, booking.id)


def claims_at(room: Room, place: Place, claimed: Period, stream_id: UUID) -> list[Claim]:
    """What whoever has a place in a room claims: each of its units.

    A seat that was added later comes with a place of its room, because stays that have had the whole room since
    before claim the room but not the seat (docs/adr/0124).
    """
    capacity = room.capacity if place.places is not None else None
    claims = [Claim(unit, claimed, stream_id, place.places, capacity) for unit in place.units]
    if place.seat_id in room.later_seats:
        claims.append(Claim(room.id, claimed, stream_id, 1, room.capacity))
    return claims


def charges_of(venue: Venue, booking: Booking, judged: Judged, counted: Sequence[Charge] = ()) -> list[Charge]:
    """What a booking counts against its quotas; what was `counted` of it before is not refused now."""
    return charges_for(
        judged.stay,
        venue.room.kind,
        booking.member_id,
        booking.id,
        counted_only=judged.quotas_overridden,
        counted=counted,
    )


def holding(
    desk: Desk,
    venue: Venue,
    booking: Booking,
    judged: Judged,
    answer: Answer,
    *,
    freed: Sequence[UUID] = (),
    counted: Sequence[Charge] = (),
) -> Decision:
    """The decision that a booking holds its place from now on, and gives back what it held and what it `counted`."""
    charges = charges_of(venue, booking, judged, counted)

    async def when_taken(blocker: Blocker) -> Refusal:
        return await taken(desk, venue, booking, blocker)

    async def when_exceeded(exceeded: Exceeded) -> Refusal:
        return quota_exceeded(venue.policy, exceeded.bucket, exceeded.used)

    return Decision(
        answer,
        [booking],
        claims=claims_of(venue, booking),
        charges=charges,
        # Holders of quotas that nobody has charged yet have no row to lock.
        new_units=list({charge.holder_id for charge in charges}),
        releases=[booking.id] if freed else [],
        released_units=freed,
        when_taken=when_taken,
        when_exceeded=when_exceeded,
    )


async def taken(desk: Desk, venue: Venue, booking: Booking, blocker: Blocker) -> Refusal:
    """Says until when the place is taken, and when it is free for as long."""
    return RoomTaken(
        room_id=venue.room.id,
        seat_id=booking.place.seat_id,
        blocked_from=blocker.period.start,
        blocked_to=blocker.period.end,
        next_free=[(period.start, period.end) for period in await _next_free(desk, venue, booking)],
    )


async def _next_free(desk: Desk, venue: Venue, booking: Booking) -> list[Period]:
    this_minute = desk.now.replace(second=0, microsecond=0)
    start = max(booking.period.start, this_minute + timedelta(minutes=1))
    horizon = this_minute + timedelta(days=venue.policy[HORIZON_DAYS])
    end = min(start + ALTERNATIVES_WITHIN, horizon + booking.period.length)
    if start >= end:
        return []
    search = Period(start, end)
    before, after = booking.period.start - booking.claimed.start, booking.claimed.end - booking.period.end
    around = Period(search.start - before, search.end + after)
    wanted = claims_of(venue, booking)
    held = Held(await desk.claims_over([claim.unit_id for claim in wanted], around), without={booking.id})
    # A stay keeps its own buffers away from what others hold.
    kept_away = [
        Period(part.start - after, part.end + before)
        for period in held.busy_for(wanted)
        if (part := period.clipped_to(around))
    ]
    return next_free(venue.opening_hours, kept_away, search, length=booking.period.length)
