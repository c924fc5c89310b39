"""The pool and the schema that all parts of identity work with."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import LiteralString

from psycopg import AsyncConnection, sql
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from bookit.connections import CONFIRMED, LONGEST_WAIT

Connection = AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]


class Database:
    """Connections (autocommit) and statements that name their schema."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        self._schema = sql.Identifier(schema)

    def statement(self, text: LiteralString) -> bytes:
        """The statement with `{schema}` filled in, and `{confirmed}`; make it once, run it often."""
        return sql.SQL(text).format(schema=self._schema, confirmed=CONFIRMED).as_bytes(None)

    def connection(self) -> AbstractAsyncContextManager[Connection]:
        """Raises psycopg_pool.PoolTimeout when none gets free in time."""
        return self._pool.connection(timeout=LONGEST_WAIT)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self.connection() as connection, connection.transaction():
            yield connection
