"""Which bookings a closure would displace."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.bookings import PageOfBookingsSeen
from bookit.api.queries.asking import Cursor, Instant, Limit, MinPosition, asked
from bookit.queries import displaced as reading

router = APIRouter()


@router.get(
    "/rooms/{room_id}/displaced",
    summary="Bookings that closing a room would displace",
    response_model=PageOfBookingsSeen,
)
async def displaced_by_room(
    request: Request,
    room_id: UUID,
    starts_at: Annotated[Instant, Query(alias="from")],
    ends_at: Annotated[Instant, Query(alias="to")],
    seat_id: UUID | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of the bookings that would have to give way if the room, or one seat of it, were closed."""
    closing = reading.Closing(starts_at, ends_at, room_id=room_id, seat_id=seat_id)
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.displaced(question.queries, question.viewer, closing, limit=limit, cursor=cursor)
    )


@router.get(
    "/buildings/{building_id}/displaced",
    summary="Bookings that closing a building would displace",
    response_model=PageOfBookingsSeen,
)
async def displaced_by_building(
    request: Request,
    building_id: UUID,
    starts_at: Annotated[Instant, Query(alias="from")],
    ends_at: Annotated[Instant, Query(alias="to")],
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of the bookings that would have to give way if the building were closed."""
    closing = reading.Closing(starts_at, ends_at, building_id=building_id)
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.displaced(question.queries, question.viewer, closing, limit=limit, cursor=cursor)
    )
