"""The API is killed at each step of a commit: whoever asks again with the same key gets the one truth there is."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest
from psycopg import sql

from tests.faults.aftermath import hold
from tests.faults.conftest import BehindProxies
from tests.faults.load import PATIENCE_SECONDS
from tests.faults.proxy import Cut
from tests.faults.wishes import PLACING, Wish
from tests.installation import Installation, kill, restart


@pytest.mark.parametrize("step", Cut, ids=lambda step: step.name.lower())
def test_killed_before_the_database_hears_or_after_it_has_committed(behind_proxies: BehindProxies, step: Cut) -> None:
    house, wish = behind_proxies.house, Wish.of(behind_proxies.house)
    killed = threading.Event()

    def end() -> None:
        kill(house.api)
        killed.set()

    behind_proxies.database.cut_next(step, marker=PLACING, meanwhile=end)
    with pytest.raises(httpx.TransportError):
        wish.place()
    assert killed.wait(PATIENCE_SECONDS)
    restart(house.api)
    wish.is_fulfilled_once(was_stored=step is Cut.AFTER_THE_COMMIT)
    hold(house)


def test_killed_while_the_database_is_at_it(behind_proxies: BehindProxies) -> None:
    """The statement waits for its turn at the ledger's head when nobody is there any more to hear of its end."""
    house, wish = behind_proxies.house, Wish.of(behind_proxies.house)
    with holding_the_head(house) as wait_until_asked:

        def end() -> None:
            wait_until_asked()
            kill(house.api)

        killer = threading.Thread(target=end)
        killer.start()
        with pytest.raises(httpx.TransportError):
            wish.place()
        killer.join()
    restart(house.api)
    wish.is_fulfilled_once(was_stored=True)
    hold(house)


@contextmanager
def holding_the_head(house: Installation) -> Iterator[Callable[[], None]]:
    """Nothing can be recorded meanwhile; answers what waits until somebody tries."""
    schema = house.settings.database_schema
    with (
        psycopg.connect(house.settings.direct_dsn) as holder,
        psycopg.connect(house.settings.direct_dsn, autocommit=True) as watcher,
    ):
        holder.execute(sql.SQL("SELECT FROM {} FOR UPDATE").format(sql.Identifier(schema, "ledger_head")))

        def wait_until_asked() -> None:
            deadline = time.monotonic() + PATIENCE_SECONDS
            waits = "SELECT FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"
            while not watcher.execute(waits, [holder.info.backend_pid]).fetchall():
                assert time.monotonic() < deadline
                time.sleep(0.01)

        yield wait_until_asked
