"""Bookings as iCalendar appointments (RFC 5545, 5546), which calendars take as new, changed or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration, vText

from bookit.events.values import BookingStatus
from bookit.notifications.wording import plain

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
Standing = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]

PRODUCT = "-//BookIT//BookIT//EN"
FETCH_EVERY = timedelta(minutes=30)
"""What calendar programs are asked to keep to; most have a pace of their own."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booking as it was at a version of its stream; a calendar keeps the one with the highest."""

    booking_id: UUID
    version: int
    standing: Standing
    """CANCELLED takes it out of the calendar."""
    starts_at: datetime
    ends_at: datetime
    """Both in the zone in which the calendar is to show them."""
    summary: str
    location: str
    as_of: datetime
    link: str | None = None

    @property
    def uid(self) -> str:
        """The same wherever a calendar hears of the booking, in every install."""
        return f"{self.booking_id}@bookit"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who invites, and who is invited."""

    organiser: str
    organiser_address: str
    attendee: str
    attendee_address: str


def standing_of(status: BookingStatus) -> Standing:
    """How a booking that holds its place, or held it, stands in a calendar."""
    return "TENTATIVE" if status is BookingStatus.PENDING else "CONFIRMED"


def method_of(appointments: Sequence[Appointment]) -> Method:
    """One appointment is sent as an invitation or its cancellation; several can only be a file to import."""
    if len(appointments) != 1:
        return "PUBLISH"
    return "CANCEL" if appointments[0].standing == "CANCELLED" else "REQUEST"


def calendar(appointments: Sequence[Appointment], parties: Parties) -> bytes:
    """The appointments of a letter as one iCalendar file, time zones included."""
    method = method_of(appointments)
    file = _file(method)
    for appointment in appointments:
        event = _event(appointment)
        if method != "PUBLISH":
            _invite(event, parties)
        file.add_component(event)
    return _with_time_zones(file, appointments)


def feed(appointments: Sequence[Appointment], name: str) -> bytes:
    """The appointments as a calendar that programs fetch again and again; what has left it leaves them too."""
    file = _file("PUBLISH")
    file.add("name", vText(plain(name)))
    file.add("x-wr-calname", vText(plain(name)))
    file.add("refresh-interval", vDuration(FETCH_EVERY), parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", vDuration(FETCH_EVERY))
    for appointment in appointments:
        file.add_component(_event(appointment))
    if not appointments:  # a calendar has at least one component
        file.add_component(Timezone.from_tzid("UTC"))
    return _with_time_zones(file, appointments)


def _file(method: Method) -> Calendar:
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", method)
    return file


def _with_time_zones(file: Calendar, appointments: Sequence[Appointment]) -> bytes:
    if appointments:
        days = [appointment.starts_at.date() for appointment in appointments]
        file.add_missing_timezones(min(days).replace(month=1, day=1), max(days).replace(month=12, day=31))
    return bytes(file.to_ical())


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.version - 1)
    event.add("dtstamp", appointment.as_of)
    event.add("last-modified", appointment.as_of)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", plain(appointment.summary))
    event.add("location", plain(appointment.location))
    event.add("status", appointment.standing)
    event.add("transp", "OPAQUE")
    if appointment.link is not None:
        event.add("url", appointment.link)
    return event


def _invite(event: Event, parties: Parties) -> None:
    event.add("organizer", _address(parties.organiser, parties.organiser_address))
    attendee = _address(parties.attendee, parties.attendee_address)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)


def _address(name: str, address: str) -> vCalAddress:
    party = vCalAddress(f"mailto:{address}")
    # A parameter can't hold a quotation mark, whatever surrounds it.
    party.params["CN"] = vText(plain(name).replace('"', "'"))
    return party
