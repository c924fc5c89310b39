"""Writes the ledger out, up to a signed checkpoint, for whoever wants to keep or verify it elsewhere."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql

from bookit.ledger.chain import COLUMNS, ROWS_PER_FETCH, moment
from bookit.ledger.checking import Checker
from bookit.ledger.envelope import EventLine, checkpoint_line, source_of
from bookit.ledger.signing import Checkpoint
from bookit.settings import Settings


class NothingSigned(RuntimeError):
    """There is no signed checkpoint to end an export with, and none could be made."""


def export_ledger(
    settings: Settings, write: Callable[[bytes], object], told: Callable[[int, int], None] = lambda done, of: None
) -> Checkpoint:
    """Write every event up to the last checkpoint, which is made now if the key is here; then the checkpoint.

    `told` hears how many events of how many are written. Raises NothingSigned.
    """
    with Checker(settings) as checker:
        checker.catch_up()
        checker.sign(at_once=True)
    with psycopg.connect(settings.direct_dsn, options="-c statement_timeout=0 -c timezone=UTC") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        names = {"schema": sql.Identifier(settings.database_schema)}
        checkpoint = _last_checkpoint(connection, names)
        source = source_of(checkpoint.ledger_id)
        query = sql.SQL(
            "SELECT {columns} FROM {schema}.events WHERE notification_id <= %s ORDER BY notification_id"
        ).format(columns=COLUMNS, **names)
        done = 0
        with connection.cursor("export", binary=True) as cursor:
            cursor.execute(query, [checkpoint.position])
            while rows := cursor.fetchmany(ROWS_PER_FETCH):
                write(b"".join(_line(source, row) for row in rows))
                done += len(rows)
                told(done, checkpoint.position)
        write(checkpoint_line(checkpoint))
    return checkpoint


def _last_checkpoint(connection: psycopg.Connection[Any], names: dict[str, sql.Identifier]) -> Checkpoint:
    query = sql.SQL(
        "SELECT i.ledger_id, c.position, c.hash, c.recorded_at, c.signed_at, c.key_id, c.signature"
        " FROM {schema}.ledger_checkpoints c CROSS JOIN {schema}.ledger_identity i ORDER BY c.position DESC LIMIT 1"
    ).format(**names)
    rows = connection.execute(query).fetchall()
    if not rows:
        raise NothingSigned(
            "Nothing was signed yet: the ledger is empty or damaged, or the signing key is out of reach."
        )
    return Checkpoint(*rows[0])


def _line(source: str, row: Any) -> bytes:
    position, stream, version, recorded_at, actor, command, correlation, topic, state, digest = row
    at = moment(recorded_at)
    if at.endswith("+00:00"):
        at = f"{at[:-6]}Z" if "." in at else f"{at[:-6]}.000000Z"
    return EventLine(
        source, position, stream, version, at, actor, command, correlation, topic, bytes(state), bytes(digest)
    ).written()
