"""Which bookings a closure would displace, told before anything is closed."""

import pytest

from tests.running import Body, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


async def displaced(org: Organisation, path: str, **parameters: str) -> list[str]:
    """The bookings in the way on the day after tomorrow."""
    await org.caught_up()
    period = {"from": tomorrow(days=1).isoformat(), "to": tomorrow(days=2).isoformat()}
    page = await org.owner.learn(f"{path}/displaced", period | parameters)
    return [item["booking_id"] for item in page["items"]]


async def book(org: Organisation, room: str, hour: int = 9, **fields: str) -> str:
    body: Body = {"room_id": room, **stay(hour, days=1), **fields}
    return str((await org.owner.do("place-booking", **body))["booking_id"])


async def test_what_holds_a_part_of_a_room_is_listed_and_then_gives_way(org: Organisation) -> None:
    building = await org.building()
    left, right = await org.room(building), await org.room(building)
    hall = await org.room(building, made_of=[left, right])
    whole, alone, neighbour = await book(org, hall, 9), await book(org, left, 11), await book(org, right, 12)
    await org.owner.do("place-booking", room_id=left, **stay(9, days=4))

    assert await displaced(org, f"rooms/{left}") == [whole, alone]
    assert await displaced(org, f"buildings/{building}") == [whole, alone, neighbour]

    period = {"starts_at": tomorrow(days=1).isoformat(), "ends_at": tomorrow(days=2).isoformat()}
    closed = await org.owner.do("close-room", room_id=left, period=period, reason="Flood")
    assert sorted(each["booking_id"] for each in closed["displaced"]) == sorted([whole, alone])
    assert await displaced(org, f"rooms/{left}") == []


async def test_one_seat_displaces_who_sits_there_and_who_has_the_whole_room(org: Organisation) -> None:
    opened = await org.owner.do(
        "open-room",
        building_id=await org.building(),
        name="Hall",
        kind="open_space",
        capacity=4,
        seats=["Window", "Door"],
    )
    room, (window, door) = opened["room_id"], opened["seat_ids"]
    sits, whole = await book(org, room, 9, seat_id=window), await book(org, room, 10)
    await book(org, room, 9, seat_id=door)

    assert await displaced(org, f"rooms/{room}", seat_id=window) == [sits, whole]


async def test_the_list_comes_in_pages(org: Organisation) -> None:
    room = await org.room()
    bookings = [await book(org, room, hour) for hour in (9, 10, 11)]
    await org.caught_up()
    period = {"from": tomorrow(days=1).isoformat(), "to": tomorrow(days=2).isoformat()}

    first = await org.owner.learn(f"rooms/{room}/displaced", {**period, "limit": 2})
    rest = await org.owner.learn(f"rooms/{room}/displaced", {**period, "limit": 2, "cursor": first["next_cursor"]})

    assert [item["booking_id"] for page in (first, rest) for item in page["items"]] == bookings
    assert rest["next_cursor"] is None


async def test_unknown_places_and_impossible_periods_are_refused(org: Organisation) -> None:
    room = await org.room()
    await org.caught_up()
    period = {"from": tomorrow(days=1).isoformat(), "to": tomorrow(days=2).isoformat()}

    for path in (f"rooms/{org.the_owner.id}", f"buildings/{room}"):
        assert (await org.owner.ask(f"{path}/displaced", period)).status_code == 404
    backwards = {"from": period["to"], "to": period["from"]}
    assert (await org.owner.ask(f"rooms/{room}/displaced", backwards)).status_code == 422
