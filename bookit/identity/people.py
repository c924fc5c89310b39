"""People: the names and addresses behind member ids."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from bookit.domain.errors import Invalid
from bookit.identity.database import Connection, Database
from bookit.identity.errors import EmailTaken

MOST_CHARACTERS_OF_EMAIL = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets
MOST_CHARACTERS_OF_NAME = 200

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True, slots=True)
class Person:
    member_id: UUID
    email: str
    display_name: str
    created_at: datetime
    avatar: UUID | None = None
    """The file that shows them."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a page of people ended; the next one begins after it."""

    search_key: str
    member_id: UUID


@dataclass(frozen=True, slots=True)
class PageOfPeople:
    items: list[Person]
    next: Bookmark | None


def normalise_email(email: str) -> str:
    """The form in which an address is kept and compared. Raises Invalid for what can't be one."""
    address = unicodedata.normalize("NFC", email.strip()).lower()
    if not _ADDRESS.fullmatch(address) or len(address) > MOST_CHARACTERS_OF_EMAIL or not _is_plain(address):
        raise Invalid("This is not an e-mail address.", pointer="/email")
    return address


def normalise_name(display_name: str) -> str:
    """Raises Invalid for a name that is empty, longer than 200 characters or has control characters in it."""
    name = unicodedata.normalize("NFC", display_name.strip())
    if not name or len(name) > MOST_CHARACTERS_OF_NAME or not _is_plain(name):
        raise Invalid("A name has 1 to 200 characters and no line breaks.", pointer="/display_name")
    return name


def _is_plain(text: str) -> bool:
    """Neither control characters nor halves of surrogate pairs, which Postgres or a mail header would choke on."""
    return all(unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} for character in text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


class People:
    def __init__(self, database: Database) -> None:
        self._database = database
        # Whoever the ledger does not know was registered for a command that was never recorded, and has no rights.
        # An invitation that is sent again does not bring back who was forgotten.
        self._insert = database.statement("""
            INSERT INTO {schema}.people AS p (member_id, email, display_name, search_key)
            SELECT %(member_id)s, %(email)s, %(display_name)s, %(search_key)s
            WHERE NOT EXISTS (SELECT FROM {schema}.member_keys k
                WHERE k.member_id = %(member_id)s AND k.forgotten_at IS NOT NULL)
            ON CONFLICT (member_id) DO UPDATE
            SET email = excluded.email, display_name = excluded.display_name, search_key = excluded.search_key
            WHERE NOT EXISTS (SELECT FROM {schema}.events e WHERE e.originator_id = p.member_id)
        """)
        # A minute is longer than any command takes between registering a person and appending its event.
        self._delete_orphan = database.statement("""
            DELETE FROM {schema}.people p
            WHERE p.email = %(email)s AND p.member_id <> %(member_id)s AND p.created_at < now() - interval '1 minute'
            AND NOT EXISTS (SELECT FROM {schema}.events e WHERE e.originator_id = p.member_id)
        """)
        self._by_ids = database.statement("""
            SELECT member_id, email, display_name, created_at, avatar FROM {schema}.people
            WHERE member_id = ANY(%s::uuid[])
        """)
        self._by_email = database.statement("""
            SELECT member_id, email, display_name, created_at, avatar FROM {schema}.people WHERE email = %s
        """)
        self._search = database.statement("""
            SELECT member_id, email, display_name, created_at, avatar FROM {schema}.people
            WHERE strpos(search_key, %(text)s) > 0
            AND (search_key, member_id) > (%(after_key)s, %(after_id)s)
            ORDER BY search_key, member_id
            LIMIT %(limit)s
        """)

        self._show = database.statement("""
            UPDATE {schema}.people SET avatar = %(avatar)s
            WHERE member_id = %(member_id)s AND (%(avatar)s::uuid IS NULL OR EXISTS (
                SELECT FROM {schema}.files
                WHERE file_id = %(avatar)s AND kind = 'avatar' AND owner_id = %(member_id)s))
        """)

    async def show(self, member_id: UUID, avatar: UUID | None) -> None:
        """Show a member by a picture that they uploaded, or by none. Raises Invalid for any other file."""
        async with self._database.connection() as connection:
            shown = await connection.execute(self._show, {"member_id": member_id, "avatar": avatar})
        if shown.rowcount == 0:
            raise Invalid("No such file was uploaded for this.", pointer="/avatar")

    async def register(self, member_id: UUID, email: str, display_name: str) -> None:
        """Keep the name and address of a member; the same again changes nothing.

        Call it before the member's first event is appended. A person whose event never came may be registered
        anew, and does not block the address for long. A member the ledger knows is left as is,
        and one who was forgotten stays so.
        Raises Invalid, or EmailTaken when the address belongs to another member.
        """
        async with self._database.transaction() as connection:
            await self.register_within(connection, member_id, email, display_name)

    async def register_within(self, connection: Connection, member_id: UUID, email: str, display_name: str) -> None:
        """`register` as a part of a larger transaction."""
        name = normalise_name(display_name)
        row = {
            "member_id": member_id,
            "email": normalise_email(email),
            "display_name": name,
            "search_key": _folded(name),
        }
        try:
            await self._insert_row(connection, row)
        except EmailTaken:
            orphans = await connection.execute(self._delete_orphan, row)
            if orphans.rowcount == 0:
                raise
            await self._insert_row(connection, row)

    async def _insert_row(self, connection: Connection, row: dict[str, object]) -> None:
        try:
            async with connection.transaction():
                await connection.execute(self._insert, row)
        except UniqueViolation as error:
            if error.diag.constraint_name != "people_email":
                raise
            raise EmailTaken from error

    async def by_ids(self, member_ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Those of the members that are known, in one statement."""
        async with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Person))
            await cursor.execute(self._by_ids, [list(member_ids)])
            return {person.member_id: person async for person in cursor}

    async def by_email(self, email: str) -> Person | None:
        """Raises Invalid for what can't be an address."""
        async with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Person))
            await cursor.execute(self._by_email, [normalise_email(email)])
            return await cursor.fetchone()

    async def search(self, text: str = "", *, limit: int = 50, after: Bookmark | None = None) -> PageOfPeople:
        """People whose name contains the text, whatever its case, in the order of their names."""
        start = after or Bookmark("", UUID(int=0))
        asked = {
            "text": _folded(text).replace("\0", ""),
            "after_key": start.search_key,
            "after_id": start.member_id,
            "limit": limit + 1,
        }
        async with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Person))
            await cursor.execute(self._search, asked)
            found = await cursor.fetchall()
        if len(found) <= limit:
            return PageOfPeople(found, None)
        last = found[limit - 1]
        return PageOfPeople(found[:limit], Bookmark(_folded(last.display_name), last.member_id))
