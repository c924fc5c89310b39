"""How fast a scheduler catches up after a downtime: 10,000 bookings nobody came to, all due at once."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.result import BenchFailed, Result, at_most, told
from bench.stage import Stage
from bookit.commands.bookings import PlaceBooking
from bookit.commands.buildings import AddBuilding, BuildingAnswer
from bookit.commands.rooms import OpenedRoom, OpenRoom
from bookit.domain.actor import SYSTEM
from bookit.events.values import RoomKind, Weekday
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from bookit.wiring import System, running
from workers.scheduler import Deadlines, tick

DUE = 10_000
ROOMS = 100
MOST_SECONDS = 15.0
AT_ONCE = 500


def bench(stage: Stage) -> list[Result]:
    """Seconds of one tick of a scheduler with that many due deadlines."""
    settings = stage.settings_with(database_schema="bench_deadlines")
    migrate(settings)
    asyncio.run(_book(settings))
    with Engine(settings, PROJECTIONS) as engine:
        engine.catch_up_all()
    seconds = asyncio.run(_tick(settings))
    return [
        at_most(f"a tick with {DUE:,} due deadlines", seconds, "s", MOST_SECONDS),
        told("released", DUE / seconds, "bookings/s"),
    ]


async def _book(settings: Settings) -> None:
    """Bookings of two hours ago, for which check-in was due soon after."""
    then = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=2)
    async with running(settings, clock=lambda: then) as system:
        rooms = await _rooms(system)
        wishes = [
            PlaceBooking(room_id=rooms[number % ROOMS], starts_at=then, ends_at=then + timedelta(hours=8))
            for number in range(DUE)
        ]
        for first in range(0, DUE, AT_ONCE):
            await asyncio.gather(*(system.executor.execute(wish, SYSTEM) for wish in wishes[first : first + AT_ONCE]))


async def _rooms(system: System) -> list[UUID]:
    hours = {day: [("00:00", "24:00")] for day in Weekday}
    added = await system.executor.execute(AddBuilding(name="Bench House", time_zone="UTC", opening_hours=hours), SYSTEM)
    building_id = BuildingAnswer.model_validate_json(added.answer).building_id
    policy = {"check_in": True, "check_in_grace_minutes": 15}
    opened = [
        await system.executor.execute(
            OpenRoom(
                building_id=building_id,
                name=f"Hall {number}",
                kind=RoomKind.OPEN_SPACE,
                capacity=DUE // ROOMS,
                policy=policy,
            ),
            SYSTEM,
        )
        for number in range(ROOMS)
    ]
    return [OpenedRoom.model_validate_json(receipt.answer).room_id for receipt in opened]


async def _tick(settings: Settings) -> float:
    async with running(settings) as system:
        before = await _released(system)
        begun = time.perf_counter()
        await tick([Deadlines(system)])
        seconds = time.perf_counter() - begun
        if await _released(system) - before != DUE:
            raise BenchFailed("not all that was due was released")
        return seconds


async def _released(system: System) -> int:
    rows = await system.queries.rows("SELECT count(*) AS n FROM {schema}.events WHERE topic = 'booking.released'")
    return int(rows[0].n)
