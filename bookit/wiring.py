"""The only place that names adapters: builds a running system from settings."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection, DatabaseError, OperationalError
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from sqlalchemy import exc

from bookit import connections
from bookit.commands.members import ConfirmMember, MakeOwner, MemberAnswer
from bookit.domain.actor import SYSTEM
from bookit.doorbell import Doorbell
from bookit.files import Files
from bookit.identity import Identity
from bookit.identity.secret_key import WrongSecretKey
from bookit.ledger.append import Appender
from bookit.ledger.clock import DatabaseClock
from bookit.ledger.doors import Doors
from bookit.ledger.execution import Executor
from bookit.ledger.forgetting import Forgetting
from bookit.ledger.migrate import HalfRestored, NotMigrated, require_ready
from bookit.ledger.streams import Streams
from bookit.ledger.timers import Timers
from bookit.notifications import Notifications
from bookit.queries import Queries, Replica
from bookit.refusals import Refusals
from bookit.settings import Settings

DATABASE_UNAVAILABLE = (OperationalError, PoolTimeout, exc.OperationalError, exc.TimeoutError)
"""What adapters raise while the database can't be reached, or takes too long: psycopg's and SQLAlchemy's."""


@dataclass(frozen=True, slots=True)
class System:
    """One organisation's booking system, ready for commands and queries."""

    settings: Settings
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]]
    streams: Streams
    executor: Executor
    identity: Identity
    queries: Queries
    replica: Replica | None
    timers: Timers
    forgetting: Forgetting
    refusals: Refusals
    notifications: Notifications
    files: Files

    async def is_database_up(self) -> bool:
        """Whether the database answers a question right now."""
        try:
            async with self.pool.connection(timeout=1) as connection:
                await connection.execute("SELECT 1")
        except (DatabaseError, PoolTimeout):
            return False
        return True

    async def make_owner(self, command_id: UUID) -> UUID:
        """Record a new owner; the same command id again answers the same member."""
        receipt = await self.executor.execute(MakeOwner(), SYSTEM, command_id=command_id)
        return MemberAnswer.model_validate_json(receipt.answer).member_id

    async def confirm_member(self, member_id: UUID, command_id: UUID) -> None:
        """Record that an invited member has joined; the same command id again changes nothing."""
        await self.executor.execute(ConfirmMember(member_id=member_id), SYSTEM, command_id=command_id)


def why_not_ready(settings: Settings) -> str | None:
    """What keeps an organisation from being run at the moment, in a sentence; None when nothing does."""
    try:
        require_ready(settings)
    except (NotMigrated, HalfRestored, WrongSecretKey) as error:
        return str(error)
    except DATABASE_UNAVAILABLE as error:
        return f"The database does not answer: {str(error).strip()}"
    return None


@asynccontextmanager
async def running(settings: Settings, *, clock: Callable[[], datetime] | None = None) -> AsyncIterator[System]:
    """The system between its start and its orderly end; commands are decided by the database's time, or `clock`'s."""
    pool = AsyncConnectionPool[AsyncConnection[TupleRow]](
        settings.dsn,
        connection_class=connections.AsyncConnection,
        kwargs={
            "autocommit": True,
            "application_name": "bookit",
            "pooled": settings.database_pooled,
            "session": connections.PROMPT,
        },
        min_size=1 if settings.is_one_of_several else 2,
        max_size=settings.database_pool_size,
        timeout=connections.LONGEST_WAIT,
        reconnect_timeout=2,  # then whoever needs a connection tries anew; by itself the pool would wait ever longer
        open=False,
    )
    database_clock = DatabaseClock(pool)
    schema = settings.database_schema
    refusals = Refusals(pool, schema)
    async with (
        pool,
        database_clock.kept(),
        refusals.kept(),
        Doorbell(settings) as doorbell,
        Queries(settings) as queries,
        Replica(settings, queries) if settings.database_replica_url else nullcontext() as replica,
    ):
        files = Files(pool, settings)
        identity = Identity(pool, schema, settings)
        streams = Streams(pool, schema)
        executor = Executor(
            pool,
            schema,
            appender=Appender(pool, schema),
            streams=streams,
            accounts=identity,
            files=files,
            doors=Doors(settings.key_for("doors")),
            on_stored=doorbell.ring,
            clock=clock or database_clock,
        )
        with closing(files):
            yield System(
                settings,
                pool,
                streams,
                executor,
                identity,
                queries,
                replica,
                Timers(pool, schema),
                Forgetting(pool, schema),
                refusals,
                Notifications(pool, schema, settings.key_for("letters")),
                files,
            )
