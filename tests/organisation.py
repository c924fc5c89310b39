"""An organisation for tests of the write side: a real ledger, a clock of its own, short words for common wishes."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool
from uuid_utils.compat import uuid7

from bookit import connections
from bookit.commands import CATALOGUE, Command
from bookit.commands.bookings import PlaceBooking
from bookit.commands.buildings import AddBuilding
from bookit.commands.members import GrantRole, InviteMember
from bookit.commands.rooms import OpenRoom
from bookit.domain.actor import SYSTEM, Actor, Scope
from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import Refusal
from bookit.domain.member import Member
from bookit.events.values import Role, RoomKind, Weekday, WeeklyHours
from bookit.files import Files
from bookit.identity import Identity
from bookit.ledger.append import Appender, Pool
from bookit.ledger.doors import Doors
from bookit.ledger.execution import Executor
from bookit.ledger.streams import Streams
from bookit.settings import Settings
from tests.database import Database, open_database
from tests.invariants import Witness

A = TypeVar("A", bound=Aggregate)

NOW = datetime(2031, 3, 24, 7, 30, tzinfo=UTC)
"""A Monday; Europe changes its clocks on the Sunday after it."""
ALWAYS: WeeklyHours = {day: [("00:00", "24:00")] for day in Weekday}


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    """That hour (UTC) of the day of `NOW`, or of a later day."""
    return NOW.replace(hour=0, minute=0) + timedelta(days=day, hours=hour, minutes=minute)


NINE, TEN = at(9), at(10)


@dataclass(slots=True)
class Clock:
    """Stands still until it is told."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class Organisation:
    """Gives commands. What is not named in them is the plainest thing that works."""

    def __init__(self, settings: Settings, pool: Pool, database: Database) -> None:
        schema = settings.database_schema
        self.settings = settings
        self.pool = pool
        self.database = database
        self.clock = Clock()
        self.witness = Witness()
        self.identity = Identity(pool, schema, settings)
        self.files = Files(pool, settings)
        self.doors = Doors(settings.key_for("doors"))
        self.executor = self.new_executor()
        self._numbers = count(1)

    def new_executor(self) -> Executor:
        """Another process, as far as the ledger can tell: it shares nothing but the database."""
        schema = self.settings.database_schema
        return Executor(
            self.pool,
            schema,
            appender=Appender(self.pool, schema),
            streams=Streams(self.pool, schema),
            accounts=self.identity,
            files=self.files,
            doors=self.doors,
            on_stored=lambda position: None,
            clock=self.clock,
        )

    async def do(self, command: Command, by: Actor = SYSTEM, *, through: Executor | None = None) -> Any:
        """The command's answer. Raises what the executor raises."""
        command_id = uuid7()
        try:
            receipt = await (through or self.executor).execute(command, by, command_id=command_id)
        except Refusal:
            self.witness.refused.append(command_id)
            raise
        self.witness.receipts.append(receipt)
        return CATALOGUE[command.NAME].answer.model_validate_json(receipt.answer)

    async def member(self, role: Role | None = None, *, manages: Iterable[UUID] = ()) -> Actor:
        """Somebody who may act."""
        email = f"member-{next(self._numbers)}@example.org"
        member_id: UUID = (await self.do(InviteMember(email=email, name="Ada"))).member_id
        if role is not None:
            await self.do(GrantRole(member_id=member_id, role=role, building_ids=list(manages)))
        return await self.actor(member_id)

    async def actor(self, member_id: UUID) -> Actor:
        """The member with today's rights."""
        return Actor.of(await self.look(Member, member_id), frozenset(Scope))

    async def look(self, kind: type[A], stream_id: UUID) -> A:
        """The aggregate as the ledger has it at this moment."""
        aggregate = await Streams(self.pool, self.settings.database_schema).get(kind, stream_id)
        assert aggregate is not None
        return aggregate

    async def building(self, *, time_zone: str = "UTC", opening_hours: WeeklyHours = ALWAYS) -> UUID:
        wish = AddBuilding(name="Harbour House", time_zone=time_zone, opening_hours=opening_hours)
        building_id: UUID = (await self.do(wish)).building_id
        return building_id

    async def room(self, building_id: UUID, *, capacity: int = 8, **changes: Any) -> UUID:
        room_id: UUID = (await self.open(building_id, capacity=capacity, **changes)).room_id
        return room_id

    async def open(self, building_id: UUID, **changes: Any) -> Any:
        """A new room's answer, for the ids of its seats."""
        wanted: dict[str, Any] = {"name": "Aquarium", "kind": RoomKind.MEETING_ROOM, "capacity": 8, **changes}
        return await self.do(OpenRoom(building_id=building_id, **wanted))

    async def book(
        self, room_id: UUID, start: datetime = NINE, end: datetime = TEN, by: Actor = SYSTEM, **changes: Any
    ) -> UUID:
        wish = PlaceBooking(room_id=room_id, starts_at=start, ends_at=end, **changes)
        booking_id: UUID = (await self.do(wish, by)).booking_id
        return booking_id

    async def rows(self, text: str, *parameters: object) -> list[TupleRow]:
        """What the database has, or is made to have; `{schema}` stands for the organisation's."""
        return await self.database.run(text, *parameters)

    async def claims(self, *stream_ids: UUID) -> list[tuple[UUID, datetime, datetime]]:
        """Unit, start and end of what these streams hold, sorted by start and unit."""
        return [
            (unit, start, end)
            for unit, start, end in await self.rows(
                "SELECT unit_id, lower(during), upper(during) FROM {schema}.claims WHERE stream_id = ANY (%s)"
                " ORDER BY lower(during), unit_id",
                list(stream_ids),
            )
        ]

    async def readable(self, text: str | None) -> str | None:
        """What a member wrote, for as long as it can be read."""
        return None if text is None else await self.identity.member_keys.open(text)

    async def topics(self, stream_id: UUID) -> list[str]:
        """The facts of a stream, by their topics."""
        rows = await self.rows(
            "SELECT topic FROM {schema}.events WHERE originator_id = %s ORDER BY originator_version", stream_id
        )
        return [topic for (topic,) in rows]


@asynccontextmanager
async def open_organisation(settings: Settings) -> AsyncIterator[Organisation]:
    """On a schema that is migrated."""
    pool: Pool = AsyncConnectionPool[AsyncConnection[TupleRow]](
        settings.dsn,
        connection_class=connections.AsyncConnection,
        min_size=1,
        max_size=6,
        open=False,
        kwargs={"autocommit": True, "pooled": settings.database_pooled, "session": {"timezone": "UTC"}},
    )
    async with pool, open_database(settings) as database:
        yield Organisation(settings, pool, database)
