"""Facts about series: a recurrence rule that places bookings.

Times here are wall times of the building, `2031-03-24T09:00:00`. A date of a series is named for good by the wall time
that its rule gives it, also when it takes place at another time. Which dates have a booking is not listed: all that
the rule names before `continues_with`, except those that were skipped: `skipped` has each of these with why.
`continues_with` is the first date beyond the horizon, and `extend_at` when it no longer is. A series with so many
no-shows in a row as `no_shows_rule` says is ended. A scope `[from_occurrence, to_occurrence)` is open where one is
missing; what a change does not name stays as it was, a room comes with its building and seat, and an empty title takes
it away.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from bookit.events.base import Created, Event
from bookit.events.sealed import Sealed


class SeriesPlaced(Created):
    """A series of stays was booked, as far as its dates are within the horizon."""

    TOPIC: ClassVar[str] = "series.placed"
    ORIGIN: ClassVar[str] = "series"
    building_id: UUID
    room_id: UUID
    seat_id: UUID | None = None
    member_id: UUID
    time_zone: str
    starts: str
    ends: str
    rrule: str | None = None
    rdates: list[str] = Field(default_factory=list)
    exdates: list[str] = Field(default_factory=list)
    attendees: int | None = None
    title: Sealed | None = None
    guests: list[Sealed] = Field(default_factory=list)
    override_rules: list[str] = Field(default_factory=list)
    override_reason: Sealed | None = None
    approves: bool = False
    no_shows_rule: dict[str, Any]
    skipped: list[dict[str, Any]] = Field(default_factory=list)
    continues_with: str | None = None
    extend_at: datetime | None = None


class SeriesExtended(Event):
    """Dates that have come within the horizon were booked, or skipped."""

    TOPIC: ClassVar[str] = "series.extended"
    skipped: list[dict[str, Any]] = Field(default_factory=list)
    continues_with: str | None = None
    extend_at: datetime | None = None


class SeriesSkippedDatesPlaced(Event):
    """Dates that were skipped before were booked after all."""

    TOPIC: ClassVar[str] = "series.skipped_dates_placed"
    occurrences: list[str]


class SeriesChanged(Event):
    """Dates take place at another time or place, or under another title."""

    TOPIC: ClassVar[str] = "series.changed"
    from_occurrence: str | None = None
    to_occurrence: str | None = None
    start_time: str | None = None
    minutes: int | None = None
    building_id: UUID | None = None
    room_id: UUID | None = None
    seat_id: UUID | None = None
    title: Sealed | None = None


class SeriesCancelled(Event):
    """Dates were given up; all of them when no scope is named."""

    TOPIC: ClassVar[str] = "series.cancelled"
    from_occurrence: str | None = None
    to_occurrence: str | None = None
    reason: Sealed | None = None


class SeriesRevived(Event):
    """Dates that were given up are a part of the series again; which of them have a booking is for those to say."""

    TOPIC: ClassVar[str] = "series.revived"
    undone_command_id: UUID
    from_occurrence: str | None = None
    to_occurrence: str | None = None
    skipped: list[dict[str, Any]] = Field(default_factory=list)
    continues_with: str | None = None
    extend_at: datetime | None = None


class SeriesEnded(Event):
    """The rest of a series was given up by BookIT itself; `why` names the rule, or what else the reason is."""

    TOPIC: ClassVar[str] = "series.ended"
    why: dict[str, Any]
