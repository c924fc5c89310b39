"""`bookit health`: what a container platform asks, from inside, to learn whether a process does its work."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bookit.cli.settings import read_settings, read_settings_of_each

if TYPE_CHECKING:
    from bookit.settings import Settings

MISSED_BEATS = 6
"""So many signs of life may be missing before a process counts as dead."""


class Word(StrEnum):
    SERVE = "serve"
    WORKER = "worker"
    SCHEDULER = "scheduler"
    BACKUP = "backup"


def health(process: Annotated[Word, typer.Argument(help="Which process runs here.")]) -> None:
    """Whether the process of this machine, or container, is alive; exit code 1 when it is not."""
    match process:
        case Word.SERVE:
            alive = _answers()
        case Word.BACKUP:
            alive = _has_backed_up()
        case Word.WORKER | Word.SCHEDULER:
            # It leaves signs with each organisation that it works for, and some may have to wait.
            alive = any(_was_seen(process, settings) for settings in read_settings_of_each(None, "database_url"))
    if not alive:
        typer.secho(f"{process} gives no sign of life", fg="red", err=True)
        raise typer.Exit(1)


def _answers() -> bool:
    import http.client

    settings = read_settings()
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 -- compared, not bound
    connection = http.client.HTTPConnection(host, settings.port, timeout=3)
    try:
        connection.request("GET", "/livez")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _was_seen(process: Word, settings: "Settings") -> bool:
    """Worker and scheduler listen to nobody, but leave signs of life in the database."""
    import socket

    import psycopg
    from psycopg import sql

    from bookit.operations.processes import BEAT_SECONDS

    seen = sql.SQL(
        "SELECT EXISTS (SELECT FROM {} WHERE kind = %s AND host = %s"
        " AND seen_at > clock_timestamp() - make_interval(secs => %s))"
    ).format(sql.Identifier(settings.database_schema, "processes"))
    try:
        with psycopg.connect(settings.dsn, connect_timeout=3) as connection:
            row = connection.execute(seen, (process, socket.gethostname(), MISSED_BEATS * BEAT_SECONDS)).fetchone()
    except psycopg.Error:
        return False
    return row is not None and bool(row[0])


def _has_backed_up() -> bool:
    """Whether the newest backup of each organisation is not much older than it should be."""
    from datetime import UTC, datetime, timedelta

    from bookit.backup import Folder
    from bookit.operations.doctor import MOST_LATE_BACKUP_SECONDS

    for settings in read_settings_of_each(None):
        kept = Folder(settings.backups, settings.database_schema).kept()
        most = timedelta(hours=settings.backup_hours, seconds=MOST_LATE_BACKUP_SECONDS)
        if not kept or datetime.now(UTC) - kept[-1].made_at > most:
            return False
    return True
