"""Facts about waiting for a place. While a place is offered, the entry itself claims it.

Who waits for a date of a series that was skipped has its `series_id` and `occurrence`.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from bookit.events.base import Created, Event
from bookit.events.sealed import Sealed
from bookit.events.values import RoomKind


class WaitlistJoined(Created):
    """A member waits for a room, a seat, or anything that fits."""

    TOPIC: ClassVar[str] = "waitlist.joined"
    ORIGIN: ClassVar[str] = "waitlist"
    member_id: UUID
    building_id: UUID
    room_id: UUID | None = None
    seat_id: UUID | None = None
    any_seat: bool = False
    kind: RoomKind | None = None
    features: list[str] = Field(default_factory=list)
    starts_at: datetime
    ends_at: datetime
    attendees: int | None = None
    title: Sealed | None = None
    series_id: UUID | None = None
    occurrence: str | None = None


class WaitlistLeft(Event):
    """A member no longer waits."""

    TOPIC: ClassVar[str] = "waitlist.left"


class WaitlistOffered(Event):
    """A place became free and is kept for who waited, for a while; `why` names the rule that says how long."""

    TOPIC: ClassVar[str] = "waitlist.offered"
    room_id: UUID
    seat_id: UUID | None = None
    accept_by: datetime
    units: list[UUID]
    places: int | None = None
    claimed_from: datetime
    claimed_to: datetime
    why: dict[str, Any]


class WaitlistOfferLapsed(Event):
    """An offer lapsed, or was taken back for a `reason`; who waited waits on behind the others, or no more."""

    TOPIC: ClassVar[str] = "waitlist.offer_lapsed"
    reason: str | None = None
    waits_on: bool = True


class WaitlistPromoted(Event):
    """Who waited has the place."""

    TOPIC: ClassVar[str] = "waitlist.promoted"
    booking_id: UUID


class WaitlistExpired(Event):
    """The time that was waited for has come without a place."""

    TOPIC: ClassVar[str] = "waitlist.expired"
