"""`bookit backup` and `bookit restore` as an operator uses them."""

import re
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from bookit.cli import app
from bookit.operations.doctor import State, backups
from bookit.settings import Settings
from tests.schemas import migrated
from tests.servers import shared_server


@pytest.fixture(autouse=True)
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOOKIT_DATABASE_URL", settings.direct_dsn)
    monkeypatch.setenv("BOOKIT_DATABASE_SCHEMA", settings.database_schema)
    monkeypatch.setenv("BOOKIT_HOME", str(tmp_path))
    monkeypatch.setenv("BOOKIT_POSTGRES_PROGRAMS", shared_server("postgres")["programs"])


def say(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def only_file(folder: Path) -> Path:
    (path,) = folder.glob("test_*")
    return path


def test_what_is_made_is_said_with_what_is_not_in_it(settings: Settings, tmp_path: Path) -> None:
    migrated(settings)
    code, said = say("backup")
    assert code == 0, said
    assert re.match(r"\S+\.tar: all up to position 0, 0 objects, [\d,]+ bytes\n", said)
    assert "In no backup: the secret key (BOOKIT_SECRET_KEY) and the signing key" in said
    assert "Not encrypted" in said
    code, said = say("backup", "verify", str(only_file(tmp_path / "backups")))
    assert (code, said[:6]) == (0, "Whole:")


def test_a_key_is_made_once_and_opens_what_is_encrypted_for_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated(settings)
    identity = tmp_path / "identity"
    code, said = say("backup", "key", "--output", str(identity))
    assert code == 0
    assert identity.stat().st_mode & 0o777 == 0o600
    assert say("backup", "key", "--output", str(identity))[0] == 1
    assert re.match(
        r"# public key: (age1\w+)\nAGE-SECRET-KEY-1\w+\nBOOKIT_BACKUP_RECIPIENT=\1", say("backup", "key")[1]
    )
    name, _, recipient = said.strip().partition("=")
    monkeypatch.setenv(name, recipient)

    code, said = say("backup", "--to", str(tmp_path / "elsewhere"))

    assert code == 0, said
    assert "Not encrypted" not in said
    made = only_file(tmp_path / "elsewhere")
    assert made.suffix == ".age"
    assert say("backup", "verify", str(made))[0] == 1
    assert say("backup", "verify", str(made), "--identity", str(identity))[0] == 0


def test_a_database_that_is_not_prepared_or_away_is_said_in_a_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = say("backup")
    assert (code, said.count("\n")) == (3, 1)
    assert "bookit migrate" in said
    monkeypatch.setenv("BOOKIT_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    code, said = say("backup")
    assert code == 3
    assert said.startswith("The database does not answer")


def test_a_storage_that_is_away_is_said_in_a_line(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated(settings)
    with psycopg.connect(settings.direct_dsn) as connection:
        connection.execute(
            f"INSERT INTO {settings.database_schema}.files VALUES (gen_random_uuid(), 'logo', gen_random_uuid(),"
            " gen_random_uuid(), 'key', 'image/png', 1, 1, 1, 'x', 'x', '{}')"
        )
    code, said = say("backup")
    assert (code, said) == (3, "The object storage does not answer: no object storage is set up\n")


def test_it_is_restored_in_one_word_and_never_over_what_is_there(settings: Settings, tmp_path: Path) -> None:
    migrated(settings)
    say("backup")
    file = str(only_file(tmp_path / "backups"))
    code, said = say("restore", file)
    assert (code, said.count("\n")) == (1, 1)
    assert "There is a schema" in said
    with psycopg.connect(settings.direct_dsn) as connection:
        names = f"{settings.database_schema}, {settings.database_schema}_reporting"
        connection.execute(f"DROP SCHEMA {names} CASCADE")
    code, said = say("restore", file)
    assert code == 0, said
    assert "0 overlaps in 0 events" in said
    assert "The signing key is not here" in said


def test_the_doctor_and_the_platform_know_how_old_the_newest_is(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated(settings)
    assert say("health", "backup")[0] == 1
    assert {finding.state for finding in backups(settings)} == {State.WARNING}
    say("backup")
    assert say("health", "backup")[0] == 0
    assert [finding.state for finding in backups(settings)] == [State.FINE]
    with psycopg.connect(settings.direct_dsn) as connection:
        connection.execute(f"UPDATE {settings.database_schema}.backups SET began_at = began_at - interval '27 hours'")
    ((state, text),) = [(finding.state, finding.text) for finding in backups(settings)]
    assert state is State.WARNING
    assert "1 day, 3:00:0" in text
    made = only_file(tmp_path / "backups")
    made.rename(made.with_name(re.sub(r"-\d{8}T", "-20260101T", made.name)))
    assert say("health", "backup")[0] == 1
