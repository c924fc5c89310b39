"""The stream of live news."""

from typing import Annotated, Any

from fastapi import APIRouter, Header
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.requests import actor_with, credential_of, live_of
from bookit.api.stream import NewsStream

router = APIRouter()

_DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events, each with a position as its id.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": 'id: 4711\ndata: {"position":4711,"topic":"booking.placed","booking_id":"…"}\n\n',
            }
        },
    }
}


@router.get("/stream", summary="Live news", response_class=Response, responses=_DESCRIBED)
async def stream(
    request: Request,
    last_event_id: Annotated[
        int | None,
        Header(ge=0, le=2**63 - 1, description="The position after which to resume; browsers send it by themselves."),
    ] = None,
) -> Response:
    """What happens, as it becomes visible to queries: which views to ask for again. See docs/live.md."""
    credential = await credential_of(request)
    actor = await actor_with(request, credential)
    actor.require("see-stream")
    live = live_of(request)
    return NewsStream(live, await live.enter(credential, actor, last_event_id))
