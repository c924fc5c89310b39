"""Identity on a schema of its own, with cheap password hashes that count their work."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from bookit import connections
from bookit.identity import Credential, Identity, Limit, Limits, NewSession, Pool
from bookit.settings import Settings
from tests.database import Database, open_database
from tests.schemas import migrated

PASSWORD = "correct horse"
ADDRESS = "192.0.2.10"


class CountingHasher(Argon2Hasher):
    """Argon2 with the least work allowed."""

    def __init__(self, *, time_cost: int = 1) -> None:
        super().__init__(time_cost=time_cost, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, password: str | bytes, hash: str | bytes) -> bool:  # noqa: A002 -- the protocol's word
        self.verified += 1
        return super().verify(password, hash)


async def record_event(database: Database, member_id: UUID, version: int) -> None:
    """A row of the ledger, as far as identity looks at it."""
    await database.run(
        """INSERT INTO {schema}.events SELECT %s, %s, 'member.invited', ''::bytea,
           1 + (SELECT count(*) FROM {schema}.events), now(), gen_random_uuid(), gen_random_uuid(),
           gen_random_uuid(), ''::bytea""",
        member_id,
        version,
    )


Join = Callable[..., Awaitable[UUID]]
SignIn = Callable[..., Awaitable[NewSession]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def hasher() -> CountingHasher:
    return CountingHasher()


class PatientPool(AsyncConnectionPool[AsyncConnection[TupleRow]]):
    """For many at once: how long they wait for each other on a busy machine says nothing about the code."""

    async def getconn(self, timeout: float | None = None) -> AsyncConnection[TupleRow]:  # noqa: ASYNC109 -- as there
        return await super().getconn(timeout=60)


def pool_of(settings: Settings, most: int) -> PatientPool:
    return PatientPool(
        settings.dsn,
        connection_class=connections.AsyncConnection,
        min_size=1,
        max_size=most,
        open=False,
        kwargs={"autocommit": True, "pooled": settings.database_pooled},
    )


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[Pool]:
    migrated(settings)
    async with pool_of(settings, most=4) as pool:
        yield pool


@pytest.fixture
async def database(pool: Pool, settings: Settings) -> AsyncIterator[Database]:
    async with open_database(settings) as database:
        yield database


LIMITS = Limits(
    account_at_address=Limit(5, timedelta(hours=1), timedelta(hours=24)),
    account=Limit(20, timedelta(hours=1), timedelta(hours=24)),
    address=Limit(30, timedelta(hours=1), timedelta(hours=24)),
)
"""As many attempts at once as in the product or fewer, but waits that no slow test machine sits out."""


@pytest.fixture
def identity(pool: Pool, settings: Settings, hasher: CountingHasher) -> Identity:
    return Identity(pool, settings.database_schema, settings, hasher=PasswordHash((hasher,)), limits=LIMITS)


@pytest.fixture
def other_process(pool: Pool, settings: Settings) -> Identity:
    """Shares nothing with `identity` but the database."""
    return Identity(pool, settings.database_schema, settings, limits=LIMITS)


@pytest.fixture
def join(identity: Identity, database: Database) -> Join:
    """Make a member with a password: `await join("a@example.org")`."""

    async def join_(email: str, password: str = PASSWORD, name: str = "Anna") -> UUID:
        member_id = uuid4()
        await identity.people.register(member_id, email, name)
        await record_event(database, member_id, 1)
        token = await identity.invitations.issue(member_id)

        async def record(member_id: UUID, command_id: UUID) -> None:
            await record_event(database, member_id, 2)

        await identity.invitations.accept(token, password, join=record)
        return member_id

    return join_


@pytest.fixture
def sign_in(identity: Identity) -> SignIn:
    """Sign in as a browser does: `await sign_in("a@example.org")`."""

    async def sign_in_(email: str, password: str = PASSWORD, address: str = ADDRESS) -> NewSession:
        who = await identity.authenticate(email, password, address=address)
        return await identity.sessions.start(who, user_agent="Firefox", address=address)

    return sign_in_


@pytest.fixture
async def credential(identity: Identity, join: Join, sign_in: SignIn) -> Credential:
    """Of a member who is signed in."""
    await join("signed-in@example.org")
    session = await sign_in("signed-in@example.org")
    found = await identity.sessions.look_up(session.token)
    assert found is not None
    return found
