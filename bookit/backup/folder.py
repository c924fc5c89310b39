"""The folder of an organisation's backups: what they are called, which are there, which go."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from bookit.backup.errors import BackupFailed

_NAME = re.compile(r"([a-z_][a-z0-9_]*)-(\d{8}T\d{6}Z)-(\d+)\.tar(\.age)?")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was written to its end."""

    path: Path
    made_at: datetime


class Folder:
    """Holds backups of one organisation; those of others may lie beside them. Raises BackupFailed, and OSError."""

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema

    def kept(self) -> list[Kept]:
        """All that are whole, the oldest first."""
        found = [(path, _NAME.fullmatch(path.name)) for path in self.path.glob(f"{self._schema}-*")]
        return sorted(
            (Kept(path, _moment(name[2])) for path, name in found if name and name[1] == self._schema),
            key=lambda kept: (kept.made_at, kept.path.name),
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One backup of an organisation at a time; what one that was killed has left is removed."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / f".{self._schema}.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupFailed(f"Another backup is being made in {self.path}.") from None
            for draft in self.path.glob(f".{self._schema}-*.part"):
                draft.unlink()
            yield

    @contextmanager
    def new(self, made_at: datetime, position: int, *, is_sealed: bool) -> Iterator[tuple[Path, BinaryIO]]:
        """A backup to be written; it has its name once it is whole and on the disk."""
        name = f"{self._schema}-{made_at.astimezone(UTC):{_TIME}}-{position}.tar{'.age' if is_sealed else ''}"
        draft = self.path / f".{name}.part"
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                yield self.path / name, file
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self.path / name)
            _sync(self.path)
        finally:
            draft.unlink(missing_ok=True)

    def remove_old(self, keep: int) -> list[Path]:
        """Remove all but so many of the newest, one at least; answers which went."""
        old = [kept.path for kept in self.kept()[: -max(keep, 1)]]
        for path in old:
            path.unlink()
        return old


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
