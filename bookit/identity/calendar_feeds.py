"""Calendar feeds: secret addresses at which calendar programs fetch one calendar each, and may do nothing else.

The token is the feed's id with an HMAC of it and of the place whose calendar it is (docs/adr/0118). So it is no row
that could be read and used, its member can look it up again, and guesses need no look into the database.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from bookit.domain.actor import Scope
from bookit.domain.errors import Forbidden
from bookit.identity.credentials import Credential
from bookit.identity.database import Database
from bookit.settings import Settings

_ID_BYTES = 16
_SEAL_BYTES = 16
_SCOPES = frozenset({Scope.READ})


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """What a member sees of their feed."""

    token: str
    created_at: datetime
    last_used_at: datetime | None


class CalendarFeeds:
    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._key = settings.key_for("calendar feeds")
        self._of_member = database.statement("""
            SELECT feed_id, created_at, last_used_at FROM {schema}.calendar_feeds WHERE member_id = %s
        """)
        self._renew = database.statement("""
            INSERT INTO {schema}.calendar_feeds (feed_id, member_id)
            SELECT %(feed_id)s, member_id FROM {schema}.people WHERE member_id = %(member_id)s
            ON CONFLICT (member_id) DO UPDATE
            SET feed_id = excluded.feed_id, created_at = now(), last_used_at = NULL, tag = NULL, changed_at = NULL
        """)
        self._use = database.statement("""
            UPDATE {schema}.calendar_feeds SET last_used_at = now() WHERE feed_id = %s
        """)
        self._revoke = database.statement("DELETE FROM {schema}.calendar_feeds WHERE member_id = %s")
        self._look_up = database.statement("""
            SELECT member_id, COALESCE(
                (SELECT max(originator_version) FROM {schema}.events WHERE originator_id = member_id), 0)
            FROM {schema}.calendar_feeds WHERE feed_id = %s
        """)
        # HTTP tells such times in whole seconds: what changes twice in one must not seem to have changed once.
        self._serve = database.statement("""
            UPDATE {schema}.calendar_feeds
            SET last_used_at = now(), tag = %(tag)s,
                changed_at = CASE WHEN tag = %(tag)s THEN changed_at
                                  ELSE greatest(date_trunc('second', now()), changed_at + interval '1 second') END
            WHERE feed_id = %(feed_id)s
            RETURNING changed_at
        """)

    async def renew(self, by: Credential) -> None:
        """Give the member who is signed in an address, or another one; those before are void. Raises Forbidden."""
        _require_session(by)
        async with self._database.connection() as connection:
            await connection.execute(self._renew, {"feed_id": uuid4(), "member_id": by.member_id})

    async def of_member(self, by: Credential) -> CalendarFeed | None:
        """The feed of the member who is signed in, if they want one. Raises Forbidden for who comes with a token."""
        _require_session(by)
        async with self._database.connection() as connection:
            row = await (await connection.execute(self._of_member, [by.member_id])).fetchone()
        if row is None:
            return None
        feed_id, created_at, last_used_at = row
        return CalendarFeed(self._token_of(feed_id), created_at, last_used_at)

    async def token_for(self, by: Credential, place_id: UUID) -> str | None:
        """What opens the calendar of a room or building as the member sees it; None while they want no addresses.

        Raises Forbidden for who comes with a token.
        """
        _require_session(by)
        async with self._database.connection() as connection:
            row = await (await connection.execute(self._of_member, [by.member_id])).fetchone()
        return None if row is None else self._token_of(row[0], place_id)

    async def revoke(self, member_id: UUID) -> bool:
        """Whether the member had an address; it is void, and so are those of places."""
        async with self._database.connection() as connection:
            return (await connection.execute(self._revoke, [member_id])).rowcount > 0

    async def look_up(self, token: str, place_id: UUID | None = None) -> Credential | None:
        """What who has the address of a place's or the member's own calendar may do, until it is void: read."""
        feed_id = self._feed_of(token, place_id)
        if feed_id is None:
            return None
        async with self._database.connection() as connection:
            row = await (await connection.execute(self._look_up, [feed_id])).fetchone()
        return None if row is None else Credential(row[0], row[1], _SCOPES, feed_id, "feed", rotate=False)

    async def serve(self, feed_id: UUID, tag: str) -> datetime | None:
        """Note what is served: when it was first found to be so, in whole seconds; None if the address is void by now.

        `tag` is another whenever anything of what is served is.
        """
        async with self._database.connection() as connection:
            row = await (await connection.execute(self._serve, {"feed_id": feed_id, "tag": tag})).fetchone()
        return None if row is None else row[0]

    async def note_use(self, feed_id: UUID) -> None:
        """Note that the calendar of a place was fetched."""
        async with self._database.connection() as connection:
            await connection.execute(self._use, [feed_id])

    def _token_of(self, feed_id: UUID, place_id: UUID | None = None) -> str:
        of = feed_id.bytes if place_id is None else feed_id.bytes + place_id.bytes
        seal = hmac.digest(self._key, of, "sha256")[:_SEAL_BYTES]
        return urlsafe_b64encode(feed_id.bytes + seal).decode().rstrip("=")

    def _feed_of(self, token: str, place_id: UUID | None) -> UUID | None:
        """None for what is not one of our tokens, letter by letter."""
        try:
            asked = token.encode("ascii")
            feed_id = UUID(bytes=urlsafe_b64decode(asked + b"=" * (-len(asked) % 4))[:_ID_BYTES])
        except (NotBase64, ValueError):
            return None
        return feed_id if hmac.compare_digest(asked, self._token_of(feed_id, place_id).encode()) else None


def _require_session(by: Credential) -> None:
    """Raises Forbidden: a token that leaked must not show or make another secret, which may outlive it."""
    if by.kind != "session":
        raise Forbidden("A token can't see or make a calendar's address; sign in first.")
