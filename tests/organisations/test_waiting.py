"""An organisation that can't be served yet keeps no other from being served, and needs no restart once it can be."""

import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import anyio.to_thread
import httpx
import psycopg
import pytest
from fastapi import FastAPI
from psycopg import sql

from bookit.api.app import create_app
from bookit.embedded.ports import free_ports
from bookit.ledger.migrate import migrate
from bookit.settings import Settings
from tests.running import settings_of_its_own
from tests.schemas import migrated

pytestmark = pytest.mark.anyio


@pytest.fixture
def install(postgres_dsn: str) -> Iterator[Settings]:
    """Two organisations, of which nothing is there yet."""
    listed = {f"test_{uuid.uuid4().hex[:16]}": {"base_url": "http://second.test", "organisation": "Second"}}
    with settings_of_its_own(postgres_dsn, None, base_url="http://first.test", organisations=listed) as settings:
        yield settings


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


async def ask(app: FastAPI, url: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        return await client.get(url)


async def until_it_is(app: FastAPI, url: str, status: int) -> None:
    for _ in range(600):
        if (await ask(app, url)).status_code == status:
            return
        await anyio.sleep(0.05)
    raise AssertionError("it never came to that")


def problem(answer: httpx.Response) -> tuple[int, Any, str]:
    return answer.status_code, answer.json()["type"], answer.headers["retry-after"]


async def test_one_that_is_not_migrated_is_waited_for_while_the_other_is_served(install: Settings) -> None:
    first, second = install.of_each()
    migrated(first)
    async with served(install) as app:
        assert (await ask(app, "http://first.test/api/session")).status_code == 401
        waiting = await ask(app, "http://second.test/api/session")
        assert problem(waiting) == (503, "/problems/unavailable", "2")
        assert "can't be served yet" in waiting.json()["detail"]
        assert (await ask(app, "http://second.test/livez")).status_code == 200
        ready = await ask(app, "http://first.test/readyz")
        assert (ready.status_code, ready.json()) == (200, {"status": "ok", "waiting": 1})

        await anyio.to_thread.run_sync(migrate, second)
        await until_it_is(app, "http://second.test/api/session", 401)
        assert (await ask(app, "http://first.test/readyz")).json() == {"status": "ok", "waiting": 0}


async def test_a_process_is_not_ready_before_there_is_anybody_to_serve(install: Settings) -> None:
    first, _ = install.of_each()
    async with served(install) as app:
        ready = await ask(app, "http://first.test/readyz")
        assert ready.status_code == 503
        assert ready.json() == {"status": "no organisation can be served yet", "waiting": 2}
        await anyio.to_thread.run_sync(migrated, first)
        await until_it_is(app, "http://first.test/readyz", 200)


async def test_tables_of_an_older_version_are_waited_for(settings: Settings) -> None:
    migrated(settings)
    version = sql.Identifier(settings.database_schema, "schema_version")
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        ((newest,),) = connection.execute(sql.SQL("SELECT version_num FROM {}").format(version)).fetchall()
        connection.execute(sql.SQL("UPDATE {} SET version_num = '0001'").format(version))
        async with served(settings) as app:
            assert problem(await ask(app, "http://bookit.test/api/session"))[0] == 503
            connection.execute(sql.SQL("UPDATE {} SET version_num = %s").format(version), [newest])
            await until_it_is(app, "http://bookit.test/api/session", 401)


async def test_a_process_starts_although_the_database_is_away(settings: Settings) -> None:
    (port,) = free_ports(1)
    nowhere = f"postgresql://nobody@127.0.0.1:{port}/nothing"
    ways = {"database_url": nowhere, "database_direct_url": nowhere, "database_reader_url": nowhere}
    async with served(Settings(**(settings.model_dump() | ways))) as app:
        assert (await ask(app, "http://bookit.test/livez")).status_code == 200
        assert problem(await ask(app, "http://bookit.test/api/session"))[0] == 503
        assert (await ask(app, "http://bookit.test/readyz")).status_code == 503
