"""Facts about bookings: one stay of one member in a room or seat.

`units` are what the booking claims, so that claims can be folded from the ledger alone;
`places` is set where a unit is shared by number instead of claimed whole.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from bookit.events.base import Created, Event


class BookingPlaced(Created):
    """A stay was booked."""

    TOPIC: ClassVar[str] = "booking.placed"
    ORIGIN: ClassVar[str] = "booking"
    building_id: UUID
    room_id: UUID
    seat_id: UUID | None = None
    member_id: UUID
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    units: list[UUID]
    places: int | None = None
    attendees: int | None = None
    title: str | None = None
    guests: list[str] = []


class BookingRescheduled(Event):
    """A stay was moved to another time or place."""

    TOPIC: ClassVar[str] = "booking.rescheduled"
    building_id: UUID
    room_id: UUID
    seat_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    units: list[UUID]
    places: int | None = None


class BookingCancelled(Event):
    """A stay was given up."""

    TOPIC: ClassVar[str] = "booking.cancelled"
    reason: str | None = None


class BookingDisplaced(Event):
    """A stay had to give way to a closure of its room."""

    TOPIC: ClassVar[str] = "booking.displaced"
    closure_id: UUID
    reason: str


class BookingFinished(Event):
    """A stay ended early; what was left of it is free again."""

    TOPIC: ClassVar[str] = "booking.finished"
    ended_at: datetime
