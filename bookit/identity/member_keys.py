"""A key for each member, that seals what they write; throwing it away makes all of it unreadable, wherever it is kept.

AES-256-GCM. The nonce follows from key and text, so that the same words of the same member are sealed the same way:
a command that is decided twice comes to the same facts, and a text that did not change looks unchanged.

Each key is locked with one that follows from the secret key of the install: who has the database alone, or a backup of
it, reads nothing (docs/adr/0105).
"""

import asyncio
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from re import Match
from re import compile as pattern
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg
import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import sql

from bookit.batching import Batcher
from bookit.events.sealed import SEALED, Sealed
from bookit.identity.database import Database
from bookit.identity.secret_key import WrongSecretKey, compare
from bookit.settings import Settings

log = structlog.get_logger(__name__)

REMEMBERED_KEYS: Final = 10_000
UNREADABLE: Final = "(forgotten)"
"""What stands for a text in the middle of others when its key is gone; where it stands alone, there is no text."""

_NONCE_BYTES = 12
_TOKEN = SEALED.pattern.encode()
_IN_JSON = pattern(rb'(?<!\\)"' + _TOKEN + rb'"|' + _TOKEN)


class _Key:
    """Seals and opens for one member."""

    __slots__ = ("_cipher", "_member_id", "_nonces")

    def __init__(self, member_id: UUID, key: bytes) -> None:
        self._member_id = member_id
        self._cipher = AESGCM(key)
        self._nonces = hmac.digest(key, b"nonces", "sha256")

    def seal(self, text: str) -> Sealed:
        plain = text.encode()
        nonce = hmac.digest(self._nonces, plain, "sha256")[:_NONCE_BYTES]
        sealed = nonce + self._cipher.encrypt(nonce, plain, self._member_id.bytes)
        return Sealed(f"sealed:{self._member_id}:{urlsafe_b64encode(sealed).rstrip(b'=').decode()}")

    def open(self, sealed: bytes) -> str | None:
        """None for what this key did not seal."""
        raw = urlsafe_b64decode(sealed + b"=" * (-len(sealed) % 4))
        try:
            plain = self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], self._member_id.bytes)
        except InvalidTag:
            log.warning("sealed_text_is_damaged", member_id=str(self._member_id))
            return None
        return plain.decode()


class Lock:
    """Locks the keys of members away, and unlocks them."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def locked(self, member_id: UUID, key: bytes) -> bytes:
        """What may be kept in the database."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, member_id.bytes)

    def unlocked(self, member_id: UUID, locked: bytes) -> bytes:
        """Raises WrongSecretKey for what was locked with another secret key."""
        try:
            return self._cipher.decrypt(locked[:_NONCE_BYTES], locked[_NONCE_BYTES:], member_id.bytes)
        except InvalidTag:
            raise WrongSecretKey from None


class MemberKeys:
    """The keys of one organisation's members; who has none yet gets one when they first write.

    To seal, keys are remembered: one that was thrown away since seals what nobody can read. To open, they are read each
    time, so that nothing is readable any more once a member was forgotten, in any process.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._fingerprint = settings.key_for("fingerprint")
        self._lock = Lock(settings.key_for("member keys"))
        self._remembered: OrderedDict[UUID, _Key] = OrderedDict()
        self._readers: Batcher[UUID, _Key | None] = Batcher(self._read, most=1000, flights=2)
        self._makers: Batcher[UUID, _Key | None] = Batcher(self._read_or_make, most=1000)
        self._select = database.statement("""
            SELECT member_id, key FROM {schema}.member_keys WHERE member_id = ANY (%s::uuid[]) AND key IS NOT NULL
        """)
        self._select_confirmed = database.statement("""
            SELECT member_id, key FROM {schema}.member_keys
            WHERE member_id = ANY (%s::uuid[]) AND key IS NOT NULL AND {confirmed}
        """)
        self._select_fingerprint = database.statement("SELECT fingerprint FROM {schema}.secret_key")
        self._insert = database.statement("""
            INSERT INTO {schema}.member_keys (member_id, key)
            SELECT * FROM unnest(%s::uuid[], %s::bytea[]) ON CONFLICT DO NOTHING
        """)

    async def seal(self, member_id: UUID, texts: Sequence[str]) -> list[Sealed]:
        """What a member wrote, or what was written about them, sealed. For one who was forgotten nobody can open it."""
        if not texts:
            return []
        key = self._remembered.get(member_id) or await self.prepare(member_id)
        self._remembered.move_to_end(member_id)
        return [key.seal(text) for text in texts]

    async def prepare(self, member_id: UUID) -> _Key:
        """Make a member's key if they have none, and remember it: what they write later waits for nothing."""
        key = await self._makers.ask(member_id) or _Key(member_id, secrets.token_bytes(32))
        self._remembered[member_id] = key
        if len(self._remembered) > REMEMBERED_KEYS:
            self._remembered.popitem(last=False)
        return key

    async def open(self, text: str) -> str | None:
        """A text with everything sealed in it readable; None for one that is sealed as a whole and can't be read."""
        found = list(SEALED.finditer(text))
        if not found:
            return text
        keys = await self._keys({UUID(each[1]) for each in found})
        if found[0].span() == (0, len(text)):
            return _opened(keys, found[0][1], found[0][2].encode())
        return SEALED.sub(lambda each: _opened(keys, each[1], each[2].encode()) or UNREADABLE, text)

    async def open_json(self, document: bytes) -> bytes:
        """A JSON document with everything sealed in it readable.

        A field that can't be read any more is null. In a list, whose length says something, it is `(forgotten)`.
        """
        found = [(each[1] or each[3]).decode() for each in _IN_JSON.finditer(document)]
        if not found:
            return document
        keys = await self._keys(set(map(UUID, found)))

        def readable(each: Match[bytes]) -> bytes:
            text = _opened(keys, (each[1] or each[3]).decode(), each[2] or each[4])
            if each[1] is None:
                return orjson.dumps(UNREADABLE if text is None else text)[1:-1]
            if text is None and document[max(0, each.start() - 2) : each.start()].rstrip().endswith(b":"):
                return b"null"
            return orjson.dumps(UNREADABLE if text is None else text)

        return _IN_JSON.sub(readable, document)

    async def _keys(self, members: Collection[UUID]) -> Mapping[UUID, _Key | None]:
        """Keys to read with; askers of one moment share a statement."""
        keys = await asyncio.gather(*map(self._readers.ask, members))
        return dict(zip(members, keys, strict=True))

    async def _read(self, members: list[UUID]) -> Sequence[_Key | None]:
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._select, [list(set(members))], binary=True)
            return self._unlocked(members, await cursor.fetchall())

    async def _read_or_make(self, members: list[UUID]) -> Sequence[_Key | None]:
        wanted = sorted(set(members))  # in one order, so that two processes never wait for each other
        locked = [self._lock.locked(member, secrets.token_bytes(32)) for member in wanted]
        async with self._database.connection() as connection:
            kept = await (await connection.execute(self._select_fingerprint)).fetchall()
            compare([bytes(fingerprint) for (fingerprint,) in kept], self._fingerprint)
            await connection.execute(self._insert, [wanted, locked])
            # Also one that was there: with a key that a failover loses, what it sealed is lost.
            cursor = await connection.execute(self._select_confirmed, [wanted], binary=True)
            return self._unlocked(members, await cursor.fetchall())

    def _unlocked(self, members: Sequence[UUID], rows: Sequence[Sequence[Any]]) -> Sequence[_Key | None]:
        found = {member: _Key(member, self._lock.unlocked(member, key)) for member, key in rows}
        return [found.get(member) for member in members]


def _opened(keys: Mapping[UUID, _Key | None], member: str, sealed: bytes) -> str | None:
    key = keys[UUID(member)]
    return key.open(sealed) if key is not None else None


def open_sealed(
    connection: psycopg.Connection, schema: str, lock: Lock, texts: Collection[str]
) -> Mapping[str, str | None]:
    """What these texts say, for who has a connection of their own; None for one that can't be read any more."""
    found = {text: match for text in texts if (match := SEALED.fullmatch(text))}
    members = list({UUID(match[1]) for match in found.values()})
    statement = sql.SQL("SELECT member_id, key FROM {} WHERE member_id = ANY (%s) AND key IS NOT NULL").format(
        sql.Identifier(schema, "member_keys")
    )
    rows = connection.execute(statement, [members]).fetchall() if members else []
    keys = {member_id: _Key(member_id, lock.unlocked(member_id, bytes(key))) for member_id, key in rows}
    return {text: _opened(keys, found[text][1], found[text][2].encode()) if text in found else text for text in texts}
