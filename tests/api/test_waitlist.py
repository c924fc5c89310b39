"""The waitlist over HTTP: who sees whom, and how many come before."""

from uuid import UUID

import pytest

from bookit.commands.waitlist import PromoteWaiting, Spot
from bookit.domain.actor import SYSTEM
from bookit.events.values import Role
from tests.running import Client, Organisation, stay

pytestmark = pytest.mark.anyio


async def wait(client: Client, room: str, **changes: object) -> str:
    return str((await client.do("join-waitlist", room_id=room, **(stay() | changes)))["waitlist_id"])


async def test_one_sees_one_s_own_place_and_how_many_come_before(org: Organisation) -> None:
    room = await org.room(name="Aquarium")
    ada, bob = [await org.client(await org.member()) for _ in range(2)]
    first = await wait(ada, room)
    second = await wait(bob, room, title="Planning")
    seen = await org.head()

    mine = await bob.learn("waitlist", {"mine": True}, seen=seen)
    everything = await bob.learn("waitlist", {"room_id": room}, seen=seen)

    assert [entry["waitlist_id"] for entry in mine["items"]] == [second]
    assert everything["items"] == mine["items"]
    (entry,) = mine["items"]
    assert (entry["status"], entry["room_name"], entry["title"], entry["ahead"], entry["offer"]) == (
        *("waiting", "Aquarium", "Planning"),
        *(1, None),
    )
    assert (await bob.ask(f"waitlist/{first}", seen=seen)).status_code == 404
    assert (await ada.learn(f"waitlist/{first}", seen=seen))["ahead"] == 0


async def test_a_manager_sees_who_waits_in_their_buildings(org: Organisation) -> None:
    building, elsewhere = await org.building(), await org.building()
    rooms = [await org.room(house) for house in (building, elsewhere)]
    ada = await org.client(await org.member())
    here, there = [await wait(ada, room) for room in rooms]
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    seen = await org.head()

    page = await manager.learn("waitlist", {"building_id": building, "status": "waiting"}, seen=seen)

    assert [entry["waitlist_id"] for entry in page["items"]] == [here]
    assert (await manager.learn("waitlist", {"building_id": elsewhere}, seen=seen))["items"] == []
    assert (await manager.ask(f"waitlist/{there}")).status_code == 404


async def test_an_offer_says_what_and_until_when_and_is_taken(org: Organisation) -> None:
    room = await org.room(policy={"waitlist": "offer", "waitlist_offer_minutes": 30}, name="Aquarium")
    ada = await org.client(await org.member())
    waiting = await wait(ada, room)
    promotion = PromoteWaiting(waitlist_id=UUID(waiting), spots=[Spot(room_id=UUID(room))])
    receipt = await org.system.executor.execute(promotion, SYSTEM)

    entry = await ada.learn(f"waitlist/{waiting}", seen=receipt.position)
    taken = await ada.do("accept-offer", waitlist_id=waiting)

    assert (entry["status"], entry["ahead"]) == ("offered", None)
    assert (entry["offer"]["room_name"], entry["offer"]["accept_by"] is not None) == ("Aquarium", True)
    after = await ada.learn(f"waitlist/{waiting}", seen=taken["position"])
    assert (after["status"], after["booking_id"], after["offer"]) == ("promoted", taken["booking_id"], None)


async def test_pages_of_the_waitlist_fit_together(org: Organisation) -> None:
    ada = await org.client(await org.member())
    room = await org.room()
    waiting = [await wait(ada, room, **stay(9, days=day)) for day in range(5)]
    seen = await org.head()

    first = await ada.learn("waitlist", {"mine": True, "limit": 3}, seen=seen)
    rest = await ada.learn("waitlist", {"mine": True, "limit": 3, "cursor": first["next_cursor"]}, seen=seen)

    assert [entry["waitlist_id"] for entry in first["items"] + rest["items"]] == waiting
    assert rest["next_cursor"] is None
    assert (await ada.ask("waitlist", {"limit": 3, "cursor": first["next_cursor"]})).status_code == 422


async def test_joining_for_what_is_waited_for_already_is_a_conflict(org: Organisation) -> None:
    ada = await org.client(await org.member())
    room = await org.room()
    await wait(ada, room)

    again = await ada.give("join-waitlist", {"room_id": room, **stay()})

    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-done")
