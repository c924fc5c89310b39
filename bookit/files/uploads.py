"""Files as requests use them: taken in, claimed by commands, handed out."""

import asyncio
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import BinaryIO
from uuid import UUID

from botocore.response import StreamingBody

from bookit.connections import PROMPT, Connection
from bookit.domain.errors import Invalid, KeyReused
from bookit.domain.file import FileKind
from bookit.effects import NewEffect, Queue, Shelf
from bookit.files import pictures, svg
from bookit.files.errors import Busy, FileRefused
from bookit.files.limits import LIMITS
from bookit.files.objects import Objects
from bookit.files.pictures import Picture
from bookit.files.register import Form, Pool, Reader, Register, StoredFile
from bookit.files.variants import MAKE_VARIANTS
from bookit.settings import Settings

MOST_AT_ONCE = 16
"""Uploads under way in one process; what they sent so far waits on the disk."""


class Files:
    """The files of one organisation."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._settings = settings
        self._reader = Reader(pool, settings.database_schema)
        self._objects = Objects(settings)
        # One picture is decoded at a time: of the largest, each takes some 300 MB until it is written again.
        self._drawing = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._under_way = 0

    @contextmanager
    def admission(self) -> Iterator[None]:
        """One upload, from its first byte to its answer. Raises Busy when there are too many."""
        if self._under_way >= MOST_AT_ONCE:
            raise Busy
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def upload(self, file_id: UUID, kind: FileKind, owner_id: UUID, *, by: UUID, upload: BinaryIO) -> StoredFile:
        """Check an upload, draw it anew and keep it; the same once more is answered with what is kept.

        The object comes first and its row after it: a crash between them leaves an object that nobody knows, which
        sweeping removes. Raises FileRefused, KeyReused for another upload under the same id, and StorageDown.
        """
        source = await asyncio.to_thread(_digest, upload)
        known = await self._reader.find(file_id)
        if known is None:
            loop = asyncio.get_running_loop()
            picture, left_out = await loop.run_in_executor(self._drawing, _made_harmless, upload, kind)
            sha256 = hashlib.sha256(picture.content).hexdigest()
            # A name that says nothing of anybody. With the content in it, two uploads never write the same object.
            key = f"{self._objects.prefix}{file_id}-{sha256[:16]}"
            file = StoredFile(
                file_id,
                kind.value,
                owner_id,
                by,
                key,
                picture.media_type,
                len(picture.content),
                picture.width,
                picture.height,
                sha256,
                source,
                left_out,
            )
            await asyncio.to_thread(self._objects.put, key, picture.content, picture.media_type)
            known = await asyncio.to_thread(self._registered, file)
        if (known.kind, known.owner_id, known.source_sha256) != (kind, owner_id, source):
            raise KeyReused("This Idempotency-Key was used for another upload.")
        return known

    async def claim(self, file_id: UUID, kind: FileKind, owner_id: UUID, *, pointer: str) -> None:
        """Keep an uploaded file for good, because a fact is about to name it. Raises Invalid for any other."""
        if not await self._reader.claim(file_id, kind, owner_id):
            raise Invalid("No such file was uploaded for this.", pointer=pointer)

    async def form(self, file_id: UUID, variant: str | None) -> Form | None:
        """What to serve when a file is asked for; None when it is not there."""
        return await self._reader.form(file_id, variant)

    async def open(self, form: Form) -> StreamingBody | None:
        """The content, to be read and closed; None when the storage has lost it. Raises StorageDown."""
        return await asyncio.to_thread(self._objects.open, form.object_key)

    def close(self) -> None:
        self._drawing.shutdown(wait=False, cancel_futures=True)

    def _registered(self, file: StoredFile) -> StoredFile:
        """Row and effect together; another's row when that was faster."""
        settings = self._settings
        with Connection.connect(settings.dsn, pooled=settings.database_pooled, session=PROMPT) as connection:
            register = Register(connection, settings.database_schema)
            if not register.add(file):
                return register.find(file.file_id) or file
            payload = {"file_id": str(file.file_id)}
            effect = NewEffect(MAKE_VARIANTS, f"{MAKE_VARIANTS}:{file.file_id}", payload, Queue.BULK)
            Shelf(connection, settings.database_schema).put([effect])
            return file


def _digest(upload: BinaryIO) -> str:
    upload.seek(0)
    return hashlib.sha256(upload.read()).hexdigest()


def _made_harmless(upload: BinaryIO, kind: FileKind) -> tuple[Picture, list[str]]:
    """What is kept of an upload, and what a drawing lost. Raises FileRefused."""
    upload.seek(0)
    data, limit = upload.read(), LIMITS[kind]
    media_type = pictures.type_of(data)
    if media_type is not None:
        return pictures.drawn_anew(data, media_type, kept_edge=limit.kept_edge), []
    if limit.may_be_svg and svg.is_svg(data):
        drawing = svg.sanitised(data)
        return drawing.picture, drawing.left_out
    wanted = "a JPEG, PNG, WebP or SVG file" if limit.may_be_svg else "a JPEG, PNG or WebP file"
    raise FileRefused("type", f"This is not {wanted}, whatever its name says.")
