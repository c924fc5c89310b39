"""Buildings, floors and rooms: adding, describing, and who may."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from bookit.commands import CATALOGUE, Command
from bookit.commands.buildings import AddBuilding, AddFloor, CloseDay, RenameBuilding, ReopenDay, SetOpeningHours
from bookit.commands.policies import (
    SetBuildingPolicy,
    SetKindPolicy,
    SetRoomHours,
    SetRoomPolicy,
)
from bookit.commands.rooms import AddSeats, OpenRoom, RenameRoom, RenameSeats, SetRoomFeatures, SetRoomPhotos
from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Forbidden, Invalid, NotFound, RuleBroken
from bookit.domain.room import Room
from bookit.events.values import Role, RoomKind, Weekday
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

HOLIDAY = date(2031, 3, 24)


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building)


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
async def test_owners_and_admins_add_buildings(org: Organisation, role: Role) -> None:
    wish = AddBuilding(name="  Pier House ", time_zone="Europe/Moscow", latitude=55.75, longitude=37.62)

    answer = await org.do(wish, await org.member(role))

    building = await org.look(Building, answer.building_id)
    assert (building.name, building.time_zone) == ("Pier House", "Europe/Moscow")
    assert building.hours[Weekday.FRI] == [("08:00", "20:00")]
    assert building.hours[Weekday.SAT] == []


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.ANALYST, Role.OPERATOR])
async def test_others_add_no_building(org: Organisation, role: Role | None) -> None:
    with pytest.raises(Forbidden):
        await org.do(AddBuilding(name="Mine", time_zone="UTC"), await org.member(role))


async def test_not_even_a_manager_adds_a_building(org: Organisation, building: UUID) -> None:
    with pytest.raises(Forbidden):
        await org.do(AddBuilding(name="Mine", time_zone="UTC"), await org.member(Role.MANAGER, manages=[building]))


async def test_a_building_needs_a_real_zone(org: Organisation) -> None:
    with pytest.raises(Invalid) as refusal:
        await org.do(AddBuilding(name="Base", time_zone="Mars/Olympus"))

    assert refusal.value.fields["errors"][0]["pointer"] == "/time_zone"


async def test_a_manager_describes_the_buildings_they_manage(org: Organisation, building: UUID) -> None:
    manager = await org.member(Role.MANAGER, manages=[building])

    await org.do(RenameBuilding(building_id=building, name="Pier House"), manager)
    await org.do(SetOpeningHours(building_id=building, opening_hours={Weekday.MON: [("22:00", "02:00")]}), manager)
    await org.do(CloseDay(building_id=building, day=HOLIDAY, reason="Holiday"), manager)
    floor = await org.do(AddFloor(building_id=building, name="Roof", level=9), manager)

    found = await org.look(Building, building)
    assert (found.name, found.closed_days) == ("Pier House", {HOLIDAY: "Holiday"})
    assert found.floors == {floor.floor_id: "Roof"}


async def test_a_closed_day_takes_no_bookings_until_it_is_ordinary_again(
    org: Organisation, building: UUID, room: UUID
) -> None:
    await org.do(CloseDay(building_id=building, day=HOLIDAY, reason="Holiday"))

    with pytest.raises(RuleBroken):
        await org.book(room)
    with pytest.raises(AlreadyDone):
        await org.do(CloseDay(building_id=building, day=HOLIDAY, reason="Flood"))
    await org.do(ReopenDay(building_id=building, day=HOLIDAY))
    await org.book(room)
    with pytest.raises(AlreadyDone):
        await org.do(ReopenDay(building_id=building, day=HOLIDAY))


async def test_a_room_is_opened_on_a_floor_with_seats(org: Organisation, building: UUID) -> None:
    floor = await org.do(AddFloor(building_id=building, name="Roof", level=9))

    opened = await org.open(
        building,
        floor_id=floor.floor_id,
        kind=RoomKind.OPEN_SPACE,
        seats=["Window", "Door"],
        features=["screen", "screen"],
    )

    room = await org.look(Room, opened.room_id)
    assert [room.seats[seat] for seat in opened.seat_ids] == ["Window", "Door"]
    assert (room.features, room.floor_id) == (["screen"], floor.floor_id)
    for seat in opened.seat_ids:
        await org.book(opened.room_id, seat_id=seat)


async def test_a_room_needs_a_building_and_a_floor_that_exist(org: Organisation, building: UUID, room: UUID) -> None:
    floor_elsewhere = (await org.do(AddFloor(building_id=await org.building(), name="Roof", level=9))).floor_id

    for nowhere, changes in ((uuid4(), {}), (room, {}), (building, {"floor_id": floor_elsewhere})):
        with pytest.raises(NotFound):
            await org.open(nowhere, **changes)


async def test_a_room_is_made_of_rooms_of_its_building(org: Organisation, building: UUID, room: UUID) -> None:
    elsewhere = await org.room(await org.building())

    with pytest.raises(Invalid) as refusal:
        await org.open(building, made_of=[room, elsewhere])
    assert refusal.value.fields["errors"][0]["pointer"] == "/made_of/1"
    with pytest.raises(NotFound):
        await org.open(building, made_of=[uuid4()])


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"seats": ["Window", "Window"]}, "/seats"),
        ({"seats": ["Window", "Door"], "capacity": 1}, "/seats"),
        ({"policy": {"min_minutes": 90, "max_minutes": 60}}, "/policy/min_minutes"),
        ({"policy": {"lunch": 1}}, "/policy/lunch"),
    ],
)
async def test_an_impossible_room_is_refused(
    org: Organisation, building: UUID, changes: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await org.open(building, **changes)

    assert refusal.value.fields["errors"][0]["pointer"] == pointer


async def test_a_room_is_described_anew(org: Organisation, building: UUID, room: UUID) -> None:
    manager = await org.member(Role.MANAGER, manages=[building])

    await org.do(RenameRoom(room_id=room, name="Terrarium"), manager)
    await org.do(SetRoomFeatures(room_id=room, features=["screen", "board"]), manager)
    await org.do(SetRoomPolicy(room_id=room, policy={"max_minutes": 30}), manager)

    found = await org.look(Room, room)
    assert (found.name, found.features, found.policy.values) == (
        "Terrarium",
        ["board", "screen"],
        {"max_minutes": 30},
    )
    with pytest.raises(RuleBroken):
        await org.book(room, at(9), at(10))


def _wishes(building: UUID, room: UUID) -> list[Command]:
    return [
        RenameBuilding(building_id=building, name="Mine"),
        SetOpeningHours(building_id=building, opening_hours={}),
        CloseDay(building_id=building, day=HOLIDAY, reason="Mine"),
        ReopenDay(building_id=building, day=HOLIDAY),
        AddFloor(building_id=building, name="Mine", level=1),
        OpenRoom(building_id=building, name="Mine", kind=RoomKind.MEETING_ROOM, capacity=1),
        RenameRoom(room_id=room, name="Mine"),
        RenameSeats(room_id=room, names={uuid4(): "Mine"}),
        AddSeats(room_id=room, seats=["Mine"]),
        SetRoomFeatures(room_id=room, features=["mine"]),
        SetRoomPhotos(room_id=room, photos=[uuid4()]),
        SetRoomPolicy(room_id=room, policy={}),
        SetRoomHours(room_id=room, opening_hours=None),
        SetBuildingPolicy(building_id=building, policy={}),
        SetKindPolicy(building_id=building, kind=RoomKind.MEETING_ROOM, policy={}),
    ]


async def test_who_does_not_run_the_building_changes_nothing_of_it(
    org: Organisation, building: UUID, room: UUID
) -> None:
    elsewhere = await org.building()
    outsiders = [
        await org.member(),
        await org.member(Role.MANAGER, manages=[elsewhere]),
        await org.member(Role.AUDITOR),
        await org.member(Role.ANALYST),
        await org.member(Role.OPERATOR),
    ]

    for outsider in outsiders:
        for wish in _wishes(building, room):
            with pytest.raises(Forbidden):
                await org.do(wish, outsider)

    assert await org.topics(room) == ["room.opened"]
    assert await org.topics(building) == ["building.added"]


async def test_what_does_not_exist_is_not_found(org: Organisation) -> None:
    for wish in _wishes(uuid4(), uuid4()):
        with pytest.raises(NotFound):
            await org.do(wish)


def test_every_command_about_spaces_is_among_the_wishes() -> None:
    """Closing and reopening rooms have tests of their own."""
    about_spaces = {
        name
        for name, entry in CATALOGUE.items()
        if entry.command.__module__
        in {"bookit.commands.buildings", "bookit.commands.rooms", "bookit.commands.policies"}
    }

    assert {wish.NAME for wish in _wishes(uuid4(), uuid4())} == about_spaces - {
        "add-building",
        "set-organisation-policy",
        "close-room",
        "reopen-room",
    }
