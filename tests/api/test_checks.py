"""The rules of a room over HTTP, and what place-booking would answer, asked beforehand."""

from typing import Any
from uuid import uuid4

import pytest

from bookit.events.values import Role
from tests.api.test_commands import problem
from tests.running import Body, Client, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


async def check(client: Client, room: str, **wish: Any) -> Body:
    return await client.learn(f"rooms/{room}/check", wish)


async def answered(client: Client, room: str, **wish: Any) -> Body:
    """What place-booking says to the same wish, without the id of the request."""
    answer = (await client.give("place-booking", {"room_id": room, **wish})).json()
    return {name: value for name, value in answer.items() if name != "request_id"}


def without_request_id(document: Body) -> Body:
    return {name: value for name, value in document.items() if name != "request_id"}


async def test_what_is_free_would_be_confirmed_and_is(org: Organisation) -> None:
    room = await org.room(policy={"check_in": True, "buffer_after_minutes": 15})
    member = await org.client(await org.member())

    told = await check(member, room, **stay())

    assert (told["verdict"], told["problem"], told["approval"]) == ("confirmed", None, [])
    assert told["claimed"]["starts_at"] == tomorrow(9).isoformat()
    assert told["claimed"]["ends_at"] == tomorrow(10, 15).isoformat()
    assert told["check_in_by"] == tomorrow(9, 15).isoformat()
    assert (await answered(member, room, **stay()))["status"] == "confirmed"
    assert (await check(member, room, **stay()))["verdict"] == "refused"


async def test_what_has_to_be_approved_would_be_pending_and_says_why(org: Organisation) -> None:
    building = await org.building()
    await org.owner.do("set-kind-policy", building_id=building, kind="meeting_room", policy={"approval_always": True})
    room = await org.room(building)
    member = await org.client(await org.member())

    told = await check(member, room, **stay())

    assert (told["verdict"], told["problem"]) == ("pending", None)
    ((why),) = told["approval"]
    assert (why["rule"], why["value"], why["source"]["level"]) == ("approval_always", True, "kind")
    assert told["decide_by"] == tomorrow(9).isoformat()
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    assert (await check(manager, room, **stay()))["verdict"] == "confirmed"


async def test_a_taken_room_comes_with_the_problem_and_with_other_rooms(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building, capacity=6, name="Taken")
    await org.room(building, capacity=8, name="Larger")
    await org.room(building, capacity=4, name="Too small")
    await org.room(building, capacity=6, name="Booth", kind="phone_booth")
    await org.owner.do("place-booking", room_id=room, **stay(9, 120))
    await org.caught_up()
    member = await org.client(await org.member())

    told = await check(member, room, **stay(), attendees=5)

    assert told["verdict"] == "refused"
    assert told["problem"]["type"] == "/problems/room-taken"
    assert told["problem"]["status"] == 409
    assert without_request_id(told["problem"]) == await answered(member, room, **stay(), attendees=5)
    assert told["alternatives"]["next_free"] == told["problem"]["next_free"]
    others = [(each["name"], each["building_id"]) for each in told["alternatives"]["rooms"]]
    assert others[0] == ("Larger", building)
    assert not {"Taken", "Too small", "Booth"} & {name for name, _ in others}
    assert len(others) <= 3


@pytest.mark.parametrize(
    ("policy", "wish", "rule"),
    [
        ({"max_minutes": 30}, {}, "max_minutes"),
        ({"horizon_days": 0}, {}, "horizon_days"),
        ({"guests_max": 1}, {"guests": ["Ann", "Bob"]}, "guests_max"),
        ({"quotas": [{"name": "none", "per": "day", "bookings": 0}]}, {}, "quotas"),
        ({}, {"attendees": 9}, "capacity"),
    ],
    ids=str,
)
async def test_a_rule_that_says_no_says_so_beforehand_in_the_same_words(
    policy: Body, wish: Body, rule: str, org: Organisation
) -> None:
    room = await org.room(policy=policy)
    member = await org.client(await org.member())

    told = await check(member, room, **stay(), **wish)

    assert (told["verdict"], told["problem"]["rule"]) == ("refused", rule)
    happened = await answered(member, room, **stay(), **wish)
    if rule == "horizon_days":  # counted from now
        told["problem"].pop("latest_start"), happened.pop("latest_start")
    assert without_request_id(told["problem"]) == happened


async def test_who_may_not_book_is_told_so_and_an_unknown_room_is_not_found(org: Organisation) -> None:
    room = await org.room()
    mia = await org.member()
    member = await org.client(mia)

    for_another = await check(member, room, **stay(), booked_for=org.the_owner.id)
    nobody = await check(org.owner, room, **stay(), booked_for=str(uuid4()))
    unknown_seat = await check(member, room, **stay(), seat_id=str(uuid4()))

    assert for_another["problem"]["type"] == "/problems/forbidden"
    assert nobody["problem"]["type"] == unknown_seat["problem"]["type"] == "/problems/not-found"
    assert problem(await member.ask(f"rooms/{uuid4()}/check", stay())) == "not-found"


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": "2031-03-24T09:00:00"},
        {"attendees": 0},
        {"attendees": 10_001},
        {"seat_id": "window"},
        {"guests": [""]},
        {"guests": ["x" * 201]},
        {"guests": ["a\0b"]},
    ],
    ids=str,
)
async def test_a_wish_that_does_not_fit_the_schema_is_malformed(change: Body, org: Organisation) -> None:
    room = await org.room()
    answer = await org.owner.ask(f"rooms/{room}/check", stay() | change)
    assert answer.status_code == 400, answer.text
    assert problem(answer) == "malformed"


async def test_an_impossible_period_would_be_refused(org: Organisation) -> None:
    room = await org.room()
    told = await check(org.owner, room, starts_at=tomorrow(10).isoformat(), ends_at=tomorrow(9).isoformat())
    assert (told["verdict"], told["problem"]["type"]) == ("refused", "/problems/invalid-period")
    for year in ("0001", "9999"):
        answer = await org.owner.ask(
            f"rooms/{room}/check", {"starts_at": f"{year}-12-31T00:00:00Z", "ends_at": f"{year}-12-31T01:00:00Z"}
        )
        assert answer.status_code in {200, 400}, answer.text


async def test_the_rules_of_a_room_say_where_they_come_from(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building, policy={"max_minutes": 60})
    set_to = await org.owner.do("set-building-policy", building_id=building, policy={"horizon_days": 30})
    member = await org.client(await org.member())

    answer = await member.learn(f"rooms/{room}/policy", seen=set_to["position"])

    rules = {rule["rule"]: rule for rule in answer["rules"]}
    assert (rules["max_minutes"]["value"], rules["max_minutes"]["source"]["level"]) == (60, "room")
    assert rules["horizon_days"]["source"] == {"level": "building", "id": building, "version": set_to["version"]}
    refused = await member.give("place-booking", {"room_id": room, **stay(days=40)})
    assert refused.json()["source"] == rules["horizon_days"]["source"]
    assert all(rule["meaning"] for rule in answer["rules"])
    assert [level["level"] for level in answer["levels"]] == ["building", "room"]


async def test_a_move_is_checked_as_the_command_would_decide_it(org: Organisation) -> None:
    building = await org.building()
    room, other = await org.room(building), await org.room(building)
    client = await org.client(await org.member())
    mine = (await client.do("place-booking", room_id=room, **stay(9, 120)))["booking_id"]
    await org.owner.do("place-booking", room_id=room, **stay(13))

    later = await check(client, room, moves=mine, **stay(10, 120))
    elsewhere = await check(client, other, moves=mine, **stay(13))
    onto_another = await check(client, room, moves=mine, **stay(12, 120))
    nowhere = await check(client, room, moves=mine, **stay(9, 120))

    assert (later["verdict"], elsewhere["verdict"]) == ("confirmed", "confirmed")
    assert onto_another["problem"]["type"] == "/problems/room-taken"
    assert nowhere["problem"]["type"] == "/problems/already-done"
    moved = await client.do("reschedule-booking", booking_id=mine, **stay(10, 120))
    assert moved["status"] == later["verdict"]


async def test_a_move_of_somebody_elses_booking_is_not_found(org: Organisation) -> None:
    room = await org.room()
    theirs = (await org.owner.do("place-booking", room_id=room, **stay()))["booking_id"]
    client = await org.client(await org.member())

    told = await check(client, room, moves=theirs, **stay(11))

    assert told["problem"]["type"] == "/problems/not-found"


async def test_a_seat_that_is_moved_in_time_stays_that_seat(org: Organisation) -> None:
    building = await org.building()
    space = {"building_id": building, "name": "Bay", "kind": "open_space", "capacity": 2}
    bay = await org.owner.do("open-room", **space, seats=["A", "B"])
    first, second = bay["seat_ids"]
    client = await org.client(await org.member())
    mine = (await client.do("place-booking", room_id=bay["room_id"], seat_id=first, **stay()))["booking_id"]
    await org.owner.do("place-booking", room_id=bay["room_id"], seat_id=second, **stay(11))

    kept = await check(client, bay["room_id"], moves=mine, **stay(11))
    taken = await check(client, bay["room_id"], seat_id=second, moves=mine, **stay(11))

    assert (kept["verdict"], taken["verdict"]) == ("confirmed", "refused")
