"""A system on a ledger of each module's own, with a building, rooms and people to name in files."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from psycopg import sql
from uuid_utils.compat import uuid7

from bookit.commands import CATALOGUE, Command
from bookit.commands.buildings import AddBuilding, AddFloor
from bookit.commands.members import GrantRole, InviteMember
from bookit.commands.rooms import OpenRoom
from bookit.domain.actor import SYSTEM, Actor, Scope
from bookit.domain.member import Member
from bookit.events.values import Role, RoomKind
from bookit.importing import Format, Kind, Options, Report, import_file
from bookit.wiring import System, running
from tests.invariants import Witness, hold
from tests.organisation import ALWAYS, Clock
from tests.running import settings_of_its_own
from tests.schemas import migrated


@dataclass
class Office:
    """Who imports, and what there is to name."""

    system: System
    clock: Clock
    witness: Witness = field(default_factory=Witness)

    async def do(self, command: Command, by: Actor = SYSTEM) -> Any:
        receipt = await self.system.executor.execute(command, by, command_id=uuid7())
        self.witness.receipts.append(receipt)
        return CATALOGUE[command.NAME].answer.model_validate_json(receipt.answer)

    async def building(self, name: str, *, time_zone: str = "Europe/Berlin") -> UUID:
        wish = AddBuilding(name=name, time_zone=time_zone, opening_hours=ALWAYS)
        building_id: UUID = (await self.do(wish)).building_id
        return building_id

    async def floor(self, building_id: UUID, name: str) -> UUID:
        floor_id: UUID = (await self.do(AddFloor(building_id=building_id, name=name, level=1))).floor_id
        return floor_id

    async def room(self, building_id: UUID, name: str, **changes: Any) -> UUID:
        fields = {"kind": RoomKind.MEETING_ROOM, "capacity": 8, **changes}
        room_id: UUID = (await self.do(OpenRoom(building_id=building_id, name=name, **fields))).room_id
        return room_id

    async def member(self, email: str, role: Role | None = None, *, manages: tuple[UUID, ...] = ()) -> Actor:
        member_id = (await self.do(InviteMember(email=email, name="Ada"))).member_id
        if role is not None:
            await self.do(GrantRole(member_id=member_id, role=role, building_ids=list(manages)))
        member = await self.system.streams.current(Member, member_id)
        assert member is not None
        return Actor.of(member, frozenset(Scope))

    async def run(
        self, kind: Kind, text: str | bytes, by: Actor = SYSTEM, form: Format = Format.CSV, **options: Any
    ) -> Report:
        data = text if isinstance(text, bytes) else text.encode()
        return await import_file(self.system, by, kind, data, form=form, options=Options(**options))

    async def count(self, topic: str) -> int:
        """How many facts of a topic there are."""
        statement = sql.SQL("SELECT count(*) FROM {}.events WHERE topic = %s").format(
            sql.Identifier(self.system.settings.database_schema)
        )
        async with self.system.pool.connection() as connection:
            row = await (await connection.execute(statement, [topic])).fetchone()
        assert row is not None
        return int(row[0])


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def office(postgres_dsn: str) -> AsyncIterator[Office]:
    """An empty organisation at `NOW`; the invariants are checked afterwards."""
    clock = Clock()
    with settings_of_its_own(postgres_dsn, None) as settings:
        migrated(settings)
        async with running(settings, clock=clock) as system:
            office = Office(system, clock)
            yield office
            await hold(settings, office.witness)
