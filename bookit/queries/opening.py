"""When buildings and rooms are open, as the directory knows them, and how far they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Row

from bookit.domain.opening_hours import Hours, OpeningHours, both, zone
from bookit.domain.period import Period
from bookit.queries.reading import Queries

_EARTH_METRES = 6_371_000.0

_BUILDINGS = """
    SELECT building_id, time_zone, opening_hours, closed_days, latitude, longitude,
           (SELECT jsonb_object_agg(room_id, opening_hours) FROM {schema}.directory_rooms room
            WHERE room.building_id = building.building_id AND room.opening_hours IS NOT NULL) AS hours_of_rooms
    FROM {schema}.directory_buildings building
"""
_OF_ROOMS = """
    WHERE building_id IN (
        SELECT building_id FROM {schema}.directory_rooms WHERE room_id = ANY(CAST(:room_ids AS uuid[]))
    )
"""

_OF_FLOOR = """
    WHERE building_id = (SELECT building_id FROM {schema}.directory_floors WHERE floor_id = :floor_id)
"""


@dataclass(frozen=True, slots=True)
class OpenBuilding:
    building_id: UUID
    time_zone: str
    hours: Hours
    hours_of_rooms: Mapping[UUID, Hours]
    """Of those rooms that have hours of their own."""
    point: tuple[float, float] | None

    def metres_from(self, point: tuple[float, float]) -> float | None:
        """The distance along the earth's surface; None where the building has no geo point."""
        if self.point is None:
            return None
        (lat, lon), (other_lat, other_lon) = (map(radians, place) for place in (self.point, point))
        half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
        return 2 * _EARTH_METRES * asin(sqrt(half))


async def all_buildings(queries: Queries) -> list[OpenBuilding]:
    return [_building(row) for row in await queries.rows(_BUILDINGS)]


async def buildings_of(
    queries: Queries, *, building_id: UUID | None, floor_id: UUID | None, room_ids: Collection[UUID]
) -> list[OpenBuilding]:
    """The building asked for, that of the floor asked for, or those of the rooms asked for."""
    if building_id is not None:
        rows = await queries.rows(_BUILDINGS + " WHERE building_id = :building_id", {"building_id": building_id})
    elif floor_id is not None:
        rows = await queries.rows(_BUILDINGS + _OF_FLOOR, {"floor_id": floor_id})
    else:
        rows = await queries.rows(_BUILDINGS + _OF_ROOMS, {"room_ids": list(room_ids)})
    return [_building(row) for row in rows]


def rooms_with_hours(buildings: Iterable[OpenBuilding]) -> list[tuple[UUID, OpenBuilding, Hours]]:
    """The rooms that have hours of their own."""
    return [(room_id, building, hours) for building in buildings for room_id, hours in building.hours_of_rooms.items()]


def as_multirange(periods: Sequence[Period]) -> str:
    """The text that Postgres reads as a tstzmultirange; it takes the empty one too, which has no type of its own."""
    ranges = ",".join(f"[{period.start.isoformat()},{period.end.isoformat()})" for period in periods)
    return f"{{{ranges}}}"


def _building(row: Row[Any]) -> OpenBuilding:
    closed = [date.fromisoformat(day) for day in row.closed_days]
    point = None if row.latitude is None else (row.latitude, row.longitude)
    in_zone = zone(row.time_zone)
    hours = OpeningHours(row.opening_hours, in_zone, closed)
    of_rooms = {
        UUID(room_id): both(hours, OpeningHours(own, in_zone, closed))
        for room_id, own in (row.hours_of_rooms or {}).items()
    }
    return OpenBuilding(row.building_id, row.time_zone, hours, of_rooms, point)
