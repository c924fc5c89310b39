"""One ledger for all tests of commands in this process: each has its own buildings, rooms and people."""

import uuid
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from psycopg import sql

from bookit.settings import Settings
from tests.invariants import hold
from tests.organisation import NOW, Organisation, open_organisation
from tests.schemas import migrated


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def ledger_settings(postgres_dsn: str) -> Iterator[Settings]:
    schema = f"test_{uuid.uuid4().hex[:16]}"
    settings = Settings(database_url=postgres_dsn, redis_url=None, database_schema=schema, port=0)
    migrated(settings)
    yield settings
    with psycopg.connect(postgres_dsn, autocommit=True, options="-c lock_timeout=10s") as connection:
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))


@pytest.fixture(scope="session")
async def shared_organisation(ledger_settings: Settings) -> AsyncIterator[Organisation]:
    async with open_organisation(ledger_settings) as organisation:
        yield organisation


@pytest.fixture
async def org(shared_organisation: Organisation) -> AsyncIterator[Organisation]:
    """The organisation at `NOW`; the invariants are checked afterwards."""
    shared_organisation.clock.now = NOW
    yield shared_organisation
    await hold(shared_organisation.settings, shared_organisation.witness)
