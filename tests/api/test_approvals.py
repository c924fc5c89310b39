"""What waits for approval, over HTTP: for those who decide, the most urgent first."""

import pytest

from bookit.events.values import Role
from tests.running import Client, Organisation, stay

pytestmark = pytest.mark.anyio


async def ask_for(client: Client, room: str, **changes: object) -> str:
    made = await client.do("place-booking", room_id=room, **(stay() | changes))
    assert made["status"] == "pending"
    return str(made["booking_id"])


async def test_managers_see_what_waits_for_them_and_it_goes_once_decided(org: Organisation) -> None:
    building, elsewhere = await org.building(), await org.building()
    slow, fast, other = [
        await org.room(house, policy={"approval_always": True, "approval_deadline_minutes": minutes})
        for house, minutes in ((building, 120), (building, 60), (elsewhere, 60))
    ]
    ada = await org.client(await org.member())
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    later, sooner, theirs = [await ask_for(ada, room) for room in (slow, fast, other)]
    seen = await org.head()

    page = await manager.learn("approvals", seen=seen)
    of_all = await org.owner.learn("approvals", {"building_id": elsewhere}, seen=seen)

    assert [booking["booking_id"] for booking in page["items"]] == [sooner, later]
    assert page["items"][0]["approval"][0]["rule"] == "approval_always"
    assert [booking["booking_id"] for booking in of_all["items"]] == [theirs]
    assert (await ada.ask("approvals")).status_code == 403

    first = await manager.learn("approvals", {"limit": 1}, seen=seen)
    rest = await manager.learn("approvals", {"limit": 1, "cursor": first["next_cursor"]}, seen=seen)
    assert [booking["booking_id"] for booking in first["items"] + rest["items"]] == [sooner, later]

    await manager.do("approve-booking", booking_id=sooner)
    decided = await manager.do("reject-booking", booking_id=later, reason="Too long")
    assert (await manager.learn("approvals", seen=decided["position"]))["items"] == []


async def test_what_was_cancelled_waits_for_nobody(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building, policy={"approval_always": True})
    ada = await org.client(await org.member())
    cancelled = await ada.do("cancel-booking", booking_id=await ask_for(ada, room))

    page = await org.owner.learn("approvals", {"building_id": building}, seen=cancelled["position"])

    assert page["items"] == []
