"""Who read what, of those who may read everything: reading leaves a trace as well."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from psycopg.types.json import Jsonb

from bookit.domain.actor import AddressClass
from bookit.identity.database import Database


class Readings:
    """Rows that nobody changes or removes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = database.statement("""
            INSERT INTO {schema}.readings (member_id, address_class, path, parameters) VALUES (%s, %s, %s, %s)
        """)

    async def note(
        self, member_id: UUID, came_from: AddressClass, path: str, parameters: Mapping[str, Sequence[str]]
    ) -> None:
        """Keep that a member asked a question; it is answered after that."""
        async with self._database.connection() as connection:
            await connection.execute(self._insert, [member_id, came_from, path, Jsonb(dict(parameters))])
