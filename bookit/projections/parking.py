"""Events that a projection could not digest, with the later events of their streams, kept until somebody mends it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from bookit.projections.checkpoints import Build
from bookit.projections.projection import Recorded

BEHIND = "waits for an earlier event of its stream"
_LONGEST_ERROR = 2000


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    projection: str
    build: Build
    position: int
    stream_id: UUID
    topic: str
    error: str
    attempts: int
    parked_at: datetime


class Parking:
    """The parked events of one build of one projection."""

    def __init__(self, connection: psycopg.Connection, schema: str, projection: str, build: Build) -> None:
        self._connection = connection
        self._table = sql.Identifier(schema, "parked_events")
        self._whose = (projection, build)

    def park(self, events: Iterable[tuple[Recorded, str]]) -> None:
        """Keep events aside, each with its error; those that were parked before count one more attempt."""
        statement = sql.SQL(
            "INSERT INTO {} AS parked (projection, build, position, stream_id, topic, error)"
            " VALUES (%s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (projection, build, position)"
            " DO UPDATE SET error = excluded.error, attempts = parked.attempts + 1"
        ).format(self._table)
        with self._connection.cursor() as cursor:
            cursor.executemany(
                statement,
                [
                    (*self._whose, event.position, event.stream_id, event.topic, _storable(error))
                    for event, error in events
                ],
            )

    def streams(self, among: Iterable[UUID]) -> set[UUID]:
        """Which of these streams have parked events."""
        query = sql.SQL(
            "SELECT DISTINCT stream_id FROM {} WHERE projection = %s AND build = %s AND stream_id = ANY(%s)"
        ).format(self._table)
        return {stream for (stream,) in self._connection.execute(query, (*self._whose, list(set(among))))}

    def events(self, *stream_ids: UUID) -> list[ParkedEvent]:
        """What is parked, of these streams or of all, in the ledger's order."""
        query = sql.SQL(
            "SELECT projection, build, position, stream_id, topic, error, attempts, parked_at FROM {}"
            " WHERE projection = %s AND build = %s AND (%s OR stream_id = ANY(%s)) ORDER BY position"
        ).format(self._table)
        with self._connection.cursor(row_factory=class_row(ParkedEvent)) as cursor:
            return cursor.execute(query, (*self._whose, not stream_ids, list(stream_ids))).fetchall()

    def remove(self, positions: Sequence[int]) -> int:
        """Forget parked events; answers how many there were."""
        statement = sql.SQL("DELETE FROM {} WHERE projection = %s AND build = %s AND position = ANY(%s)").format(
            self._table
        )
        return self._connection.execute(statement, (*self._whose, list(positions))).rowcount

    def remove_all(self) -> None:
        statement = sql.SQL("DELETE FROM {} WHERE projection = %s AND build = %s").format(self._table)
        self._connection.execute(statement, self._whose)

    def hand_over(self, build: Build) -> None:
        """These parked events belong to another build now."""
        projection, _ = self._whose
        statement = sql.SQL("UPDATE {} SET build = %s WHERE projection = %s AND build = %s").format(self._table)
        self._connection.execute(statement, (build, *self._whose))
        self._whose = (projection, build)


def _storable(error: str) -> str:
    return error.replace("\x00", "\N{REPLACEMENT CHARACTER}")[:_LONGEST_ERROR]
