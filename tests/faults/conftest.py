"""Houses: organisations with an API and a worker, in which faults strike while people book.

Tests that leave a house whole share it, so that each finds a past in it that must not change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from anyio.from_thread import start_blocking_portal

from tests.faults.proxy import Proxy, proxied
from tests.installation import Installation, at_work, restart
from tests.running import settings_of_its_own
from tests.servers import Facts


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="package")
def the_house(postgres_dsn: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """On the servers that all tests share."""
    folder = tmp_path_factory.mktemp("house")
    with settings_of_its_own(postgres_dsn, redis_url) as settings, at_work(settings, folder) as house:
        yield house


@pytest.fixture
def house(the_house: Installation) -> Installation:
    """With its API and its worker at work, whatever a test before has left."""
    return awake(the_house)


def awake(house: Installation) -> Installation:
    for process in (house.api, house.worker):
        if process.pid is None or process.exit_code() is not None:
            restart(process)
    return house


@dataclass
class BehindProxies:
    """A house whose API reaches Postgres by a proxy, and whose processes reach the object storage by another."""

    house: Installation
    database: Proxy
    storage: Proxy


@pytest.fixture(scope="package")
def the_house_behind_proxies(
    postgres_dsn: str, redis_url: str, s3_settings: Facts, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BehindProxies]:
    folder, bucket = tmp_path_factory.mktemp("proxies"), f"faults-{uuid4().hex[:12]}"
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(proxied(s3_settings["s3_endpoint_url"])) as (storage, storage_url),
        settings_of_its_own(
            postgres_dsn, redis_url, **(s3_settings | {"s3_endpoint_url": storage_url, "s3_bucket": bucket})
        ) as settings,
        portal.wrap_async_context_manager(proxied(settings.dsn)) as (database, database_url),
        at_work(settings, folder, database_url=database_url) as house,
    ):
        yield BehindProxies(house, database, storage)


@pytest.fixture
def behind_proxies(the_house_behind_proxies: BehindProxies) -> BehindProxies:
    awake(the_house_behind_proxies.house)
    return the_house_behind_proxies
