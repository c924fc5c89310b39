"""Facts about bookings: one stay of one member in a room or seat.

`units` are what the booking claims, so that claims can be folded from the ledger alone;
`places` is set where a unit is shared by number instead of claimed whole. `claimed_from` and `claimed_to` are set
where buffers make a claim longer than the stay. `check_in_by` and `decide_by` are the deadlines that held when the
stay was booked, with the rule that set them, so that later changes of rules leave them alone.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from bookit.events.base import Created, Event
from bookit.events.sealed import Sealed
from bookit.events.values import BookingStatus


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
    title: Sealed | None = None
    guests: list[Sealed] = Field(default_factory=list)
    claimed_from: datetime | None = None
    claimed_to: datetime | None = None
    pending: bool = False
    approval: list[dict[str, Any]] = Field(default_factory=list)
    decide_by: datetime | None = None
    decide_rule: dict[str, Any] | None = None
    check_in_from: datetime | None = None
    check_in_from_rule: dict[str, Any] | None = None
    check_in_by: datetime | None = None
    check_in_rule: dict[str, Any] | None = None
    overridden: list[dict[str, Any]] = Field(default_factory=list)
    override_reason: Sealed | None = None
    series_id: UUID | None = None
    occurrence: str | None = None
    waitlist_id: UUID | None = None


class BookingRescheduled(Event):
    """A stay was moved to another time or place, perhaps with its series or out of the way of a closure."""

    TOPIC: ClassVar[str] = "booking.rescheduled"
    building_id: UUID
    room_id: UUID
    seat_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    units: list[UUID]
    places: int | None = None
    claimed_from: datetime | None = None
    claimed_to: datetime | None = None
    pending: bool = False
    approval: list[dict[str, Any]] = Field(default_factory=list)
    decide_by: datetime | None = None
    decide_rule: dict[str, Any] | None = None
    check_in_from: datetime | None = None
    check_in_from_rule: dict[str, Any] | None = None
    check_in_by: datetime | None = None
    check_in_rule: dict[str, Any] | None = None
    overridden: list[dict[str, Any]] = Field(default_factory=list)
    override_reason: Sealed | None = None
    with_series: bool = False
    checked_in: bool = False
    closure_id: UUID | None = None


class BookingRetitled(Event):
    """A stay was given another title, or none."""

    TOPIC: ClassVar[str] = "booking.retitled"
    title: Sealed | None = None


class BookingPartyChanged(Event):
    """Others will come to a stay, or another number of people; where places are shared it takes as many."""

    TOPIC: ClassVar[str] = "booking.party_changed"
    attendees: int | None = None
    guests: list[Sealed] = Field(default_factory=list)
    places: int | None = None


class BookingCancelled(Event):
    """A stay was given up."""

    TOPIC: ClassVar[str] = "booking.cancelled"
    reason: Sealed | None = None


class BookingDisplaced(Event):
    """A stay had to give way to a closure of its room."""

    TOPIC: ClassVar[str] = "booking.displaced"
    closure_id: UUID
    reason: str


class BookingApproved(Event):
    """A pending stay was allowed."""

    TOPIC: ClassVar[str] = "booking.approved"
    reason: Sealed | None = None


class BookingRejected(Event):
    """A pending stay was not allowed."""

    TOPIC: ClassVar[str] = "booking.rejected"
    reason: Sealed | None = None


class BookingExpired(Event):
    """A pending stay was not decided in time; `why` names the rule that set the time."""

    TOPIC: ClassVar[str] = "booking.expired"
    why: dict[str, Any]


class BookingCheckedIn(Event):
    """Somebody came; `by` says how we know."""

    TOPIC: ClassVar[str] = "booking.checked_in"
    by: str


class BookingReleased(Event):
    """Nobody came in time, so the place is free again; `why` names the rule that set the time."""

    TOPIC: ClassVar[str] = "booking.released"
    why: dict[str, Any]


class BookingHandedOver(Event):
    """A stay became another member's."""

    TOPIC: ClassVar[str] = "booking.handed_over"
    member_id: UUID


class BookingRestored(Event):
    """A stay that was given up or displaced holds its place again, as it did before."""

    TOPIC: ClassVar[str] = "booking.restored"
    undone_command_id: UUID
    status: BookingStatus
    starts_at: datetime
    ends_at: datetime
    units: list[UUID]
    places: int | None = None
    claimed_from: datetime | None = None
    claimed_to: datetime | None = None


class FeedbackLeft(Event):
    """Who stayed told how it was."""

    TOPIC: ClassVar[str] = "booking.feedback_left"
    rating: int
    text: Sealed | None = None
    pictures: list[UUID] = Field(default_factory=list)


class FeedbackDeclined(Event):
    """Who stayed does not want to be asked how it was."""

    TOPIC: ClassVar[str] = "booking.feedback_declined"


class BookingFinished(Event):
    """A stay ended early; what was left of it is free again."""

    TOPIC: ClassVar[str] = "booking.finished"
    ended_at: datetime
    claimed_to: datetime | None = None
