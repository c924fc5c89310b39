"""`/api/calendar`: my bookings, and those of places, in calendar programs, at addresses that are secrets of mine."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import orjson
from fastapi import APIRouter, Header, Query
from pydantic import AwareDatetime, BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.queries.asking import asked_by
from bookit.api.requests import actor_with, credential_of, system_of
from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.events.values import BookingStatus
from bookit.identity import Credential
from bookit.notifications.calendars import Appointment, feed, standing_of
from bookit.notifications.wording import Wording
from bookit.queries import Queries, directory
from bookit.queries import calendar_feed as reading
from bookit.queries.calendar import Filter

router = APIRouter(prefix="/api/calendar", tags=["calendar"])

PATH = "/api/calendar/bookings.ics"
_TYPE = "text/calendar"
_SERVED: dict[int | str, dict[str, Any]] = {
    200: {"content": {_TYPE: {"schema": {"type": "string"}}}, "description": "The calendar (RFC 5545)."},
    304: {"description": "It is as it was."},
}


class MyCalendarFeed(BaseModel):
    """Where calendar programs find my bookings. Whoever has the address can read them, and nothing else."""

    url: str | None = Field(description="A path of this site; null while I want none.", examples=[f"{PATH}?token=…"])
    created_at: AwareDatetime | None
    last_used_at: AwareDatetime | None


PlaceKind = Literal["rooms", "buildings"]


class PlaceCalendar(BaseModel):
    """Where calendar programs find what is held of a place, as I may see it. Whoever has the address can read that."""

    url: str | None = Field(description="A path of this site; null while I want no addresses.")


@router.get("", summary="My calendar's address")
async def my_calendar_feed(request: Request) -> MyCalendarFeed:
    """Shown in a session only: a token can't find out an address that may outlive it."""
    return await _mine(request, await _owner(request))


@router.post("", summary="Renew my calendar's address", status_code=201)
async def renew_calendar_feed(request: Request) -> MyCalendarFeed:
    """Make an address, or another one: the one before is void at once."""
    owner = await _owner(request)
    await system_of(request).identity.calendar_feeds.renew(owner)
    return await _mine(request, owner)


@router.delete("", summary="Revoke my calendar's address", status_code=204)
async def revoke_calendar_feed(request: Request) -> Response:
    """Calendar programs get nothing more; what they have, they keep until they give it up themselves."""
    owner = await _owner(request)
    if not await system_of(request).identity.calendar_feeds.revoke(owner.member_id):
        raise NotFound("calendar", "of yours with an address")
    return Response(status_code=204)


@router.head("/bookings.ics", include_in_schema=False)
@router.get("/bookings.ics", summary="My bookings, for calendar programs", responses=_SERVED, response_class=Response)
async def calendar_feed(
    request: Request,
    token: Annotated[str, Query(max_length=100, description="The secret of the address.")],
    if_none_match: Annotated[str | None, Header()] = None,
    if_modified_since: Annotated[str | None, Header()] = None,
) -> Response:
    """What the member of this address has ahead, and had within 30 days. The address is all that is asked for.

    An address that was renewed or revoked, or whose member is suspended or was forgotten, is not found.
    """
    system = system_of(request)
    feeds = system.identity.calendar_feeds
    credential = await feeds.look_up(token)
    if credential is None:
        raise _no_such_address()
    question = await asked_by(await actor_with(request, credential), system, reading.PROJECTIONS, None)
    bookings = await reading.bookings_to_carry(question.queries, question.viewer, now=datetime.now(UTC))
    name = (await directory.branding(question.queries)).name or system.settings.organisation
    home = _home(request)
    tag = _tag(bookings, name, home)
    changed_at = await feeds.serve(credential.credential_id, tag)
    if changed_at is None:
        raise _no_such_address()
    headers = _headers(tag) | {"Last-Modified": format_datetime(changed_at.astimezone(UTC), usegmt=True)}
    if _is_known(tag, changed_at, if_none_match, if_modified_since):
        return Response(status_code=304, headers=headers)
    opened = orjson.loads(await question.member_keys.open_json(bookings))
    # A long calendar takes a tenth of a second to write.
    content = await run_in_threadpool(feed, [_appointment(each, home) for each in opened], name)
    headers["Content-Disposition"] = 'inline; filename="bookings.ics"'
    return Response(content, headers=headers, media_type=_TYPE)


@router.head("/{kind}/{place_id}.ics", include_in_schema=False)
@router.get(
    "/{kind}/{place_id}.ics",
    summary="What is held of a room or building, for calendar programs",
    responses=_SERVED,
    response_class=Response,
)
async def place_calendar(
    request: Request,
    kind: PlaceKind,
    place_id: UUID,
    token: Annotated[str, Query(max_length=100, description="The secret of the address.")],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """What is on and ahead there, the next 1,000 bookings, as the member of this address may see them.

    Of what they may not see, it is told that the place is busy, and what the room's rules show everybody.
    """
    system = system_of(request)
    feeds = system.identity.calendar_feeds
    credential = await feeds.look_up(token, place_id)
    if credential is None:
        raise _no_such_address()
    now = datetime.now(UTC)
    question = await asked_by(await actor_with(request, credential), system, reading.PROJECTIONS, None)
    name = await _name_of(question.queries, question.viewer, kind, place_id)
    bookings = await reading.bookings_of_a_place(question.queries, question.viewer, _held_of(kind, place_id, now))
    await feeds.note_use(credential.credential_id)
    chosen = await system.notifications.chosen(credential.member_id)
    busy = Wording.of(chosen.language, system.settings.language)["busy"]
    home = _home(request)
    tag = _tag(bookings, name, home, busy)
    headers = _headers(tag)
    if _is_known(tag, now, if_none_match, None):
        return Response(status_code=304, headers=headers)
    opened = orjson.loads(await question.member_keys.open_json(bookings))
    stays = [_stay(each, home, busy, seen_at=now, seen_by=credential.credential_id) for each in opened]
    content = await run_in_threadpool(feed, stays, name)
    headers["Content-Disposition"] = 'inline; filename="place.ics"'
    return Response(content, headers=headers, media_type=_TYPE)


@router.get("/{kind}/{place_id}", summary="The address of a place's calendar")
async def place_calendar_address(request: Request, kind: PlaceKind, place_id: UUID) -> PlaceCalendar:
    """Shown in a session only, to who has an address of their own; renewing or revoking that voids it."""
    owner = await _owner(request)
    system = system_of(request)
    question = await asked_by(await actor_with(request, owner), system, reading.PROJECTIONS, None)
    await _name_of(question.queries, question.viewer, kind, place_id)
    token = await system.identity.calendar_feeds.token_for(owner, place_id)
    return PlaceCalendar(url=None if token is None else f"/api/calendar/{kind}/{place_id}.ics?token={token}")


async def _name_of(queries: Queries, viewer: Actor, kind: PlaceKind, place_id: UUID) -> str:
    """Raises NotFound."""
    ask = directory.room if kind == "rooms" else directory.building
    name: str = orjson.loads(await ask(queries, viewer, place_id))["name"]
    return name


def _held_of(kind: PlaceKind, place_id: UUID, now: datetime) -> Filter:
    return (
        Filter(room_id=place_id, starts_at=now) if kind == "rooms" else Filter(building_ids=[place_id], starts_at=now)
    )


async def _owner(request: Request) -> Credential:
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-tokens", owner=credential.member_id)
    return credential


async def _mine(request: Request, owner: Credential) -> MyCalendarFeed:
    found = await system_of(request).identity.calendar_feeds.of_member(owner)
    if found is None:
        return MyCalendarFeed(url=None, created_at=None, last_used_at=None)
    return MyCalendarFeed(
        url=f"{PATH}?token={found.token}", created_at=found.created_at, last_used_at=found.last_used_at
    )


def _no_such_address() -> NotFound:
    return NotFound("calendar", "at this address")


def _home(request: Request) -> str:
    return system_of(request).settings.base_url or str(request.base_url).rstrip("/")


def _headers(tag: str) -> dict[str, str]:
    return {"Cache-Control": "private, no-cache", "ETag": f'W/"{tag}"', "X-Robots-Tag": "noindex"}


def _tag(bookings: bytes, *words: str) -> str:
    """Another one whenever the calendar would be."""
    return hashlib.sha256(b"\0".join((bookings, *map(str.encode, words)))).hexdigest()[:32]


def _is_known(tag: str, changed_at: datetime, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Whether who asks has this already (RFC 9110, 13.2.2); a time that can't be read counts for nothing."""
    if if_none_match is not None:
        return if_none_match.strip() == "*" or f'"{tag}"' in if_none_match
    if if_modified_since is None:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since)
        return changed_at <= (since if since.tzinfo else since.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return False


def _appointment(booking: dict[str, Any], home: str) -> Appointment:
    zone = ZoneInfo(booking["time_zone"])
    return Appointment(
        booking_id=UUID(booking["booking_id"]),
        version=booking["version"],
        standing=standing_of(BookingStatus(booking["status"])),
        starts_at=datetime.fromisoformat(booking["starts_at"]).astimezone(zone),
        ends_at=datetime.fromisoformat(booking["ends_at"]).astimezone(zone),
        summary=booking["title"] or booking["room"] or "BookIT",
        location=", ".join(filter(None, (booking["seat"], booking["room"], booking["building"]))),
        as_of=datetime.fromisoformat(booking["changed_at"]),
        link=f"{home}/bookings/{booking['booking_id']}",
    )


def _stay(booking: dict[str, Any], home: str, busy: str, *, seen_at: datetime, seen_by: UUID) -> Appointment:
    """A booking of anybody; of one that may not be seen neither which it is nor when it changed."""
    summary = booking["title"] or booking["member"] or busy
    if booking["visible"]:
        return replace(_appointment(booking, home), summary=summary)
    alias = uuid5(seen_by, " ".join((booking["booking_id"], booking["starts_at"], booking["ends_at"])))
    hidden = booking | {"booking_id": str(alias), "changed_at": seen_at.isoformat()}
    return replace(_appointment(hidden, home), summary=summary, link=None)
