"""Schemas as `bookit migrate` leaves them, quickly: most tests want one of their own.

The first of a run is migrated and dumped, for each set of roles; each that follows plays the dump. What a test of
migrations wants it does by itself.
"""

import os
import subprocess
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bookit.ledger.migrate import make_extension, migrate
from bookit.projections.views import schema_of_views
from bookit.settings import Settings
from tests.servers import FOLDER, locked, shared_server


def migrated(settings: Settings) -> None:
    """Make the schema of these settings, on the servers that all tests share or another, as `migrate(settings)` would.

    One that is there already stays as it is.
    """
    with psycopg.connect(settings.direct_dsn) as connection:
        if connection.execute("SELECT to_regnamespace(%s)", [settings.database_schema]).fetchone() != (None,):
            return
        first = _first(settings)
        dump = _dumped_once(first, settings)
        make_extension(connection)
        connection.execute(dump.replace(first.encode(), settings.database_schema.encode()))


def _first(settings: Settings) -> str:
    """The name of the schema to dump for these: a dump gives rights to roles, which another server may not have."""
    roles = (str(conninfo_to_dict(dsn)["user"]) for dsn in (settings.direct_dsn, settings.dsn, settings.reader_dsn))
    return "_".join(["first", *dict.fromkeys(roles)])


def _dumped_once(schema: str, settings: Settings) -> bytes:
    dump = Path(os.environ[FOLDER]) / f"{schema}.sql"
    with locked(dump.with_suffix(".lock")):
        if not dump.exists():
            migrate(Settings(**(settings.model_dump() | {"database_schema": schema})))
            programs = Path(shared_server("postgres")["programs"])
            dump.write_text(dumped(programs, settings.direct_dsn, schema))
    return dump.read_bytes()


def dumped(programs: Path, dsn: str, schema: str, *options: str) -> str:
    """A schema and that of its views as one script of plain statements; `programs` are those of its server."""
    schemas = [f"--schema={name}" for name in (schema, schema_of_views(schema))]
    command = [str(programs / "pg_dump"), "--inserts", *options, *schemas, dsn]
    dump = subprocess.run(command, check=True, capture_output=True, text=True)
    return "\n".join(line for line in dump.stdout.splitlines() if not line.startswith("\\"))  # words for psql alone
