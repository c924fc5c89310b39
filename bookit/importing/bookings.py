"""Rows of bookings: where, when, for whom."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bookit.commands.bookings import BookingAnswer, OverrideBody, PlaceBooking
from bookit.commands.decision import Answer
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.errors import Invalid, Refusal
from bookit.domain.opening_hours import zone
from bookit.importing.calendars import CANCELLED, RECURRING, UNREADABLE
from bookit.importing.names import Names
from bookit.importing.reports import RowReport, refused
from bookit.importing.tables import Line
from bookit.importing.wishes import Wish, checked, row_id

COLUMNS = ("uid", "building", "room", "seat", "starts_at", "ends_at", "booked_for", "title", "attendees", "guests")
REQUIRED = ("room", "starts_at", "ends_at")

PAST_IS_FINE = OverrideBody(rules=["not_past", "lead_minutes"], reason="Imported from another system")
"""The override of an import that may record what has been; it is recorded with each booking that it concerned."""


async def booking_wishes(
    lines: Sequence[Line], names: Names, namespace: UUID, actor: Actor, *, room_id: UUID | None, allow_past: bool
) -> tuple[list[Wish], list[RowReport]]:
    """A booking for each row."""
    wishes, reports = [], []
    times_said: Counter[str] = Counter()
    for line in lines:
        try:
            plain = await _command(line, names, actor, room_id)
            past = plain.model_copy(update={"override": PAST_IS_FINE})
            key = _key(line, plain, times_said)
            command, otherwise = (past, plain) if allow_past else (plain, past)
            wishes.append(Wish([line.number], command, row_id(namespace, "booking", key), _ids, otherwise))
        except Refusal as refusal:
            reports.append(refused(line.number, refusal))
    return wishes, reports


def _key(line: Line, command: PlaceBooking, times_said: Counter[str]) -> str:
    """What makes a row the same row: the other system's id, or what it says and how often it was said before."""
    if "uid" in line.cells:
        times_said[line.cells["uid"]] += 1
        if times_said[line.cells["uid"]] > 1:
            raise Invalid("This uid is in the file twice.", pointer="/uid")
        return f"uid:{line.cells['uid']}"
    said = hashlib.sha256(command.model_dump_json(exclude_unset=True).encode()).hexdigest()
    times_said[said] += 1
    return f"said:{said}:{times_said[said]}"


async def _command(line: Line, names: Names, actor: Actor, room_id: UUID | None) -> PlaceBooking:
    _require_a_booking(line)
    cells = line.cells
    room = names.room(cells.get("room") if room_id is None else str(room_id), cells.get("building"))
    local = zone(names.building_of(room).time_zone)
    if "booked_for" in cells:
        member_id = await names.member(cells["booked_for"], "booked_for")
    elif actor.member_id == SYSTEM.member_id:
        raise Invalid("Say for whom.", pointer="/booked_for")
    else:
        member_id = actor.member_id
    return checked(
        PlaceBooking,
        {
            "room_id": room.id,
            "seat_id": names.seat(room, cells["seat"]) if "seat" in cells else None,
            "starts_at": instant(cells.get("starts_at"), local, "starts_at"),
            "ends_at": instant(cells.get("ends_at"), local, "ends_at"),
            "title": cells.get("title"),
            "booked_for": member_id,
            "attendees": cells.get("attendees"),
            "guests": line.several("guests") or None,
        },
    )


def _require_a_booking(line: Line) -> None:
    """Raises Invalid for an event of a calendar that is none."""
    if UNREADABLE in line.cells:
        raise Invalid(f"The time of this event can't be read: {line.cells[UNREADABLE]}.", pointer="/starts_at")
    if RECURRING in line.cells:
        raise Invalid("A recurring event is a series: place it as one.", pointer="/rrule")
    if CANCELLED in line.cells:
        raise Invalid("This event was cancelled.", pointer="/status")


def instant(text: str | None, local: ZoneInfo, column: str) -> datetime:
    """A time with its offset, or wall time of the building; a day is its midnight. Raises Invalid for anything else.

    Wall time that a clock change repeats is the earlier of the two; wall time that it skips does not exist.
    """
    try:
        at = datetime.fromisoformat(text or "")
    except ValueError:
        raise Invalid(
            f"{text or 'Nothing'} is not a time, such as 2031-03-24 09:00 or 2031-03-24T09:00:00+01:00.",
            pointer=f"/{column}",
        ) from None
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    there = at.replace(tzinfo=local).astimezone(UTC)
    if there.astimezone(local).replace(tzinfo=None) != at:
        raise Invalid(f"The clock in {local.key} never shows {at:%Y-%m-%d %H:%M}.", pointer=f"/{column}")
    return there


def _ids(answer: Answer) -> list[dict[str, UUID]]:
    return [{"booking_id": BookingAnswer.model_validate(answer.model_dump()).booking_id}]
