"""Brings an organisation back from a backup: objects first, then its rows, then what this version makes of them.

Until all of it is there a mark keeps processes from starting; a restore that was cut off is begun anew by the same
words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from bookit.backup.archive import DATABASE, OBJECTS, Header, members
from bookit.backup.errors import NotWhole, RestoreRefused
from bookit.backup.programs import Play, find_program
from bookit.backup.sealing import unsealed
from bookit.backup.verifying import Contents, read_header, verify_backup
from bookit.effects import Reactions, Shelf
from bookit.files import MAKE_VARIANTS, Objects
from bookit.ledger.migrate import (
    WrongEncoding,
    known_migrations,
    make_extension,
    mark_of_restoring,
    migrate,
    require_encoding,
)
from bookit.ledger.verify import Report, verify
from bookit.notifications import reactions_of
from bookit.projections.views import schema_of_views
from bookit.settings import Settings

HELD = "Held by a restore: it may have been done before, by the install that the backup is of."
"""The error that held effects show."""
_HARMLESS = (MAKE_VARIANTS,)
"""Kinds of effects that leave nothing in the world outside."""


@dataclass(frozen=True, slots=True)
class Restored:
    contents: Contents
    held: int
    """Effects that wait for an operator."""
    report: Report
    """What `bookit verify` says of the ledger that came out."""


def restore_backup(
    settings: Settings, path: Path, identity: Path | None, told: Callable[[str], None] = lambda step: None
) -> Restored:
    """Restore a backup to where there is nothing yet; `told` hears what is being done.

    Raises BackupFailed, RoleRefused, StorageDown, OSError and what psycopg raises. Nothing can start on what is there
    then.
    """
    header = read_header(path, identity)
    with _place(settings, header) as connection:
        told("Reading all of it")
        contents = verify_backup(settings, path, identity)
        if contents.header != header:
            raise NotWhole("The file changed while it was read.")
        _mark(connection, settings.database_schema)
        told("Putting objects into the storage")
        _restore_objects(settings, path, identity, contents)
        told("Restoring the database")
        _restore_database(settings, path, identity, contents)
        shelf = Shelf(connection, settings.database_schema)
        held = shelf.hold_back(HELD, but=_HARMLESS)
        told("Bringing it up to date")
        migrate(settings)
        _close_append(connection, settings.database_schema)
        # What the snapshot's reactions had not looked at yet, others have.
        Reactions(connection, settings.database_schema, reactions_of(settings)).catch_up()
        held += shelf.hold_back(HELD, but=_HARMLESS)
        told("Verifying the ledger")
        report = verify(settings)
        _require_same_ledger(connection, settings.database_schema, header)
        _unmark(connection, settings.database_schema)
    return Restored(contents, held, report)


@contextmanager
def _place(settings: Settings, header: Header) -> Iterator[psycopg.Connection]:
    """A connection to where it shall be restored, for this restore alone. Raises RestoreRefused."""
    schema = settings.database_schema
    _refuse_other_settings(settings, header)
    with psycopg.connect(settings.direct_dsn, autocommit=True, application_name="bookit restore") as connection:
        _refuse_other_server(connection, header)
        lock = connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"bookit restore {schema}"])
        if lock.fetchone() != (True,):
            raise RestoreRefused(f"Another restore to the schema {schema} is under way.")
        there = [name for name in (schema, schema_of_views(schema)) if _exists(connection, name)]
        if there and not _exists(connection, mark_of_restoring(schema)):
            raise RestoreRefused(
                f"There is a schema {there[0]} already: restore to another database, or remove it for good with"
                f" `DROP SCHEMA {', '.join(there)} CASCADE` while nothing runs."
            )
        yield connection


def _refuse_other_settings(settings: Settings, header: Header) -> None:
    if header.organisation_schema != settings.database_schema:
        raise RestoreRefused(
            f"This is a backup of the schema {header.organisation_schema}: set BOOKIT_DATABASE_SCHEMA to that."
        )
    if header.migration not in known_migrations():
        raise RestoreRefused(
            f"This backup is of BookIT {header.bookit} with migration {header.migration}, which this version does not"
            " know: use that version or a newer one."
        )
    if header.secret_key != settings.key_for("fingerprint").hex():
        raise RestoreRefused(
            "BOOKIT_SECRET_KEY is not the one of this backup: set the copy of it that you kept, or nobody can read what"
            " members wrote."
        )


def _refuse_other_server(connection: psycopg.Connection, header: Header) -> None:
    try:
        require_encoding(connection)
    except WrongEncoding as error:
        raise RestoreRefused(str(error)) from error
    major = connection.info.server_version // 10_000
    if major < header.postgres:
        raise RestoreRefused(f"This backup is of PostgreSQL {header.postgres}, and this server is {major}: upgrade it.")


def _exists(connection: psycopg.Connection, schema: str) -> bool:
    query = "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = %s)"
    return connection.execute(query, [schema]).fetchone() == (True,)


def _mark(connection: psycopg.Connection, schema: str) -> None:
    """From here on nothing starts; what an earlier restore left goes away."""
    with connection.transaction():
        make_extension(connection)
        mark = sql.Identifier(mark_of_restoring(schema))
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(mark))
        names = sql.SQL(", ").join(map(sql.Identifier, (schema, schema_of_views(schema))))
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(names))


def _unmark(connection: psycopg.Connection, schema: str) -> None:
    connection.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(mark_of_restoring(schema))))


def _close_append(connection: psycopg.Connection, schema: str) -> None:
    """Rights stay behind in a restore, and so does that everybody was refused this one (docs/adr/0117)."""
    append = sql.Identifier(schema, "append")
    connection.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(append))


def _restore_objects(settings: Settings, path: Path, identity: Path | None, contents: Contents) -> None:
    media_types = {each.key: each.media_type for each in contents.manifest.objects}
    if not media_types:
        return
    storage = Objects(settings)
    with unsealed(path, identity) as plain:
        for member in members(plain):
            if member.name.startswith(OBJECTS):
                key = member.name.removeprefix(OBJECTS)
                storage.put(key, member.content, media_types[key])


def _restore_database(settings: Settings, path: Path, identity: Path | None, contents: Contents) -> None:
    program, _ = find_program(settings, "pg_restore", for_major=contents.header.pg_dump)
    with unsealed(path, identity) as plain, Play(program, settings) as play:
        for member in members(plain):
            if member.name.startswith(DATABASE):
                play.write(member.content)
        play.finish()


def _require_same_ledger(connection: psycopg.Connection, schema: str, header: Header) -> None:
    """Raises NotWhole when what came out is not what the backup says it is."""
    query = sql.SQL("SELECT position, hash FROM {}").format(sql.Identifier(schema, "ledger_head"))
    ((position, digest),) = connection.execute(query).fetchall()
    if (position, bytes(digest).hex()) != (header.position, header.hash):
        raise NotWhole(f"The ledger ends at {position:,} instead of {header.position:,}, or with another hash.")
