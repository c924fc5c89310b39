"""Buildings, floors, rooms."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, JsonValue

from bookit.api.answers.values import NextCursor, PictureSeen, PolicyValues, SourceSeen, Version, ZoneName
from bookit.domain.policy import Level
from bookit.events.values import RoomKind, WeeklyHours

Capacity = Annotated[int, Field(ge=1, description="How many people, cars or pieces fit.")]
MadeOf = Annotated[list[UUID], Field(description="Rooms that become this one together.")]
SharesPlaces = Annotated[bool, Field(description="Bookings take some of its places instead of all of it.")]


class BuildingSeen(BaseModel):
    building_id: UUID
    name: str
    address: str
    time_zone: ZoneName
    opening_hours: WeeklyHours
    closed_days: dict[date, str] = Field(description="Local days on which it stays closed, each with the reason.")
    latitude: float | None
    longitude: float | None
    version: Version


class PageOfBuildings(BaseModel):
    items: list[BuildingSeen]
    next_cursor: NextCursor


class FloorSeen(BaseModel):
    floor_id: UUID
    building_id: UUID
    name: str
    level: int = Field(description="0 is the ground floor.")


class PageOfFloors(BaseModel):
    items: list[FloorSeen]
    next_cursor: NextCursor


class SeatSeen(BaseModel):
    """A numbered place inside a room, bookable alone."""

    seat_id: UUID
    name: str


class ClosureSeen(BaseModel):
    """A time that is not over in which a room, or one seat of it, is out of use."""

    closure_id: UUID
    seat_id: UUID | None = Field(description="Null when all of the room is closed.")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str


class PhotoSeen(PictureSeen):
    description: str = Field(description="What it shows, for who can't see it; may be empty.")


class RoomSeen(BaseModel):
    room_id: UUID
    building_id: UUID
    floor_id: UUID | None
    name: str
    kind: RoomKind
    capacity: Capacity
    features: list[str]
    photos: list[PhotoSeen] = Field(description="What it looks like, the best first.")
    made_of: MadeOf
    shares_places: SharesPlaces
    policy: PolicyValues
    opening_hours: WeeklyHours | None = Field(description="Of the room itself, within those of its building.")
    version: Version
    seats: list[SeatSeen]
    closures: list[ClosureSeen]


class PageOfRooms(BaseModel):
    items: list[RoomSeen]
    next_cursor: NextCursor


class RuleSeen(BaseModel):
    """A rule in force."""

    rule: str = Field(examples=["max_minutes"])
    value: JsonValue
    source: SourceSeen
    meaning: str = Field(description="What the rule is for, in one sentence.")


class LevelSeen(BaseModel):
    """The rules that one level sets."""

    level: Level
    id: UUID
    version: Version
    policy: PolicyValues


class RoomPolicySeen(BaseModel):
    """Every rule that holds in a room, and the levels that it comes from, the widest first."""

    room_id: UUID
    building_id: UUID
    kind: RoomKind
    rules: list[RuleSeen]
    levels: list[LevelSeen]
    opening_hours: WeeklyHours | None = Field(description="Of the room itself, within those of its building.")


class LevelPolicySeen(BaseModel):
    """Every rule as it would hold in a new room, and the levels that it comes from, the widest first."""

    building_id: UUID | None = Field(description="Null for the rules of the organisation.")
    kind: RoomKind | None
    rules: list[RuleSeen]
    levels: list[LevelSeen]
