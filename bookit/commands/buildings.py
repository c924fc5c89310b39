"""Commands about buildings and floors."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.domain.building import Building
from bookit.events.values import Weekday, WeeklyHours

Name = Annotated[str, Field(min_length=1, max_length=120)]
Reason = Annotated[str, Field(min_length=1, max_length=500)]

WORKING_WEEK: WeeklyHours = {day: [("08:00", "20:00")] for day in list(Weekday)[:5]}


class BuildingAnswer(Answer):
    building_id: UUID


class FloorAnswer(Answer):
    floor_id: UUID


class AddBuilding(Command):
    """Add a building to the organisation."""

    name: Name = Field(examples=["Harbour House"])
    address: str = Field("", max_length=500, examples=["Quay 1, Hamburg"])
    time_zone: str = Field(max_length=64, examples=["Europe/Berlin"], description="IANA zone of its wall time.")
    opening_hours: WeeklyHours = Field(WORKING_WEEK, examples=[{"mon": [("09:00", "18:00")]}])
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)


@handles(AddBuilding, answers=BuildingAnswer, creates=True)
async def add_building(command: AddBuilding, desk: Desk) -> Decision:
    desk.actor.require("add-building")
    building = Building.add(
        desk.new_id(),
        name=command.name,
        address=command.address,
        time_zone=command.time_zone,
        opening_hours=command.opening_hours,
        latitude=command.latitude,
        longitude=command.longitude,
        at=desk.now,
    )
    return Decision(BuildingAnswer(building_id=building.id), [building])


class RenameBuilding(Command):
    """Give a building another name."""

    building_id: UUID
    name: Name


@handles(RenameBuilding, answers=BuildingAnswer)
async def rename_building(command: RenameBuilding, desk: Desk) -> Decision:
    building = await _managed(desk, command.NAME, command.building_id)
    building.rename(command.name, at=desk.now)
    return Decision(BuildingAnswer(building_id=building.id), [building])


class SetOpeningHours(Command):
    """Set a building's weekly opening hours anew. Bookings that were placed before stay."""

    building_id: UUID
    opening_hours: WeeklyHours = Field(examples=[{"mon": [("09:00", "18:00")], "fri": [("22:00", "02:00")]}])


@handles(SetOpeningHours, answers=BuildingAnswer)
async def set_opening_hours(command: SetOpeningHours, desk: Desk) -> Decision:
    building = await _managed(desk, command.NAME, command.building_id)
    building.set_hours(command.opening_hours, at=desk.now)
    return Decision(BuildingAnswer(building_id=building.id), [building])


class CloseDay(Command):
    """Keep a building closed on one local day. Bookings that were placed before stay."""

    building_id: UUID
    day: date
    reason: Reason = Field(examples=["Public holiday"])


@handles(CloseDay, answers=BuildingAnswer)
async def close_day(command: CloseDay, desk: Desk) -> Decision:
    building = await _managed(desk, command.NAME, command.building_id)
    building.close_day(command.day, command.reason, at=desk.now)
    return Decision(BuildingAnswer(building_id=building.id), [building])


class ReopenDay(Command):
    """Make a closed day an ordinary day again."""

    building_id: UUID
    day: date


@handles(ReopenDay, answers=BuildingAnswer)
async def reopen_day(command: ReopenDay, desk: Desk) -> Decision:
    building = await _managed(desk, command.NAME, command.building_id)
    building.reopen_day(command.day, at=desk.now)
    return Decision(BuildingAnswer(building_id=building.id), [building])


class AddFloor(Command):
    """Add a floor to a building."""

    building_id: UUID
    name: Name = Field(examples=["Second floor"])
    level: int = Field(ge=-20, le=200, description="0 is the ground floor.")


@handles(AddFloor, answers=FloorAnswer, creates=True)
async def add_floor(command: AddFloor, desk: Desk) -> Decision:
    building = await _managed(desk, command.NAME, command.building_id)
    floor_id = desk.new_id()
    building.add_floor(floor_id, command.name, command.level, at=desk.now)
    return Decision(FloorAnswer(floor_id=floor_id), [building])


async def _managed(desk: Desk, act: str, building_id: UUID) -> Building:
    building = await desk.draft(Building, building_id)
    desk.actor.require(act, building=building_id)
    return building
