"""What exists: buildings, floors, rooms and their seats."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.events.values import RoomKind
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"directory"})


@dataclass(frozen=True, slots=True)
class Branding:
    """What the organisation chose to show itself by; where it chose nothing, the settings say."""

    name: str | None = None
    colour: str | None = None
    logo: UUID | None = None


_BUILDING = """
    json_build_object(
        'building_id', building_id, 'name', name, 'address', address, 'time_zone', time_zone,
        'opening_hours', opening_hours, 'closed_days', closed_days,
        'latitude', latitude, 'longitude', longitude, 'version', version
    )::text
"""

_FLOOR = "json_build_object('floor_id', floor_id, 'building_id', building_id, 'name', name, 'level', level)::text"

_PHOTOS = """
    coalesce((SELECT json_agg(json_build_object('file_id', photo, 'url', '/api/files/' || photo,
         'description', coalesce(room.photo_descriptions ->> photo::text, '')) ORDER BY turn)
     FROM unnest(room.photos) WITH ORDINALITY shown (photo, turn)), '[]')
"""

_ROOM = f"""
    json_build_object(
        'room_id', room.room_id, 'building_id', building_id, 'floor_id', floor_id, 'name', name, 'kind', kind,
        'capacity', capacity, 'features', features, 'photos', {_PHOTOS}, 'made_of', made_of,
        'shares_places', shares_places,
        'opening_hours', opening_hours, 'policy', policy, 'version', version,
        'seats', coalesce(
            (SELECT json_agg(json_build_object('seat_id', seat_id, 'name', seat.name) ORDER BY place)
             FROM {{schema}}.directory_seats seat WHERE seat.room_id = room.room_id), '[]'),
        'closures', coalesce(
            (SELECT json_agg(json_build_object('closure_id', closure_id, 'seat_id', seat_id,
                 'starts_at', starts_at, 'ends_at', ends_at, 'reason', reason) ORDER BY starts_at)
             FROM {{schema}}.directory_closures closure
             WHERE closure.room_id = room.room_id AND closure.ends_at > now()), '[]')
    )::text
"""


async def buildings(queries: Queries, viewer: Actor, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> bytes:
    """A page of buildings, by name."""
    viewer.require("see-spaces")
    cursors = queries.cursors("buildings")
    rows = await queries.rows(
        f"SELECT {_BUILDING}, name, building_id::text FROM {{schema}}.directory_buildings building"
        + _after("building_id", cursor),
        {"limit": checked_limit(limit) + 1} | _place(cursors.read(cursor) if cursor else None),
    )
    return cut(rows, limit, cursors)


async def floors(
    queries: Queries,
    viewer: Actor,
    *,
    building_id: UUID | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of floors, from the lowest level up."""
    viewer.require("see-spaces")
    cursors = queries.cursors("floors", building_id)
    place = cursors.read(cursor) if cursor else [None, None]
    rows = await queries.rows(
        f"SELECT {_FLOOR}, level, floor_id::text FROM {{schema}}.directory_floors"
        " WHERE (CAST(:building_id AS uuid) IS NULL OR building_id = :building_id)"
        " AND (CAST(:level AS integer) IS NULL OR (level, floor_id) > (:level, CAST(:floor_id AS uuid)))"
        " ORDER BY level, floor_id LIMIT :limit",
        {
            "building_id": building_id,
            "level": place[0],
            "floor_id": place[1],
            "limit": checked_limit(limit) + 1,
        },
    )
    return cut(rows, limit, cursors)


async def rooms(
    queries: Queries,
    viewer: Actor,
    *,
    building_id: UUID | None = None,
    floor_id: UUID | None = None,
    kind: RoomKind | None = None,
    features: Collection[str] = (),
    capacity_min: int | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of rooms that have all the features and hold at least so many, by name."""
    viewer.require("see-spaces")
    wanted = {
        "building_id": building_id,
        "floor_id": floor_id,
        "kind": kind and str(kind),
        "features": sorted(features),
        "capacity_min": capacity_min,
    }
    cursors = queries.cursors("rooms", *wanted.values())
    rows = await queries.rows(
        f"SELECT {_ROOM}, name, room_id::text FROM {{schema}}.directory_rooms room{_filters(wanted)}"
        + _after("room_id", cursor, more=True),
        wanted | {"limit": checked_limit(limit) + 1} | _place(cursors.read(cursor) if cursor else None),
    )
    return cut(rows, limit, cursors)


async def room(queries: Queries, viewer: Actor, room_id: UUID) -> bytes:
    """One room with its seats and its closures that are not over. Raises NotFound."""
    viewer.require("see-spaces")
    rows = await queries.rows(
        f"SELECT {_ROOM} FROM {{schema}}.directory_rooms room WHERE room_id = :room_id", {"room_id": room_id}
    )
    if not rows:
        raise NotFound("room", room_id)
    body: str = rows[0][0]
    return body.encode()


async def branding(queries: Queries) -> Branding:
    """How the organisation shows itself, which everybody may see."""
    rows = await queries.rows("SELECT name, colour, logo FROM {schema}.directory_branding")
    return Branding(*rows[0]) if rows else Branding()


async def building(queries: Queries, viewer: Actor, building_id: UUID) -> bytes:
    """One building. Raises NotFound."""
    viewer.require("see-spaces")
    rows = await queries.rows(
        f"SELECT {_BUILDING} FROM {{schema}}.directory_buildings WHERE building_id = :building_id",
        {"building_id": building_id},
    )
    if not rows:
        raise NotFound("building", building_id)
    body: str = rows[0][0]
    return body.encode()


_CONDITIONS = {
    "building_id": "building_id = :building_id",
    "floor_id": "floor_id = :floor_id",
    "kind": "kind = :kind",
    "features": "features @> CAST(:features AS text[])",
    "capacity_min": "capacity >= :capacity_min",
}


def _filters(wanted: dict[str, Any]) -> str:
    conditions = [_CONDITIONS[name] for name, value in wanted.items() if value]
    return " WHERE " + " AND ".join(["true", *conditions])


def _after(id_column: str, cursor: str | None, *, more: bool = False) -> str:
    """Order by name, beginning after the cursor's row."""
    condition = f"(name, {id_column}) > (:after_name, CAST(:after_id AS uuid))"
    begin = f" {'AND' if more else 'WHERE'} {condition}" if cursor else ""
    return f"{begin} ORDER BY name, {id_column} LIMIT :limit"


def _place(values: Sequence[Any] | None) -> dict[str, Any]:
    return {} if values is None else {"after_name": values[0], "after_id": values[1]}
