"""How far each build of each read model has come. Whoever holds a checkpoint's row lock applies events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import psycopg
from psycopg import sql
from psycopg.rows import class_row

Build = Literal["live", "rebuild"]

MEASURE_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A row of `projections`: every event up to `position` was applied, skipped or parked."""

    name: str
    build: Build
    version: int
    position: int
    parked: int
    switch_when_ready: bool


_COLUMNS = sql.SQL("name, build, version, position, parked, switch_when_ready")


class Checkpoints:
    def __init__(self, connection: psycopg.Connection, schema: str) -> None:
        self._connection = connection
        self._table = sql.Identifier(schema, "projections")

    def add(self, name: str, build: Build, version: int, *, switch_when_ready: bool = True) -> bool:
        """Note a new build at position 0; False when there is one already, which is waited for if it is being made."""
        statement = sql.SQL(
            "INSERT INTO {} (name, build, version, switch_when_ready) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
        ).format(self._table)
        return self._connection.execute(statement, (name, build, version, switch_when_ready)).rowcount == 1

    def all(self) -> list[Checkpoint]:
        """Every checkpoint, unlocked: a hint where to work."""
        query = sql.SQL("SELECT {} FROM {} ORDER BY name, build").format(_COLUMNS, self._table)
        with self._connection.cursor(row_factory=class_row(Checkpoint)) as cursor:
            return cursor.execute(query).fetchall()

    def take(self, build: Build, names: Sequence[str], position: int) -> list[Checkpoint]:
        """Lock the checkpoints that are still at `position` and that nobody else is working on."""
        query = sql.SQL(
            "SELECT {} FROM {} WHERE build = %s AND name = ANY(%s) AND position = %s"
            " ORDER BY name FOR UPDATE SKIP LOCKED"
        ).format(_COLUMNS, self._table)
        with self._connection.cursor(row_factory=class_row(Checkpoint)) as cursor:
            return cursor.execute(query, (build, list(names), position)).fetchall()

    def hold(self, name: str, *builds: Build) -> dict[Build, Checkpoint]:
        """Lock the checkpoints of a projection, waiting for those who work on them."""
        query = sql.SQL("SELECT {} FROM {} WHERE name = %s AND build = ANY(%s) ORDER BY build FOR UPDATE").format(
            _COLUMNS, self._table
        )
        with self._connection.cursor(row_factory=class_row(Checkpoint)) as cursor:
            return {row.build: row for row in cursor.execute(query, (name, list(builds)))}

    def move(self, taken: Sequence[Checkpoint], position: int, newly_parked: Sequence[int]) -> None:
        """Advance locked checkpoints, and count what was parked (or, below zero, taken out of parking)."""
        statement = sql.SQL(
            "UPDATE {} AS point SET position = %(position)s, parked = point.parked + moved.parked, updated_at = now(),"
            # The pace over some seconds, for those who watch.
            " rate = CASE WHEN now() > measured_at + %(every)s THEN (%(position)s - measured_position)"
            " / extract(epoch FROM now() - measured_at)::float8 ELSE rate END,"
            " measured_position = CASE WHEN now() > measured_at + %(every)s THEN %(position)s"
            " ELSE measured_position END,"
            " measured_at = CASE WHEN now() > measured_at + %(every)s THEN now() ELSE measured_at END"
            " FROM unnest(%(names)s::text[], %(parked)s::bigint[]) AS moved(name, parked)"
            " WHERE point.name = moved.name AND point.build = %(build)s"
        ).format(self._table)
        asked = {
            "position": position,
            "names": [point.name for point in taken],
            "parked": list(newly_parked),
            "build": taken[0].build,
            "every": MEASURE_EVERY,
        }
        self._connection.execute(statement, asked)

    def remove(self, name: str, build: Build) -> None:
        self._connection.execute(
            sql.SQL("DELETE FROM {} WHERE name = %s AND build = %s").format(self._table), (name, build)
        )

    def make_live(self, name: str) -> None:
        """The rebuild's checkpoint becomes the live one."""
        self.remove(name, "live")
        self._connection.execute(
            sql.SQL("UPDATE {} SET build = 'live' WHERE name = %s AND build = 'rebuild'").format(self._table), (name,)
        )
