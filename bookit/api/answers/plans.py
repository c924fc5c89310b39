"""Floor plans."""

from uuid import UUID

from pydantic import BaseModel, Field

from bookit.api.answers.spaces import Capacity, MadeOf, SharesPlaces
from bookit.api.answers.values import Version
from bookit.events.values import FixtureKind, RoomKind


class PlaceSeen(BaseModel):
    """A rectangle on the plan, in centimetres; before it is turned, its upper left corner is at x and y."""

    x: int
    y: int
    width: int
    height: int
    turn: int = Field(description="Degrees clockwise about its middle.")


class FixtureSeen(PlaceSeen):
    """Something that is drawn and can't be booked."""

    kind: FixtureKind
    name: str


class DrawingSeen(BaseModel):
    """How a floor is drawn."""

    width: int = Field(description="Centimetres.")
    height: int = Field(description="Centimetres.")
    background: UUID | None = Field(description="The file of an image that fills it.")
    background_url: str | None = Field(description="Where to get it.")
    fixtures: list[FixtureSeen]


class SeatOnPlan(BaseModel):
    seat_id: UUID
    name: str
    place: PlaceSeen | None = Field(description="Null while it has no place on the plan.")


class RoomOnPlan(BaseModel):
    room_id: UUID
    name: str
    kind: RoomKind
    capacity: Capacity
    features: list[str]
    made_of: MadeOf
    shares_places: SharesPlaces
    place: PlaceSeen | None = Field(description="Null while it has no place on the plan.")
    seats: list[SeatOnPlan]


class PlanSeen(BaseModel):
    """A floor with all its rooms, those without a place on the plan too."""

    floor_id: UUID
    building_id: UUID
    name: str
    level: int
    version: Version
    drawing: DrawingSeen | None = Field(description="Null while nobody has drawn it.")
    rooms: list[RoomOnPlan]
