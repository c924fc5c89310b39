"""Links in letters with which a member changes a choice without signing in: signed, and good for nothing else."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from uuid import UUID

from bookit.domain.errors import Forbidden
from bookit.notifications.news import Subject

_SEAL_BYTES = 16
_ID_BYTES = 16


class LinkRefused(Forbidden):
    """A link that we never wrote, or that was damaged on its way."""

    slug = "link-refused"
    title = "Link not valid"

    def __init__(self) -> None:
        super().__init__("This link is not complete, or was not made by this organisation.")


@dataclass(frozen=True, slots=True)
class Stop:
    """The wish of a member to get no more mail about a subject."""

    member_id: UUID
    subject: Subject

    def sealed(self, key: bytes) -> str:
        """The token that a link carries."""
        content = self.member_id.bytes + self.subject.value.encode()
        return urlsafe_b64encode(_seal(key, content) + content).decode().rstrip("=")

    @classmethod
    def opened(cls, key: bytes, token: str) -> "Stop":
        """Raises LinkRefused for a token that was not sealed with this key."""
        try:
            sealed = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        except (NotBase64, UnicodeEncodeError, ValueError):
            raise LinkRefused from None
        seal, content = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        if len(content) <= _ID_BYTES or not hmac.compare_digest(seal, _seal(key, content)):
            raise LinkRefused
        return cls(UUID(bytes=content[:_ID_BYTES]), Subject(content[_ID_BYTES:].decode()))


def _seal(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, b"stop\0" + content, hashlib.sha256)[:_SEAL_BYTES]
