"""`bookit verify`: is the ledger what it claims to be?"""

import typer

from bookit.cli.database import prepared_database
from bookit.cli.settings import read_settings_with_database


def verify() -> None:
    """Replay the whole ledger: hash chain, versions, claims, overlaps, quotas. Exit code 1 when anything is wrong."""
    from bookit.ledger.verify import verify as verify_ledger

    settings = read_settings_with_database()
    with prepared_database(settings):
        report = verify_ledger(settings)
    for fault in report.faults:
        typer.echo(str(fault))
    if len(report.faults) < report.fault_count:
        typer.echo(f"… and {report.fault_count - len(report.faults):,} more")
    typer.secho(report.summary, fg="green" if report.clean else "red")
    if not report.clean:
        raise typer.Exit(1)
