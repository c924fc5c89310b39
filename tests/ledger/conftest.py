"""An organisation with a real ledger, verified when the test is over."""

from collections.abc import AsyncIterator

import pytest

from bookit.ledger.faults import Check
from bookit.ledger.verify import verify
from bookit.settings import Settings
from tests.organisation import Organisation, open_organisation
from tests.schemas import migrated


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def excused() -> frozenset[Check]:
    """The checks that a test breaks by hand."""
    return frozenset()


@pytest.fixture
async def org(settings: Settings, excused: frozenset[Check]) -> AsyncIterator[Organisation]:
    migrated(settings)
    async with open_organisation(settings) as organisation:
        yield organisation
    report = verify(settings)
    assert not [str(fault) for fault in report.faults if fault.check not in excused]


@pytest.fixture
async def elsewhere(org: Organisation) -> AsyncIterator[Organisation]:
    """The same organisation as another process has it: with a pool, an appender and memories of its own."""
    async with open_organisation(org.settings) as other:
        yield other
