"""The read side's door to Postgres: one pool, one cursor key, one watch over checkpoints."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, Self

from sqlalchemy import TextClause, text
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bookit.connections import LONGEST_WAIT, PROMPT, AsyncConnection
from bookit.queries.freshness import Freshness
from bookit.queries.paging import Cursors
from bookit.settings import Settings

# Answers are small parts of large tables: planning anew costs less than a plan made for another day, and compiling
# a plan costs more than running it.
# Reports count a year in memory rather than on disk.
_SESSION = {
    **PROMPT,
    "work_mem": "16MB",
    "datestyle": "ISO",
    "jit": "off",
    "plan_cache_mode": "force_custom_plan",
}


class Queries:
    """What every query needs. An async context manager; open it in the loop that asks."""

    def __init__(self, settings: Settings, *, replica: bool = False) -> None:
        server: dict[str, Any] = {"conninfo": settings.reader_dsn, "pooled": settings.database_pooled}
        if replica:
            # No statement runs for longer than five seconds; then the primary is asked.
            server = {"conninfo": settings.replica_dsn, "target_session_attrs": "any", "patience": 6}
        self._engine = create_async_engine(
            "postgresql+psycopg://",
            async_creator=partial(
                AsyncConnection.connect,
                **server,
                session=_SESSION,
                application_name="bookit queries",
            ),
            isolation_level="AUTOCOMMIT",
            pool_size=settings.database_pool_size,
            max_overflow=0,
            pool_timeout=LONGEST_WAIT,
            pool_pre_ping=False,
        )
        self._schema = settings.database_schema
        self._cursor_key = settings.key_for("cursors")
        self.freshness = Freshness(self.rows)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.freshness.close()
        await self._engine.dispose()

    @property
    def schema(self) -> str:
        return self._schema

    @property
    def engine(self) -> AsyncEngine:
        return self._engine

    async def rows(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """The rows of one statement, in which `{schema}` stands for the organisation's schema."""
        async with self._engine.connect() as connection:
            result = await connection.execute(_in_schema(statement, self._schema), parameters or {})
            return result.all()

    def cursors(self, *question: object) -> Cursors:
        """The cursors of a question, given as its name, its parameters and who asks."""
        return Cursors.of(self._cursor_key, *question)


@lru_cache(maxsize=256)
def _in_schema(statement: str, schema: str) -> TextClause:
    return text(statement.replace("{schema}", f'"{schema}"'))
