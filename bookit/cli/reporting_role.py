"""`bookit reporting-role`: the database role of a BI tool."""

import sys
from typing import Annotated, NoReturn

import typer

from bookit.cli.settings import OneOrganisation, read_settings_of_one


def reporting_role(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Of the role; roles are shared by all databases of a server. bookit_analyst if none, or SCHEMA_analyst"
            " for an organisation of several."
        ),
    ] = None,
    password_stdin: bool = typer.Option(
        False, "--password-stdin", help="Read the password from the first line of standard input; else one is made."
    ),
    organisation: OneOrganisation = None,
) -> None:
    """Make a database role that may read the views for analysts and nothing else, or renew what it may read.

    A password that is made is shown once. An existing role keeps its password unless a new one is read.
    """
    from bookit.reporting.role import make_role
    from bookit.roles import RoleRefused

    settings = read_settings_of_one(organisation, "database_url")
    name = name or (f"{settings.database_schema}_analyst" if settings.is_one_of_several else "bookit_analyst")
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    if given == "":
        _fail("The password is empty.")
    try:
        made = make_role(settings, name, given)
    except RoleRefused as error:
        _fail(str(error))
    typer.echo(f"{name} may read the schema {settings.database_schema}_reporting.")
    if made is not None:
        typer.echo(f"Its password, shown this once: {made}")


def _fail(text: str) -> NoReturn:
    typer.secho(text, fg="red", err=True)
    raise typer.Exit(1)
