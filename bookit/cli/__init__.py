"""The command line, one file per group of words. Heavy parts are imported only in the command that needs them."""

import typer

from bookit import __version__
from bookit.cli import (
    backup,
    database,
    demo,
    doctor,
    export,
    health,
    import_,
    owner,
    processes,
    reporting_role,
    upgrade,
    verify,
)

app = typer.Typer(
    name="bookit",
    help="Booking of rooms and seats on an event-sourced ledger.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command()(demo.demo)
app.command()(processes.serve)
app.command()(processes.worker)
app.command()(processes.scheduler)
app.command()(database.migrate)
app.command()(upgrade.upgrade)
app.command()(verify.verify)
app.add_typer(backup.app, name="backup")
app.command()(backup.restore)
app.command()(doctor.doctor)
app.command()(health.health)
app.command()(owner.create_owner)
app.command("import")(import_.import_)
app.add_typer(export.app, name="export")
app.command()(reporting_role.reporting_role)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def bookit(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version."),
) -> None:
    """Every setting is an environment variable BOOKIT_<NAME>, such as BOOKIT_PORT."""
