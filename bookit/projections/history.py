"""History: every event with who, when and through which command; queries put it into words."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, LiteralString

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from bookit.projections.projection import NAMING, Projection, Recorded
from bookit.projections.rows import Rows

TABLES = MetaData(naming_convention=NAMING)

EVENTS = Table(
    "history_events",
    TABLES,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("stream_id", Uuid, nullable=False),
    Column("stream_version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("actor_id", Uuid, nullable=False),
    Column("command_id", Uuid, nullable=False),
    Column("correlation_id", Uuid, nullable=False),
    Column("data", JSONB, nullable=False, comment="The event's fields as stored."),
    Index("history_events_by_stream", "stream_id", "stream_version"),
    Index("history_events_by_actor", "actor_id", "position"),
    Index("history_events_by_topic", "topic", "position"),
    info={"key": "position"},
)


class History(Projection):
    NAME: ClassVar[str] = "history"
    VERSION: ClassVar[int] = 2
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = None

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        # Nothing is decoded, so Postgres may as well do it alone: that is a third of the work.
        rows.take_over(EVENTS, _FROM_LEDGER, [event.position for event in events])


_FROM_LEDGER: Mapping[str, LiteralString] = {
    "position": "notification_id",
    "stream_id": "originator_id",
    "stream_version": "originator_version",
    "topic": "topic",
    "recorded_at": "recorded_at",
    "actor_id": "actor_id",
    "command_id": "command_id",
    "correlation_id": "correlation_id",
    "data": "convert_from(state, 'UTF8')::jsonb",
}
