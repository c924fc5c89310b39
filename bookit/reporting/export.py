"""Writes every view for analysts to a file, all as of the same moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import Connection, IsolationLevel, sql

from bookit.projections.reporting.views import VIEWS
from bookit.projections.views import Shown, View, schema_of_views
from bookit.settings import Settings

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 20_000

Say = Callable[[str, int, int], None]
"""Told the name of a view, how many of its rows are written, and how many it has."""


class Format(StrEnum):
    CSV = "csv"
    PARQUET = "parquet"


class ExportRefused(RuntimeError):
    """There is nothing to export, or nothing to write it with; says why."""


def export_views(settings: Settings, folder: Path, form: Format, say: Say) -> list[Path]:
    """Write `<view>.<format>` into a folder for each view; a file has its name only when it is complete.

    Raises ExportRefused.
    """
    write = _write_csv if form is Format.CSV else _parquet_writer()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with psycopg.connect(
        settings.direct_dsn, options="-c statement_timeout=0 -c timezone=UTC -c jit=off"
    ) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        for view in VIEWS:
            target = folder / f"{view.name}.{form}"
            home = sql.Identifier(schema_of_views(settings.database_schema), view.name)
            try:
                ((rows,),) = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(home)).fetchall()
            except psycopg.errors.UndefinedTable as error:
                raise ExportRefused("The database is not prepared yet: run `bookit migrate` first.") from error
            with _complete(target) as draft:
                say(view.name, 0, rows)
                for done in write(connection, home, view, draft):
                    say(view.name, done, rows)
            written.append(target)
    return written


@contextmanager
def _complete(target: Path) -> Iterator[Path]:
    """A file to write to, which gets its name once it is complete and goes away when it never will be."""
    draft = target.with_name(f".{target.name}.part")
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


_Writer = Callable[[Connection, sql.Identifier, View, Path], Iterator[int]]


def _write_csv(connection: Connection, home: sql.Identifier, view: View, draft: Path) -> Iterator[int]:
    """Postgres writes the file; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    columns = [
        sql.SQL(
            r"CASE WHEN {column} ~ '^[=+\-@\t\r]' THEN '''' || {column} ELSE {column} END AS {column}"
            if column.type == "text"
            else "{column}"
        ).format(column=sql.Identifier(column.name))
        for column in view.columns
    ]
    statement = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv, HEADER)").format(
        sql.SQL(", ").join(columns), home
    )
    with draft.open("wb") as file, connection.cursor() as cursor, cursor.copy(statement) as copy:
        # One piece of data is one row, and the first is the head.
        for number, row in enumerate(copy):
            file.write(row)
            if number % ROWS_AT_ONCE == 0:
                yield number
    yield number


def _parquet_writer() -> _Writer:
    try:
        import pyarrow  # noqa: F401 -- heavy, and not part of every install
    except ImportError as error:
        raise ExportRefused("Parquet needs pyarrow: install bookit[parquet].") from error
    return _write_parquet


def _write_parquet(connection: Connection, home: sql.Identifier, view: View, draft: Path) -> Iterator[int]:
    import pyarrow
    from pyarrow import parquet

    schema = _arrow_schema(view)
    done = 0
    with (
        parquet.ParquetWriter(draft, schema) as writer,
        connection.cursor(name="export", binary=True) as cursor,
    ):
        cursor.execute(sql.SQL("SELECT {} FROM {}").format(sql.SQL(", ").join(map(_selected, view.columns)), home))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            arrays = [
                pyarrow.array(values, type=field.type)
                for values, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            done += len(rows)
            yield done
    yield done


def _selected(column: Shown) -> sql.Composed:
    name = sql.Identifier(column.name)
    return sql.SQL("{}::text").format(name) if column.type == "uuid" else sql.Composed([name])


def _arrow_schema(view: View) -> "pyarrow.Schema":
    """Each column with its meaning, so that the file explains itself."""
    import pyarrow

    types = {
        "uuid": pyarrow.string(),
        "text": pyarrow.string(),
        "text[]": pyarrow.list_(pyarrow.string()),
        "boolean": pyarrow.bool_(),
        "smallint": pyarrow.int16(),
        "integer": pyarrow.int32(),
        "bigint": pyarrow.int64(),
        "date": pyarrow.date32(),
        "timestamp with time zone": pyarrow.timestamp("us", tz="UTC"),
        "timestamp without time zone": pyarrow.timestamp("us"),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.type], metadata={"meaning": column.meaning})
            for column in view.columns
        ],
        metadata={"meaning": view.meaning},
    )
