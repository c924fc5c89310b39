from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, installed, restart
from tests.running import settings_of_its_own


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def installation(postgres_dsn: str, redis_url: str, tmp_path: Path) -> Iterator[Installation]:
    """API and worker of this test alone, running, on the servers that all tests share."""
    with settings_of_its_own(postgres_dsn, redis_url) as settings, installed(settings, tmp_path) as installation:
        restart(installation.api)
        restart(installation.worker)
        yield installation
