"""Checks the ledger while it grows, batch by batch, and signs what was found sound.

Two readers: `new` follows the head, so that a fault is known within seconds; `again` goes from the first event to the
head, day after day, because what was sound yesterday may have been changed since. Any number of schedulers may do it;
each batch is done by one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Literal, LiteralString, Self
from uuid import UUID

import psycopg
import structlog
from psycopg import sql

from bookit.connections import Connection
from bookit.ledger.chain import COLUMNS, Walk
from bookit.ledger.faults import Check, Faults
from bookit.ledger.signing import Checkpoint, NotAKey, PublicKey, SigningKey
from bookit.settings import Settings

log = structlog.get_logger(__name__)

Kind = Literal["new", "again"]

BATCH: Final = 5000
ROUND_EVERY: Final = timedelta(days=1)
SIGN_EVERY: Final = timedelta(minutes=1)
SIGN_AFTER: Final = 10_000
"""So many new events are signed at once, whatever the time."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a reader stands."""

    position: int
    hash: bytes
    recorded_at: datetime | None
    streams: int
    rests: bool
    """Whether its last round ended so short a time ago that the next has time."""


class Checker:
    """One scheduler's hands: a connection of its own. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._schema = sql.Identifier(settings.database_schema)
        self._connection: psycopg.Connection | None = None
        self._key_failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    @property
    def connection(self) -> psycopg.Connection:
        """Opened when first needed, and again when it was lost."""
        if self._connection is None or self._connection.closed:
            self._connection = Connection.connect(
                self._settings.dsn,
                patience=45,
                autocommit=True,
                application_name="bookit checks",
                pooled=self._settings.database_pooled,
                session={
                    "idle_in_transaction_session_timeout": "30s",
                    "statement_timeout": "30s",
                    "lock_timeout": "0",
                    "timezone": "UTC",
                },
            )
        return self._connection

    def check(self, kind: Kind) -> int:
        """Check the next batch; answers how many events it had, 0 when there is nothing to do or another is at it."""
        with self.connection.transaction():
            place = self._take(kind)
            if place is None or place.rests:
                return 0
            rows = self._rows(place)
            if not rows:
                if kind == "again":
                    self._execute(_FINISH_ROUND)
                return 0
            walk = self._walk(place, rows)
            self._note(walk.faults)
            began = sum(1 for row in rows if row[2] == 1)
            self._execute(_MOVE, kind=kind, position=walk.position, hash=walk.hash, streams=place.streams + began)
            return len(rows)

    def catch_up(self) -> None:
        """Check everything that is new."""
        while self.check("new"):
            pass

    def sign(self, *, at_once: bool = False) -> Checkpoint | None:
        """Sign what was checked, if that is due and nothing is wrong. None when nothing was signed."""
        key = self._key()
        if key is None:
            return None
        with self.connection.transaction():
            rows = self._execute(_TO_SIGN, every=SIGN_EVERY, after=0 if at_once else SIGN_AFTER, at_once=at_once)
            if not rows:
                return None
            ((ledger_id, position, digest, recorded_at, now),) = rows
            checkpoint = key.sign(ledger_id, position, digest, recorded_at, now)
            self._execute(_KEEP_KEY, key_id=key.public.key_id, public_key=key.public.raw)
            self._execute(
                _KEEP_CHECKPOINT,
                position=position,
                hash=digest,
                recorded_at=recorded_at,
                signed_at=now,
                key_id=checkpoint.key_id,
                signature=checkpoint.signature,
            )
        return checkpoint

    def _take(self, kind: Kind) -> _Place | None:
        """Lock a reader's place; None while another process has it."""
        rows = self._execute(_TAKE, kind=kind, every=ROUND_EVERY)
        return _Place(*rows[0]) if rows else None

    def _rows(self, place: _Place) -> list[Any]:
        query = sql.SQL(
            "SELECT {columns} FROM {schema}.events WHERE notification_id > %s ORDER BY notification_id LIMIT %s"
        ).format(columns=COLUMNS, schema=self._schema)
        return self.connection.cursor(binary=True).execute(query, (place.position, BATCH)).fetchall()

    def _walk(self, place: _Place, rows: Sequence[Any]) -> Walk:
        walk = Walk(Faults(), position=place.position, digest=place.hash, recorded_at=place.recorded_at)
        streams = [UUID(bytes=stream) for stream in {row[1] for row in rows}]
        before = self._execute(_VERSIONS, streams=streams, position=place.position)
        walk.versions = {stream.bytes: version for stream, version in before}
        for row in rows:
            walk.step(*row)
        hashes = {row[0]: bytes(row[9]) for row in rows}
        for position, signed in self._execute(_SIGNED, first=place.position, last=walk.position):
            check_signed(walk.faults, position, signed, hashes.get(position))
        return walk

    def _note(self, faults: Faults) -> None:
        for fault in faults.named:
            log.error("ledger_is_damaged", check=fault.check, position=fault.position, fault=fault.text)
            self._execute(
                _KEEP_FAULT, check=fault.check, position=fault.position, stream_id=fault.stream_id, text=fault.text
            )

    def _key(self) -> SigningKey | None:
        """The key to sign with; None, and a word in the log, where there is none."""
        try:
            key = SigningKey.load_or_make(self._settings.signing_key_path)
        except (OSError, NotAKey) as error:
            if not self._key_failed:
                log.warning("ledger_is_not_signed", error=str(error))
            self._key_failed = True
            return None
        self._key_failed = False
        return key

    def _execute(self, statement: LiteralString, **parameters: Any) -> list[Any]:
        query = sql.SQL(statement).format(schema=self._schema)
        cursor = self.connection.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


def check_checkpoints(
    connection: psycopg.Connection[Any], schema: str, faults: Faults, keys: Sequence[PublicKey]
) -> None:
    """Compare all that was signed with the ledger; with these keys, or with those that the database names."""
    query = sql.SQL(_ALL_SIGNED).format(schema=sql.Identifier(schema))
    checkpoints = []
    for *signed, found, public_key in connection.execute(query).fetchall():
        checkpoint = Checkpoint(*signed)
        checkpoints.append(checkpoint)
        check_signed(faults, checkpoint.position, checkpoint.hash, found)
        if not keys and public_key is not None:
            check_signatures(faults, [checkpoint], [PublicKey(public_key)])
    if keys:
        check_signatures(faults, checkpoints, keys)


def check_signed(faults: Faults, position: int, signed: bytes, found: bytes | None) -> None:
    """Note where the ledger does not have the hash that was signed."""
    if found is None:
        faults.add(Check.CHECKPOINTS, "signed, but there is no event", position=position)
    elif found != signed:
        text = f"the hash {signed.hex()} was signed, but the event's is {found.hex()}"
        faults.add(Check.CHECKPOINTS, text, position=position)


def check_signatures(faults: Faults, checkpoints: Iterable[Checkpoint], keys: Iterable[PublicKey]) -> None:
    """Note which checkpoints were not signed with one of these keys."""
    known = {key.key_id: key for key in keys}
    for checkpoint in checkpoints:
        key = known.get(checkpoint.key_id)
        if key is None:
            text = f"signed with the key {checkpoint.key_id}, which is not known"
            faults.add(Check.CHECKPOINTS, text, position=checkpoint.position)
        elif not key.has_signed(checkpoint):
            faults.add(Check.CHECKPOINTS, "the signature is not that of its key", position=checkpoint.position)


_ALL_SIGNED: LiteralString = """
    SELECT i.ledger_id, c.position, c.hash, c.recorded_at, c.signed_at, c.key_id, c.signature, e.hash, k.public_key
    FROM {schema}.ledger_checkpoints c
    CROSS JOIN {schema}.ledger_identity i
    LEFT JOIN {schema}.events e ON e.notification_id = c.position
    LEFT JOIN {schema}.signing_keys k USING (key_id)
    ORDER BY c.position
"""

_TAKE: LiteralString = """
    SELECT position, hash, recorded_at, streams,
           kind = 'again' AND position = 0 AND finished_at > clock_timestamp() - %(every)s::interval
    FROM {schema}.ledger_checks WHERE kind = %(kind)s FOR UPDATE SKIP LOCKED
"""

_VERSIONS: LiteralString = """
    SELECT originator_id, max(originator_version) FROM {schema}.events
    WHERE originator_id = ANY (%(streams)s) AND notification_id <= %(position)s GROUP BY originator_id
"""

_SIGNED: LiteralString = """
    SELECT position, hash FROM {schema}.ledger_checkpoints
    WHERE position > %(first)s AND position <= %(last)s ORDER BY position
"""

_MOVE: LiteralString = """
    UPDATE {schema}.ledger_checks SET position = %(position)s, hash = %(hash)s, streams = %(streams)s,
        recorded_at = (SELECT e.recorded_at FROM {schema}.events e WHERE e.notification_id = %(position)s),
        began_at = CASE WHEN position = 0 THEN clock_timestamp() ELSE began_at END, checked_at = clock_timestamp()
    WHERE kind = %(kind)s
"""

_FINISH_ROUND: LiteralString = """
    UPDATE {schema}.ledger_checks SET position = 0, hash = decode(repeat('00', 32), 'hex'), recorded_at = NULL,
        streams = 0, finished_at = clock_timestamp()
    WHERE kind = 'again'
"""

_KEEP_FAULT: LiteralString = """
    INSERT INTO {schema}.ledger_faults (check_name, position, stream_id, fault)
    VALUES (%(check)s, %(position)s, %(stream_id)s, %(text)s) ON CONFLICT DO NOTHING
"""

# The row is locked, so that of two schedulers one signs. What was found wrong is not signed, nor what comes after it.
_TO_SIGN: LiteralString = """
    SELECT i.ledger_id, c.position, c.hash, c.recorded_at, clock_timestamp()
    FROM {schema}.ledger_checks c
    CROSS JOIN {schema}.ledger_identity i
    LEFT JOIN (SELECT * FROM {schema}.ledger_checkpoints ORDER BY position DESC LIMIT 1) last ON true
    WHERE c.kind = 'new' AND c.position > coalesce(last.position, 0)
      AND (%(at_once)s OR last.position IS NULL OR c.position >= last.position + %(after)s
           OR last.signed_at <= clock_timestamp() - %(every)s::interval)
      AND NOT EXISTS (SELECT FROM {schema}.ledger_faults)
    FOR UPDATE OF c SKIP LOCKED
"""

_KEEP_KEY: LiteralString = """
    INSERT INTO {schema}.signing_keys (key_id, public_key) VALUES (%(key_id)s, %(public_key)s) ON CONFLICT DO NOTHING
"""

_KEEP_CHECKPOINT: LiteralString = """
    INSERT INTO {schema}.ledger_checkpoints (position, hash, recorded_at, signed_at, key_id, signature)
    VALUES (%(position)s, %(hash)s, %(recorded_at)s, %(signed_at)s, %(key_id)s, %(signature)s) ON CONFLICT DO NOTHING
"""
