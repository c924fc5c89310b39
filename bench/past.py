"""Gives a ledger a past by COPY, many times faster than commands would: dense positions, hashes chained, log and head.

What comes out is what the append function would have left, and `bookit verify` says so.
"""

import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow
from psycopg.types.range import TimestamptzRange
from uuid_utils.compat import uuid7

from bench.house import MEMBERS
from bookit.commands.decision import Claim
from bookit.events import Event, encode
from bookit.ledger.chain import link
from bookit.settings import Settings

PER_COPY = 10_000

_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_EVENTS = {
    "originator_id": "uuid",
    "originator_version": "bigint",
    "topic": "text",
    "state": "bytea",
    "notification_id": "bigint",
    "recorded_at": "timestamptz",
    "actor_id": "uuid",
    "command_id": "uuid",
    "correlation_id": "uuid",
    "hash": "bytea",
}
_COMMANDS = {
    "command_id": "uuid",
    "name": "text",
    "actor_id": "uuid",
    "request_hash": "bytea",
    "answer": "bytea",
    "position": "bigint",
    "recorded_at": "timestamptz",
}
_CLAIMS = {"unit_id": "uuid", "during": "tstzrange", "stream_id": "uuid", "places": "integer"}


def record(settings: Settings, facts: Iterable[Event]) -> int:
    """Append facts, each as a command of its own, all visible at once; answers the position of the last."""
    left = iter(facts)
    with psycopg.connect(settings.direct_dsn) as connection:
        writer = _Writer(connection, settings.database_schema)
        while batch := list(islice(left, PER_COPY)):
            writer.write(batch)
        writer.move_head()
    settle(settings, "events", "commands", "ledger_head")
    return writer.position


def claim(settings: Settings, claims: Iterable[Claim]) -> None:
    """Note who has what, after facts that say so."""
    with psycopg.connect(settings.direct_dsn) as connection:
        rows = (
            (held.unit_id, TimestamptzRange(held.period.start, held.period.end), held.stream_id, held.places)
            for held in claims
        )
        _copy(connection, settings.database_schema, "claims", _CLAIMS, rows)
    settle(settings, "claims")


class _Writer:
    """Goes on where the ledger's head is, which stays locked until the transaction ends."""

    def __init__(self, connection: Connection[TupleRow], schema: str) -> None:
        self._connection = connection
        self._schema = schema
        self._head = sql.Identifier(schema, "ledger_head")
        query = sql.SQL("SELECT position, hash, greatest(clock_timestamp(), recorded_at) FROM {} FOR UPDATE").format(
            self._head
        )
        self.position: int
        ((self.position, self._hash, self._recorded_at),) = connection.execute(query, binary=True).fetchall()
        self._stamp = struct.pack(">q", (self._recorded_at - _POSTGRES_EPOCH) // _MICROSECOND)

    def write(self, facts: Sequence[Event]) -> None:
        events = [self._event(fact) for fact in facts]
        _copy(self._connection, self._schema, "events", _EVENTS, events)
        _copy(self._connection, self._schema, "commands", _COMMANDS, map(_command, events))

    def move_head(self) -> None:
        statement = sql.SQL("UPDATE {} SET position = %s, hash = %s, recorded_at = %s").format(self._head)
        self._connection.execute(statement, (self.position, self._hash, self._recorded_at))

    def _event(self, fact: Event) -> tuple[UUID, int, str, bytes, int, datetime, UUID, UUID, UUID, bytes]:
        self.position += 1
        stream, version, state = fact.originator_id, fact.originator_version, encode(fact)
        actor, command = MEMBERS[self.position % len(MEMBERS)], uuid7()
        self._hash = link(
            self._hash,
            self.position,
            stream.bytes,
            version,
            self._stamp,
            actor.bytes,
            command.bytes,
            command.bytes,
            fact.TOPIC.encode(),
            state,
        )
        return (
            stream,
            version,
            fact.TOPIC,
            state,
            self.position,
            self._recorded_at,
            actor,
            command,
            command,
            self._hash,
        )


def _command(
    event: tuple[UUID, int, str, bytes, int, datetime, UUID, UUID, UUID, bytes],
) -> tuple[UUID, str, UUID, bytes, bytes, int, datetime]:
    """The log's entry for an event's command."""
    stream, _, topic, _, position, recorded_at, actor, command, _, hash_ = event
    return command, topic, actor, hash_, b'{"booking_id":"%s"}' % str(stream).encode(), position, recorded_at


def _copy(
    connection: Connection[TupleRow],
    schema: str,
    table: str,
    columns: dict[str, str],
    rows: Iterable[Sequence[object]],
) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(schema, table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(list(columns.values()))
        for row in rows:
            copy.write_row(row)


def settle(settings: Settings, *tables: str) -> None:
    """Do at once what autovacuum and the checkpointer would do within minutes, and not while something is measured."""
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        for table in tables:
            name = sql.Identifier(settings.database_schema, table)
            connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(name))
        connection.execute("CHECKPOINT")
