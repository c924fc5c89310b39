"""Invitations, and password resets: one-time tokens with which a member sets a password."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from bookit.domain.errors import AlreadyDone, Conflict
from bookit.identity.database import Database
from bookit.identity.errors import TokenRefused
from bookit.identity.one_time_tokens import Grant, OneTimeTokens, Purpose
from bookit.identity.passwords import Authenticated, Passwords
from bookit.identity.people import People, Person
from bookit.identity.throttle import Throttle

INVITATION_LASTS = timedelta(days=14)
RESET_LASTS = timedelta(hours=24)

Join = Callable[[UUID, UUID], Awaitable[object]]
"""Record that a member joined: `join(member_id, command_id)`. The same command id again changes nothing."""


class Invitations:
    def __init__(self, database: Database, tokens: OneTimeTokens, people: People, passwords: Passwords) -> None:
        self._database = database
        self._tokens = tokens
        self._people = people
        self._passwords = passwords

    async def issue(self, member_id: UUID) -> str:
        """The token for a registered person; an earlier invitation is void.

        Raises Conflict for one who has a password already: that would be a password reset by another name.
        """
        if await self._passwords.exists(member_id):
            raise Conflict("This member has joined already; reset the password instead.")
        return await self._tokens.issue(Purpose.INVITATION, member_id, INVITATION_LASTS)

    async def look_up(self, token: str) -> Person:
        """Who is invited. Raises TokenRefused."""
        grant = await self._tokens.look_up(Purpose.INVITATION, token)
        return await _person_of(grant, self._people)

    async def accept(self, token: str, password: str, *, join: Join) -> Authenticated:
        """Record that the member joined, then use up the token and set the password in one transaction.

        In this order a crash in between leaves a valid token, and the second try finishes the work.
        Raises TokenRefused, WeakPassword, and whatever `join` raises.
        """
        self._passwords.check(password)
        grant = await self._tokens.look_up(Purpose.INVITATION, token)
        person = await _person_of(grant, self._people)
        password_hash = await self._passwords.hash(password)
        with suppress(AlreadyDone):  # an earlier try came so far; there is no password yet
            await join(person.member_id, grant.command_id)
        async with self._database.transaction() as connection:
            await self._tokens.consume_within(connection, Purpose.INVITATION, token)
            return await self._passwords.store_within(connection, person.member_id, password_hash)


class PasswordResets:
    def __init__(
        self, database: Database, tokens: OneTimeTokens, people: People, passwords: Passwords, throttle: Throttle
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._people = people
        self._passwords = passwords
        self._throttle = throttle

    async def issue(self, member_id: UUID) -> str:
        """The token with which the member sets a new password; an earlier one is void.

        Whoever gets it can sign in as this member: the caller decides who may ask for it.
        Raises Conflict for one who has not joined yet.
        """
        if not await self._passwords.exists(member_id):
            raise Conflict("This member has not joined yet; send an invitation instead.")
        return await self._tokens.issue(Purpose.PASSWORD_RESET, member_id, RESET_LASTS)

    async def look_up(self, token: str) -> Person:
        """Whose password it resets. Raises TokenRefused."""
        grant = await self._tokens.look_up(Purpose.PASSWORD_RESET, token)
        return await _person_of(grant, self._people)

    async def complete(self, token: str, password: str) -> Authenticated:
        """Use up the token and set the password; all sessions of the member end, waiting times too.

        Raises TokenRefused or WeakPassword.
        """
        self._passwords.check(password)
        person = await self.look_up(token)
        password_hash = await self._passwords.hash(password)
        async with self._database.transaction() as connection:
            await self._tokens.consume_within(connection, Purpose.PASSWORD_RESET, token)
            who = await self._passwords.store_within(connection, person.member_id, password_hash)
        await self._throttle.forgive(person.email)
        return who


async def _person_of(grant: Grant, people: People) -> Person:
    if grant.member_id is None:
        raise TokenRefused
    person = (await people.by_ids([grant.member_id])).get(grant.member_id)
    if person is None:
        raise TokenRefused
    return person
