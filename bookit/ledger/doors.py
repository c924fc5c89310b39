"""The codes at the doors of rooms (docs/adr/0031)."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

_BYTES = 15
"""120 bits, 20 characters: nobody guesses them, and a QR code of them stays small."""


class Doors:
    """Makes codes from a key of this install; none of them is kept anywhere."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def code_of(self, room_id: UUID, number: int) -> str:
        """The code of a room after so many rotations."""
        code = hmac.digest(self._key, b"%b:%d" % (room_id.bytes, number), sha256)[:_BYTES]
        return urlsafe_b64encode(code).decode()
