"""The waitlist: who waits for what."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.waitlist import PageOfWaiting, WaitingSeen
from bookit.api.queries.asking import Cursor, Limit, MinPosition, asked
from bookit.domain.waitlist import WaitingStatus
from bookit.queries import waitlist as reading

router = APIRouter()


@router.get("/waitlist", summary="Waitlist", response_model=PageOfWaiting)
async def waitlist(
    request: Request,
    mine: Annotated[bool, Query(description="Only my own.")] = False,
    building_id: UUID | None = None,
    room_id: UUID | None = None,
    status: Annotated[list[WaitingStatus] | None, Query()] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of those who wait or waited, by the begin of what they wait for; `ahead` says how many come before."""
    which = reading.Filter(mine=mine, building_id=building_id, room_id=room_id, status=status or ())
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.waitlist(question.queries, question.viewer, which, limit=limit, cursor=cursor)
    )


@router.get("/waitlist/{waitlist_id}", summary="Place in the waitlist", response_model=WaitingSeen)
async def waitlist_entry(request: Request, waitlist_id: UUID, min_position: MinPosition = None) -> Response:
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(await reading.waitlist_entry(question.queries, question.viewer, waitlist_id))
