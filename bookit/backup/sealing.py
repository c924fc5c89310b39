"""Encryption of whole files in the format of `age` (age-encryption.org/v1), which every `age` program opens as well.

A file is encrypted for the public key of a pair: who makes backups can't read them. The format authenticates every
64 KiB, their order and the end.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage.x25519 import Identity, Recipient

from bookit.backup.errors import BackupFailed, NotWhole, WrongIdentity

_MAGIC = b"age-encryption.org/v1"


def new_pair() -> tuple[str, str]:
    """A new secret key and its public key."""
    identity = Identity.generate()
    return str(identity), str(identity.to_public())


@contextmanager
def sealed(file: BinaryIO, recipient: str | None) -> Iterator[BinaryIO]:
    """Where to write what `file` gets, encrypted if there is a recipient. Raises BackupFailed, and OSError."""
    if recipient is None:
        yield file
        return
    try:
        key = Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BackupFailed(f"BOOKIT_BACKUP_RECIPIENT is no public key of `age`: {error}.") from None
    read_end, write_end = os.pipe()
    with ThreadPoolExecutor(1, "seal") as pool:
        encrypting = pool.submit(_encrypt, read_end, file, key)
        try:
            with os.fdopen(write_end, "wb") as plain:
                yield plain
        except BrokenPipeError:
            encrypting.result()
            raise
        encrypting.result()


@contextmanager
def unsealed(path: Path, identity_file: Path | None) -> Iterator[BinaryIO]:
    """What is in a file, decrypted if it is encrypted; to be read once, from the beginning.

    Raises WrongIdentity, and NotWhole for a file that was cut off or changed, at the end of the context at the latest.
    """
    with path.open("rb") as file:
        is_sealed = file.read(len(_MAGIC)) == _MAGIC
        file.seek(0)
        if not is_sealed:
            yield file
            return
        if identity_file is None:
            raise WrongIdentity(f"{path.name} is encrypted: name the file with the secret key (--identity FILE).")
        identities = _identities(identity_file)
        read_end, write_end = os.pipe()
        with ThreadPoolExecutor(1, "unseal") as pool:
            decrypting = pool.submit(_decrypt, file, write_end, identities)
            with os.fdopen(read_end, "rb") as plain:
                try:
                    yield plain
                except NotWhole:
                    plain.close()
                    decrypting.result()  # why it ended early, if it did
                    raise
                while plain.read(1 << 20):
                    pass  # nothing counts before the end is authenticated
            decrypting.result()


def _encrypt(read_end: int, file: BinaryIO, recipient: Recipient) -> None:
    with os.fdopen(read_end, "rb") as plain:
        try:
            pyrage.encrypt_io(plain, file, [recipient])
        except pyrage.EncryptError as error:
            raise BackupFailed(f"The backup could not be written: {error}.") from None


def _decrypt(file: BinaryIO, write_end: int, identities: list[Identity]) -> None:
    with os.fdopen(write_end, "wb", buffering=0) as plain:
        try:
            pyrage.decrypt_io(file, plain, identities)
        except pyrage.DecryptError as error:
            if "No matching keys" in str(error):
                raise WrongIdentity("This backup is encrypted for another key.") from None
            raise NotWhole(f"The file is damaged or cut off: {error}.") from None
        except BrokenPipeError:
            return  # who reads has stopped, and says why
        except OSError as error:
            raise NotWhole(f"The file is damaged or cut off: {error}.") from None


def _identities(path: Path) -> list[Identity]:
    """The secret keys of a file as `bookit backup key` and `age-keygen` write it."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        identities = [Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise WrongIdentity(f"{path} is no file with a secret key of `age`: {error}.") from None
    if not identities:
        raise WrongIdentity(f"{path} holds no secret key of `age`.")
    return identities
