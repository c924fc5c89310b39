"""One-time tokens: what invitations, password resets and the first run have in common."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from bookit.identity.database import Connection, Database
from bookit.identity.errors import TokenRefused
from bookit.identity.secret import hash_of, new_secret


class Purpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 -- a purpose, not a password
    SETUP = "setup"


class Grant(NamedTuple):
    """What a valid token stands for; `command_id` is for the command that its use leads to."""

    member_id: UUID | None
    command_id: UUID


class OneTimeTokens:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._issue = database.statement("""
            INSERT INTO {schema}.one_time_tokens (token_hash, purpose, member_id, expires_at)
            VALUES (%(token_hash)s, %(purpose)s, %(member_id)s, now() + %(lifetime)s)
            ON CONFLICT (purpose, member_id) DO UPDATE
            SET token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at
        """)
        self._look_up = database.statement("""
            SELECT member_id, command_id FROM {schema}.one_time_tokens
            WHERE token_hash = %s AND purpose = %s AND expires_at > now()
        """)
        self._consume = database.statement("""
            DELETE FROM {schema}.one_time_tokens WHERE token_hash = %s AND purpose = %s AND expires_at > now()
        """)
        self._revoke_all = database.statement("DELETE FROM {schema}.one_time_tokens WHERE member_id = %s")
        self._delete_expired = database.statement("DELETE FROM {schema}.one_time_tokens WHERE expires_at < now()")

    async def issue(self, purpose: Purpose, member_id: UUID | None, lifetime: timedelta) -> str:
        """A new token; the one before it for the same purpose and member is void."""
        token = new_secret()
        row = {"token_hash": hash_of(token), "purpose": purpose, "member_id": member_id, "lifetime": lifetime}
        async with self._database.connection() as connection:
            await connection.execute(self._issue, row)
        return token

    async def look_up(self, purpose: Purpose, token: str) -> Grant:
        """What the token stands for, without using it. Raises TokenRefused."""
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._look_up, [hash_of(token), purpose])
            row = await cursor.fetchone()
        if row is None:
            raise TokenRefused
        return Grant(*row)

    async def consume_within(self, connection: Connection, purpose: Purpose, token: str) -> None:
        """Use the token up; of several at once exactly one gets through. Raises TokenRefused."""
        cursor = await connection.execute(self._consume, [hash_of(token), purpose])
        if cursor.rowcount == 0:
            raise TokenRefused

    async def revoke_all(self, member_id: UUID) -> None:
        """Void the member's invitation and password reset, if any."""
        async with self._database.connection() as connection:
            await connection.execute(self._revoke_all, [member_id])

    async def delete_expired(self) -> None:
        async with self._database.connection() as connection:
            await connection.execute(self._delete_expired)
