"""Words that facts are written in: plain values with no behaviour of their own."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Role(StrEnum):
    """What a member is trusted with. Every member has at least `member`."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    MEMBER = "member"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    OPERATOR = "operator"


class RoomKind(StrEnum):
    MEETING_ROOM = "meeting_room"
    OPEN_SPACE = "open_space"
    PHONE_BOOTH = "phone_booth"
    PARKING = "parking"
    EQUIPMENT = "equipment"


class BookingStatus(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    RELEASED = "released"
    EXPIRED = "expired"


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WallTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$", examples=["09:00"])]
"""Minutes of a local day, `00:00` to `24:00`."""

WeeklyHours = dict[Weekday, list[tuple[WallTime, WallTime]]]
"""Opening hours in local time; an end at or before its start runs over midnight."""


class Seat(BaseModel):
    """A numbered place inside a room."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seat_id: UUID
    name: str


Centimetres = Annotated[int, Field(ge=0, le=100_000)]
Extent = Annotated[int, Field(ge=1, le=100_000)]


class Box(BaseModel):
    """A rectangle on a floor plan, in centimetres; before it is turned, its upper left corner is at x and y."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    x: Centimetres
    y: Centimetres
    width: Extent
    height: Extent
    turn: int = Field(0, ge=0, le=359, description="Degrees clockwise about its middle.")


class FixtureKind(StrEnum):
    """What a plan shows besides rooms and seats."""

    WALL = "wall"
    WINDOW = "window"
    DOOR = "door"
    STAIRS = "stairs"
    LIFT = "lift"
    TOILETS = "toilets"
    KITCHEN = "kitchen"
    SERVICE = "service"
    GARDEN = "garden"
    PLANT = "plant"
    TABLE = "table"


class Fixture(Box):
    """Something on a floor plan that can't be booked."""

    kind: FixtureKind
    name: str = Field("", max_length=60)


class PlacedUnit(Box):
    """Where a room is on the plan of its floor, or a seat of that room."""

    room_id: UUID
    seat_id: UUID | None = None
