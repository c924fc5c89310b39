"""Calendar: bookings with who, what, where, when and how they stand. Agenda is the same rows, by member and time."""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text

from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingFinished,
    BookingPlaced,
    BookingRescheduled,
)
from bookit.events.values import BookingStatus
from bookit.projections.periods import is_over_a_day
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Row, Rows

TABLES = MetaData(naming_convention=NAMING)

BOOKINGS = Table(
    "calendar_bookings",
    TABLES,
    Column("booking_id", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False, comment="Where the ledger says that it was placed."),
    Column("version", Integer, nullable=False, comment="Of its stream."),
    Column("status", Text, nullable=False),
    Column("building_id", Uuid, nullable=False),
    Column("room_id", Uuid, nullable=False),
    Column("seat_id", Uuid),
    Column("member_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("over_a_day", Boolean, nullable=False, comment="Began as longer than a day; it may have been cut since."),
    Column("time_zone", Text, nullable=False),
    Column("places", Integer),
    Column("attendees", Integer),
    Column("title", Text),
    Column("guests", ARRAY(Text), nullable=False),
    Column("reason", Text, comment="Why it was given up."),
    Index("calendar_bookings_by_time", "starts_at", "position"),
    Index("calendar_bookings_by_building", "building_id", "starts_at", "position"),
    Index("calendar_bookings_by_room", "room_id", "starts_at", "position"),
    Index("calendar_bookings_by_member", "member_id", "starts_at", "position"),
    # The few that may have begun long before the period asked for.
    Index("calendar_bookings_over_a_day", "ends_at", postgresql_where=text("over_a_day")),
    info={"key": "booking_id"},
)


class Calendar(Projection):
    NAME: ClassVar[str] = "calendar"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        BookingPlaced, BookingRescheduled, BookingCancelled, BookingDisplaced, BookingFinished
    )

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        bookings = rows.table(BOOKINGS)
        for recorded in events:
            booking_id, version = recorded.stream_id, recorded.stream_version
            match event := recorded.event:
                case BookingPlaced():
                    bookings.insert(_placed(event, recorded))
                case BookingRescheduled():
                    bookings.patch(booking_id, version=version, **_moved(event))
                case BookingCancelled() | BookingDisplaced():
                    bookings.patch(booking_id, version=version, status=BookingStatus.CANCELLED, reason=event.reason)
                case BookingFinished():
                    bookings.patch(booking_id, version=version, status=BookingStatus.FINISHED, ends_at=event.ended_at)
                case _:
                    raise TypeError(f"the calendar does not know {event.TOPIC}")


def _placed(event: BookingPlaced, recorded: Recorded) -> Row:
    return {
        "booking_id": recorded.stream_id,
        "position": recorded.position,
        "version": recorded.stream_version,
        "status": BookingStatus.CONFIRMED,
        "building_id": event.building_id,
        "room_id": event.room_id,
        "seat_id": event.seat_id,
        "member_id": event.member_id,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "over_a_day": is_over_a_day(event.starts_at, event.ends_at),
        "time_zone": event.time_zone,
        "places": event.places,
        "attendees": event.attendees,
        "title": event.title,
        "guests": event.guests,
        "reason": None,
    }


def _moved(event: BookingRescheduled) -> Row:
    return {
        "building_id": event.building_id,
        "room_id": event.room_id,
        "seat_id": event.seat_id,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "over_a_day": is_over_a_day(event.starts_at, event.ends_at),
        "time_zone": event.time_zone,
        "places": event.places,
    }
