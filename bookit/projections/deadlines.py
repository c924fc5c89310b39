"""Deadlines: bookings that something happens to by itself unless somebody acts first."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Boolean, Column, DateTime, Index, MetaData, Table, Uuid, text

from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
)
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Row, Rows

TABLES = MetaData(naming_convention=NAMING)

DEADLINES = Table(
    "deadlines_bookings",
    TABLES,
    Column("booking_id", Uuid, primary_key=True),
    Column("live", Boolean, nullable=False, comment="Not given up; what was given up may be restored."),
    Column("pending", Boolean, nullable=False),
    Column("decide_by", DateTime(timezone=True)),
    Column("check_in_by", DateTime(timezone=True)),
    Index("deadlines_to_decide", "decide_by", postgresql_where=text("live AND pending")),
    Index("deadlines_to_check_in", "check_in_by", postgresql_where=text("live AND NOT pending")),
    info={"key": "booking_id"},
)


class Deadlines(Projection):
    NAME: ClassVar[str] = "deadlines"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        BookingPlaced,
        BookingRescheduled,
        BookingApproved,
        BookingCheckedIn,
        BookingCancelled,
        BookingDisplaced,
        BookingRestored,
        BookingRejected,
        BookingExpired,
        BookingReleased,
        BookingFinished,
    )

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        deadlines = rows.table(DEADLINES)
        for recorded in events:
            booking_id = recorded.stream_id
            match event := recorded.event:
                case BookingPlaced():
                    deadlines.insert(*_rows(recorded, event.pending, event.decide_by, event.check_in_by))
                case BookingRescheduled():
                    moved = _rows(recorded, event.pending, event.decide_by, event.check_in_by)
                    deadlines.replace(booking_id, moved)
                case BookingApproved():
                    deadlines.patch(booking_id, pending=False)
                case BookingCancelled() | BookingDisplaced():
                    deadlines.patch(booking_id, live=False)
                case BookingRestored():
                    deadlines.patch(booking_id, live=True)
                case BookingCheckedIn() | BookingRejected() | BookingExpired() | BookingReleased() | BookingFinished():
                    deadlines.delete(booking_id)
                case _:
                    raise TypeError(f"deadlines do not know {event.TOPIC}")


def _rows(recorded: Recorded, pending: bool, decide_by: datetime | None, check_in_by: datetime | None) -> list[Row]:
    """None for the many bookings that have no deadline."""
    if decide_by is None and check_in_by is None:
        return []
    return [
        {
            "booking_id": recorded.stream_id,
            "live": True,
            "pending": pending,
            "decide_by": decide_by,
            "check_in_by": check_in_by,
        }
    ]
