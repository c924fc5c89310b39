"""Commands about floor plans: drawing them, and placing rooms and seats on them."""

from asyncio import gather
from uuid import UUID

from pydantic import Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.domain.building import Building
from bookit.domain.errors import Invalid, NotFound
from bookit.domain.file import FileKind
from bookit.domain.plan import FloorPlan
from bookit.domain.room import Room
from bookit.events.values import Extent, Fixture, PlacedUnit

MOST_FIXTURES = 2000
MOST_UNITS = 2000


class PlanAnswer(Answer):
    floor_id: UUID
    version: int = Field(description="Of the plan.")


class SetFloorPlan(Command):
    """Draw the plan of a floor, or draw it anew. Rooms and seats stay where they are on it.

    All measures are centimetres from its upper left corner.
    """

    building_id: UUID
    floor_id: UUID
    width: Extent = Field(examples=[4800])
    height: Extent = Field(examples=[2400])
    background: UUID | None = Field(None, description="A file of the kind floor-background; it fills the plan.")
    fixtures: list[Fixture] = Field([], max_length=MOST_FIXTURES, description="What is drawn and can't be booked.")


@handles(SetFloorPlan, answers=PlanAnswer)
async def set_floor_plan(command: SetFloorPlan, desk: Desk) -> Decision:
    building = await desk.read(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    building.require_floor(command.floor_id)
    if command.background is not None:
        await desk.files.claim(command.background, FileKind.FLOOR_BACKGROUND, building.id, pointer="/background")
    known = await desk.read_if_any(FloorPlan, command.floor_id)
    plan = FloorPlan.begin_for(command.floor_id, building.id, at=desk.now) if known is None else known.draft()
    plan.draw(command.width, command.height, background=command.background, fixtures=command.fixtures, at=desk.now)
    return Decision(PlanAnswer(floor_id=plan.id, version=plan.version), [plan])


class PlaceOnPlan(Command):
    """Place rooms and seats on the plan of their floor, move them there, or take them off; all at once."""

    floor_id: UUID
    placed: list[PlacedUnit] = Field([], max_length=MOST_UNITS)
    removed: list[UUID] = Field([], max_length=MOST_UNITS, description="Rooms and seats to take off.")


@handles(PlaceOnPlan, answers=PlanAnswer)
async def place_on_plan(command: PlaceOnPlan, desk: Desk) -> Decision:
    plan = await desk.draft(FloorPlan, command.floor_id)
    desk.actor.require(command.NAME, building=plan.building_id)
    await _require_on_floor(command, desk)
    plan.arrange(command.placed, command.removed, at=desk.now)
    return Decision(PlanAnswer(floor_id=plan.id, version=plan.version), [plan])


async def _require_on_floor(command: PlaceOnPlan, desk: Desk) -> None:
    """Raises NotFound for a room or seat that does not exist, and Invalid for one of another floor."""
    room_ids = list(dict.fromkeys(place.room_id for place in command.placed))
    rooms = dict(zip(room_ids, await gather(*(desk.read(Room, room_id) for room_id in room_ids)), strict=True))
    for index, place in enumerate(command.placed):
        room = rooms[place.room_id]
        if room.floor_id != command.floor_id:
            raise Invalid(f"{room.name} is not on this floor.", pointer=f"/placed/{index}/room_id")
        if place.seat_id is not None and place.seat_id not in room.seats:
            raise NotFound("seat", place.seat_id)
