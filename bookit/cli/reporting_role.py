"""`bookit reporting-role`: the database role of a BI tool."""

import sys
from typing import NoReturn

import typer

from bookit.cli.settings import read_settings_with_database


def reporting_role(
    name: str = typer.Argument("bookit_analyst", help="Of the role; roles are shared by all databases of a server."),
    password_stdin: bool = typer.Option(
        False, "--password-stdin", help="Read the password from the first line of standard input; else one is made."
    ),
) -> None:
    """Make a database role that may read the views for analysts and nothing else, or renew what it may read.

    A password that is made is shown once. An existing role keeps its password unless a new one is read.
    """
    from bookit.reporting.role import RoleRefused, make_role

    settings = read_settings_with_database()
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
