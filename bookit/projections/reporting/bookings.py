"""Bookings as facts, and what each holds of which unit by local day."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

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
    FeedbackLeft,
)
from bookit.events.values import BookingStatus
from bookit.projections.projection import Recorded, topics
from bookit.projections.reporting.local_days import MINUTE, Piece, local_pieces
from bookit.projections.reporting.spaces import note_stay_before_opening
from bookit.projections.reporting.tables import BOOKINGS, MEMBERS, PIECES, ROOMS, UNITS
from bookit.projections.rows import Row, Rows

TOPICS = topics(
    BookingPlaced,
    BookingRescheduled,
    BookingApproved,
    BookingRejected,
    BookingExpired,
    BookingCheckedIn,
    BookingReleased,
    BookingHandedOver,
    BookingCancelled,
    BookingDisplaced,
    BookingRestored,
    BookingPartyChanged,
    BookingFinished,
    FeedbackLeft,
)

_GIVEN_UP: dict[type, tuple[BookingStatus, str]] = {
    BookingCancelled: (BookingStatus.CANCELLED, "cancelled"),
    BookingDisplaced: (BookingStatus.CANCELLED, "displaced"),
    BookingRejected: (BookingStatus.REJECTED, "rejected"),
    BookingExpired: (BookingStatus.EXPIRED, "expired"),
}

_Units = Collection[tuple[UUID, UUID, int]]
"""Room, unit and places."""


class Fold:
    def __init__(self, events: Sequence[Recorded], rows: Rows) -> None:
        self._bookings = rows.table(BOOKINGS)
        self._pieces = rows.table(PIECES)
        self._members = rows.table(MEMBERS)
        self._units = rows.table(UNITS)
        self._rooms = rows.table(ROOMS)
        members: set[UUID] = set()
        units: set[UUID] = set()
        rooms: set[UUID] = set()
        bookings: set[UUID] = set()
        for recorded in events:
            if recorded.topic not in TOPICS:
                continue
            match event := recorded.event:
                case BookingPlaced() | BookingRescheduled():
                    if len(event.units) > 1:
                        units.update(event.units)
                    if event.starts_at < event.timestamp:
                        rooms.add(event.room_id)
                    if isinstance(event, BookingPlaced):
                        members.add(event.member_id)
                case BookingRestored():
                    units.update(event.units)
                    bookings.add(recorded.stream_id)
                case BookingFinished() | BookingReleased():
                    bookings.add(recorded.stream_id)
        self._members.load(members)
        self._units.load(units)
        self._rooms.load(rooms)
        self._bookings.load(bookings)
        self._pieces.load(bookings)

    def fold(self, recorded: Recorded) -> None:
        bookings, booking_id = self._bookings, recorded.stream_id
        match event := recorded.event:
            case BookingPlaced():
                bookings.insert(self._placed(event, recorded.actor_id))
            case BookingRescheduled():
                self._pieces.delete(booking_id)
                bookings.patch(booking_id, **self._moved(event))
            case BookingApproved():
                bookings.patch(booking_id, status=BookingStatus.CONFIRMED, **_decided(recorded))
            case BookingRejected():
                self._pieces.delete(booking_id)
                bookings.patch(booking_id, **_decided(recorded), **_given_up(recorded))
            case BookingCancelled() | BookingDisplaced() | BookingExpired():
                self._pieces.delete(booking_id)
                bookings.patch(booking_id, **_given_up(recorded))
            case BookingReleased():
                self._end_early(recorded, event.timestamp, BookingStatus.RELEASED)
            case BookingFinished():
                self._end_early(recorded, event.ended_at, BookingStatus.FINISHED)
            case BookingRestored():
                self._restore(event)
            case BookingCheckedIn():
                status = BookingStatus.CHECKED_IN
                bookings.patch(booking_id, status=status, checked_in_at=event.timestamp, checked_in_by=event.by)
            case BookingHandedOver():
                bookings.patch(booking_id, member_id=event.member_id)
            case BookingPartyChanged():
                self._change_party(event)
            case FeedbackLeft():
                bookings.patch(booking_id, rating=event.rating)
            case _:
                raise TypeError(f"bookings of reports do not know {event.TOPIC}")

    def _placed(self, event: BookingPlaced, actor_id: UUID) -> Row:
        # One of these for nearly every event: as little as possible happens twice.
        booking_id, member_id, starts_at, ends_at = event.originator_id, event.member_id, event.starts_at, event.ends_at
        pieces = local_pieces(starts_at, ends_at, event.time_zone)
        held_to = self._hold(booking_id, event, event.building_id, event.room_id, pieces)
        groups = self._members.of(member_id)
        early = starts_at < event.timestamp
        if early:
            note_stay_before_opening(self._rooms, event.room_id, starts_at)
        return {
            "booking_id": booking_id,
            "building_id": event.building_id,
            "room_id": event.room_id,
            "member_id": member_id,
            "placed_by": None if actor_id == member_id else actor_id,
            "placed_at": event.timestamp,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "local_day": pieces[0].day,
            "minutes": (ends_at - starts_at) // MINUTE,
            "lead_minutes": 0 if early else (starts_at - event.timestamp) // MINUTE,
            "starts_minute": pieces[0].from_minute,
            "held_to": held_to,
            "needed_approval": bool(event.approval),
            "overridden": bool(event.overridden),
            "status": BookingStatus.PENDING if event.pending else BookingStatus.CONFIRMED,
            "time_zone": event.time_zone,
            "guests": len(event.guests),
            "groups": groups[0]["groups"] if groups else None,
            "places": event.places,
            "attendees": event.attendees,
            "seat_id": event.seat_id,
            "series_id": event.series_id,
            "waitlist_id": event.waitlist_id,
            "check_in_by": event.check_in_by,
            "checked_in_at": None,
            "checked_in_by": None,
            "decided_at": None,
            "decided_by": None,
            "moved_at": None,
            "restored_at": None,
            "ended_at": None,
            "ended_by": None,
            "ended_how": None,
            "rating": None,
        }

    def _moved(self, event: BookingRescheduled) -> Row:
        pieces = local_pieces(event.starts_at, event.ends_at, event.time_zone)
        held_to = self._hold(event.originator_id, event, event.building_id, event.room_id, pieces)
        if event.starts_at < event.timestamp:
            note_stay_before_opening(self._rooms, event.room_id, event.starts_at)
        confirmed = BookingStatus.CHECKED_IN if event.checked_in else BookingStatus.CONFIRMED
        changes: Row = {
            "building_id": event.building_id,
            "room_id": event.room_id,
            "seat_id": event.seat_id,
            "starts_at": event.starts_at,
            "ends_at": event.ends_at,
            "time_zone": event.time_zone,
            "local_day": pieces[0].day,
            "minutes": (event.ends_at - event.starts_at) // MINUTE,
            "starts_minute": pieces[0].from_minute,
            "held_to": held_to,
            "places": event.places,
            "status": BookingStatus.PENDING if event.pending else confirmed,
            "needed_approval": bool(event.approval),
            "overridden": bool(event.overridden),
            "check_in_by": event.check_in_by,
            "moved_at": event.timestamp,
        }
        if not event.checked_in:
            changes |= {"checked_in_at": None, "checked_in_by": None}
        return changes

    def _change_party(self, event: BookingPartyChanged) -> None:
        changes: Row = {"attendees": event.attendees, "guests": len(event.guests), "places": event.places}
        self._bookings.patch(event.originator_id, **changes)
        if event.places is not None:
            self._pieces.patch(event.originator_id, places=event.places)

    def _hold(
        self,
        booking_id: UUID,
        event: BookingPlaced | BookingRescheduled | BookingRestored,
        building_id: UUID,
        room_id: UUID,
        pieces: Sequence[Piece],
    ) -> int | None:
        """Until which minute the booking's own row holds its place; None where rows of pieces say more than that."""
        if len(event.units) == 1 and len(pieces) == 1:
            return pieces[0].to_minute
        units: _Units = (
            [(room_id, event.units[0], event.places or 1)] if len(event.units) == 1 else list(self._used(event.units))
        )
        self._pieces.insert(*_pieces(booking_id, building_id, units, pieces))
        return None

    def _used(self, claimed: Sequence[UUID]) -> Iterator[tuple[UUID, UUID, int]]:
        """Of what is claimed whole, the units that use is counted by."""
        for unit_id in claimed:
            for unit in self._units.of(unit_id):
                if unit["replaced_at"] is None:
                    yield unit["room_id"], unit_id, unit["places"]

    def _end_early(self, recorded: Recorded, ended_at: datetime, status: BookingStatus) -> None:
        booking_id = recorded.stream_id
        held_to = None
        for booking in self._bookings.of(booking_id):
            starts_at, ends_at = booking["starts_at"], min(ended_at, booking["ends_at"])
            left = local_pieces(starts_at, ends_at, booking["time_zone"]) if starts_at < ends_at else []
            if booking["held_to"] is not None:
                held_to = left[0].to_minute if left else None
                continue
            rows = self._pieces.of(booking_id)
            units = dict.fromkeys((row["room_id"], row["unit_id"], row["places"]) for row in rows)
            self._pieces.replace(booking_id, _pieces(booking_id, booking["building_id"], units, left))
        self._bookings.patch(
            booking_id,
            status=status,
            held_to=held_to,
            ended_at=ended_at,
            ended_by=recorded.actor_id,
            ended_how=str(status),
        )

    def _restore(self, event: BookingRestored) -> None:
        booking_id = event.originator_id
        held_to = None
        for booking in self._bookings.of(booking_id):
            pieces = local_pieces(event.starts_at, event.ends_at, booking["time_zone"])
            held_to = self._hold(booking_id, event, booking["building_id"], booking["room_id"], pieces)
        self._bookings.patch(
            booking_id,
            status=event.status,
            held_to=held_to,
            restored_at=event.timestamp,
            ended_at=None,
            ended_by=None,
            ended_how=None,
        )


def _pieces(booking_id: UUID, building_id: UUID, units: _Units, pieces: Sequence[Piece]) -> Iterator[Row]:
    for room_id, unit_id, places in units:
        for day, from_minute, to_minute in pieces:
            yield {
                "booking_id": booking_id,
                "building_id": building_id,
                "room_id": room_id,
                "unit_id": unit_id,
                "local_day": day,
                "from_minute": from_minute,
                "to_minute": to_minute,
                "places": places,
            }


def _decided(recorded: Recorded) -> Row:
    return {"decided_at": recorded.event.timestamp, "decided_by": recorded.actor_id}


def _given_up(recorded: Recorded) -> Row:
    status, how = _GIVEN_UP[type(recorded.event)]
    return {
        "status": status,
        "held_to": None,
        "ended_at": recorded.event.timestamp,
        "ended_by": recorded.actor_id,
        "ended_how": how,
    }
