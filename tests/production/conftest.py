from collections.abc import Iterator
from pathlib import Path

import pytest

from bookit.embedded.ports import free_ports
from bookit.settings import Settings
from tests.installation import Installation, api_process, at_work, restart
from tests.production.front import NAME, Front, front
from tests.running import settings_of_its_own


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def install(postgres_dsn: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An API process for commands, and a worker, as they are behind nginx."""
    behind = {"base_url": f"https://{NAME}", "trusted_proxies": "127.0.0.1"}
    with (
        settings_of_its_own(postgres_dsn, redis_url, **behind) as settings,
        at_work(settings, tmp_path_factory.mktemp("install")) as installation,
    ):
        yield installation


@pytest.fixture(scope="module")
def site(install: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx before one process for commands and another for queries."""
    (port,) = free_ports(1)
    queries = api_process(Settings(**(install.settings.model_dump() | {"port": port})), install.folder)
    try:
        restart(queries)
        with front(tmp_path_factory.mktemp("front"), [install.settings.port], [port]) as made:
            yield made
    finally:
        queries.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for an nginx of this test alone."""
    made = tmp_path / "front"
    made.mkdir()
    return made
