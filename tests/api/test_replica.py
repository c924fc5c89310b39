"""A streaming replica answers queries while it knows what the asker must know; whatever happens to it, nobody is told
less, and nobody is told that it failed."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import LiteralString

import anyio
import psycopg
import pytest

from bookit.embedded.postgres import Postgres
from tests.running import Organisation, organisation, settings_of_its_own
from tests.servers import durable_postgres, streaming_replica

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def primary() -> Iterator[Postgres]:
    with durable_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def copy(primary: Postgres) -> Iterator[Postgres]:
    with streaming_replica(primary) as server:
        yield server


@pytest.fixture(scope="module")
async def org(anyio_backend: str, primary: Postgres, copy: Postgres, redis_url: str) -> AsyncIterator[Organisation]:
    with settings_of_its_own(primary.url, redis_url, database_replica_url=copy.url) as settings:
        async with organisation(settings) as running:
            await running.caught_up()
            yield running


async def until(org: Organisation, condition: Callable[[], bool]) -> None:
    """Ask until it holds: only what is asked is looked at."""
    with anyio.fail_after(60):
        while not condition():
            await org.owner.learn("buildings", {"limit": 1})
            await anyio.sleep(0.05)


async def in_step(org: Organisation) -> None:
    replica = org.system.replica
    assert replica is not None
    await until(org, lambda: replica.in_step)


async def out_of_step(org: Organisation) -> None:
    replica = org.system.replica
    assert replica is not None
    await until(org, lambda: not replica.in_step)


def who_asks(server: Postgres) -> set[str]:
    """Which parts of BookIT are connected."""
    names = "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'bookit%'"
    with psycopg.connect(server.url) as connection:
        return {name for (name,) in connection.execute(names)}


def control(server: Postgres, statement: LiteralString) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(statement)


async def names_of_buildings(org: Organisation, seen: int | None = None) -> set[str]:
    answer = await org.owner.ask("buildings", seen=seen)
    assert answer.status_code == 200, answer.text
    assert seen is None or int(answer.headers["bookit-position"]) >= seen
    return {item["name"] for item in answer.json()["items"]}


async def test_a_replica_answers_queries_and_nothing_else(org: Organisation, copy: Postgres) -> None:
    await org.building(name="Old house")
    await org.caught_up()
    await in_step(org)
    control(copy, "ALTER SYSTEM SET log_statement = 'all'")
    control(copy, "SELECT pg_reload_conf()")
    with anyio.fail_after(60):
        while f'FROM "{org.settings.database_schema}".directory_buildings' not in copy.log_file.read_text():
            assert "Old house" in await names_of_buildings(org)
    assert who_asks(copy) == {"bookit queries"}


async def test_a_replica_that_is_behind_what_was_seen_is_not_asked(org: Organisation, copy: Postgres) -> None:
    await in_step(org)
    control(copy, "SELECT pg_wal_replay_pause()")
    made = await org.owner.do("add-building", name="New house", time_zone="UTC", opening_hours={})
    await org.caught_up()
    assert "New house" in await names_of_buildings(org, seen=made["position"])

    await out_of_step(org)  # who has seen nothing is not told of an old world for long either
    assert "New house" in await names_of_buildings(org)

    control(copy, "SELECT pg_wal_replay_resume()")
    await in_step(org)
    assert "New house" in await names_of_buildings(org, seen=made["position"])


async def test_who_was_suspended_is_not_answered_by_a_replica_that_does_not_know(
    org: Organisation, copy: Postgres
) -> None:
    mia = await org.member()
    client = await org.client(mia)
    await org.caught_up()
    await in_step(org)
    control(copy, "SELECT pg_wal_replay_pause()")
    await org.owner.do("suspend-member", member_id=mia.id, reason="Left")
    assert (await client.ask("buildings")).status_code == 401
    control(copy, "SELECT pg_wal_replay_resume()")


async def test_a_replica_that_is_down_is_missed_by_nobody(org: Organisation, copy: Postgres) -> None:
    await in_step(org)
    await anyio.to_thread.run_sync(copy.stop)
    for _ in range(5):
        assert "Old house" in await names_of_buildings(org)
    await out_of_step(org)
    copy.start()
    await anyio.to_thread.run_sync(copy.wait_until_ready)
    await in_step(org)


async def test_a_copy_with_another_history_is_not_asked(org: Organisation, primary: Postgres, copy: Postgres) -> None:
    """Such as a primary of the past, with commits that no standby has."""
    await in_step(org)
    control(copy, "SELECT pg_promote()")
    with psycopg.connect(copy.url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(f'UPDATE "{org.settings.database_schema}".events SET hash = sha256(hash)')
    await out_of_step(org)
    assert "Old house" in await names_of_buildings(org)
