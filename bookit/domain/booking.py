"""Bookings: one stay of one member in a room or seat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Conflict
from bookit.domain.period import Period
from bookit.events import Event
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingFinished,
    BookingPlaced,
    BookingRescheduled,
)
from bookit.events.values import BookingStatus

LIVE = frozenset({BookingStatus.PENDING, BookingStatus.CONFIRMED, BookingStatus.CHECKED_IN})
"""Statuses in which a booking holds its claims."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stay is and what it claims."""

    building_id: UUID
    room_id: UUID
    seat_id: UUID | None
    time_zone: str
    units: Sequence[UUID]
    places: int | None


class Booking(Aggregate):
    NOUN: ClassVar[str] = "booking"

    @classmethod
    def book(
        cls,
        booking_id: UUID,
        place: Place,
        period: Period,
        *,
        member_id: UUID,
        attendees: int | None,
        title: str | None,
        guests: Sequence[str],
        at: datetime,
    ) -> Self:
        """A confirmed stay; that it is allowed and free is for policy and claims to say."""
        return cls.begin(
            BookingPlaced,
            id=booking_id,
            at=at,
            building_id=place.building_id,
            room_id=place.room_id,
            seat_id=place.seat_id,
            member_id=member_id,
            starts_at=period.start,
            ends_at=period.end,
            time_zone=place.time_zone,
            units=list(place.units),
            places=place.places,
            attendees=attendees,
            title=title,
            guests=list(guests),
        )

    def reschedule(self, place: Place, period: Period, *, at: datetime) -> None:
        """Move the stay. Raises AlreadyDone when it is over, or when nothing would change."""
        self._require_live(at)
        if place == self.place and period == self.period:
            raise AlreadyDone("The booking is at this time and place already.")
        self.record(
            BookingRescheduled,
            at=at,
            building_id=place.building_id,
            room_id=place.room_id,
            seat_id=place.seat_id,
            starts_at=period.start,
            ends_at=period.end,
            time_zone=place.time_zone,
            units=list(place.units),
            places=place.places,
        )

    def cancel(self, reason: str | None, *, at: datetime) -> None:
        """Give the stay up. Raises AlreadyDone when it is over."""
        self._require_live(at)
        self.record(BookingCancelled, at=at, reason=reason)

    def displace(self, closure_id: UUID, reason: str, *, at: datetime) -> None:
        """Give way to a closure."""
        self.record(BookingDisplaced, at=at, closure_id=closure_id, reason=reason)

    def finish(self, *, at: datetime) -> None:
        """End the stay now and free the rest. Raises Conflict before its start, AlreadyDone when it is over."""
        self._require_live(at)
        if at <= self.period.start:
            raise Conflict("The booking has not started yet; cancel it instead.")
        self.record(BookingFinished, at=at, ended_at=at)

    def _require_live(self, at: datetime) -> None:
        if self.status not in LIVE:
            raise AlreadyDone(f"The booking is {self.status}.", status=self.status)
        if at >= self.period.end:
            raise AlreadyDone("The booking is over.", status=self.status, ends_at=self.period.end.isoformat())

    def when(self, event: Event) -> None:
        match event:
            case BookingPlaced():
                self.member_id: UUID = event.member_id
                self.attendees: int | None = event.attendees
                self.status: BookingStatus = BookingStatus.CONFIRMED
                self._fold_place(event)
            case BookingRescheduled():
                self._fold_place(event)
            case BookingCancelled() | BookingDisplaced():
                self.status = BookingStatus.CANCELLED
            case BookingFinished():
                self.status = BookingStatus.FINISHED
                self.period: Period = Period(self.period.start, event.ended_at)
            case _:
                raise TypeError(f"a booking has no {event.TOPIC}")

    def _fold_place(self, event: BookingPlaced | BookingRescheduled) -> None:
        self.place: Place = Place(
            event.building_id, event.room_id, event.seat_id, event.time_zone, tuple(event.units), event.places
        )
        self.period = Period(event.starts_at, event.ends_at)
