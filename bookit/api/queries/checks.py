"""What a command would be told, without giving it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import orjson
from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.checks import CheckAnswer
from bookit.api.problems import malformed_parameters, refusal_document
from bookit.api.queries.asking import Asked, Instant, asked
from bookit.api.requests import system_of
from bookit.commands import Command
from bookit.commands.bookings import Guest, PlaceBooking, RescheduleBooking
from bookit.domain.booking import Booking
from bookit.domain.errors import Invalid, NotFound, QuotaExceeded, Refusal, RoomTaken, RuleBroken
from bookit.domain.room import Room
from bookit.queries import availability

router = APIRouter()

MOST_ALTERNATIVES = 3

W = TypeVar("W", bound=Command)


@router.get("/rooms/{room_id}/check", summary="Check a booking beforehand", response_model=CheckAnswer)
async def check(
    request: Request,
    room_id: UUID,
    starts_at: Instant,
    ends_at: Instant,
    seat_id: UUID | None = None,
    attendees: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    booked_for: Annotated[UUID | None, Query(description="The member who comes; oneself when missing.")] = None,
    guests: Annotated[list[Guest] | None, Query(max_length=100)] = None,
    moves: Annotated[UUID | None, Query(description="A booking to move here, instead of a new one.")] = None,
) -> Response:
    """What place-booking would answer at this moment: confirmed, pending or refused. Nothing is booked or kept.

    With `moves`, what reschedule-booking would answer for that booking; who comes to it stays as it is. A refusal comes
    as the problem document of the command, with other rooms that would do.
    """
    question = await asked(request, availability.PROJECTIONS, None)
    question.viewer.require("see-availability")
    fields: dict[str, Any] = {"room_id": room_id, "starts_at": starts_at, "ends_at": ends_at}
    if seat_id is not None:
        fields["seat_id"] = seat_id
    wish: PlaceBooking | RescheduleBooking
    if moves is None:
        who = {"attendees": attendees, "booked_for": booked_for, "guests": guests or []}
        wish = _wish(PlaceBooking, **fields, **who)
    else:
        wish = _wish(RescheduleBooking, booking_id=moves, **fields)
    try:
        decision = await system_of(request).executor.preview(wish, question.viewer)
    except Refusal as refusal:
        if isinstance(refusal, NotFound) and refusal.fields["noun"] == Room.NOUN:
            raise
        rooms = []
        if _is_about_the_room(refusal):
            like_it = availability.Wish(starts_at=starts_at, ends_at=ends_at, capacity_min=attendees or 1)
            rooms = await _other_rooms(request, question, room_id, like_it)
        return await _answer(question, "refused", problem=refusal_document(request, refusal), rooms=rooms)
    (booking,) = decision.streams
    if not isinstance(booking, Booking):
        raise TypeError("placing a booking makes a booking")
    return await _answer(question, str(booking.status), booking=booking)


def _wish(command: type[W], **fields: Any) -> W:
    """Raises Problem 400 for what the command would not read."""
    try:
        return command(**fields)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise malformed_parameters([{**each, "loc": ("query", *each["loc"])} for each in details]) from None


def _is_about_the_room(refusal: Refusal) -> bool:
    """Whether another room could do."""
    return isinstance(refusal, RoomTaken | RuleBroken) and not isinstance(refusal, QuotaExceeded)


async def _other_rooms(request: Request, question: Asked, room_id: UUID, wish: availability.Wish) -> list[Any]:
    """Rooms of the same kind that fit, the nearest first."""
    room = await system_of(request).streams.get(Room, room_id)
    if room is None:
        return []
    like_it = replace(wish, kind=room.kind, near_building=room.building_id, other_than=room.id)
    try:
        found = await availability.free_rooms(
            question.queries, question.viewer, like_it, now=datetime.now(UTC), limit=MOST_ALTERNATIVES
        )
    except (Invalid, NotFound):
        # A period that is too long to look through, or a building that the read model does not know yet.
        return []
    items: list[Any] = orjson.loads(found)["items"]
    return items


async def _answer(
    question: Asked,
    verdict: str,
    *,
    booking: Booking | None = None,
    problem: dict[str, Any] | None = None,
    rooms: list[Any] | None = None,
) -> Response:
    terms = booking.terms if booking else None
    body = {
        "verdict": verdict,
        "approval": list(terms.approval) if terms else [],
        "decide_by": terms.decide_by if terms else None,
        "check_in_from": terms.check_in_from if terms else None,
        "check_in_by": terms.check_in_by if terms else None,
        "claimed": {"starts_at": terms.claimed.start, "ends_at": terms.claimed.end} if terms else None,
        "problem": problem,
        "alternatives": {"next_free": (problem or {}).get("next_free", []), "rooms": rooms or []},
    }
    return await question.answer(orjson.dumps(body))
