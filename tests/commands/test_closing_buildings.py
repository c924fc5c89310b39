"""Closing and reopening a whole building."""

from uuid import UUID, uuid4

import pytest

from bookit.commands.closing import (
    CloseBuilding,
    ClosedBuilding,
    CloseRoom,
    PeriodBody,
    ReopenBuilding,
    ReopenRoom,
)
from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, NotFound, RoomTaken
from bookit.events.values import Role, RoomKind
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

MORNING = PeriodBody(starts_at=at(9), ends_at=at(12))


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


def close(building_id: UUID, period: PeriodBody | None = MORNING, **changes: str) -> CloseBuilding:
    return CloseBuilding.model_validate(
        {"building_id": building_id, "period": period, "reason": "No heating", **changes}
    )


async def test_closing_a_building_closes_its_rooms_and_displaces_what_was_booked(
    org: Organisation, building: UUID
) -> None:
    room = await org.room(building)
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    elsewhere = await org.room(await org.building())
    meeting, seat = await org.book(room, at(9), at(10)), await org.book(hall.room_id, seat_id=hall.seat_ids[0])
    later, away = await org.book(room, at(12), at(13)), await org.book(elsewhere, at(9), at(10))

    closed: ClosedBuilding = await org.do(close(building))

    assert {each.booking_id for each in closed.displaced} == {meeting, seat}
    assert len(closed.closures) == 2
    assert await org.topics(building) == ["building.added", "building.closed"]
    assert [await org.topics(booking) for booking in (later, away)] == [["booking.placed"]] * 2
    for wish in (room, hall.room_id):
        with pytest.raises(RoomTaken):
            await org.book(wish, at(11), at(13))
    await org.book(elsewhere, at(11), at(12))


async def test_refusing_names_what_is_booked_in_the_building(org: Organisation, building: UUID) -> None:
    bookings = {await org.book(await org.room(building)) for _ in range(2)}

    with pytest.raises(Conflict) as refusal:
        await org.do(close(building, displaced="refuse"))

    assert {UUID(each["booking_id"]) for each in refusal.value.fields["displaced"]} == bookings
    assert await org.topics(building) == ["building.added"]


async def test_what_is_closed_already_stays_closed_as_it_is(org: Organisation, building: UUID) -> None:
    room = await org.room(building)
    earlier = await org.do(CloseRoom(room_id=room, period=PeriodBody(starts_at=at(8), ends_at=at(10)), reason="Flood"))

    closed: ClosedBuilding = await org.do(close(building))

    (made,) = closed.closures
    assert await org.claims(earlier.closure_id) == [(room, at(8), at(10))]
    assert await org.claims(made) == [(room, at(10), at(12))]
    with pytest.raises(AlreadyDone):
        await org.do(close(building))


async def test_the_closure_of_a_seat_goes_on_around_that_of_the_building(org: Organisation, building: UUID) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids
    broken = await org.do(
        CloseRoom(
            room_id=hall.room_id,
            seat_id=window,
            period=PeriodBody(starts_at=at(8), ends_at=at(20)),
            reason="Broken",
        )
    )

    closed: ClosedBuilding = await org.do(close(building))

    assert await org.claims(broken.closure_id) == [(window, at(8), at(9)), (window, at(12), at(20))]
    assert await org.claims(*closed.closures) == sorted((unit, at(9), at(12)) for unit in (hall.room_id, window, door))


async def test_reopening_a_building_opens_the_rooms_that_were_closed_with_it(org: Organisation, building: UUID) -> None:
    rooms = [await org.room(building) for _ in range(2)]
    flood = await org.do(
        CloseRoom(room_id=rooms[0], period=PeriodBody(starts_at=at(12), ends_at=at(14)), reason="Flood")
    )
    closed: ClosedBuilding = await org.do(close(building))
    org.clock.now = at(10)

    reopened = await org.do(ReopenBuilding(building_id=building, closure_id=closed.closure_id))

    assert set(reopened.closures) == set(closed.closures)
    for room in rooms:
        await org.book(room, at(10), at(12))
    assert await org.claims(flood.closure_id) == [(rooms[0], at(12), at(14))]
    assert await org.claims(*closed.closures) == sorted((room, at(9), at(10)) for room in rooms)
    with pytest.raises(AlreadyDone):
        await org.do(ReopenBuilding(building_id=building, closure_id=closed.closure_id))


async def test_a_room_that_was_reopened_alone_does_not_hinder_the_building(org: Organisation, building: UUID) -> None:
    room, other = await org.room(building), await org.room(building)
    closed: ClosedBuilding = await org.do(close(building))
    await org.do(ReopenRoom(room_id=room))

    reopened = await org.do(ReopenBuilding(building_id=building, closure_id=closed.closure_id))

    assert len(reopened.closures) == 1
    await org.book(other, at(9), at(10))


async def test_a_building_without_open_rooms_has_nothing_to_close(org: Organisation, building: UUID) -> None:
    with pytest.raises(AlreadyDone):
        await org.do(close(building))


async def test_a_room_that_is_opened_later_is_open(org: Organisation, building: UUID) -> None:
    await org.room(building)
    await org.do(close(building))

    await org.book(await org.room(building), at(9), at(10))


async def test_buildings_are_closed_and_reopened_by_those_who_run_them(org: Organisation, building: UUID) -> None:
    await org.room(building)
    manager = await org.member(Role.MANAGER, manages=[building])
    outsiders = [await org.member(), await org.member(Role.MANAGER, manages=[await org.building()])]

    for outsider in outsiders:
        with pytest.raises(Forbidden):
            await org.do(close(building), outsider)
    closed = await org.do(close(building), manager)
    for outsider in outsiders:
        with pytest.raises(Forbidden):
            await org.do(ReopenBuilding(building_id=building, closure_id=closed.closure_id), outsider)
    await org.do(ReopenBuilding(building_id=building, closure_id=closed.closure_id), manager)
    assert (await org.look(Building, building)).closures == {}


async def test_an_unknown_building_is_not_found(org: Organisation) -> None:
    for wish in (close(uuid4()), ReopenBuilding(building_id=uuid4(), closure_id=uuid4())):
        with pytest.raises(NotFound):
            await org.do(wish)
