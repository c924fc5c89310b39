"""Feedback: how stays were."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.bookings import PageOfBookingsSeen
from bookit.api.queries.asking import Cursor, Limit, MinPosition, asked
from bookit.queries import feedback as reading

router = APIRouter()


@router.get("/feedback", summary="Feedback", response_model=PageOfBookingsSeen)
async def feedback(
    request: Request,
    building_id: UUID | None = None,
    room_id: UUID | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of the rated bookings in buildings that I manage, the latest rating first."""
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.feedback(
            question.queries, question.viewer, building_id=building_id, room_id=room_id, limit=limit, cursor=cursor
        )
    )
