"""What happened, event by event: who, when, through which command, in words, and what changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.domain.opening_hours import zone
from bookit.events import Event, UnknownTopic, codec
from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    BookingRetitled,
    FeedbackDeclined,
    FeedbackLeft,
)
from bookit.events.buildings import (
    BuildingAdded,
    BuildingClosed,
    BuildingDayClosed,
    BuildingDayReopened,
    BuildingHoursSet,
    BuildingKindPolicySet,
    BuildingPolicySet,
    BuildingRenamed,
    BuildingReopened,
    FloorAdded,
)
from bookit.events.members import (
    GroupJoined,
    GroupLeft,
    MemberForgotten,
    MemberInvited,
    MemberJoined,
    MemberReinstated,
    MemberSuspended,
    RoleGranted,
    RoleRevoked,
)
from bookit.events.organisation import (
    OrganisationBrandingSet,
    OrganisationFounded,
    OrganisationKindPolicySet,
    OrganisationLogoSet,
    OrganisationPolicySet,
)
from bookit.events.plans import PlanArranged, PlanBegun, PlanDrawn
from bookit.events.rooms import (
    RoomClosed,
    RoomCodeRotated,
    RoomFeaturesSet,
    RoomHoursSet,
    RoomOpened,
    RoomPhotosSet,
    RoomPolicySet,
    RoomRenamed,
    RoomReopened,
    RoomSeatsAdded,
    RoomSeatsRenamed,
)
from bookit.events.series import (
    SeriesCancelled,
    SeriesChanged,
    SeriesEnded,
    SeriesExtended,
    SeriesPlaced,
    SeriesRevived,
    SeriesSkippedDatesPlaced,
)
from bookit.events.values import BookingStatus
from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"history", "calendar", "directory"})

_BOOKING = "SELECT member_id, building_id FROM {schema}.calendar_bookings WHERE booking_id = :id"
_SERIES = "SELECT member_id, building_id FROM {schema}.series_series WHERE series_id = :id"
_ROOM = "SELECT building_id FROM {schema}.directory_rooms WHERE room_id = :id"

# From the beginning, because what changed is told against what was before; streams are short.
_STREAM = """
    SELECT event.position, stream_version, topic, event.recorded_at, event.actor_id, actor.display_name AS actor_name,
           command_id, correlation_id, data::text AS data, command.name AS command, command.address_class
    FROM {schema}.history_events event
    LEFT JOIN {schema}.people actor ON actor.member_id = event.actor_id
    LEFT JOIN {schema}.commands command USING (command_id)
    WHERE stream_id = :id
    ORDER BY stream_version
    LIMIT :upto
"""


async def booking_history(
    queries: Queries, viewer: Actor, booking_id: UUID, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of what happened to a booking. Raises NotFound for one that the viewer may not see."""
    rows = await queries.rows(_BOOKING, {"id": booking_id})
    if not rows or not viewer.may("see-booking", owner=rows[0].member_id, building=rows[0].building_id):
        raise NotFound("booking", booking_id)
    return await _history(queries, booking_id, limit, cursor)


async def series_history(
    queries: Queries, viewer: Actor, series_id: UUID, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of what happened to a series. Raises NotFound for one that the viewer may not see."""
    rows = await queries.rows(_SERIES, {"id": series_id})
    if not rows or not viewer.may("see-booking", owner=rows[0].member_id, building=rows[0].building_id):
        raise NotFound("series", series_id)
    return await _history(queries, series_id, limit, cursor)


async def room_history(
    queries: Queries, viewer: Actor, room_id: UUID, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of what happened to a room. Raises NotFound and Forbidden."""
    rows = await queries.rows(_ROOM, {"id": room_id})
    if not rows:
        raise NotFound("room", room_id)
    viewer.require("see-room-history", building=rows[0].building_id)
    return await _history(queries, room_id, limit, cursor)


async def member_history(
    queries: Queries, viewer: Actor, member_id: UUID, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of what happened to a member. Raises NotFound for one that the viewer may not see."""
    if not viewer.may("see-member", owner=member_id):
        raise NotFound("member", member_id)
    return await _history(queries, member_id, limit, cursor)


async def stream_history(
    queries: Queries, viewer: Actor, stream_id: UUID, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of what happened to anything at all. Raises Forbidden, and NotFound for what never was."""
    viewer.require("see-ledger")
    return await _history(queries, stream_id, limit, cursor)


@dataclass(slots=True)
class _Told:
    """A stream's fields as its events have left them so far."""

    fields: dict[str, Any]

    def changes(self, event: Event | None, data: dict[str, Any]) -> list[dict[str, Any]]:
        """Which fields an event set to something else, and takes them over."""
        after = _fields(event) if event is not None else data
        if isinstance(event, BookingRescheduled) and self.fields.get("status") == BookingStatus.PENDING:
            after.setdefault("status", BookingStatus.CONFIRMED)
        changed = [
            {"field": name, "before": self.fields.get(name), "after": value}
            for name, value in after.items()
            if _something(self.fields.get(name)) != _something(value)
        ]
        self.fields |= after
        return changed


def _something(value: Any) -> Any:
    """What an empty field, one that says no and one that was never named have in common is None."""
    return None if value is False or value in ([], {}, "") else value


async def _history(queries: Queries, stream_id: UUID, limit: int, cursor: str | None) -> bytes:
    cursors = queries.cursors("history", stream_id)
    after = cursors.read(cursor)[0] if cursor is not None else 0
    rows = await queries.rows(_STREAM, {"id": stream_id, "upto": after + checked_limit(limit) + 1})
    if not rows:
        raise NotFound("history", stream_id)
    told = _Told({})
    items = [_item(row, told, stream_id) for row in rows]
    shown = items[after : after + limit]
    more = len(items) > after + limit
    return orjson.dumps({"items": shown, "next_cursor": cursors.after([after + limit]) if more else None})


def _item(row: Any, told: _Told, stream_id: UUID) -> dict[str, Any]:
    data = orjson.loads(row.data)
    event = _decoded(row.topic, stream_id, row.stream_version, row.data)
    time_zone = told.fields.get("time_zone")
    return {
        "position": row.position,
        "version": row.stream_version,
        "topic": row.topic,
        "recorded_at": row.recorded_at.astimezone(UTC),
        "actor_id": row.actor_id,
        "actor_name": row.actor_name,
        "command": row.command,
        "command_id": row.command_id,
        "address_class": row.address_class,
        "correlation_id": row.correlation_id,
        "words": in_words(event, time_zone) if event is not None else row.topic,
        "changed": told.changes(event, data),
        "data": data,
    }


def _decoded(topic: str, stream_id: UUID, version: int, data: str) -> Event | None:
    """None for a fact of newer code, which is told by its topic alone."""
    try:
        return codec.decode(topic, stream_id, version, data.encode())
    except UnknownTopic:
        return None


_NOT_TOLD = {"originator_id", "originator_version", "originator_topic", "timestamp", "units", "closure_id", "pending"}


def _fields(event: Event) -> dict[str, Any]:
    """What an event says of its stream, implied statuses included."""
    fields = event.model_dump(mode="json", exclude=_NOT_TOLD)
    return fields | dict(_implied(event))


def _implied(event: Event) -> Iterator[tuple[str, Any]]:
    match event:
        case BookingPlaced():
            yield "status", BookingStatus.PENDING if event.pending else BookingStatus.CONFIRMED
        case BookingRescheduled() if event.pending:
            yield "status", BookingStatus.PENDING
        case WaitlistOfferLapsed():
            yield "status", "waiting" if event.waits_on else "expired"
        case BookingFinished():
            yield "status", BookingStatus.FINISHED
            yield "ends_at", event.model_dump(mode="json")["ended_at"]
        case _ if type(event) in _STATUS_AFTER:
            yield "status", _STATUS_AFTER[type(event)]
        case MemberSuspended():
            yield "suspended", True
        case MemberReinstated():
            yield "suspended", False
        case MemberForgotten():
            yield "forgotten", True


_STATUS_AFTER: Mapping[type[Event], str] = {
    BookingApproved: BookingStatus.CONFIRMED,
    BookingRejected: BookingStatus.REJECTED,
    BookingExpired: BookingStatus.EXPIRED,
    BookingCheckedIn: BookingStatus.CHECKED_IN,
    BookingReleased: BookingStatus.RELEASED,
    BookingCancelled: BookingStatus.CANCELLED,
    BookingDisplaced: BookingStatus.CANCELLED,
    WaitlistJoined: "waiting",
    WaitlistOffered: "offered",
    WaitlistPromoted: "promoted",
    WaitlistLeft: "left",
    WaitlistExpired: "expired",
}


def in_words(event: Event, time_zone: str | None = None) -> str:
    """One sentence; times in the zone named, in UTC when none is known."""
    match event:
        case BookingPlaced():
            what = "Asked for" if event.pending else "Booked"
            return f"{what} {_period(event.starts_at, event.ends_at, event.time_zone)}{_terms(event)}."
        case BookingRescheduled():
            why = ", out of the way of a closure" if event.closure_id else ""
            return f"Moved to {_period(event.starts_at, event.ends_at, event.time_zone)}{why}{_terms(event)}."
        case BookingApproved():
            return f"Approved{_because(event.reason)}."
        case BookingRejected():
            return f"Rejected{_because(event.reason)}."
        case BookingExpired():
            return f"Expired, because nobody decided in time ({_rule(event.why)})."
        case BookingCheckedIn():
            return f"Checked in by {event.by}."
        case BookingReleased():
            return f"Released, because nobody checked in in time ({_rule(event.why)})."
        case BookingCancelled():
            return f"Cancelled{_because(event.reason)}."
        case BookingDisplaced():
            return f"Gave way to a closure of the room{_because(event.reason)}."
        case BookingFinished():
            return f"Finished early, at {_time(event.ended_at, time_zone)}."
        case _:
            return _later_in_words(event, time_zone)


def _later_in_words(event: Event, time_zone: str | None) -> str:
    match event:
        case BookingRetitled():
            return f"Is called {event.title}." if event.title else "Has no title any more."
        case BookingPartyChanged():
            people = "Any number of people" if event.attendees is None else f"{event.attendees} people"
            return f"{people} will come, with these guests: {_listed(event.guests)}."
        case BookingHandedOver():
            return "Handed over to another member."
        case BookingRestored():
            return f"Holds its place again, {_period(event.starts_at, event.ends_at, time_zone)}."
        case FeedbackLeft():
            return f"Rated {event.rating} of 5{_because(event.text)}."
        case FeedbackDeclined():
            return "Does not want to say how it was."
        case WaitlistJoined():
            return f"Waits for a place {_period(event.starts_at, event.ends_at, time_zone)}."
        case WaitlistOffered():
            return f"A place is offered until {_time(event.accept_by, time_zone)} ({_rule(event.why)})."
        case WaitlistOfferLapsed():
            return "The offer was not taken in time."
        case WaitlistPromoted():
            return "Got a place."
        case WaitlistLeft():
            return "Waits no longer."
        case WaitlistExpired():
            return "The time has come without a place."
        case _:
            return _space_in_words(event, time_zone)


def _space_in_words(event: Event, time_zone: str | None) -> str:
    match event:
        case BuildingAdded():
            return f"Building {event.name} was added."
        case BuildingRenamed() | RoomRenamed():
            return f"Renamed to {event.name}."
        case BuildingHoursSet():
            return "Opening hours were set."
        case BuildingClosed():
            when = _period(event.starts_at, event.ends_at, time_zone)
            return f"All rooms were closed {when}{_because(event.reason)}."
        case BuildingReopened():
            return f"All rooms are open again{_because(event.reason)}."
        case BuildingDayClosed():
            return f"Closed on {event.day}{_because(event.reason)}."
        case BuildingDayReopened():
            return f"Open again on {event.day}."
        case FloorAdded():
            return f"Floor {event.name} was added."
        case PlanBegun():
            return "The floor is to have a plan."
        case PlanDrawn():
            return f"The plan was drawn, {event.width / 100:g} m by {event.height / 100:g} m."
        case PlanArranged():
            return f"On the plan {len(event.placed)} were placed and {len(event.removed)} taken off."
        case RoomOpened():
            return f"Room {event.name} was opened, for {event.capacity}."
        case RoomSeatsAdded():
            return f"Seats {_listed([seat.name for seat in event.seats])} were added; {event.capacity} fit now."
        case RoomSeatsRenamed():
            return f"Seats are now called {_listed([seat.name for seat in event.seats])}."
        case RoomFeaturesSet():
            return f"Features are now {_listed(event.features)}."
        case RoomPhotosSet():
            return f"The room shows {len(event.photos) or 'no'} photo{'' if len(event.photos) == 1 else 's'} now."
        case RoomPolicySet() | BuildingPolicySet() | OrganisationPolicySet():
            return f"Rules are now {_rules(event.policy)}."
        case BuildingKindPolicySet() | OrganisationKindPolicySet():
            return f"Rules of each {event.kind.replace('_', ' ')} are now {_rules(event.policy)}."
        case OrganisationFounded():
            return "The organisation has rules of its own."
        case OrganisationLogoSet():
            return "There is another logo." if event.logo else "There is no logo any more."
        case OrganisationBrandingSet():
            name = f"called {event.name}" if event.name else "called as in the settings"
            return f"The organisation is {name}; its colour is {event.colour or 'that of the settings'}."
        case RoomCodeRotated():
            return "The code at the door is a new one."
        case RoomHoursSet():
            return (
                "Opening hours of its own were set." if event.opening_hours else "It has the building's opening hours."
            )
        case RoomClosed():
            what = "A seat was closed" if event.seat_id else "Closed"
            return f"{what} {_period(event.starts_at, event.ends_at, time_zone)}{_because(event.reason)}."
        case RoomReopened():
            return f"Open again {_period(event.starts_at, event.ends_at, time_zone)}{_because(event.reason)}."
        case _:
            return _series_in_words(event)


def _series_in_words(event: Event) -> str:
    match event:
        case SeriesPlaced():
            by = event.rrule or f"{len(event.rdates) + 1} dates"
            return f"A series was booked, from {_local(event.starts)} on: {by}{_without(event.skipped)}."
        case SeriesExtended():
            return f"Went on as the horizon moved{_without(event.skipped)}."
        case SeriesSkippedDatesPlaced():
            return f"Dates that were skipped are booked: {_listed([_local(each) for each in event.occurrences])}."
        case SeriesChanged():
            return f"Changed{_dates(event.from_occurrence, event.to_occurrence)}."
        case SeriesCancelled():
            return f"Cancelled{_dates(event.from_occurrence, event.to_occurrence)}{_because(event.reason)}."
        case SeriesEnded():
            return f"Ended by itself ({_rule(event.why)})."
        case SeriesRevived():
            return f"Goes on after all{_dates(event.from_occurrence, event.to_occurrence)}."
        case _:
            return _member_in_words(event)


def _member_in_words(event: Event) -> str:
    match event:
        case MemberInvited():
            return "Invited."
        case MemberJoined():
            return "Joined."
        case RoleGranted():
            where = f" for {len(event.building_ids)} buildings" if event.building_ids else ""
            return f"Became {event.role}{where}."
        case RoleRevoked():
            return f"Is no longer {event.role}."
        case GroupJoined():
            return f"Joined the group {event.group}."
        case GroupLeft():
            return f"Left the group {event.group}."
        case MemberSuspended():
            return f"Suspended{_because(event.reason)}."
        case MemberReinstated():
            return "Reinstated."
        case MemberForgotten():
            return "Forgotten: what was kept of this person was removed."
        case _:
            raise TypeError(f"no words for {event.TOPIC}")


def _time(at: datetime, time_zone: str | None) -> str:
    name = time_zone or "UTC"
    return f"{at.astimezone(zone(name)):%Y-%m-%d %H:%M} ({name})"


def _period(starts_at: datetime, ends_at: datetime, time_zone: str | None) -> str:
    name = time_zone or "UTC"
    start, end = starts_at.astimezone(zone(name)), ends_at.astimezone(zone(name))
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {last} ({name})"


def _terms(event: BookingPlaced | BookingRescheduled) -> str:
    """The rules for which a stay waits, and those that were set aside for it."""
    words = ""
    if event.approval:
        words += f"; has to be approved because of {_listed([_rule(rule) for rule in event.approval])}"
    if event.overridden:
        overridden = _listed([_rule(rule) for rule in event.overridden])
        words += f"; {overridden} set aside{_because(event.override_reason)}"
    return words


def _rule(why: Mapping[str, Any]) -> str:
    """A rule with its value and where it comes from, as facts name it."""
    words = f"{why.get('rule', 'a rule')} = {why.get('value')}"
    source = why.get("source") or {}
    return f"{words} of the {source['level']}, version {source['version']}" if source.get("id") else words


def _rules(policy: Mapping[str, Any]) -> str:
    return _listed([f"{name} = {value}" for name, value in policy.items()])


def _because(reason: str | None) -> str:
    return f": {reason}" if reason else ""


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words) or "none"


def _local(occurrence: str) -> str:
    return occurrence[:16].replace("T", " ")


def _dates(first: str | None, end: str | None) -> str:
    return (f" from {_local(first)}" if first else "") + (f" until {_local(end)}" if end else "")


def _without(skipped: Sequence[Mapping[str, Any]]) -> str:
    return f", without {_listed([_local(each['occurrence']) for each in skipped])}" if skipped else ""
