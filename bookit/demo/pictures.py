"""What the demo shows: photos of rooms, which are drawn here, and the paper that some plans lie on.

Nothing comes from elsewhere, and the same is drawn each time. Without an object storage the demo goes without.
"""

import asyncio
import io
import zlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PIL import Image, ImageDraw

from bookit.commands.plans import PlanAnswer
from bookit.commands.rooms import RoomAnswer, SetRoomPhotos
from bookit.demo.buildings import BERLIN, BUILDINGS, KOLKATA, MOSCOW, Room, Spaces
from bookit.demo.plans import PLANS, drawing_of, size_of
from bookit.demo.storyteller import Storyteller
from bookit.domain.file import FileKind
from bookit.events.values import RoomKind
from bookit.files import StorageDown
from bookit.wiring import System

PHOTOGRAPHED = frozenset(
    [
        "Onega",
        "Neva",
        "Don",
        "Angara",
        "Oka",
        "Volga",
        "Yenisei",
        "Library",
        "Forest",
        "Linde",
        "Eiche",
        "Kastanie",
        "Saffron",
        "Turmeric",
    ]
)
"""Rooms with photos; those that aren't in it show how it looks without."""

ON_PAPER = ((MOSCOW, "Second floor"), (BERLIN, "First floor"), (KOLKATA, "First floor"))
"""Floors whose plan lies on a drawing."""

_SIZE = (960, 640)
_WALLS = ((236, 232, 222), (226, 233, 236), (238, 226, 214), (228, 234, 224), (232, 228, 238))
_FLOORS = ((190, 158, 122), (148, 132, 118), (172, 176, 180), (160, 128, 98))
_WOODS = ((196, 154, 104), (150, 108, 72), (222, 216, 206))
_SEATS = ((62, 96, 126), (96, 116, 88), (172, 92, 70), (84, 84, 92))
_SKIES = ((176, 210, 238), (206, 220, 232), (242, 214, 182))
_DARK, _LIGHT, _LEAF = (42, 46, 54), (250, 250, 248), (78, 128, 86)

Colour = tuple[int, int, int]


async def show_pictures(system: System, teller: Storyteller, spaces: Spaces, moment: datetime) -> bool:
    """Photos for rooms and paper for plans; False without a storage to keep them in."""
    rooms = [room for building in BUILDINGS for room in building.rooms if room.name in PHOTOGRAPHED]
    try:
        for room in rooms:
            await _show_room(system, teller, spaces, room, moment)
        for building, floor in ON_PAPER:
            await _lay_on_paper(system, teller, spaces, building, floor, moment)
    except StorageDown:
        return False
    return True


async def _show_room(system: System, teller: Storyteller, spaces: Spaces, room: Room, moment: datetime) -> None:
    room_id = spaces.rooms[room.name]
    photo = await asyncio.to_thread(photo_of, room)
    file_id = await _upload(system, f"photo/{room.name}", FileKind.ROOM_PHOTO, room_id, photo)
    shown = SetRoomPhotos(room_id=room_id, photos=[file_id], descriptions={file_id: _described(room)})
    await teller.tell(f"room {room.name}/photos", shown, RoomAnswer, moment=moment)


async def _lay_on_paper(  # noqa: PLR0917
    system: System, teller: Storyteller, spaces: Spaces, building: str, floor: str, moment: datetime
) -> None:
    building_id, plan = spaces.buildings[building], PLANS[building][floor]
    paper = paper_for(*size_of(plan))
    file_id = await _upload(system, f"paper/{building}/{floor}", FileKind.FLOOR_BACKGROUND, building_id, paper)
    draw = drawing_of(plan, building_id, spaces.floors[building, floor], background=file_id)
    await teller.tell(f"{building}/{floor}/paper", draw, PlanAnswer, moment=moment)


async def _upload(system: System, key: str, kind: FileKind, owner_id: UUID, content: bytes) -> UUID:
    file_id = Storyteller.command_id(key)
    by = UUID(int=0)
    return (await system.files.upload(file_id, kind, owner_id, by=by, upload=io.BytesIO(content))).file_id


def _described(room: Room) -> str:
    things = ", ".join(room.features[:3])
    return f"{room.name}: places for {room.capacity}" + (f", {things}" if things else "")


def photo_of(room: Room) -> bytes:
    """A room as somebody sees it who comes in, as a JPEG; each has colours of its own."""
    seed = zlib.crc32(room.name.encode())
    image = Image.new("RGB", _SIZE, _one_of(_WALLS, seed))
    pen = ImageDraw.Draw(image)
    width, height = _SIZE
    ground = ((0, height), (0, 540), (120, 420), (width - 120, 420), (width, 540), (width, height))
    pen.polygon(ground, _one_of(_FLOORS, seed >> 3))
    wall = _one_of(_WALLS, seed)
    pen.polygon(((0, 0), (120, 60), (120, 420), (0, 540)), _shade(wall, 0.93))
    pen.polygon(((width, 0), (width - 120, 60), (width - 120, 420), (width, 540)), _shade(wall, 0.96))
    pen.polygon(((0, 0), (width, 0), (width - 120, 60), (120, 60)), _shade(wall, 1.04))
    _windows(pen, seed, left=bool(seed & 8) or "whiteboard" in room.features)
    if "screen" in room.features or "stage" in room.features:
        pen.rounded_rectangle((360, 130, 600, 270), 8, _DARK)
        pen.rectangle((372, 142, 588, 258), _shade(_one_of(_SEATS, seed >> 5), 1.5))
    if "whiteboard" in room.features:
        pen.rectangle((620, 140, 740, 260), _LIGHT, _shade(wall, 0.8), 3)
    if room.kind is RoomKind.OPEN_SPACE:
        _desk_rows(pen, seed)
    else:
        _table(pen, seed, min(room.capacity, 14))
    _plant(pen, 90 if seed & 64 else 850)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=85)
    return written.getvalue()


def _windows(pen: ImageDraw.ImageDraw, seed: int, *, left: bool) -> None:
    sky = _one_of(_SKIES, seed >> 7)
    for edge in (150, 250) if left else (640, 740):
        pen.rectangle((edge, 90, edge + 84, 330), sky, _LIGHT, 6)
        for number in range(4):
            x, top = edge + 6 + number * 19, 220 + (seed >> number) % 70
            pen.rectangle((x, top, x + 17, 324), _shade(sky, 0.82 - number * 0.03))
        pen.line((edge + 42, 90, edge + 42, 330), _LIGHT, 5)


def _table(pen: ImageDraw.ImageDraw, seed: int, places: int) -> None:
    wood, seat = _one_of(_WOODS, seed >> 2), _one_of(_SEATS, seed >> 5)
    half = 120 + places * 14
    behind, before = (places + 1) // 2, places // 2
    for number in range(behind):
        x = 480 + (number - (behind - 1) / 2) * (2 * half - 40) / behind
        pen.rounded_rectangle((x - 18, 372, x + 18, 430), 8, seat)
    pen.polygon(((480 - half, 440), (480 + half, 440), (480 + half * 1.25, 520), (480 - half * 1.25, 520)), wood)
    pen.rectangle((480 - half * 1.25, 520, 480 + half * 1.25, 534), _shade(wood, 0.75))
    for side in (-1, 1):
        pen.rectangle((480 + side * half - 7, 534, 480 + side * half + 7, 604), _shade(wood, 0.6))
    for number in range(before):
        x = 480 + (number - (before - 1) / 2) * (2.5 * half - 40) / before
        pen.rounded_rectangle((x - 24, 500, x + 24, 580), 10, _shade(seat, 0.85))


def _desk_rows(pen: ImageDraw.ImageDraw, seed: int) -> None:
    wood, seat = _one_of(_WOODS, seed >> 2), _one_of(_SEATS, seed >> 5)
    for row, (top, scale) in enumerate(((400, 0.7), (450, 0.9), (520, 1.2))):
        for place in range(4 - (row == 2)):
            x = 480 + (place - (3 - (row == 2)) / 2) * 230 * scale
            pen.rounded_rectangle((x - 34 * scale, top - 62 * scale, x + 34 * scale, top - 20 * scale), 4, _DARK)
            pen.rectangle((x - 100 * scale, top, x + 100 * scale, top + 12 * scale), wood)
            pen.rounded_rectangle((x - 22 * scale, top + 18 * scale, x + 22 * scale, top + 66 * scale), 8, seat)


def _plant(pen: ImageDraw.ImageDraw, x: int) -> None:
    pen.polygon(((x - 30, 480), (x + 30, 480), (x + 22, 548), (x - 22, 548)), (206, 196, 184))
    for dx, dy, size in ((-26, -70, 40), (24, -84, 44), (0, -128, 48), (-14, -34, 34), (20, -36, 34)):
        left, top = x + dx - size, 480 + dy - size
        pen.ellipse((left, top, left + 2 * size, top + 1.7 * size), _shade(_LEAF, 1 + dx / 200))


def paper_for(width: int, height: int) -> bytes:
    """An architect's paper in centimetres as SVG: a grid of metres, axes of columns, a scale."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        '<g stroke="#e3e8ee" stroke-width="2">',
        *(f'<path d="M{x} 0V{height}"/>' for x in range(100, width, 100)),
        *(f'<path d="M0 {y}H{width}"/>' for y in range(100, height, 100)),
        '</g><g stroke="#9fb3c8" stroke-width="3" stroke-dasharray="60 14 8 14" fill="none">',
        *(f'<path d="M{x} 0V{height}"/>' for x in range(600, width, 600)),
        *(f'<path d="M0 {y}H{width}"/>' for y in range(600, height, 600)),
        '</g><g fill="#6b7f94">',
        *(
            f'<rect x="{x - 20}" y="{y - 20}" width="40" height="40"/>'
            for x in range(600, width, 600)
            for y in range(600, height, 600)
        ),
        '</g><g fill="#52657a" font-family="sans-serif" font-size="44">',
        *(f'<text x="{x + 12}" y="56">{number}</text>' for number, x in enumerate(range(600, width, 600), 1)),
        *(f'<text x="14" y="{y - 12}">{chr(65 + number)}</text>' for number, y in enumerate(range(600, height, 600))),
        f'<path d="M{width - 620} {height - 40}h500v12h-500z"/><text x="{width - 104}" y="{height - 24}">5 m</text>',
        "</g></svg>",
    ]
    return "".join(lines).encode()


def _one_of(colours: Sequence[Colour], number: int) -> Colour:
    return colours[number % len(colours)]


def _shade(colour: Colour, light: float) -> Colour:
    red, green, blue = (min(255, int(part * light)) for part in colour)
    return red, green, blue
