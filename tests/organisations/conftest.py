"""An install of two organisations."""

import uuid
from collections.abc import Iterator

import pytest

from bookit.settings import Settings
from tests.running import settings_of_its_own


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def install(postgres_dsn: str, redis_url: str) -> Iterator[Settings]:
    """Its settings: the first organisation is at first.test, the one that is listed at second.test."""
    second = {"base_url": "http://second.test", "organisation": "Second"}
    listed = {f"test_{uuid.uuid4().hex[:16]}": second}
    with settings_of_its_own(
        postgres_dsn, redis_url, base_url="http://first.test", organisation="First", organisations=listed
    ) as settings:
        yield settings
