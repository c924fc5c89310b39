"""Smaller forms of pictures, made by workers."""

import hashlib
import threading
from uuid import UUID

import psycopg

from bookit.effects import Effect, Hopeless, Kind
from bookit.files import pictures, svg
from bookit.files.errors import FileRefused
from bookit.files.limits import VARIANTS
from bookit.files.objects import Objects
from bookit.files.register import Register
from bookit.settings import Settings

MAKE_VARIANTS = "files.make-variants"


class MakingVariants(Kind):
    """Makes them all. Done twice, the same objects are written again."""

    def __init__(self, settings: Settings) -> None:
        self._schema = settings.database_schema
        self._objects = Objects(settings)
        self._one_at_a_time = threading.Lock()  # what a decoded picture takes is taken once

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        register = Register(connection, self._schema)
        file = register.find(UUID(effect.payload["file_id"]))
        if file is None or file.media_type == svg.MEDIA_TYPE:  # never used, or sharp at any size
            return
        kept = self._objects.read(file.object_key)
        if kept is None:
            raise Hopeless("The storage has lost this file.")
        for name, edge in VARIANTS.items():
            if edge >= max(file.width, file.height):
                continue
            try:
                with self._one_at_a_time:
                    made = pictures.variant(kept, file.media_type, edge=edge)
            except FileRefused as refusal:
                raise Hopeless(refusal.detail) from refusal
            sha256 = hashlib.sha256(made.content).hexdigest()
            key = f"{self._objects.prefix}{file.file_id}-{name}-{sha256[:16]}"
            self._objects.put(key, made.content, made.media_type)
            row = {
                "object_key": key,
                "media_type": made.media_type,
                "bytes": len(made.content),
                "width": made.width,
                "height": made.height,
                "sha256": sha256,
            }
            register.add_variant(file.file_id, name, row)
