"""Which bookings a closure would displace: asked before closing, answered as lists of bookings are."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor
from bookit.domain.booking import LIVE
from bookit.domain.errors import NotFound
from bookit.domain.period import Period
from bookit.queries.calendar import BODY, NAMES, sortable
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory"})

_UNITS_OF_ROOM = """
    SELECT room_id FROM {schema}.directory_rooms WHERE room_id = :room_id
    UNION ALL SELECT seat_id FROM {schema}.directory_seats WHERE room_id = :room_id
"""
_UNITS_OF_SEAT = "SELECT seat_id FROM {schema}.directory_seats WHERE room_id = :room_id AND seat_id = :seat_id"
_UNITS_OF_BUILDING = """
    SELECT room_id FROM {schema}.directory_rooms WHERE building_id = :building_id
    UNION ALL
    SELECT seat_id FROM {schema}.directory_seats JOIN {schema}.directory_rooms USING (room_id)
    WHERE building_id = :building_id
"""


@dataclass(frozen=True, slots=True)
class Closing:
    """What somebody thinks of closing: a room, one seat of it, or a building, for a period."""

    starts_at: datetime
    ends_at: datetime
    room_id: UUID | None = None
    seat_id: UUID | None = None
    building_id: UUID | None = None

    @property
    def units(self) -> str:
        if self.building_id is not None:
            return _UNITS_OF_BUILDING
        return _UNITS_OF_ROOM if self.seat_id is None else _UNITS_OF_SEAT


async def displaced(
    queries: Queries, viewer: Actor, closing: Closing, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of the bookings that closing it would displace, by their start. Raises NotFound, Forbidden.

    Found by the claims themselves, because a booking of a hall holds each of the hall's parts.
    """
    await _require(queries, viewer, closing)
    period = Period(closing.starts_at, closing.ends_at)
    parameters: dict[str, Any] = {
        "room_id": closing.room_id,
        "seat_id": closing.seat_id,
        "building_id": closing.building_id,
        "from": period.start,
        "to": period.end,
    }
    cursors = queries.cursors("displaced", viewer.member_id, *parameters.values())
    after = ""
    if cursor is not None:
        starts_at, position = cursors.read(cursor)
        after = " AND (starts_at, position) > (:after_start, :after_position)"
        parameters |= {"after_start": datetime.fromisoformat(starts_at), "after_position": position}
    rows = await queries.rows(
        f"SELECT {BODY}, starts_at, position FROM (SELECT * FROM {{schema}}.calendar_bookings"
        " WHERE status = ANY(CAST(:live AS text[])) AND booking_id IN ("
        "   SELECT stream_id FROM {schema}.claims"
        f"  WHERE unit_id = ANY(ARRAY({closing.units})) AND during && tstzrange(:from, :to)){after}"
        f" ORDER BY starts_at, position LIMIT :limit) booking {NAMES} ORDER BY starts_at, position",
        parameters | {"live": sorted(map(str, LIVE)), "limit": checked_limit(limit) + 1},
    )
    return cut([sortable(row) for row in rows], limit, cursors)


async def _require(queries: Queries, viewer: Actor, closing: Closing) -> None:
    """Raises NotFound for what does not exist, and Forbidden for those who could not close it."""
    building_id = closing.building_id
    if closing.room_id is not None:
        rooms = await queries.rows(
            "SELECT building_id FROM {schema}.directory_rooms WHERE room_id = :room_id", {"room_id": closing.room_id}
        )
        if not rooms:
            raise NotFound("room", closing.room_id)
        building_id = rooms[0].building_id
    elif not await queries.rows(
        "SELECT 1 FROM {schema}.directory_buildings WHERE building_id = :building_id", {"building_id": building_id}
    ):
        raise NotFound("building", str(building_id))
    viewer.require("see-displaced", building=building_id)
