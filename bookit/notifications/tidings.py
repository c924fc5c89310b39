"""What to tell whom about the facts of a command: a fold over the streams it wrote. Pure; nothing is sent here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bookit.domain.actor import SYSTEM
from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import LIVE, Booking
from bookit.domain.series import Series
from bookit.domain.waitlist import WaitlistEntry
from bookit.events import Event
from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingDisplaced,
    BookingExpired,
    BookingHandedOver,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    BookingRetitled,
)
from bookit.events.series import SeriesEnded, SeriesExtended, SeriesSkippedDatesPlaced
from bookit.events.values import BookingStatus
from bookit.events.waitlist import WaitlistExpired, WaitlistOffered, WaitlistOfferLapsed
from bookit.notifications.news import News

OLD_NEWS = timedelta(hours=1)
"""What was decided so long before it was recorded is history: imported, or told by a demo."""

TOLD: frozenset[str] = frozenset(
    event.TOPIC
    for event in (
        BookingPlaced,
        BookingRescheduled,
        BookingRetitled,
        BookingPartyChanged,
        BookingCancelled,
        BookingDisplaced,
        BookingApproved,
        BookingRejected,
        BookingExpired,
        BookingReleased,
        BookingHandedOver,
        BookingRestored,
        WaitlistOffered,
        WaitlistOfferLapsed,
        WaitlistExpired,
        SeriesExtended,
        SeriesSkippedDatesPlaced,
        SeriesEnded,
    )
)
"""Topics of the facts that may have to be told."""

_OF_WORDS = frozenset({News.CHANGED, News.OWN_CHANGED})


@dataclass(frozen=True, slots=True)
class Approvers:
    """Whoever may approve bookings in a building."""

    building_id: UUID


@dataclass(frozen=True, slots=True)
class Tiding:
    """One thing to tell: to a member, or to all approvers of a building."""

    news: News
    to: UUID | Approvers
    subject_id: UUID
    version: int
    position: int
    facts: Mapping[str, Any]
    """When and where, as it was then; ids and times only."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A fact of the command, with what the ledger noted of it."""

    event: Event
    position: int
    recorded_at: datetime


def tidings(happenings: Sequence[Happening], actor_id: UUID, streams: Mapping[UUID, Sequence[Event]]) -> list[Tiding]:
    """What to tell about the facts of one command of an actor.

    `streams` has, for each stream that the command wrote, its events up to the last of the command.
    """
    told: list[Tiding] = []
    noted = {(each.event.originator_id, each.event.originator_version): each for each in happenings}
    for events in streams.values():
        aggregate: Aggregate | None = None
        for event in events:
            happening = noted.get((event.originator_id, event.originator_version))
            before = _state(aggregate)
            aggregate = event.mutate(aggregate)
            if happening is None or event.TOPIC not in TOLD or _is_old(happening):
                continue
            match aggregate:
                case Booking():
                    told += _of_booking(happening, actor_id, before, _state(aggregate))
                case WaitlistEntry():
                    told += _of_waitlist(happening, actor_id, aggregate)
                case Series():
                    told += _of_series(happening, actor_id, aggregate)
    told.sort(key=lambda tiding: tiding.position)
    return _without_echoes(told)


def _without_echoes(told: Sequence[Tiding]) -> list[Tiding]:
    """What one command did to a booking is told once: other words go without saying where more is told of it."""
    last = {(each.to, each.subject_id): each for each in told if each.news in _OF_WORDS}
    more = {(each.to, each.subject_id) for each in told if each.news not in _OF_WORDS}
    return [
        each
        for each in told
        if each.news not in _OF_WORDS
        or ((each.to, each.subject_id) not in more and each is last[each.to, each.subject_id])
    ]


def still_pending(streams: Mapping[UUID, Sequence[Event]], last_position: int) -> list[Tiding]:
    """What approvers are reminded of, of these bookings as they are now."""
    told = []
    for stream_id, events in streams.items():
        aggregate: Aggregate | None = None
        for event in events:
            aggregate = event.mutate(aggregate)
        if isinstance(aggregate, Booking) and aggregate.status is BookingStatus.PENDING:
            state = _state(aggregate)
            to = Approvers(aggregate.place.building_id)
            version = aggregate.version
            told.append(Tiding(News.APPROVAL_STILL_WANTED, to, stream_id, version, last_position, state))
    return told


def begins_soon(booking: Booking, position: int) -> Tiding:
    """The reminder of a booking, as it is now."""
    return Tiding(News.BEGINS_SOON, booking.member_id, booking.id, booking.version, position, _state(booking))


def is_to_come(booking: Booking, starts_at: datetime) -> bool:
    """Whether a booking still begins at that time, and somebody is expected."""
    return booking.status is BookingStatus.CONFIRMED and booking.period.start == starts_at


def _is_old(happening: Happening) -> bool:
    return happening.recorded_at - happening.event.timestamp > OLD_NEWS


def _state(aggregate: Aggregate | None) -> dict[str, Any]:
    """What news say about a booking: where, when, whose."""
    if not isinstance(aggregate, Booking):
        return {}
    place, period = aggregate.place, aggregate.period
    return {
        "member_id": str(aggregate.member_id),
        "building_id": str(place.building_id),
        "room_id": str(place.room_id),
        "seat_id": str(place.seat_id) if place.seat_id else None,
        "starts_at": period.start.isoformat(),
        "ends_at": period.end.isoformat(),
        "time_zone": place.time_zone,
        "status": str(aggregate.status),
        "decide_by": _iso(aggregate.terms.decide_by) if aggregate.status is BookingStatus.PENDING else None,
        "check_in_by": _iso(aggregate.terms.check_in_by),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _of_booking(
    happening: Happening, actor_id: UUID, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Tiding]:
    event = happening.event
    if datetime.fromisoformat(after["ends_at"]) <= happening.recorded_at:
        return
    owner = UUID(after["member_id"])
    own = owner == actor_id

    def tell(news: News, to: UUID | Approvers = owner, **more: Any) -> Tiding:
        facts = {**after, **more}
        return Tiding(news, to, event.originator_id, event.originator_version, happening.position, facts)

    match event:
        case BookingPlaced():
            if own:
                yield tell(News.OWN_BOOKED)
            elif actor_id != SYSTEM.member_id:
                yield tell(News.BOOKED)
            elif event.waitlist_id is not None:
                yield tell(News.PROMOTED)
            elif event.series_id is None:  # a series goes on as its member wished
                yield tell(News.BOOKED)
        case BookingRescheduled():
            if (after["starts_at"], after["ends_at"], after["room_id"], after["seat_id"]) != (
                before["starts_at"],
                before["ends_at"],
                before["room_id"],
                before["seat_id"],
            ):
                yield tell(News.OWN_MOVED if own else News.MOVED, before=dict(before))
        case BookingRetitled():
            yield tell(News.OWN_CHANGED if own else News.CHANGED)
        case BookingPartyChanged():
            if not own:  # no calendar says who else comes
                yield tell(News.CHANGED)
        case BookingCancelled():
            yield tell(News.OWN_CANCELLED if own else News.CANCELLED)
        case BookingDisplaced():
            yield tell(News.DISPLACED)
        case BookingApproved():
            if not own:
                yield tell(News.APPROVED)
        case BookingRejected():
            yield tell(News.REJECTED)
        case BookingExpired():
            yield tell(News.EXPIRED)
        case BookingReleased():
            yield tell(News.RELEASED)
        case BookingHandedOver():
            giver = UUID(before["member_id"])
            if owner != actor_id:
                yield tell(News.HANDED_TO_YOU)
            # Who gave it away knows, and still has it in the calendar.
            yield tell(News.OWN_CANCELLED if giver == actor_id else News.HANDED_ON, giver)
        case BookingRestored():
            yield tell(News.OWN_BOOKED if own else News.RESTORED)
        case _:
            return
    if isinstance(event, (BookingPlaced, BookingRescheduled)) and event.pending:
        yield tell(News.APPROVAL_WANTED, Approvers(event.building_id))


def _of_waitlist(happening: Happening, actor_id: UUID, entry: WaitlistEntry) -> Iterator[Tiding]:
    event = happening.event
    facts: dict[str, Any] = {
        "building_id": str(entry.wish.building_id),
        "room_id": str(entry.wish.room_id) if entry.wish.room_id else None,
        "seat_id": str(entry.wish.seat_id) if entry.wish.seat_id else None,
        "starts_at": entry.period.start.isoformat(),
        "ends_at": entry.period.end.isoformat(),
    }

    def tell(news: News, **more: Any) -> Tiding:
        return Tiding(
            news,
            entry.member_id,
            event.originator_id,
            event.originator_version,
            happening.position,
            {**facts, **more},
        )

    if entry.member_id == actor_id:
        return
    match event:
        case WaitlistOffered():
            seat_id = str(event.seat_id) if event.seat_id else None
            yield tell(News.OFFERED, room_id=str(event.room_id), seat_id=seat_id, accept_by=event.accept_by.isoformat())
        case WaitlistOfferLapsed():
            yield tell(News.OFFER_LAPSED, waits_on=event.waits_on)
        case WaitlistExpired():
            yield tell(News.WAITED_IN_VAIN)
        case _:
            return


def _of_series(happening: Happening, actor_id: UUID, series: Series) -> Iterator[Tiding]:
    event = happening.event
    if series.member_id == actor_id:
        return
    sample = series.template("")
    facts = {
        "building_id": str(sample.building_id),
        "room_id": str(sample.room_id),
        "seat_id": str(sample.seat_id) if sample.seat_id else None,
        "time_zone": series.time_zone,
    }
    match event:
        case SeriesExtended() if event.skipped:
            news, occurrences = News.DATES_SKIPPED, [date["occurrence"] for date in event.skipped]
        case SeriesSkippedDatesPlaced() if event.occurrences:
            news, occurrences = News.DATES_PLACED, event.occurrences
        case SeriesEnded():
            news, occurrences = News.SERIES_ENDED, []
        case _:
            return
    yield Tiding(
        news,
        series.member_id,
        event.originator_id,
        event.originator_version,
        happening.position,
        {**facts, "occurrences": sorted(occurrences)},
    )


def holds_its_place(facts: Mapping[str, Any]) -> bool:
    """Whether a booking that is told about holds its place."""
    return BookingStatus(facts["status"]) in LIVE
