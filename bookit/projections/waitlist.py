"""Waitlist: who waits for what, in the order in which they joined."""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text

from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Rows

TABLES = MetaData(naming_convention=NAMING)

ENTRIES = Table(
    "waitlist_entries",
    TABLES,
    Column("waitlist_id", Uuid, primary_key=True),
    Column("place_in_line", BigInteger, nullable=False, comment="Position of joining, or of the last offer's lapse."),
    Column("status", Text, nullable=False),
    Column("member_id", Uuid, nullable=False),
    Column("building_id", Uuid, nullable=False),
    Column("room_id", Uuid),
    Column("seat_id", Uuid),
    Column("any_seat", Boolean, nullable=False),
    Column("kind", Text),
    Column("features", ARRAY(Text), nullable=False),
    Column("attendees", Integer),
    Column("title", Text),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("offered_room_id", Uuid),
    Column("offered_seat_id", Uuid),
    Column("accept_by", DateTime(timezone=True)),
    Column("booking_id", Uuid),
    Index("waitlist_in_line", "place_in_line", postgresql_where=text("status = 'waiting'")),
    Index("waitlist_offers", "accept_by", postgresql_where=text("status = 'offered'")),
    Index("waitlist_by_member", "member_id", "starts_at"),
    info={"key": "waitlist_id"},
)


class Waitlist(Projection):
    NAME: ClassVar[str] = "waitlist"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        WaitlistJoined, WaitlistLeft, WaitlistOffered, WaitlistOfferLapsed, WaitlistPromoted, WaitlistExpired
    )

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        entries = rows.table(ENTRIES)
        for recorded in events:
            waitlist_id = recorded.stream_id
            match event := recorded.event:
                case WaitlistJoined():
                    entries.insert(_joined(event, recorded))
                case WaitlistOffered():
                    entries.patch(
                        waitlist_id,
                        status="offered",
                        offered_room_id=event.room_id,
                        offered_seat_id=event.seat_id,
                        accept_by=event.accept_by,
                    )
                case WaitlistOfferLapsed():
                    entries.patch(
                        waitlist_id,
                        status="waiting" if event.waits_on else "expired",
                        place_in_line=recorded.position,
                        offered_room_id=None,
                        offered_seat_id=None,
                        accept_by=None,
                    )
                case WaitlistPromoted():
                    entries.patch(waitlist_id, status="promoted", booking_id=event.booking_id)
                case WaitlistLeft():
                    entries.patch(waitlist_id, status="left")
                case WaitlistExpired():
                    entries.patch(waitlist_id, status="expired")
                case _:
                    raise TypeError(f"the waitlist does not know {event.TOPIC}")


def _joined(event: WaitlistJoined, recorded: Recorded) -> dict[str, object]:
    return {
        "waitlist_id": recorded.stream_id,
        "place_in_line": recorded.position,
        "status": "waiting",
        "member_id": event.member_id,
        "building_id": event.building_id,
        "room_id": event.room_id,
        "seat_id": event.seat_id,
        "any_seat": event.any_seat,
        "kind": event.kind,
        "features": event.features,
        "attendees": event.attendees,
        "title": event.title,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "offered_room_id": None,
        "offered_seat_id": None,
        "accept_by": None,
        "booking_id": None,
    }
