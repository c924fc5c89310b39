"""When is what free."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from bookit.api.answers.spaces import Capacity, SharesPlaces
from bookit.api.answers.values import NextCursor, PeriodSeen, ZoneName
from bookit.domain.policy import Mode
from bookit.events.values import RoomKind


class SeatAvailability(BaseModel):
    seat_id: UUID
    name: str
    busy: list[PeriodSeen]
    free: list[PeriodSeen]


class BookingRules(BaseModel):
    """What the rules of the room say of when a stay may be."""

    mode: Mode
    grid_minutes: int = Field(description="Stays start and end on multiples of so many minutes of the local day.")
    min_minutes: int
    max_minutes: int
    earliest_start: AwareDatetime
    latest_start: AwareDatetime


class PlacesTaken(PeriodSeen):
    """How many of the places are taken."""

    places: int


class RoomAvailability(BaseModel):
    """`busy` is what is taken, `free` what may be booked now; the rest is out of hours, over, or too far ahead."""

    room_id: UUID
    building_id: UUID
    name: str
    time_zone: ZoneName
    capacity: Capacity
    shares_places: SharesPlaces
    busy: list[PeriodSeen]
    free: list[PeriodSeen]
    closed: list[PeriodSeen] = Field(description="When the room, or each of its seats, is closed; `busy` says it too.")
    rules: BookingRules
    taken_places: list[PlacesTaken] = Field(description="Where places are shared by number.")
    seats: list[SeatAvailability]


class AvailabilityOfRooms(BaseModel):
    items: list[RoomAvailability]
    next_cursor: NextCursor


class FreeRoom(BaseModel):
    """A room that fits, with the first time that fits."""

    room_id: UUID
    building_id: UUID
    floor_id: UUID | None
    name: str
    kind: RoomKind
    capacity: Capacity
    features: list[str]
    time_zone: ZoneName
    metres: float | None = Field(description="From where one wants to be near to.")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    whole: bool = Field(description="Whether the whole room can be had; if not, seats of it.")
    free_seats: int | None = Field(description="How many seats can be had, where one place is enough.")
    free_places: int | None = Field(description="How many places are left, where they are shared by number.")
    free: list[PeriodSeen] = Field(description="Every stretch that is long enough.")
    team_on_floor: int = Field(description="How many of my team have a place on its floor then, as far as I may know.")
    floor_as_last_time: bool = Field(description="Whether it is on the floor on which I was last.")


class FreeRooms(BaseModel):
    items: list[FreeRoom]
    next_cursor: NextCursor
