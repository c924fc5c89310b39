"""The ledger: its events, the organisation as it was, what proves it, and who read it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, JsonValue

from bookit.api.answers.plans import DrawingSeen, PlaceSeen
from bookit.api.answers.values import NextCursor, WhySeen, ZoneName
from bookit.domain.actor import AddressClass
from bookit.events.values import BookingStatus, Role, RoomKind

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 in hexadecimal.")]
Position = Annotated[int, Field(ge=0, description="In the ledger.")]


class LedgerEvent(BaseModel):
    """An event as it was recorded."""

    position: Position
    stream_id: UUID
    version: int = Field(description="Of the stream, after this.")
    topic: str = Field(examples=["booking.placed"])
    recorded_at: AwareDatetime
    actor_id: UUID = Field(description="Who gave the command; all zeros is BookIT itself.")
    command: str | None = Field(description="Its name; null where the command log does not know it.")
    command_id: UUID
    correlation_id: UUID
    address_class: AddressClass | None = Field(description="What sort of network address the command came from.")
    hash: Hash
    data: dict[str, JsonValue] | None = Field(description="What was recorded; null where it is damaged.")


class DamagedEvent(LedgerEvent):
    data_base64: str = Field(description="What was recorded, where it is no JSON.")


class PageOfLedgerEvents(BaseModel):
    items: list[LedgerEvent | DamagedEvent]
    next_cursor: NextCursor


class Then(BaseModel):
    """Which past this is."""

    position: Position
    recorded_at: AwareDatetime = Field(description="When the event at this position was recorded.")


class BookingThen(BaseModel):
    booking_id: UUID
    version: int
    status: BookingStatus
    member_id: UUID
    seat_id: UUID | None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    places: int | None
    attendees: int | None
    title: str | None


class ClosureThen(BaseModel):
    closure_id: UUID
    seat_id: UUID | None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str


class RoomDayThen(BaseModel):
    room_id: UUID
    name: str
    bookings: list[BookingThen]
    closures: list[ClosureThen]


class CalendarThen(Then):
    """A local day of a building, or of one room, as its calendar was."""

    building_id: UUID
    building_name: str
    time_zone: ZoneName
    day: date
    closed: str | None = Field(description="Why the building was to be closed on this day.")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    rooms: list[RoomDayThen]


class RuleThen(WhySeen):
    meaning: str


class PolicyThen(Then):
    """The rules of a room as they were."""

    room_id: UUID
    name: str
    kind: RoomKind
    capacity: int
    rules: list[RuleThen]
    opening_hours: dict[str, list[list[str]]] | None = Field(description="Its own; null where it had none.")
    opening_hours_of_building: dict[str, list[list[str]]]


class RightsThen(Then):
    """What a member was trusted with."""

    member_id: UUID
    joined: bool
    suspended: bool
    forgotten: bool
    roles: list[Role]
    managed_buildings: list[UUID]
    groups: list[str]
    may: dict[str, str] = Field(description="How far each act reached, by the matrix of the running version.")


class SeatThen(BaseModel):
    seat_id: UUID
    name: str
    place: PlaceSeen | None = Field(description="On the plan as it was; null where it had none.")
    bookings: list[BookingThen]


class RoomThen(RoomDayThen):
    capacity: int
    place: PlaceSeen | None = Field(description="On the plan as it was; null where it had none.")
    places_taken: int
    seats: list[SeatThen]


class OccupancyThen(Then):
    """Who had which room or seat of a floor at a moment."""

    floor_id: UUID
    building_id: UUID
    moment: AwareDatetime
    drawing: DrawingSeen | None = Field(description="How the floor was drawn then; null where it was not.")
    rooms: list[RoomThen]


class HeadSeen(BaseModel):
    position: Position
    hash: Hash
    recorded_at: AwareDatetime


class CheckedSeen(BaseModel):
    """How far the ledger was checked while it grew."""

    position: Position
    streams: int
    checked_at: AwareDatetime
    events_to_check: int


class CheckedAgainSeen(BaseModel):
    """Where the daily round through the whole ledger is."""

    position: Position
    began_at: AwareDatetime
    finished_at: AwareDatetime | None


class FaultSeen(BaseModel):
    check: str
    position: int | None
    stream_id: UUID | None
    fault: str
    found_at: AwareDatetime


class CheckpointSeen(BaseModel):
    """A hash that was signed."""

    position: Position
    hash: Hash
    recorded_at: AwareDatetime
    signed_at: AwareDatetime
    key_id: str
    signature: str = Field(description="Ed25519, in base64.")


class PublicKeySeen(BaseModel):
    key_id: str
    algorithm: str
    public_key: str = Field(description="In base64, as `bookit verify --key` takes it.")
    first_used: AwareDatetime


class Proof(BaseModel):
    ledger_id: UUID
    head: HeadSeen
    checked: CheckedSeen
    checked_again: CheckedAgainSeen
    fault_count: int
    faults: list[FaultSeen]
    checkpoint_count: int
    checkpoints: list[CheckpointSeen] = Field(description="The last ten.")
    keys: list[PublicKeySeen]


class ReadingSeen(BaseModel):
    """A question of somebody who may read everything."""

    reading_id: int
    read_at: AwareDatetime
    member_id: UUID
    address_class: AddressClass
    path: str
    parameters: dict[str, list[str]]


class PageOfReadings(BaseModel):
    items: list[ReadingSeen]
    next_cursor: NextCursor
