"""Bookings: lists, one, its history; what I have ahead."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.bookings import BookingSeen, PageOfBookings, PageOfBookingsSeen
from bookit.api.answers.history import PageOfEvents
from bookit.api.queries.asking import Cursor, Instant, Limit, MinPosition, asked, instant
from bookit.events.values import BookingStatus
from bookit.queries import agenda as ahead
from bookit.queries import calendar, history

router = APIRouter()


@router.get("/bookings", summary="Bookings", response_model=PageOfBookings)
async def bookings(
    request: Request,
    mine: Annotated[bool, Query(description="Only my own.")] = False,
    room_id: UUID | None = None,
    floor_id: UUID | None = None,
    building_id: Annotated[list[UUID] | None, Query()] = None,
    member_id: UUID | None = None,
    starts_at: Annotated[Instant | None, Query(alias="from")] = None,
    ends_at: Annotated[Instant | None, Query(alias="to")] = None,
    status: Annotated[list[BookingStatus] | None, Query()] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of bookings by their start. What one may not see shows only that the place is busy."""
    question = await asked(request, calendar.PROJECTIONS, min_position)
    which = calendar.Filter(
        mine=mine,
        member_id=member_id,
        room_id=room_id,
        floor_id=floor_id,
        building_ids=building_id or (),
        starts_at=instant(starts_at, "from"),
        ends_at=instant(ends_at, "to"),
        status=status or (),
    )
    return await question.answer(
        await calendar.bookings(question.queries, question.viewer, which, limit=limit, cursor=cursor)
    )


@router.get("/agenda", summary="My agenda", response_model=PageOfBookingsSeen)
async def agenda(
    request: Request,
    now: Annotated[Instant | None, Query(description="The `now` of the first page, on further pages.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """What I have ahead, running stays included, the next first."""
    question = await asked(request, ahead.PROJECTIONS, min_position)
    moment = instant(now, "now") or datetime.now(UTC)
    return await question.answer(
        await ahead.agenda(question.queries, question.viewer, now=moment, limit=limit, cursor=cursor)
    )


@router.get("/bookings/{booking_id}", summary="Booking", response_model=BookingSeen)
async def booking(request: Request, booking_id: UUID, min_position: MinPosition = None) -> Response:
    question = await asked(request, calendar.PROJECTIONS, min_position)
    return await question.answer(await calendar.booking(question.queries, question.viewer, booking_id))


@router.get("/bookings/{booking_id}/history", summary="History of a booking", response_model=PageOfEvents)
async def booking_history(
    request: Request, booking_id: UUID, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> Response:
    """Every event of a booking in words: who, when, what changed."""
    question = await asked(request, history.PROJECTIONS, min_position)
    return await question.answer(
        await history.booking_history(question.queries, question.viewer, booking_id, limit=limit, cursor=cursor)
    )
