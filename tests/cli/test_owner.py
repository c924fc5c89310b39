"""`bookit create-owner` as an operator runs it."""

import asyncio

import pytest
from typer.testing import CliRunner

from bookit.cli import app
from bookit.settings import Settings
from bookit.wiring import running
from tests.schemas import migrated

PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)


def create_owner(email: str = "ada@example.org", password: str = PASSWORD) -> tuple[int, str]:
    command = ["create-owner", email, "--name", "Ada Lovelace", "--password-stdin"]
    result = CliRunner().invoke(app, command, input=f"{password}\n")
    return result.exit_code, result.output


def test_who_was_made_an_owner_can_sign_in(settings: Settings) -> None:
    migrated(settings)

    code, said = create_owner()

    assert (code, said) == (0, "ada@example.org owns this organisation and can sign in.\n")
    assert _can_sign_in(settings)


def test_the_password_may_be_typed_unseen(settings: Settings) -> None:
    migrated(settings)

    command = ["create-owner", "ada@example.org", "--name", "Ada"]
    result = CliRunner().invoke(app, command, input=f"{PASSWORD}\n{PASSWORD}\n")

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert _can_sign_in(settings)


@pytest.mark.parametrize(
    ("email", "password", "why"),
    [("ada@example.org", "short", "at least 10 characters"), ("nobody", PASSWORD, "not an e-mail address")],
)
def test_what_is_not_accepted_is_said_in_one_line(settings: Settings, email: str, password: str, why: str) -> None:
    migrated(settings)

    code, said = create_owner(email, password)

    assert code == 1
    assert why in said


def test_an_address_belongs_to_one_member(settings: Settings) -> None:
    migrated(settings)
    create_owner()

    code, said = create_owner()

    assert (code, said) == (1, "This e-mail address belongs to another member.\n")


def test_an_empty_database_says_what_to_do_first() -> None:
    code, said = create_owner()

    assert (code, said) == (1, "The database is not prepared yet: run `bookit migrate` first.\n")


def _can_sign_in(settings: Settings) -> bool:
    async def sign_in() -> bool:
        async with running(settings) as system:
            await system.identity.authenticate("ada@example.org", PASSWORD, address="192.0.2.1")
        return True

    return asyncio.run(sign_in())
