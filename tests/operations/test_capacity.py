"""What the doctor says of connections: how many may be opened, and how many are let in."""

import asyncio
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from bookit.operations.capacity import may_open
from bookit.operations.doctor import State, examine
from bookit.settings import Settings
from tests.faults.load import Load
from tests.faults.test_servers_down import ask_at_once
from tests.installation import at_work
from tests.pooler import pooler
from tests.schemas import migrated

Said = list[tuple[State, str]]


def said_through(settings: Settings, postgres_dsn: str, **values: str | int) -> Said:
    """What the doctor says of connections through a PgBouncer with these values."""
    migrated(settings)
    role = conninfo_to_dict(postgres_dsn)
    user = str(role["user"])
    with pooler(postgres_dsn, {user: str(role["password"])}, **values) as server:
        ways: dict[str, Any] = {
            "database_url": server.url(user),
            "database_reader_url": None,
            "database_direct_url": postgres_dsn,
            "database_pooled": True,
        }
        findings = examine(Settings(**(settings.model_dump() | ways)), quick=True)
    return [(finding.state, finding.text) for finding in findings if finding.check == "connections"]


@pytest.fixture
def user(postgres_dsn: str) -> str:
    return str(conninfo_to_dict(postgres_dsn)["user"])


def test_without_a_pooler_it_is_what_postgres_lets_in(settings: Settings) -> None:
    migrated(settings)

    def said(**values: Any) -> Said:
        plain = {"database_url": settings.direct_dsn, "database_reader_url": None, "database_pooled": False}
        findings = examine(Settings(**(settings.model_dump() | plain | values)), quick=True)
        return [(finding.state, finding.text) for finding in findings if finding.check == "connections"]

    assert said() == [(State.FINE, "BookIT's processes may open 57; Postgres lets 197 in.")]
    assert said(database_pool_size=50) == [(State.WARNING, "BookIT's processes may open 225; Postgres lets 197 in.")]


def test_a_pooler_that_tells_nothing_is_said_what_it_has_to_let_in(settings: Settings, postgres_dsn: str) -> None:
    ((state, text),) = said_through(settings, postgres_dsn)
    assert state is State.SKIPPED
    assert text.endswith("BookIT's processes may open 57 connections to it.")


def test_a_pooler_with_room_for_all_is_fine(settings: Settings, postgres_dsn: str, user: str) -> None:
    said = said_through(settings, postgres_dsn, stats_users=user, query_wait_timeout=2)
    text = "BookIT's processes may open 57; the pooler lets 1000 in, and opens 60 of 197 sessions at most."
    assert said == [(State.FINE, text)]


def test_whatever_is_too_little_or_too_much_is_named(settings: Settings, postgres_dsn: str, user: str) -> None:
    values: dict[str, str | int] = {"pool_mode": "session", "max_client_conn": 50, "default_pool_size": 500}
    said = said_through(settings, postgres_dsn, stats_users=user, query_wait_timeout=120, **values)
    assert said == [
        (
            State.WARNING,
            "The pooler's mode is session: each of our connections keeps a session of Postgres for itself.",
        ),
        (State.WARNING, "BookIT's processes may open 57 connections; the pooler lets 50 in."),
        (State.WARNING, "The pooler may open 500 sessions for us; Postgres lets 197 in."),
        (State.WARNING, "The pooler lets a request that finds no free session wait 0:02:00."),
    ]


@pytest.fixture
def own_database(postgres_dsn: str) -> Iterator[str]:
    """The address of a database in which nobody else has sessions."""
    name = f"alone_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{postgres_dsn.rpartition('/')[0]}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.long
def test_processes_open_no_more_than_is_said(own_database: str, redis_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=own_database, redis_url=redis_url, home=tmp_path, database_pool_size=4)
    with at_work(settings, tmp_path) as house, psycopg.connect(own_database, autocommit=True) as watcher:
        load, most = Load.on(house), 0
        sessions = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        with load.going():
            for _ in range(20):
                assert set(asyncio.run(ask_at_once(house.address, house.owner.token))) <= {200, 503}
                ((now,),) = watcher.execute(sessions).fetchall()
                most = max(most, now)
    everything = may_open(settings, {"api": 1, "worker": 1, "scheduler": 1})
    of_the_scheduler = may_open(settings, {"scheduler": 2}) - everything
    assert 2 * settings.database_pool_size < most <= everything - of_the_scheduler
