"""What queries answer over HTTP: pages, freshness, times, and who sees what."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bookit.events.values import Role
from tests.api.test_commands import problem
from tests.running import Body, Client, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


async def all_pages(client: Client, query: str, *, limit: int, **parameters: str) -> list[Body]:
    """The items of every page, and at least three pages."""
    items: list[Body] = []
    pages = 0
    cursor: dict[str, str] = {}
    while True:
        page = await client.learn(query, {"limit": limit, **parameters, **cursor})
        assert len(page["items"]) <= limit
        items += page["items"]
        pages += 1
        if page["next_cursor"] is None:
            assert pages >= 3
            return items
        cursor = {"cursor": page["next_cursor"]}


@pytest.fixture(scope="module")
async def house(org: Organisation) -> Body:
    """A building of seven rooms, most with the same name, seven floors, and seven bookings of one room at one time."""
    building = await org.building(name="Same")
    for number in range(7):
        await org.building(name="Same")
        await org.owner.do("add-floor", building_id=building, name=f"Floor {number}", level=number // 3)
        await org.room(building, name="Twin" if number else "Alone")
    shared = await org.room(building, kind="parking", capacity=7, name="Yard")
    for _ in range(7):
        await org.owner.do("place-booking", room_id=shared, **stay())
        await org.member(name="Same Name")
    for number in range(7):
        await org.owner.do("rename-room", room_id=shared, name=f"Yard {number}")
    await org.caught_up()
    return {"building_id": building, "room_id": shared}


@pytest.mark.parametrize(
    ("query", "id_of", "named"),
    [
        ("buildings", "building_id", ()),
        ("floors", "floor_id", ("building_id",)),
        ("rooms", "room_id", ("building_id",)),
        ("bookings", "booking_id", ("room_id",)),
        ("agenda", "booking_id", ()),
        ("members", "member_id", ()),
        ("rooms/{room_id}/history", "position", ()),
    ],
)
async def test_pages_hold_every_item_once_and_in_order(
    query: str, id_of: str, named: tuple[str, ...], house: Body, org: Organisation
) -> None:
    path, parameters = query.format(**house), {name: house[name] for name in named}
    # Pages of an agenda belong to one moment.
    if query == "agenda":
        parameters["now"] = tomorrow().isoformat()
    whole = await org.owner.learn(path, {"limit": 1000, **parameters})
    ids = [item[id_of] for item in whole["items"]]
    assert len(ids) >= 7
    assert whole["next_cursor"] is None
    assert [item[id_of] for item in await all_pages(org.owner, path, limit=3, **parameters)] == ids
    assert len(set(ids)) == len(ids)


async def test_a_cursor_is_good_for_its_own_question_only(house: Body, org: Organisation) -> None:
    page = await org.owner.learn("rooms", {"limit": 2, "building_id": house["building_id"]})
    cursor = page["next_cursor"]
    for other in (
        await org.owner.ask("rooms", {"limit": 2, "cursor": cursor}),
        await org.owner.ask("floors", {"limit": 2, "building_id": house["building_id"], "cursor": cursor}),
        await org.owner.ask("members", {"limit": 2, "cursor": cursor}),
    ):
        assert other.status_code == 422
        assert problem(other) == "invalid"


async def test_a_cursor_of_somebody_else_is_refused_where_answers_differ(house: Body, org: Organisation) -> None:
    page = await org.owner.learn("bookings", {"limit": 2})
    other = await org.client(await org.member())
    assert (await other.ask("bookings", {"limit": 2, "cursor": page["next_cursor"]})).status_code == 422


async def test_a_cursor_that_was_changed_is_refused(house: Body, org: Organisation) -> None:
    cursor: str = (await org.owner.learn("buildings", {"limit": 2}))["next_cursor"]
    for index in range(0, len(cursor) - 1, 5):
        changed = cursor[:index] + ("A" if cursor[index] != "A" else "B") + cursor[index + 1 :]
        assert (await org.owner.ask("buildings", {"limit": 2, "cursor": changed})).status_code == 422


async def test_a_query_answers_what_the_asker_has_just_written(org: Organisation) -> None:
    room = await org.room()
    for hour in range(8, 18):
        made = await org.owner.do("place-booking", room_id=room, **stay(hour))
        answer = await org.owner.ask(f"bookings/{made['booking_id']}", seen=made["position"])
        assert answer.status_code == 200
        assert int(answer.headers["Bookit-Position"]) >= made["position"]


async def test_a_query_that_can_not_be_so_fresh_answers_and_says_how_far_it_is(org: Organisation) -> None:
    await org.caught_up()
    head = await org.head()
    answer = await org.owner.ask("buildings", seen=head + 1000)
    assert answer.status_code == 200
    assert int(answer.headers["Bookit-Position"]) == head


async def test_times_have_offsets_and_a_booking_shows_its_wall_time(org: Organisation) -> None:
    room = await org.room(await org.building(time_zone="Europe/Moscow"))
    start = tomorrow(9)
    body = {"starts_at": start.astimezone(ZoneInfo("America/Lima")).isoformat()}
    made = await org.owner.do("place-booking", room_id=room, **(stay() | body))
    seen = await org.owner.learn(f"bookings/{made['booking_id']}", seen=made["position"])
    assert datetime.fromisoformat(seen["starts_at"]) == start
    assert datetime.fromisoformat(seen["starts_at"]).utcoffset() is not None
    assert seen["time_zone"] == "Europe/Moscow"
    assert datetime.fromisoformat(seen["starts_local"]) == start.replace(tzinfo=None) + timedelta(hours=3)


async def test_what_may_not_be_seen_shows_only_that_the_place_is_busy(org: Organisation) -> None:
    room = await org.room()
    secret = {"title": "Merger", "guests": ["Eve"], "attendees": 3}
    made = await org.owner.do("place-booking", room_id=room, **stay(), **secret)
    stranger = await org.client(await org.member())
    (seen,) = (await stranger.learn("bookings", {"room_id": room}, seen=made["position"]))["items"]
    assert seen["status"] == "busy"
    assert seen["room_id"] == room
    assert [seen[name] for name in ("booking_id", "member_id", "title", "attendees", "guests")] == [None] * 4 + [[]]
    for narrowing in ({"member_id": org.the_owner.id}, {"status": "confirmed"}):
        assert (await stranger.learn("bookings", {"room_id": room, **narrowing}))["items"] == []


async def test_availability_tells_no_names(org: Organisation) -> None:
    room = await org.room()
    made = await org.owner.do("place-booking", room_id=room, title="Merger", **stay())
    stranger = await org.client(await org.member())
    asked = {"room_ids": room, "from": tomorrow().isoformat(), "to": tomorrow(days=1).isoformat()}
    answer = await stranger.ask("availability", asked, seen=made["position"])
    assert [period["starts_at"] for period in answer.json()["items"][0]["busy"]] == [stay()["starts_at"]]
    assert "Merger" not in answer.text
    assert org.the_owner.id not in answer.text


async def test_a_member_sees_their_own_agenda_only(org: Organisation) -> None:
    room = await org.room()
    one, other = await org.client(await org.member()), await org.client(await org.member())
    made = await one.do("place-booking", room_id=room, **stay())
    mine = await one.learn("agenda", seen=made["position"])
    assert [item["booking_id"] for item in mine["items"]] == [made["booking_id"]]
    assert (await other.learn("agenda"))["items"] == []


async def test_a_manager_sees_the_bookings_of_their_buildings_only(org: Organisation) -> None:
    here, there = await org.building(), await org.building()
    manager = await org.client(await org.member(Role.MANAGER, buildings=[here]))
    for building in (here, there):
        made = await org.owner.do("place-booking", room_id=await org.room(building), title="Board", **stay())
    seen = await manager.learn("bookings", {"building_id": [here, there]}, seen=made["position"])
    assert sorted(str(item["title"]) for item in seen["items"]) == ["Board", "None"]


async def test_a_right_taken_back_hides_at_once(org: Organisation) -> None:
    auditor = await org.member(Role.AUDITOR)
    client = await org.client(auditor)
    made = await org.owner.do("place-booking", room_id=await org.room(), **stay())
    assert (await client.ask(f"bookings/{made['booking_id']}", seen=made["position"])).status_code == 200
    await org.owner.do("revoke-role", member_id=auditor.id, role="auditor")
    assert (await client.ask(f"bookings/{made['booking_id']}")).status_code == 404


async def test_history_tells_every_event_who_and_what_changed(org: Organisation) -> None:
    member = await org.member()
    client = await org.client(member)
    room = await org.room()
    made = await client.do("place-booking", room_id=room, **stay(9))
    await client.do("reschedule-booking", booking_id=made["booking_id"], **stay(15))
    last = await org.owner.do("cancel-booking", booking_id=made["booking_id"], reason="Rain")
    page = await client.learn(f"bookings/{made['booking_id']}/history", seen=last["position"])
    assert [(item["topic"], item["actor_id"]) for item in page["items"]] == [
        ("booking.placed", member.id),
        ("booking.rescheduled", member.id),
        ("booking.cancelled", org.the_owner.id),
    ]
    assert [item["version"] for item in page["items"]] == [1, 2, 3]
    assert {change["field"] for change in page["items"][1]["changed"]} == {"starts_at", "ends_at"}
    assert page["items"][0]["command_id"] == made["command_id"]


async def test_who_knows_an_address_learns_whose_it_is_and_nothing_else(org: Organisation) -> None:
    member, other = await org.client(await org.member()), await org.member(name="Olga Other")
    found = await member.learn("addressee", {"email": f" {other.email.upper()} "})
    assert found == {"member_id": other.id, "name": "Olga Other"}
    assert problem(await member.ask("addressee", {"email": other.email[:-1]})) == "not-found"
    assert problem(await member.ask("addressee", {"email": "no address"})) == "invalid"
    await org.owner.do("suspend-member", member_id=other.id, reason="Left")
    assert problem(await member.ask("addressee", {"email": other.email})) == "not-found"
