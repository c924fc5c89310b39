"""`bookit backup …` and `bookit restore`."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bookit.cli.database import UNPREPARED, answering_database, for_each, of_whom, prepared_database
from bookit.cli.settings import (
    AnyOrganisation,
    OneOrganisation,
    read_settings,
    read_settings_of_each,
    read_settings_of_one,
)

if TYPE_CHECKING:
    from bookit.backup import Contents, Made, Restored
    from bookit.settings import Settings

app = typer.Typer(help="Back the organisation up, and look into backups.")

Identity = Annotated[
    Path | None,
    typer.Option("--identity", "-i", help="File with the secret key of an encrypted backup.", exists=True),
]
File = Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False, readable=True)]


@app.callback(invoke_without_command=True)
def backup(
    context: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--to", help="Folder to write to; BOOKIT_BACKUP_FOLDER when missing.")
    ] = None,
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, help="So many are kept; BOOKIT_BACKUP_KEEP when missing.")
    ] = None,
    schedule: Annotated[
        bool, typer.Option("--schedule", help="Go on until stopped, with a backup every BOOKIT_BACKUP_HOURS.")
    ] = False,
    organisation: AnyOrganisation = None,
) -> None:
    """Write one file with everything that is in the database and the object storage, while bookings go on.

    It is read with `bookit backup verify` and `bookit restore`. The secret key and the signing key are not in it.
    """
    if context.invoked_subcommand is not None:
        return
    from bookit.backup import Folder, make_backup

    several = read_settings_of_each(organisation, "database_url")
    shared = several[0]
    path, most = to or shared.backups, keep or shared.backup_keep
    if schedule:
        _keep_backing_up(several, path, most)

    def back_up(settings: "Settings") -> None:
        with _saying_why(settings), prepared_database(settings):
            _tell(make_backup(settings, Folder(path, settings.database_schema), most))

    for_each(several, back_up)
    if shared.backup_recipient is None:
        typer.echo("Not encrypted: who has the file has names, addresses and bookings (BOOKIT_BACKUP_RECIPIENT).")
    typer.echo(
        "In no backup: the secret key (BOOKIT_SECRET_KEY) and the signing key"
        f" ({shared.signing_key_path}). Keep copies of both elsewhere."
    )


@app.command("verify")
def verify_file(file: File, identity: Identity = None) -> None:
    """Read a backup to its end: digests, manifest, rows and the objects they name. Needs no database.

    Exit code 1 when it can't be relied upon.
    """
    from bookit.backup import verify_backup

    settings = read_settings()
    with _saying_why(settings):
        contents = verify_backup(settings, file, identity)
    typer.secho(f"Whole: {_summary(contents)}", fg="green")
    _warn_of_lost(contents.manifest.lost)


@app.command()
def key(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="New file for the secret key; standard output if none.")
    ] = None,
) -> None:
    """Make a pair of keys for encrypted backups, as `age-keygen` does.

    The secret one opens every backup that is encrypted for it: keep it away from where backups are made and kept.
    """
    from bookit.backup import new_pair

    secret, public = new_pair()
    text = f"# public key: {public}\n{secret}\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        try:
            descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            _fail(f"{output}: {error.strerror}", 1)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
    typer.echo(f"BOOKIT_BACKUP_RECIPIENT={public}", err=True)


def restore(file: File, identity: Identity = None, organisation: OneOrganisation = None) -> None:
    """Restore a backup to a database without this organisation's schema, and verify what comes out.

    Stop all processes first. News and letters that were waiting are held until an operator says what becomes of them.
    """
    from bookit.backup import restore_backup

    settings = read_settings_of_one(organisation, "database_url", "secret_key")
    with _saying_why(settings), answering_database():
        restored = restore_backup(settings, file, identity, lambda step: typer.echo(f"{step} …", err=True))
    typer.echo(f"Restored: {_summary(restored.contents)}")
    _warn_of_lost(restored.contents.manifest.lost)
    _tell_next_steps(restored, settings)
    for fault in restored.report.faults:
        typer.echo(str(fault))
    typer.secho(restored.report.summary, fg="green" if restored.report.clean else "red")
    if not restored.report.clean:
        raise typer.Exit(1)


def _keep_backing_up(several: "Sequence[Settings]", path: Path, keep: int) -> NoReturn:
    """Until SIGTERM, which gives up what is under way; the next start removes what that leaves."""
    from bookit.backup import keep_backing_up
    from bookit.logs import configure_logs

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    configure_logs(several[0].log_level)
    keep_backing_up(several, path, keep)


@contextmanager
def _saying_why(settings: "Settings") -> Iterator[None]:
    """Ends the program with a sentence when it can't be done."""
    import psycopg

    from bookit.backup import BackupFailed
    from bookit.files import StorageDown
    from bookit.roles import RoleRefused

    try:
        yield
    except (BackupFailed, RoleRefused) as error:
        _fail(of_whom(settings) + str(error), 1)
    except StorageDown as error:
        _fail(f"The object storage does not answer: {error}", UNPREPARED)
    except OSError as error:
        _fail(f"{error.filename or 'The backup'}: {error.strerror or error}", 1)
    except psycopg.Error as error:
        _fail(f"The database refuses: {str(error).strip()}", 1)


def _fail(text: str, code: int) -> NoReturn:
    typer.secho(text, fg="red", err=True)
    raise typer.Exit(code)


def _tell(made: "Made") -> None:
    count = _count(made.objects, "object")
    typer.echo(f"{made.path}: all up to position {made.position:,}, {count}, {made.bytes:,} bytes")
    for path in made.removed:
        typer.echo(f"Removed the oldest, {path.name}")
    _warn_of_lost(made.lost)


def _tell_next_steps(restored: "Restored", settings: "Settings") -> None:
    if restored.held:
        typer.echo(
            f"{restored.held:,} jobs that were waiting, such as letters, are held: they may have been done before."
            " Retry or discard them under Operations, Parked."
        )
    if not settings.signing_key_path.exists():
        typer.echo(
            f"The signing key is not here ({settings.signing_key_path}): put its copy there, or a new one signs."
        )
    typer.echo("Roles that read, such as that of `bookit reporting-role`, are to be made again.")


def _warn_of_lost(keys: Sequence[str]) -> None:
    if keys:
        text = f"{_count(len(keys), 'object')} that rows name had been lost by the storage, such as {keys[0]}."
        typer.secho(text, fg="yellow", err=True)


def _summary(contents: "Contents") -> str:
    header = contents.header
    return (
        f"{header.organisation_schema} as of {header.made_at:%Y-%m-%d %H:%M:%S} UTC, all up to position"
        f" {header.position:,}, {_count(len(contents.manifest.objects), 'object')}, by BookIT {header.bookit}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
