"""Commands about rooms: opening, describing, closing for a period and reopening."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bookit.commands.buildings import Name, Reason
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Claim, Decision, Desk
from bookit.commands.policies import PolicyBody
from bookit.commands.venue import layers_above_kind
from bookit.domain.booking import LIVE, Booking
from bookit.domain.building import Building
from bookit.domain.errors import Invalid
from bookit.domain.period import LATEST, Period
from bookit.domain.room import Closure, Room
from bookit.events.values import BookingStatus, RoomKind, Seat

Feature = Annotated[str, Field(min_length=1, max_length=60)]
MOST_PARTS = 20


class PeriodBody(BaseModel):
    """A half-open period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    starts_at: AwareDatetime
    ends_at: AwareDatetime

    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)


class RoomAnswer(Answer):
    room_id: UUID


class OpenedRoom(RoomAnswer):
    seat_ids: list[UUID] = Field(description="In the order of the names.")


class ClosedRoom(Answer):
    closure_id: UUID
    displaced: list[UUID] = Field(description="Bookings that had to give way.")


class ReopenedRoom(RoomAnswer):
    closures: list[UUID] = Field(description="Closures that ended or became shorter.")


class OpenRoom(Command):
    """Open a room for booking: whole, by numbered seat, or by place of a shared capacity."""

    building_id: UUID
    floor_id: UUID | None = None
    name: Name = Field(examples=["Aquarium"])
    kind: RoomKind
    capacity: int = Field(ge=1, le=10_000, description="How many people, cars or pieces fit.")
    features: list[Feature] = Field([], max_length=50, examples=[["screen", "whiteboard"]])
    seats: list[Name] = Field([], max_length=1000, description="Names of numbered seats, bookable alone.")
    made_of: list[UUID] = Field([], max_length=MOST_PARTS, description="Rooms that become this one together.")
    policy: PolicyBody = Field({}, examples=[{"max_minutes": 240, "horizon_days": 60}])


@handles(OpenRoom, answers=OpenedRoom, creates=True)
async def open_room(command: OpenRoom, desk: Desk) -> Decision:
    building = await desk.read(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    if command.floor_id is not None:
        building.require_floor(command.floor_id)
    for index, part_id in enumerate(command.made_of):
        part = await desk.read(Room, part_id)
        if part.building_id != building.id:
            raise Invalid("A room can only be made of rooms of its building.", pointer=f"/made_of/{index}")
    room = Room.open(
        desk.new_id(),
        building_id=building.id,
        floor_id=command.floor_id,
        name=command.name,
        kind=command.kind,
        capacity=command.capacity,
        features=command.features,
        seats=[Seat(seat_id=desk.new_id(), name=name) for name in command.seats],
        made_of=list(dict.fromkeys(command.made_of)),
        policy=command.policy,
        above=await layers_above_kind(desk, building, command.kind),
        at=desk.now,
    )
    return Decision(OpenedRoom(room_id=room.id, seat_ids=list(room.seats)), [room], new_units=room.units)


class RenameRoom(Command):
    """Give a room another name."""

    room_id: UUID
    name: Name


@handles(RenameRoom, answers=RoomAnswer)
async def rename_room(command: RenameRoom, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    room.rename(command.name, at=desk.now)
    return Decision(RoomAnswer(room_id=room.id), [room])


class SetRoomFeatures(Command):
    """List anew what a room has."""

    room_id: UUID
    features: list[Feature] = Field(max_length=50)


@handles(SetRoomFeatures, answers=RoomAnswer)
async def set_room_features(command: SetRoomFeatures, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    room.set_features(command.features, at=desk.now)
    return Decision(RoomAnswer(room_id=room.id), [room])


class CloseRoom(Command):
    """Take a room, or one seat of it, out of use; what was booked there is displaced and listed in the answer.

    Without a period it is closed from now on, until it is reopened.
    """

    room_id: UUID
    seat_id: UUID | None = None
    period: PeriodBody | None = None
    reason: Reason = Field(examples=["The projector is being replaced"])


@handles(CloseRoom, answers=ClosedRoom)
async def close_room(command: CloseRoom, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    if command.seat_id is not None:
        room.require_seat(command.seat_id)
    units = room.units if command.seat_id is None else [command.seat_id]
    period = _from_now(command.period, desk)
    holders = await _holders(desk, room, units, period)
    period = _after_finished(holders, period)
    closure_id = desk.new_id()
    room.close(closure_id, period, command.reason, seat_id=command.seat_id, units=units, at=desk.now)
    displaced = [booking for booking in holders if booking.status in LIVE]
    for booking in displaced:
        booking.displace(closure_id, command.reason, at=desk.now)
    return Decision(
        ClosedRoom(closure_id=closure_id, displaced=[booking.id for booking in displaced]),
        [room, *displaced],
        claims=[Claim(unit, period, closure_id) for unit in units],
        releases=[booking.id for booking in displaced],
        released_units=[unit for booking in displaced for unit in booking.place.units],
    )


class ReopenRoom(Command):
    """Make a closed room or seat bookable again, for a period or altogether. Displaced bookings do not come back."""

    room_id: UUID
    seat_id: UUID | None = None
    period: PeriodBody | None = None
    reason: Reason = Field("Open again")


@handles(ReopenRoom, answers=ReopenedRoom)
async def reopen_room(command: ReopenRoom, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    period = _from_now(command.period, desk)
    cut = room.reopen(period, command.reason, seat_id=command.seat_id, at=desk.now)
    return Decision(
        ReopenedRoom(room_id=room.id, closures=[closure.closure_id for closure in cut]),
        [room],
        claims=[
            Claim(unit, piece, closure.closure_id)
            for closure in cut
            for unit in _closed_units(room, closure)
            for closed in closure.periods
            for piece in closed.minus(period)
        ],
        releases=[closure.closure_id for closure in cut],
        released_units=[unit for closure in cut for unit in _closed_units(room, closure)],
    )


async def _managed(desk: Desk, act: str, room_id: UUID) -> Room:
    room = await desk.draft(Room, room_id)
    desk.actor.require(act, building=room.building_id)
    return room


def _from_now(body: PeriodBody | None, desk: Desk) -> Period:
    """The asked period without its past; from now on when none is asked."""
    this_minute = desk.now.replace(second=0, microsecond=0)
    if body is None:
        return Period(this_minute, LATEST)
    asked = body.period()
    if asked.end <= this_minute + timedelta(minutes=1):
        raise Invalid("This period is over.", pointer="/period/ends_at")
    return Period(max(asked.start, this_minute), asked.end)


def _closed_units(room: Room, closure: Closure) -> Sequence[UUID]:
    return room.units if closure.seat_id is None else [closure.seat_id]


async def _holders(desk: Desk, room: Room, units: Sequence[UUID], period: Period) -> list[Booking]:
    """The bookings that hold these units in that period."""
    streams = dict.fromkeys(claim.stream_id for claim in await desk.claims_over(units, period))
    return [await desk.draft(Booking, stream_id) for stream_id in streams if stream_id not in room.closures]


def _after_finished(holders: Sequence[Booking], period: Period) -> Period:
    """The period without stays that finished within its first minute: they keep what they used."""
    finished = (booking.period.end for booking in holders if booking.status is BookingStatus.FINISHED)
    return Period(max([period.start, *finished]), period.end)
