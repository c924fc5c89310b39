"""The first run: the first owner is whoever can read the server's log or use its command line, not who comes first."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from bookit.identity.database import Database
from bookit.identity.errors import EmailTaken, TokenRefused
from bookit.identity.one_time_tokens import OneTimeTokens, Purpose
from bookit.identity.passwords import Authenticated, Passwords
from bookit.identity.people import People, normalise_name

SETUP_LASTS = timedelta(days=7)

MakeOwner = Callable[[UUID], Awaitable[UUID]]
"""Record a new member with the role owner: `make_owner(command_id)` answers the member's id.

The same command id again changes nothing and answers the same.
"""


class FirstRun:
    def __init__(self, database: Database, tokens: OneTimeTokens, people: People, passwords: Passwords) -> None:
        self._database = database
        self._tokens = tokens
        self._people = people
        self._passwords = passwords

    async def open(self) -> str | None:
        """The setup token to print in the log while nobody can sign in yet, else None.

        There is one at a time: each start makes the one before it void.
        """
        if await self._passwords.any_exists():
            return None
        return await self._issue()

    async def claim(
        self, token: str, *, email: str, display_name: str, password: str, make_owner: MakeOwner
    ) -> Authenticated:
        """Make the first owner; of several who have the token at once, exactly one gets through.

        Records the member, then in one transaction uses up the token, registers the person and sets the password.
        A crash in between leaves a valid token, and the second try finishes the work for the same member.
        Raises TokenRefused, also once somebody has a password, WeakPassword, Invalid, EmailTaken, and whatever
        `make_owner` raises.
        """
        if await self._passwords.any_exists():
            raise TokenRefused
        return await self._claim(
            token, email=email, display_name=display_name, password=password, make_owner=make_owner
        )

    async def _claim(
        self, token: str, *, email: str, display_name: str, password: str, make_owner: MakeOwner
    ) -> Authenticated:
        self._passwords.check(password)
        normalise_name(display_name)
        grant = await self._tokens.look_up(Purpose.SETUP, token)
        if await self._people.by_email(email) is not None:
            raise EmailTaken
        password_hash = await self._passwords.hash(password)
        member_id = await make_owner(grant.command_id)
        async with self._database.transaction() as connection:
            await self._tokens.consume_within(connection, Purpose.SETUP, token)
            await self._people.register_within(connection, member_id, email, display_name)
            return await self._passwords.store_within(connection, member_id, password_hash)

    async def create_owner(
        self, *, email: str, display_name: str, password: str, make_owner: MakeOwner
    ) -> Authenticated:
        """Make an owner from the command line, the first or another one; a setup token that was printed is void.

        Raises WeakPassword, Invalid, EmailTaken, and whatever `make_owner` raises.
        """
        token = await self._issue()
        return await self._claim(
            token, email=email, display_name=display_name, password=password, make_owner=make_owner
        )

    async def _issue(self) -> str:
        return await self._tokens.issue(Purpose.SETUP, None, SETUP_LASTS)
