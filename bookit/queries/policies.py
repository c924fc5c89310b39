"""The rules that hold in rooms, each from the narrowest level that sets it."""

from typing import Any
from uuid import UUID

import orjson

from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.domain.policy import RULES, Layer, Level, Policy, Source
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


async def room_policy(queries: Queries, viewer: Actor, room_id: UUID) -> bytes:
    """Every rule of a room: its value, what it means, and which level sets it. Raises NotFound."""
    viewer.require("see-spaces")
    rows = await queries.rows(_ROOM, {"room_id": room_id})
    if not rows:
        raise NotFound("room", room_id)
    room = rows[0]
    own = {"level": Level.ROOM, "id": room_id, "version": room.policy_version, "policy": room.policy}
    levels = [*(room.above or []), own]
    levels.sort(key=lambda each: _FROM_WIDE_TO_NARROW.index(Level(each["level"])))
    policy = Policy(
        Layer(Source(Level(each["level"]), UUID(str(each["id"])), each["version"]), each["policy"]) for each in levels
    )
    rules = [policy.why(rule) | {"meaning": rule.meaning} for rule in RULES.values()]
    shown: dict[str, Any] = {
        "room_id": room_id,
        "building_id": room.building_id,
        "kind": room.kind,
        "rules": rules,
        "levels": levels,
        "opening_hours": room.opening_hours,
    }
    return orjson.dumps(shown)


_FROM_WIDE_TO_NARROW = list(Level)
