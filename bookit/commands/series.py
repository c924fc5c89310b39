"""Commands about series: placing, extending, changing and giving up many bookings in one append."""

from asyncio import gather
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import accumulate
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from bookit.commands.bookings import Guest, OverrideBody, override_of
from bookit.commands.catalogue import Command, handles
from bookit.commands.changes import Changes, Held
from bookit.commands.decision import Answer, Blocker, Charge, Claim, Decision, Desk, Exceeded
from bookit.commands.placing import Judged, charges_of, claims_at, claims_of, judged, member_who_comes, taken
from bookit.commands.quotas import charges_for, quota_exceeded
from bookit.commands.venue import Venue, place_in, venue_of
from bookit.commands.waitlist import offered, still_waiting
from bookit.commands.words import sealed
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.booking import LIVE, Booking, Origin, Place
from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Conflict, Invalid, InvalidPeriod, NotFound, Refusal, RoomTaken, RuleBroken
from bookit.domain.member import Member
from bookit.domain.opening_hours import zone
from bookit.domain.period import Period, merged
from bookit.domain.policy import CANCEL_BEFORE, HORIZON_DAYS, SERIES_NO_SHOWS, WAITLIST, WaitlistMode
from bookit.domain.recurrence import LONGEST_RULE, MOST_OCCURRENCES, Recurrence, Stay, stay_at, wall_time
from bookit.domain.series import Dates, Series, no_shows_in_a_row
from bookit.domain.stay import NO_OVERRIDE, Override
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry, Wish
from bookit.events.sealed import Sealed
from bookit.events.values import BookingStatus, WallTime

OnConflict = Literal["refuse", "skip"]
LocalDates = list[str]


class Verdict(StrEnum):
    """What becomes of a date."""

    FREE = "free"
    TAKEN = "taken"
    CLOSED = "closed"
    REFUSED = "refused"
    OVER_QUOTA = "over_quota"
    OVERLAPS = "overlaps"


class DatePlaced(BaseModel):
    """A date that has a booking."""

    occurrence: str
    booking_id: UUID
    starts_at: datetime
    ends_at: datetime
    status: BookingStatus
    note: str | None = Field(None, description="What a clock change did to it.")


class DateLeftOut(BaseModel):
    """A date that was skipped, or that stays as it was, and why."""

    occurrence: str
    why: str
    detail: str
    rule: str | None = None


class SeriesAnswer(Answer):
    series_id: UUID
    placed: list[DatePlaced] = []
    skipped: list[DateLeftOut] = []
    continues_with: str | None = Field(None, description="The first date that is still beyond the horizon.")


class ChangedSeries(Answer):
    series_id: UUID
    changed: list[DatePlaced] = []
    kept: list[DateLeftOut] = []


class SeriesWish(BaseModel):
    """What a series is to be; the first date's times, and what the others follow from."""

    room_id: UUID
    seat_id: UUID | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    rrule: str | None = Field(None, max_length=LONGEST_RULE, examples=["FREQ=WEEKLY;BYDAY=MO;COUNT=52"])
    rdates: LocalDates = Field([], max_length=MOST_OCCURRENCES, examples=[["2031-06-30"]])
    exdates: LocalDates = Field([], max_length=MOST_OCCURRENCES)
    booked_for: UUID | None = Field(None, description="The member who comes; oneself when missing.")
    attendees: int | None = Field(None, ge=1, le=10_000)
    guests: list[Guest] = Field([], max_length=100)
    override: OverrideBody | None = None


class PlaceSeries(SeriesWish, Command):
    """Book a room, a seat or places again and again, by a rule of RFC 5545 in the building's wall time.

    A series of more dates than the horizon holds goes on by itself as they come within it. With `on_conflict` skip, the
    dates that can't be had are left out and kept in mind; with refuse, one of them is enough to book none.
    """

    title: str | None = Field(None, max_length=200, examples=["Planning"])
    on_conflict: OnConflict = "refuse"


@dataclass(slots=True)
class Candidate:
    """A date on its way to a booking."""

    stay: Stay
    venue: Venue
    place: Place
    verdict: Verdict = Verdict.FREE
    judged: Judged | None = None
    refusal: Refusal | None = None
    booking: Booking | None = None
    """What the date has today, if it has a booking."""
    moves: bool = False
    """Whether that is at another time or place."""

    @property
    def claimed(self) -> Period:
        return self.judged.stay.claimed if self.judged else self.stay.period

    def refuse(self, verdict: Verdict, refusal: Refusal) -> None:
        self.verdict, self.refusal = verdict, refusal

    def left_out(self) -> DateLeftOut:
        refusal = self.refusal
        rule = refusal.fields.get("rule") if refusal else None
        detail = refusal.detail if refusal else ""
        return DateLeftOut(occurrence=self.stay.occurrence, why=self.verdict, detail=detail, rule=rule)

    def seen(self) -> "DateSeen":
        refusal, stay = self.refusal, self.stay
        return DateSeen(
            occurrence=stay.occurrence,
            starts_at=stay.period.start,
            ends_at=stay.period.end,
            verdict=self.verdict,
            detail=refusal.detail if refusal else None,
            rule=refusal.fields.get("rule") if refusal else None,
            note=stay.note,
        )

    def as_skipped(self) -> dict[str, Any]:
        """As it stands in an event."""
        return {"occurrence": self.stay.occurrence, "why": self.verdict} | (
            {"rule": self.refusal.fields["rule"]} if self.refusal and "rule" in self.refusal.fields else {}
        )


@dataclass(frozen=True, slots=True)
class Guests:
    """Who comes to each date."""

    member_id: UUID
    who: Actor
    attendees: int | None
    guests: Sequence[Sealed]
    override: Override
    may_approve: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The dates of a wish that are within the horizon, each with its verdict."""

    venue: Venue
    recurrence: Recurrence
    starts: datetime
    ends: datetime
    guests: Guests
    candidates: Sequence[Candidate]
    continues_with: str | None
    extend_at: datetime | None


@handles(PlaceSeries, answers=SeriesAnswer, creates=True)
async def place_series(command: PlaceSeries, desk: Desk) -> Decision:
    skips = command.on_conflict == "skip"
    plan = await planned(command, desk, command.NAME, look=skips)
    _require_some(plan.candidates, all_of_them=not skips)
    skipped = [candidate for candidate in plan.candidates if candidate.refusal]
    guests = plan.guests
    series = Series.place(
        desk.new_id(),
        at=desk.now,
        building_id=plan.venue.building.id,
        room_id=plan.venue.room.id,
        seat_id=command.seat_id,
        member_id=guests.member_id,
        time_zone=plan.venue.building.time_zone,
        starts=plan.starts.isoformat(),
        ends=plan.ends.isoformat(),
        rrule=command.rrule,
        rdates=command.rdates,
        exdates=command.exdates,
        attendees=command.attendees,
        title=await sealed(desk, guests.member_id, command.title),
        guests=list(guests.guests),
        override_rules=sorted(guests.override.rules),
        override_reason=guests.override.reason,
        approves=guests.may_approve,
        no_shows_rule=plan.venue.policy.why(SERIES_NO_SHOWS),
        skipped=[candidate.as_skipped() for candidate in skipped],
        continues_with=plan.continues_with,
        extend_at=plan.extend_at,
    )
    return _booked(desk, series, plan.candidates, guests, skips=skips)


async def planned(wish: SeriesWish, desk: Desk, act: str, *, look: bool) -> Plan:
    """What would become of each date of a wish; `look` says to see who else is there, which the append does anyway.

    Raises Invalid, NotFound and Forbidden for wishes that no date could make good.
    """
    venue = await venue_of(desk, wish.room_id)
    member_id, who = await member_who_comes(desk, venue, wish.booked_for, act)
    override = await override_of(desk, member_id, wish.override)
    may_approve = desk.actor.may("approve-booking", building=venue.building.id)
    names = await desk.accounts.seal(member_id, wish.guests)
    guests = Guests(member_id, who, wish.attendees, names, override, may_approve)
    place = await place_in(desk, venue, wish.seat_id, wish.attendees)
    local = zone(venue.building.time_zone)
    first = Period(wish.starts_at, wish.ends_at)
    starts, ends = wall_time(first.start, local), wall_time(first.end, local)
    if ends <= starts:
        raise InvalidPeriod("A date must end after it starts, also by the clock on the wall.", pointer="/ends_at")
    recurrence = Recurrence.parse(starts, wish.rrule, wish.rdates, wish.exdates, local)
    length = ends - starts
    stays = (stay_at(wall.isoformat(), wall, length, local) for wall in recurrence)
    # Who may book beyond the horizon may do so for a series that ends; others go on by themselves.
    reach = None if "horizon_days" in override.rules and not recurrence.is_open_ended else _reach(desk, venue)
    within, later = _within(stays, reach)
    candidates = [_candidate(desk, venue, place, stay, guests) for stay in within or _first(later)]
    await _weigh(desk, candidates, guests, look=look)
    continues_with, extend_at = _continues(desk, venue, later)
    return Plan(venue, recurrence, starts, ends, guests, candidates, continues_with, extend_at)


class DateSeen(BaseModel):
    """What would become of a date."""

    occurrence: str
    starts_at: datetime
    ends_at: datetime
    verdict: Verdict
    detail: str | None = None
    rule: str | None = None
    note: str | None = Field(None, description="What a clock change does to it.")


class SeriesPreview(BaseModel):
    """What would become of the dates of a series if it were placed now."""

    dates: list[DateSeen]
    continues_with: str | None = Field(None, description="The first date that is still beyond the horizon.")


async def preview_series(wish: SeriesWish, desk: Desk) -> SeriesPreview:
    """The verdict on each date. Raises what `place-series` would raise for the series as a whole."""
    plan = await planned(wish, desk, PlaceSeries.NAME, look=True)
    return SeriesPreview(dates=[each.seen() for each in plan.candidates], continues_with=plan.continues_with)


class ExtendSeries(Command):
    """Book the dates of a series that have come within the horizon."""

    series_id: UUID


@handles(ExtendSeries, answers=SeriesAnswer, internal=True)
async def extend_series(command: ExtendSeries, desk: Desk) -> Decision:
    series = await desk.draft(Series, command.series_id)
    if series.continues_with is None or series.extend_at is None:
        raise AlreadyDone("All dates of the series are booked, or it was given up.")
    if desk.now < series.extend_at:
        raise Conflict("The next date is beyond the horizon.", extend_at=series.extend_at.isoformat())
    if not await _is_member_active(desk, series):
        series.end({"rule": "member_active", "value": False}, at=desk.now)
        return Decision(SeriesAnswer(series_id=series.id), [series])
    guests = await _guests_of(series, desk)
    venue = await venue_of(desk, series.template(series.continues_with).room_id)
    within, later = _within(map(series.stay, series.to_come()), _reach(desk, venue))
    candidates = await _candidates(desk, series, within, guests)
    await _weigh(desk, candidates, guests, look=True)
    continues_with, extend_at = _continues(desk, venue, later)
    skipped = [candidate for candidate in candidates if candidate.refusal]
    series.extend(
        skipped=[candidate.as_skipped() for candidate in skipped],
        continues_with=continues_with,
        extend_at=extend_at,
        at=desk.now,
    )
    return _booked(desk, series, candidates, guests, skips=True)


class RetrySkipped(Command):
    """Book the dates of a series that were skipped and that can be had by now."""

    series_id: UUID
    occurrences: LocalDates | None = Field(
        None, max_length=MOST_OCCURRENCES, description="Only these; all when missing."
    )


@handles(RetrySkipped, answers=SeriesAnswer)
async def retry_skipped(command: RetrySkipped, desk: Desk) -> Decision:
    series = await visible_series(desk, command.NAME, command.series_id)
    series.require_live()
    wanted = series.skipped if command.occurrences is None else set(command.occurrences) & series.skipped.keys()
    stays = [stay for key in sorted(wanted) if (stay := series.stay(key)).period.start > desk.now]
    if not stays:
        raise AlreadyDone("The series has no skipped dates ahead.")
    guests = await _guests_of(series, desk)
    candidates = await _candidates(desk, series, stays, guests)
    # Who was offered a date and asks for it takes the place, and the share of quotas, that the offer holds.
    ids = [series.waitlist_id(stay.occurrence) for stay in stays]
    entries = await gather(*(desk.read_if_any(WaitlistEntry, waitlist_id) for waitlist_id in ids))
    offers = {entry.id: entry for entry in entries if entry is not None and entry.offer is not None}
    await _weigh(desk, candidates, guests, look=True, offers=offers)
    _require_some(candidates, all_of_them=False)
    placed = [each.stay.occurrence for each in candidates if not each.refusal]
    changes = Changes(desk, streams={series.id: series})
    await _stop_waiting(changes, series, placed)
    series.place_skipped(placed, at=desk.now)
    return _booked(desk, series, candidates, guests, skips=True, changes=changes)


class OfferSkipped(Command):
    """Give the member of a series the skipped dates that can be had by now: at once, or as an offer, by the policy.

    A date is offered as a place in the waitlist, once; `retry-skipped` asks for it again at any time.
    """

    series_id: UUID


@handles(OfferSkipped, answers=SeriesAnswer, internal=True)
async def offer_skipped(command: OfferSkipped, desk: Desk) -> Decision:
    series = await desk.draft(Series, command.series_id)
    series.require_live()
    ahead = [stay for key in sorted(series.skipped) if (stay := series.stay(key)).period.start > desk.now]
    waiting = await gather(*(desk.read_if_any(WaitlistEntry, series.waitlist_id(stay.occurrence)) for stay in ahead))
    stays = [stay for stay, entry in zip(ahead, waiting, strict=True) if entry is None]
    if not stays or not await _is_member_active(desk, series):
        raise AlreadyDone("There is nobody to give skipped dates to, or no such dates.")
    guests = await _guests_of(series, desk)
    candidates = await _candidates(desk, series, stays, guests)
    await _weigh(desk, candidates, guests, look=True)
    _require_some(candidates, all_of_them=False)
    free = [candidate for candidate in candidates if not candidate.refusal]
    at_once = [candidate for candidate in free if candidate.venue.policy[WAITLIST] is WaitlistMode.BOOK]
    changes = Changes(desk, streams={series.id: series})
    if at_once:
        series.place_skipped([each.stay.occurrence for each in at_once], at=desk.now)
    for candidate in free:
        if candidate not in at_once and candidate.judged is not None:
            entry = _waiting_for(desk, series, candidate)
            changes.streams[entry.id] = entry
            changes.hold(*offered(desk, entry, candidate.venue, candidate.place, candidate.judged))
            changes.hold([], still_waiting(entry))
    return _booked(desk, series, at_once, guests, skips=True, changes=changes)


def _waiting_for(desk: Desk, series: Series, candidate: Candidate) -> WaitlistEntry:
    """The place in the waitlist of a member of a series who is about to be offered a date."""
    place, occurrence = candidate.place, candidate.stay.occurrence
    wish = Wish(place.building_id, place.room_id, place.seat_id, False, None, (), series.attendees)
    return WaitlistEntry.join(
        series.waitlist_id(occurrence),
        wish,
        candidate.stay.period,
        member_id=series.member_id,
        title=series.template(occurrence).title,
        at=desk.now,
        series_id=series.id,
        occurrence=occurrence,
    )


async def _stop_waiting(changes: Changes, series: Series, occurrences: Sequence[str]) -> None:
    """Let nobody wait for these dates any more, nor be offered them."""
    ids = [series.waitlist_id(occurrence) for occurrence in occurrences]
    for entry in await gather(*(changes.desk.read_if_any(WaitlistEntry, waitlist_id) for waitlist_id in ids)):
        if entry is not None and entry.status in {WaitingStatus.WAITING, WaitingStatus.OFFERED}:
            changes.give_back(entry.id, entry.offer.units if entry.offer else ())
            leaving = await changes.draft(WaitlistEntry, entry.id)
            leaving.leave(at=changes.desk.now)


class ScopePeriod(BaseModel):
    """The dates from one local day up to another, which is not among them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")

    @model_validator(mode="after")
    def _is_a_period(self) -> "ScopePeriod":
        if self.to_day <= self.from_day:
            raise ValueError("a period must end after it starts")
        return self

    def dates(self) -> Dates:
        return Dates(*(datetime.combine(day, time()).isoformat() for day in (self.from_day, self.to_day)))


class SeriesScope(BaseModel):
    """Which dates of a series are meant; those that are past or have begun never are."""

    series_id: UUID
    scope: Literal["this", "following", "all"] | ScopePeriod
    booking_id: UUID | None = Field(None, description="For `this` and `following`: the date, by its booking.")
    occurrence: str | None = Field(None, description="The same by the wall time that names it.")
    also_changed: bool = Field(False, description="Also the dates that were changed one by one before.")

    def first(self, series: Series) -> str | None:
        """The date that `this` or `following` begins with. Raises Invalid and NotFound."""
        if self.occurrence is not None:
            if self.occurrence not in set(series.booked()):
                raise NotFound("date of the series", self.occurrence)
            return self.occurrence
        if self.booking_id is not None:
            for occurrence in series.booked():
                if series.booking_id(occurrence) == self.booking_id:
                    return occurrence
            raise NotFound("booking of the series", self.booking_id)
        if self.scope == "this":
            raise Invalid("Name the date: its booking_id or its occurrence.", pointer="/booking_id")
        return None


class ChangeSeries(SeriesScope, Command):
    """Let dates of a series take place at another time of day, elsewhere, or under another title.

    A title alone is also given to dates that were moved one by one, and moves none; a date with a title of its own, or
    that is somebody else's by now, keeps it.
    """

    start_time: WallTime | None = None
    end_time: WallTime | None = Field(None, description="At or before the start, it is on the next day.")
    room_id: UUID | None = None
    seat_id: UUID | None = None
    title: str | None = Field(None, max_length=200, description="Nothing in it takes it away.")
    on_conflict: OnConflict = "refuse"


@handles(ChangeSeries, answers=ChangedSeries)
async def change_series(command: ChangeSeries, desk: Desk) -> Decision:
    series = await visible_series(desk, command.NAME, command.series_id)
    first = command.first(series)
    scope = _scope(command, first, desk, series)
    alone = command.scope == "this"
    changed = await _changed_fields(command, desk, series, first)
    if changed.keys() == {"title"}:
        return await _renamed(command, desk, series, scope, changed["title"])
    bookings, apart = await _ahead(desk, series, scope, also_changed=command.also_changed or alone)
    retitled = _retitled(command, series, bookings)
    series.change(scope, at=desk.now, **changed)
    ahead = not alone and _is_yet_to_come(series, scope)
    if not bookings and not ahead:
        raise AlreadyDone("There is nothing ahead in this scope.", kept=[each.model_dump() for each in apart])
    guests = await _guests_of(series, desk)
    skips, changes = command.on_conflict == "skip", Changes(desk)
    # Who was offered a date as it was is not given it like that.
    await _stop_waiting(changes, series, [occurrence for occurrence in series.skipped if occurrence in scope])
    return await _moved(
        desk, series, bookings, guests, apart, skips=skips, alone=alone, retitled=retitled, changes=changes
    )


async def _renamed(command: ChangeSeries, desk: Desk, series: Series, scope: Dates, title: Sealed) -> Decision:
    """The decision that dates are called otherwise, wherever and whenever they take place."""
    bookings, _ = await _ahead(desk, series, scope, also_changed=True)
    theirs = _retitled(command, series, bookings)
    series.change(scope, at=desk.now, title=title)
    goes_on = command.scope != "this" and _is_yet_to_come(series, scope)
    kept = []
    for key, booking in bookings:
        if booking.member_id != series.member_id or key not in theirs:
            detail = "This date has a title of its own, or is somebody else's."
            kept.append(DateLeftOut(occurrence=key, why="changed_before", detail=detail))
        elif booking.title != (title or None):
            booking.retitle(title or None, at=desk.now)
    renamed = [(key, booking) for key, booking in bookings if booking.facts]
    if not renamed and not goes_on:
        raise AlreadyDone("There is nothing ahead in this scope that is not called so.")
    answer = ChangedSeries(series_id=series.id, changed=[_placed(key, booking) for key, booking in renamed], kept=kept)
    own = [] if command.scope == "this" else [series]
    return Decision(answer, [*own, *(booking for _, booking in renamed)])


def _retitled(command: ChangeSeries, series: Series, bookings: Sequence[tuple[str, Booking]]) -> frozenset[str]:
    """The dates that take the new title, if there is one: not those that were given a title by themselves."""
    if command.title is None:
        return frozenset()
    all_of_them = command.also_changed or command.scope == "this"
    return frozenset(key for key, booking in bookings if all_of_them or booking.title == series.template(key).title)


async def _changed_fields(command: ChangeSeries, desk: Desk, series: Series, first: str | None) -> dict[str, Any]:
    """The fields of the fact that a series changed. Raises Invalid for a change of nothing, or to another zone."""
    sample = first or next(series.booked(), None) or series.continues_with or next(iter(series.skipped), None)
    if sample is None:
        raise AlreadyDone("There is nothing ahead in this scope.")
    template = series.template(sample)
    fields: dict[str, Any] = {}
    if command.start_time is not None or command.end_time is not None:
        start = command.start_time or template.start.isoformat("minutes")
        if start == "24:00":
            raise Invalid("A date can't start at 24:00.", pointer="/start_time")
        end = (datetime.combine(date.min, template.start) + template.length).time().isoformat("minutes")
        minutes = (_minutes(command.end_time or end) - _minutes(start)) % (24 * 60) or 24 * 60
        if command.end_time is None and template.length > timedelta(days=1):
            minutes = int(template.length / timedelta(minutes=1))
        fields |= {"start_time": start, "minutes": minutes}
    if command.room_id is not None or "seat_id" in command.model_fields_set:
        venue = await venue_of(desk, command.room_id or template.room_id)
        desk.actor.require(command.NAME, owner=series.member_id, building=venue.building.id)
        if venue.building.time_zone != series.time_zone:
            raise Invalid("That room is in another time zone; place a new series there.", pointer="/room_id")
        if command.seat_id is not None:
            venue.room.require_seat(command.seat_id)
        fields |= {"building_id": venue.building.id, "room_id": venue.room.id, "seat_id": command.seat_id}
    if command.title is not None:
        fields["title"] = await sealed(desk, series.member_id, command.title) or Sealed("")
    if not fields:
        raise Invalid("Name what is to change: start_time, end_time, room_id, seat_id or title.")
    return fields


class CancelSeries(SeriesScope, Command):
    """Give dates of a series up; their places are free again at once."""

    scope: Literal["this", "following", "all"] | ScopePeriod = "all"
    reason: str | None = Field(None, max_length=500)


@handles(CancelSeries, answers=ChangedSeries)
async def cancel_series(command: CancelSeries, desk: Desk) -> Decision:
    series = await visible_series(desk, command.NAME, command.series_id)
    scope = _scope(command, command.first(series), desk, series)
    alone = command.scope == "this"
    bookings, kept = await _ahead(desk, series, scope, also_changed=command.also_changed or alone)
    reason = await sealed(desk, series.member_id, command.reason)
    changes, too_late = Changes(desk), None
    cancelled = []
    for occurrence, booking in bookings:
        try:
            await _require_in_time(desk, booking)
        except RuleBroken as refusal:
            too_late = too_late or refusal
            kept.append(
                DateLeftOut(occurrence=occurrence, why="refused", detail=refusal.detail, rule=refusal.fields["rule"])
            )
            continue
        booking.cancel(reason, at=desk.now)
        changes.give_up(booking)
        cancelled.append(_placed(occurrence, booking))
    if not cancelled and (alone or not _is_yet_to_come(series, scope)):
        raise too_late or AlreadyDone(
            "There is nothing ahead in this scope.", kept=[each.model_dump() for each in kept]
        )
    if not alone:
        await _stop_waiting(changes, series, [occurrence for occurrence in series.skipped if occurrence in scope])
        series.cancel(scope, reason, at=desk.now)
        changes.streams[series.id] = series
    return changes.decision(ChangedSeries(series_id=series.id, changed=cancelled, kept=kept))


class EndSeries(Command):
    """Give the rest of a series up to which nobody has come so many times in a row."""

    series_id: UUID


@handles(EndSeries, answers=ChangedSeries, internal=True)
async def end_series(command: EndSeries, desk: Desk) -> Decision:
    series = await desk.draft(Series, command.series_id)
    series.require_live()
    today = wall_time(desk.now, series.zone).isoformat()
    begun = [occurrence for occurrence in series.booked() if occurrence <= today]
    latest = await _bookings(desk, series, begun[-MOST_OCCURRENCES:])
    missed = no_shows_in_a_row(booking for _, booking in reversed(latest))
    if missed < series.no_shows_most:
        raise Conflict("Somebody came to one of the latest dates.", no_shows=missed, **series.no_shows_rule)
    bookings, _ = await _ahead(desk, series, Dates(), also_changed=True)
    changes = Changes(desk)
    why = {**series.no_shows_rule, "no_shows": missed}
    for _, booking in bookings:
        booking.cancel(Sealed(f"Nobody came to the last {missed} dates of the series."), at=desk.now)
        changes.give_up(booking)
    await _stop_waiting(changes, series, list(series.skipped))
    series.end(why, at=desk.now)
    changes.streams[series.id] = series
    placed = [_placed(occurrence, booking) for occurrence, booking in bookings]
    return changes.decision(ChangedSeries(series_id=series.id, changed=placed))


class ApplyZoneChange(Command):
    """Move the dates of a series back to their wall time after the rules of its time zone have changed."""

    series_id: UUID


@handles(ApplyZoneChange, answers=ChangedSeries)
async def apply_zone_change(command: ApplyZoneChange, desk: Desk) -> Decision:
    series = await visible_series(desk, command.NAME, command.series_id)
    drifted, apart = await _drifted(desk, series)
    if not drifted:
        raise AlreadyDone("Every date of the series is at its wall time.")
    guests = await _guests_of(series, desk)
    return await _moved(desk, series, drifted, guests, apart, skips=True, alone=False)


MOST_MOVED = 1000
"""So many dates at most are moved by one command; what is left is for the next."""


class AppliedZoneChange(Answer):
    building_id: UUID
    changed: list[DatePlaced]
    kept: list[DateLeftOut] = Field(description="Dates that can't be had at their wall time, and why.")
    series_left: int = Field(description="So many series are for the next time, because this was enough for once.")


class ApplyBuildingZoneChange(Command):
    """Move the dates of all series of a building back to their wall time after the rules of its time zone changed."""

    building_id: UUID


@handles(ApplyBuildingZoneChange, answers=AppliedZoneChange)
async def apply_building_zone_change(command: ApplyBuildingZoneChange, desk: Desk) -> Decision:
    building = await desk.read(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    every = await gather(*(desk.draft(Series, series_id) for series_id in await desk.series_of(building.id)))
    found = zip(every, await gather(*(_drifted(desk, series) for series in every)), strict=True)
    drifted = [(series, dates, apart) for series, (dates, apart) in found if dates]
    if not drifted:
        raise AlreadyDone("Every date of the building's series is at its wall time.")
    upto = accumulate(len(dates) for _, dates, _ in drifted)
    now = [each for each, so_many in zip(drifted, upto, strict=True) if so_many <= MOST_MOVED] or drifted[:1]
    # All of them at once: the place that one date goes to may be that of another one today.
    candidates = []
    for series, dates, _ in now:
        guests = await _guests_of(series, desk)
        candidates += [await _candidate_for(desk, series, key, booking, guests) for key, booking in dates]
    _against_each_other(candidates)
    await _settle(desk, candidates)
    _require_some(candidates, all_of_them=False)
    changes = Changes(desk)
    moved = [(each, each.booking) for each in candidates if each.booking and _move(changes, each, with_series=True)]
    changed = [_placed(each.stay.occurrence, booking, each.stay.note) for each, booking in moved]
    kept = [left_out for _, _, apart in now for left_out in apart]
    kept += [candidate.left_out() for candidate in candidates if candidate.refusal]
    return changes.decision(
        AppliedZoneChange(building_id=building.id, changed=changed, kept=kept, series_left=len(drifted) - len(now))
    )


async def _drifted(desk: Desk, series: Series) -> tuple[list[tuple[str, Booking]], list[DateLeftOut]]:
    """The dates ahead that are not at their wall time by today's rules of the zone, but those changed one by one."""
    bookings, apart = await _ahead(desk, series, Dates(), also_changed=False)
    return [(key, booking) for key, booking in bookings if series.stay(key).period != booking.period], apart


async def visible_series(desk: Desk, act: str, series_id: UUID) -> Series:
    """A series that the actor may act on. One they may not even see does not exist for them."""
    series = await desk.draft(Series, series_id)
    building_id = series.building_id
    if not desk.actor.may("see-booking", owner=series.member_id, building=building_id):
        raise NotFound("series", series_id)
    desk.actor.require(act, owner=series.member_id, building=building_id)
    return series


# Which dates


def _reach(desk: Desk, venue: Venue) -> datetime:
    return desk.now + timedelta(days=venue.policy[HORIZON_DAYS])


def _within(stays: Iterable[Stay], reach: datetime | None) -> tuple[list[Stay], Stay | None]:
    """The first stays, as far as they are within reach and not too many; and the one after them."""
    within: list[Stay] = []
    for stay in stays:
        if len(within) == MOST_OCCURRENCES or (reach is not None and stay.period.start > reach):
            return within, stay
        within.append(stay)
    return within, None


def _first(later: Stay | None) -> list[Stay]:
    """A series that begins beyond the horizon is judged by its first date, which the horizon refuses."""
    return [later] if later else []


def _continues(desk: Desk, venue: Venue, later: Stay | None) -> tuple[str | None, datetime | None]:
    """With which date a series goes on, and when that has come within the horizon."""
    if later is None:
        return None, None
    comes_in = later.period.start - timedelta(days=venue.policy[HORIZON_DAYS])
    return later.occurrence, max(comes_in, desk.now + timedelta(minutes=1))


def _scope(command: SeriesScope, first: str | None, desk: Desk, series: Series) -> Dates:
    match command.scope:
        case "this":
            return Dates(first, f"{first}~")
        case "following":
            return Dates(first or wall_time(desk.now, series.zone).isoformat(timespec="seconds"))
        case "all":
            return Dates()
        case ScopePeriod():
            return command.scope.dates()


_A_WHILE = timedelta(days=33)
"""No stay is longer, so what began earlier is over."""


async def _ahead(
    desk: Desk, series: Series, scope: Dates, *, also_changed: bool
) -> tuple[list[tuple[str, Booking]], list[DateLeftOut]]:
    """The bookings of a scope that have not begun; apart from them those that were changed one by one before."""
    since = wall_time(desk.now - _A_WHILE, series.zone).isoformat()
    keys = [key for key in series.booked() if key in scope and key >= since]
    chosen, apart = [], []
    for key, booking in await _bookings(desk, series, keys):
        if booking.status not in LIVE or booking.period.start <= desk.now:
            continue
        if booking.apart and not also_changed:
            detail = "This date was changed by itself before."
            apart.append(DateLeftOut(occurrence=key, why="changed_before", detail=detail))
        else:
            chosen.append((key, booking))
    return chosen, apart


async def _bookings(desk: Desk, series: Series, keys: Sequence[str]) -> list[tuple[str, Booking]]:
    drafts = await gather(*(desk.draft(Booking, series.booking_id(key)) for key in keys))
    return list(zip(keys, drafts, strict=True))


def _is_yet_to_come(series: Series, scope: Dates) -> bool:
    """Whether a scope has dates that are not booked: skipped ones, or some beyond the horizon."""
    later = [] if series.continues_with is None else [series.continues_with]
    return any(occurrence in scope for occurrence in [*series.skipped, *later])


# Whether they can be had


async def _is_member_active(desk: Desk, series: Series) -> bool:
    return series.member_id == SYSTEM.member_id or (await desk.read(Member, series.member_id)).active


async def _guests_of(series: Series, desk: Desk) -> Guests:
    """Who comes, and what was decided about approval and rules when the series was placed."""
    actor, building_id = desk.actor, series.building_id
    # BookIT itself may do all; what it adds to a series needs the approval that the series needed.
    by_itself = actor.member_id == SYSTEM.member_id
    may_approve = series.approves or (not by_itself and actor.may("approve-booking", building=building_id))
    override = series.override if actor.may("override-rules", building=building_id) else NO_OVERRIDE
    if series.member_id == actor.member_id:
        who = actor
    else:
        who = Actor.of(await desk.read(Member, series.member_id), actor.scopes)
    return Guests(series.member_id, who, series.attendees, series.guests, override, may_approve)


async def _candidates(desk: Desk, series: Series, stays: Sequence[Stay], guests: Guests) -> list[Candidate]:
    return [await _candidate_of(desk, series, stay, guests) for stay in stays]


async def _candidate_of(
    desk: Desk, series: Series, stay: Stay, guests: Guests, *, keeps_start: bool = False
) -> Candidate:
    template = series.template(stay.occurrence)
    venue = await venue_of(desk, template.room_id)
    place = await place_in(desk, venue, template.seat_id, guests.attendees)
    return _candidate(desk, venue, place, stay, guests, keeps_start=keeps_start)


def _candidate(
    desk: Desk, venue: Venue, place: Place, stay: Stay, guests: Guests, *, keeps_start: bool = False
) -> Candidate:
    """A date and what the rules say of it."""
    candidate = Candidate(stay, venue, place)
    try:
        candidate.judged = judged(
            desk,
            venue,
            stay.period,
            guests.who,
            seat_id=place.seat_id,
            attendees=guests.attendees,
            guests=len(guests.guests),
            keeps_start=keeps_start,
            override=guests.override,
            may_approve=guests.may_approve,
        )
    except RuleBroken as refusal:
        closed = refusal.fields["rule"] == "opening_hours"
        candidate.refuse(Verdict.CLOSED if closed else Verdict.REFUSED, refusal)
    return candidate


async def _weigh(
    desk: Desk,
    candidates: Sequence[Candidate],
    guests: Guests,
    *,
    look: bool,
    offers: Mapping[UUID, WaitlistEntry] = MappingProxyType({}),
) -> None:
    """Refuse the dates that are in each other's way; with a look around, also those that somebody else has."""
    _against_each_other(candidates)
    if look:
        await _against_others(desk, candidates, ours=frozenset(offers))
        offered_dates = {entry.occurrence for entry in offers.values()}
        await _against_quotas(desk, candidates, guests, offered_dates)


def _against_each_other(candidates: Sequence[Candidate]) -> None:
    last: dict[Sequence[UUID], Candidate] = {}
    for candidate in sorted(candidates, key=lambda each: each.claimed.start):
        if candidate.refusal:
            continue
        before = last.get(candidate.place.units)
        if before is not None and before.claimed.overlaps(candidate.claimed):
            detail = f"This date overlaps that of {before.stay.occurrence}, buffers included."
            candidate.refuse(Verdict.OVERLAPS, Conflict(detail, overlaps=before.stay.occurrence))
        else:
            last[candidate.place.units] = candidate


async def _against_others(desk: Desk, candidates: Sequence[Candidate], *, ours: frozenset[UUID]) -> None:
    """Refuse the dates whose place others have; one look for each place, however many dates."""
    by_place: dict[Sequence[UUID], list[Candidate]] = {}
    for candidate in candidates:
        if not candidate.refusal:
            by_place.setdefault(candidate.place.units, []).append(candidate)
    for wanted in by_place.values():
        span = Period(min(each.claimed.start for each in wanted), max(each.claimed.end for each in wanted))
        claims = claims_at(wanted[0].venue.room, wanted[0].place, span, desk.command_id)
        around = await desk.claims_over([claim.unit_id for claim in claims], span)
        held = [claim for claim in around if claim.stream_id not in ours]
        busy = merged(Held(held).busy_for(claims))
        starts = [period.start for period in busy]
        for candidate in wanted:
            index = bisect_left(starts, candidate.claimed.end) - 1
            if index >= 0 and busy[index].end > candidate.claimed.start:
                _refuse_taken(candidate, busy[index], held)


def _refuse_taken(candidate: Candidate, busy: Period, held: Sequence[Claim]) -> None:
    room = candidate.venue.room
    closure = next(
        (room.closures[claim.stream_id] for claim in held
         if claim.stream_id in room.closures and claim.period.overlaps(candidate.claimed)), None
    )  # fmt: skip
    refusal = RoomTaken(
        room_id=room.id,
        seat_id=candidate.place.seat_id,
        blocked_from=busy.start,
        blocked_to=busy.end,
        next_free=[],
    )
    if closure is not None:
        refusal.detail = f"Closed: {closure.reason}."
    candidate.refuse(Verdict.CLOSED if closure else Verdict.TAKEN, refusal)


async def _against_quotas(
    desk: Desk, candidates: Sequence[Candidate], guests: Guests, counted: Collection[str | None]
) -> None:
    """Refuse the dates that a quota has no room for, counting those before them, but not what is `counted` already."""
    charged = [
        (candidate, charges)
        for candidate in candidates
        if not candidate.refusal and (charges := _charges(candidate, guests.member_id))
    ]
    if not charged:
        return
    used = Counter(await desk.charged([charge for _, charges in charged for charge in charges]))
    for candidate, charges in charged:
        if candidate.stay.occurrence in counted:
            used.subtract({(charge.holder_id, charge.bucket): charge.amount for charge in charges})
    for candidate, charges in charged:
        full = next((each for each in charges if used[each.holder_id, each.bucket] + each.amount > each.limit), None)
        if full is not None:
            refusal = quota_exceeded(candidate.venue.policy, full.bucket, used[full.holder_id, full.bucket])
            candidate.refuse(Verdict.OVER_QUOTA, refusal)
            continue
        for charge in charges:
            used[charge.holder_id, charge.bucket] += charge.amount


def _charges(candidate: Candidate, member_id: UUID) -> list[Charge]:
    if candidate.judged is None:
        return []
    counted_only = candidate.judged.quotas_overridden
    stream_id = UUID(int=0)  # there is no booking yet
    kind = candidate.venue.room.kind
    return charges_for(candidate.judged.stay, kind, member_id, stream_id, counted_only=counted_only)


def _require_some(candidates: Sequence[Candidate], *, all_of_them: bool) -> None:
    """Raises the first refusal, with all others in its `dates`, unless enough dates can be had."""
    refused = [candidate for candidate in candidates if candidate.refusal]
    if refused and (all_of_them or len(refused) == len(candidates)):
        raise _refusal(refused)


def _refusal(refused: Sequence[Candidate]) -> Refusal:
    first = refused[0].refusal
    if first is None:
        raise AssertionError("a refused date has a refusal")
    first.fields["occurrence"] = refused[0].stay.occurrence
    first.fields["dates"] = [candidate.left_out().model_dump() for candidate in refused]
    return first


async def _require_in_time(desk: Desk, booking: Booking) -> None:
    """Raises RuleBroken for a booking of one's own that it is too late to give up."""
    if booking.member_id != desk.actor.member_id:
        return
    policy = (await venue_of(desk, booking.place.room_id)).policy
    deadline = policy[CANCEL_BEFORE]
    if deadline and booking.starts_within(deadline, desk.now):
        raise RuleBroken(
            f"Bookings here are cancelled {deadline} minutes before they start, or by a manager.",
            **policy.why(CANCEL_BEFORE),
        )


# What is recorded


def _booked(
    desk: Desk,
    series: Series,
    candidates: Sequence[Candidate],
    guests: Guests,
    *,
    skips: bool,
    changes: Changes | None = None,
) -> Decision:
    """The decision that all dates that can be had are booked, besides other changes."""
    changes = changes or Changes(desk, streams={series.id: series})
    placed: list[DatePlaced] = []
    booked: list[tuple[Candidate, Booking]] = []
    for candidate in candidates:
        if candidate.judged is None or candidate.refusal:
            continue
        occurrence = candidate.stay.occurrence
        booking = Booking.book(
            series.booking_id(occurrence),
            candidate.place,
            candidate.stay.period,
            member_id=guests.member_id,
            attendees=guests.attendees,
            title=series.template(occurrence).title,
            guests=guests.guests,
            at=desk.now,
            terms=candidate.judged.terms,
            origin=Origin(series.id, occurrence),
        )
        changes.streams[booking.id] = booking
        changes.hold(claims_of(candidate.venue, booking), charges_of(candidate.venue, booking, candidate.judged))
        booked.append((candidate, booking))
        placed.append(_placed(occurrence, booking, candidate.stay.note))
    answer = SeriesAnswer(
        series_id=series.id,
        placed=placed,
        skipped=[candidate.left_out() for candidate in candidates if candidate.refusal],
        continues_with=series.continues_with,
    )
    # What was decided around quotas as they were seen is decided anew when somebody gets in between.
    return changes.decision(answer) if skips else _with_words(desk, changes, answer, candidates, booked, skips=False)


async def _moved(
    desk: Desk,
    series: Series,
    bookings: Sequence[tuple[str, Booking]],
    guests: Guests,
    apart: Sequence[DateLeftOut],
    *,
    skips: bool,
    alone: bool,
    retitled: Collection[str] = (),
    changes: Changes | None = None,
) -> Decision:
    """The decision that bookings take place as the series says now, those that can, besides other changes."""
    changes = changes or Changes(desk)
    if series.facts and not alone:
        changes.streams[series.id] = series
    changed: list[DatePlaced] = []
    candidates = [await _candidate_for(desk, series, key, booking, guests) for key, booking in bookings]
    moving = [candidate for candidate in candidates if candidate.moves]
    _against_each_other(moving)
    if skips:
        await _settle(desk, moving)
    _require_some(moving, all_of_them=not skips)
    moved: list[tuple[Candidate, Booking]] = []
    for candidate in candidates:
        booking, title = candidate.booking, series.template(candidate.stay.occurrence).title
        if booking is None or candidate.judged is None or (candidate.moves and candidate.refusal):
            continue
        if candidate.moves and _move(changes, candidate, with_series=not alone):
            moved.append((candidate, booking))
        if candidate.stay.occurrence in retitled and booking.title != title:
            booking.retitle(title, at=desk.now)
        if booking.facts:
            changes.streams[booking.id] = booking
            changed.append(_placed(candidate.stay.occurrence, booking, candidate.stay.note))
    if not any(stream.facts for stream in changes.streams.values()):
        raise AlreadyDone("The dates are like this already.")
    kept = [*apart, *(candidate.left_out() for candidate in moving if candidate.refusal)]
    answer = ChangedSeries(series_id=series.id, changed=changed, kept=kept)
    return _with_words(desk, changes, answer, moving, moved, skips=skips)


def _move(changes: Changes, candidate: Candidate, *, with_series: bool) -> bool:
    """Take a booking to where its series says, if it can be there."""
    booking, verdict, period = candidate.booking, candidate.judged, candidate.stay.period
    if booking is None or verdict is None or candidate.refusal:
        return False
    changes.give_up(booking)
    now = changes.desk.now
    booking.reschedule(candidate.place, period, at=now, terms=verdict.terms, with_series=with_series)
    changes.hold(claims_of(candidate.venue, booking), charges_of(candidate.venue, booking, verdict))
    return True


async def _candidate_for(desk: Desk, series: Series, occurrence: str, booking: Booking, guests: Guests) -> Candidate:
    """A booking on its way to where the series says that it should be."""
    stay = series.stay(occurrence)
    keeps_start = stay.period.start == booking.period.start
    # Who comes to this date is what the booking says: that may have been changed by itself.
    guests = replace(guests, attendees=booking.attendees, guests=booking.guests)
    candidate = await _candidate_of(desk, series, stay, guests, keeps_start=keeps_start)
    candidate.booking = booking
    candidate.moves = stay.period != booking.period or candidate.place != booking.place
    return candidate


async def _settle(desk: Desk, candidates: Sequence[Candidate]) -> None:
    """Find out which bookings can move. One that can't stays where it is, and may be in the way of another."""
    staying = -1
    while staying != (staying := sum(1 for candidate in candidates if candidate.refusal)):
        going = frozenset(each.booking.id for each in candidates if each.booking and not each.refusal)
        await _against_others(desk, candidates, ours=going)


def _with_words(
    desk: Desk,
    changes: Changes,
    answer: Answer,
    candidates: Sequence[Candidate],
    booked: Sequence[tuple[Candidate, Booking]],
    *,
    skips: bool,
) -> Decision:
    """The decision of these changes, with words for what may be in its way.

    One that skips dates was made around what it saw, and is made anew when somebody gets in between.
    """

    async def when_exceeded(exceeded: Exceeded) -> Refusal:
        return quota_exceeded(booked[0][0].venue.policy, exceeded.bucket, exceeded.used)

    decision = changes.decision(answer, when_exceeded=when_exceeded)
    if skips:
        return decision
    ours = frozenset(booking.id for _, booking in booked)

    async def when_taken(blocker: Blocker) -> Refusal:
        await _against_others(desk, candidates, ours=ours)
        if refused := [candidate for candidate in candidates if candidate.refusal]:
            return _refusal(refused)
        candidate, booking = booked[0]
        return await taken(desk, candidate.venue, booking, blocker)

    return replace(decision, when_taken=when_taken)


def _placed(occurrence: str, booking: Booking, note: str | None = None) -> DatePlaced:
    return DatePlaced(
        occurrence=occurrence,
        booking_id=booking.id,
        starts_at=booking.period.start,
        ends_at=booking.period.end,
        status=booking.status,
        note=note,
    )


def _minutes(wall: str) -> int:
    return int(wall[:2]) * 60 + int(wall[3:5])
