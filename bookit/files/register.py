"""The rows of files: what is kept, for whom, and under which key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import LiteralString
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, sql
from psycopg.rows import TupleRow, class_row
from psycopg_pool import AsyncConnectionPool

from bookit.domain.file import FileKind

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: UUID
    kind: str
    """A FileKind."""
    owner_id: UUID
    uploaded_by: UUID
    object_key: str
    media_type: str
    bytes: int
    width: int
    height: int
    sha256: str
    """Of what is kept."""
    source_sha256: str
    """Of the upload: by it a repeated one is known."""
    left_out: list[str]
    """What a drawing lost when it was made harmless."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is served: a file, or a variant of it."""

    kind: str
    """A FileKind."""
    owner_id: UUID
    object_key: str
    media_type: str
    bytes: int
    sha256: str
    is_as_asked: bool
    """False for the whole picture in place of a variant that is not there (yet)."""


class Reader:
    """What requests ask of the rows."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        self._schema = sql.Identifier(schema)

    async def find(self, file_id: UUID) -> StoredFile | None:
        async with (
            self._pool.connection() as connection,
            connection.cursor(row_factory=class_row(StoredFile)) as cursor,
        ):
            await cursor.execute(sql.SQL(_FIND).format(schema=self._schema), {"file_id": file_id})
            return await cursor.fetchone()

    async def form(self, file_id: UUID, variant: str | None) -> Form | None:
        """What to serve; None for a file that is not there."""
        async with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Form)) as cursor:
            asked = {"file_id": file_id, "variant": variant}
            await cursor.execute(sql.SQL(_FORM).format(schema=self._schema), asked)
            return await cursor.fetchone()

    async def claim(self, file_id: UUID, kind: FileKind, owner_id: UUID) -> bool:
        """Keep a file for good; False when there is none of that kind and owner."""
        async with self._pool.connection() as connection:
            asked = {"file_id": file_id, "kind": kind.value, "owner_id": owner_id}
            cursor = await connection.execute(sql.SQL(_CLAIM).format(schema=self._schema), asked)
            return cursor.rowcount == 1


class Register:
    """What uploads, workers and sweepers write. Each method is one statement; the caller says in which transaction."""

    def __init__(self, connection: psycopg.Connection, schema: str) -> None:
        self._connection = connection
        self._schema = sql.Identifier(schema)

    def add(self, file: StoredFile) -> bool:
        """False when a file has that id already."""
        row = {name: getattr(file, name) for name in StoredFile.__slots__}
        return self._execute(_ADD, row).rowcount == 1

    def add_variant(self, file_id: UUID, variant: str, row: dict[str, object]) -> None:
        self._execute(_ADD_VARIANT, {"file_id": file_id, "variant": variant, **row})

    def find(self, file_id: UUID) -> StoredFile | None:
        with self._connection.cursor(row_factory=class_row(StoredFile)) as cursor:
            cursor.execute(sql.SQL(_FIND).format(schema=self._schema), {"file_id": file_id})
            return cursor.fetchone()

    def forget_unused(self, older_than: timedelta) -> int:
        """Forget uploads that no command has ever claimed and that show nobody; answers how many there were."""
        return self._execute(_FORGET_UNUSED, {"older_than": older_than}).rowcount

    def unknown(self, keys: list[str]) -> list[str]:
        """Of these keys those that no row has."""
        return [key for (key,) in self._execute(_UNKNOWN, {"keys": keys})]

    def note_missing(self, keys: list[str], after: str, upto: str | None, older_than: timedelta) -> list[str]:
        """Mark the files between two keys whose objects are not among `keys`; answers their keys.

        A file whose object is there again is well again. A variant without an object is forgotten.
        """
        between = {"keys": keys, "after": after, "upto": upto, "older_than": older_than}
        missing = [key for (key,) in self._execute(_NOTE_MISSING, between)]
        self._execute(_NOTE_FOUND, between)
        return missing + [key for (key,) in self._execute(_FORGET_VARIANTS, between)]

    def _execute(self, statement: LiteralString, parameters: Mapping[str, object]) -> psycopg.Cursor:
        return self._connection.execute(sql.SQL(statement).format(schema=self._schema), parameters)


_FIND: LiteralString = """
    SELECT file_id, kind, owner_id, uploaded_by, object_key, media_type, bytes, width, height, sha256, source_sha256,
           left_out
    FROM {schema}.files WHERE file_id = %(file_id)s
"""

_FORM: LiteralString = """
    SELECT kind, owner_id, coalesce(variant.object_key, file.object_key) AS object_key,
           coalesce(variant.media_type, file.media_type) AS media_type, coalesce(variant.bytes, file.bytes) AS bytes,
           coalesce(variant.sha256, file.sha256) AS sha256,
           %(variant)s::text IS NULL OR variant.file_id IS NOT NULL AS is_as_asked
    FROM {schema}.files file
    LEFT JOIN {schema}.file_variants variant ON variant.file_id = file.file_id AND variant.variant = %(variant)s
    WHERE file.file_id = %(file_id)s AND state = 'stored'
"""

_CLAIM: LiteralString = """
    UPDATE {schema}.files SET claimed_at = coalesce(claimed_at, clock_timestamp())
    WHERE file_id = %(file_id)s AND kind = %(kind)s AND owner_id = %(owner_id)s
"""

_ADD: LiteralString = """
    INSERT INTO {schema}.files (file_id, kind, owner_id, uploaded_by, object_key, media_type, bytes, width, height,
        sha256, source_sha256, left_out)
    VALUES (%(file_id)s, %(kind)s, %(owner_id)s, %(uploaded_by)s, %(object_key)s, %(media_type)s, %(bytes)s, %(width)s,
        %(height)s, %(sha256)s, %(source_sha256)s, %(left_out)s)
    ON CONFLICT (file_id) DO NOTHING
"""

_ADD_VARIANT: LiteralString = """
    INSERT INTO {schema}.file_variants (file_id, variant, object_key, media_type, bytes, width, height, sha256)
    VALUES (%(file_id)s, %(variant)s, %(object_key)s, %(media_type)s, %(bytes)s, %(width)s, %(height)s, %(sha256)s)
    ON CONFLICT (file_id, variant) DO UPDATE SET object_key = excluded.object_key, bytes = excluded.bytes,
        width = excluded.width, height = excluded.height, sha256 = excluded.sha256
"""

_FORGET_UNUSED: LiteralString = """
    DELETE FROM {schema}.files file WHERE claimed_at IS NULL AND uploaded_at < clock_timestamp() - %(older_than)s
      AND NOT EXISTS (SELECT FROM {schema}.people WHERE avatar = file.file_id)
"""

_UNKNOWN: LiteralString = """
    SELECT key FROM unnest(%(keys)s::text[]) key
    WHERE NOT EXISTS (SELECT FROM {schema}.files WHERE object_key = key)
      AND NOT EXISTS (SELECT FROM {schema}.file_variants WHERE object_key = key)
"""

_NOTE_MISSING: LiteralString = """
    UPDATE {schema}.files SET state = 'missing'
    WHERE object_key COLLATE "C" > %(after)s AND (%(upto)s::text IS NULL OR object_key COLLATE "C" <= %(upto)s)
      AND object_key <> ALL (%(keys)s) AND state = 'stored' AND uploaded_at < clock_timestamp() - %(older_than)s
    RETURNING object_key
"""

_NOTE_FOUND: LiteralString = """
    UPDATE {schema}.files SET state = 'stored' WHERE object_key = ANY (%(keys)s) AND state = 'missing'
"""

_FORGET_VARIANTS: LiteralString = """
    DELETE FROM {schema}.file_variants
    WHERE object_key COLLATE "C" > %(after)s AND (%(upto)s::text IS NULL OR object_key COLLATE "C" <= %(upto)s)
      AND object_key <> ALL (%(keys)s) AND made_at < clock_timestamp() - %(older_than)s
    RETURNING object_key
"""
