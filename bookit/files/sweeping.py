"""Sweeping both ways: objects without a row are removed, rows without an object are marked."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bookit.connections import Connection
from bookit.files.objects import Objects
from bookit.files.register import Register
from bookit.settings import Settings

GRACE = timedelta(days=1)
"""What is younger may be on its way: an object whose row is being written, an upload whose command is not given yet."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    unused: int
    """Uploads that nothing ever used."""
    orphans: int
    """Objects without a row."""
    missing: int
    """Files whose objects are gone."""


class Sweeper:
    """Goes through all objects of an organisation, and its rows beside them, a thousand at a time."""

    def __init__(self, settings: Settings, *, grace: timedelta = GRACE) -> None:
        self._settings = settings
        self._grace = grace
        self._objects = Objects(settings)

    def sweep(self) -> Swept:
        """Raises StorageDown; what was swept until then is swept."""
        settings, after, orphans = self._settings, self._objects.prefix, 0
        missing: list[str] = []
        with Connection.connect(
            settings.dsn, autocommit=True, pooled=settings.database_pooled, session={"timezone": "UTC"}
        ) as connection:
            register = Register(connection, settings.database_schema)
            unused = register.forget_unused(self._grace)
            for page in self._objects.pages():
                keys = [listed.key for listed in page]
                missing += register.note_missing(keys, after, keys[-1], self._grace)
                old = datetime.now(UTC) - self._grace
                nobodys = register.unknown([listed.key for listed in page if listed.changed_at <= old])
                self._objects.remove(nobodys)
                orphans += len(nobodys)
                after = keys[-1]
            missing += register.note_missing([], after, None, self._grace)
        if missing:
            log.error("files_missing", count=len(missing), first=missing[:5])
        if unused or orphans:
            log.info("files_swept", unused=unused, orphans=orphans)
        return Swept(unused, orphans, len(missing))
