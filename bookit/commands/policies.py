"""Commands about rules: of the organisation, a building, a kind of room, a room; and a room's own hours."""

from typing import Any
from uuid import UUID

from pydantic import Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.commands.venue import layers_above_building, layers_above_kind
from bookit.domain.building import Building
from bookit.domain.organisation import ORGANISATION_ID, Organisation
from bookit.domain.room import Room
from bookit.events.values import RoomKind, WeeklyHours

PolicyBody = dict[str, Any]
_EXAMPLE = {"max_minutes": 240, "horizon_days": 60, "check_in": True}


class PolicyAnswer(Answer):
    version: int = Field(description="Of the stream that holds these rules; refusals name it.")


class SetOrganisationPolicy(Command):
    """Set the rules of the whole organisation anew; a rule not named has its default."""

    policy: PolicyBody = Field(examples=[_EXAMPLE])


@handles(SetOrganisationPolicy, answers=PolicyAnswer)
async def set_organisation_policy(command: SetOrganisationPolicy, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    organisation = await organisation_of(desk)
    organisation.set_policy(command.policy, at=desk.now)
    return Decision(PolicyAnswer(version=organisation.version), [organisation])


class SetBuildingPolicy(Command):
    """Set the rules of a building anew; a rule not named comes from the organisation."""

    building_id: UUID
    policy: PolicyBody = Field(examples=[_EXAMPLE])


@handles(SetBuildingPolicy, answers=PolicyAnswer)
async def set_building_policy(command: SetBuildingPolicy, desk: Desk) -> Decision:
    building = await desk.draft(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    building.set_policy(command.policy, await layers_above_building(desk), at=desk.now)
    return Decision(PolicyAnswer(version=building.version), [building])


class SetKindPolicy(Command):
    """Set the rules of one kind of room anew, in one building or, without one, in all."""

    kind: RoomKind
    building_id: UUID | None = None
    policy: PolicyBody = Field(examples=[_EXAMPLE])


@handles(SetKindPolicy, answers=PolicyAnswer)
async def set_kind_policy(command: SetKindPolicy, desk: Desk) -> Decision:
    desk.actor.require(command.NAME, building=command.building_id)
    if command.building_id is None:
        organisation = await organisation_of(desk)
        organisation.set_kind_policy(command.kind, command.policy, at=desk.now)
        return Decision(PolicyAnswer(version=organisation.version), [organisation])
    building = await desk.draft(Building, command.building_id)
    building.set_kind_policy(command.kind, command.policy, await layers_above_building(desk), at=desk.now)
    return Decision(PolicyAnswer(version=building.version), [building])


class SetRoomPolicy(Command):
    """Set the rules of a room anew; a rule not named comes from its kind, building or organisation.

    Bookings that were placed before stay as they are.
    """

    room_id: UUID
    policy: PolicyBody = Field(examples=[_EXAMPLE])


@handles(SetRoomPolicy, answers=PolicyAnswer)
async def set_room_policy(command: SetRoomPolicy, desk: Desk) -> Decision:
    room = await desk.draft(Room, command.room_id)
    desk.actor.require(command.NAME, building=room.building_id)
    building = await desk.read(Building, room.building_id)
    room.set_policy(command.policy, await layers_above_kind(desk, building, room.kind), at=desk.now)
    return Decision(PolicyAnswer(version=room.version), [room])


class SetRoomHours(Command):
    """Give a room opening hours of its own, within those of its building; null takes them away."""

    room_id: UUID
    opening_hours: WeeklyHours | None = Field(examples=[{"mon": [("10:00", "16:00")]}])


@handles(SetRoomHours, answers=PolicyAnswer)
async def set_room_hours(command: SetRoomHours, desk: Desk) -> Decision:
    room = await desk.draft(Room, command.room_id)
    desk.actor.require(command.NAME, building=room.building_id)
    room.set_hours(command.opening_hours, at=desk.now)
    return Decision(PolicyAnswer(version=room.version), [room])


async def organisation_of(desk: Desk) -> Organisation:
    """The organisation to change; it begins with the first thing it says."""
    known = await desk.read_if_any(Organisation, ORGANISATION_ID)
    return Organisation.found(at=desk.now) if known is None else known.draft()
