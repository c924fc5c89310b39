"""A backup every so many hours, until the process is stopped."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import psycopg
import structlog
from sqlalchemy import exc

from bookit.backup.errors import BackupFailed
from bookit.backup.folder import Folder
from bookit.backup.making import make_backup
from bookit.files import StorageDown
from bookit.ledger.migrate import HalfRestored, NotMigrated, SchemaTooNew, WrongEncoding, require_current
from bookit.settings import Settings

AGAIN_AFTER = timedelta(minutes=10)
"""After one that failed."""
_REASONS = (
    BackupFailed,
    HalfRestored,
    NotMigrated,
    SchemaTooNew,
    StorageDown,
    WrongEncoding,
    OSError,
    psycopg.Error,
    exc.OperationalError,
)

log = structlog.get_logger(__name__)


def keep_backing_up(several: Sequence[Settings], path: Path, keep: int) -> NoReturn:
    """Back each organisation up when its newest backup is that old, whoever has made it. One that fails is reported in
    the log, and tried again."""
    failed: dict[str, datetime] = {}
    while True:
        due = {settings.database_schema: _due(path, settings, failed) for settings in several}
        time.sleep(max(0.0, (min(due.values()) - datetime.now(UTC)).total_seconds()))
        for settings in several:
            schema = settings.database_schema
            if due[schema] <= datetime.now(UTC):
                if _is_made(settings, path, keep):
                    failed.pop(schema, None)
                else:
                    failed[schema] = datetime.now(UTC)


def _due(path: Path, settings: Settings, failed: dict[str, datetime]) -> datetime:
    """When the next backup of an organisation is to be made."""
    every = timedelta(hours=settings.backup_hours)
    if (at := failed.get(settings.database_schema)) is not None:
        return at + min(AGAIN_AFTER, every)
    kept = Folder(path, settings.database_schema).kept()
    return kept[-1].made_at + every if kept else datetime.now(UTC)


def _is_made(settings: Settings, path: Path, keep: int) -> bool:
    noted = {"schema": settings.database_schema}
    try:
        require_current(settings)
        made = make_backup(settings, Folder(path, settings.database_schema), keep)
    except _REASONS as error:
        log.error("backup_failed", error=str(error), kind=type(error).__name__, **noted)  # noqa: TRY400 -- said in words
        return False
    log.info("backup_made", name=made.path.name, position=made.position, bytes=made.bytes, **noted)
    if made.lost:
        log.error("objects_lost", count=len(made.lost), first=made.lost[:5], **noted)
    return True
