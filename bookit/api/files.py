"""`/api/files`: uploads by who may use them, delivery to who may see what they show."""

from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, Literal, cast
from uuid import UUID

import structlog
from botocore.response import StreamingBody
from fastapi import APIRouter, Header
from pydantic import BaseModel, Field
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bookit.api.queries.asking import viewer_of
from bookit.api.requests import actor_of, body_into, idempotency_key_of, system_of
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking
from bookit.domain.building import Building
from bookit.domain.errors import NotFound
from bookit.domain.file import FileKind, address_of
from bookit.domain.organisation import ORGANISATION_ID
from bookit.domain.room import Room
from bookit.files import LIMITS, Form, StoredFile
from bookit.ledger.execution import command_id_of
from bookit.wiring import System

router = APIRouter(prefix="/api/files", tags=["files"])
log = structlog.get_logger(__name__)

_IN_MEMORY = 1_000_000
_CHUNK = 65_536
_FOR_GOOD = "private, max-age=31536000, immutable"
_FOR_NOW = "private, no-cache"
# Opened by itself, a file is a page of nobody's: it runs nothing, asks for nothing, and is framed by nobody.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_PICTURE = {"schema": {"type": "string", "format": "binary"}}
_PICTURES = dict.fromkeys(("image/jpeg", "image/png", "image/webp", "image/svg+xml"), _PICTURE)
_SERVED: dict[int | str, dict[str, Any]] = {
    200: {"content": _PICTURES, "description": "The picture."},
    304: {"description": "It is as it was."},
}
_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": _PICTURE}}}


class FileUploaded(BaseModel):
    """What is kept of an upload. It is swept away after a day unless a command has used it."""

    file_id: UUID
    url: str = Field(examples=["/api/files/0197a000-0000-7000-8000-000000000001"])
    media_type: str
    bytes: int
    width: int
    height: int
    left_out: list[str] = Field(description="Elements and attributes of an SVG that were not taken over.")


@router.post("/{kind}/{owner_id}", summary="Upload a file", status_code=201, openapi_extra=_BODY)
async def upload_file(
    request: Request,
    kind: FileKind,
    owner_id: UUID,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=255)] = None,
) -> FileUploaded:
    """Upload a picture as the body, for a room (`room-photo`), a building (`floor-background`), the organisation
    (`logo`), a booking (`feedback-picture`) or oneself (`avatar`); then name it in `set-room-photos`, `set-floor-plan`,
    `set-logo`, `leave-feedback` or `PUT /api/session/avatar`.

    What it is is found by its content: JPEG, PNG, WebP, for plans and logos also SVG. It is drawn anew, so that nothing
    but the picture is kept.
    """
    actor = await actor_of(request)
    system = system_of(request)
    await _require_upload(system, actor, kind, owner_id)
    file_id = command_id_of(actor, idempotency_key_of(request))
    with system.files.admission(), SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        await body_into(spool, request, most=LIMITS[kind].most_bytes)
        upload = cast("BinaryIO", spool)
        file = await system.files.upload(file_id, kind, owner_id, by=actor.member_id, upload=upload)
    return _uploaded(file)


@router.get("/{file_id}", summary="A file", responses=_SERVED, response_class=Response)
async def file(request: Request, file_id: UUID) -> Response:
    """A picture as it is kept."""
    return await _served(request, file_id, None)


@router.get("/{file_id}/{variant}", summary="A smaller form of a file", responses=_SERVED, response_class=Response)
async def file_variant(request: Request, file_id: UUID, variant: Literal["small", "medium", "large"]) -> Response:
    """A picture at most 320, 960 or 1920 pixels wide and high; the picture itself while there is no such form."""
    return await _served(request, file_id, variant)


async def _require_upload(system: System, actor: Actor, kind: FileKind, owner_id: UUID) -> None:
    """Raises NotFound for an owner that does not exist for the actor, Forbidden for one that is not theirs."""
    found: dict[str, UUID] | None = None
    match kind:
        case FileKind.ROOM_PHOTO:
            if room := await system.streams.current(Room, owner_id):
                found = {"building": room.building_id}
        case FileKind.FLOOR_BACKGROUND:
            if building := await system.streams.current(Building, owner_id):
                found = {"building": building.id}
        case FileKind.LOGO:
            found = {} if owner_id == ORGANISATION_ID else None
        case FileKind.AVATAR:
            found = {"owner": owner_id} if owner_id == actor.member_id else None
        case FileKind.FEEDBACK_PICTURE:
            booking = await _visible_booking(system, actor, owner_id)
            found = {"owner": booking.member_id} if booking else None
    if found is None:
        raise NotFound("owner", owner_id)
    actor.require(f"upload-{kind}", **found)


async def _visible_booking(system: System, actor: Actor, booking_id: UUID) -> Booking | None:
    booking = await system.streams.current(Booking, booking_id)
    if booking and actor.may("see-booking", owner=booking.member_id, building=booking.place.building_id):
        return booking
    return None


async def _require_sight(request: Request, file_id: UUID, form: Form | None) -> None:
    """Raises Problem 401, Forbidden, or NotFound for what the one who asks may not see."""
    if form is not None and form.kind == FileKind.LOGO:  # the page on which people sign in shows that one
        return
    viewer = await viewer_of(request)
    viewer.require("see-spaces")
    if form is None or form.kind != FileKind.FEEDBACK_PICTURE:
        return
    if await _visible_booking(system_of(request), viewer, form.owner_id) is None:
        raise NotFound("file", file_id)


async def _served(request: Request, file_id: UUID, variant: str | None) -> Response:
    files = system_of(request).files
    form = await files.form(file_id, variant)
    await _require_sight(request, file_id, form)
    if form is None:
        raise NotFound("file", file_id)
    headers = {
        "Cache-Control": _FOR_GOOD if form.is_as_asked else _FOR_NOW,
        "ETag": f'"{form.sha256[:32]}"',
        "Content-Security-Policy": _POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = await files.open(form)
    if body is None:
        log.error("file_missing", file_id=str(file_id), key=form.object_key)
        raise NotFound("file", file_id)
    ending = form.media_type.partition("/")[2].partition("+")[0]
    headers |= {
        "Content-Length": str(form.bytes),
        "Content-Disposition": f'inline; filename="{file_id}.{ending}"',
    }
    return StreamingResponse(_chunks(body), headers=headers, media_type=form.media_type)


async def _chunks(body: StreamingBody) -> AsyncIterator[bytes]:
    try:
        async for chunk in iterate_in_threadpool(body.iter_chunks(_CHUNK)):
            yield chunk
    finally:
        body.close()


def _uploaded(file: StoredFile) -> FileUploaded:
    return FileUploaded(
        file_id=file.file_id,
        url=address_of(file.file_id),
        media_type=file.media_type,
        bytes=file.bytes,
        width=file.width,
        height=file.height,
        left_out=file.left_out,
    )
