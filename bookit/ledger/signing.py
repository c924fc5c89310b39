"""Signed checkpoints: "at this position the ledger had this hash", signed with Ed25519 (RFC 8032).

The key is a file that the database never sees. So whoever can change the database can't make a new past that fits what
was signed before.
"""

import hashlib
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)


class NotAKey(ValueError):
    """A file or text that holds no Ed25519 key."""


def instant(at: datetime) -> str:
    """The one way in which a time is written in what is signed and exported."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def key_id_of(public_key: bytes) -> str:
    """A short name of a key, that follows from it."""
    return hashlib.sha256(public_key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was signed, and the signature."""

    ledger_id: UUID
    position: int
    hash: bytes
    recorded_at: datetime
    signed_at: datetime
    key_id: str
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """The bytes that are signed."""
        lines = (
            "bookit checkpoint 1",
            f"ledger {self.ledger_id}",
            f"position {self.position}",
            f"hash {self.hash.hex()}",
            f"recorded {instant(self.recorded_at)}",
            f"signed {instant(self.signed_at)}",
            f"key {self.key_id}",
        )
        return "\n".join(lines).encode()


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Says whether a checkpoint was signed with the key that belongs to it."""

    raw: bytes

    @classmethod
    def read(cls, text: str) -> Self:
        """A key as `ledger/proof` shows it (base64 of its 32 bytes), or as PEM. Raises NotAKey."""
        try:
            if "-----BEGIN" in text:
                key = load_pem_public_key(text.encode())
                raw = key.public_bytes_raw() if isinstance(key, Ed25519PublicKey) else b""
            else:
                raw = b64decode(text.strip(), validate=True)
            Ed25519PublicKey.from_public_bytes(raw)
        except (ValueError, NotBase64, UnsupportedAlgorithm) as error:
            raise NotAKey("This is no public key: base64 of 32 bytes, or PEM, of Ed25519.") from error
        return cls(raw)

    @property
    def key_id(self) -> str:
        return key_id_of(self.raw)

    @property
    def text(self) -> str:
        return b64encode(self.raw).decode()

    def has_signed(self, checkpoint: Checkpoint) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(checkpoint.signature, checkpoint.statement)
        except InvalidSignature:
            return False
        return checkpoint.key_id == self.key_id


class SigningKey:
    """Signs checkpoints."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = PublicKey(private.public_key().public_bytes_raw())

    @classmethod
    def load_or_make(cls, path: Path) -> Self:
        """The key of a file, which is made when it is missing. Raises OSError, and NotAKey for another file."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path)
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises OSError, and NotAKey for a file that holds something else."""
        try:
            private = load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise NotAKey(f"{path} holds no private key of Ed25519.") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise NotAKey(f"{path} holds no private key of Ed25519.")
        return cls(private)

    def sign(self, ledger_id: UUID, position: int, digest: bytes, recorded_at: datetime, at: datetime) -> Checkpoint:
        """A checkpoint of an event that was found sound."""
        unsigned = Checkpoint(ledger_id, position, digest, recorded_at, at, self.public.key_id)
        return replace(unsigned, signature=self._private.sign(unsigned.statement))


def _make(path: Path) -> None:
    """Write a new key: complete before it has its name, so that of two processes that do, both read one whole key."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as draft:  # only its owner may read it
        draft.write(pem)
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, path)
