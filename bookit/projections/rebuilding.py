"""Versions side by side: a rebuild fills tables next to the live ones and takes their place in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

import psycopg
from psycopg import sql

from bookit.projections.applying import Applying
from bookit.projections.checkpoints import Checkpoint, Checkpoints
from bookit.projections.feed import Feed
from bookit.projections.parking import Parking
from bookit.projections.projection import Projection
from bookit.projections.shadows import create_tables, drop_tables, make_live

MOST_TO_SWITCH = 5000
"""Events that a switch may still apply while everybody waits for it."""

_TRIAL = 2000
"""Events by which the time of a rebuild is reckoned."""

_PATIENCE = "500ms"


class NoRebuild(LookupError):
    """There is no rebuild of this projection."""


class RebuildRunning(RuntimeError):
    """This projection is being rebuilt already."""


class NotCaughtUp(RuntimeError):
    """The rebuild is too far behind the live tables to take their place."""


class SwitchBusy(RuntimeError):
    """Readers kept the tables busy for too long; nothing was switched, and it may be tried again at once."""


@dataclass(frozen=True, slots=True)
class RebuildProgress:
    name: str
    version: int
    position: int
    head: int
    parked: int
    started_at: datetime
    events_per_second: float
    seconds_left: float | None
    """None until the rebuild has applied something."""


def rebuild_start(
    connection: psycopg.Connection, schema: str, projection: Projection, *, switch_when_ready: bool = True
) -> None:
    """Make empty tables next to the live ones; workers fill them. Raises RebuildRunning."""
    with connection.transaction():
        checkpoints = Checkpoints(connection, schema)
        if not checkpoints.add(projection.NAME, "rebuild", projection.VERSION, switch_when_ready=switch_when_ready):
            raise RebuildRunning(projection.NAME)
        create_tables(connection, schema, projection.TABLES, "rebuild")


def seconds_to_rebuild(connection: psycopg.Connection, schema: str, projection: Projection) -> float:
    """How long a rebuild takes one worker, going by the first events of the ledger; nothing is left of the trial.

    There must be no rebuild of this projection.
    """
    feed = Feed(connection, schema)
    head = feed.head()
    with connection.transaction(force_rollback=True):
        create_tables(connection, schema, projection.TABLES, "rebuild")
        began = perf_counter()
        batch = feed.after(0, _TRIAL)
        Applying(connection, schema, projection, "rebuild").apply(batch, some_parked=False)
        seconds = perf_counter() - began
    return seconds * head / len(batch) if batch else 0.0


def rebuild_drop(connection: psycopg.Connection, schema: str, projection: Projection) -> None:
    """Give a rebuild up. Raises NoRebuild."""
    with connection.transaction():
        checkpoints = Checkpoints(connection, schema)
        if not checkpoints.hold(projection.NAME, "rebuild"):
            raise NoRebuild(projection.NAME)
        drop_tables(connection, schema, projection.TABLES, "rebuild")
        Parking(connection, schema, projection.NAME, "rebuild").remove_all()
        checkpoints.remove(projection.NAME, "rebuild")


def rebuild_switch(connection: psycopg.Connection, schema: str, projection: Projection) -> None:
    """Put the rebuilt tables in the place of the live ones, which are dropped, in one transaction.

    Readers see the old tables before it and the new ones after it, never an older position than before.
    Raises NoRebuild, NotCaughtUp or SwitchBusy, and changes nothing then.
    """
    with _impatient(connection):
        checkpoints = Checkpoints(connection, schema)
        held = checkpoints.hold(projection.NAME, "live", "rebuild")
        rebuild, live = held.get("rebuild"), held.get("live")
        if rebuild is None or rebuild.version != projection.VERSION:
            raise NoRebuild(projection.NAME)
        if live is not None:
            _close_gap(connection, schema, projection, rebuild, live.position)
        make_live(connection, schema, projection.TABLES, projection.VIEWS)
        checkpoints.make_live(projection.NAME)
        Parking(connection, schema, projection.NAME, "live").remove_all()
        Parking(connection, schema, projection.NAME, "rebuild").hand_over("live")


def rebuild_progress(connection: psycopg.Connection, schema: str) -> list[RebuildProgress]:
    """How far each rebuild is, and how long it will take at its speed so far."""
    query = sql.SQL(
        "SELECT name, version, position, {head}, parked, started_at,"
        " extract(epoch FROM greatest(updated_at - started_at, '1 ms'))::float8"
        " FROM {projections} WHERE build = 'rebuild' ORDER BY name"
    ).format(
        head=sql.Literal(Feed(connection, schema).head()),
        projections=sql.Identifier(schema, "projections"),
    )
    return [_progress(*row) for row in connection.execute(query)]


def _progress(  # noqa: PLR0917 -- the order of the columns just read
    name: str, version: int, position: int, head: int, parked: int, started_at: datetime, seconds: float
) -> RebuildProgress:
    rate = position / seconds
    return RebuildProgress(
        name=name,
        version=version,
        position=position,
        head=head,
        parked=parked,
        started_at=started_at,
        events_per_second=rate,
        seconds_left=(head - position) / rate if rate else None,
    )


def _close_gap(
    connection: psycopg.Connection, schema: str, projection: Projection, rebuild: Checkpoint, position: int
) -> None:
    """Bring a locked rebuild to the live position, so that no reader ever sees time run backwards."""
    if position - rebuild.position > MOST_TO_SWITCH:
        raise NotCaughtUp(f"{projection.NAME} is {position - rebuild.position} events behind its live tables")
    if rebuild.position < position:
        batch = Feed(connection, schema).after(rebuild.position, position)
        parked = Applying(connection, schema, projection, "rebuild").apply(batch, some_parked=rebuild.parked > 0)
        Checkpoints(connection, schema).move([rebuild], position, [parked])


@contextmanager
def _impatient(connection: psycopg.Connection) -> Iterator[None]:
    """A transaction that gives up before Postgres would look for deadlocks, so that no reader is ever the victim."""
    try:
        with connection.transaction():
            connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(_PATIENCE)))
            yield
    except psycopg.errors.LockNotAvailable as error:
        raise SwitchBusy(str(error)) from error
