"""iCalendar files (RFC 5545) as the rows that a CSV file of bookings would have."""

from datetime import date, datetime
from typing import Any

from icalendar import Calendar, Event
from icalendar.error import InvalidCalendar

from bookit.domain.errors import Invalid
from bookit.importing.tables import MOST_ROWS, Line

RECURRING = "recurring"
CANCELLED = "cancelled"
UNREADABLE = "unreadable"
"""Columns that only calendars have: what makes an event no booking."""


def read_calendar(data: bytes) -> list[Line]:
    """The events of a calendar, numbered from 1. Raises Invalid for a file that is not one."""
    try:
        calendars = Calendar.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError) as error:
        raise Invalid(f"The file is not iCalendar: {error}.") from None
    events = [event for calendar in calendars for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    if not calendars:
        raise Invalid("The file is not iCalendar: it has no calendar.")
    if len(events) > MOST_ROWS:
        raise Invalid(f"A file has at most {MOST_ROWS} events.")
    return [Line(number, _cells(event)) for number, event in enumerate(events, 1)]


def _cells(event: Event) -> dict[str, str]:
    try:
        times = {"starts_at": _time(event.start), "ends_at": _time(event.end)}
    except (InvalidCalendar, ValueError, TypeError) as error:
        times = {UNREADABLE: str(error) or "no time"}
    attendees = event.get("ATTENDEE", [])
    cells = {
        "uid": _uid(event),
        "room": str(event.get("LOCATION", "")),
        "booked_for": _address(event.get("ORGANIZER")),
        "title": str(event.get("SUMMARY", ""))[:200],
        "attendees": str(len(attendees)) if isinstance(attendees, list) and attendees else "",
        RECURRING: "yes" if "RRULE" in event or "RDATE" in event else "",
        CANCELLED: "yes" if str(event.get("STATUS", "")).upper() == "CANCELLED" else "",
        **times,
    }
    return {name: text for name, value in cells.items() if (text := value.strip())}


def _uid(event: Event) -> str:
    """One date of a recurring event that was changed has the event's UID and its own RECURRENCE-ID."""
    uid = str(event.get("UID", ""))
    changed: Any = event.get("RECURRENCE-ID")
    return f"{uid} {_time(changed.dt)}" if uid and changed is not None else uid


def _time(at: date | datetime) -> str:
    """With its offset if it has a zone; a floating time, or a whole day, is wall time of the building."""
    return at.isoformat()


def _address(value: object) -> str:
    text = "" if value is None else str(value)
    scheme, _, address = text.partition(":")
    return address if scheme.lower() == "mailto" else ""
