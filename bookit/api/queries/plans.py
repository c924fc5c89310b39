"""Floor plans."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.plans import PlanSeen
from bookit.api.queries.asking import MinPosition, asked
from bookit.queries import plans as reading

router = APIRouter()


@router.get("/floors/{floor_id}/plan", summary="Plan of a floor", response_model=PlanSeen)
async def floor_plan(request: Request, floor_id: UUID, min_position: MinPosition = None) -> Response:
    """How a floor is drawn, and its rooms and seats with their places on it."""
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(await reading.floor_plan(question.queries, question.viewer, floor_id))
