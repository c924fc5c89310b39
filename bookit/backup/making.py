"""Makes a backup: one snapshot of the rows, and the objects that these rows name.

Every object was there before its row, so what the snapshot names is in the storage, unless nobody used it any more and
it was swept away since (docs/adr/0080, 0110).
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from bookit import __version__
from bookit.backup.archive import DATABASE, HEADER, MANIFEST, OBJECTS, PIECE_BYTES, Header, Manifest, Object, Writer
from bookit.backup.folder import Folder
from bookit.backup.programs import Dump, find_program
from bookit.backup.sealing import sealed
from bookit.files import Objects
from bookit.ledger.migrate import MIGRATING
from bookit.projections.views import schema_of_views
from bookit.settings import Settings


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole, and on the disk."""

    path: Path
    position: int
    bytes: int
    objects: int
    lost: Sequence[str]
    """Keys of objects that should have been in the storage."""
    removed: Sequence[Path]
    """Older backups, that had been kept for long enough."""
    is_sealed: bool


def make_backup(settings: Settings, folder: Folder, keep: int) -> Made:
    """Back the organisation up while everything goes on, and remove the oldest of more than `keep` backups.

    Raises BackupFailed, StorageDown, OSError and what psycopg raises; then there is one backup fewer than there could
    be, and none is removed.
    """
    with folder.locked(), _reading(settings) as connection:
        program, pg_dump = find_program(settings, "pg_dump", for_major=connection.info.server_version // 10_000)
        header = _header(connection, settings, pg_dump)
        is_sealed = settings.backup_recipient is not None
        with (
            Dump(program, settings, _schemas(settings), _snapshot(connection)) as dump,
            folder.new(header.made_at, header.position, is_sealed=is_sealed) as (path, file),
        ):
            began = dump.read(PIECE_BYTES)  # it has locked the tables of the snapshot; none of them goes away now
            with sealed(file, settings.backup_recipient) as plain, Writer(plain, header.made_at) as writer:
                writer.add(HEADER, header.model_dump_json(indent=2).encode())
                objects, absent = _copy_objects(connection, settings, writer)
                database_bytes = _copy_database(dump, began, writer)
                lost = _still_named(settings, absent)
                swept = [key for key in absent if key not in lost]
                manifest = Manifest(objects=objects, swept=swept, lost=lost, database_bytes=database_bytes)
                writer.add(MANIFEST, manifest.model_dump_json().encode())
                writer.end()
        size = path.stat().st_size
        _note(settings, header, path.name, size)
        return Made(path, header.position, size, len(objects), lost, folder.remove_old(keep), is_sealed)


@contextmanager
def _reading(settings: Settings) -> Iterator[psycopg.Connection]:
    """A connection that sees one state of the database. Migrations wait for its end, and it for theirs."""
    options = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c timezone=UTC"
    with psycopg.connect(settings.direct_dsn, options=options, application_name="bookit backup") as connection:
        connection.autocommit = True
        connection.execute("SELECT pg_advisory_lock_shared(hashtextextended(%s, 0))", [MIGRATING])
        connection.autocommit = False
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection


def _header(connection: psycopg.Connection, settings: Settings, pg_dump: int) -> Header:
    query = sql.SQL(_STATE).format(schema=sql.Identifier(settings.database_schema))
    ((ledger_id, position, digest, fingerprint, migration),) = connection.execute(query).fetchall()
    return Header(
        bookit=__version__,
        made_at=datetime.now(UTC),
        organisation_schema=settings.database_schema,
        migration=migration,
        ledger_id=ledger_id,
        position=position,
        hash=bytes(digest).hex(),
        secret_key=bytes(fingerprint).hex(),
        postgres=connection.info.server_version // 10_000,
        pg_dump=pg_dump,
    )


def _schemas(settings: Settings) -> list[str]:
    return [settings.database_schema, schema_of_views(settings.database_schema)]


def _snapshot(connection: psycopg.Connection) -> str:
    ((snapshot,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
    return str(snapshot)


def _copy_objects(connection: psycopg.Connection, settings: Settings, writer: Writer) -> tuple[list[Object], list[str]]:
    """Those that are there, and the keys of those that are not, or not as they were put there."""
    with connection.cursor(row_factory=class_row(Object)) as cursor:
        named = cursor.execute(sql.SQL(_NAMED).format(schema=sql.Identifier(settings.database_schema))).fetchall()
    storage = Objects(settings)
    copied: list[Object] = []
    absent: list[str] = []
    for each in named:
        content = storage.read(each.key)
        if content is None or hashlib.sha256(content).hexdigest() != each.sha256:
            absent.append(each.key)
        else:
            writer.add(OBJECTS + each.key, content)
            copied.append(each)
    return copied, absent


def _copy_database(dump: Dump, piece: bytes, writer: Writer) -> int:
    """Its size."""
    number = total = 0
    while piece:
        writer.add(f"{DATABASE}{number:08}", piece)
        number += 1
        total += len(piece)
        piece = dump.read(PIECE_BYTES) if len(piece) == PIECE_BYTES else b""
    return total


def _still_named(settings: Settings, keys: list[str]) -> list[str]:
    """Of these keys those that a row has now."""
    query = sql.SQL(_STILL_NAMED).format(schema=sql.Identifier(settings.database_schema))
    with psycopg.connect(settings.direct_dsn) as connection:
        return [key for (key,) in connection.execute(query, [keys])]


def _note(settings: Settings, header: Header, name: str, size: int) -> None:
    """For the doctor and for who watches."""
    statement = sql.SQL("INSERT INTO {}.backups (name, position, bytes, began_at) VALUES (%s, %s, %s, %s)").format(
        sql.Identifier(settings.database_schema)
    )
    with psycopg.connect(settings.direct_dsn) as connection:
        connection.execute(statement, [name, header.position, size, header.made_at])


_STATE: LiteralString = """
    SELECT ledger_id, position, hash, fingerprint, version_num
    FROM {schema}.ledger_identity, {schema}.ledger_head, {schema}.secret_key, {schema}.schema_version
"""

_NAMED: LiteralString = """
    SELECT object_key AS key, media_type, bytes, sha256 FROM {schema}.files
    UNION ALL SELECT object_key, media_type, bytes, sha256 FROM {schema}.file_variants ORDER BY 1
"""

_STILL_NAMED: LiteralString = """
    SELECT key FROM unnest(%s::text[]) key
    WHERE EXISTS (SELECT FROM {schema}.files WHERE object_key = key)
       OR EXISTS (SELECT FROM {schema}.file_variants WHERE object_key = key)
    ORDER BY key
"""
