"""Keyset pages: opaque cursors that can't be changed or used for another question."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from bookit.domain.errors import Invalid

DEFAULT_LIMIT = 100
MOST = 1000
_SEAL_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cursors:
    """Makes and reads the cursors of one question: its name, its parameters and who asks."""

    key: bytes
    question: bytes

    @classmethod
    def of(cls, key: bytes, *question: object) -> "Cursors":
        return cls(key, orjson.dumps([str(part) for part in question]))

    def after(self, values: Sequence[str | int]) -> str:
        """The cursor of the page that begins after a row with these sort values."""
        place = orjson.dumps(list(values))
        return urlsafe_b64encode(self._seal(place) + place).decode().rstrip("=")

    def read(self, cursor: str) -> list[Any]:
        """The sort values. Raises Invalid for a cursor that this question never gave."""
        try:
            sealed = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        except (NotBase64, UnicodeEncodeError, ValueError):
            raise _bad_cursor() from None
        seal, place = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(place)):
            raise _bad_cursor()
        values: list[Any] = orjson.loads(place)
        return values

    def _seal(self, place: bytes) -> bytes:
        return hmac.digest(self.key, self.question + b"\0" + place, hashlib.sha256)[:_SEAL_BYTES]


def _bad_cursor() -> Invalid:
    return Invalid("This cursor was not made by this query with these parameters.", pointer="/cursor")


def checked_limit(limit: int) -> int:
    """Raises Invalid for a page size out of range."""
    if not 1 <= limit <= MOST:
        raise Invalid(f"A page holds 1 to {MOST} items.", pointer="/limit")
    return limit


def page(bodies: Sequence[str], next_cursor: str | None) -> bytes:
    """The JSON of a page whose items are JSON already."""
    return b'{"items":[%b],"next_cursor":%b}' % (",".join(bodies).encode(), orjson.dumps(next_cursor))


def cut(rows: Sequence[Any], limit: int, cursors: Cursors) -> bytes:
    """A page of at most `limit` of the rows, each its JSON and then its sort values; one row more means more pages."""
    shown = rows[:limit]
    more = len(rows) > limit
    return page([row[0] for row in shown], cursors.after(list(shown[-1][1:])) if more else None)
