"""Passwords: argon2 hashes, verified a few at a time outside the event loop."""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pwdlib import PasswordHash

from bookit.identity.database import Connection, Database
from bookit.identity.errors import SignInRefused, WeakPassword
from bookit.identity.secret import new_secret

FEWEST_CHARACTERS = 10
MOST_BYTES = 1024
AT_ONCE = 2  # each verification takes 64 MiB and a core


@dataclass(frozen=True, slots=True)
class Authenticated:
    """A member who has just proved who they are. A session starts from it while that password is still theirs."""

    member_id: UUID
    password_changed_at: datetime


class Passwords:
    """Stores and verifies passwords. `hasher` decides the parameters; older hashes are renewed at sign-in."""

    def __init__(self, database: Database, hasher: PasswordHash | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHash.recommended()
        # Threads of our own bound the memory even when askers go away: a thread that works can't be cancelled.
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
        self._nobodys_hash = self._hasher.hash(new_secret())
        self._by_email = database.statement("""
            SELECT member_id, hash, changed_at
            FROM {schema}.people JOIN {schema}.passwords USING (member_id) WHERE email = %s
        """)
        self._renew = database.statement("""
            UPDATE {schema}.passwords SET hash = %(new)s WHERE member_id = %(member_id)s AND hash = %(old)s
        """)
        self._put = database.statement("""
            INSERT INTO {schema}.passwords (member_id, hash, changed_at)
            VALUES (%(member_id)s, %(hash)s, clock_timestamp())
            ON CONFLICT (member_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at
            RETURNING changed_at
        """)
        self._end_sessions = database.statement("""
            DELETE FROM {schema}.sessions
            WHERE member_id = %(member_id)s AND session_id IS DISTINCT FROM %(keep_session)s::uuid
        """)
        self._end_one_time_tokens = database.statement("""
            DELETE FROM {schema}.one_time_tokens WHERE member_id = %s
        """)
        self._exists = database.statement("SELECT EXISTS (SELECT FROM {schema}.passwords WHERE member_id = %s)")
        self._any = database.statement("SELECT EXISTS (SELECT FROM {schema}.passwords)")

    def check(self, password: str) -> None:
        """Raises WeakPassword for what may not become a password."""
        if len(_bytes_of(password)) > MOST_BYTES:
            raise WeakPassword(
                f"A password has at most {MOST_BYTES} bytes.", rule="password_most_bytes", value=MOST_BYTES
            )
        if len(unicodedata.normalize("NFC", password)) < FEWEST_CHARACTERS:
            raise WeakPassword(
                f"A password needs at least {FEWEST_CHARACTERS} characters.",
                rule="password_fewest_characters",
                value=FEWEST_CHARACTERS,
            )

    async def hash(self, password: str) -> str:
        """What `store` takes. Raises WeakPassword."""
        self.check(password)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._hasher.hash, _bytes_of(password))

    async def verify(self, email: str, password: str) -> Authenticated:
        """Whose password this is. Raises SignInRefused, after the same work whether or not the account exists."""
        given = _bytes_of(password)
        if len(given) > MOST_BYTES:
            raise SignInRefused
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._by_email, [email])
            account = await cursor.fetchone()
        loop = asyncio.get_running_loop()
        stored = self._nobodys_hash if account is None else account[1]
        right, renewed = await loop.run_in_executor(self._threads, self._hasher.verify_and_update, given, stored)
        if account is None or not right:
            raise SignInRefused
        member_id, _, changed_at = account
        if renewed is not None:
            async with self._database.connection() as connection:
                await connection.execute(self._renew, {"member_id": member_id, "old": stored, "new": renewed})
        return Authenticated(member_id, changed_at)

    async def store_within(
        self, connection: Connection, member_id: UUID, password_hash: str, *, keep_session: UUID | None = None
    ) -> Authenticated:
        """Set a member's password; it ends their sessions, but for one, and the tokens that could set it."""
        cursor = await connection.execute(self._put, {"member_id": member_id, "hash": password_hash})
        row = await cursor.fetchone()
        assert row is not None, "INSERT … RETURNING answers one row"  # noqa: S101 -- tells the type checker
        await connection.execute(self._end_sessions, {"member_id": member_id, "keep_session": keep_session})
        await connection.execute(self._end_one_time_tokens, [member_id])
        return Authenticated(member_id, row[0])

    async def exists(self, member_id: UUID) -> bool:
        """Whether the member has one."""
        return await self._answer(self._exists, member_id)

    async def any_exists(self) -> bool:
        """Whether anybody has one."""
        return await self._answer(self._any)

    async def _answer(self, question: bytes, *parameters: object) -> bool:
        async with self._database.connection() as connection:
            cursor = await connection.execute(question, parameters)
            row = await cursor.fetchone()
            return row is not None and bool(row[0])


def _bytes_of(password: str) -> bytes:
    """The same bytes for the same letters, however a keyboard composes them."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
