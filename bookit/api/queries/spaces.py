"""What exists: buildings, floors, rooms."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.history import PageOfEvents
from bookit.api.answers.spaces import (
    BuildingSeen,
    LevelPolicySeen,
    PageOfBuildings,
    PageOfFloors,
    PageOfRooms,
    RoomPolicySeen,
    RoomSeen,
)
from bookit.api.queries.asking import Cursor, Limit, MinPosition, asked
from bookit.events.values import RoomKind
from bookit.queries import directory, history, policies

router = APIRouter()


@router.get("/buildings", summary="Buildings", response_model=PageOfBuildings)
async def buildings(
    request: Request, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> Response:
    """A page of buildings, by name."""
    question = await asked(request, directory.PROJECTIONS, min_position)
    return await question.answer(
        await directory.buildings(question.queries, question.viewer, limit=limit, cursor=cursor)
    )


@router.get("/buildings/{building_id}", summary="Building", response_model=BuildingSeen)
async def building(request: Request, building_id: UUID, min_position: MinPosition = None) -> Response:
    question = await asked(request, directory.PROJECTIONS, min_position)
    return await question.answer(await directory.building(question.queries, question.viewer, building_id))


@router.get("/floors", summary="Floors", response_model=PageOfFloors)
async def floors(
    request: Request,
    building_id: UUID | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of floors, from the lowest level up."""
    question = await asked(request, directory.PROJECTIONS, min_position)
    return await question.answer(
        await directory.floors(question.queries, question.viewer, building_id=building_id, limit=limit, cursor=cursor)
    )


@router.get("/rooms", summary="Rooms", response_model=PageOfRooms)
async def rooms(
    request: Request,
    building_id: UUID | None = None,
    floor_id: UUID | None = None,
    kind: RoomKind | None = None,
    features: Annotated[list[str] | None, Query(description="All of these.")] = None,
    capacity_min: Annotated[int | None, Query(ge=1)] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of rooms that have all the features and hold at least so many, by name."""
    question = await asked(request, directory.PROJECTIONS, min_position)
    return await question.answer(
        await directory.rooms(
            question.queries,
            question.viewer,
            building_id=building_id,
            floor_id=floor_id,
            kind=kind,
            features=features or [],
            capacity_min=capacity_min,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/rooms/{room_id}", summary="Room", response_model=RoomSeen)
async def room(request: Request, room_id: UUID, min_position: MinPosition = None) -> Response:
    """One room with its seats and its closures that are not over."""
    question = await asked(request, directory.PROJECTIONS, min_position)
    return await question.answer(await directory.room(question.queries, question.viewer, room_id))


@router.get("/rooms/{room_id}/policy", summary="Rules of a room", response_model=RoomPolicySeen)
async def room_policy(request: Request, room_id: UUID, min_position: MinPosition = None) -> Response:
    """Every rule that holds in a room: its value, what it means, and the level and version that set it."""
    question = await asked(request, policies.PROJECTIONS, min_position)
    return await question.answer(await policies.room_policy(question.queries, question.viewer, room_id))


@router.get("/policies", summary="Rules above rooms", response_model=LevelPolicySeen)
async def level_policy(
    request: Request,
    building_id: UUID | None = None,
    kind: RoomKind | None = None,
    min_position: MinPosition = None,
) -> Response:
    """Every rule as it would hold in a new room: of the organisation, of a building, of a kind in either."""
    question = await asked(request, policies.PROJECTIONS, min_position)
    return await question.answer(
        await policies.level_policy(question.queries, question.viewer, building_id=building_id, kind=kind)
    )


@router.get("/rooms/{room_id}/history", summary="History of a room", response_model=PageOfEvents)
async def room_history(
    request: Request, room_id: UUID, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> Response:
    """Every event of a room in words: who, when, what changed."""
    question = await asked(request, history.PROJECTIONS, min_position)
    return await question.answer(
        await history.room_history(question.queries, question.viewer, room_id, limit=limit, cursor=cursor)
    )
