"""Commands about rooms: opening them and saying what they are."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bookit.commands.buildings import Name
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.commands.policies import PolicyBody
from bookit.commands.venue import layers_above_kind
from bookit.domain.building import Building
from bookit.domain.errors import Invalid
from bookit.domain.file import FileKind
from bookit.domain.room import MOST_SEATS, Room
from bookit.events.values import RoomKind, Seat

Feature = Annotated[str, Field(min_length=1, max_length=60)]
Description = Annotated[str, Field(max_length=300)]
MOST_PARTS = 20
MOST_PHOTOS = 12


class RoomAnswer(Answer):
    room_id: UUID


class OpenedRoom(RoomAnswer):
    seat_ids: list[UUID] = Field(description="In the order of the names.")


class OpenRoom(Command):
    """Open a room for booking: whole, by numbered seat, or by place of a shared capacity."""

    building_id: UUID
    floor_id: UUID | None = None
    name: Name = Field(examples=["Aquarium"])
    kind: RoomKind
    capacity: int = Field(ge=1, le=10_000, description="How many people, cars or pieces fit.")
    features: list[Feature] = Field([], max_length=50, examples=[["screen", "whiteboard"]])
    seats: list[Name] = Field([], max_length=MOST_SEATS, description="Names of numbered seats, bookable alone.")
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


class RenameSeats(Command):
    """Give seats of a room other names, or number them anew; bookings keep their seats."""

    room_id: UUID
    names: dict[UUID, Name] = Field(
        min_length=1, max_length=MOST_SEATS, description="By the seats' ids; seats that are not listed keep theirs."
    )


@handles(RenameSeats, answers=RoomAnswer)
async def rename_seats(command: RenameSeats, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    room.rename_seats(command.names, at=desk.now)
    return Decision(RoomAnswer(room_id=room.id), [room])


class AddedSeats(RoomAnswer):
    seat_ids: list[UUID] = Field(description="In the order of the names.")


class AddSeats(Command):
    """Add numbered seats to a room. They can be booked at once, but not while somebody has the room as a whole.

    Nothing that is booked changes. A room whose places are booked by number, or that is made of others, gets none.
    """

    room_id: UUID
    seats: list[Name] = Field(min_length=1, max_length=MOST_SEATS, description="Names of the new seats.")
    capacity: int | None = Field(
        None, ge=1, le=10_000, description="How many people fit from now on; as many as before when missing."
    )


@handles(AddSeats, answers=AddedSeats, creates=True)
async def add_seats(command: AddSeats, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    seats = [Seat(seat_id=desk.new_id(), name=name) for name in command.seats]
    room.add_seats(seats, capacity=command.capacity, at=desk.now)
    added = [seat.seat_id for seat in seats]
    return Decision(AddedSeats(room_id=room.id, seat_ids=added), [room], new_units=added)


class SetRoomFeatures(Command):
    """List anew what a room has."""

    room_id: UUID
    features: list[Feature] = Field(max_length=50)


@handles(SetRoomFeatures, answers=RoomAnswer)
async def set_room_features(command: SetRoomFeatures, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    room.set_features(command.features, at=desk.now)
    return Decision(RoomAnswer(room_id=room.id), [room])


class SetRoomPhotos(Command):
    """Show what a room looks like, by files that were uploaded for it; the best first."""

    room_id: UUID
    photos: list[UUID] = Field(max_length=MOST_PHOTOS, description="Files of the kind room-photo.")
    descriptions: dict[UUID, Description] = Field(
        {}, max_length=MOST_PHOTOS, description="What a photo shows, by its id, for who can't see it."
    )


@handles(SetRoomPhotos, answers=RoomAnswer)
async def set_room_photos(command: SetRoomPhotos, desk: Desk) -> Decision:
    room = await _managed(desk, command.NAME, command.room_id)
    photos = list(dict.fromkeys(command.photos))
    for index, photo in enumerate(photos):
        await desk.files.claim(photo, FileKind.ROOM_PHOTO, room.id, pointer=f"/photos/{index}")
    room.set_photos(photos, command.descriptions, at=desk.now)
    return Decision(RoomAnswer(room_id=room.id), [room])


async def _managed(desk: Desk, act: str, room_id: UUID) -> Room:
    room = await desk.draft(Room, room_id)
    desk.actor.require(act, building=room.building_id)
    return room
