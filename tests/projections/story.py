"""A made-up past: events written straight into the ledger's table, positions dense."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from uuid_utils.compat import uuid7

from bookit.events import Created, Event, encode
from bookit.events.bookings import BookingPlaced
from bookit.events.buildings import BuildingAdded, FloorAdded
from bookit.events.rooms import RoomOpened
from bookit.events.values import RoomKind, Seat, Weekday
from bookit.projections import Projection
from bookit.projections.checkpoints import Build
from bookit.projections.shadows import SUFFIX
from bookit.projections.views import schema_of_views
from bookit.settings import Settings

MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
NINE_TO_SIX = {day: [("09:00", "18:00")] for day in Weekday}
ROUND_THE_CLOCK = {day: [("00:00", "24:00")] for day in Weekday}


def at(hour: float, *, day: int = 0) -> datetime:
    """An hour (UTC) of that Monday, or of a later day."""
    return MONDAY + timedelta(days=day, hours=hour)


class Story:
    """Writes facts down one after the other and remembers the versions of their streams."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.schema = settings.database_schema
        self.connection = psycopg.connect(settings.direct_dsn, autocommit=True)
        self.position = 0
        self.actor = uuid7()
        self._versions: Counter[UUID] = Counter()
        self._seats: dict[UUID, list[UUID]] = {}

    def close(self) -> None:
        self.connection.close()

    def record(self, fact: type[Event], stream_id: UUID, **fields: Any) -> int:
        """Write one fact; answers its position."""
        self.record_all([self.make(fact, stream_id, **fields)])
        return self.position

    def record_at(
        self, moment: datetime, fact: type[Event], stream_id: UUID, *, actor: UUID | None = None, **fields: Any
    ) -> None:
        """Write one fact that was decided at another moment, perhaps by another member."""
        made = self.make(fact, stream_id, **fields).model_copy(update={"timestamp": moment})
        self.record_all([made], actor=actor)

    def make(self, fact: type[Event], stream_id: UUID, **fields: Any) -> Event:
        """The next fact of a stream, not written yet."""
        self._versions[stream_id] += 1
        if issubclass(fact, Created):
            fields["originator_topic"] = fact.ORIGIN
        return fact(originator_id=stream_id, originator_version=self._versions[stream_id], timestamp=MONDAY, **fields)

    def record_all(self, facts: Sequence[Event], *, actor: UUID | None = None) -> None:
        """Write facts in one transaction."""
        rows = []
        for number, fact in enumerate(facts, self.position + 1):
            stream = (fact.originator_id, fact.originator_version)
            stored = (*stream, fact.TOPIC, encode(fact), number, MONDAY)
            rows.append((*stored, actor or self.actor, uuid7(), uuid7(), bytes(32)))
        self._insert(rows)

    def record_raw(self, stream_id: UUID, topic: str, state: bytes) -> int:
        """Write something that today's code may not be able to read."""
        self._versions[stream_id] += 1
        row = (stream_id, self._versions[stream_id], topic, state, self.position + 1, MONDAY)
        self._insert([(*row, self.actor, uuid7(), uuid7(), bytes(32))])
        return self.position

    def _insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        statement = sql.SQL("INSERT INTO {} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)").format(
            sql.Identifier(self.schema, "events")
        )
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(statement, rows)
        self.position += len(rows)

    def building(self, name: str = "Main", **fields: Any) -> UUID:
        building_id = uuid7()
        defaults = {"address": "1 Main St", "time_zone": "UTC", "opening_hours": ROUND_THE_CLOCK}
        self.record(BuildingAdded, building_id, name=name, **(defaults | fields))
        return building_id

    def floor(self, building_id: UUID, name: str, level: int) -> UUID:
        floor_id = uuid7()
        self.record(FloorAdded, building_id, floor_id=floor_id, name=name, level=level)
        return floor_id

    def room(self, building_id: UUID, name: str = "Room", *, seats: Sequence[str] = (), **fields: Any) -> UUID:
        room_id = uuid7()
        self._seats[room_id] = [uuid7() for _ in seats]
        defaults: dict[str, Any] = {"kind": RoomKind.MEETING_ROOM, "capacity": 10}
        self.record(
            RoomOpened,
            room_id,
            building_id=building_id,
            name=name,
            seats=[Seat(seat_id=seat_id, name=seat) for seat_id, seat in zip(self._seats[room_id], seats, strict=True)],
            **(defaults | fields),
        )
        return room_id

    def seats(self, room_id: UUID) -> list[UUID]:
        """The seats of a room opened here, in order."""
        return self._seats[room_id]

    def placing(self, room_id: UUID, starts_at: datetime, ends_at: datetime, **fields: Any) -> Event:
        """A booking to be placed, with an id of its own."""
        defaults: dict[str, Any] = {
            "building_id": uuid7(),
            "member_id": uuid7(),
            "time_zone": "UTC",
            "units": [fields.get("seat_id") or room_id],
        }
        return self.make(
            BookingPlaced, uuid7(), room_id=room_id, starts_at=starts_at, ends_at=ends_at, **(defaults | fields)
        )

    def booking(self, room_id: UUID, starts_at: datetime, ends_at: datetime, **fields: Any) -> UUID:
        placed = self.placing(room_id, starts_at, ends_at, **fields)
        self.record_all([placed])
        return placed.originator_id

    def rows(self, table: str, order: str = "1, 2") -> list[dict[str, Any]]:
        """The rows of a read model's table."""
        query = sql.SQL("SELECT * FROM {} ORDER BY {}").format(sql.Identifier(self.schema, table), sql.SQL(order))
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query).fetchall()

    def view(self, name: str, condition: str = "true") -> list[dict[str, Any]]:
        """The rows of a view for analysts."""
        query = sql.SQL("SELECT * FROM {} WHERE {}").format(
            sql.Identifier(schema_of_views(self.schema), name),
            sql.SQL(condition),
        )
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query).fetchall()

    def tables(self, projection: Projection, build: Build = "live") -> dict[str, list[str]]:
        """Every row of every table of a build, in an order of their own."""
        return {
            table.name: sorted(
                str(row)
                for (row,) in self.connection.execute(
                    sql.SQL("SELECT kept::text FROM {} kept").format(
                        sql.Identifier(self.schema, table.name + SUFFIX[build])
                    )
                )
            )
            for table in projection.TABLES.sorted_tables
        }
