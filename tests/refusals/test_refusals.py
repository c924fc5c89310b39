"""Counting what was refused costs no request anything, and forgets nothing while the database is away."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from psycopg import AsyncConnection, sql
from psycopg.errors import UndefinedTable
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool
from uuid_utils.compat import uuid7

from bookit import connections
from bookit.commands.bookings import PlaceBooking
from bookit.domain.errors import Forbidden, QuotaExceeded, Refusal, RuleBroken
from bookit.refusals import Refusals
from bookit.settings import Settings
from tests.database import open_database
from tests.projections.story import at
from tests.schemas import migrated

pytestmark = pytest.mark.anyio

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]

TOO_LONG = RuleBroken("Too long.", rule="max_minutes", value=60)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[Pool]:
    migrated(settings)
    kwargs = {"autocommit": True, "pooled": settings.database_pooled}
    connected = connections.AsyncConnection
    async with Pool(
        settings.dsn, connection_class=connected, min_size=1, max_size=2, open=False, kwargs=kwargs
    ) as pool:
        yield pool


def _wish(room_id: UUID) -> PlaceBooking:
    return PlaceBooking(room_id=room_id, starts_at=at(9), ends_at=at(10))


async def _counted(pool: Pool, schema: str) -> list[tuple[str, str, int]]:
    query = sql.SQL("SELECT reason, rule, times FROM {} ORDER BY reason").format(
        sql.Identifier(schema, "refused_demand")
    )
    async with pool.connection() as connection:
        return list(await (await connection.execute(query)).fetchall())


async def test_the_same_wish_is_one_row_whoever_counts_it(pool: Pool, settings: Settings) -> None:
    room, (one, other) = uuid7(), (Refusals(pool, settings.database_schema) for _ in range(2))
    refused: list[Refusal] = [
        TOO_LONG,
        TOO_LONG,
        QuotaExceeded("Enough.", rule="hours_a_week", value=9),
        Forbidden("No."),
    ]
    for process in (one, other):
        for refusal in refused:
            process.note(_wish(room), refusal)
        await process.write()
        await process.write()

    assert await _counted(pool, settings.database_schema) == [
        ("quota-exceeded", "hours_a_week", 2),
        ("rule-broken", "max_minutes", 4),
    ]


async def test_what_can_not_be_written_is_written_later(pool: Pool, settings: Settings) -> None:
    refusals = Refusals(pool, settings.database_schema)
    refusals.note(_wish(uuid7()), TOO_LONG)
    async with open_database(settings) as database:
        await database.run("ALTER TABLE {schema}.refused_demand RENAME TO aside")
        with pytest.raises(UndefinedTable):
            await refusals.write()
        refusals.note(_wish(uuid7()), TOO_LONG)
        await database.run("ALTER TABLE {schema}.aside RENAME TO refused_demand")
    await refusals.write()

    assert sum(times for _, _, times in await _counted(pool, settings.database_schema)) == 2


async def test_what_was_counted_is_written_at_the_end(pool: Pool, settings: Settings) -> None:
    refusals = Refusals(pool, settings.database_schema)
    async with refusals.kept():
        refusals.note(_wish(uuid7()), TOO_LONG)
    assert await _counted(pool, settings.database_schema) == [("rule-broken", "max_minutes", 1)]
