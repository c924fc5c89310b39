"""Calendar: bookings with who, what, where, when and how they stand. Agenda is the same rows, by member and time."""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from bookit.events import Event
from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    BookingRetitled,
    FeedbackDeclined,
    FeedbackLeft,
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
    Column("reason", Text, comment="Why it was given up, or what was said when it was decided."),
    Column("claimed_from", DateTime(timezone=True), nullable=False, comment="With the buffer before it."),
    Column("claimed_to", DateTime(timezone=True), nullable=False, comment="With the buffer after it."),
    Column("approval", JSONB, nullable=False, comment="The rules for which it had to be approved."),
    Column("decide_by", DateTime(timezone=True), comment="When a pending booking expires."),
    Column("check_in_from", DateTime(timezone=True)),
    Column("check_in_by", DateTime(timezone=True), comment="When it is released if nobody came."),
    Column("checked_in_by", Text, comment="How we know that somebody came."),
    Column("overridden", JSONB, nullable=False, comment="Rules that were set aside for it."),
    Column("override_reason", Text),
    Column("why", JSONB, comment="The rule that ended it by itself."),
    Column("series_id", Uuid),
    Column("waitlist_id", Uuid),
    Column("rating", Integer, comment="What who stayed thought of it, 1 to 5."),
    Column("feedback", Text),
    Column("feedback_at", DateTime(timezone=True)),
    Column("feedback_pictures", ARRAY(Uuid), nullable=False, comment="Files."),
    Index("calendar_bookings_by_time", "starts_at", "position"),
    Index("calendar_bookings_by_building", "building_id", "starts_at", "position"),
    Index("calendar_bookings_by_room", "room_id", "starts_at", "position"),
    Index("calendar_bookings_by_member", "member_id", "starts_at", "position"),
    Index("calendar_bookings_by_series", "series_id", "starts_at", postgresql_where=text("series_id IS NOT NULL")),
    Index("calendar_bookings_to_decide", "building_id", "decide_by", postgresql_where=text("status = 'pending'")),
    Index("calendar_bookings_with_feedback", "feedback_at", "position", postgresql_where=text("rating IS NOT NULL")),
    # The few that may have begun long before the period asked for.
    Index("calendar_bookings_over_a_day", "ends_at", postgresql_where=text("over_a_day")),
    info={"key": "booking_id"},
)


class Calendar(Projection):
    NAME: ClassVar[str] = "calendar"
    VERSION: ClassVar[int] = 3
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        BookingPlaced,
        BookingRescheduled,
        BookingApproved,
        BookingRejected,
        BookingExpired,
        BookingCheckedIn,
        BookingReleased,
        BookingHandedOver,
        BookingCancelled,
        BookingDisplaced,
        BookingRestored,
        BookingRetitled,
        BookingPartyChanged,
        BookingFinished,
        FeedbackLeft,
        FeedbackDeclined,
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
                case _:
                    bookings.patch(booking_id, version=version, **_changed(event))


def _placed(event: BookingPlaced, recorded: Recorded) -> Row:
    return {
        "booking_id": recorded.stream_id,
        "position": recorded.position,
        "version": recorded.stream_version,
        "status": _status(event),
        "member_id": event.member_id,
        "attendees": event.attendees,
        "title": event.title,
        "guests": event.guests,
        "reason": None,
        "checked_in_by": None,
        "why": None,
        "series_id": event.series_id,
        "waitlist_id": event.waitlist_id,
        "rating": None,
        "feedback": None,
        "feedback_at": None,
        "feedback_pictures": [],
        **_where_and_when(event),
        **_terms(event),
    }


def _moved(event: BookingRescheduled) -> Row:
    status = BookingStatus.CHECKED_IN if event.checked_in else _status(event)
    return {"status": status, **_where_and_when(event), **_terms(event)}


def _changed(event: Event) -> Row:
    """What a fact about a booking changes in its row, besides the version."""
    match event:
        case BookingApproved():
            return {"status": BookingStatus.CONFIRMED, "reason": event.reason}
        case BookingRejected():
            return {"status": BookingStatus.REJECTED, "reason": event.reason}
        case BookingExpired():
            return {"status": BookingStatus.EXPIRED, "why": event.why}
        case BookingCheckedIn():
            return {"status": BookingStatus.CHECKED_IN, "checked_in_by": event.by}
        case BookingReleased():
            return {"status": BookingStatus.RELEASED, "why": event.why}
        case BookingRetitled():
            return {"title": event.title}
        case BookingPartyChanged():
            return {"attendees": event.attendees, "guests": event.guests, "places": event.places}
        case BookingHandedOver():
            return {"member_id": event.member_id}
        case BookingCancelled() | BookingDisplaced():
            return {"status": BookingStatus.CANCELLED, "reason": event.reason}
        case BookingRestored():
            return {"status": event.status, "reason": None}
        case BookingFinished():
            claimed_to = event.claimed_to or event.ended_at
            return {"status": BookingStatus.FINISHED, "ends_at": event.ended_at, "claimed_to": claimed_to}
        case FeedbackDeclined():
            return {}
        case FeedbackLeft():
            return {
                "rating": event.rating,
                "feedback": event.text,
                "feedback_at": event.timestamp,
                "feedback_pictures": event.pictures,
            }
        case _:
            raise TypeError(f"the calendar does not know {event.TOPIC}")


def _status(event: BookingPlaced | BookingRescheduled) -> BookingStatus:
    return BookingStatus.PENDING if event.pending else BookingStatus.CONFIRMED


def _where_and_when(event: BookingPlaced | BookingRescheduled) -> Row:
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


def _terms(event: BookingPlaced | BookingRescheduled) -> Row:
    return {
        "claimed_from": event.claimed_from or event.starts_at,
        "claimed_to": event.claimed_to or event.ends_at,
        "approval": event.approval,
        "decide_by": event.decide_by,
        "check_in_from": event.check_in_from,
        "check_in_by": event.check_in_by,
        "overridden": event.overridden,
        "override_reason": event.override_reason,
    }
