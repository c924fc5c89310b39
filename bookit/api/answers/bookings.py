"""Bookings, as those see them who may, and as others do."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from bookit.api.answers.values import LocalTime, NextCursor, PictureSeen, Version, WhySeen, ZoneName
from bookit.events.values import BookingStatus

Places = Annotated[int | None, Field(description="How many places it takes, where they are shared by number.")]


class WhereAndWhen(BaseModel):
    """The place of a stay and its time."""

    building_id: UUID
    building_name: str | None
    room_id: UUID
    room_name: str | None
    seat_id: UUID | None
    seat_name: str | None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    starts_local: LocalTime
    ends_local: LocalTime
    time_zone: ZoneName
    places: Places


class BookingSeen(WhereAndWhen):
    """A booking that one may see."""

    booking_id: UUID
    status: BookingStatus
    member_id: UUID
    member_name: str | None = Field(description="Of who comes; null for who was forgotten.")
    title: str | None
    guests: list[str]
    attendees: int | None
    reason: str | None = Field(description="Why it was given up, or what was said when it was decided.")
    version: Version
    approval: list[WhySeen] = Field(description="The rules for which it has to be approved, or had to.")
    decide_by: AwareDatetime | None = Field(description="When it expires unless somebody has decided.")
    check_in_from: AwareDatetime | None
    check_in_by: AwareDatetime | None = Field(description="When it is released if nobody has come.")
    checked_in_by: str | None = Field(description="How we know that somebody came.")
    why: WhySeen | None = Field(description="The rule that ended it by itself.")
    overridden: list[WhySeen] = Field(description="Rules that a manager set aside for it.")
    override_reason: str | None
    claimed_from: AwareDatetime = Field(description="With the time kept free before it.")
    claimed_to: AwareDatetime = Field(description="With the time kept free after it.")
    series_id: UUID | None
    waitlist_id: UUID | None
    rating: Annotated[int, Field(ge=1, le=5)] | None
    feedback: str | None
    feedback_pictures: list[PictureSeen] = Field(description="What who stayed showed with it.")


class BusySeen(WhereAndWhen):
    """A booking of which one may know little more than that the place is busy."""

    booking_id: None
    status: Literal["busy"]
    member_id: UUID | None = Field(description="Set where the rules of the room show everybody who has it.")
    member_name: str | None
    title: str | None = Field(description="Set where the rules of the room show it to everybody.")
    guests: Annotated[list[str], Field(max_length=0)]
    attendees: None
    reason: None
    version: None


class PageOfBookings(BaseModel):
    items: list[BookingSeen | BusySeen]
    next_cursor: NextCursor


class PageOfBookingsSeen(BaseModel):
    """All of these one may see."""

    items: list[BookingSeen]
    next_cursor: NextCursor
