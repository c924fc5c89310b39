"""What a request shows to say who it is: a session's token or an API token, looked up for many requests at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from bookit.batching import Batcher
from bookit.domain.actor import Scope
from bookit.identity.database import Connection, Database
from bookit.identity.secret import hash_of
from bookit.settings import Settings

MOST_AT_ONCE = 256
ROTATE_AFTER = timedelta(hours=24)
NOTE_USE_EVERY = timedelta(minutes=1)

Kind = Literal["session", "token", "feed"]
ALL_SCOPES = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Credential:
    """Who asks, by what, and what that may be used for."""

    member_id: UUID
    member_version: int
    """Head of the member's stream in the ledger at this moment; 0 where it has none."""
    scopes: frozenset[Scope]
    credential_id: UUID
    kind: Kind
    rotate: bool
    """The session's token is due for replacement (`Sessions.rotate`)."""


class _Question(NamedTuple):
    kind: Kind
    hash: bytes


class Credentials:
    """The look-up that every request makes: nothing is cached, so revocation acts at once."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        idle = timedelta(minutes=settings.session_idle_minutes)
        self._limits = {
            "idle": idle,
            "absolute": timedelta(days=settings.session_days),
            "rotate_after": ROTATE_AFTER,
            # Well below the idle time, so that a session in use does not seem idle.
            "note_session": min(NOTE_USE_EVERY, idle / 4),
            "note_token": NOTE_USE_EVERY,
        }
        # ARRAY(SELECT …) hides the number of hashes from the planner: else it makes a new plan for each call, which
        # takes longer than the rest of a lone look-up.
        self._look_up = database.statement("""
            SELECT kind, asked, id, member_id, scopes, rotate, unnoted, COALESCE(
                (SELECT max(originator_version) FROM {schema}.events WHERE originator_id = member_id), 0)
            FROM (
                SELECT 'session' AS kind, token_hash AS asked, session_id AS id, member_id, NULL::text[] AS scopes,
                    rotated_at < now() - %(rotate_after)s AS rotate, last_seen_at < now() - %(note_session)s AS unnoted
                FROM {schema}.sessions
                WHERE token_hash = ANY (ARRAY(SELECT unnest(%(hashes)b::bytea[])))
                AND last_seen_at > now() - %(idle)s AND created_at > now() - %(absolute)s
                UNION ALL
                SELECT 'session', previous_hash, session_id, member_id, NULL::text[], false, false
                FROM {schema}.sessions
                WHERE previous_hash = ANY (ARRAY(SELECT unnest(%(hashes)b::bytea[]))) AND previous_until > now()
                AND last_seen_at > now() - %(idle)s AND created_at > now() - %(absolute)s
                UNION ALL
                SELECT 'token', token_hash, token_id, member_id, scopes, false,
                    last_used_at IS NULL OR last_used_at < now() - %(note_token)s
                FROM {schema}.api_tokens
                WHERE token_hash = ANY (ARRAY(SELECT unnest(%(hashes)b::bytea[]))) AND expires_at > now()
            ) AS found
        """)
        self._lasting = database.statement("""
            SELECT id, COALESCE(
                (SELECT max(originator_version) FROM {schema}.events WHERE originator_id = member_id), 0)
            FROM (
                SELECT session_id AS id, member_id FROM {schema}.sessions
                WHERE session_id = ANY (%(ids)b::uuid[])
                AND last_seen_at > now() - %(idle)s AND created_at > now() - %(absolute)s
                UNION ALL
                SELECT token_id, member_id FROM {schema}.api_tokens
                WHERE token_id = ANY (%(ids)b::uuid[]) AND expires_at > now()
            ) AS found
        """)
        # What another request notes at this moment is left to it: no waiting, no deadlock.
        self._note_sessions = database.statement("""
            UPDATE {schema}.sessions SET last_seen_at = now() WHERE session_id IN (
                SELECT session_id FROM {schema}.sessions
                WHERE session_id = ANY(%(session)s::uuid[]) AND last_seen_at < now() - %(note_session)s
                FOR UPDATE SKIP LOCKED)
        """)
        self._note_tokens = database.statement("""
            UPDATE {schema}.api_tokens SET last_used_at = now() WHERE token_id IN (
                SELECT token_id FROM {schema}.api_tokens
                WHERE token_id = ANY(%(token)s::uuid[])
                AND (last_used_at IS NULL OR last_used_at < now() - %(note_token)s)
                FOR UPDATE SKIP LOCKED)
        """)
        self._batcher: Batcher[_Question, Credential | None] = Batcher(self._answer_all, most=MOST_AT_ONCE)

    async def look_up(self, kind: Kind, secret: str) -> Credential | None:
        """The credential while it is valid; a secret of the other kind is none."""
        return await self._batcher.ask(_Question(kind, hash_of(secret)))

    async def lasting(self, credential_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Those of these credentials that are still valid, each with the head of its member's stream.

        This is no use of them: who only watches does not keep a session alive.
        """
        async with self._database.connection() as connection:
            cursor = await connection.execute(
                self._lasting, {"ids": list(credential_ids), **self._limits}, prepare=True, binary=True
            )
            return dict(await cursor.fetchall())

    async def _answer_all(self, questions: list[_Question]) -> Sequence[Credential | None]:
        hashes = list({question.hash for question in questions})
        found: dict[_Question, Credential] = {}
        unnoted: dict[str, list[UUID]] = {"session": [], "token": []}
        async with self._database.connection() as connection:
            cursor = await connection.execute(
                self._look_up, {"hashes": hashes, **self._limits}, prepare=True, binary=True
            )
            for kind, asked, id_, member_id, scopes, rotate, use_is_unnoted, version in await cursor.fetchall():
                granted = ALL_SCOPES if scopes is None else frozenset(map(Scope, scopes))
                found[_Question(kind, asked)] = Credential(member_id, version, granted, id_, kind, rotate)
                if use_is_unnoted:
                    unnoted[kind].append(id_)
            await self._note_use(connection, unnoted)
        return [found.get(question) for question in questions]

    async def _note_use(self, connection: Connection, unnoted: dict[str, list[UUID]]) -> None:
        for kind, statement in (("session", self._note_sessions), ("token", self._note_tokens)):
            if unnoted[kind]:
                await connection.execute(statement, {**self._limits, **unnoted})
