"""One organisation for each module; tests take buildings, rooms and members of their own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.installation import Installation, at_work
from tests.running import Organisation, organisation, settings_of_its_own


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def org(anyio_backend: str, postgres_dsn: str, redis_url: str) -> AsyncIterator[Organisation]:
    """A running organisation of this module's own."""
    with settings_of_its_own(postgres_dsn, redis_url) as settings:
        async with organisation(settings) as running:
            yield running


@pytest.fixture(scope="package")
def house(postgres_dsn: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """API and worker as processes, for what only a real server can answer."""
    folder = tmp_path_factory.mktemp("house")
    with settings_of_its_own(postgres_dsn, redis_url) as settings, at_work(settings, folder) as installation:
        yield installation
