"""One ledger for all tests of commands in this process: each has its own buildings, rooms and people."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bookit.settings import Settings
from tests.invariants import hold
from tests.organisation import NOW, Organisation, open_organisation
from tests.running import settings_of_its_own
from tests.schemas import migrated


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def ledger_settings(postgres_dsn: str) -> Iterator[Settings]:
    with settings_of_its_own(postgres_dsn, None) as settings:
        migrated(settings)
        yield settings


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
