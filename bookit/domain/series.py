"""Series: a recurrence rule that places bookings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone
from bookit.domain.opening_hours import zone
from bookit.domain.recurrence import Recurrence, Stay, stay_at
from bookit.domain.stay import Override
from bookit.events import Event
from bookit.events.sealed import Sealed
from bookit.events.series import (
    SeriesCancelled,
    SeriesChanged,
    SeriesEnded,
    SeriesExtended,
    SeriesPlaced,
    SeriesRevived,
    SeriesSkippedDatesPlaced,
)
from bookit.events.values import BookingStatus

_RANDOM_BITS = 62
"""So many last bits of a UUIDv7 are free to choose; the ones before them keep ids of one time together."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a date of a series takes place."""

    building_id: UUID
    room_id: UUID
    seat_id: UUID | None
    start: time
    length: timedelta
    """In wall time."""
    title: Sealed | None

    def stay(self, occurrence: str, zone: ZoneInfo) -> Stay:
        """When the date takes place."""
        day = datetime.fromisoformat(occurrence).date()
        return stay_at(occurrence, datetime.combine(day, self.start), self.length, zone)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of `[first, end)`, by the wall times that name them; open where None."""

    first: str | None = None
    end: str | None = None

    def __contains__(self, occurrence: str) -> bool:
        return (self.first is None or self.first <= occurrence) and (self.end is None or occurrence < self.end)


class Series(Aggregate):
    NOUN: ClassVar[str] = "series"

    if TYPE_CHECKING:  # seen at run time, they would make the library turn the class into a dataclass
        member_id: UUID
        time_zone: str
        attendees: int | None
        guests: list[Sealed]
        override: Override
        approves: bool
        no_shows_rule: Mapping[str, Any]
        skipped: dict[str, Mapping[str, Any]]
        continues_with: str | None
        extend_at: datetime | None
        recurrence: Recurrence
        over: bool
        _template: Template
        _changes: list[SeriesChanged]
        _dropped: list[Dates]

    @classmethod
    def place(cls, series_id: UUID, *, at: datetime, **fields: Any) -> Self:
        """A series with its first dates; the fields are those of SeriesPlaced."""
        return cls.begin(SeriesPlaced, id=series_id, at=at, **fields)

    def extend(
        self,
        *,
        skipped: Sequence[Mapping[str, Any]],
        continues_with: str | None,
        extend_at: datetime | None,
        at: datetime,
    ) -> None:
        """Book, or skip, the dates up to `continues_with`. Raises AlreadyDone when there are no more."""
        if self.continues_with is None:
            raise AlreadyDone("All dates of the series are booked, or it was given up.")
        self.record(SeriesExtended, at=at, skipped=list(skipped), continues_with=continues_with, extend_at=extend_at)

    def place_skipped(self, occurrences: Sequence[str], *, at: datetime) -> None:
        """Book dates that were skipped."""
        self.record(SeriesSkippedDatesPlaced, at=at, occurrences=list(occurrences))

    def change(self, dates: Dates, *, at: datetime, **fields: Any) -> None:
        """Let these dates take place otherwise; the fields are those of SeriesChanged."""
        self.require_live()
        self.record(SeriesChanged, at=at, from_occurrence=dates.first, to_occurrence=dates.end, **fields)

    def cancel(self, dates: Dates, reason: Sealed | None, *, at: datetime) -> None:
        """Give these dates up."""
        self.require_live()
        self.record(SeriesCancelled, at=at, from_occurrence=dates.first, to_occurrence=dates.end, reason=reason)

    def end(self, why: Mapping[str, Any], *, at: datetime) -> None:
        """Give the rest up, because of a rule."""
        self.require_live()
        self.record(SeriesEnded, at=at, why=dict(why))

    def revive(self, undone_command_id: UUID, dates: Dates, before: Self, *, at: datetime) -> None:
        """Take up again the dates that were given up last, as the series was `before`."""
        self.record(
            SeriesRevived,
            at=at,
            undone_command_id=undone_command_id,
            from_occurrence=dates.first,
            to_occurrence=dates.end,
            skipped=[why for occurrence, why in before.skipped.items() if occurrence not in self.skipped],
            continues_with=before.continues_with,
            extend_at=before.extend_at,
        )

    def require_live(self) -> None:
        """Raises AlreadyDone for a series that was given up."""
        if self.over:
            raise AlreadyDone("The series was given up.")

    @property
    def building_id(self) -> UUID:
        """Where it was placed; who manages that building manages the series."""
        return self._template.building_id

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone)

    @property
    def no_shows_most(self) -> int:
        """So many no-shows in a row end the series."""
        return int(self.no_shows_rule["value"])

    def booking_id(self, occurrence: str) -> UUID:
        """The booking of a date: its id follows from the date, so nobody has to list them."""
        return self._id_of(occurrence)

    def waitlist_id(self, occurrence: str) -> UUID:
        """The place in the waitlist of a date that was skipped, should its member be offered it."""
        return self._id_of(f"waiting for {occurrence}")

    def _id_of(self, name: str) -> UUID:
        digest = blake2b(f"{self.id}:{name}".encode(), digest_size=8).digest()
        random = int.from_bytes(digest) >> (64 - _RANDOM_BITS)
        return UUID(int=self.id.int >> _RANDOM_BITS << _RANDOM_BITS | random)

    def template(self, occurrence: str) -> Template:
        """How a date takes place, after all changes."""
        template = self._template
        for change in self._changes:
            if occurrence in Dates(change.from_occurrence, change.to_occurrence):
                template = _changed(template, change)
        return template

    def stay(self, occurrence: str) -> Stay:
        """When a date takes place, by the zone's rules of today."""
        return self.template(occurrence).stay(occurrence, self.zone)

    def booked(self) -> Iterator[str]:
        """The dates that got a booking, whatever became of it since; those given up as a part of the series not."""
        for occurrence in self._named():
            if self.continues_with is not None and occurrence >= self.continues_with:
                return
            if occurrence not in self.skipped:
                yield occurrence

    def to_come(self) -> Iterator[str]:
        """The dates that are not booked yet because they were beyond the horizon."""
        if self.continues_with is None:
            return
        yield from (occurrence for occurrence in self._named() if occurrence >= self.continues_with)

    def _named(self) -> Iterator[str]:
        for wall in self.recurrence:
            occurrence = wall.isoformat()
            if not any(occurrence in dates for dates in self._dropped):
                yield occurrence

    def when(self, event: Event) -> None:
        match event:
            case SeriesPlaced():
                self.member_id = event.member_id
                self.time_zone = event.time_zone
                self.attendees = event.attendees
                self.guests = event.guests
                self.override = Override(frozenset(event.override_rules), event.override_reason)
                self.approves = event.approves
                self.no_shows_rule = event.no_shows_rule
                self.skipped = _by_occurrence(event.skipped)
                self.continues_with = event.continues_with
                self.extend_at = event.extend_at
                self.over = False
                starts, ends = datetime.fromisoformat(event.starts), datetime.fromisoformat(event.ends)
                self.recurrence = Recurrence.read(
                    starts, event.rrule, event.rdates, event.exdates, zone(event.time_zone)
                )
                self._template = Template(
                    event.building_id, event.room_id, event.seat_id, starts.time(), ends - starts, event.title
                )
                self._changes = []
                self._dropped = []
            case SeriesExtended():
                self.skipped |= _by_occurrence(event.skipped)
                self.continues_with = event.continues_with
                self.extend_at = event.extend_at
            case SeriesSkippedDatesPlaced():
                self._forget_skipped(event.occurrences)
            case SeriesChanged():
                self._changes.append(event)
            case SeriesCancelled():
                self._drop(Dates(event.from_occurrence, event.to_occurrence))
            case SeriesEnded():
                self._drop(Dates())
            case SeriesRevived():
                revived = Dates(event.from_occurrence, event.to_occurrence)
                self._dropped = [dates for dates in self._dropped if dates != revived]
                self.over = Dates() in self._dropped
                self.skipped |= _by_occurrence(event.skipped)
                self.continues_with = event.continues_with
                self.extend_at = event.extend_at
            case _:
                raise TypeError(f"a series has no {event.TOPIC}")

    def _forget_skipped(self, occurrences: Iterable[str]) -> None:
        self.skipped = {key: why for key, why in self.skipped.items() if key not in set(occurrences)}

    def _drop(self, dates: Dates) -> None:
        self._dropped.append(dates)
        self._forget_skipped([occurrence for occurrence in self.skipped if occurrence in dates])
        if dates.end is None and (self.continues_with is None or self.continues_with in dates):
            self.continues_with = self.extend_at = None
        self.over = self.over or dates == Dates()


def no_shows_in_a_row(latest_first: Iterable[Booking]) -> int:
    """How many of the latest bookings nobody came to; those that were given up count neither way."""
    count = 0
    for booking in latest_first:
        if booking.status in {BookingStatus.CHECKED_IN, BookingStatus.FINISHED}:
            break
        count += booking.status is BookingStatus.RELEASED
    return count


def _by_occurrence(skipped: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {each["occurrence"]: each for each in skipped}


def _changed(template: Template, change: SeriesChanged) -> Template:
    if change.room_id is not None and change.building_id is not None:
        template = replace(template, building_id=change.building_id, room_id=change.room_id, seat_id=change.seat_id)
    if change.start_time is not None:
        template = replace(template, start=time.fromisoformat(change.start_time))
    if change.minutes is not None:
        template = replace(template, length=timedelta(minutes=change.minutes))
    if change.title is not None:
        template = replace(template, title=change.title or None)
    return template
