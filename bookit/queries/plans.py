"""Floor plans: how a floor is drawn, with its rooms and seats in their places."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from uuid import UUID

from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"directory", "plans"})

_PLACE = """
    (SELECT json_build_object('x', x, 'y', y, 'width', width, 'height', height, 'turn', turn)
     FROM {{schema}}.plans_places place WHERE place.unit_id = {unit} AND place.floor_id = floor.floor_id)
"""

_SEATS = f"""
    coalesce((SELECT json_agg(json_build_object(
        'seat_id', seat_id, 'name', seat.name, 'place', {_PLACE.format(unit="seat.seat_id")}) ORDER BY seat.place)
     FROM {{schema}}.directory_seats seat WHERE seat.room_id = room.room_id), '[]')
"""

_ROOMS = f"""
    coalesce((SELECT json_agg(json_build_object(
        'room_id', room.room_id, 'name', room.name, 'kind', kind, 'capacity', capacity, 'features', features,
        'made_of', made_of, 'shares_places', shares_places,
        'place', {_PLACE.format(unit="room.room_id")}, 'seats', {_SEATS}) ORDER BY room.name, room.room_id)
     FROM {{schema}}.directory_rooms room
     WHERE room.building_id = floor.building_id AND room.floor_id = floor.floor_id), '[]')
"""

_PLAN = f"""
    SELECT json_build_object(
        'floor_id', floor.floor_id, 'building_id', floor.building_id, 'name', floor.name, 'level', level,
        'version', coalesce(drawing.version, 0),
        'drawing', CASE WHEN drawing.width IS NOT NULL THEN json_build_object(
            'width', width, 'height', height, 'background', background,
            'background_url', '/api/files/' || background, 'fixtures', fixtures) END,
        'rooms', {_ROOMS})::text
    FROM {{schema}}.directory_floors floor
    LEFT JOIN {{schema}}.plans_drawings drawing USING (floor_id)
    WHERE floor.floor_id = :floor_id
"""


async def floor_plan(queries: Queries, viewer: Actor, floor_id: UUID) -> bytes:
    """The plan of a floor with all its rooms, those without a place on it too. Raises NotFound."""
    viewer.require("see-spaces")
    rows = await queries.rows(_PLAN, {"floor_id": floor_id})
    if not rows:
        raise NotFound("floor", floor_id)
    body: str = rows[0][0]
    return body.encode()
