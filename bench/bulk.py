"""Many bookings by one wish: a series of a year, and a file of thousands."""

import asyncio
import time
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from bench.house import today
from bench.result import BenchFailed, Result, at_least, at_most, told
from bench.stage import Stage
from bookit.commands import Command
from bookit.commands.bookings import PlaceBooking
from bookit.commands.buildings import AddBuilding, BuildingAnswer
from bookit.commands.members import InviteMember
from bookit.commands.rooms import OpenedRoom, OpenRoom
from bookit.commands.series import PlaceSeries
from bookit.domain.actor import SYSTEM
from bookit.events.values import RoomKind, Weekday
from bookit.importing import Kind, import_file
from bookit.ledger.migrate import migrate
from bookit.settings import Settings
from bookit.wiring import System, running

WEEKS = 52
SERIES = 40
MOST_BOOKINGS_WORTH = 4
ROWS = 5000
LEAST_ROWS_PER_SECOND = 1000
EMAIL = "ada@bench.example"
HOUR = timedelta(hours=1)


def bench(stage: Stage) -> list[Result]:
    """A weekly series of a year against one booking, in turn; rows of a file that become bookings in a second."""
    settings = stage.settings_with(database_schema="bench_bulk")
    migrate(settings)
    return asyncio.run(_bench(settings, stage.scaled(SERIES, at_least=5), stage.scaled(ROWS, at_least=500)))


async def _bench(settings: Settings, series: int, rows: int) -> list[Result]:
    async with running(settings) as system:
        building_id = await _building(system)
        booking, whole = await _series(system, building_id, series)
        per_second = await _import(system, building_id, rows)
    return [
        at_most(f"a series of {WEEKS} weeks, as so many bookings", whole / booking, "×", MOST_BOOKINGS_WORTH),
        told("one booking, median", 1000 * booking, "ms"),
        told("one series, median", 1000 * whole, "ms"),
        at_least("rows imported as bookings", per_second, "rows/s", LEAST_ROWS_PER_SECOND),
    ]


async def _series(system: System, building_id: UUID, count: int) -> tuple[float, float]:
    """Median seconds of a booking and of a series, each in a room of its own; the first are for warming up."""
    start = today() + timedelta(days=1, hours=9)
    booking, series = [], []
    for number in range(count + 3):
        room_id = await _room(system, building_id, f"Room {number}", RoomKind.MEETING_ROOM)
        one = PlaceBooking(room_id=room_id, starts_at=start, ends_at=start + HOUR)
        wish = PlaceSeries(
            room_id=room_id, starts_at=start + HOUR, ends_at=start + 2 * HOUR, rrule=f"FREQ=WEEKLY;COUNT={WEEKS}"
        )
        booking.append(await _seconds(system, one))
        series.append(await _seconds(system, wish))
    return median(booking[3:]), median(series[3:])


async def _seconds(system: System, command: Command) -> float:
    begun = time.perf_counter()
    await system.executor.execute(command, SYSTEM)
    return time.perf_counter() - begun


async def _import(system: System, building_id: UUID, rows: int) -> float:
    await _room(system, building_id, "Garage", RoomKind.PARKING, capacity=10_000)
    await system.executor.execute(InviteMember(email=EMAIL, name="Ada"), SYSTEM)
    lines = [_row(today() + timedelta(days=1 + number % 300, hours=9), number) for number in range(rows)]
    data = "\n".join(["room,starts_at,ends_at,booked_for,title", *lines]).encode()
    begun = time.perf_counter()
    report = await import_file(system, SYSTEM, Kind.BOOKINGS, data)
    seconds = time.perf_counter() - begun
    if report.done != rows:
        raise BenchFailed(f"{report.refused} of {rows} rows were refused")
    return rows / seconds


def _row(start: datetime, number: int) -> str:
    return f"Garage,{start.isoformat()},{(start + HOUR).isoformat()},{EMAIL},Car {number}"


async def _building(system: System) -> UUID:
    hours = {day: [("00:00", "24:00")] for day in Weekday}
    added = await system.executor.execute(AddBuilding(name="Bench House", time_zone="UTC", opening_hours=hours), SYSTEM)
    return BuildingAnswer.model_validate_json(added.answer).building_id


async def _room(system: System, building_id: UUID, name: str, kind: RoomKind, *, capacity: int = 8) -> UUID:
    wish = OpenRoom(building_id=building_id, name=name, kind=kind, capacity=capacity)
    opened = await system.executor.execute(wish, SYSTEM)
    return OpenedRoom.model_validate_json(opened.answer).room_id
