"""Words about the database: `migrate`."""

import typer

from bookit.cli.settings import read_settings_with_database


def migrate() -> None:
    """Bring the database's schema up to this version."""
    from bookit.ledger.migrate import SchemaTooNew
    from bookit.ledger.migrate import migrate as migrate_ledger

    try:
        migrate_ledger(read_settings_with_database())
    except SchemaTooNew as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(1) from None
