"""Codes at doors, over HTTP: printed by managers, scanned by members, shown by displays with a token of their own."""

from datetime import UTC, datetime, timedelta

import pytest

from bookit.domain.actor import Scope
from bookit.events.values import Role
from tests.running import Body, Organisation

pytestmark = pytest.mark.anyio


def running_stay() -> Body:
    start = datetime.now(UTC).replace(second=0, microsecond=0)
    return {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=1)).isoformat()}


async def test_a_member_scans_the_code_that_a_manager_has_printed(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building)
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    ada = await org.client(await org.member())
    booked = await ada.do("place-booking", room_id=room, **running_stay())

    printed = await manager.learn(f"rooms/{room}/code")
    assert printed["path"] == f"/check-in/{room}?code={printed['code']}"
    checked_in = await ada.do("check-in-by-code", room_id=room, code=printed["code"])

    assert (checked_in["booking_id"], checked_in["status"]) == (booked["booking_id"], "checked_in")


async def test_a_code_is_kept_nowhere_and_void_once_rotated(org: Organisation) -> None:
    room = await org.room()
    ada = await org.client(await org.member())
    await ada.do("place-booking", room_id=room, **running_stay())
    before = await org.owner.learn(f"rooms/{room}/code")

    rotated = await org.owner.do("rotate-room-code", room_id=room)

    after = await org.owner.learn(f"rooms/{room}/code")
    assert (before["number"], after["number"], before["code"] != after["code"]) == (0, 1, True)
    assert before["code"] not in str(rotated)
    assert after["code"] not in str(rotated)
    refused = await ada.give("check-in-by-code", {"room_id": room, "code": before["code"]})
    assert refused.status_code == 403


async def test_a_display_checks_in_whoever_has_the_room_and_can_do_nothing_else(org: Organisation) -> None:
    building = await org.building()
    room, elsewhere = await org.room(building), await org.room()
    display = await org.script(await org.member(Role.MANAGER, buildings=[building]), Scope.DISPLAY)
    ada = await org.client(await org.member())
    booked = await ada.do("place-booking", room_id=room, **running_stay())

    checked_in = await display.do("check-in-at-door", room_id=room)

    assert checked_in["booking_id"] == booked["booking_id"]
    assert (await display.give("check-in-at-door", {"room_id": elsewhere})).status_code == 403
    assert (await display.give("place-booking", {"room_id": room, **running_stay()})).status_code == 403
    for query in ("bookings", "rooms", f"rooms/{room}/code", "approvals", "waitlist"):
        assert (await display.ask(query)).status_code == 403
    # A token of somebody who manages nothing opens no door.
    theirs = await org.script(await org.member(), Scope.DISPLAY)
    assert (await theirs.give("check-in-at-door", {"room_id": room})).status_code == 403
