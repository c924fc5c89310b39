"""Demand that was refused: counted where it is refused, because nothing happened that the ledger could record.

Counting must never cost a request anything: refusals are counted in memory and written together about once a second.
What a killed process had not written yet is not counted, and while the database is away only so much is kept.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import structlog
from psycopg import AsyncConnection, DatabaseError, sql
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from bookit.commands import Command
from bookit.commands.bookings import PlaceBooking
from bookit.commands.series import PlaceSeries
from bookit.domain.errors import Refusal, RoomTaken, RuleBroken
from bookit.repeating import repeated

WRITE_EVERY_SECONDS = 1.0
MOST_KINDS = 10_000
"""So many different wishes are kept in memory while the database is away; others are not counted then."""

log = structlog.get_logger(__name__)


class Wish(NamedTuple):
    """A stay that was refused, and why; not whose."""

    room_id: UUID
    seat_id: UUID | None
    command: str
    reason: str
    rule: str
    starts_at: datetime
    ends_at: datetime


class Refusals:
    """Counts the refusals of one process."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[TupleRow]], schema: str) -> None:
        self._pool = pool
        self._counts: Counter[Wish] = Counter()
        self._insert = sql.SQL(_INSERT).format(table=sql.Identifier(schema, "refused_demand"))

    def note(self, command: Command, refusal: Refusal) -> None:
        """Count a refusal, if it was demand that found no place: taken, or against a rule. Never fails, never waits."""
        if isinstance(command, PlaceBooking | PlaceSeries) and isinstance(refusal, RoomTaken | RuleBroken):
            rule = str(refusal.fields.get("rule", ""))
            wish = Wish(
                command.room_id,
                command.seat_id,
                command.NAME,
                refusal.slug,
                rule,
                command.starts_at,
                command.ends_at,
            )
            self._count(Counter({wish: 1}))

    async def write(self) -> None:
        """Add what was counted to the table. Raises what the database raises; nothing is forgotten then."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        # Sorted, so that two processes with the same wishes never wait for each other in a circle.
        wishes = sorted(counts, key=str)
        columns = [list(column) for column in zip(*wishes, strict=True)]
        try:
            async with self._pool.connection(timeout=2) as connection:
                await connection.execute(self._insert, [*columns, [counts[wish] for wish in wishes]])
        except BaseException:
            self._count(counts)
            raise

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Writes now and then while the context lasts, and once more at its end."""
        try:
            async with repeated(self._try, lambda: WRITE_EVERY_SECONDS):
                yield
        finally:
            await self._try()

    async def _try(self) -> None:
        try:
            await self.write()
        except (DatabaseError, PoolTimeout) as error:
            log.warning("refusals_not_counted_yet", error=str(error), kinds=len(self._counts))

    def _count(self, counts: Counter[Wish]) -> None:
        for wish, times in counts.items():
            if wish in self._counts or len(self._counts) < MOST_KINDS:
                self._counts[wish] += times


_INSERT = """
    INSERT INTO {table} AS counted
        (refused_on, room_id, seat_id, command, reason, rule, starts_at, ends_at, times)
    SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date, wish.*
    FROM unnest(%b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::text[], %b::timestamptz[], %b::timestamptz[],
                %b::integer[]) AS wish
    ON CONFLICT ON CONSTRAINT refused_demand_once DO UPDATE SET times = counted.times + excluded.times
"""
