"""`bookit export …`: writes what BookIT knows to files."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bookit.cli.database import prepared_database
from bookit.cli.settings import OneOrganisation, read_settings_of_one

app = typer.Typer(help="Write what BookIT knows to files.", no_args_is_help=True)


class Form(StrEnum):
    """What kind of files."""

    CSV = "csv"
    PARQUET = "parquet"


@app.command()
def reporting(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to; made if missing.")],
    form: Annotated[Form, typer.Option("--format", help="CSV, or Parquet with the extra bookit[parquet].")] = Form.CSV,
    organisation: OneOrganisation = None,
) -> None:
    """Write every view for analysts to a file of its own, all as of this moment. docs/reporting.md has the columns."""
    from bookit.reporting.export import ExportRefused, Format, export_views

    settings = read_settings_of_one(organisation, "database_url")
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        tasks: dict[str, TaskID] = {}

        def say(name: str, done: int, rows: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name)
            progress.update(tasks[name], completed=done, total=rows)

        try:
            written = export_views(settings, output, Format(form), say)
        except ExportRefused as error:
            typer.secho(str(error), fg="red", err=True)
            raise typer.Exit(1) from None
    for path in written:
        typer.echo(path)


@app.command()
def ledger(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output if none.")
    ] = None,
    organisation: OneOrganisation = None,
) -> None:
    """Write the whole ledger as JSON Lines, one CloudEvent a line, up to a checkpoint signed now if the key is here.

    What members wrote stays sealed. Check the file anywhere with `bookit verify FILE --key PUBLIC-KEY`.
    """
    from bookit.ledger.exporting import NothingSigned, export_ledger

    settings = read_settings_of_one(organisation, "database_url")
    try:
        with prepared_database(settings):
            if output is None:
                checkpoint = export_ledger(settings, sys.stdout.buffer.write)
            else:
                # Complete before it has its name.
                draft = output.with_name(f".{output.name}.part")
                with draft.open("wb") as file:
                    checkpoint = export_ledger(settings, file.write)
                draft.replace(output)
    except NothingSigned as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{checkpoint.position:,} events, signed with the key {checkpoint.key_id}", err=True)
