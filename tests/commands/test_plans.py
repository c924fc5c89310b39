"""Floor plans: drawing them and placing rooms and seats, and who may."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from bookit.commands.buildings import AddFloor
from bookit.commands.plans import PlaceOnPlan, SetFloorPlan
from bookit.domain.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refusal
from bookit.domain.plan import FloorPlan
from bookit.domain.room import Room
from bookit.events.values import PlacedUnit, Role
from tests.organisation import Organisation

pytestmark = pytest.mark.anyio

DESK = {"x": 100, "y": 100, "width": 160, "height": 80}


class House:
    """A building with two floors and a room of two seats on the first."""

    building: UUID
    floor: UUID
    other_floor: UUID
    room: UUID
    seats: list[UUID]


@pytest.fixture
async def house(org: Organisation) -> House:
    house = House()
    house.building = await org.building()
    for name in ("floor", "other_floor"):
        answer = await org.do(AddFloor(building_id=house.building, name=name, level=0))
        setattr(house, name, answer.floor_id)
    house.room = await org.room(house.building, floor_id=house.floor, kind="open_space", capacity=2, seats=["A", "B"])
    house.seats = list((await org.look(Room, house.room)).seats)
    return house


def drawing(house: House, **changes: Any) -> SetFloorPlan:
    known: dict[str, Any] = {"building_id": house.building, "floor_id": house.floor, "width": 2000, "height": 1000}
    return SetFloorPlan(**(known | changes))


def placing(house: House, seat: UUID | None = None, **changes: Any) -> PlaceOnPlan:
    unit = PlacedUnit(**({"room_id": house.room, "seat_id": seat, **DESK} | changes))
    return PlaceOnPlan(floor_id=house.floor, placed=[unit])


async def test_a_plan_is_drawn_and_everything_placed_in_one_append(org: Organisation, house: House) -> None:
    drawn = await org.do(drawing(house))
    units = [
        PlacedUnit(room_id=house.room, x=0, y=0, width=1000, height=800),
        *(PlacedUnit(room_id=house.room, seat_id=seat, **DESK, turn=90) for seat in house.seats),
    ]
    placed = await org.do(PlaceOnPlan(floor_id=house.floor, placed=units))

    plan = await org.look(FloorPlan, house.floor)
    assert (drawn.version, placed.version) == (2, 3)
    assert (plan.building_id, plan.width, plan.height) == (house.building, 2000, 1000)
    assert set(plan.places) == {house.room, *house.seats}
    assert await org.topics(house.floor) == ["plan.begun", "plan.drawn", "plan.arranged"]


async def test_a_plan_drawn_anew_keeps_what_stands_on_it(org: Organisation, house: House) -> None:
    await org.do(drawing(house))
    await org.do(placing(house))

    await org.do(drawing(house, width=3000))

    plan = await org.look(FloorPlan, house.floor)
    assert plan.width == 3000
    assert set(plan.places) == {house.room}


async def test_two_who_draw_the_first_plan_at_once_both_have_it_drawn(org: Organisation, house: House) -> None:
    await asyncio.gather(*(org.do(drawing(house, width=width)) for width in (1000, 2000, 3000)))

    assert (await org.topics(house.floor)).count("plan.begun") == 1
    assert (await org.look(FloorPlan, house.floor)).version == 4


async def test_nothing_is_placed_on_a_floor_without_a_plan(org: Organisation, house: House) -> None:
    with pytest.raises(NotFound):
        await org.do(placing(house))


async def test_a_floor_of_another_building_is_not_found(org: Organisation, house: House) -> None:
    with pytest.raises(NotFound):
        await org.do(drawing(house, building_id=await org.building()))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"room_id": uuid4()}, NotFound), ({"seat_id": uuid4()}, NotFound), ({"x": 1900}, Invalid)],
)
async def test_what_is_not_there_is_not_placed(
    org: Organisation, house: House, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    await org.do(drawing(house))

    with pytest.raises(refusal):
        await org.do(placing(house, **changes))


async def test_a_room_of_another_floor_is_not_placed(org: Organisation, house: House) -> None:
    await org.do(drawing(house))
    upstairs = await org.room(house.building, floor_id=house.other_floor)

    with pytest.raises(Invalid) as refused:
        await org.do(placing(house, room_id=upstairs))

    assert refused.value.fields["errors"][0]["pointer"] == "/placed/0/room_id"


async def test_the_same_places_again_change_nothing(org: Organisation, house: House) -> None:
    await org.do(drawing(house))
    await org.do(placing(house))

    with pytest.raises(AlreadyDone):
        await org.do(placing(house))


async def test_only_who_runs_the_building_draws_and_places(org: Organisation, house: House) -> None:
    manager = await org.member(Role.MANAGER, manages=[house.building])
    await org.do(drawing(house), manager)
    await org.do(placing(house), manager)
    for actor in (await org.member(Role.MANAGER, manages=[await org.building()]), await org.member(Role.AUDITOR)):
        with pytest.raises(Forbidden):
            await org.do(drawing(house, width=3000), actor)
        with pytest.raises(Forbidden):
            await org.do(placing(house, x=1), actor)
