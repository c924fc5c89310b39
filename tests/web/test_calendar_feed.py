"""A member takes their bookings into a calendar program, and takes the address back."""

import pytest
from playwright.async_api import expect

from tests.running import tomorrow
from tests.web.house import House
from tests.web.visitor import Visitor

pytestmark = pytest.mark.anyio


async def test_the_address_of_a_calendar_is_made_renewed_and_revoked(house: House, visitor: Visitor) -> None:
    room_id = await house.room("Carried")
    booking_id = await house.book(visitor.who, room_id, tomorrow(9), title="Review")
    heading = visitor.page.get_by_role("heading", name=visitor.says("calendar-feed.title"), exact=True)
    calendar = visitor.page.locator("section", has=heading)
    program = house.org.anonymous()

    async def address() -> str:
        shown = await calendar.locator("pre").first.inner_text()
        assert shown.startswith(house.address)
        return shown.removeprefix(house.address)

    await visitor.open("/profile")
    await visitor.button("calendar-feed.make").click()
    await expect(visitor.text("calendar-feed.address")).to_be_visible()
    first = await address()
    assert booking_id in (await program.get(first)).text
    await visitor.button("calendar-feed.show-code").click()
    await expect(visitor.page.get_by_alt_text(visitor.says("calendar-feed.code"))).to_be_visible()
    in_the_app = visitor.page.get_by_role("link", name=visitor.says("calendar-feed.open"))
    assert str(await in_the_app.get_attribute("href")).startswith("webcal://")
    assert await visitor.violations() == []

    await visitor.page.get_by_role("combobox", name=visitor.says("calendar-feed.of-place")).fill("Carried")
    await visitor.page.get_by_role("option", name="Carried", exact=True).click()
    of_the_room = calendar.locator("pre").nth(1)
    await expect(of_the_room).to_contain_text(f"/api/calendar/rooms/{room_id}.ics?token=")
    assert "Review" in (await program.get((await of_the_room.inner_text()).removeprefix(house.address))).text
    assert await visitor.violations() == []

    await visitor.button("calendar-feed.renew").click()
    assert (await program.get(first)).status_code == 200  # asked first
    await visitor.button("calendar-feed.renew-sure").click()
    await expect(visitor.text("calendar-feed.renewed")).to_be_visible()
    second = await address()
    assert ((await program.get(first)).status_code, (await program.get(second)).status_code) == (404, 200)

    await visitor.button("calendar-feed.revoke").click()
    await visitor.button("calendar-feed.revoke-sure").click()
    await expect(visitor.button("calendar-feed.make")).to_be_visible()
    assert (await program.get(second)).status_code == 404
