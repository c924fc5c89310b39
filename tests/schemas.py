"""Schemas as `bookit migrate` leaves them, quickly: most tests want one of their own.

The first of a run is migrated and dumped; each that follows plays the dump. What a test of migrations wants it does
by itself.
"""

import os
import subprocess
from pathlib import Path

import psycopg

from bookit.ledger.migrate import make_extension, migrate
from bookit.projections.views import schema_of_views
from bookit.settings import Settings
from tests.servers import FOLDER, locked, shared_server

_FIRST = "the_first_schema_of_this_run"


def migrated(settings: Settings) -> None:
    """Make the schema of these settings, on the servers that all tests share or another, as `migrate(settings)` would.

    One that is there already stays as it is.
    """
    with psycopg.connect(settings.direct_dsn) as connection:
        if connection.execute("SELECT to_regnamespace(%s)", [settings.database_schema]).fetchone() != (None,):
            return
        dump = _dump_of_the_first(settings)
        make_extension(connection)
        connection.execute(dump.replace(_FIRST.encode(), settings.database_schema.encode()))


def _dump_of_the_first(settings: Settings) -> bytes:
    dump = Path(os.environ[FOLDER]) / "schema.sql"
    with locked(dump.with_suffix(".lock")):
        if not dump.exists():
            migrate(Settings(**(settings.model_dump() | {"database_schema": _FIRST})))
            programs = Path(shared_server("postgres")["programs"])
            dump.write_text(dumped(programs, settings.direct_dsn, _FIRST))
    return dump.read_bytes()


def dumped(programs: Path, dsn: str, schema: str, *options: str) -> str:
    """A schema and that of its views as one script of plain statements; `programs` are those of its server."""
    schemas = [f"--schema={name}" for name in (schema, schema_of_views(schema))]
    command = [str(programs / "pg_dump"), "--inserts", *options, *schemas, dsn]
    dump = subprocess.run(command, check=True, capture_output=True, text=True)
    return "\n".join(line for line in dump.stdout.splitlines() if not line.startswith("\\"))  # words for psql alone
