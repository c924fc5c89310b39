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
