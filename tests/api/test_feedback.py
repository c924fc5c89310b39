"""What was said about stays, over HTTP: for whoever manages the place, the latest first."""

from datetime import UTC, datetime, timedelta

import pytest

from bookit.events.values import Role
from tests.running import Client, Organisation

pytestmark = pytest.mark.anyio


async def rated(guest: Client, room: str, **said: object) -> str:
    """A stay that was finished, and what was said about it."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    period = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=1)).isoformat()}
    booking_id = (await guest.do("place-booking", room_id=room, **period))["booking_id"]
    await guest.do("finish-booking", booking_id=booking_id)
    await guest.do("leave-feedback", booking_id=booking_id, **said)
    return str(booking_id)


async def test_managers_read_what_was_said_about_their_buildings(org: Organisation) -> None:
    building, elsewhere = await org.building(), await org.building()
    room, hall, other = await org.room(building), await org.room(building), await org.room(elsewhere)
    mia = await org.client(await org.member())
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    first = await rated(mia, room, rating=2, text="Cold")
    second = await rated(mia, hall, rating=5)
    theirs = await rated(mia, other, rating=4)
    seen = await org.head()

    async def ids(client: Client, **which: object) -> list[str]:
        return [each["booking_id"] for each in (await client.learn("feedback", which, seen=seen))["items"]]

    assert await ids(manager) == [second, first]
    assert await ids(manager, room_id=room) == [first]
    assert await ids(manager, building_id=elsewhere) == await ids(manager, room_id=other) == []
    assert await ids(org.owner, building_id=elsewhere) == [theirs]
    assert (await mia.ask("feedback")).status_code == 403

    page = await manager.learn("feedback", {"limit": 1}, seen=seen)
    rest = await manager.learn("feedback", {"limit": 1, "cursor": page["next_cursor"]}, seen=seen)
    assert [each["feedback"] for each in page["items"] + rest["items"]] == [None, "Cold"]
    assert rest["next_cursor"] is None
