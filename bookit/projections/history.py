"""History: every event with who, when and through which command; queries put it into words."""

from collections.abc import Sequence
from typing import ClassVar

from psycopg.types.json import Jsonb
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
    info={"key": "position"},
)


class History(Projection):
    NAME: ClassVar[str] = "history"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = None

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        history = rows.table(EVENTS)
        for recorded in events:
            history.insert(
                {
                    "position": recorded.position,
                    "stream_id": recorded.stream_id,
                    "stream_version": recorded.stream_version,
                    "topic": recorded.topic,
                    "recorded_at": recorded.recorded_at,
                    "actor_id": recorded.actor_id,
                    "command_id": recorded.command_id,
                    "correlation_id": recorded.correlation_id,
                    "data": Jsonb(recorded.state, _as_stored),
                }
            )


def _as_stored(state: bytes) -> bytes:
    """It is JSON already."""
    return state
