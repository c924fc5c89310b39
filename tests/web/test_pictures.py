"""Pictures: brought by choosing, dropping or pasting, refused in words, seen where people choose."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Browser, FilePayload, expect

from bookit.events.values import Role
from tests.files.drawn import noise, picture, png_that_says
from tests.web.house import House, this_minute
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.anyio

SCRIPTED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><script>evil()</script>'
    b'<rect width="400" height="200" fill="#def"/></svg>'
)
ENTITIES = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">&a;</svg>'


def a_file(content: bytes, name: str = "room.png", type_: str = "image/png") -> FilePayload:
    return {"name": name, "mimeType": type_, "buffer": content}


@pytest.fixture
async def admin(house: House, browser: Browser, device: str) -> AsyncIterator[Visitor]:
    async with visiting(browser, house, await house.person(Role.ADMIN, name="Pia Pictures"), device) as visitor:
        yield visitor


@pytest.fixture
async def manager(house: House, browser: Browser) -> AsyncIterator[Visitor]:
    async with visiting(browser, house, await house.person(Role.MANAGER, name="Max Manager"), "desktop-en") as visitor:
        yield visitor


async def test_photos_are_added_ordered_described_and_removed(house: House, admin: Visitor) -> None:
    room = await house.room(f"Gallery {admin.language}")
    await admin.open(f"/manage/places/{house.building}/rooms/{room}")
    photos = admin.page.locator("ol > li")
    files = [a_file(picture(size=(400, 300))), a_file(picture("JPEG", (300, 400)), "door.jpg", "image/jpeg")]
    await admin.page.locator("input[type=file]").set_input_files(files)
    await expect(photos).to_have_count(2)
    words = photos.nth(1).get_by_role("textbox")
    await words.fill("The door, from inside")
    await words.blur()
    await admin.button("photos.forward-of", name="The door, from inside").click()
    await expect(photos.first.get_by_role("img", name="The door, from inside")).to_be_visible()
    assert await admin.violations() == []

    first_of_two = admin.says("pictures.number", number="2", all="2")
    await admin.button("photos.remove-of", name=first_of_two).click()
    await expect(admin.text("photos.removed")).to_be_visible()  # what is shown goes ahead of what was recorded
    await expect(photos).to_have_count(1)
    (seen,) = [each for each in await house.rooms() if each["room_id"] == room]
    assert [photo["description"] for photo in seen["photos"]] == ["The door, from inside"]

    await admin.open_draft(start=(this_minute() + timedelta(days=1)).isoformat(), room=room)
    await admin.page.get_by_role("dialog").get_by_role("button", name="The door, from inside").click()
    await expect(admin.page.get_by_role("img", name="The door, from inside")).to_be_visible()
    assert await admin.violations() == []


async def test_what_is_no_photo_is_refused_in_clear_words(house: House, manager: Visitor) -> None:
    await manager.open(f"/manage/places/{house.building}/rooms/{house.aquarium}")
    for content, name, type_, words in (
        (b"MZ\x90\0 evil.exe", "holiday.png", "image/png", manager.says("rule.type")),
        (b"%PDF-1.7", "plan.pdf", "application/pdf", manager.says("rule.type")),
        (png_that_says(10_000, 10_000), "bomb.png", "image/png", manager.says("rule.pixels", millions="40")),
        (png_that_says(30_000, 30_000), "long.png", "image/png", "20,000 pixels"),
        (picture("JPEG", (600, 400))[:1000], "cut.jpg", "image/jpeg", manager.says("rule.damaged")),
        (picture() + bytes(10_000_000), "large.png", "image/png", manager.says("detail.too-large", millions="10")),
    ):
        await manager.page.locator("input[type=file]").set_input_files(a_file(content, name, type_))
        await expect(manager.page.get_by_role("alert")).to_contain_text(words)
        await manager.button("upload.dismiss", name=name).click()
        await expect(manager.page.get_by_role("alert")).to_have_count(0)


async def test_a_plan_lies_on_its_background_and_loses_what_could_do_harm(house: House, manager: Visitor) -> None:
    floor = (await house.org.owner.do("add-floor", building_id=house.building, name="Paper floor", level=7))["floor_id"]
    drawing = {"building_id": house.building, "floor_id": floor, "width": 4000, "height": 3000, "fixtures": []}
    await house.org.owner.do("set-floor-plan", **drawing)
    await house.org.caught_up()
    await manager.open(f"/manage/plans/{floor}")
    chooser = manager.page.locator("input[type=file]")
    await chooser.set_input_files(a_file(ENTITIES, "plan.svg", "image/svg+xml"))
    await expect(manager.page.get_by_role("alert")).to_contain_text(manager.says("rule.svg"))

    await chooser.set_input_files(a_file(SCRIPTED, "plan.svg", "image/svg+xml"))
    await expect(manager.text("upload.left-out", what="script")).to_be_visible()
    await expect(manager.page.locator("svg image")).to_have_count(1)
    await manager.page.get_by_role("button", name="40 × 20 m").click()
    await expect(manager.page.locator("svg image")).to_have_attribute("height", "2000")
    assert await manager.violations() == []


async def test_a_plan_of_twenty_megabytes_is_taken_and_a_larger_one_refused_before_it_is_sent(
    house: House, manager: Visitor
) -> None:
    floor = (await house.org.owner.do("add-floor", building_id=house.building, name="Large plan", level=8))["floor_id"]
    await house.org.owner.do("set-floor-plan", building_id=house.building, floor_id=floor, width=4000, height=4000)
    await house.org.caught_up()
    sent = []
    manager.page.on("request", lambda request: sent.append(request.url) if "/api/files/floor" in request.url else None)
    await manager.open(f"/manage/plans/{floor}")
    chooser = manager.page.locator("input[type=file]")
    await chooser.set_input_files(a_file(bytes(20_000_001), "scan.png"))
    await expect(manager.page.get_by_role("alert")).to_contain_text(manager.says("detail.too-large", millions="20"))
    assert sent == []

    scan = noise(2570, 2570)
    assert 19_500_000 < len(scan) <= 20_000_000
    await chooser.set_input_files(a_file(scan, "scan.png"))
    await expect(manager.page.locator("svg image")).to_have_count(1, timeout=60_000)
    await expect(manager.page.get_by_role("alert")).to_have_count(0)
    assert len(sent) == 1


async def test_an_admin_gives_the_organisation_its_name_colour_and_logo(house: House, admin: Visitor) -> None:
    await admin.open("/manage/branding")
    before = await admin.page.title()
    await admin.page.get_by_label(admin.says("branding.name")).fill("Quay & Sons")
    await admin.page.get_by_label(admin.says("branding.colour"), exact=True).fill("#0b7285")
    assert await admin.violations() == []
    await admin.button("act.save").click()
    await expect(admin.page).to_have_title(admin.says("manage.branding") + " · Quay & Sons")

    await admin.page.locator("input[type=file]").set_input_files(a_file(SCRIPTED, "logo.svg", "image/svg+xml"))
    await expect(admin.page.get_by_role("img", name="Quay & Sons")).to_be_visible()
    assert await admin.violations() == []

    await admin.button("branding.remove-logo").click()
    await expect(admin.page.get_by_role("img", name="Quay & Sons")).to_have_count(0)
    await admin.page.get_by_label(admin.says("branding.name")).fill("")
    await admin.page.get_by_label(admin.says("branding.colour"), exact=True).fill("")
    await admin.button("act.save").click()
    await expect(admin.page).to_have_title(before)


async def test_a_member_shows_themselves_and_how_a_stay_was(house: House, visitor: Visitor) -> None:
    await visitor.open("/profile")
    await visitor.page.locator("input[type=file]").set_input_files(a_file(picture(size=(300, 300))))
    await expect(visitor.button("profile.remove-picture")).to_be_visible()
    await expect(visitor.page.get_by_role("main").locator("img[src^='/api/files/']")).to_be_visible()
    assert await visitor.violations() == []

    room = await house.room(f"Stayed {visitor.language}")
    booking = await house.book(visitor.who, room, this_minute())
    await (await house.org.client(visitor.who)).do("finish-booking", booking_id=booking)
    await house.org.caught_up()
    await visitor.open(f"/bookings/{booking}")
    await visitor.page.get_by_role("radio").nth(2).press("ArrowRight")
    await visitor.page.locator("input[type=file]").set_input_files(a_file(picture(size=(300, 200))))
    await expect(visitor.page.get_by_role("list", name=visitor.says("feedback.pictures"))).to_be_visible()
    await visitor.button("act.send").click()
    await expect(visitor.page.get_by_text(visitor.says("feedback.given"))).to_be_visible()
    (seen,) = await house.bookings_of(visitor.who)
    assert (seen["rating"], len(seen["feedback_pictures"])) == (3, 1)
    assert await visitor.violations() == []


async def test_an_upload_can_be_given_up_and_a_lost_one_tried_again(house: House, manager: Visitor) -> None:
    room = await house.room("Slow line")
    await manager.open(f"/manage/places/{house.building}/rooms/{room}")
    await manager.page.route("**/api/files/room-photo/*", lambda route: route.abort())
    await manager.page.locator("input[type=file]").set_input_files(a_file(picture(), "lost.png"))
    await expect(manager.page.get_by_role("alert")).to_contain_text(manager.says("problem.offline"))
    await manager.page.unroute("**/api/files/room-photo/*")
    await manager.button("act.try-again").click()
    await expect(manager.page.locator("ol > li")).to_have_count(1)

    await manager.page.route("**/api/files/room-photo/*", lambda route: None)
    await manager.page.locator("input[type=file]").set_input_files(a_file(picture(), "endless.png"))
    await manager.button("upload.cancel", name="endless.png").click()
    await expect(manager.page.get_by_text("endless.png")).to_have_count(0)
    await expect(manager.page.locator("ol > li")).to_have_count(1)
