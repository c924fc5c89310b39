"""Which buildings, rooms and series there are, for decisions: they may not ask a read model (docs/adr/0040)."""

from uuid import UUID

from psycopg import sql

from bookit.events import codec
from bookit.events.rooms import RoomOpened
from bookit.ledger.append import Pool


class Spaces:
    """The spaces of one organisation, by the first facts of their streams. They never leave their building."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        names = {"schema": sql.Identifier(schema)}
        self._select_buildings = sql.SQL(
            "SELECT originator_id FROM {schema}.events WHERE topic = 'building.added' ORDER BY notification_id"
        ).format(**names)
        self._select_rooms = sql.SQL(
            "SELECT originator_id, originator_version, topic, state FROM {schema}.events WHERE topic = 'room.opened'"
            " ORDER BY notification_id"
        ).format(**names)
        self._select_series = sql.SQL(
            "SELECT originator_id FROM {schema}.events WHERE topic = 'series.placed'"
            " AND convert_from(state, 'utf8')::jsonb ->> 'building_id' = %b ORDER BY notification_id"
        ).format(**names)

    async def buildings(self) -> list[UUID]:
        """All buildings, in the order in which they were added."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_buildings, prepare=True, binary=True)
            return [row[0] for row in await cursor.fetchall()]

    async def rooms(self) -> list[UUID]:
        """All rooms, in the order in which they were opened."""
        return [event.originator_id for event in await self._opened()]

    async def rooms_of(self, building_id: UUID) -> list[UUID]:
        """The rooms of a building, in the order in which they were opened."""
        return [event.originator_id for event in await self._opened() if event.building_id == building_id]

    async def series_of(self, building_id: UUID) -> list[UUID]:
        """The series of a building, in the order in which they were placed."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_series, [str(building_id)], prepare=True, binary=True)
            return [row[0] for row in await cursor.fetchall()]

    async def _opened(self) -> list[RoomOpened]:
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_rooms, prepare=True, binary=True)
            rows = await cursor.fetchall()
        opened = (codec.decode(topic, stream, version, state) for stream, version, topic, state in rows)
        return [event for event in opened if isinstance(event, RoomOpened)]
