"""`bookit upgrade`: what would this version do to the install, and may it?"""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bookit.cli.database import answering_database, for_each, migrate_one, of_whom
from bookit.cli.doctor import document, show
from bookit.cli.settings import AnyOrganisation, read_settings_of_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookit.operations.doctor import Finding


def upgrade(
    check: Annotated[bool, typer.Option("--check", help="Only look; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")] = False,
    organisation: AnyOrganisation = None,
) -> None:
    """Look what upgrading to this version does, then migrate the database.

    Exit code 1 when something stands in the way; nothing is changed then. Run it with the new version while the old
    one is running.
    """
    from bookit.operations.doctor import is_well
    from bookit.operations.upgrade import look

    each = read_settings_of_each(organisation, "database_url", "secret_key")
    console = Console(highlight=False, soft_wrap=True)
    found: dict[str, Sequence[Finding]] = {}
    for settings in each:
        with answering_database():
            found[settings.database_schema] = findings = look(settings)
        if not as_json:
            console.print(of_whom(settings), end="", style="bold")
            show(console, findings, works="Nothing stands in the way")
    if as_json:
        typer.echo(document(found, several=each[0].is_one_of_several))
    if not all(map(is_well, found.values())):
        raise typer.Exit(1)
    if not check:
        for_each(each, migrate_one)
