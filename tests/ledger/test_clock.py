"""The database's clock, as long as a process keeps it."""

import asyncio

import anyio
import pytest
from psycopg_pool import AsyncConnectionPool

from bookit.connections import AsyncConnection
from bookit.ledger import clock
from bookit.ledger.append import Pool
from bookit.ledger.clock import DatabaseClock
from bookit.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_it_is_given_up_at_any_moment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also just when it is given the connection that it waited for, where Python before 3.12 loses a cancellation."""
    monkeypatch.setattr(clock, "MEASURE_EVERY_SECONDS", 0.0)
    pool: Pool = AsyncConnectionPool(
        settings.dsn,
        connection_class=AsyncConnection,
        kwargs={"autocommit": True, "pooled": settings.database_pooled},
        min_size=1,
        max_size=1,
        open=False,
    )
    async with pool:
        for steps in range(40):
            with anyio.fail_after(30):
                async with DatabaseClock(pool).kept():
                    async with pool.connection():
                        while not pool.get_stats()["requests_waiting"]:  # noqa: ASYNC110 -- the pool tells nobody
                            await asyncio.sleep(0)
                    for _ in range(steps):
                        await asyncio.sleep(0)
