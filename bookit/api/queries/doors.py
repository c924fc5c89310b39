"""What hangs at the door of a room."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request

from bookit.api.queries.asking import viewer_of
from bookit.api.requests import system_of
from bookit.domain.errors import NotFound
from bookit.domain.room import Room

router = APIRouter()


class RoomCode(BaseModel):
    """For managers to print; whoever scans it can check in to their own booking."""

    room_id: UUID
    code: str
    number: int = Field(description="How often it was rotated.")
    path: str = Field(description="Of the page that the QR code leads to.")


@router.get("/rooms/{room_id}/code", summary="Code at the door of a room")
async def room_code(request: Request, room_id: UUID) -> RoomCode:
    """The code of this moment; `rotate-room-code` makes it void."""
    actor = await viewer_of(request)
    system = system_of(request)
    room = await system.streams.current(Room, room_id)
    if room is None:
        raise NotFound("room", room_id)
    actor.require("see-room-code", building=room.building_id)
    code = system.executor.doors.code_of(room.id, room.code_number)
    return RoomCode(room_id=room.id, code=code, number=room.code_number, path=f"/check-in/{room.id}?code={code}")
