"""API tokens for scripts: named, limited to scopes, never without an end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.errors import CheckViolation
from psycopg.rows import class_row
from uuid_utils.compat import uuid7

from bookit.domain.actor import Scope
from bookit.domain.errors import Forbidden, Invalid
from bookit.identity.credentials import Credential, Credentials
from bookit.identity.database import Database
from bookit.identity.secret import hash_of, new_secret

PREFIX = "bookit_"
"""Lets people and secret scanners recognise a token that leaked."""

MOST_DAYS = 366
MOST_CHARACTERS_OF_NAME = 100
SHOWN_AFTER_EXPIRY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class NewToken:
    """`token` is shown once and is not kept anywhere."""

    token_id: UUID
    token: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a member sees of a token of theirs."""

    token_id: UUID
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "scopes", frozenset(map(Scope, self.scopes)))  # text in the database


class Tokens:
    def __init__(self, database: Database, credentials: Credentials) -> None:
        self._database = database
        self._credentials = credentials
        self._insert = database.statement("""
            INSERT INTO {schema}.api_tokens (token_id, member_id, name, scopes, token_hash, expires_at)
            VALUES (%(token_id)s, %(member_id)s, %(name)s, %(scopes)s, %(token_hash)s, %(expires_at)s)
        """)
        self._of_member = database.statement("""
            SELECT token_id, name, scopes, created_at, expires_at, last_used_at FROM {schema}.api_tokens
            WHERE member_id = %s ORDER BY token_id DESC
        """)
        self._revoke = database.statement("DELETE FROM {schema}.api_tokens WHERE member_id = %s AND token_id = %s")
        self._revoke_all = database.statement("DELETE FROM {schema}.api_tokens WHERE member_id = %s")
        self._delete_expired = database.statement("DELETE FROM {schema}.api_tokens WHERE expires_at < now() - %s")

    async def create(self, by: Credential, *, name: str, scopes: Collection[Scope], expires_at: datetime) -> NewToken:
        """A token of the member who is signed in.

        Raises Forbidden for who comes with a token: a token that leaked must not make others that outlive it.
        Raises Invalid for a name that is empty or too long, no scopes, or an end not within 366 days.
        """
        if by.kind != "session":
            raise Forbidden("A token can't make tokens; sign in first.")
        label = name.strip()
        if not label or len(label) > MOST_CHARACTERS_OF_NAME or not label.isprintable():
            raise Invalid(f"A name has 1 to {MOST_CHARACTERS_OF_NAME} characters.", pointer="/name")
        if not scopes:
            raise Invalid("A token needs at least one scope.", pointer="/scopes")
        token = NewToken(uuid7(), PREFIX + new_secret())
        row = {
            "token_id": token.token_id,
            "member_id": by.member_id,
            "name": label,
            "scopes": sorted(set(scopes)),
            "token_hash": hash_of(token.token),
            "expires_at": expires_at,
        }
        try:
            async with self._database.connection() as connection:
                await connection.execute(self._insert, row)
        except CheckViolation as error:  # by the clock of the database, which is also the one that ends tokens
            raise Invalid(f"A token ends within {MOST_DAYS} days from now.", pointer="/expires_at") from error
        return token

    async def look_up(self, token: str) -> Credential | None:
        """The credential of a token until it expires or is revoked."""
        return await self._credentials.look_up("token", token)

    async def of_member(self, member_id: UUID) -> list[Token]:
        """A member's tokens, the newest first, expired ones for another 30 days."""
        async with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Token))
            await cursor.execute(self._of_member, [member_id])
            return await cursor.fetchall()

    async def revoke(self, member_id: UUID, token_id: UUID) -> bool:
        """Whether the member had this token; it is gone."""
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._revoke, [member_id, token_id])
        return cursor.rowcount > 0

    async def revoke_all(self, member_id: UUID) -> int:
        """How many there were."""
        async with self._database.connection() as connection:
            cursor = await connection.execute(self._revoke_all, [member_id])
        return cursor.rowcount

    async def delete_expired(self) -> None:
        async with self._database.connection() as connection:
            await connection.execute(self._delete_expired, [SHOWN_AFTER_EXPIRY])
