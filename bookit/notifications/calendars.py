"""Bookings as iCalendar appointments (RFC 5545, 5546), which calendars take as new, changed or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText

from bookit.notifications.wording import Item, plain

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]

PRODUCT = "-//BookIT//BookIT//EN"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booking as it was at a version of its stream; a calendar keeps the one with the highest."""

    booking_id: UUID
    version: int
    holds: bool
    """Whether the member has the place; otherwise the appointment is taken out of the calendar."""
    item: Item
    summary: str
    told_at: datetime

    @property
    def uid(self) -> str:
        """The same for all letters about a booking, in every install."""
        return f"{self.booking_id}@bookit"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who invites, and who is invited."""

    organiser: str
    organiser_address: str
    attendee: str
    attendee_address: str


def method_of(appointments: Sequence[Appointment]) -> Method:
    """One appointment is sent as an invitation or its cancellation; several can only be a file to import."""
    if len(appointments) != 1:
        return "PUBLISH"
    return "REQUEST" if appointments[0].holds else "CANCEL"


def calendar(appointments: Sequence[Appointment], parties: Parties) -> bytes:
    """The appointments as one iCalendar file, time zones included."""
    method = method_of(appointments)
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", method)
    for appointment in appointments:
        file.add_component(_event(appointment, parties, invites=method != "PUBLISH"))
    years = [datetime.fromisoformat(each.item.facts["starts_at"]).date() for each in appointments]
    file.add_missing_timezones(min(years).replace(month=1, day=1), max(years).replace(month=12, day=31))
    return bytes(file.to_ical())


def _event(appointment: Appointment, parties: Parties, *, invites: bool) -> Event:
    facts, zone = appointment.item.facts, appointment.item.zone
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.version - 1)
    event.add("dtstamp", appointment.told_at)
    event.add("last-modified", appointment.told_at)
    event.add("dtstart", datetime.fromisoformat(facts["starts_at"]).astimezone(zone))
    event.add("dtend", datetime.fromisoformat(facts["ends_at"]).astimezone(zone))
    event.add("summary", plain(appointment.summary))
    places = [appointment.item.seat, appointment.item.room, appointment.item.building]
    event.add("location", plain(", ".join(place for place in places if place)))
    if not appointment.holds:
        event.add("status", "CANCELLED")
    else:
        event.add("status", "TENTATIVE" if facts["status"] == "pending" else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if invites:
        event.add("organizer", _address(parties.organiser, parties.organiser_address))
        attendee = _address(parties.attendee, parties.attendee_address)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
    return event


def _address(name: str, address: str) -> vCalAddress:
    party = vCalAddress(f"mailto:{address}")
    # A parameter can't hold a quotation mark, whatever surrounds it.
    party.params["CN"] = vText(plain(name).replace('"', "'"))
    return party
