"""Redis and Postgres go away while people book."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest
import redis

from bookit.embedded.postgres import Postgres
from bookit.embedded.redis import Redis
from tests.faults.aftermath import hold
from tests.faults.load import PEOPLE, Load
from tests.installation import Installation, at_work, home, restart
from tests.running import settings_of_its_own

TEN_MINUTES = 600


@pytest.fixture(scope="module")
def own_redis() -> Iterator[Redis]:
    with home() as place:
        server = Redis(place)
        restart(server)
        yield server
        server.stop()


@pytest.fixture(scope="module")
def house_with_redis(
    postgres_dsn: str, own_redis: Redis, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("redis")
    with settings_of_its_own(postgres_dsn, own_redis.url) as settings, at_work(settings, folder) as house:
        yield house


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Postgres]:
    """Durable, as in production: it is going to be stopped at once."""
    with home() as place:
        server = Postgres(place)
        restart(server)
        yield server
        server.stop()


@pytest.fixture(scope="module")
def house_with_postgres(own_postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Without Redis."""
    folder = tmp_path_factory.mktemp("postgres")
    with settings_of_its_own(own_postgres.url, None) as settings, at_work(settings, folder) as house:
        yield house


def test_bookings_go_on_and_are_seen_without_redis(house_with_redis: Installation, own_redis: Redis) -> None:
    load = Load.on(house_with_redis)
    with load.going():
        load.wait_for_bookings(50)
        with redis.Redis.from_url(own_redis.url) as client:
            client.flushall()
        load.wait_for_bookings(50)
        own_redis.stop()
        load.wait_for_bookings(100)
        house_with_redis.wait_for_projections()
        restart(own_redis)
        load.wait_for_bookings(50)
    assert set(load.statuses) == {201}
    hold(house_with_redis, load)


def test_bookings_go_on_and_are_seen_while_redis_is_full(house_with_redis: Installation, own_redis: Redis) -> None:
    load = Load.on(house_with_redis)
    with load.going(), redis.Redis.from_url(own_redis.url) as client:
        load.wait_for_bookings(50)
        client.config_set("maxmemory", 1)
        with pytest.raises(redis.OutOfMemoryError):
            client.set("anything", "at all")
        load.wait_for_bookings(100)
        house_with_redis.wait_for_projections()
        client.config_set("maxmemory", 0)
        load.wait_for_bookings(50)
    assert set(load.statuses) == {201}
    hold(house_with_redis, load)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_bookings_go_on_and_are_seen_while_redis_is_away_for_ten_minutes(
    house_with_redis: Installation, own_redis: Redis
) -> None:
    """The one test that waits for time to pass: whatever is tried again and again meanwhile is tried as often."""
    load = Load.on(house_with_redis)
    own_redis.stop()
    back_at = time.monotonic() + TEN_MINUTES
    while time.monotonic() < back_at:
        with load.going():
            load.wait_for_bookings(20)
        house_with_redis.wait_for_projections()
        time.sleep(5)
    restart(own_redis)
    with load.going():
        load.wait_for_bookings(50)
    assert set(load.statuses) == {201}
    hold(house_with_redis, load)


def test_nothing_is_lost_when_postgres_stops_at_once_under_load(
    house_with_postgres: Installation, own_postgres: Postgres
) -> None:
    load = Load.on(house_with_postgres)
    asker = house_with_postgres.address, house_with_postgres.owner.token
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
    hold(house_with_postgres, load)


def test_what_no_standby_confirmed_is_unknown_until_one_has_it(
    house_with_postgres: Installation, own_postgres: Postgres
) -> None:
    """The standby that the server waits for does not exist, and each wait for it is cancelled."""
    load = Load.on(house_with_postgres)
    with load.going(), psycopg.connect(own_postgres.url, autocommit=True) as administrator:
        load.wait_for_bookings(50)
        with missing_standby(administrator):
            while load.statuses[503] < PEOPLE:
                administrator.execute(
                    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
                )
                time.sleep(0.01)
        load.wait_for_bookings(50)
    assert set(load.statuses) == {201, 503}
    hold(house_with_postgres, load)


@contextmanager
def missing_standby(administrator: psycopg.Connection) -> Iterator[None]:
    """Meanwhile each commit waits for a standby that does not exist."""
    administrator.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    administrator.execute("SELECT pg_reload_conf()")
    try:
        yield
    finally:
        administrator.execute("ALTER SYSTEM RESET synchronous_standby_names")
        administrator.execute("SELECT pg_reload_conf()")


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
