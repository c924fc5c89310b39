"""Facts about rooms. A room's calendar is a projection: room streams never hold bookings."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from bookit.events.base import Created, Event
from bookit.events.values import RoomKind, Seat, WeeklyHours


class RoomOpened(Created):
    """A room can be booked from now on."""

    TOPIC: ClassVar[str] = "room.opened"
    ORIGIN: ClassVar[str] = "room"
    building_id: UUID
    floor_id: UUID | None = None
    name: str
    kind: RoomKind
    capacity: int
    features: list[str] = Field(default_factory=list)
    seats: list[Seat] = Field(default_factory=list)
    made_of: list[UUID] = Field(default_factory=list)
    policy: dict[str, Any] = Field(default_factory=dict)


class RoomRenamed(Event):
    """A room got another name."""

    TOPIC: ClassVar[str] = "room.renamed"
    name: str


class RoomSeatsRenamed(Event):
    """Seats of a room got other names."""

    TOPIC: ClassVar[str] = "room.seats_renamed"
    seats: list[Seat]


class RoomSeatsAdded(Event):
    """A room got more numbered seats, bookable alone. Whoever books one of them takes a place of the room as well."""

    TOPIC: ClassVar[str] = "room.seats_added"
    seats: list[Seat]
    capacity: int
    """How many fit from now on."""


class RoomFeaturesSet(Event):
    """What a room has was listed anew."""

    TOPIC: ClassVar[str] = "room.features_set"
    features: list[str]


class RoomPhotosSet(Event):
    """What a room looks like was shown anew: its photos, the best first."""

    TOPIC: ClassVar[str] = "room.photos_set"
    photos: list[UUID]
    descriptions: dict[UUID, str] = Field(default_factory=dict)


class RoomPolicySet(Event):
    """The rules of a room were set anew; a rule not named falls back to its default."""

    TOPIC: ClassVar[str] = "room.policy_set"
    policy: dict[str, Any]


class RoomHoursSet(Event):
    """A room got opening hours of its own within those of its building, or lost them."""

    TOPIC: ClassVar[str] = "room.hours_set"
    opening_hours: WeeklyHours | None


class RoomCodeRotated(Event):
    """The code at the door of a room is void from now on; there is another one."""

    TOPIC: ClassVar[str] = "room.code_rotated"


class RoomClosed(Event):
    """A room, or one seat of it, is out of use for a period, which displaces what was booked."""

    TOPIC: ClassVar[str] = "room.closed"
    closure_id: UUID
    seat_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    reason: str
    units: list[UUID]


class RoomReopened(Event):
    """A period of a closure became bookable again."""

    TOPIC: ClassVar[str] = "room.reopened"
    closure_id: UUID
    starts_at: datetime
    ends_at: datetime
    reason: str
