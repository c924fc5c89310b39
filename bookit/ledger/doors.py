"""The codes at the doors of rooms (docs/adr/0031)."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from psycopg import sql

from bookit.ledger.append import Pool

_BYTES = 15
"""120 bits, 20 characters: nobody guesses them, and a QR code of them stays small."""


class Doors:
    """Makes codes from the key of this install; none of them is kept anywhere."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        self._select_key = sql.SQL("SELECT key FROM {}").format(sql.Identifier(schema, "door_key"))
        self._key: bytes | None = None

    async def code_of(self, room_id: UUID, number: int) -> str:
        """The code of a room after so many rotations."""
        key = await self._the_key()
        return urlsafe_b64encode(hmac.digest(key, b"%b:%d" % (room_id.bytes, number), sha256)[:_BYTES]).decode()

    async def _the_key(self) -> bytes:
        if self._key is None:
            async with self._pool.connection(timeout=2) as connection:
                ((key,),) = await (await connection.execute(self._select_key)).fetchall()
            self._key = bytes(key)
        return self._key
