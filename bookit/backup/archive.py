"""What a backup is made of: a tar file whose last member lists the digests of all others.

backup.json      what it is a backup of, and from when
objects/KEY      every object that the rows name
database/NUMBER  the output of `pg_dump --format=custom`, in pieces
manifest.json    which objects there are, and which the storage did not have
SHA256SUMS       of all of these; without it the file is cut off

Each step can be done with tar, sha256sum, cat and pg_restore alone (docs/adr/0110).
"""

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, Literal, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from bookit.backup.errors import NotWhole

HEADER = "backup.json"
OBJECTS = "objects/"
DATABASE = "database/"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
PIECE_BYTES = 8 << 20
_MOST_BYTES = 512 << 20
"""Of one member."""

Document = TypeVar("Document", bound=BaseModel)


class Header(BaseModel):
    """What it is a backup of."""

    model_config = ConfigDict(frozen=True)

    format: Literal[1] = 1
    bookit: str
    """The version that made it."""
    made_at: datetime
    organisation_schema: str
    migration: str
    ledger_id: UUID
    position: int
    """Everything that was recorded up to here is in it, and nothing after."""
    hash: str
    """Of the event at that position."""
    secret_key: str
    """The fingerprint of the secret key, as the database has it."""
    postgres: int
    """Major version of the server."""
    pg_dump: int
    """Major version of the program."""


class Object(BaseModel):
    """An object as the rows describe it."""

    model_config = ConfigDict(frozen=True)

    key: str
    media_type: str
    bytes: int
    sha256: str


class Manifest(BaseModel):
    """Each object that a row of the snapshot names is in one of the three."""

    model_config = ConfigDict(frozen=True)

    objects: list[Object]
    swept: list[str]
    """Keys of what nobody used any more, and that was removed while the backup was made."""
    lost: list[str]
    """Keys of what should have been in the storage and was not, or not as it was put there."""
    database_bytes: int


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    content: bytes

    def read_as(self, model: type[Document]) -> Document:
        """Raises NotWhole."""
        try:
            return model.model_validate_json(self.content)
        except ValidationError as error:
            raise NotWhole(f"{self.name} can't be read by this version: {error.errors()[0]['msg']}.") from None


class Writer:
    """Writes members one after the other. Nothing is whole before `end`, and whoever gives up leaves the context."""

    def __init__(self, file: BinaryIO, made_at: datetime) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 -- `__exit__` closes it
        self._made_at = int(made_at.timestamp())
        self._sums: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # there is a reason already why it could not be written
            self._tar.close()

    def add(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = len(content), self._made_at, 0o600
        self._tar.addfile(member, BytesIO(content))
        self._sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")

    def end(self) -> None:
        self.add(SUMS, "".join(self._sums).encode())
        self._tar.close()


def members(file: BinaryIO) -> Iterator[Member]:
    """Every member in its order but the last, by which all are checked then. Raises NotWhole.

    What is read must not be relied upon before the iteration has ended.
    """
    sums: list[str] = []
    try:
        with tarfile.open(fileobj=file, mode="r|") as tar:
            for info in tar:
                content = _content(tar, info)
                if info.name == SUMS:
                    _compare(content, sums)
                    return
                sums.append(f"{hashlib.sha256(content).hexdigest()}  {info.name}\n")
                yield Member(info.name, content)
    except (tarfile.TarError, UnicodeDecodeError, EOFError) as error:
        raise NotWhole(f"The file is damaged, cut off or no backup: {error}.") from None
    raise NotWhole("The file is cut off: its end is missing.")


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    opened = tar.extractfile(info) if info.isreg() and info.size <= _MOST_BYTES else None
    if opened is None:
        raise NotWhole(f"{info.name} has no business in a backup.")
    content = opened.read()
    if len(content) != info.size:
        raise NotWhole(f"The file is cut off in {info.name}.")
    return content


def _compare(listed: bytes, found: list[str]) -> None:
    lines = listed.decode(errors="replace").splitlines(keepends=True)
    for line, ours in zip(lines, found, strict=False):
        if line != ours:
            raise NotWhole(f"{ours.split('  ', 1)[1].strip()} is damaged: its digest is not the one in {SUMS}.")
    if len(lines) != len(found):
        raise NotWhole(f"{SUMS} lists {len(lines)} members, and there are {len(found)}.")
