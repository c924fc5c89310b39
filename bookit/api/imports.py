"""Bulk import: `POST /api/imports/{kind}` takes a file and answers what became of each row."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request

from bookit.api.problems import Problem
from bookit.api.requests import actor_of, raw_body_of, system_of
from bookit.importing import MOST_BYTES, Format, Kind, Options, Report, import_file, require_import

router = APIRouter(prefix="/api/imports", tags=["imports"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {form.value: {"schema": {"type": "string", "format": "binary"}} for form in Format},
    }
}


@router.post("/{kind}", summary="Import rows", openapi_extra=_BODY)
async def import_rows(
    request: Request,
    kind: Kind,
    dry_run: Annotated[bool, Query(description="Only say what would become of each row.")] = False,
    allow_past: Annotated[bool, Query(description="Also record bookings that have begun; for admins.")] = False,
    room_id: Annotated[UUID | None, Query(description="The room of all rows: for the calendar of one room.")] = None,
) -> Report:
    """Each row is done or refused for itself; the same row again changes nothing.

    A CSV file for every kind, an iCalendar file for bookings; docs/importing.md names the columns. `undo` with the
    `import_id` as its command takes back what an import did.
    """
    actor = await actor_of(request)
    require_import(actor)
    form = _format_of(request)
    data = await raw_body_of(request, most=MOST_BYTES)
    options = Options(dry_run=dry_run, allow_past=allow_past, room_id=room_id)
    return await import_file(system_of(request), actor, kind, data, form=form, options=options)


def _format_of(request: Request) -> Format:
    """Raises Problem 415 for anything but CSV and iCalendar."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        return Format(content_type)
    except ValueError:
        raise Problem(
            415, "unsupported-media-type", "Send a file with Content-Type: text/csv or text/calendar."
        ) from None
