"""Rooms and seats from CSV files."""

import pytest

from bookit.domain.room import Room
from bookit.events.values import Role, RoomKind
from bookit.importing import Kind, Outcome
from tests.importing.conftest import Office

pytestmark = pytest.mark.anyio

ROOMS = """\
building;floor;name;kind;capacity;features;seats
Harbour House;First;Aquarium;meeting_room;8;screen|whiteboard;
harbour house;;Hall;open_space;4;;Window|Door
Harbour House;Ninth;Attic;meeting_room;4;;
Harbour House;;Cave;dungeon;-1;;
Castle;;Tower;meeting_room;4;;
Harbour House;;aquarium;meeting_room;9;;
"""


async def look(office: Office, ids: dict[str, object]) -> Room:
    room = await office.system.streams.current(Room, ids["room_id"])  # type: ignore[arg-type]
    assert room is not None
    return room


async def test_rooms_are_opened_row_by_row(office: Office) -> None:
    house = await office.building("Harbour House")
    first_floor = await office.floor(house, "First")

    report = await office.run(Kind.ROOMS, ROOMS)

    assert [row.outcome for row in report.rows] == [Outcome.DONE] * 2 + [Outcome.REFUSED] * 4
    aquarium, hall = [await look(office, dict(row.ids)) for row in report.rows[:2]]
    assert (aquarium.name, aquarium.floor_id, aquarium.capacity) == ("Aquarium", first_floor, 8)
    assert aquarium.features == ["screen", "whiteboard"]
    assert list(hall.seats.values()) == ["Window", "Door"]
    assert [[e["pointer"] for e in row.problem["errors"]] for row in report.rows if row.problem] == [
        ["/floor"],
        ["/kind", "/capacity"],
        ["/building"],
        ["/name"],
    ]
    again = await office.run(Kind.ROOMS, ROOMS)
    assert (again.done, again.repeated) == (0, 2)
    assert await office.count("room.opened") == 2


async def test_a_room_that_was_opened_by_hand_is_not_opened_again(office: Office) -> None:
    await office.room(await office.building("Harbour House"), "Aquarium")
    file = "name,kind,capacity\naquarium,meeting_room,8\n"

    for dry_run in (True, False):
        report = await office.run(Kind.ROOMS, file, dry_run=dry_run)
        assert [row.outcome for row in report.rows] == [Outcome.REFUSED]
    assert await office.count("room.opened") == 1


async def test_rows_of_seats_open_their_room_together(office: Office) -> None:
    await office.building("Harbour House")
    file = "room,seat,kind\nHall,Window,open_space\nHall,Door,\nLoft,Corner,\nLoft,Corner,\nLoft,,\n"

    report = await office.run(Kind.SEATS, file)

    assert [row.outcome for row in report.rows] == [Outcome.DONE] * 2 + [Outcome.REFUSED] * 3
    window, door = report.rows[0].ids, report.rows[1].ids
    assert window["room_id"] == door["room_id"]
    hall = await look(office, dict(window))
    assert hall.seats == {window["seat_id"]: "Window", door["seat_id"]: "Door"}
    assert (hall.kind, hall.capacity) == (RoomKind.OPEN_SPACE, 2)
    assert (await office.run(Kind.SEATS, file)).repeated == 2


async def test_a_manager_opens_rooms_only_in_their_buildings(office: Office) -> None:
    await office.building("Harbour House")
    depot = await office.building("Depot")
    manager = await office.member("manager@example.org", Role.MANAGER, manages=(depot,))
    file = "building,name,kind,capacity\nDepot,Shed,equipment,3\nHarbour House,Shed,equipment,3\n"

    for dry_run, outcome in ((True, Outcome.POSSIBLE), (False, Outcome.DONE)):
        report = await office.run(Kind.ROOMS, file, manager, dry_run=dry_run)
        assert [row.outcome for row in report.rows] == [outcome, Outcome.REFUSED]
