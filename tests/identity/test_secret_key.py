"""The secret key of the install: nothing begins without it, and nothing is locked with another one."""

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner
from uuid_utils.compat import uuid7

from bookit.cli import app
from bookit.identity import Identity
from bookit.identity.secret_key import WrongSecretKey
from bookit.ledger.migrate import migrate
from bookit.settings import Settings
from tests.database import Database

pytestmark = pytest.mark.anyio


def with_another_secret(settings: Settings) -> Settings:
    return Settings(**(settings.model_dump() | {"secret_key": SecretStr("another secret of the same length")}))


async def test_a_copy_of_the_database_opens_nothing(identity: Identity, database: Database, settings: Settings) -> None:
    member_id = uuid7()
    (sealed,) = await identity.seal(member_id, ["Planning"])
    thief = Identity(database.pool, database.schema, with_another_secret(settings))
    with pytest.raises(WrongSecretKey):
        await thief.member_keys.open(sealed)
    assert await identity.member_keys.open(sealed) == "Planning"


async def test_nothing_is_locked_with_another_secret_key(database: Database, settings: Settings) -> None:
    mistaken = Identity(database.pool, database.schema, with_another_secret(settings))
    with pytest.raises(WrongSecretKey):
        await mistaken.seal(uuid7(), ["Planning"])
    assert await database.run("SELECT FROM {schema}.member_keys") == []


async def test_the_locked_key_of_one_member_is_none_of_another(identity: Identity, database: Database) -> None:
    ada, eve = uuid7(), uuid7()
    (sealed,) = await identity.seal(ada, ["Planning"])
    await identity.seal(eve, ["Lunch"])
    keys = "SELECT key FROM {schema}.member_keys WHERE member_id = %s"
    await database.run(f"UPDATE {{schema}}.member_keys SET key = ({keys}) WHERE member_id = %s", eve, ada)
    with pytest.raises(WrongSecretKey):
        await identity.member_keys.open(sealed)


@pytest.mark.parametrize("word", ["serve", "worker", "scheduler", "migrate"])
async def test_no_process_begins_with_another_secret_key(
    database: Database, settings: Settings, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistaken = Settings(**(with_another_secret(settings).model_dump() | {"base_url": "https://book.example.org"}))
    for name, value in mistaken.as_environment().items():
        monkeypatch.setenv(name, value)
    ended = CliRunner().invoke(app, [word])
    assert ended.exit_code in {1, 2}
    assert ended.stderr.startswith("BOOKIT_SECRET_KEY is not the one that this database was set up with: ")


def test_a_migration_with_another_secret_key_changes_nothing(settings: Settings) -> None:
    migrate(settings)
    with pytest.raises(WrongSecretKey):
        migrate(with_another_secret(settings))
    migrate(settings)


def test_a_short_secret_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOKIT_SECRET_KEY", "hunter2")
    ended = CliRunner().invoke(app, ["migrate"])
    assert ended.exit_code == 2
    assert ended.stderr.startswith("BOOKIT_SECRET_KEY: ")
    assert "hunter2" not in ended.stderr
