"""Reads the ledger in its order. Positions have no gaps, and a later one is never visible before an earlier one."""

from collections.abc import Sequence
from datetime import timedelta

import psycopg
from psycopg import sql

from bookit.projections.projection import Recorded


class Feed:
    def __init__(self, connection: psycopg.Connection, schema: str) -> None:
        self._connection = connection
        self._table = sql.Identifier(schema, "events")
        self._columns = sql.SQL(
            "notification_id, originator_id, originator_version, topic, state,"
            " recorded_at, actor_id, command_id, correlation_id"
        )

    def head(self) -> int:
        """The last position."""
        query = sql.SQL("SELECT max(notification_id) FROM {}").format(self._table)
        ((position,),) = self._connection.execute(query).fetchall()
        return position or 0

    def after(self, position: int, upto: int) -> list[Recorded]:
        """The events in `(position, upto]`."""
        query = sql.SQL(
            "SELECT {} FROM {} WHERE notification_id > %s AND notification_id <= %s ORDER BY notification_id"
        ).format(self._columns, self._table)
        with self._connection.cursor(binary=True) as cursor:
            return [Recorded(*row) for row in cursor.execute(query, (position, upto))]

    def at(self, positions: Sequence[int]) -> list[Recorded]:
        """The events at these positions, in order."""
        query = sql.SQL("SELECT {} FROM {} WHERE notification_id = ANY(%s) ORDER BY notification_id").format(
            self._columns, self._table
        )
        with self._connection.cursor(binary=True) as cursor:
            return [Recorded(*row) for row in cursor.execute(query, (list(positions),))]

    def age_after(self, position: int) -> timedelta:
        """How long the first event after a position has been waiting; nothing when there is none."""
        query = sql.SQL("SELECT now() - recorded_at FROM {} WHERE notification_id = %s").format(self._table)
        row = self._connection.execute(query, (position + 1,)).fetchone()
        return row[0] if row else timedelta()
