"""The ledger: its raw events, the organisation as it was, what proves it, and who read it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.history import PageOfEvents
from bookit.api.answers.ledger import (
    CalendarThen,
    OccupancyThen,
    PageOfLedgerEvents,
    PageOfReadings,
    PolicyThen,
    Proof,
    RightsThen,
)
from bookit.api.problems import Problem
from bookit.api.queries.asking import (
    Cursor,
    Instant,
    Limit,
    MinPosition,
    asked,
    asked_of_primary,
    instant,
    local_day,
)
from bookit.queries import history, ledger, past

router = APIRouter(prefix="/ledger")

T = TypeVar("T")

MOST_POSITION = 2**62

_TIME = TypeAdapter[datetime](AwareDatetime)


class What(StrEnum):
    """What is to be seen as it was."""

    CALENDAR = "calendar"
    ROOM_POLICY = "room-policy"
    MEMBER_RIGHTS = "member-rights"
    FLOOR_OCCUPANCY = "floor-occupancy"


class Order(StrEnum):
    """From which end the ledger is read."""

    OLDEST = "oldest"
    NEWEST = "newest"


@router.get("/events", summary="Events of the ledger", response_model=PageOfLedgerEvents)
async def events(
    request: Request,
    after: Annotated[int, Query(ge=0, le=MOST_POSITION, description="Only later positions.")] = 0,
    topic: Annotated[list[str] | None, Query(max_length=100, examples=[["booking.cancelled"]])] = None,
    actor: Annotated[UUID | None, Query(description="The member who caused it.")] = None,
    stream: UUID | None = None,
    recorded_from: Annotated[Instant | None, Query(alias="from")] = None,
    recorded_to: Annotated[Instant | None, Query(alias="to")] = None,
    order: Annotated[Order, Query(description="Which come first.")] = Order.OLDEST,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of events as they were recorded, in the ledger's order or the other way round."""
    question = await asked(request, ledger.PROJECTIONS, min_position)
    which = ledger.Filter(
        topics=topic or (),
        actor_id=actor,
        stream_id=stream,
        recorded_from=instant(recorded_from, "from"),
        recorded_to=instant(recorded_to, "to"),
    )
    return await question.answer(
        await ledger.events(
            question.queries,
            question.viewer,
            which,
            after=after,
            newest_first=order is Order.NEWEST,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/streams/{stream_id}/history", summary="History of a stream", response_model=PageOfEvents)
async def stream_history(
    request: Request, stream_id: UUID, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> Response:
    """Every event of a building, the organisation, a wait or anything else, in words: who, when, what changed."""
    question = await asked(request, history.PROJECTIONS, min_position)
    return await question.answer(
        await history.stream_history(question.queries, question.viewer, stream_id, limit=limit, cursor=cursor)
    )


@router.get("/as-of", summary="As it was", response_model=CalendarThen | PolicyThen | RightsThen | OccupancyThen)
async def as_of(
    request: Request,
    at: Annotated[str, Query(max_length=64, description="A position, or a time.", examples=["2026-05-04T09:00:00Z"])],
    what: What,
    building_id: Annotated[UUID | None, Query(description="For the calendar of a building.")] = None,
    room_id: Annotated[UUID | None, Query(description="For the calendar or the rules of a room.")] = None,
    floor_id: Annotated[UUID | None, Query(description="For the occupancy of a floor.")] = None,
    member_id: Annotated[UUID | None, Query(description="For the rights of a member.")] = None,
    day: Annotated[date | None, Query(description="Local day of a calendar.")] = None,
    moment: Annotated[Instant | None, Query(description="Of the occupancy; the time of `at` when missing.")] = None,
    min_position: MinPosition = None,
) -> Response:
    """A calendar, a room's rules, a member's rights or a floor's occupancy as the ledger had it then, by replay."""
    question = await asked(request, past.PROJECTIONS, min_position)
    viewer = question.viewer
    viewer.require("see-ledger")
    then = await past.past_at(question.queries, _place(at))
    match what:
        case What.CALENDAR:
            on = _named(local_day(day, "day"), "day")
            body = await past.calendar(then, viewer, building_id=building_id, room_id=room_id, day=on)
        case What.ROOM_POLICY:
            body = await past.room_policy(then, viewer, _named(room_id, "room_id"))
        case What.MEMBER_RIGHTS:
            body = await past.member_rights(then, viewer, _named(member_id, "member_id"))
        case What.FLOOR_OCCUPANCY:
            when = instant(moment, "moment")
            body = await past.floor_occupancy(then, viewer, _named(floor_id, "floor_id"), when)
    return await question.answer(body)


@router.get("/proof", summary="Proof", response_model=Proof)
async def proof(request: Request) -> Response:
    """The head of the chain, how far it was checked, what was found, and the last signed checkpoints and keys."""
    question = await asked_of_primary(request, ledger.PROJECTIONS, None)
    return await question.answer(await ledger.proof(question.queries, question.viewer))


@router.get("/readings", summary="Who read", response_model=PageOfReadings)
async def readings(
    request: Request, member_id: UUID | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Response:
    """What auditors asked, and what anybody asked of the ledger, the latest first."""
    question = await asked_of_primary(request, ledger.PROJECTIONS, None)
    return await question.answer(
        await ledger.readings(question.queries, question.viewer, member_id=member_id, limit=limit, cursor=cursor)
    )


def _place(at: str) -> int | datetime:
    """A position or a time. Raises Problem 400."""
    if at.isascii() and at.isdecimal() and len(at) < 19:
        return int(at)
    try:
        return instant(_TIME.validate_python(at), "at") or 0
    except ValidationError:
        raise _wrong("at", "Name a position, or a time with its offset.") from None


def _named(value: T | None, name: str) -> T:
    """Raises Problem 400 where it is missing."""
    if value is None:
        raise _wrong(name, f"This question needs {name}.")
    return value


def _wrong(name: str, detail: str) -> Problem:
    return Problem(400, "malformed", detail, errors=[{"parameter": name, "detail": detail}])
