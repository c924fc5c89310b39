"""Who waits for what."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from bookit.api.answers.values import LocalTime, NextCursor, ZoneName
from bookit.domain.waitlist import WaitingStatus
from bookit.events.values import RoomKind


class OfferSeen(BaseModel):
    """A place that is kept for who waits."""

    room_id: UUID
    room_name: str | None
    seat_id: UUID | None
    accept_by: AwareDatetime


class WaitingSeen(BaseModel):
    waitlist_id: UUID
    status: WaitingStatus
    member_id: UUID
    member_name: str | None = Field(description="Of who waits; null for who was forgotten.")
    title: str | None
    building_id: UUID
    building_name: str | None
    room_id: UUID | None
    room_name: str | None
    seat_id: UUID | None
    seat_name: str | None
    any_seat: bool = Field(description="Any seat will do.")
    kind: RoomKind | None
    features: list[str]
    attendees: int | None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    starts_local: LocalTime
    ends_local: LocalTime
    time_zone: ZoneName
    ahead: int | None = Field(description="How many who may want the same come before; null when not waiting.")
    offer: OfferSeen | None
    booking_id: UUID | None = Field(description="What came of it.")


class PageOfWaiting(BaseModel):
    items: list[WaitingSeen]
    next_cursor: NextCursor
