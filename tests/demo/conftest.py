"""Demo data in a schema of its own, told once for all tests here."""

from collections.abc import Iterator

import pytest

from bookit.settings import Settings
from tests.demo.told import Story, load_demo_data, read_story
from tests.running import settings_of_its_own
from tests.schemas import migrated


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def empty(postgres_dsn: str) -> Iterator[Settings]:
    """An organisation without anything."""
    with settings_of_its_own(postgres_dsn, None) as settings:
        migrated(settings)
        yield settings


@pytest.fixture(scope="session")
def told(postgres_dsn: str) -> Iterator[Settings]:
    """An organisation with the demo data."""
    with settings_of_its_own(postgres_dsn, None) as settings:
        migrated(settings)
        load_demo_data(settings)
        yield settings


@pytest.fixture(scope="session")
def story(told: Settings) -> Story:
    """What the ledger says after the demo data were loaded."""
    return read_story(told)
