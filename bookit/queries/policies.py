"""The rules that hold in rooms, each from the narrowest level that sets it."""

from typing import Any
from uuid import UUID

import orjson

from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.domain.policy import RULES, Layer, Level, Policy, Source
from bookit.events.values import RoomKind
from bookit.projections.directory import ORGANISATION
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"directory"})

LEVELS_OF_ROOM = """
    LEFT JOIN {schema}.directory_levels of_all ON of_all.level_key = 'organisation'
    LEFT JOIN {schema}.directory_levels of_kind ON of_kind.level_key = 'organisation:' || room.kind
    LEFT JOIN {schema}.directory_levels of_building ON of_building.level_key = room.building_id::text
    LEFT JOIN {schema}.directory_levels of_kind_here
        ON of_kind_here.level_key = room.building_id::text || ':' || room.kind
"""
"""Joins the levels above to the directory's `room`."""

POLICY_OF_ROOM = (
    "coalesce(of_all.policy, '{}') || coalesce(of_kind.policy, '{}') || coalesce(of_building.policy, '{}')"
    " || coalesce(of_kind_here.policy, '{}') || coalesce(room.policy, '{}')"
)
"""The values that are set for it, as one JSON object; a rule that is missing has its default."""

_ROOM = """
    SELECT room.room_id, room.building_id, room.kind, room.opening_hours,
           (SELECT json_agg(json_build_object('level', above.level, 'id', above.holder_id, 'version', above.version,
                                              'policy', above.policy))
            FROM {schema}.directory_levels above
            WHERE above.level_key IN ('organisation', 'organisation:' || room.kind, room.building_id::text,
                                      room.building_id::text || ':' || room.kind)) AS above,
           room.policy, room.policy_version
    FROM {schema}.directory_rooms room
    WHERE room.room_id = :room_id
"""

_ABOVE_ROOMS = """
    SELECT CAST(:building_id AS uuid) IS NULL
               OR EXISTS (SELECT FROM {schema}.directory_buildings WHERE building_id = :building_id) AS is_known,
           (SELECT json_agg(json_build_object('level', above.level, 'id', above.holder_id, 'version', above.version,
                                              'policy', above.policy))
            FROM {schema}.directory_levels above WHERE above.level_key = ANY(:keys)) AS levels
"""


async def room_policy(queries: Queries, viewer: Actor, room_id: UUID) -> bytes:
    """Every rule of a room: its value, what it means, and which level sets it. Raises NotFound."""
    viewer.require("see-spaces")
    rows = await queries.rows(_ROOM, {"room_id": room_id})
    if not rows:
        raise NotFound("room", room_id)
    room = rows[0]
    own = {"level": Level.ROOM, "id": room_id, "version": room.policy_version, "policy": room.policy}
    shown: dict[str, Any] = {
        "room_id": room_id,
        "building_id": room.building_id,
        "kind": room.kind,
        **_in_force([*(room.above or []), own]),
        "opening_hours": room.opening_hours,
    }
    return orjson.dumps(shown)


async def level_policy(
    queries: Queries, viewer: Actor, *, building_id: UUID | None = None, kind: RoomKind | None = None
) -> bytes:
    """Every rule as it would hold in a new room of that building and kind, or of any. Raises NotFound."""
    viewer.require("see-spaces")
    holders = [ORGANISATION] if building_id is None else [ORGANISATION, str(building_id)]
    keys = [*holders, *(f"{holder}:{kind}" for holder in holders if kind is not None)]
    (found,) = await queries.rows(_ABOVE_ROOMS, {"building_id": building_id, "keys": keys})
    if not found.is_known:
        raise NotFound("building", str(building_id))
    return orjson.dumps({"building_id": building_id, "kind": kind, **_in_force(found.levels or [])})


def _in_force(levels: list[dict[str, Any]]) -> dict[str, Any]:
    """What holds, and the levels that it comes from, the widest first."""
    levels.sort(key=lambda each: _FROM_WIDE_TO_NARROW.index(Level(each["level"])))
    policy = Policy(
        Layer(Source(Level(each["level"]), UUID(str(each["id"])), each["version"]), each["policy"]) for each in levels
    )
    return {"rules": [policy.why(rule) | {"meaning": rule.meaning} for rule in RULES.values()], "levels": levels}


_FROM_WIDE_TO_NARROW = list(Level)
