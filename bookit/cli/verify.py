"""`bookit verify`: is the ledger, or an export of it, what it claims to be?"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookit.cli.database import for_each, of_whom, prepared_database
from bookit.cli.settings import AnyOrganisation, read_settings_of_each

if TYPE_CHECKING:
    from bookit.ledger.faults import Fault
    from bookit.ledger.signing import PublicKey
    from bookit.settings import Settings


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="An export of the ledger; the database's ledger when missing.", exists=True)
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option("--key", help="Public key that signed checkpoints: base64, or a PEM file. May be repeated."),
    ] = None,
    organisation: AnyOrganisation = None,
) -> None:
    """Replay the whole ledger: hash chain, versions, claims, quotas, signatures. Exit code 1 when anything is wrong.

    An export is verified with nothing but the file and the key. Without a key, the database's ledger is compared with
    the keys that the database itself names.
    """
    keys = [_public_key(each) for each in key or ()]
    if file is None:
        _verify_database(organisation, keys)
    else:
        _verify_export(file, keys)


def _verify_database(organisation: str | None, keys: "Sequence[PublicKey]") -> None:
    from bookit.ledger.verify import verify as verify_ledger

    def verify_one(settings: "Settings") -> None:
        with prepared_database(settings):
            report = verify_ledger(settings, keys)
        _tell(report.faults, report.fault_count, of_whom(settings) + report.summary)
        if report.fault_count:
            raise typer.Exit(1)

    for_each(read_settings_of_each(organisation, "database_url"), verify_one)


def _verify_export(file: Path, keys: "Sequence[PublicKey]") -> None:
    from bookit.ledger.signing import instant
    from bookit.ledger.verify_export import verify_export

    if not keys:
        typer.secho("Name the public key with --key; `ledger/proof` shows it.", fg="red", err=True)
        raise typer.Exit(2)
    with file.open("rb") as lines:
        report = verify_export(lines, keys)
    summary = f"{report.fault_count:,} faults in {report.events:,} events of {report.streams:,} streams"
    if report.checkpoint is not None:
        summary += f", signed on {instant(report.checkpoint.signed_at)} up to position {report.checkpoint.position:,}"
    _tell(report.faults, report.fault_count, summary)
    if report.fault_count:
        raise typer.Exit(1)


def _tell(faults: "Sequence[Fault]", count: int, summary: str) -> None:
    for fault in faults:
        typer.echo(str(fault))
    if len(faults) < count:
        typer.echo(f"… and {count - len(faults):,} more")
    typer.secho(summary, fg="red" if count else "green")


def _public_key(text: str) -> "PublicKey":
    from bookit.ledger.signing import NotAKey, PublicKey

    try:
        path = Path(text)
        return PublicKey.read(path.read_text() if path.is_file() else text)
    except (NotAKey, OSError, UnicodeDecodeError) as error:
        typer.secho(f"--key: {error}", fg="red", err=True)
        raise typer.Exit(2) from None
