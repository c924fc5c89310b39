"""Real servers for every test, shared by the whole run and started when first asked for (see tests/servers.py)."""

import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import psycopg
import pytest
import redis
import structlog
from psycopg import sql
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bookit.projections.views import schema_of_views
from bookit.settings import Settings
from tests.servers import Facts, database_settings, run_of_tests, shared_server

_run = pytest.StashKey[ExitStack]()

# How long an example takes on a busy machine says nothing about the code.
hypothesis.settings.register_profile(
    "bookit", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("bookit")


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # the first process of the run
        for name in [name for name in os.environ if name.startswith("BOOKIT_")]:
            del os.environ[name]  # tests don't depend on the operator's settings
        os.environ["BOOKIT_SECRET_KEY"] = "the secret key of all installs in tests"
        config.stash[_run] = ExitStack()
        config.stash[_run].enter_context(run_of_tests())


def pytest_unconfigure(config: pytest.Config) -> None:
    if _run in config.stash:
        config.stash[_run].close()


@pytest.fixture(scope="session")
def postgres_dsn() -> str:
    """A Postgres without fsync, one database for all: keep to a schema of your own (see `settings`)."""
    return shared_server("postgres")["dsn"]


@pytest.fixture(scope="session")
def redis_url(worker_id: str) -> str:
    """A Redis database of this test process alone, empty at the start."""
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
    url = urlsplit(shared_server("redis")["url"])._replace(path=f"/{number}").geturl()
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture(scope="session")
def s3_settings() -> Facts:
    """The `s3_*` of Settings for a SeaweedFS with its bucket: `Settings(**s3_settings, ...)`."""
    return shared_server("seaweedfs")


@pytest.fixture
def settings(postgres_dsn: str, redis_url: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a schema name of this test's own; the schema, if made, goes away afterwards."""
    schema = f"test_{uuid.uuid4().hex[:16]}"
    yield Settings(
        home=tmp_path, **database_settings(postgres_dsn), redis_url=redis_url, database_schema=schema, port=0
    )
    with psycopg.connect(postgres_dsn, autocommit=True, options="-c lock_timeout=10s") as connection:
        names = sql.SQL(", ").join(map(sql.Identifier, (schema, schema_of_views(schema))))
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(names))


@pytest.fixture
def logs() -> Iterator[list[EventDict]]:
    """What is logged meanwhile, whatever level an application that this process ran before has set."""
    configured = structlog.get_config()
    structlog.reset_defaults()
    with capture_logs() as logs:
        yield logs
    structlog.configure(**configured)
