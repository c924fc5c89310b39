"""Where a stay is: a room with its building, the rules that hold there and the hours in which it is open."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bookit.commands.decision import Desk
from bookit.domain.booking import Place
from bookit.domain.building import Building
from bookit.domain.opening_hours import Hours, OpeningHours, both, zone
from bookit.domain.organisation import ORGANISATION_ID, Organisation, effective_policy
from bookit.domain.policy import Layer, Policy
from bookit.domain.room import Room
from bookit.events.values import RoomKind

REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Venue:
    """A room and all that decides what may be booked in it."""

    building: Building
    room: Room
    policy: Policy
    opening_hours: Hours


async def venue_of(desk: Desk, room_id: UUID) -> Venue:
    """The venue of a room. Raises NotFound."""
    room = await desk.read(Room, room_id)
    building = await desk.read(Building, room.building_id)
    organisation = await desk.read_if_any(Organisation, ORGANISATION_ID)
    return _venue(organisation, building, room)


_known: OrderedDict[tuple[UUID, int, int, int], Venue] = OrderedDict()


def _venue(organisation: Organisation | None, building: Building, room: Room) -> Venue:
    """What follows from these versions of three streams, worked out once."""
    key = (room.id, room.version, building.version, organisation.version if organisation else 0)
    known = _known.get(key)
    if known is None or known.room is not room or known.building is not building:
        policy = effective_policy(organisation, *building.layers(room.kind), room.policy, kind=room.kind)
        known = _known[key] = Venue(building, room, policy, _hours(building, room))
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return known


def _hours(building: Building, room: Room) -> Hours:
    if room.hours is None:
        return building.opening_hours
    own = OpeningHours(room.hours, zone(building.time_zone), building.closed_days, room.hours_source)
    return both(building.opening_hours, own)


async def layers_above_building(desk: Desk) -> list[Layer]:
    """What the organisation says of all rooms."""
    organisation = await desk.read_if_any(Organisation, ORGANISATION_ID)
    return organisation.layers(None) if organisation else []


async def layers_above_kind(desk: Desk, building: Building, kind: RoomKind) -> list[Layer]:
    """What organisation and building say of rooms of a kind."""
    organisation = await desk.read_if_any(Organisation, ORGANISATION_ID)
    return [*(organisation.layers(kind) if organisation else []), *building.layers(kind)]


async def place_in(desk: Desk, venue: Venue, seat_id: UUID | None, attendees: int | None) -> Place:
    """What a stay in the room, or in one seat of it, claims. Raises NotFound for a seat of another room."""
    room = venue.room
    units: Sequence[UUID]
    if seat_id is not None:
        room.require_seat(seat_id)
        units = (seat_id,)
    else:
        units = tuple(await whole_room_units(desk, room))
    places = (attendees or 1) if room.shares_places else None
    return Place(venue.building.id, room.id, seat_id, venue.building.time_zone, units, places)


async def whole_room_units(desk: Desk, room: Room) -> list[UUID]:
    """What a booking of the whole room claims: the room, its seats, and the same of each part it is made of."""
    units = list(room.units)
    for part_id in room.made_of:
        units.extend(await whole_room_units(desk, await desk.read(Room, part_id)))
    return list(dict.fromkeys(units))
