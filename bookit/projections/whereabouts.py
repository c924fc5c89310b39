"""Whereabouts: where and when each booking ever was to be; tells which of them to replay for a day as it was then."""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, MetaData, Table, Uuid, text

from bookit.events.bookings import BookingPlaced, BookingRescheduled
from bookit.projections.periods import is_over_a_day
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Rows

TABLES = MetaData(naming_convention=NAMING)

STAYS = Table(
    "whereabouts_stays",
    TABLES,
    Column("position", BigInteger, primary_key=True, autoincrement=False, comment="Of the fact that said so."),
    Column("booking_id", Uuid, nullable=False),
    Column("building_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("over_a_day", Boolean, nullable=False),
    Index(
        "whereabouts_by_building",
        "building_id",
        "starts_at",
        postgresql_include=["booking_id", "ends_at", "position"],
        postgresql_where=text("NOT over_a_day"),
    ),
    # The few that may have begun long before the day asked for.
    Index("whereabouts_over_a_day", "building_id", "ends_at", postgresql_where=text("over_a_day")),
    info={"key": "position"},
)


class Whereabouts(Projection):
    NAME: ClassVar[str] = "whereabouts"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(BookingPlaced, BookingRescheduled)

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        stays = rows.table(STAYS)
        for recorded in events:
            match event := recorded.event:
                case BookingPlaced() | BookingRescheduled():
                    stays.insert(
                        {
                            "position": recorded.position,
                            "booking_id": recorded.stream_id,
                            "building_id": event.building_id,
                            "starts_at": event.starts_at,
                            "ends_at": event.ends_at,
                            "over_a_day": is_over_a_day(event.starts_at, event.ends_at),
                        }
                    )
                case _:
                    raise TypeError(f"whereabouts do not know {event.TOPIC}")
