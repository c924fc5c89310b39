"""Availability: when each unit (a room or a seat) is taken, by bookings with their buffers, offers and closures."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, MetaData, Table, Uuid, text

from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
)
from bookit.events.rooms import RoomClosed, RoomReopened
from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from bookit.projections.periods import is_over_a_day, without
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Row, Rows

TABLES = MetaData(naming_convention=NAMING)

BUSY = Table(
    "availability_busy",
    TABLES,
    Column("unit_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("places", Integer, comment="How many of a shared unit's places; empty where it is taken whole."),
    Column("source_id", Uuid, nullable=False, comment="The booking, offer or closure."),
    Column("over_a_day", Boolean, nullable=False, comment="Began as longer than a day; it may have been cut since."),
    # A day of a unit is one short walk along this index, and needs no look at the table once it is vacuumed.
    Index(
        "availability_busy_by_unit",
        "unit_id",
        "starts_at",
        postgresql_include=["ends_at", "places"],
        postgresql_where=text("NOT over_a_day"),
    ),
    # The few that may have begun long before the period asked for.
    Index("availability_busy_over_a_day", "unit_id", "ends_at", postgresql_where=text("over_a_day")),
    Index("availability_busy_by_source", "source_id"),
    info={"key": "source_id"},
)


_GIVING_BACK = (
    *(BookingCancelled, BookingDisplaced, BookingRejected, BookingExpired, BookingReleased),
    *(WaitlistOfferLapsed, WaitlistPromoted, WaitlistLeft, WaitlistExpired),
)


class Availability(Projection):
    NAME: ClassVar[str] = "availability"
    VERSION: ClassVar[int] = 2
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        BookingPlaced,
        BookingRescheduled,
        BookingCancelled,
        BookingDisplaced,
        BookingRestored,
        BookingPartyChanged,
        BookingRejected,
        BookingExpired,
        BookingReleased,
        BookingFinished,
        RoomClosed,
        RoomReopened,
        WaitlistOffered,
        WaitlistOfferLapsed,
        WaitlistPromoted,
        WaitlistLeft,
        WaitlistExpired,
    )

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        busy = rows.table(BUSY)
        busy.load(_closures_to_know(events))
        for recorded in events:
            match event := recorded.event:
                case BookingPlaced() | BookingRestored():
                    busy.insert(*_claimed(event))
                case WaitlistOffered():
                    claimed = (event.claimed_from, event.claimed_to)
                    busy.insert(*_taken(recorded.stream_id, event.units, *claimed, event.places))
                case BookingRescheduled():
                    busy.replace(recorded.stream_id, _claimed(event))
                case event if isinstance(event, _GIVING_BACK):
                    busy.delete(recorded.stream_id)
                case BookingPartyChanged():
                    if event.places is not None:
                        busy.patch(recorded.stream_id, places=event.places)
                case BookingFinished():
                    busy.patch(recorded.stream_id, ends_at=event.claimed_to or event.ended_at)
                case RoomClosed():
                    busy.insert(*_taken(event.closure_id, event.units, event.starts_at, event.ends_at, None))
                case RoomReopened():
                    pieces = without(busy.of(event.closure_id), event.starts_at, event.ends_at)
                    busy.replace(event.closure_id, pieces)
                case _:
                    raise TypeError(f"availability does not know {event.TOPIC}")


def _closures_to_know(events: Sequence[Recorded]) -> Iterator[UUID]:
    for recorded in events:
        if recorded.topic == RoomReopened.TOPIC and isinstance(recorded.event, RoomReopened):
            yield recorded.event.closure_id


def _claimed(event: BookingPlaced | BookingRescheduled | BookingRestored) -> Iterator[Row]:
    """The stay with its buffers."""
    starts_at, ends_at = event.claimed_from or event.starts_at, event.claimed_to or event.ends_at
    return _taken(event.originator_id, event.units, starts_at, ends_at, event.places)


def _taken(
    source_id: UUID, units: Sequence[UUID], starts_at: datetime, ends_at: datetime, places: int | None
) -> Iterator[Row]:
    for unit_id in units:
        yield {
            "unit_id": unit_id,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "places": places,
            "source_id": source_id,
            "over_a_day": is_over_a_day(starts_at, ends_at),
        }
