"""The rows behind BookIT's back, as the role that owns them sees and changes them: around a pooler, if there is one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg import AsyncConnection, sql
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from bookit import connections
from bookit.ledger.append import Pool
from bookit.projections.views import schema_of_views
from bookit.settings import Settings


class Database:
    """Nothing is connected before something is asked."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self.pool = pool
        self.schema = schema

    async def run(self, text: str, *parameters: object) -> list[TupleRow]:
        """The rows of one statement, in which `{schema}` and `{views}` stand for the organisation's."""
        names = {"schema": sql.Identifier(self.schema), "views": sql.Identifier(schema_of_views(self.schema))}
        async with self.pool.connection() as connection:
            cursor = await connection.execute(sql.SQL(text).format(**names), parameters)
            return await cursor.fetchall() if cursor.description is not None else []


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    pool: Pool = AsyncConnectionPool[AsyncConnection[TupleRow]](
        settings.direct_dsn,
        connection_class=connections.AsyncConnection,
        min_size=0,
        max_size=4,
        open=False,
        kwargs={"autocommit": True, "session": {"timezone": "UTC"}},
    )
    async with pool:
        yield Database(pool, settings.database_schema)
