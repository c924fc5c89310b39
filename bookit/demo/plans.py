"""How the floors of the demo are drawn: where the rooms are, the desks in them, and what else there is.

Written down in metres from the upper left corner; the ledger keeps centimetres.
"""

import asyncio
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bookit.commands.plans import PlaceOnPlan, PlanAnswer, SetFloorPlan
from bookit.demo.buildings import BERLIN, BUILDINGS, KOLKATA, MOSCOW, Building, Floor, Room, Spaces
from bookit.demo.storyteller import Storyteller
from bookit.events.values import Fixture, FixtureKind, PlacedUnit

_WALL = 0.3
_MARGIN = 1.0
_DESK = (1.6, 0.8)
_DOOR = (0.9, 0.12)
_PLANT = 0.7


@dataclass(frozen=True, slots=True)
class Rect:
    """Metres; `door` is the side of the way in, if it has one: n, e, s or w."""

    x: float
    y: float
    width: float
    height: float
    door: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can't be booked."""

    kind: FixtureKind
    rect: Rect
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A floor within four walls; the size is that inside a margin of a metre."""

    width: float
    height: float
    rooms: Mapping[str, Rect]
    things: tuple[Thing, ...] = ()
    plants: tuple[tuple[float, float], ...] = ()
    way_in: Rect | None = None


def _stairs(x: float, y: float, width: float, height: float) -> Thing:
    return Thing(FixtureKind.STAIRS, Rect(x, y, width, height))


def _lift(x: float, y: float, width: float, height: float) -> Thing:
    return Thing(FixtureKind.LIFT, Rect(x, y, width, height))


def _toilets(x: float, y: float, width: float, height: float) -> Thing:
    return Thing(FixtureKind.TOILETS, Rect(x, y, width, height))


def _kitchen(x: float, y: float, width: float, height: float) -> Thing:
    return Thing(FixtureKind.KITCHEN, Rect(x, y, width, height))


def _service(x: float, y: float, width: float, height: float) -> Thing:
    return Thing(FixtureKind.SERVICE, Rect(x, y, width, height))


def _garden(x: float, y: float, width: float, height: float, *, name: str = "") -> Thing:
    return Thing(FixtureKind.GARDEN, Rect(x, y, width, height), name)


def _tables(*corners: tuple[float, float]) -> tuple[Thing, ...]:
    return tuple(Thing(FixtureKind.TABLE, Rect(x, y, 1.2, 1.2)) for x, y in corners)


_MOSCOW_CORE = (_stairs(6, 10, 5, 4), _lift(11, 10, 2.6, 4), _toilets(13.6, 10, 6, 4), _service(19.6, 10, 2.4, 4))
_BERLIN_CORE = (_stairs(33, 9.5, 6, 3), _lift(33, 12.5, 2.6, 3), _toilets(35.6, 12.5, 3.4, 5))
_KOLKATA_CORE = (
    _stairs(24, 22, 4, 5),
    _lift(28, 22, 2.6, 5),
    _toilets(30.6, 22, 4.4, 5),
    _garden(13, 9.5, 9, 9, name="Banyan"),
)

PLANS: Mapping[str, Mapping[str, Plan]] = {
    MOSCOW: {
        "Ground floor": Plan(
            34,
            22,
            {
                "Great Lakes": Rect(1, 1, 18, 7.6),
                "Onega": Rect(1, 1, 9, 7.6, "s"),
                "Ladoga": Rect(10, 1, 9, 7.6, "s"),
                "Laptops to lend": Rect(20.5, 1, 4.2, 3.6, "s"),
                "Camera kit": Rect(24.7, 1, 3.3, 3.6, "s"),
                "Courtyard": Rect(1, 15.6, 15, 7.4),
            },
            (*_MOSCOW_CORE, _kitchen(29, 1, 6, 6), *_tables((25, 7), (27.4, 9), (30, 8.6)), _garden(24, 15.4, 11, 7.6)),
            ((20.2, 6.4), (28.2, 5.4), (23, 13), (17.2, 15.8)),
            Rect(18, 22.85, 2.4, 0.3),
        ),
        "Second floor": Plan(
            34,
            22,
            {
                "Yard side": Rect(1, 1, 16, 7.8),
                "Neva": Rect(17.6, 1, 4.4, 4.6, "s"),
                "Don": Rect(22, 1, 5.6, 4.6, "s"),
                "Angara": Rect(27.6, 1, 7.4, 4.6, "s"),
                "River side": Rect(1, 15.2, 18.4, 7.8),
                "Oka": Rect(20.6, 20.6, 2.4, 2.4, "n"),
                "Kama": Rect(23, 20.6, 2.4, 2.4, "n"),
            },
            (*_MOSCOW_CORE, _kitchen(27, 17, 8, 6), *_tables((28, 9), (31, 9), (28, 12), (31, 12))),
            ((18, 6.6), (26.6, 6.8), (34, 6.4), (24, 11), (20.2, 15.6), (26, 18), (5, 9.4), (5, 13.4)),
        ),
        "Third floor": Plan(
            34,
            22,
            {
                "Volga": Rect(1, 1, 7.6, 6, "s"),
                "Lena": Rect(8.6, 1, 8.6, 6, "s"),
                "Yenisei": Rect(17.2, 1, 11, 6.4, "s"),
                "Ural": Rect(30.2, 1, 2.4, 2.4, "s"),
                "Tobol": Rect(32.6, 1, 2.4, 2.4, "s"),
                "Library": Rect(1, 15.2, 22, 7.8),
                "Winter garden": Rect(24.6, 14, 10.4, 9),
            },
            (*_MOSCOW_CORE, _kitchen(27.6, 7.6, 7.4, 4.6)),
            ((29.2, 3.8), (23.6, 10), (5, 13.2), (23.8, 15), (23.8, 22.2)),
        ),
    },
    BERLIN: {
        "Basement": Plan(
            38,
            24,
            {
                "Garage": Rect(1, 1, 20, 11),
                "Bicycle cellar": Rect(1, 15, 14, 10),
                "Projector trolleys": Rect(17, 20, 5, 5, "n"),
                "Workshop boxes": Rect(22, 20, 6, 5, "n"),
            },
            (*_BERLIN_CORE[:2], _service(29, 19, 10, 6), _service(26, 1, 13, 6)),
            (),
            Rect(0.85, 12.6, 0.3, 2),
        ),
        "Ground floor": Plan(
            38,
            24,
            {
                "Forest": Rect(1, 1, 24, 8),
                "Kiefer": Rect(1, 1, 8, 8, "s"),
                "Fichte": Rect(9, 1, 8, 8, "s"),
                "Tanne": Rect(17, 1, 8, 8, "s"),
                "Linde": Rect(26.4, 1, 5.6, 4.8, "s"),
                "Canteen wing": Rect(1, 16.8, 16.6, 8.2),
                "Atrium": Rect(19, 13, 12, 9.6),
            },
            (*_BERLIN_CORE, _kitchen(33, 1, 6, 6), *_tables((4, 11.6), (7, 11.6), (10, 11.6), (13, 11.6))),
            ((25.6, 7), (32.2, 7.4), (18.2, 12.4), (31.6, 12.2), (18.2, 23.6), (38, 19), (32.4, 24)),
            Rect(24, 24.85, 2.6, 0.3),
        ),
        "First floor": Plan(
            38,
            24,
            {
                "Street side": Rect(1, 1, 22, 8),
                "Water side": Rect(1, 17, 22, 8),
                "Ahorn": Rect(24, 1, 4.4, 4.8, "s"),
                "Buche": Rect(28.4, 1, 5.2, 4.8, "s"),
                "Eiche": Rect(33.6, 1, 5.4, 6.6, "w"),
                "Kastanie": Rect(28, 18.8, 11, 6.2, "n"),
                "Hasel": Rect(3, 11.8, 2.4, 2.4, "s"),
                "Holunder": Rect(5.4, 11.8, 2.4, 2.4, "s"),
                "Eibe": Rect(7.8, 11.8, 2.4, 2.4, "s"),
            },
            (*_BERLIN_CORE, _kitchen(13, 10.8, 7, 4.4), *_tables((24, 10), (27, 10), (24, 13), (27, 13))),
            ((2, 13), (11.2, 13), (21, 13), (23.6, 7.4), (24.6, 18), (26.6, 23.8), (31.6, 13)),
        ),
    },
    KOLKATA: {
        "Ground floor": Plan(
            34,
            26,
            {
                "Orchard": Rect(1, 1, 15.6, 7),
                "Mango": Rect(1, 1, 9.4, 7, "s"),
                "Papaya": Rect(10.4, 1, 6.2, 7, "s"),
                "Tablets to lend": Rect(18, 1, 4.4, 4, "s"),
                "Veranda": Rect(24.4, 8.6, 10.6, 11.4),
                "Gate parking": Rect(1, 19.8, 16, 7.2),
            },
            (*_KOLKATA_CORE, _kitchen(28, 1, 7, 5.6), *_tables((2.6, 10.4), (2.6, 13), (6, 10.4), (6, 13))),
            ((17.4, 8.4), (23.4, 6), (12, 9), (12, 18.6), (23.2, 18.6), (27, 6.2)),
            Rect(19.4, 26.85, 2.4, 0.3),
        ),
        "First floor": Plan(
            34,
            26,
            {
                "West bay": Rect(1, 1, 10.4, 16),
                "East bay": Rect(24.6, 1, 10.4, 19.4),
                "Saffron": Rect(12.6, 1, 4.4, 5, "s"),
                "Cardamom": Rect(17, 1, 6, 5, "s"),
                "Turmeric": Rect(1, 20.8, 8, 6.2, "n"),
                "Clove": Rect(10.4, 24.6, 2.4, 2.4, "n"),
                "Cumin": Rect(12.8, 24.6, 2.4, 2.4, "n"),
            },
            (*_KOLKATA_CORE, _kitchen(16.6, 21.6, 6, 5.4)),
            ((12.2, 7.4), (23, 7.4), (11.6, 19.6), (23.4, 19.6), (1.6, 18.4), (9.8, 18.4)),
        ),
        "Second floor": Plan(
            34,
            26,
            {
                "Quiet bay": Rect(1, 1, 10.4, 19.4),
                "Ginger": Rect(12.6, 1, 4.6, 5, "s"),
                "Tamarind": Rect(17.2, 1, 6.4, 5, "s"),
                "Cinnamon": Rect(25.6, 1, 9.4, 6.6, "s"),
                "Conference camera": Rect(31.2, 9.6, 3.8, 3.4, "w"),
                "Nutmeg": Rect(10.4, 24.6, 2.4, 2.4, "n"),
                "Anise": Rect(12.8, 24.6, 2.4, 2.4, "n"),
            },
            (
                *_KOLKATA_CORE,
                _kitchen(16.6, 21.6, 6, 5.4),
                _garden(25.6, 14.4, 9.4, 6),
                *_tables((2.4, 22.4), (5, 22.4), (2.4, 24.8), (5, 24.8), (26.4, 10.4), (28.6, 10.4)),
            ),
            ((12.2, 7.4), (23.4, 7.4), (24.6, 1.6), (24.2, 13), (12, 20)),
        ),
    },
}
"""By building and floor."""


async def draw_floors(teller: Storyteller, spaces: Spaces, moment: datetime) -> None:
    """Every floor gets its plan, with all its rooms and seats in their places."""
    floors = [(building, floor) for building in BUILDINGS for floor in building.floors]
    await asyncio.gather(*(_draw(teller, building, floor, spaces, moment) for building, floor in floors))


def size_of(plan: Plan) -> tuple[int, int]:
    """Width and height with the margin, in centimetres."""
    return _cm(plan.width + 2 * _MARGIN), _cm(plan.height + 2 * _MARGIN)


def drawing_of(plan: Plan, building_id: UUID, floor_id: UUID, *, background: UUID | None = None) -> SetFloorPlan:
    """The command that draws a plan."""
    width, height = size_of(plan)
    return SetFloorPlan(
        building_id=building_id,
        floor_id=floor_id,
        width=width,
        height=height,
        background=background,
        fixtures=list(_fixtures(plan)),
    )


async def _draw(teller: Storyteller, building: Building, floor: Floor, spaces: Spaces, moment: datetime) -> None:
    plan = PLANS[building.key][floor.name]
    floor_id = spaces.floors[building.key, floor.name]
    draw = drawing_of(plan, spaces.buildings[building.key], floor_id)
    place = PlaceOnPlan(
        floor_id=floor_id,
        placed=[unit for room in floor.rooms for unit in _places(room, plan.rooms[room.name], spaces)],
    )
    await teller.tell(f"{building.key}/{floor.name}/plan", draw, PlanAnswer, moment=moment)
    await teller.tell(f"{building.key}/{floor.name}/places", place, PlanAnswer, moment=moment)


def _places(room: Room, rect: Rect, spaces: Spaces) -> Iterator[PlacedUnit]:
    room_id = spaces.rooms[room.name]
    yield PlacedUnit(room_id=room_id, **_box(rect))
    for seat, (x, y, turn) in zip(room.seats, _desks(rect, len(room.seats)), strict=True):
        box = _box(Rect(x - _DESK[0] / 2, y - _DESK[1] / 2, *_DESK))
        yield PlacedUnit(room_id=room_id, seat_id=spaces.seats[room.name, seat], **box | {"turn": turn})


def _desks(area: Rect, count: int) -> list[tuple[float, float, int]]:
    """Middles and turns of desks that stand back to back in benches across the shorter side of an area."""
    if not count:
        return []
    upright = area.width >= area.height
    across, along = (area.height, area.width) if upright else (area.width, area.height)
    in_a_row = int((across - 1) / _DESK[0])
    benches = math.ceil(count / (2 * in_a_row))
    pitch = along / benches
    first = (across - in_a_row * _DESK[0]) / 2 + _DESK[0] / 2
    desks = []
    for number in range(count):
        bench, place = divmod(number, 2 * in_a_row)
        row, back = divmod(place, 2)
        a, b = first + row * _DESK[0], pitch * (bench + 0.5) + (back - 0.5) * _DESK[1]
        if upright:
            desks.append((area.x + b, area.y + a, 90 if back == 0 else 270))
        else:
            desks.append((area.x + a, area.y + b, 180 if back == 0 else 0))
    return desks


def _fixtures(plan: Plan) -> Iterator[Fixture]:
    for thing in plan.things:
        yield Fixture(kind=thing.kind, name=thing.name, **_box(thing.rect))
    yield from _walls(plan)
    yield from _windows(plan)
    if plan.way_in:
        yield Fixture(kind=FixtureKind.DOOR, **_box(plan.way_in))
    for rect in plan.rooms.values():
        if rect.door:
            yield _door(rect)
    for x, y in plan.plants:
        yield Fixture(kind=FixtureKind.PLANT, **_box(Rect(x - _PLANT / 2, y - _PLANT / 2, _PLANT, _PLANT)))


def _walls(plan: Plan) -> Iterator[Fixture]:
    near, thick = _MARGIN - _WALL / 2, _WALL
    for rect in (
        Rect(near, near, plan.width + thick, thick),
        Rect(near, near + plan.height, plan.width + thick, thick),
        Rect(near, near, thick, plan.height + thick),
        Rect(near + plan.width, near, thick, plan.height + thick),
    ):
        yield Fixture(kind=FixtureKind.WALL, **_box(rect))


def _windows(plan: Plan) -> Iterator[Fixture]:
    """As many of two and a half metres as the long walls hold, with a metre and a half between them."""
    length, gap = 2.5, 1.5
    count = int((plan.width - gap) / (length + gap))
    left = _MARGIN + (plan.width - count * length - (count - 1) * gap) / 2
    for number in range(count):
        x = left + number * (length + gap)
        for y in (_MARGIN, _MARGIN + plan.height):
            window = Rect(x, y - _WALL / 2, length, _WALL)
            if plan.way_in is None or not _overlap(window, plan.way_in):
                yield Fixture(kind=FixtureKind.WINDOW, **_box(window))


def _door(rect: Rect) -> Fixture:
    """In the middle of its side; it leads out of the room when it is not turned and on the lower side."""
    x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
    match rect.door:
        case "n":
            y, turn = rect.y, 180
        case "e":
            x, turn = rect.x + rect.width, 270
        case "w":
            x, turn = rect.x, 90
        case _:
            y, turn = rect.y + rect.height, 0
    return Fixture(kind=FixtureKind.DOOR, **_box(Rect(x - _DOOR[0] / 2, y - _DOOR[1] / 2, *_DOOR)) | {"turn": turn})


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _box(rect: Rect) -> dict[str, int]:
    return {"x": _cm(rect.x), "y": _cm(rect.y), "width": _cm(rect.width), "height": _cm(rect.height)}


def _cm(metres: float) -> int:
    return round(metres * 100)
