"""Undo: compensating facts for what a command did, where the present state allows it; and what it does not, and why.

Nothing is taken out of the ledger. A cancelled booking is restored, a placed one cancelled, a moved one moved back, a
title given back, a closure ended, a series taken up again. Each is decided for itself, and all that can be undone is
recorded together.
"""

from asyncio import gather
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bookit.commands.bookings import who_comes
from bookit.commands.catalogue import Command, handles
from bookit.commands.changes import Changes, Held
from bookit.commands.closing import end_closure
from bookit.commands.decision import Act, Answer, Charge, Claim, Decision, Desk
from bookit.commands.placing import claims_at, claims_of, stay_in
from bookit.commands.quotas import charges_for
from bookit.commands.venue import Venue, venue_of
from bookit.domain.actor import Actor, Reach
from bookit.domain.booking import LIVE, Booking, Terms
from bookit.domain.building import Building
from bookit.domain.errors import Conflict, Forbidden, NotFound
from bookit.domain.member import Member
from bookit.domain.opening_hours import zone
from bookit.domain.period import EARLIEST, LATEST, Period
from bookit.domain.room import Room
from bookit.domain.series import Dates, Series
from bookit.events import Event
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingHandedOver,
    BookingPartyChanged,
    BookingRescheduled,
    BookingRetitled,
)
from bookit.events.buildings import BuildingClosed, BuildingDayClosed
from bookit.events.rooms import RoomClosed
from bookit.events.sealed import Sealed
from bookit.events.series import SeriesCancelled, SeriesChanged, SeriesEnded, SeriesPlaced
from bookit.events.values import BookingStatus

_REASON = Sealed("Undone")


class Undone(BaseModel):
    """Something that is as it was before the command."""

    model_config = ConfigDict(frozen=True)

    became: Literal["restored", "cancelled", "moved_back", "handed_back", "changed_back", "reopened", "revived"]
    booking_id: UUID | None = None
    room_id: UUID | None = None
    building_id: UUID | None = None
    series_id: UUID | None = None
    day: date | None = None


class NotUndone(BaseModel):
    """Something that stays as it is, and why."""

    model_config = ConfigDict(frozen=True)

    topic: str = Field(description="Of the fact that stays.", examples=["booking.cancelled"])
    why: str
    booking_id: UUID | None = None


class UndoAnswer(Answer):
    undone: list[Undone]
    not_undone: list[NotUndone]


class Undo(Command):
    """Undo what a command did, as far as the present allows: its id, or that of an import, is in its answer.

    Whoever gave the command may, and who manages the building. What came back and what could not is listed.
    """

    command_id: UUID


@handles(Undo, answers=UndoAnswer)
async def undo(command: Undo, desk: Desk) -> Decision:
    if desk.actor.reach("undo") is Reach.NONE:
        raise Forbidden("You may not do this.", act=command.NAME)
    act = await desk.act(command.command_id)
    if act is None:
        raise NotFound("command", command.command_id)
    if act.name == command.NAME:
        raise Conflict("An undo is not undone; give the command itself again.")
    work = _Work(desk, command.command_id, gave=act.given_by == desk.actor.member_id)
    await work.undo_spaces(act)
    await work.undo_bookings(act)
    if not (work.gave or work.saw_own):
        raise NotFound("command", command.command_id)
    if not work.undone:
        raise Conflict(
            "Nothing of this can be undone.",
            not_undone=[each.model_dump(mode="json", exclude_none=True) for each in work.not_undone],
        )
    return work.changes.decision(UndoAnswer(undone=work.undone, not_undone=work.not_undone))


@dataclass(slots=True)
class _Way:
    """How one booking could get back to what it was."""

    booking: Booking
    fact: Event
    became: Literal["restored", "cancelled", "moved_back", "handed_back", "changed_back"]
    take: Callable[[], None]
    claims: Sequence[Claim] = ()
    charges: Sequence[Charge] = ()
    counts: Sequence[Charge] = ()
    """What it counts against quotas until then."""


class _Stays(Exception):
    """Why something is not undone."""


@dataclass(slots=True)
class _Work:
    """One undo: what it changes, and what it will tell."""

    desk: Desk
    command_id: UUID
    gave: bool
    """Whether the actor gave the command."""
    saw_own: bool = False
    """Whether it concerns anything that is the actor's to undo."""
    changes: Changes = field(init=False)
    undone: list[Undone] = field(default_factory=list)
    not_undone: list[NotUndone] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.changes = Changes(self.desk)

    async def undo_spaces(self, act: Act) -> None:
        """End closures and closed days; say of everything else that is no booking that it stays."""
        for fact in act.facts:
            if fact.TOPIC.partition(".")[0] == Booking.NOUN:
                continue
            try:
                self.undone.append(await self._undo_fact(fact))
            except _Stays as stays:
                self.not_undone.append(NotUndone(topic=fact.TOPIC, why=str(stays)))

    async def _undo_fact(self, fact: Event) -> Undone:
        match fact:
            case RoomClosed():
                return await self._reopen_room(fact)
            case BuildingClosed():
                return await self._reopen_building(fact)
            case BuildingDayClosed():
                return await self._reopen_day(fact)
            case SeriesPlaced():
                return await self._end_series(fact)
            case SeriesChanged(title=str(), start_time=None, minutes=None, room_id=None):
                return await self._call_back(fact, Dates(fact.from_occurrence, fact.to_occurrence))
            case SeriesCancelled():
                return await self._revive_series(fact, Dates(fact.from_occurrence, fact.to_occurrence))
            case SeriesEnded():
                return await self._revive_series(fact, Dates())
            case _:
                noun = fact.TOPIC.partition(".")[0]
                why = _WHY_NOT.get(fact.TOPIC) or _WHY_NOT.get(noun)
                raise _Stays(why or "This is not undone; give the opposite command.")

    async def _reopen_room(self, fact: RoomClosed) -> Undone:
        room = await self.changes.draft(Room, fact.originator_id)
        self._require("reopen-room", room.building_id)
        # A stay that was going on when the room was closed comes back as a whole.
        if not end_closure(self.changes, room, fact.closure_id, _REASON, as_if_never=True):
            raise _Stays("The closure has ended already.")
        return Undone(became="reopened", room_id=room.id)

    async def _reopen_building(self, fact: BuildingClosed) -> Undone:
        building = await self.changes.draft(Building, fact.originator_id)
        self._require("reopen-building", building.id)
        if fact.closure_id not in building.closures:
            raise _Stays("The closure has ended already.")
        building.reopen(fact.closure_id, _REASON, at=self.desk.now)
        return Undone(became="reopened", building_id=building.id)

    async def _reopen_day(self, fact: BuildingDayClosed) -> Undone:
        building = await self.changes.draft(Building, fact.originator_id)
        self._require("reopen-day", building.id)
        if building.closed_days.get(fact.day) != fact.reason:
            raise _Stays(f"{fact.day} is no longer closed for that reason.")
        if fact.day < self.desk.now.astimezone(zone(building.time_zone)).date():
            raise _Stays(f"{fact.day} is over.")
        building.reopen_day(fact.day, at=self.desk.now)
        return Undone(became="reopened", building_id=building.id, day=fact.day)

    async def _end_series(self, fact: SeriesPlaced) -> Undone:
        """Its bookings are cancelled as such; without this it would go on placing new ones."""
        series = await self.changes.draft(Series, fact.originator_id)
        self._require("undo", series.building_id, series.member_id)
        if series.over:
            raise _Stays("The series was given up already.")
        series.cancel(Dates(), _REASON, at=self.desk.now)
        return Undone(became="cancelled", series_id=series.id)

    async def _call_back(self, fact: SeriesChanged, dates: Dates) -> Undone:
        """Its bookings get their titles back as such; without this, dates to come would have the new one."""
        series = await self.changes.draft(Series, fact.originator_id)
        self._require("undo", series.building_id, series.member_id)
        if series.over or series.version != fact.originator_version:
            raise _Stays("The series has changed since.")
        before = (await self.desk.as_they_were(Series, {series.id: fact.originator_version - 1}))[series.id]
        titles = {before.template(key).title for key in [*before.booked(), *before.to_come()] if key in dates}
        if len(titles) != 1:
            raise _Stays("Its dates had different titles.")
        series.change(dates, at=self.desk.now, title=titles.pop() or Sealed(""))
        return Undone(became="changed_back", series_id=series.id)

    async def _revive_series(self, fact: SeriesCancelled | SeriesEnded, dates: Dates) -> Undone:
        """Its bookings come back as such; without this it would place no new ones, and they would stand alone."""
        series = await self.changes.draft(Series, fact.originator_id)
        self._require("undo", series.building_id, series.member_id)
        if series.version != fact.originator_version:
            raise _Stays("The series has changed since.")
        before = await self.desk.as_they_were(Series, {series.id: fact.originator_version - 1})
        series.revive(self.command_id, dates, before[series.id], at=self.desk.now)
        return Undone(became="revived", series_id=series.id)

    def _require(self, act: str, building_id: UUID, *owners: UUID) -> None:
        """Raises _Stays unless the actor runs the building, or gave the command about something of theirs."""
        actor = self.desk.actor
        if not actor.may(act, building=building_id) and not (
            self.gave and any(actor.may(act, owner=owner) for owner in owners)
        ):
            raise _Stays("You may not do this.")
        self.saw_own = True

    async def undo_bookings(self, act: Act) -> None:
        """Let each booking go the way back to what it was, if it can."""
        facts: dict[UUID, list[Event]] = {}
        for fact in act.facts:
            if fact.TOPIC.partition(".")[0] == Booking.NOUN:
                facts.setdefault(fact.originator_id, []).append(fact)
        bookings = await gather(*(self.desk.draft(Booking, booking_id) for booking_id in facts))
        before = await self.desk.as_they_were(
            Booking,
            {
                booking_id: of_booking[0].originator_version - 1
                for booking_id, of_booking in facts.items()
                if of_booking[0].originator_version > 1
            },
        )
        ways = []
        for booking in bookings:
            try:
                ways.append(await self._way_back(booking, before.get(booking.id), facts[booking.id]))
            except _Stays as stays:
                self._leave(booking, facts[booking.id][-1], str(stays))
        await self._go(ways)

    async def _way_back(self, booking: Booking, before: Booking | None, facts: Sequence[Event]) -> _Way:
        """Raises _Stays where there is none, whatever others hold."""
        owners = {booking.member_id, *([before.member_id] if before else [])}
        self._require("undo", booking.place.building_id, *owners)
        if before is None:
            return self._cancelling(booking, facts[0])
        last = facts[-1]
        why_not = next((_FINAL[fact.TOPIC] for fact in facts if fact.TOPIC in _FINAL), None)
        if why_not is not None:
            raise _Stays(why_not)
        if booking.version != last.originator_version:
            raise _Stays("The booking has changed since.")
        # What was moved and given another title is moved back, and has its title again.
        weightiest = next((fact for fact in reversed(facts) if not isinstance(fact, _OF_WORDS)), last)
        match weightiest:
            case BookingCancelled() | BookingDisplaced():
                return await self._restoring(booking, last)
            case BookingRescheduled():
                return await self._moving_back(booking, before, last)
            case BookingHandedOver():
                return await self._handing_back(booking, before, last)
            case BookingRetitled() | BookingPartyChanged():
                return await self._changing_back(booking, before, last)
            case _:
                raise _Stays("This is not undone; give the opposite command.")

    def _cancelling(self, booking: Booking, fact: Event) -> _Way:
        if booking.status not in LIVE or self.desk.now >= booking.period.end:
            raise _Stays(f"The booking is {booking.status if booking.status not in LIVE else 'over'}.")
        if booking.status is BookingStatus.CHECKED_IN:
            raise _Stays("Somebody has checked in.")

        def take() -> None:
            booking.cancel(_REASON, at=self.desk.now)
            self.changes.give_up(booking)

        return _Way(booking, fact, "cancelled", take)

    async def _restoring(self, booking: Booking, fact: Event) -> _Way:
        if self.desk.now >= booking.period.end:
            raise _Stays("The booking would be over by now.")
        self._require_time_left(booking.status_before, booking.terms)
        member = await self.desk.read_if_any(Member, booking.member_id)
        if member is not None and member.forgotten:
            raise _Stays("Its member was forgotten.")
        venue = await venue_of(self.desk, booking.place.room_id)
        # Who lost a place to others gets it back, also when the quota would not allow it anew.
        gift = isinstance(fact, BookingDisplaced) or booking.member_id != self.desk.actor.member_id
        claims = claims_of(venue, booking)
        charges = self._charges(venue, booking, await who_comes(self.desk, booking), gift=gift)

        def take() -> None:
            booking.restore(self.command_id, at=self.desk.now)
            self.changes.streams[booking.id] = booking
            self.changes.hold(claims, charges)

        return _Way(booking, fact, "restored", take, claims, charges)

    async def _moving_back(self, booking: Booking, before: Booking, fact: Event) -> _Way:
        now = self.desk.now
        if booking.status not in LIVE or now >= booking.period.end:
            raise _Stays("The booking is over.")
        if before.period.start != booking.period.start and before.period.start < now - timedelta(minutes=1):
            raise _Stays("The time it was at before has begun.")
        if now >= before.period.end:
            raise _Stays("The time it was at before is over.")
        terms = before.terms
        if before.status is not BookingStatus.PENDING:
            terms = replace(terms, approval=(), decide_by=None, decide_rule=None)
        if booking.status is not BookingStatus.CHECKED_IN:
            self._require_time_left(before.status, terms)
        elif terms.approval:
            raise _Stays("Somebody is there, and it was not approved there yet.")
        venue = await venue_of(self.desk, before.place.room_id)
        who = await who_comes(self.desk, booking)
        claims = claims_at(venue.room, before.place, terms.claimed, booking.id)
        charges = self._charges(venue, before, who, gift=booking.member_id != self.desk.actor.member_id)
        counts = self._charges(await venue_of(self.desk, booking.place.room_id), booking, who, gift=True)

        def take() -> None:
            self.changes.give_up(booking)
            booking.reschedule(before.place, before.period, at=now, terms=terms, with_series=not before.apart)
            if booking.title != before.title:
                booking.retitle(before.title, at=now)
            self.changes.hold(claims, charges)

        return _Way(booking, fact, "moved_back", take, claims, charges, counts)

    async def _handing_back(self, booking: Booking, before: Booking, fact: Event) -> _Way:
        if booking.status not in LIVE or self.desk.now >= booking.period.end:
            raise _Stays("The booking is over.")
        member = await self.desk.read(Member, before.member_id)
        if not member.active:
            raise _Stays("The member it was of is suspended.")
        venue = await venue_of(self.desk, booking.place.room_id)
        who = Actor.of(member, self.desk.actor.scopes)
        claims = claims_of(venue, booking)
        charges = self._charges(venue, before, who, gift=False)

        def take() -> None:
            self.changes.give_up(booking)
            booking.hand_over(before.member_id, at=self.desk.now)
            self.changes.hold(claims, charges)

        return _Way(booking, fact, "handed_back", take, claims, charges)

    async def _changing_back(self, booking: Booking, before: Booking, fact: Event) -> _Way:
        now = self.desk.now
        if booking.status not in LIVE or now >= booking.period.end:
            raise _Stays("The booking is over.")
        venue = await venue_of(self.desk, booking.place.room_id)
        claims = claims_at(venue.room, before.place, booking.claimed, booking.id)
        charges = self._charges(venue, booking, await who_comes(self.desk, booking), gift=True)

        def take() -> None:
            self.changes.give_up(booking)
            if booking.title != before.title:
                booking.retitle(before.title, at=now)
            if (booking.attendees, booking.guests) != (before.attendees, before.guests):
                booking.change_party(before.attendees, before.guests, at=now)
            self.changes.hold(claims, charges)

        return _Way(booking, fact, "changed_back", take, claims, charges, charges)

    def _require_time_left(self, status: BookingStatus, terms: Terms) -> None:
        """Raises _Stays for what time would end at once."""
        now = self.desk.now
        if status is BookingStatus.PENDING and terms.decide_by is not None and now >= terms.decide_by:
            raise _Stays("The time to approve it is over.")
        if status is BookingStatus.CONFIRMED and terms.check_in_by is not None and now >= terms.check_in_by:
            raise _Stays("The time to check in is over.")

    def _charges(self, venue: Venue, booking: Booking, who: Actor, *, gift: bool) -> list[Charge]:
        stay = stay_in(self.desk, venue, booking.period, who, keeps_start=True)
        return charges_for(stay, venue.room.kind, booking.member_id, booking.id, counted_only=gift)

    async def _go(self, ways: Sequence[_Way]) -> None:
        """Take all ways that are free. One that is not may block another that counted on it."""
        held = await self._held(ways)
        used = await self.desk.charged([charge for way in ways for charge in way.charges])
        going, left = list(ways), -1
        while len(going) != left:
            left = len(going)
            going = [way for way, why in self._passable(going, held, used) if why is None]
        for way in going:
            way.take()
            self.undone.append(Undone(became=way.became, booking_id=way.booking.id))
        reasons = {id(way): why for way, why in self._passable(ways, held, used)}
        for way in ways:
            if way not in going:
                self._leave(way.booking, way.fact, reasons[id(way)] or "Another booking stays in its way.")

    async def _held(self, ways: Sequence[_Way]) -> Sequence[Claim]:
        claims = [claim for way in ways for claim in way.claims]
        if not claims:
            return []
        around = Period(
            max(min(claim.period.start for claim in claims), EARLIEST),
            min(max(claim.period.end for claim in claims), LATEST),
        )
        return await self.desk.claims_over(sorted({claim.unit_id for claim in claims}), around)

    def _passable(
        self, ways: Sequence[_Way], claims: Sequence[Claim], used: Mapping[tuple[UUID, str], int]
    ) -> list[tuple[_Way, str | None]]:
        """Each way with what is in it, supposing that all of them are taken."""
        gone = {way.booking.id for way in ways} | self.changes.releases
        held = Held(claims, without=gone)
        held.add(self.changes.claims)
        counted = dict(used)
        for way in ways:
            for charge in way.counts:
                key = (charge.holder_id, charge.bucket)
                counted[key] = counted.get(key, 0) - charge.amount
        found: list[tuple[_Way, str | None]] = []
        for way in ways:
            why = _in_the_way(held.blocker_of(way.claims)) or _over_quota(way.charges, counted)
            found.append((way, why))
            if why is None:
                held.add(way.claims)
                for charge in way.charges:
                    key = (charge.holder_id, charge.bucket)
                    counted[key] = counted.get(key, 0) + charge.amount
        return found

    def _leave(self, booking: Booking, fact: Event, why: str) -> None:
        self.not_undone.append(NotUndone(topic=fact.TOPIC, why=why, booking_id=booking.id))


def _in_the_way(blocker: Claim | None) -> str | None:
    if blocker is None:
        return None
    start, end = blocker.period.start.isoformat(), blocker.period.end.isoformat()
    return f"The place is taken from {start} to {end}."


def _over_quota(charges: Sequence[Charge], counted: Mapping[tuple[UUID, str], int]) -> str | None:
    for charge in charges:
        if counted.get((charge.holder_id, charge.bucket), 0) + charge.amount > charge.limit:
            name = charge.bucket.rpartition(":")[0]
            return f"The quota {name!r} is used up."
    return None


_OF_WORDS = (BookingRetitled, BookingPartyChanged)

_WHY_NOT = {
    "room.seats_added": "Seats are not taken away; close them instead.",
    "member.forgotten": "What was forgotten is gone for good.",
    "series": "The series stays as it is; what came back stands alone.",
    "waitlist": "Who waited waits on; a place that was offered is offered anew.",
}

_FINAL = {
    "booking.approved": "An approval is not undone; cancel the booking.",
    "booking.rejected": "A rejection is not undone; book anew.",
    "booking.expired": "The time to approve it is over; book anew.",
    "booking.checked_in": "Who came was there; finish the booking instead.",
    "booking.released": "Nobody came in time; book anew.",
    "booking.finished": "A stay that has ended is over; book anew.",
    "booking.feedback_left": "Feedback is not taken back.",
    "booking.feedback_declined": "Feedback is not taken back.",
}
