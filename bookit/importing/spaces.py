"""Rows of rooms, and rows of seats: each seat is a row, and those of one room open it together."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bookit.commands.decision import Answer
from bookit.commands.rooms import OpenedRoom, OpenRoom
from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Invalid, Refusal
from bookit.importing.names import Names
from bookit.importing.reports import RowReport, refused
from bookit.importing.tables import Line
from bookit.importing.wishes import Wish, checked, row_id

ROOM_COLUMNS = ("building", "floor", "name", "kind", "capacity", "features", "seats")
ROOM_REQUIRED = ("name", "kind", "capacity")
SEAT_COLUMNS = ("building", "floor", "room", "seat", "kind", "features")
SEAT_REQUIRED = ("room", "seat")


def room_wishes(lines: Sequence[Line], names: Names, namespace: UUID) -> tuple[list[Wish], list[RowReport]]:
    """A room for each row."""
    wishes: list[Wish] = []
    reports: list[RowReport] = []
    for line in lines:
        try:
            building = names.building(line.cells.get("building"))
            fields = {
                "name": line.cells.get("name"),
                "kind": line.cells.get("kind"),
                "capacity": line.cells.get("capacity"),
                "features": line.several("features"),
                "seats": line.several("seats"),
            }
            wish = _wish([line], building, fields, names, namespace)
            if any(other.command_id == wish.command_id for other in wishes):
                raise Invalid("This room is in the file twice.", pointer="/name")
            wishes.append(wish)
        except Refusal as refusal:
            reports.append(refused(line.number, refusal))
    return wishes, reports


def seat_wishes(lines: Sequence[Line], names: Names, namespace: UUID) -> tuple[list[Wish], list[RowReport]]:
    """A room for all rows that name it, with a seat for each."""
    wishes: list[Wish] = []
    reports: list[RowReport] = []
    rooms: dict[tuple[UUID, str], tuple[Building, list[Line]]] = {}
    for line in lines:
        try:
            building = names.building(line.cells.get("building"))
            if "seat" not in line.cells or "room" not in line.cells:
                raise Invalid("A seat needs a room and a name.", pointer="/seat")
        except Refusal as refusal:
            reports.append(refused(line.number, refusal))
            continue
        key = (building.id, line.cells["room"].casefold())
        rooms.setdefault(key, (building, []))[1].append(line)
    for building, of_room in rooms.values():
        first = of_room[0]
        fields = {
            "name": first.cells["room"],
            "kind": first.cells.get("kind", "open_space"),
            "capacity": len(of_room),
            "features": first.several("features"),
            "seats": [line.cells["seat"] for line in of_room],
        }
        try:
            wishes.append(_wish(of_room, building, fields, names, namespace))
        except Refusal as refusal:
            reports.extend(refused(line.number, refusal) for line in of_room)
    return wishes, reports


def _wish(
    lines: Sequence[Line], building: Building, fields: Mapping[str, object], names: Names, namespace: UUID
) -> Wish:
    floor = lines[0].cells.get("floor")
    command = checked(
        OpenRoom,
        {
            "building_id": building.id,
            "floor_id": None if floor is None else names.floor(building, floor),
            **fields,
        },
        {"name": "room"} if "room" in lines[0].cells else None,
    )
    rows = [line.number for line in lines]
    by_seat = "seat" in lines[0].cells

    def ids(answer: Answer) -> list[dict[str, UUID]]:
        opened = OpenedRoom.model_validate(answer.model_dump())
        if by_seat:
            return [{"room_id": opened.room_id, "seat_id": seat_id} for seat_id in opened.seat_ids]
        return [{"room_id": opened.room_id}]

    name = str(fields["name"]).casefold()
    return Wish(rows, command, row_id(namespace, "room", f"{building.id}:{name}"), ids)


def require_new(wish: Wish, names: Names) -> None:
    """Raises AlreadyDone where somebody has opened a room of that name by hand."""
    if isinstance(wish.command, OpenRoom):
        building = names.building(str(wish.command.building_id))
        if names.rooms_called(building, wish.command.name):
            raise AlreadyDone(f"{building.name} has a room called {wish.command.name!r} already.")
