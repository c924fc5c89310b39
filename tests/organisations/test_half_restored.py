"""One organisation whose restore was cut off is named on the command line, and keeps nobody from the others."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from typer.testing import CliRunner

from bookit.cli import app
from bookit.ledger.migrate import mark_of_restoring, migrate, standing
from bookit.settings import Settings
from tests.running import settings_of_its_own
from tests.servers import shared_server
from tests.workers.conftest import wait_for_line


@pytest.fixture
def install(postgres_dsn: str) -> Iterator[Settings]:
    """Two organisations, of which the first is half restored and the second not made yet."""
    listed = {f"test_{uuid.uuid4().hex[:16]}": {"base_url": "http://second.test", "organisation": "Second"}}
    with settings_of_its_own(postgres_dsn, None, base_url="http://first.test", organisations=listed) as settings:
        mark = sql.Identifier(mark_of_restoring(settings.database_schema))
        with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(mark))
            yield settings
            connection.execute(sql.SQL("DROP SCHEMA {}").format(mark))


@pytest.fixture
def refusal(install: Settings) -> str:
    """What is said of the first."""
    schema = install.database_schema
    return f"{schema}: A backup is being restored to the schema {schema}, or that was cut off"


@pytest.fixture(autouse=True)
def environment(install: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in install.as_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOOKIT_HOME", str(tmp_path))
    monkeypatch.setenv("BOOKIT_POSTGRES_PROGRAMS", shared_server("postgres")["programs"])


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def test_the_others_are_migrated(install: Settings, refusal: str) -> None:
    first, second = install.of_each()
    code, said = run("migrate")
    assert (code, said.startswith(refusal)) == (1, True)
    assert standing(first).current is None
    assert standing(second).current == standing(second).newest


def test_the_others_are_verified_and_backed_up(install: Settings, refusal: str, tmp_path: Path) -> None:
    first, second = install.of_each()
    for settings in (first, second):
        migrate(settings)
    code, said = run("verify")
    refused, verified = said.splitlines()
    assert (code, refused.startswith(refusal)) == (3, True)
    assert verified.startswith(f"{second.database_schema}: 0 overlaps")
    code, said = run("backup")
    assert (code, said.startswith(refusal)) == (3, True)
    assert [path.name.startswith(second.database_schema) for path in (tmp_path / "backups").glob("*.tar")] == [True]


def _until_well(word: str) -> None:
    """Return when the process counts as alive: it leaves its signs with those it works for."""
    for _ in range(600):
        if run("health", word)[0] == 0:
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


@pytest.mark.parametrize("word", ["worker", "scheduler"])
def test_the_others_are_worked_for(install: Settings, refusal: str, word: str) -> None:
    migrate(install.of_each()[1])
    command, environment = [sys.executable, "-m", "bookit.cli", word], os.environ | {"BOOKIT_LOG_LEVEL": "info"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as running:
        try:
            wait_for_line(running, refusal.encode())
            wait_for_line(running, f"{word}_started".encode())
            _until_well(word)
        finally:
            running.kill()


def test_nothing_starts_where_there_are_no_others(install: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOOKIT_ORGANISATIONS")
    code, said = run("worker")
    assert code == 2
    assert said.startswith("A backup is being restored")
