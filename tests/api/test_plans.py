"""Floor plans over HTTP: geometry, what stands on it, and what is asked about one floor."""

import pytest

from tests.running import Body, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio

SIZE = {"width": 2000, "height": 1000}
DESK = {"x": 100, "y": 100, "width": 160, "height": 80, "turn": 90}


@pytest.fixture(scope="module")
async def floor(org: Organisation) -> Body:
    """A floor with a room of two seats, and another floor above it with a room."""
    building = await org.building()
    ids = {"building_id": building}
    for name in ("floor", "above"):
        made = await org.owner.do("add-floor", building_id=building, name=name, level=0)
        ids[name] = made["floor_id"]
    space = {"building_id": building, "kind": "open_space", "capacity": 2, "name": "Bay", "seats": ["A", "B"]}
    opened = await org.owner.do("open-room", **space, floor_id=ids["floor"])
    ids["room"], ids["seat"] = opened["room_id"], opened["seat_ids"][0]
    ids["upstairs"] = await org.room(building, floor_id=ids["above"])
    await org.caught_up()
    return ids


async def test_a_floor_that_nobody_has_drawn_still_lists_its_rooms(floor: Body, org: Organisation) -> None:
    plan = await org.owner.learn(f"floors/{floor['above']}/plan")
    assert (plan["drawing"], plan["version"]) == (None, 0)
    assert [(room["room_id"], room["place"]) for room in plan["rooms"]] == [(floor["upstairs"], None)]


async def test_a_plan_shows_rooms_and_seats_in_their_places(floor: Body, org: Organisation) -> None:
    stairs = {"kind": "stairs", "x": 0, "y": 0, "width": 300, "height": 400}
    await org.owner.do(
        "set-floor-plan", building_id=floor["building_id"], floor_id=floor["floor"], **SIZE, fixtures=[stairs]
    )
    bay = {"x": 50, "y": 50, "width": 900, "height": 800}
    made = await org.owner.do(
        "place-on-plan",
        floor_id=floor["floor"],
        placed=[
            {"room_id": floor["room"], **bay},
            {"room_id": floor["room"], "seat_id": floor["seat"], **DESK},
        ],
    )

    plan = await org.owner.learn(f"floors/{floor['floor']}/plan", seen=made["position"])

    assert plan["drawing"] == SIZE | {
        "background": None,
        "background_url": None,
        "fixtures": [stairs | {"turn": 0, "name": ""}],
    }
    (room,) = plan["rooms"]
    assert room["place"] == bay | {"turn": 0}
    assert [(seat["name"], seat["place"]) for seat in room["seats"]] == [("A", DESK), ("B", None)]


async def test_a_floor_that_is_not_there_has_no_plan(floor: Body, org: Organisation) -> None:
    assert (await org.owner.ask(f"floors/{floor['room']}/plan")).status_code == 404


async def test_bookings_and_availability_are_asked_for_one_floor(floor: Body, org: Organisation) -> None:
    here = await org.owner.do("place-booking", room_id=floor["room"], seat_id=floor["seat"], **stay())
    above = await org.owner.do("place-booking", room_id=floor["upstairs"], **stay())
    day = {"floor_id": floor["floor"], "from": tomorrow().isoformat(), "to": tomorrow(days=1).isoformat()}

    bookings = await org.owner.learn("bookings", day, seen=above["position"])
    availability = await org.owner.learn("availability", day, seen=above["position"])

    assert [each["booking_id"] for each in bookings["items"]] == [here["booking_id"]]
    assert bookings["items"][0]["member_name"] == "Olga Owner"
    (room,) = availability["items"]
    assert room["room_id"] == floor["room"]
    assert [len(seat["busy"]) for seat in room["seats"]] == [1, 0]


async def test_availability_of_a_floor_that_is_not_there_is_not_found(floor: Body, org: Organisation) -> None:
    day = {"floor_id": floor["room"], "from": tomorrow().isoformat(), "to": tomorrow(days=1).isoformat()}
    assert (await org.owner.ask("availability", day)).status_code == 404
    assert (await org.owner.ask("availability", day | {"building_id": floor["building_id"]})).status_code == 422


async def test_the_name_is_shown_where_the_rules_show_who_it_is(floor: Body, org: Organisation) -> None:
    stranger = await org.client(await org.member())
    for audience, shown in (("managers", None), ("everyone", "Olga Owner")):
        room = await org.room(floor["building_id"], policy={"show_booker": audience})
        made = await org.owner.do("place-booking", room_id=room, title="Merger", **stay())
        (seen,) = (await stranger.learn("bookings", {"room_id": room}, seen=made["position"]))["items"]
        assert (seen["status"], seen["member_name"], seen["booking_id"]) == ("busy", shown, None)
