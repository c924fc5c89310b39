"""Directory: what exists. Buildings, floors, rooms, seats, when rooms are closed, and the rules of each level."""

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    DateTime,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from bookit.events.buildings import (
    BuildingAdded,
    BuildingDayClosed,
    BuildingDayReopened,
    BuildingHoursSet,
    BuildingKindPolicySet,
    BuildingPolicySet,
    BuildingRenamed,
    FloorAdded,
)
from bookit.events.organisation import (
    OrganisationBrandingSet,
    OrganisationFounded,
    OrganisationKindPolicySet,
    OrganisationLogoSet,
    OrganisationPolicySet,
)
from bookit.events.rooms import (
    RoomClosed,
    RoomFeaturesSet,
    RoomHoursSet,
    RoomOpened,
    RoomPhotosSet,
    RoomPolicySet,
    RoomRenamed,
    RoomReopened,
    RoomSeatsAdded,
    RoomSeatsRenamed,
)
from bookit.events.values import RoomKind
from bookit.projections.periods import without
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Rows, TableRows

TABLES = MetaData(naming_convention=NAMING)

BUILDINGS = Table(
    "directory_buildings",
    TABLES,
    Column("building_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("opening_hours", JSONB, nullable=False, comment="Weekly, local: mon to sun, [start, end]."),
    Column("closed_days", JSONB, nullable=False, comment="Local day to reason."),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("version", Integer, nullable=False),
    info={"key": "building_id"},
)

FLOORS = Table(
    "directory_floors",
    TABLES,
    Column("floor_id", Uuid, primary_key=True),
    Column("building_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Index("directory_floors_by_building", "building_id"),
    info={"key": "floor_id"},
)

ROOMS = Table(
    "directory_rooms",
    TABLES,
    Column("room_id", Uuid, primary_key=True),
    Column("building_id", Uuid, nullable=False),
    Column("floor_id", Uuid),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("features", ARRAY(Text), nullable=False),
    Column("photos", ARRAY(Uuid), nullable=False, comment="Files, the best first."),
    Column("photo_descriptions", JSONB, nullable=False, comment="What they show, by their ids."),
    Column("made_of", ARRAY(Uuid), nullable=False),
    Column("part_of", ARRAY(Uuid), nullable=False, comment="Rooms that are made of it and others."),
    Column("units", ARRAY(Uuid), nullable=False, comment="All that has to be free for the whole room to be free."),
    Column("later_seats", ARRAY(Uuid), nullable=False, comment="Seats that were added: busy while it is taken whole."),
    Column("shares_places", Boolean, nullable=False, comment="Bookings take some of its capacity, not all of it."),
    Column("policy", JSONB, nullable=False, comment="Rules set for this room; the others come from the levels above."),
    Column("policy_version", Integer, nullable=False, comment="Of the room's stream, when they were set."),
    Column("opening_hours", JSONB, comment="Its own, within those of the building; empty where it has none."),
    Column("version", Integer, nullable=False),
    Index("directory_rooms_by_building", "building_id"),
    info={"key": "room_id"},
)

SEATS = Table(
    "directory_seats",
    TABLES,
    Column("seat_id", Uuid, primary_key=True),
    Column("room_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("place", Integer, nullable=False, comment="Its turn among the seats of the room."),
    Index("directory_seats_by_room", "room_id"),
    info={"key": "seat_id"},
)

LEVELS = Table(
    "directory_levels",
    TABLES,
    Column(
        "level_key", Text, primary_key=True, comment="`organisation` or a building's id; with `:` and kind for one."
    ),
    Column("level", Text, nullable=False),
    Column("holder_id", Uuid, nullable=False, comment="The stream that holds the rules."),
    Column("policy", JSONB, nullable=False, comment="The rules that this level sets."),
    Column("version", Integer, nullable=False, comment="Of the stream, when they were set."),
    info={"key": "level_key"},
    comment="Rules above those of rooms.",
)

BRANDING = Table(
    "directory_branding",
    TABLES,
    Column("organisation_id", Uuid, primary_key=True),
    Column("name", Text, comment="None: that of the settings."),
    Column("colour", Text, comment="None: that of the settings."),
    Column("logo", Uuid, comment="Its file."),
    info={"key": "organisation_id"},
    comment="How the organisation shows itself.",
)

CLOSURES = Table(
    "directory_closures",
    TABLES,
    Column("closure_id", Uuid, primary_key=True),
    Column("starts_at", DateTime(timezone=True), primary_key=True),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("room_id", Uuid, nullable=False),
    Column("seat_id", Uuid),
    Column("reason", Text, nullable=False),
    Index("directory_closures_by_room", "room_id", "ends_at"),
    info={"key": "closure_id"},
    comment="One row for each stretch that is left of a closure.",
)

ORGANISATION = "organisation"
"""Key of the widest level."""

_PolicySet = BuildingPolicySet | BuildingKindPolicySet | OrganisationPolicySet | OrganisationKindPolicySet

_SHARED_KINDS = frozenset({RoomKind.OPEN_SPACE, RoomKind.PARKING, RoomKind.EQUIPMENT})


class Directory(Projection):
    NAME: ClassVar[str] = "directory"
    VERSION: ClassVar[int] = 7
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(
        BuildingAdded,
        BuildingRenamed,
        BuildingHoursSet,
        BuildingDayClosed,
        BuildingDayReopened,
        BuildingPolicySet,
        BuildingKindPolicySet,
        OrganisationPolicySet,
        OrganisationKindPolicySet,
        OrganisationFounded,
        OrganisationLogoSet,
        OrganisationBrandingSet,
        FloorAdded,
        RoomOpened,
        RoomRenamed,
        RoomSeatsRenamed,
        RoomSeatsAdded,
        RoomFeaturesSet,
        RoomPhotosSet,
        RoomPolicySet,
        RoomHoursSet,
        RoomClosed,
        RoomReopened,
    )

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:  # noqa: PLR0915 -- a branch for each event
        buildings, rooms, closures = rows.table(BUILDINGS), rows.table(ROOMS), rows.table(CLOSURES)
        buildings.load(_buildings_to_know(events))
        rooms.load(_rooms_to_know(events))
        closures.load(_closures_to_know(events))
        for recorded in events:
            event, version = recorded.event, recorded.stream_version
            match event:
                case BuildingAdded():
                    buildings.insert(_building(event, version))
                case BuildingRenamed():
                    buildings.patch(event.originator_id, name=event.name, version=version)
                case BuildingHoursSet():
                    buildings.patch(event.originator_id, opening_hours=event.opening_hours, version=version)
                case BuildingDayClosed():
                    closed_days = _closed_days(buildings, event.originator_id)
                    closed_days[event.day.isoformat()] = event.reason
                    buildings.patch(event.originator_id, closed_days=closed_days, version=version)
                case BuildingDayReopened():
                    closed_days = _closed_days(buildings, event.originator_id)
                    del closed_days[event.day.isoformat()]
                    buildings.patch(event.originator_id, closed_days=closed_days, version=version)
                case BuildingPolicySet() | BuildingKindPolicySet():
                    buildings.patch(event.originator_id, version=version)
                    _set_level(rows.table(LEVELS), event, version)
                case OrganisationPolicySet() | OrganisationKindPolicySet():
                    _set_level(rows.table(LEVELS), event, version)
                case OrganisationFounded():
                    plain = {"organisation_id": event.originator_id, "name": None, "colour": None, "logo": None}
                    rows.table(BRANDING).insert(plain)
                case OrganisationLogoSet():
                    rows.table(BRANDING).patch(event.originator_id, logo=event.logo)
                case OrganisationBrandingSet():
                    rows.table(BRANDING).patch(event.originator_id, name=event.name, colour=event.colour)
                case FloorAdded():
                    buildings.patch(event.originator_id, version=version)
                    rows.table(FLOORS).insert(_floor(event))
                case RoomOpened():
                    rooms.insert(_room(event, version, rooms))
                    for part in event.made_of:
                        _note_whole(rooms, part, event.originator_id)
                    rows.table(SEATS).insert(*_seats(event, 0))
                case RoomRenamed():
                    rooms.patch(event.originator_id, name=event.name, version=version)
                case RoomSeatsRenamed():
                    rooms.patch(event.originator_id, version=version)
                    for seat in event.seats:
                        rows.table(SEATS).patch(seat.seat_id, name=seat.name)
                case RoomSeatsAdded():
                    (room,) = rooms.of(event.originator_id)
                    rows.table(SEATS).insert(*_seats(event, len(room["units"]) - 1))
                    added = [seat.seat_id for seat in event.seats]
                    later = {"later_seats": [*room["later_seats"], *added], "capacity": event.capacity}
                    rooms.patch(event.originator_id, version=version, **later)
                    _add_units(rooms, event.originator_id, added)
                case RoomFeaturesSet():
                    rooms.patch(event.originator_id, features=event.features, version=version)
                case RoomPhotosSet():
                    rooms.patch(event.originator_id, version=version, **_photos(event))
                case RoomPolicySet():
                    rooms.patch(event.originator_id, policy=event.policy, policy_version=version, version=version)
                case RoomHoursSet():
                    rooms.patch(event.originator_id, opening_hours=event.opening_hours, version=version)
                case RoomClosed():
                    rooms.patch(event.originator_id, version=version)
                    closures.insert(_closure(event))
                case RoomReopened():
                    rooms.patch(event.originator_id, version=version)
                    pieces = without(closures.of(event.closure_id), event.starts_at, event.ends_at)
                    closures.replace(event.closure_id, pieces)
                case _:
                    raise TypeError(f"the directory does not know {event.TOPIC}")


def _buildings_to_know(events: Sequence[Recorded]) -> Iterator[UUID]:
    for recorded in events:
        if recorded.topic in _CHANGES_OF_CLOSED_DAYS:
            yield recorded.stream_id


def _rooms_to_know(events: Sequence[Recorded]) -> Iterator[UUID]:
    for recorded in events:
        match recorded.event:
            case RoomOpened():
                yield from recorded.event.made_of
            case RoomSeatsAdded():
                yield recorded.stream_id


def _closures_to_know(events: Sequence[Recorded]) -> Iterator[UUID]:
    for recorded in events:
        if isinstance(recorded.event, RoomReopened):
            yield recorded.event.closure_id


_CHANGES_OF_CLOSED_DAYS = topics(BuildingDayClosed, BuildingDayReopened)


def _closed_days(buildings: TableRows, building_id: UUID) -> dict[str, str]:
    (building,) = buildings.of(building_id)
    return dict(building["closed_days"])


def _set_level(levels: TableRows, event: _PolicySet, version: int) -> None:
    level, key = _level(event)
    row = {"level": level, "holder_id": event.originator_id, "policy": event.policy, "version": version}
    levels.replace(key, [{"level_key": key, **row}])


def _level(event: _PolicySet) -> tuple[str, str]:
    """The level that an event sets, and its key."""
    match event:
        case OrganisationPolicySet():
            return "organisation", ORGANISATION
        case OrganisationKindPolicySet():
            return "organisation_kind", f"{ORGANISATION}:{event.kind}"
        case BuildingPolicySet():
            return "building", str(event.originator_id)
        case BuildingKindPolicySet():
            return "kind", f"{event.originator_id}:{event.kind}"


def _building(event: BuildingAdded, version: int) -> dict[str, object]:
    return {
        "building_id": event.originator_id,
        "name": event.name,
        "address": event.address,
        "time_zone": event.time_zone,
        "opening_hours": event.opening_hours,
        "closed_days": {},
        "latitude": event.latitude,
        "longitude": event.longitude,
        "version": version,
    }


def _floor(event: FloorAdded) -> dict[str, object]:
    return {
        "floor_id": event.floor_id,
        "building_id": event.originator_id,
        "name": event.name,
        "level": event.level,
    }


def _room(event: RoomOpened, version: int, rooms: TableRows) -> dict[str, object]:
    parts = [unit for part in event.made_of for room in rooms.of(part) for unit in room["units"]]
    return {
        "room_id": event.originator_id,
        "building_id": event.building_id,
        "floor_id": event.floor_id,
        "name": event.name,
        "kind": event.kind,
        "capacity": event.capacity,
        "features": event.features,
        "photos": [],
        "photo_descriptions": {},
        "made_of": event.made_of,
        "part_of": [],
        "units": [event.originator_id, *(seat.seat_id for seat in event.seats), *dict.fromkeys(parts)],
        "later_seats": [],
        "shares_places": shares_places(event),
        "policy": event.policy,
        "policy_version": version,
        "opening_hours": None,
        "version": version,
    }


def _note_whole(rooms: TableRows, part: UUID, whole: UUID) -> None:
    for room in rooms.of(part):
        rooms.patch(part, part_of=[*room["part_of"], whole])


def _add_units(rooms: TableRows, room_id: UUID, units: Sequence[UUID]) -> None:
    """They have to be free for a room, and for those that are made of it, to be free."""
    rooms.load([room_id])
    for room in rooms.of(room_id):
        rooms.patch(room_id, units=list(dict.fromkeys([*room["units"], *units])))
        for whole in room["part_of"]:
            _add_units(rooms, whole, units)


def _photos(event: RoomPhotosSet) -> dict[str, object]:
    described = {str(photo): words for photo, words in event.descriptions.items()}
    return {"photos": event.photos, "photo_descriptions": described}


def shares_places(event: RoomOpened) -> bool:
    """Whether bookings take some of the room's capacity, not all of it."""
    return event.kind in _SHARED_KINDS and not event.seats and not event.made_of


def _seats(event: RoomOpened | RoomSeatsAdded, first_place: int) -> Iterator[dict[str, object]]:
    for place, seat in enumerate(event.seats, first_place):
        yield {"seat_id": seat.seat_id, "room_id": event.originator_id, "name": seat.name, "place": place}


def _closure(event: RoomClosed) -> dict[str, object]:
    return {
        "closure_id": event.closure_id,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "room_id": event.originator_id,
        "seat_id": event.seat_id,
        "reason": event.reason,
    }
