"""The three buildings of the demo, their floors, rooms and seats, and how they were opened."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from bookit.commands.buildings import AddBuilding, AddFloor, BuildingAnswer, CloseDay, FloorAnswer
from bookit.commands.rooms import OpenedRoom, OpenRoom
from bookit.demo.storyteller import Storyteller
from bookit.domain.policy import PolicyValues
from bookit.events.values import RoomKind, Weekday, WeeklyHours

MOSCOW, BERLIN, KOLKATA = "moscow", "berlin", "kolkata"

_WORKDAYS = list(Weekday)[:5]


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    kind: RoomKind
    capacity: int
    features: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    policy: PolicyValues = field(default_factory=dict)
    is_strict: bool = False
    """Its rules are many, so it is kept out of the chance of everyday life, and has a chapter of its own."""

    @property
    def shares_places(self) -> bool:
        """Whether its places have no names, only a number."""
        return self.kind not in {RoomKind.MEETING_ROOM, RoomKind.PHONE_BOOTH} and not self.seats


@dataclass(frozen=True, slots=True)
class Floor:
    name: str
    level: int
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Building:
    key: str
    name: str
    address: str
    latitude: float
    longitude: float
    time_zone: str
    opening_hours: WeeklyHours
    closed_days: tuple[tuple[int, str], ...]
    """Days from today, and why."""
    floors: tuple[Floor, ...]

    @property
    def rooms(self) -> list[Room]:
        return [room for floor in self.floors for room in floor.rooms]

    @property
    def everyday_rooms(self) -> list[Room]:
        return [room for room in self.rooms if not room.is_strict]


def _meeting(name: str, capacity: int, *features: str) -> Room:
    policy = {"min_minutes": 15, "max_minutes": 240, "horizon_days": 90}
    return Room(name, RoomKind.MEETING_ROOM, capacity, features, policy=policy)


def _hall(name: str, capacity: int, *features: str, made_of: tuple[str, ...] = ()) -> Room:
    policy = {"min_minutes": 30, "max_minutes": 600, "horizon_days": 180}
    return Room(name, RoomKind.MEETING_ROOM, capacity, features, made_of=made_of, policy=policy)


def _booth(name: str) -> Room:
    policy = {"max_minutes": 120, "horizon_days": 14}
    return Room(name, RoomKind.PHONE_BOOTH, 1, ("screen", "soundproof"), policy=policy)


def _desks(name: str, sign: str, count: int, *features: str) -> Room:
    seats = tuple(f"{sign}{number:02}" for number in range(1, count + 1))
    policy = {"min_minutes": 60, "max_minutes": 840, "horizon_days": 60}
    return Room(name, RoomKind.OPEN_SPACE, count, features, seats=seats, policy=policy)


def _lounge(name: str, capacity: int, *features: str) -> Room:
    return Room(name, RoomKind.OPEN_SPACE, capacity, features, policy={"max_minutes": 480, "horizon_days": 30})


def _parking(name: str, capacity: int, *features: str) -> Room:
    return Room(name, RoomKind.PARKING, capacity, features, policy={"max_minutes": 900, "horizon_days": 30})


def _equipment(name: str, capacity: int, *features: str) -> Room:
    return Room(name, RoomKind.EQUIPMENT, capacity, features, policy={"max_minutes": 600, "horizon_days": 60})


BUILDINGS = (
    Building(
        MOSCOW,
        "Embankment House",
        "Sadovnicheskaya Embankment 14, 115035 Moscow",
        55.7446,
        37.6312,
        "Europe/Moscow",
        {
            **{day: [("08:00", "22:00")] for day in _WORKDAYS},
            Weekday.SAT: [("10:00", "20:00")],
            Weekday.SUN: [("10:00", "20:00")],
        },
        ((-12, "Power supply is being renewed"), (18, "Company day")),
        (
            Floor(
                "Ground floor",
                0,
                (
                    _hall("Onega", 24, "screen", "microphone"),
                    _hall("Ladoga", 24, "screen", "microphone"),
                    _hall("Great Lakes", 50, "screen", "microphone", "stage", made_of=("Onega", "Ladoga")),
                    _parking("Courtyard", 14, "charging"),
                    _equipment("Laptops to lend", 6),
                    Room(
                        "Camera kit",
                        RoomKind.EQUIPMENT,
                        1,
                        ("tripod", "microphone"),
                        policy={
                            "mode": "day",
                            "max_minutes": 3 * 24 * 60,
                            "book_groups": ["design", "people"],
                            "approval_always": True,
                            "approval_deadline_minutes": 24 * 60,
                            "quotas": [
                                {"name": "camera", "per": "month", "bookings": 3},
                                {"name": "films", "per": "month", "minutes": 20_000, "of": "group", "group": "design"},
                            ],
                        },
                        is_strict=True,
                    ),
                ),
            ),
            Floor(
                "Second floor",
                2,
                (
                    _desks("River side", "R", 32, "monitor", "height-adjustable"),
                    _desks("Yard side", "Y", 28, "monitor"),
                    _booth("Oka"),
                    _booth("Kama"),
                    _meeting("Neva", 4, "screen"),
                    _meeting("Don", 6, "screen", "whiteboard"),
                    _meeting("Angara", 8, "screen", "whiteboard", "video"),
                ),
            ),
            Floor(
                "Third floor",
                3,
                (
                    _desks("Library", "L", 40, "quiet", "height-adjustable"),
                    _lounge("Winter garden", 16, "plants", "coffee"),
                    _booth("Ural"),
                    _booth("Tobol"),
                    Room(
                        "Volga",
                        RoomKind.MEETING_ROOM,
                        10,
                        ("screen", "video", "whiteboard"),
                        policy={
                            "min_minutes": 15,
                            "max_minutes": 240,
                            "horizon_days": 90,
                            "grid_minutes": 15,
                            "lead_minutes": 30,
                            "buffer_before_minutes": 10,
                            "buffer_after_minutes": 15,
                            "cancel_before_minutes": 60,
                            "on_behalf_groups": ["people"],
                            "guests_max": 6,
                            "approval_above_minutes": 120,
                            "waitlist": "offer",
                            "waitlist_offer_minutes": 180,
                        },
                        is_strict=True,
                    ),
                    Room(
                        "Lena",
                        RoomKind.MEETING_ROOM,
                        12,
                        ("screen", "video"),
                        policy={
                            "horizon_days": 14,
                            "check_in": True,
                            "check_in_before_minutes": 20,
                            "check_in_grace_minutes": 10,
                            "series_no_shows": 2,
                        },
                        is_strict=True,
                    ),
                    Room(
                        "Yenisei",
                        RoomKind.MEETING_ROOM,
                        18,
                        ("screen", "video", "microphone"),
                        policy={
                            "book_roles": ["manager", "admin"],
                            "on_behalf_roles": ["admin"],
                            "approval_outside_hours": True,
                            "approval_groups": ["sales"],
                            "max_minutes": 600,
                            "show_booker": "everyone",
                        },
                        is_strict=True,
                    ),
                ),
            ),
        ),
    ),
    Building(
        BERLIN,
        "Spreewerk",
        "Köpenicker Straße 48, 10179 Berlin",
        52.5104,
        13.4228,
        "Europe/Berlin",
        {day: [("07:00", "20:00")] for day in _WORKDAYS},
        ((-6, "Fire safety inspection"), (15, "Bridge day")),
        (
            Floor(
                "Basement",
                -1,
                (
                    _parking("Garage", 12, "charging"),
                    _parking("Bicycle cellar", 30),
                    _equipment("Projector trolleys", 3),
                    _equipment("Workshop boxes", 4, "flipchart"),
                ),
            ),
            Floor(
                "Ground floor",
                0,
                (
                    _hall("Kiefer", 16, "screen", "step-free"),
                    _hall("Fichte", 16, "screen", "step-free"),
                    _hall("Tanne", 16, "screen", "step-free"),
                    _hall("Forest", 50, "screen", "stage", "step-free", made_of=("Kiefer", "Fichte", "Tanne")),
                    _desks("Canteen wing", "C", 26, "monitor", "step-free"),
                    _lounge("Atrium", 20, "coffee", "step-free"),
                    _meeting("Linde", 5, "screen", "step-free"),
                ),
            ),
            Floor(
                "First floor",
                1,
                (
                    _desks("Street side", "S", 38, "monitor"),
                    _desks("Water side", "W", 36, "monitor", "height-adjustable"),
                    _booth("Hasel"),
                    _booth("Holunder"),
                    _booth("Eibe"),
                    _meeting("Ahorn", 4, "screen"),
                    _meeting("Buche", 6, "screen", "whiteboard"),
                    _meeting("Eiche", 8, "screen", "video"),
                    _meeting("Kastanie", 14, "screen", "video", "whiteboard"),
                ),
            ),
        ),
    ),
    Building(
        KOLKATA,
        "Banyan Court",
        "Park Street 22, Kolkata 700016",
        22.5535,
        88.3525,
        "Asia/Kolkata",
        # Calls with the west keep it open late; on Fridays past midnight.
        {
            **{day: [("08:00", "23:00")] for day in _WORKDAYS},
            Weekday.FRI: [("08:00", "01:00")],
            Weekday.SAT: [("09:00", "17:00")],
        },
        ((-16, "Local holiday"), (9, "Local holiday")),
        (
            Floor(
                "Ground floor",
                0,
                (
                    _hall("Mango", 20, "screen", "step-free"),
                    _hall("Papaya", 12, "screen", "step-free"),
                    _hall("Orchard", 34, "screen", "stage", "step-free", made_of=("Mango", "Papaya")),
                    _parking("Gate parking", 10),
                    _equipment("Tablets to lend", 8),
                    _lounge("Veranda", 18, "coffee", "plants"),
                ),
            ),
            Floor(
                "First floor",
                1,
                (
                    _desks("East bay", "E", 34, "monitor"),
                    _desks("West bay", "B", 30, "monitor", "height-adjustable"),
                    _booth("Clove"),
                    _booth("Cumin"),
                    _meeting("Saffron", 4, "screen"),
                    _meeting("Cardamom", 6, "screen", "whiteboard"),
                    _meeting("Turmeric", 10, "screen", "video"),
                ),
            ),
            Floor(
                "Second floor",
                2,
                (
                    _desks("Quiet bay", "Q", 36, "quiet"),
                    _booth("Nutmeg"),
                    _booth("Anise"),
                    _meeting("Ginger", 5, "screen"),
                    _meeting("Tamarind", 8, "screen", "whiteboard", "video"),
                    _meeting("Cinnamon", 12, "screen", "video"),
                    _equipment("Conference camera", 2, "microphone"),
                ),
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Spaces:
    """What is what in the ledger: ids by the names above."""

    buildings: dict[str, UUID] = field(default_factory=dict)
    floors: dict[tuple[str, str], UUID] = field(default_factory=dict)
    """By building and floor."""
    rooms: dict[str, UUID] = field(default_factory=dict)
    """No two rooms of the demo share a name."""
    seats: dict[tuple[str, str], UUID] = field(default_factory=dict)
    """By room and seat."""


async def open_buildings(teller: Storyteller, today: date, moment: datetime) -> Spaces:
    """All the buildings, open from that moment on."""
    spaces = Spaces()
    await asyncio.gather(*(_open(teller, building, today, moment, spaces) for building in BUILDINGS))
    return spaces


async def _open(teller: Storyteller, building: Building, today: date, moment: datetime, spaces: Spaces) -> None:
    add = AddBuilding(
        name=building.name,
        address=building.address,
        time_zone=building.time_zone,
        opening_hours=building.opening_hours,
        latitude=building.latitude,
        longitude=building.longitude,
    )
    building_id = (await teller.tell(building.key, add, BuildingAnswer, moment=moment)).building_id
    spaces.buildings[building.key] = building_id
    for days, reason in building.closed_days:
        close = CloseDay(building_id=building_id, day=today + timedelta(days=days), reason=reason)
        await teller.tell(f"{building.key}/close {days}", close, BuildingAnswer, moment=moment)
    floor_ids = []
    for floor in building.floors:
        add_floor = AddFloor(building_id=building_id, name=floor.name, level=floor.level)
        answer = await teller.tell(f"{building.key}/{floor.name}", add_floor, FloorAnswer, moment=moment)
        floor_ids.append(answer.floor_id)
        spaces.floors[building.key, floor.name] = answer.floor_id

    async def open_rooms(rooms: Sequence[tuple[UUID, Room]]) -> None:
        await asyncio.gather(*(_open_room(teller, building_id, *room, moment=moment, spaces=spaces) for room in rooms))

    rooms = [(id_, room) for id_, floor in zip(floor_ids, building.floors, strict=True) for room in floor.rooms]
    await open_rooms([(floor_id, room) for floor_id, room in rooms if not room.made_of])
    await open_rooms([(floor_id, room) for floor_id, room in rooms if room.made_of])


async def _open_room(
    teller: Storyteller, building_id: UUID, floor_id: UUID, room: Room, *, moment: datetime, spaces: Spaces
) -> None:
    command = OpenRoom(
        building_id=building_id,
        floor_id=floor_id,
        name=room.name,
        kind=room.kind,
        capacity=room.capacity,
        features=list(room.features),
        seats=list(room.seats),
        made_of=[spaces.rooms[part] for part in room.made_of],
        policy=dict(room.policy),
    )
    opened = await teller.tell(f"room {room.name}", command, OpenedRoom, moment=moment)
    spaces.rooms[room.name] = opened.room_id
    for seat, seat_id in zip(room.seats, opened.seat_ids, strict=True):
        spaces.seats[room.name, seat] = seat_id
