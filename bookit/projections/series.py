"""Series: each with its dates, those that were skipped among them, and when time acts on it."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from bookit.events.bookings import (
    BookingCheckedIn,
    BookingFinished,
    BookingHandedOver,
    BookingPlaced,
    BookingReleased,
    BookingRescheduled,
)
from bookit.events.series import (
    SeriesCancelled,
    SeriesChanged,
    SeriesEnded,
    SeriesExtended,
    SeriesPlaced,
    SeriesRevived,
    SeriesSkippedDatesPlaced,
)
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Row, Rows, TableRows

TABLES = MetaData(naming_convention=NAMING)

SERIES = Table(
    "series_series",
    TABLES,
    Column("series_id", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False, comment="Where the ledger says that it was placed."),
    Column("member_id", Uuid, nullable=False),
    Column("building_id", Uuid, nullable=False),
    Column("room_id", Uuid, nullable=False),
    Column("seat_id", Uuid),
    Column("time_zone", Text, nullable=False),
    Column("starts", Text, nullable=False, comment="Wall time of the first date."),
    Column("ends", Text, nullable=False),
    Column("rrule", Text),
    Column("title", Text),
    Column("skipped", JSONB, nullable=False, comment="Dates without a booking, each with why."),
    Column("continues_with", Text, comment="The first date that is beyond the horizon."),
    Column("live", Boolean, nullable=False, comment="Not given up as a whole."),
    Column("why", JSONB, comment="The rule that ended it by itself."),
    Column("extend_at", DateTime(timezone=True), comment="When the next date comes within the horizon."),
    Column("no_shows", Integer, nullable=False, comment="In a row, up to now."),
    Column("no_shows_most", Integer, nullable=False),
    Column("end_at", DateTime(timezone=True), comment="Since when it has had so many that it is to be ended."),
    Column("handed_out_at", DateTime(timezone=True), comment="When a scheduler took it up last."),
    Index("series_by_member", "member_id", "position"),
    Index("series_by_building", "building_id", "position"),
    Index("series_to_extend", "extend_at", postgresql_where=text("live AND extend_at IS NOT NULL")),
    Index("series_to_end", "end_at", postgresql_where=text("live AND end_at IS NOT NULL")),
    Index("series_with_skipped_dates", "position", postgresql_where=text("live AND skipped <> '[]'::jsonb")),
    info={"key": "series_id"},
)

BOOKINGS = Table(
    "series_bookings",
    TABLES,
    Column("booking_id", Uuid, primary_key=True),
    Column("series_id", Uuid, nullable=False),
    Column("occurrence", Text, nullable=False, comment="The wall time that the series' rule names."),
    Column("apart", Boolean, nullable=False, comment="Changed by itself."),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Index("series_bookings_by_series", "series_id", "occurrence"),
    info={"key": "booking_id"},
)


class Series(Projection):
    NAME: ClassVar[str] = "series"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        SeriesPlaced,
        SeriesExtended,
        SeriesSkippedDatesPlaced,
        SeriesChanged,
        SeriesCancelled,
        SeriesEnded,
        SeriesRevived,
        BookingPlaced,
        BookingRescheduled,
        BookingHandedOver,
        BookingCheckedIn,
        BookingFinished,
        BookingReleased,
    )

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        series, bookings = rows.table(SERIES), rows.table(BOOKINGS)
        for recorded in events:
            match event := recorded.event:
                case SeriesPlaced():
                    series.insert(_series(event, recorded))
                case BookingPlaced() if event.series_id is not None:
                    bookings.insert(_booking(event, recorded))
        later = [recorded for recorded in events if not isinstance(recorded.event, (SeriesPlaced, BookingPlaced))]
        bookings.load(recorded.stream_id for recorded in later if recorded.topic.startswith("booking."))
        series.load(_touched(later, bookings))
        for recorded in later:
            if recorded.topic.startswith("series."):
                (row,) = series.of(recorded.stream_id)
                series.patch(recorded.stream_id, **_changed(recorded.event, row))
                continue
            for booking in bookings.of(recorded.stream_id):
                self._fold_booking(recorded, booking, series, bookings)

    @staticmethod
    def _fold_booking(recorded: Recorded, booking: Row, series: TableRows, bookings: TableRows) -> None:
        match event := recorded.event:
            case BookingRescheduled():
                when = {"starts_at": event.starts_at, "ends_at": event.ends_at}
                bookings.patch(recorded.stream_id, apart=not event.with_series, **when)
            case BookingHandedOver():
                bookings.patch(recorded.stream_id, apart=True)
            case BookingCheckedIn() | BookingFinished():
                series.patch(booking["series_id"], no_shows=0, end_at=None)
            case BookingReleased():
                (row,) = series.of(booking["series_id"])
                missed = row["no_shows"] + 1
                end_at = recorded.recorded_at if missed >= row["no_shows_most"] else None
                series.patch(booking["series_id"], no_shows=missed, end_at=end_at)
            case _:
                raise TypeError(f"series do not know {event.TOPIC}")


def _touched(events: Sequence[Recorded], bookings: TableRows) -> list[UUID]:
    """The series that these facts may change."""
    own = [recorded.stream_id for recorded in events if recorded.topic.startswith("series.")]
    streams = {recorded.stream_id for recorded in events if recorded.topic.startswith("booking.")}
    return own + [row["series_id"] for stream_id in streams for row in bookings.of(stream_id)]


def _series(event: SeriesPlaced, recorded: Recorded) -> Row:
    return {
        "series_id": recorded.stream_id,
        "position": recorded.position,
        "member_id": event.member_id,
        "building_id": event.building_id,
        "room_id": event.room_id,
        "seat_id": event.seat_id,
        "time_zone": event.time_zone,
        "starts": event.starts,
        "ends": event.ends,
        "rrule": event.rrule,
        "title": event.title,
        "skipped": event.skipped,
        "continues_with": event.continues_with,
        "live": True,
        "why": None,
        "extend_at": event.extend_at,
        "no_shows": 0,
        "no_shows_most": event.no_shows_rule["value"],
        "end_at": None,
        "handed_out_at": None,
    }


def _booking(event: BookingPlaced, recorded: Recorded) -> Row:
    return {
        "booking_id": recorded.stream_id,
        "series_id": event.series_id,
        "occurrence": event.occurrence,
        "apart": False,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
    }


def _changed(event: object, row: Row) -> Row:
    match event:
        case SeriesExtended():
            return {"skipped": row["skipped"] + event.skipped, **_goes_on(event.continues_with, event.extend_at)}
        case SeriesSkippedDatesPlaced():
            return {"skipped": [date for date in row["skipped"] if date["occurrence"] not in event.occurrences]}
        case SeriesChanged():
            return {"title": row["title"] if event.title is None else event.title or None}
        case SeriesCancelled():
            return _without(row, event.from_occurrence, event.to_occurrence)
        case SeriesEnded():
            return {"live": False, "why": event.why, "skipped": [], **_goes_on(None, None)}
        case SeriesRevived():
            skipped = sorted(row["skipped"] + event.skipped, key=itemgetter("occurrence"))
            again = {"live": True, "why": None, "no_shows": 0, "end_at": None, "skipped": skipped}
            return {**again, **_goes_on(event.continues_with, event.extend_at)}
        case _:
            raise TypeError(f"series do not know {event}")


def _without(row: Row, first: str | None, end: str | None) -> Row:
    def is_left(occurrence: str) -> bool:
        return (first is not None and occurrence < first) or (end is not None and occurrence >= end)

    changed: dict[str, Any] = {"skipped": [date for date in row["skipped"] if is_left(date["occurrence"])]}
    later = row["continues_with"]
    if end is None and (later is None or not is_left(later)):
        changed |= _goes_on(None, None)
    if first is None and end is None:
        changed["live"] = False
    return changed


def _goes_on(continues_with: str | None, extend_at: datetime | None) -> Row:
    return {"continues_with": continues_with, "extend_at": extend_at}
