"""The command line of an install with two organisations."""

import json
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from typer.testing import CliRunner

from bookit.cli import app
from bookit.settings import Settings

OWNER = ["create-owner", "ada@example.org", "--name", "Ada", "--password-stdin"]


@pytest.fixture(autouse=True, scope="module")
def environment(install: Settings) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in install.as_environment().items():
            patch.setenv(name, value)
        assert run("migrate") == (0, "")
        yield


def run(*words: str, entered: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words), input=entered)
    return result.exit_code, result.output


def count_of_people(settings: Settings) -> int:
    with psycopg.connect(settings.direct_dsn) as connection:
        statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(settings.database_schema, "people"))
        ((count,),) = connection.execute(statement).fetchall()
        return int(count)


def test_what_is_about_one_asks_which(install: Settings) -> None:
    first, second = install.of_each()

    code, said = run(*OWNER, entered="a long password\n")
    assert code == 2
    assert f"{first.database_schema}, {second.database_schema}" in said
    code, said = run(*OWNER, "--organisation", "third", entered="a long password\n")
    assert (code, "There is no organisation third" in said) == (2, True)
    assert run(*OWNER, "--organisation", second.database_schema, entered="a long password\n")[0] == 0

    assert (count_of_people(first), count_of_people(second)) == (0, 1)


def test_what_is_for_all_tells_them_apart(install: Settings) -> None:
    first, second = install.of_each()

    code, said = run("verify")
    assert code == 0
    assert [line.partition(":")[0] for line in said.splitlines()] == [first.database_schema, second.database_schema]
    code, said = run("verify", "--organisation", second.database_schema)
    assert [line.partition(":")[0] for line in said.splitlines()] == [second.database_schema]
    _, said = run("doctor", "--quick", "--json")
    assert json.loads(said)["organisations"].keys() == {first.database_schema, second.database_schema}


def test_a_listed_one_is_not_taken_for_one_that_is_not(install: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its keys are others, so that nothing would be readable."""
    _, second = install.of_each()
    monkeypatch.setenv("BOOKIT_ORGANISATIONS", "{}")
    monkeypatch.setenv("BOOKIT_DATABASE_SCHEMA", second.database_schema)

    code, said = run("migrate")

    assert code == 1
    assert "who was listed there stays listed" in said


def test_each_has_an_analyst_of_its_own(install: Settings) -> None:
    first, second = install.of_each()

    code, said = run("reporting-role", "--organisation", second.database_schema)

    assert code == 0
    role = f"{second.database_schema}_analyst"
    assert said.startswith(f"{role} may read the schema {second.database_schema}_reporting.")
    with psycopg.connect(install.direct_dsn, autocommit=True) as connection:
        may_use = "SELECT has_schema_privilege(%s, %s, 'USAGE')"
        schemas = [f"{first.database_schema}_reporting", first.database_schema, second.database_schema]
        assert [connection.execute(may_use, [role, schema]).fetchone() for schema in schemas] == [(False,)] * 3
        connection.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(role)))
