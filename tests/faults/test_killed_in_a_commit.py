"""The API is killed at each step of a commit: whoever asks again with the same key gets the one truth there is."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg import sql

from bookit.settings import Settings
from tests.faults.aftermath import hold_for
from tests.faults.load import PATIENCE_SECONDS, TITLE, receipt_of
from tests.faults.proxy import Cut, Proxy, proxied
from tests.installation import Installation, installed, kill, open_rooms, restart
from tests.invariants import Witness
from tests.running import Body, settings_of_its_own, stay

pytestmark = pytest.mark.anyio

PLACED = b"booking.placed"
"""In the request that appends a booking, and in no other that the API makes meanwhile."""


@pytest.mark.parametrize(
    "step",
    [pytest.param(Cut.BEFORE_THE_SERVER, marks=pytest.mark.long), Cut.AFTER_THE_COMMIT],
    ids=lambda step: step.name.lower(),
)
async def test_killed_before_the_database_hears_or_after_it_has_committed(
    step: Cut, postgres_dsn: str, redis_url: str, tmp_path: Path
) -> None:
    def scenario(settings: Settings, proxy: Proxy) -> None:
        with house(settings, tmp_path) as (installation, wish):
            killed = threading.Event()

            def end() -> None:
                kill(installation.api)
                killed.set()

            proxy.cut_next(step, marker=PLACED, meanwhile=end)
            with installation.client() as client, pytest.raises(httpx.TransportError):
                place(client, wish)
            assert killed.wait(PATIENCE_SECONDS)
            book_again(installation, wish, was_stored=step is Cut.AFTER_THE_COMMIT)

    with settings_of_its_own(postgres_dsn, redis_url) as settings:
        async with proxied(settings.dsn) as (proxy, url):
            through = Settings(**(settings.model_dump() | {"database_url": url}))
            await asyncio.to_thread(scenario, through, proxy)


def test_killed_while_the_database_is_at_it(postgres_dsn: str, redis_url: str, tmp_path: Path) -> None:
    """The statement waits for its turn at the ledger's head when nobody is there any more to hear of its end."""
    with (
        settings_of_its_own(postgres_dsn, redis_url) as settings,
        house(settings, tmp_path) as (installation, wish),
    ):
        with holding_the_head(installation) as wait_until_asked:

            def end() -> None:
                wait_until_asked()
                kill(installation.api)

            killer = threading.Thread(target=end)
            killer.start()
            with installation.client() as client, pytest.raises(httpx.TransportError):
                place(client, wish)
            killer.join()
        book_again(installation, wish, was_stored=True)


@contextmanager
def house(settings: Settings, folder: Path) -> Iterator[tuple[Installation, Body]]:
    """An API and a worker, and what somebody is going to book."""
    with installed(settings, folder) as installation:
        restart(installation.api)
        restart(installation.worker)
        with installation.client() as client:
            (room,) = open_rooms(client, 1)
        yield installation, {"room_id": room, "title": TITLE, **stay()}


def place(client: httpx.Client, wish: Body) -> httpx.Response:
    return client.post("/api/commands/place-booking", json=wish, headers={"Idempotency-Key": "the one"})


def book_again(installation: Installation, wish: Body, *, was_stored: bool) -> None:
    restart(installation.api)
    with installation.client() as client:
        answers = [place(client, wish) for _ in range(2)]
        other = client.post("/api/commands/place-booking", json=wish)
    assert [answer.status_code for answer in answers] == [201, 201]
    assert ["idempotent-replayed" in answer.headers for answer in answers] == [was_stored, True]
    assert answers[0].content == answers[1].content
    assert other.status_code == 409
    hold_for(installation, Witness([receipt_of(answers[0].content)]))


@contextmanager
def holding_the_head(installation: Installation) -> Iterator[Callable[[], None]]:
    """Nothing can be recorded meanwhile; answers what waits until somebody tries."""
    schema = installation.settings.database_schema
    with (
        psycopg.connect(installation.settings.direct_dsn) as holder,
        psycopg.connect(installation.settings.direct_dsn, autocommit=True) as watcher,
    ):
        holder.execute(sql.SQL("SELECT FROM {} FOR UPDATE").format(sql.Identifier(schema, "ledger_head")))

        def wait_until_asked() -> None:
            deadline = time.monotonic() + PATIENCE_SECONDS
            waits = "SELECT FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"
            while not watcher.execute(waits, [holder.info.backend_pid]).fetchall():
                assert time.monotonic() < deadline
                time.sleep(0.01)

        yield wait_until_asked
