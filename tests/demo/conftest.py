"""Demo data in a schema of its own, told once for all tests here."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from bookit.settings import Settings
from tests.demo.told import Story, load_demo_data, read_story
from tests.schemas import migrated
from tests.servers import database_settings


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@contextmanager
def _organisation(dsn: str) -> Iterator[Settings]:
    settings = Settings(**database_settings(dsn), database_schema=f"test_{uuid.uuid4().hex[:16]}", port=0)
    migrated(settings)
    yield settings
    with psycopg.connect(dsn, autocommit=True, options="-c lock_timeout=10s") as connection:
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(settings.database_schema)))


@pytest.fixture
def empty(postgres_dsn: str) -> Iterator[Settings]:
    """An organisation without anything."""
    with _organisation(postgres_dsn) as settings:
        yield settings


@pytest.fixture(scope="session")
def told(postgres_dsn: str) -> Iterator[Settings]:
    """An organisation with the demo data."""
    with _organisation(postgres_dsn) as settings:
        load_demo_data(settings)
        yield settings


@pytest.fixture(scope="session")
def story(told: Settings) -> Story:
    """What the ledger says after the demo data were loaded."""
    return read_story(told)
