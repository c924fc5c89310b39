"""When is what free."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.availability import AvailabilityOfRooms, FreeRooms
from bookit.api.problems import Problem
from bookit.api.queries.asking import Instant, Limit, MinPosition, asked, instant, local_day
from bookit.events.values import RoomKind
from bookit.queries import availability as reading

router = APIRouter()


@router.get("/availability", summary="Availability", response_model=AvailabilityOfRooms)
async def availability(
    request: Request,
    starts_at: Annotated[Instant, Query(alias="from")],
    ends_at: Annotated[Instant, Query(alias="to")],
    building_id: UUID | None = None,
    floor_id: UUID | None = None,
    room_ids: Annotated[list[UUID] | None, Query()] = None,
    min_position: MinPosition = None,
) -> Response:
    """Free and busy periods per room and seat, of a building, of a floor, or of the rooms named."""
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.availability(
            question.queries,
            question.viewer,
            starts_at=starts_at,
            ends_at=ends_at,
            now=datetime.now(UTC),
            building_id=building_id,
            floor_id=floor_id,
            room_ids=room_ids or (),
        )
    )


@router.get("/free-rooms", summary="Free rooms", response_model=FreeRooms)
async def free_rooms(
    request: Request,
    starts_at: Annotated[Instant | None, Query(alias="from")] = None,
    ends_at: Annotated[Instant | None, Query(alias="to")] = None,
    day: Annotated[date | None, Query(description="A local day, with `minutes`, instead of from and to.")] = None,
    minutes: Annotated[int | None, Query(ge=1)] = None,
    capacity_min: Annotated[int, Query(ge=1, le=10_000)] = 1,
    features: Annotated[list[str] | None, Query(description="All of these.")] = None,
    kind: RoomKind | None = None,
    near: Annotated[str | None, Query(description="A building's id, or latitude,longitude.")] = None,
    limit: Limit = 20,
    min_position: MinPosition = None,
) -> Response:
    """What fits, the best first: nearest, then whole rooms that are not twice too large, then where my team is, then
    the floor on which I was last, then the smallest that is large enough.

    My team are those who share a group of at most 20 with me.
    """
    question = await asked(request, reading.PROJECTIONS_OF_FREE_ROOMS, min_position)
    near_building, near_point = _near(near)
    wish = reading.Wish(
        starts_at=instant(starts_at, "from"),
        ends_at=instant(ends_at, "to"),
        day=local_day(day, "day"),
        minutes=minutes,
        capacity_min=capacity_min,
        features=frozenset(features or ()),
        kind=kind,
        near_building=near_building,
        near_point=near_point,
    )
    return await question.answer(
        await reading.free_rooms(question.queries, question.viewer, wish, now=datetime.now(UTC), limit=limit)
    )


def _near(text: str | None) -> tuple[UUID | None, tuple[float, float] | None]:
    """A building or a geo point. Raises Problem 400 for anything else."""
    if text is None:
        return None, None
    try:
        if "," not in text:
            return UUID(text), None
        latitude, longitude = map(float, text.split(","))
    except ValueError:
        raise _bad_near() from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise _bad_near()
    return None, (latitude, longitude)


def _bad_near() -> Problem:
    detail = "`near` is a building's id, or a latitude and a longitude such as 55.75,37.62."
    return Problem(400, "malformed", detail, errors=[{"parameter": "near", "detail": detail}])
