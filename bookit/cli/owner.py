"""`bookit create-owner`: the first owner, or another one, for whoever has the server's command line."""

import asyncio
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from bookit.cli.database import refuse_wrong_database
from bookit.cli.settings import OneOrganisation, read_settings_of_one

if TYPE_CHECKING:
    from bookit.settings import Settings


def create_owner(
    email: str = typer.Argument(help="Address to sign in with."),
    name: str = typer.Option(..., "--name", help="Name shown to people."),
    password_stdin: bool = typer.Option(
        False, "--password-stdin", help="Read the password from the first line of standard input, without asking."
    ),
    organisation: OneOrganisation = None,
) -> None:
    """Make a member who owns the organisation and can sign in at once."""
    settings = read_settings_of_one(organisation, "database_url", "secret_key")
    refuse_wrong_database(settings)
    password = (
        sys.stdin.readline().rstrip("\r\n")
        if password_stdin
        else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    asyncio.run(_create(settings, email=email, name=name, password=password))
    typer.echo(f"{email} owns this organisation and can sign in.")


async def _create(settings: "Settings", *, email: str, name: str, password: str) -> None:
    from psycopg.errors import UndefinedTable

    from bookit.domain.errors import Refusal
    from bookit.ledger.append import OutcomeUnknown
    from bookit.wiring import DATABASE_UNAVAILABLE, running

    try:
        async with running(settings) as system:
            await system.identity.first_run.create_owner(
                email=email, display_name=name, password=password, make_owner=system.make_owner
            )
    except Refusal as refusal:
        _fail(refusal.detail)
    except UndefinedTable:
        _fail("The database is not prepared yet: run `bookit migrate` first.")
    except (*DATABASE_UNAVAILABLE, OutcomeUnknown):
        _fail("The database does not answer; run the same again when it does.")


def _fail(text: str) -> NoReturn:
    typer.secho(text, fg="red", err=True)
    raise typer.Exit(1)
