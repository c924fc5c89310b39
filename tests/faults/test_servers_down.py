"""Redis and Postgres go away while people book."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import redis

from bookit.embedded.postgres import Postgres
from bookit.embedded.redis import Redis
from tests.faults.aftermath import hold
from tests.faults.load import Load
from tests.installation import home, installed, restart
from tests.running import settings_of_its_own


@pytest.fixture
def own_redis() -> Iterator[Redis]:
    with home() as place:
        server = Redis(place)
        restart(server)
        yield server
        server.stop()


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """Durable, as in production: it is going to be stopped at once."""
    with home() as place:
        server = Postgres(place)
        restart(server)
        yield server
        server.stop()


def test_bookings_go_on_and_are_seen_without_redis(postgres_dsn: str, own_redis: Redis, tmp_path: Path) -> None:
    with settings_of_its_own(postgres_dsn, own_redis.url) as settings, installed(settings, tmp_path) as installation:
        restart(installation.api)
        restart(installation.worker)
        load = Load.on(installation)
        with load.going():
            load.wait_for_bookings(50)
            with redis.Redis.from_url(own_redis.url) as client:
                client.flushall()
            load.wait_for_bookings(50)
            own_redis.stop()
            load.wait_for_bookings(100)
            installation.wait_for_projections()
            restart(own_redis)
            load.wait_for_bookings(50)
        assert set(load.statuses) == {201}
        hold(installation, load)


@pytest.mark.long
def test_bookings_go_on_and_are_seen_while_redis_is_full(postgres_dsn: str, own_redis: Redis, tmp_path: Path) -> None:
    with settings_of_its_own(postgres_dsn, own_redis.url) as settings, installed(settings, tmp_path) as installation:
        restart(installation.api)
        restart(installation.worker)
        load = Load.on(installation)
        with load.going(), redis.Redis.from_url(own_redis.url) as client:
            load.wait_for_bookings(50)
            client.config_set("maxmemory", 1)
            with pytest.raises(redis.OutOfMemoryError):
                client.set("anything", "at all")
            load.wait_for_bookings(100)
            installation.wait_for_projections()
            client.config_set("maxmemory", 0)
            load.wait_for_bookings(50)
        assert set(load.statuses) == {201}
        hold(installation, load)


def test_nothing_is_lost_when_postgres_stops_at_once_under_load(own_postgres: Postgres, tmp_path: Path) -> None:
    with settings_of_its_own(own_postgres.url, None) as settings, installed(settings, tmp_path) as installation:
        restart(installation.api)
        restart(installation.worker)
        load = Load.on(installation)
        asker = installation.address, installation.token
        with load.going():
            load.wait_for_bookings(100)
            assert asyncio.run(ask_at_once(*asker)) == {200: 50}
            stop_at_once(own_postgres)
            asyncio.run(ask_while_the_database_is_away(*asker))
            load.wait_for_answers(503, 1)
            restart(own_postgres)
            load.wait_for_bookings(100)
            assert set(asyncio.run(ask_at_once(*asker))) <= {200, 503}
            assert asyncio.run(ask_at_once(*asker)) == {200: 50}
        assert set(load.statuses) == {201, 503}
        hold(installation, load)


def stop_at_once(server: Postgres) -> None:
    """What `pg_ctl stop -m immediate` does: no session ends in order, and the next start recovers from the log."""
    assert server.pid is not None
    os.kill(server.pid, signal.SIGQUIT)
    os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)


async def ask_while_the_database_is_away(address: str, token: str) -> None:
    """Every answer says so, and when to come again."""
    async with httpx.AsyncClient(base_url=address, headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        assert (await client.get("/livez")).status_code == 200
        asked = await asyncio.gather(
            client.get("/readyz"),
            client.get("/api/session"),
            client.get("/api/queries/rooms"),
            client.get("/api/queries/agenda", headers={"Bookit-Min-Position": "1"}),
            client.get("/api/queries/members"),
            client.post("/api/session", json={"email": "owner@bookit.test", "password": "whatever it was"}),
            client.post("/api/commands/add-building", json={"name": "House", "time_zone": "UTC"}),
        )
    assert [answer.status_code for answer in asked] == [503] * len(asked)
    assert all(int(answer.headers["retry-after"]) > 0 for answer in asked)


async def ask_at_once(address: str, token: str) -> Counter[int]:
    """The statuses of many questions that together use every connection the API has."""
    async with httpx.AsyncClient(base_url=address, headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        answers = await asyncio.gather(*(client.get("/api/queries/rooms") for _ in range(50)))
    return Counter(answer.status_code for answer in answers)
