"""The doctor on installs that are well, ill, or not there yet."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

import psycopg
import pytest
import redis
from aiosmtpd.controller import Controller
from psycopg import sql
from typer.testing import CliRunner
from uuid_utils.compat import uuid7

from bookit.cli import app
from bookit.embedded.ports import free_ports
from bookit.operations import doctor
from bookit.operations.doctor import CHECKS, Finding, State, examine, is_well
from bookit.operations.upgrade import look
from bookit.settings import Settings
from tests.projections.story import Story, at
from tests.schemas import migrated
from tests.servers import Facts


def changed(settings: Settings, **values: Any) -> Settings:
    return Settings(**(settings.model_dump() | values))


def of(findings: Sequence[Finding], check: str) -> list[tuple[State, str]]:
    return [(finding.state, finding.text) for finding in findings if finding.check == check]


def states(findings: Sequence[Finding], check: str) -> set[State]:
    return {state for state, _ in of(findings, check)}


def test_every_illness_has_a_remedy(settings: Settings) -> None:
    """Here fsync is off, on purpose, and nobody works."""
    migrated(settings)
    findings = examine(settings)
    assert {finding.check for finding in findings} == CHECKS.keys()
    assert all(finding.remedy for finding in findings if finding.state in {State.WARNING, State.PROBLEM})
    assert ("fsync is off", State.PROBLEM) in [
        (text.partition(":")[0], state) for state, text in of(findings, "database settings")
    ]
    for check in ("database", "extension", "migrations", "clocks", "read models", "jobs", "deadlines", "ledger"):
        assert states(findings, check) == {State.FINE}, of(findings, check)
    assert State.FINE in states(findings, "redis")
    assert states(findings, "processes") == {State.WARNING}
    assert not is_well(findings)


def test_an_empty_database_is_to_be_migrated_and_nothing_else_is_guessed(settings: Settings) -> None:
    findings = examine(settings)
    ((state, text),) = of(findings, "migrations")
    assert (state, text) == (State.PROBLEM, f"There is nothing in the schema {settings.database_schema} yet.")
    assert states(findings, "ledger") == states(findings, "read models") == {State.SKIPPED}


def test_a_database_that_is_away_is_said_once(settings: Settings) -> None:
    (port,) = free_ports(1)
    nowhere = f"postgresql://nobody@127.0.0.1:{port}/nothing"
    findings = examine(changed(settings, database_url=nowhere, database_direct_url=nowhere))
    assert states(findings, "database") == {State.PROBLEM}
    assert states(findings, "database for requests") == {State.SKIPPED}
    assert states(findings, "ledger") == states(findings, "clocks") == {State.SKIPPED}


@pytest.mark.parametrize("variable", ["database_url", "database_reader_url"])
def test_a_way_to_the_database_that_only_requests_take_is_tried(variable: str, settings: Settings) -> None:
    migrated(settings)
    well = examine(settings, quick=True)
    (port,) = free_ports(1)
    nowhere = {"database_direct_url": settings.direct_dsn, variable: f"postgresql://nobody@127.0.0.1:{port}/nothing"}
    findings = examine(changed(settings, **nowhere), quick=True)
    assert states(well, "database for requests") == states(findings, "database") == {State.FINE}
    found = of(findings, "database for requests")
    assert {state for state, _ in found} == {State.PROBLEM}
    assert f"BOOKIT_{variable.upper()} " in found[0][1]


def test_redis_away_is_a_warning_because_bookings_go_on(settings: Settings) -> None:
    migrated(settings)
    (port,) = free_ports(1)
    away = examine(changed(settings, redis_url=f"redis://127.0.0.1:{port}/0"), quick=True)
    none = examine(changed(settings, redis_url=None), quick=True)
    assert (states(away, "redis"), states(none, "redis")) == ({State.WARNING}, {State.SKIPPED})


def test_a_redis_that_throws_messages_away_when_it_is_full_is_found(settings: Settings) -> None:
    migrated(settings)
    with redis.Redis.from_url(str(settings.redis_url)) as client:
        client.config_set("maxmemory-policy", "allkeys-lru")  # without a limit it means nothing to other tests
        try:
            found = of(examine(settings, quick=True), "redis")
        finally:
            client.config_set("maxmemory-policy", "noeviction")
    assert [text for state, text in found if state is State.WARNING and "allkeys-lru" in text]


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_machine_and_a_database_that_disagree_about_the_time_are_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    class OfThisMachine(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "OfThisMachine":
            return super().now(tz) + timedelta(hours=hours)

    migrated(settings)
    monkeypatch.setattr(doctor, "datetime", OfThisMachine)
    found = examine(settings, quick=True)
    assert states(found, "clocks") == {State.WARNING}
    assert "Its clock is 3600 s off" in " ".join(text for _, text in of(found, "redis"))


def test_the_storage_is_tried_out(settings: Settings, s3_settings: Facts) -> None:
    well = examine(changed(settings, **s3_settings), quick=True)
    ill = examine(changed(settings, **(s3_settings | {"s3_secret_key": "not the key"})), quick=True)
    half = examine(changed(settings, s3_endpoint_url=s3_settings["s3_endpoint_url"]), quick=True)
    assert states(well, "storage") == {State.FINE}
    assert states(ill, "storage") == states(half, "storage") == {State.PROBLEM}


def test_the_mail_server_is_asked_and_sent_nothing(settings: Settings) -> None:
    (port,) = free_ports(1)
    url = f"smtp://127.0.0.1:{port}"
    away = examine(changed(settings, smtp_url=url), quick=True)
    controller = Controller(Refusing(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        there = examine(changed(settings, smtp_url=url), quick=True)
    finally:
        controller.stop()
    assert states(away, "mail") == {State.PROBLEM}
    assert states(there, "mail") == {State.FINE, State.WARNING}  # from bookit@localhost
    assert states(examine(settings, quick=True), "mail") == {State.SKIPPED}


class Refusing:
    """Takes no letter at all."""

    async def handle_MAIL(self, *_: object) -> str:  # noqa: N802 -- aiosmtpd's name
        raise AssertionError("the doctor sends no mail")


def test_read_models_that_stand_still_are_found(settings: Settings) -> None:
    migrated(settings)
    story = Story(settings)
    story.booking(uuid7(), at(9), at(10))  # recorded long ago
    story.close()
    assert State.PROBLEM in states(examine(settings, quick=True), "read models")


def test_claims_that_are_not_the_ledgers_are_found(settings: Settings) -> None:
    migrated(settings)
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        schema = sql.Identifier(settings.database_schema)
        connection.execute(
            sql.SQL("INSERT INTO {}.claims VALUES (gen_random_uuid(), '[2031-01-01,2031-01-02)', %s, NULL)").format(
                schema
            ),
            [uuid7()],
        )
        connection.execute(sql.SQL("ALTER TABLE {}.events DISABLE TRIGGER events_are_append_only").format(schema))
    found = of(examine(settings), "ledger")
    assert [state for state, _ in found] == [State.PROBLEM, State.PROBLEM]
    assert "append-only" in found[0][1]
    assert "1 fault" in found[1][1]


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("environment")
def test_the_command_line_says_it_in_lines_and_in_json(settings: Settings) -> None:
    migrated(settings)
    said = CliRunner().invoke(app, ["doctor", "--quick"])
    assert said.exit_code == 1
    assert "✗ database settings" in said.output
    assert "→ ALTER SYSTEM SET fsync = on;" in said.output

    told = CliRunner().invoke(app, ["doctor", "--json", "--quick"])
    assert told.exit_code == 1
    document = json.loads(told.output)
    assert document["well"] is False
    assert {finding["check"] for finding in document["findings"]} == CHECKS.keys()


@pytest.mark.usefixtures("environment")
def test_verify_says_in_a_sentence_that_there_is_nothing_to_verify(settings: Settings) -> None:
    said = CliRunner().invoke(app, ["verify"])
    assert said.exit_code == 3
    assert "run `bookit migrate` first" in said.output


def test_verify_says_in_a_sentence_that_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    (port,) = free_ports(1)
    monkeypatch.setenv("BOOKIT_DATABASE_URL", f"postgresql://nobody@127.0.0.1:{port}/nothing")
    for command in ("verify", "migrate"):
        said = CliRunner().invoke(app, [command])
        assert said.exit_code == 3
        assert said.output.startswith("The database does not answer: ")


@pytest.fixture
def ascii_database(settings: Settings) -> Iterator[Settings]:
    """A database as Postgres makes them where the machine's locale is C."""
    name = f"ascii_{uuid7().hex}"
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        made = sql.SQL("CREATE DATABASE {} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
        connection.execute(made.format(sql.Identifier(name)))
        url = f"{settings.direct_dsn.rpartition('/')[0]}/{name}"
        ways = {"database_direct_url": None, "database_reader_url": None, "database_pooled": False}
        yield changed(settings, database_url=url, **ways)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.parametrize(("command", "code"), [("migrate", 1), ("verify", 3)])
def test_a_database_that_can_not_keep_every_name_is_refused_in_one_line(
    command: str, code: int, ascii_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ascii_database.as_environment().items():
        monkeypatch.setenv(name, value)
    said = CliRunner().invoke(app, [command])
    assert said.exit_code == code
    (line,) = said.output.splitlines()
    assert line.startswith("The encoding of this database is SQL_ASCII")
    assert "ENCODING 'UTF8'" in line


def test_the_doctor_and_an_upgrade_find_such_a_database(ascii_database: Settings) -> None:
    for findings in (examine(ascii_database), look(ascii_database)):
        assert [finding.check for finding in findings if finding.state is State.PROBLEM] == ["database"]
        assert "SQL_ASCII" in of(findings, "database")[0][1]
