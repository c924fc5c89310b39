"""Approvals: what waits for somebody's decision."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.bookings import PageOfBookingsSeen
from bookit.api.queries.asking import Cursor, Limit, MinPosition, asked
from bookit.queries import approvals as reading

router = APIRouter()


@router.get("/approvals", summary="What waits for my approval", response_model=PageOfBookingsSeen)
async def approvals(
    request: Request,
    building_id: UUID | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of the pending bookings that I may decide about, the most urgent first."""
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.approvals(question.queries, question.viewer, building_id=building_id, limit=limit, cursor=cursor)
    )
