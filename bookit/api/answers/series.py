"""Series of bookings."""

from typing import NotRequired
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field
from typing_extensions import TypedDict

from bookit.api.answers.values import LocalTime, NextCursor, WhySeen, ZoneName
from bookit.commands.series import Verdict
from bookit.events.values import BookingStatus


class SkippedDate(TypedDict):
    """A date of the rule that has no booking."""

    occurrence: str
    why: Verdict
    rule: NotRequired[str]


class SeriesSeen(BaseModel):
    series_id: UUID
    member_id: UUID
    member_name: str | None = Field(description="Of who comes; null for who was forgotten.")
    building_id: UUID
    building_name: str | None
    room_id: UUID
    room_name: str | None
    seat_id: UUID | None
    seat_name: str | None
    time_zone: ZoneName
    starts: LocalTime
    ends: LocalTime
    rrule: str | None = Field(examples=["FREQ=WEEKLY;COUNT=10"])
    title: str | None
    skipped: list[SkippedDate]
    continues_with: str | None = Field(description="The first date that is still beyond the horizon.")
    live: bool = Field(description="Not given up as a whole.")
    why: WhySeen | None = Field(description="The rule that ended it by itself.")
    no_shows: int = Field(description="In a row, up to now.")


class PageOfSeries(BaseModel):
    items: list[SeriesSeen]
    next_cursor: NextCursor


class DateOfSeries(BaseModel):
    """A date that has a booking."""

    booking_id: UUID
    occurrence: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    status: BookingStatus
    room_id: UUID
    changed_alone: bool


class SeriesWithDates(SeriesSeen):
    dates: list[DateOfSeries]


class DriftedDate(BaseModel):
    """A date that a change of zone rules has moved away from its wall time."""

    series_id: UUID
    booking_id: UUID
    occurrence: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    would_start_at: AwareDatetime
    would_end_at: AwareDatetime
    note: str | None = Field(description="What a clock change does to it.")


class PageOfDriftedDates(BaseModel):
    items: list[DriftedDate]
    next_cursor: NextCursor
