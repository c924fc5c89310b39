"""Checks the events one by one: positions, hash chain, versions, clock, decoding; and the head and the command log.

Each event's hash is the SHA-256 of the hash before it and of its columns, in the bytes of Postgres' binary format:

    previous hash · position · stream · version · recorded time · actor · command · correlation · topic · 00 · state

The first event follows 32 zero bytes. The append function (migrations/sql/0001_append.sql) builds the same bytes.
"""

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection, sql

from bookit.events import UnknownTopic, codec
from bookit.ledger.faults import Check, Faults

START = bytes(32)
ROWS_PER_FETCH = 5000

_ANY_STREAM = UUID(int=0)
_BIGINT = struct.Struct(">q")
_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def link(  # noqa: PLR0917
    previous: bytes,
    position: int,
    stream: bytes,
    version: int,
    recorded_at: bytes,
    actor: bytes,
    command: bytes,
    correlation: bytes,
    topic: bytes,
    state: bytes,
) -> bytes:
    """The hash of an event that follows `previous`; ids and the time are in Postgres' binary format."""
    fields = (
        previous,
        _BIGINT.pack(position),
        stream,
        _BIGINT.pack(version),
        recorded_at,
        actor,
        command,
        correlation,
        topic,
        b"\0",
        state,
    )
    return hashlib.sha256(b"".join(fields)).digest()


def moment(binary: bytes) -> str:
    """A timestamptz of Postgres' binary format in words."""
    (microseconds,) = _BIGINT.unpack(binary)
    try:
        return (_POSTGRES_EPOCH + timedelta(microseconds=microseconds)).isoformat()
    except OverflowError:
        return "infinity" if microseconds > 0 else "-infinity"


def binary(at: datetime) -> bytes:
    """A time in Postgres' binary format."""
    return _BIGINT.pack((at - _POSTGRES_EPOCH) // timedelta(microseconds=1))


@dataclass(slots=True)
class Chain:
    """What was counted, and what is wrong."""

    faults: Faults = field(default_factory=Faults)
    events: int = 0
    streams: int = 0
    commands: int = 0


def check_chain(connection: Connection[Any], schema: str) -> Chain:
    """Read all rows in their order, and the head and the command log against them."""
    found = Chain()
    names = {"schema": sql.Identifier(schema)}
    walk = Walk(found.faults)
    with connection.cursor("chain", binary=True) as cursor:
        cursor.execute(_ROWS.format(columns=COLUMNS, **names))
        while rows := cursor.fetchmany(ROWS_PER_FETCH):
            found.events += len(rows)
            for row in rows:
                walk.step(*row)
    found.streams = len(walk.versions)
    _check_head(connection, names, walk)
    found.commands = _check_commands(connection, names, walk)
    return found


COLUMNS = sql.SQL(
    "notification_id, uuid_send(originator_id), originator_version, timestamptz_send(recorded_at),"
    " uuid_send(actor_id), uuid_send(command_id), uuid_send(correlation_id), topic, state, hash"
)
"""What a step of a walk takes."""

_ROWS = sql.SQL("SELECT {columns} FROM {schema}.events ORDER BY notification_id")


class Walk:
    """Where a reader of the ledger stands: before the first event, or after one that was found sound before."""

    def __init__(
        self, faults: Faults, *, position: int = 0, digest: bytes = START, recorded_at: datetime | None = None
    ) -> None:
        self.faults = faults
        self.position = position
        self.hash = digest
        self.recorded_at = b"" if recorded_at is None else binary(recorded_at)
        self.versions: dict[bytes, int] = {}
        """The last version of each stream. Whoever begins in the middle says those before."""
        self._latest = -(2**63) if recorded_at is None else _BIGINT.unpack(self.recorded_at)[0]
        self._expected: bytes | None = None
        """What the last hash should have been, where it is another."""

    def step(  # noqa: PLR0917
        self,
        position: int,
        stream: bytes,
        version: int,
        recorded_at: bytes,
        actor: bytes,
        command: bytes,
        correlation: bytes,
        topic: str,
        state: bytes,
        found: bytes,
    ) -> None:
        row = (position, stream, version, recorded_at, actor, command, correlation, topic.encode(), state)
        expected = link(self.hash, *row)
        if position != self.position + 1:
            self._missing(position)
            self._expected = None  # what this hash follows is not there
        elif found == expected:
            self._expected = None
        elif self._expected is not None and found == link(self._expected, *row):
            self._expected = None  # only the hash before this one was altered
        else:
            text = f"the hash is {found.hex()}, but of this row after the one before it is {expected.hex()}"
            self.faults.add(Check.CHAIN, text, position=position, stream_id=UUID(bytes=stream))
            self._expected = expected

        known = self.versions.get(stream, 0)
        if version != known + 1:
            text = f"version {version} follows version {known}"
            self.faults.add(Check.VERSIONS, text, position=position, stream_id=UUID(bytes=stream))
        self.versions[stream] = version

        (stamp,) = _BIGINT.unpack(recorded_at)
        if stamp < self._latest:
            text = f"recorded at {moment(recorded_at)}, before the event before it ({moment(self.recorded_at)})"
            self.faults.add(Check.CLOCK, text, position=position)
        self._latest = stamp

        try:
            codec.decode(topic, _ANY_STREAM, version, state)
        except UnknownTopic:
            text = f"the topic {topic!r} is unknown"
            self.faults.add(Check.DECODING, text, position=position, stream_id=UUID(bytes=stream))
        except (ValueError, TypeError, LookupError, AttributeError) as error:  # whatever damaged state leads to
            text = f"{topic} can't be read: {error}".replace("\n", " ")
            self.faults.add(Check.DECODING, text, position=position, stream_id=UUID(bytes=stream))

        self.position, self.hash, self.recorded_at = position, found, recorded_at

    def _missing(self, position: int) -> None:
        first, last = max(self.position, 0) + 1, position - 1
        if last < first:
            text = f"found after position {self.position}"
        else:
            text = f"missing: after {first - 1} comes {position}"
        self.faults.add(Check.POSITIONS, text, position=min(first, position))


def _check_head(connection: Connection[Any], names: Mapping[str, sql.Composable], walk: Walk) -> None:
    query = sql.SQL("SELECT position, hash, timestamptz_send(recorded_at) FROM {schema}.ledger_head").format(**names)
    heads = connection.cursor(binary=True).execute(query).fetchall()
    if len(heads) != 1:
        walk.faults.add(Check.HEAD, f"there are {len(heads)} head rows instead of one")
        return
    ((position, found, recorded_at),) = heads
    if position != walk.position:
        walk.faults.add(Check.HEAD, f"it stands at {position}, the last event at {walk.position}", position=position)
    elif found != walk.hash:
        walk.faults.add(Check.HEAD, f"its hash is {found.hex()}, the last event's {walk.hash.hex()}", position=position)
    elif walk.recorded_at and recorded_at != walk.recorded_at:
        text = f"it was recorded at {moment(recorded_at)}, the last event at {moment(walk.recorded_at)}"
        walk.faults.add(Check.HEAD, text, position=position)


def _check_commands(connection: Connection[Any], names: Mapping[str, sql.Composable], walk: Walk) -> int:
    """Each logged command points at its last event, each event has its command in the log; answers their number."""
    for command_id, logged, last, there in connection.execute(_UNEQUAL.format(**names)):
        if logged is None:
            text = f"command {command_id} is not in the command log"
            walk.faults.add(Check.COMMANDS, text, position=last)
        elif last is not None:
            text = f"command {command_id} points here, but its last event is at {last}"
            walk.faults.add(Check.COMMANDS, text, position=logged)
        elif not there:
            text = f"command {command_id} points here, where there is no event"
            walk.faults.add(Check.COMMANDS, text, position=logged)
    query = sql.SQL("SELECT count(*) FROM {schema}.commands").format(**names)
    ((count,),) = connection.execute(query).fetchall()
    return int(count)


_UNEQUAL = sql.SQL("""
    SELECT command_id, c.position, e.last,
        c.position = 0 OR EXISTS (SELECT FROM {schema}.events x WHERE x.notification_id = c.position)
    FROM {schema}.commands c
    FULL JOIN (SELECT command_id, max(notification_id) AS last FROM {schema}.events GROUP BY command_id) e
        USING (command_id)
    WHERE c.position IS DISTINCT FROM e.last
    ORDER BY coalesce(c.position, e.last)
""")
