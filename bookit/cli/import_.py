"""`bookit import`: rooms, seats, members and bookings from files, for whoever has the server's command line."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from bookit.cli.database import refuse_wrong_database
from bookit.cli.settings import OneOrganisation, read_settings_of_one

if TYPE_CHECKING:
    from bookit.importing import Options, Report
    from bookit.settings import Settings

MOST_SHOWN = 50


class What(StrEnum):
    """What the rows of a file are."""

    ROOMS = "rooms"
    SEATS = "seats"
    MEMBERS = "members"
    BOOKINGS = "bookings"


def import_(  # noqa: PLR0917 -- typer passes them by name
    what: Annotated[What, typer.Argument(help="What the rows are.")],
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV file; for bookings also an iCalendar file (.ics).", exists=True, dir_okay=False, readable=True
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of each row.")] = False,
    allow_past: Annotated[
        bool, typer.Option("--allow-past", help="Also record bookings that have begun or are over.")
    ] = False,
    room: Annotated[
        UUID | None, typer.Option("--room", help="Id of the room of all rows: for the calendar of one room.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write what became of each row to this CSV file.")
    ] = None,
    organisation: OneOrganisation = None,
) -> None:
    """Import rows from a file. Each is done or refused for itself; running the same file again does nothing twice.

    Ends with status 1 when a row was refused. docs/importing.md names the columns.
    """
    from bookit.importing import Options

    settings = read_settings_of_one(organisation, "database_url", "secret_key")
    refuse_wrong_database(settings)
    options = Options(dry_run=dry_run, allow_past=allow_past, room_id=room)
    result = asyncio.run(_import(settings, what, file, options))
    if report is not None:
        report.write_text(result.as_csv(), encoding="utf-8", newline="")
    _show(result)
    raise typer.Exit(1 if result.refused else 0)


async def _import(settings: "Settings", what: What, file: Path, options: "Options") -> "Report":
    from psycopg.errors import UndefinedTable

    from bookit.domain.actor import SYSTEM
    from bookit.domain.errors import Refusal
    from bookit.importing import Format, Kind, import_file
    from bookit.ledger.append import OutcomeUnknown
    from bookit.wiring import DATABASE_UNAVAILABLE, running

    data = await asyncio.to_thread(file.read_bytes)
    form = Format.CALENDAR if file.suffix.lower() in {".ics", ".ical", ".ifb"} else Format.CSV
    try:
        async with running(settings) as system:
            return await import_file(system, SYSTEM, Kind(what), data, form=form, options=options)
    except Refusal as refusal:
        _fail(refusal.detail)
    except UndefinedTable:
        _fail("The database is not prepared yet: run `bookit migrate` first.")
    except (*DATABASE_UNAVAILABLE, OutcomeUnknown):
        _fail("The database does not answer; run the same again when it does.")


def _show(result: "Report") -> None:
    console = Console(soft_wrap=True)
    counts = [f"{number} {word}" for word, number in _counts(result) if number]
    console.print(f"{len(result.rows)} rows: {', '.join(counts) or 'nothing to do'}.", highlight=False)
    if not result.dry_run:
        console.print(f"Import {result.import_id}; undo takes this id.", highlight=False)
    if not result.refused:
        return
    table = Table("Row", "Why not", box=None)
    problems = [(row.row, row.problem) for row in result.rows if row.problem is not None]
    for number, problem in problems[:MOST_SHOWN]:
        table.add_row(str(number), str(problem["detail"]))
    console.print(table, markup=False, highlight=False)
    if len(problems) > MOST_SHOWN:
        console.print(f"… and {len(problems) - MOST_SHOWN} more; --report writes all of them.")


def _counts(result: "Report") -> list[tuple[str, int]]:
    return [
        ("done", result.done),
        ("possible", result.possible),
        ("imported before", result.repeated),
        ("refused", result.refused),
    ]


def _fail(text: str) -> NoReturn:
    typer.secho(text, fg="red", err=True)
    raise typer.Exit(1)
