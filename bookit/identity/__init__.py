"""Who people are and how they prove it: ordinary rows, never events. `Identity` is the door; see docs/identity.md."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from pwdlib import PasswordHash

from bookit.domain.errors import Invalid
from bookit.events.sealed import Sealed
from bookit.identity.calendar_feeds import CalendarFeed, CalendarFeeds
from bookit.identity.credentials import Credential, Credentials
from bookit.identity.database import Database, Pool
from bookit.identity.errors import EmailTaken, SignInRefused, TokenRefused, TooManyAttempts, WeakPassword
from bookit.identity.first_run import FirstRun, MakeOwner
from bookit.identity.invitations import Invitations, Join, PasswordResets
from bookit.identity.member_keys import MemberKeys
from bookit.identity.one_time_tokens import OneTimeTokens
from bookit.identity.origin import is_same_origin
from bookit.identity.passwords import Authenticated, Passwords
from bookit.identity.people import Bookmark, PageOfPeople, People, Person, normalise_email
from bookit.identity.readings import Readings
from bookit.identity.sessions import NewSession, Session, Sessions
from bookit.identity.throttle import Attempt, Limit, Limits, Throttle
from bookit.identity.tokens import NewToken, Token, Tokens
from bookit.settings import Settings


class Identity:
    """People, passwords, sessions and tokens of one organisation. `pool` gives connections in autocommit."""

    def __init__(
        self,
        pool: Pool,
        schema: str,
        settings: Settings,
        *,
        hasher: PasswordHash | None = None,
        limits: Limits | None = None,
    ) -> None:
        database = Database(pool, schema)
        credentials = Credentials(database, settings)
        self._database = database
        self._credentials = credentials
        self._one_time_tokens = OneTimeTokens(database)
        self._passwords = Passwords(database, hasher)
        self._throttle = Throttle(database, limits)
        self.people = People(database)
        self.member_keys = MemberKeys(database, settings)
        self.readings = Readings(database)
        self.sessions = Sessions(database, credentials, settings)
        self.tokens = Tokens(database, credentials)
        self.calendar_feeds = CalendarFeeds(database, settings)
        self.invitations = Invitations(database, self._one_time_tokens, self.people, self._passwords)
        self.password_resets = PasswordResets(
            database, self._one_time_tokens, self.people, self._passwords, self._throttle
        )
        self.first_run = FirstRun(database, self._one_time_tokens, self.people, self._passwords)

    async def authenticate(self, email: str, password: str, *, address: str) -> Authenticated:
        """Who signs in from a network address; `sessions.start` goes on from there.

        Raises TooManyAttempts, or SignInRefused whatever was wrong: the account, the password, the combination.
        """
        try:
            account = normalise_email(email)
        except Invalid as error:
            raise SignInRefused from error
        attempt = await self._throttle.count(account, address)
        who = await self._passwords.verify(account, password)
        await self._throttle.succeeded(attempt)
        return who

    async def lasting(self, credential_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Those of these sessions and tokens that are still valid, each with the head of its member's stream."""
        return await self._credentials.lasting(credential_ids)

    async def change_password(self, by: Credential, current: str, new: str, *, address: str) -> Authenticated:
        """Set a new password for who knows the current one; all other sessions of the member end.

        Raises as `authenticate`, and WeakPassword.
        """
        self._passwords.check(new)
        person = (await self.people.by_ids([by.member_id])).get(by.member_id)
        if person is None:
            raise SignInRefused
        await self.authenticate(person.email, current, address=address)
        password_hash = await self._passwords.hash(new)
        async with self._database.transaction() as connection:
            return await self._passwords.store_within(
                connection, by.member_id, password_hash, keep_session=by.credential_id
            )

    async def register_person(self, member_id: UUID, email: str, display_name: str) -> None:
        """Keep a member's name and address; the same again changes nothing. Raises EmailTaken, Invalid."""
        await self.people.register(member_id, email, display_name)
        await self.member_keys.prepare(member_id)

    async def end_access(self, member_id: UUID) -> None:
        """End all sessions of a member and void all tokens and addresses, as when suspended. The password stays."""
        await self._one_time_tokens.revoke_all(member_id)
        await self.tokens.revoke_all(member_id)
        await self.calendar_feeds.revoke(member_id)
        await self.sessions.end_all(member_id)

    async def seal(self, member_id: UUID, texts: Sequence[str]) -> Sequence[Sealed]:
        """Texts as facts may have them: readable until their member is forgotten."""
        return await self.member_keys.seal(member_id, texts)

    async def delete_expired(self) -> None:
        """Remove rows that have no effect any more; now and then is enough."""
        await self.sessions.delete_expired()
        await self.tokens.delete_expired()
        await self._one_time_tokens.delete_expired()
        await self._throttle.delete_forgiven()


__all__ = [
    "Attempt",
    "Authenticated",
    "Bookmark",
    "CalendarFeed",
    "Credential",
    "EmailTaken",
    "Identity",
    "Invitations",
    "Join",
    "Limit",
    "Limits",
    "MakeOwner",
    "MemberKeys",
    "NewSession",
    "NewToken",
    "PageOfPeople",
    "People",
    "Person",
    "Pool",
    "Readings",
    "Session",
    "SignInRefused",
    "Token",
    "TokenRefused",
    "TooManyAttempts",
    "WeakPassword",
    "is_same_origin",
]
