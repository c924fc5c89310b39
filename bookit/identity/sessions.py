"""Sessions: an opaque token in a cookie, everything else here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row
from uuid_utils.compat import uuid7

from bookit.identity.credentials import ROTATE_AFTER, Credential, Credentials
from bookit.identity.database import Database
from bookit.identity.errors import SignInRefused
from bookit.identity.passwords import Authenticated
from bookit.identity.secret import hash_of, new_secret
from bookit.settings import Settings

GRACE = timedelta(seconds=60)
"""How long a replaced token is still good, for requests that were under way."""

MOST_CHARACTERS_OF_USER_AGENT = 160
MOST_CHARACTERS_OF_ADDRESS = 64


@dataclass(frozen=True, slots=True)
class NewSession:
    """`token` is for the cookie and is not kept anywhere."""

    session_id: UUID
    token: str


@dataclass(frozen=True, slots=True)
class Session:
    """What a member sees of a session of theirs."""

    session_id: UUID
    created_at: datetime
    last_seen_at: datetime
    user_agent: str
    address: str


class Sessions:
    def __init__(self, database: Database, credentials: Credentials, settings: Settings) -> None:
        self._database = database
        self._credentials = credentials
        self._limits = {
            "idle": timedelta(minutes=settings.session_idle_minutes),
            "absolute": timedelta(days=settings.session_days),
        }
        # FOR SHARE: a change of the password that is under way is awaited, then the session does not start.
        self._start = database.statement("""
            INSERT INTO {schema}.sessions (session_id, member_id, token_hash, user_agent, address)
            SELECT %(session_id)s, p.member_id, %(token_hash)s, %(user_agent)s, %(address)s
            FROM {schema}.passwords p
            WHERE p.member_id = %(member_id)s AND p.changed_at = %(password_changed_at)s
            FOR SHARE OF p
        """)
        self._rotate = database.statement("""
            UPDATE {schema}.sessions
            SET token_hash = %(new)s, rotated_at = now(), previous_hash = token_hash, previous_until = now() + %(grace)s
            WHERE token_hash = %(old)s AND rotated_at < now() - %(rotate_after)s
            AND last_seen_at > now() - %(idle)s AND created_at > now() - %(absolute)s
        """)
        self._of_member = database.statement("""
            SELECT session_id, created_at, last_seen_at, user_agent, address FROM {schema}.sessions
            WHERE member_id = %(member_id)s
            AND last_seen_at > now() - %(idle)s AND created_at > now() - %(absolute)s
            ORDER BY last_seen_at DESC, session_id
        """)
        self._end = database.statement("""
            DELETE FROM {schema}.sessions WHERE member_id = %s AND session_id = %s
        """)
        self._end_others = database.statement("""
            DELETE FROM {schema}.sessions WHERE member_id = %s AND session_id <> %s
        """)
        self._end_all = database.statement("DELETE FROM {schema}.sessions WHERE member_id = %s")
        self._delete_expired = database.statement("""
            DELETE FROM {schema}.sessions
            WHERE last_seen_at <= now() - %(idle)s OR created_at <= now() - %(absolute)s
        """)

    async def start(self, who: Authenticated, *, user_agent: str, address: str) -> NewSession:
        """A session with a token nobody has seen before.

        Raises SignInRefused when the password has changed since it was verified.
        """
        session = NewSession(uuid7(), new_secret())
        row = {
            "session_id": session.session_id,
            "token_hash": hash_of(session.token),
            "member_id": who.member_id,
            "password_changed_at": who.password_changed_at,
            "user_agent": _shortened(user_agent, MOST_CHARACTERS_OF_USER_AGENT),
            "address": _shortened(address, MOST_CHARACTERS_OF_ADDRESS),
        }
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._start, row)
        if cursor.rowcount == 0:
            raise SignInRefused
        return session

    async def look_up(self, token: str) -> Credential | None:
        """The session of a token while it lasts."""
        return await self._credentials.look_up("session", token)

    async def rotate(self, token: str) -> str | None:
        """A new token for the session, if one is due; the old one is good for another minute.

        Of several requests at once one gets the new token, the others None.
        """
        new = new_secret()
        asked = {"old": hash_of(token), "new": hash_of(new), "grace": GRACE, "rotate_after": ROTATE_AFTER}
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._rotate, {**asked, **self._limits})
        return new if cursor.rowcount else None

    async def of_member(self, member_id: UUID) -> list[Session]:
        """A member's sessions, the latest seen first."""
        async with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Session))
            await cursor.execute(self._of_member, {"member_id": member_id, **self._limits})
            return await cursor.fetchall()

    async def end(self, member_id: UUID, session_id: UUID) -> bool:
        """Whether the member had this session; it has ended."""
        return await self._run(self._end, member_id, session_id) > 0

    async def end_others(self, member_id: UUID, keep: UUID) -> int:
        """End all sessions of the member but one; how many ended."""
        return await self._run(self._end_others, member_id, keep)

    async def end_all(self, member_id: UUID) -> int:
        """How many ended."""
        return await self._run(self._end_all, member_id)

    async def delete_expired(self) -> None:
        async with self._database.connection() as connection:
            await connection.execute(self._delete_expired, self._limits)

    async def _run(self, statement: bytes, *parameters: UUID) -> int:
        async with self._database.connection() as connection:
            cursor = await connection.execute(statement, parameters)
        return cursor.rowcount


def _shortened(text: str, most: int) -> str:
    """What a stranger sent, fit to be kept and shown."""
    return "".join(character for character in text if character.isprintable())[:most]
