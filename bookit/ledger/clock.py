"""The database's clock, as seen from here: all processes decide by one time, whatever their machines say.

A machine's wall clock may be wrong, and may jump. So it is asked only until the database has been reached for the
first time; from then on it is the time that the database told, plus what has elapsed since. It is asked again now
and then, because two machines do not run equally fast.
"""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from psycopg import DatabaseError, OperationalError
from psycopg_pool import PoolTimeout

from bookit.ledger.append import Pool
from bookit.repeating import repeated

log = structlog.get_logger()

MEASURE_EVERY_SECONDS: Final = 15.0
TRY_AGAIN_SECONDS: Final = 0.5
MOST_UNSURE: Final = 0.25
"""Seconds that a measurement may take to be believed, unless there is no other."""

_BOOT: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def real_time() -> datetime:
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds since some moment, those in which the machine slept included, whatever happens to its wall clock."""
    return time.clock_gettime(_BOOT)


class DatabaseClock:
    """Says what time the database has; `wall` is believed only before the first measurement."""

    def __init__(self, pool: Pool, *, wall: Callable[[], datetime] = real_time) -> None:
        self._pool = pool
        self._wall = wall
        self._told: datetime | None = None
        self._told_at = 0.0

    def __call__(self) -> datetime:
        if self._told is None:
            return self._wall()
        return self._told + timedelta(seconds=elapsed() - self._told_at)

    async def measure(self) -> None:
        """Ask the database. Raises what the pool raises while it can't be reached."""
        async with self._pool.connection(timeout=2) as connection:
            before = elapsed()
            cursor = await connection.execute("SELECT clock_timestamp()")
            row = await cursor.fetchone()
            after = elapsed()
        if row is not None and (self._told is None or after - before <= MOST_UNSURE):
            self._told, self._told_at = row[0].astimezone(UTC), (before + after) / 2

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Measures now and then while the context lasts; the first time before it begins, if the database is there."""
        await self._try()
        async with repeated(self._try, lambda: TRY_AGAIN_SECONDS if self._told is None else MEASURE_EVERY_SECONDS):
            yield

    async def _try(self) -> None:
        try:
            await self.measure()
        except (DatabaseError, OperationalError, PoolTimeout) as error:
            log.warning("clock_not_measured", error=str(error))
