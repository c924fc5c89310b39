"""Places, people and approvals, by who manages them."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Browser, FilePayload, expect

from bookit.events.values import Role
from tests.running import tomorrow
from tests.web.house import House, this_minute
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.anyio


@pytest.fixture
async def admin(house: House, browser: Browser, device: str) -> AsyncIterator[Visitor]:
    """Somebody who manages all of the house, on each device."""
    async with visiting(browser, house, await house.person(Role.ADMIN, name="Ada Admin"), device) as visitor:
        yield visitor


@pytest.fixture
async def manager(house: House, browser: Browser) -> AsyncIterator[Visitor]:
    """Somebody who manages the building, at a desk and in English."""
    async with visiting(browser, house, await house.person(Role.MANAGER, name="Max Manager"), "desktop-en") as visitor:
        yield visitor


async def test_no_page_of_managing_keeps_anybody_out(house: House, admin: Visitor) -> None:
    someone = await house.person(name="Sam Someone")
    council = await house.room("Asked for", policy={"approval_always": True})
    await house.book(someone, council, tomorrow(9), title="May I?")
    place = f"/manage/places/{house.building}"
    found = {}
    for path in (
        "/manage/places",
        place,
        f"{place}?part=hours",
        f"{place}?part=days",
        f"{place}/rooms/{house.bay}",
        "/manage/approvals",
        "/manage/feedback",
        "/manage/people",
        f"/manage/people/{someone.id}",
        f"/manage/rules?building={house.building}&room={council}",
        "/manage/import?rows=bookings",
    ):
        await admin.open(path)
        if violations := await admin.violations():
            found[path] = violations
    assert found == {}


async def test_who_manages_nothing_finds_nothing_there(reader: Visitor) -> None:
    await reader.open("/manage/people")
    await expect(reader.page.get_by_role("heading", name=reader.says("missing.title"))).to_be_visible()
    await expect(reader.page.get_by_role("link", name=reader.says("nav.manage"))).to_have_count(0)


async def test_buildings_near_each_other_are_told_apart_on_the_map(house: House, manager: Visitor) -> None:
    names = [f"Quay {number}, the one by the water" for number in range(3)]
    for number, name in enumerate(names):
        await house.org.building(name=name, latitude=53.54 + number / 100, longitude=9.97)
    await house.org.building(name="Remote", latitude=60.17, longitude=24.94)
    await house.org.caught_up()
    await manager.open("/manage/places")
    map_of_all = manager.page.get_by_role("group", name=manager.says("manage.map"))
    pins = map_of_all.get_by_role("button", name="Quay")
    await expect(pins).to_have_count(3)
    # All at once: labels make room for each other as the map settles.
    boxes = await map_of_all.locator("span[data-side]:visible").evaluate_all(
        "labels => labels.map((label) => label.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) >= 3
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"]
                or other["y"] + other["height"] <= one["y"]
            ), (one, other)
    for name in names:
        await map_of_all.get_by_role("button", name=name).focus()
        await expect(map_of_all.get_by_text(name)).to_be_visible()
    await manager.page.keyboard.press("Enter")
    await expect(manager.page.get_by_role("heading", name=names[-1], level=1)).to_be_visible()


async def test_whom_a_closure_displaces_is_seen_first_and_moved(house: House, admin: Visitor) -> None:
    someone = await house.person(name="Dora Displaced")
    room = await house.room("Leaking", capacity=7)
    await house.book(someone, room, tomorrow(9), title="Roof meeting")
    await admin.open(f"/manage/places/{house.building}/rooms/{room}")
    await admin.button("manage.close-room").click()
    drawer = admin.page.get_by_role("dialog")
    await drawer.get_by_text(admin.says("manage.from-now-on")).click()
    await expect(drawer.get_by_text("Dora Displaced")).to_be_visible()
    assert await admin.violations() == []
    await drawer.get_by_label(admin.says("manage.reason")).fill("Water comes in")
    await drawer.get_by_role("button").last.click()
    await expect(drawer).to_be_hidden()
    (booking,) = await house.bookings_of(someone)
    assert booking["room_id"] != room
    assert booking["status"] == "confirmed"

    await expect(admin.page.get_by_text("Water comes in")).to_be_visible()
    await admin.button("manage.reopen").click()
    await expect(admin.page.get_by_text("Water comes in")).to_be_hidden()


async def test_feedback_is_read_by_room(house: House, manager: Visitor) -> None:
    guest = await house.person(name="Gloria Guest")
    client = await house.org.client(guest)
    room = await house.room("Draughty")
    start = this_minute()
    end = start + timedelta(hours=1)
    period = {"starts_at": start.isoformat(), "ends_at": end.isoformat()}
    booking = await client.do("place-booking", room_id=room, **period)
    await client.do("finish-booking", booking_id=booking["booking_id"])
    await client.do("leave-feedback", booking_id=booking["booking_id"], rating=2, text="The window leaks")
    await house.org.caught_up()
    await manager.open(f"/manage/feedback?room={room}")
    await expect(manager.page.get_by_text("The window leaks")).to_be_visible()
    await expect(manager.page.get_by_text("Gloria Guest")).to_be_visible()
    assert await manager.violations() == []
    await manager.open(f"/manage/feedback?room={await house.room('Unrated')}")
    await expect(manager.text("manage.no-feedback")).to_be_visible()


async def test_a_wish_is_approved_and_another_rejected_with_a_reason(house: House, manager: Visitor) -> None:
    lucky, unlucky = await house.person(name="Lucky Lu"), await house.person(name="Unlucky Uli")
    await house.book(lucky, house.council, tomorrow(9, days=5))
    await house.book(unlucky, house.council, tomorrow(11, days=5))
    await manager.open("/manage/approvals")
    await manager.button("approvals.approve-of", name="Lucky Lu").click()
    await expect(manager.button("approvals.approve-of", name="Lucky Lu")).to_have_count(0)
    await manager.button("approvals.reject-of", name="Unlucky Uli").click()
    await manager.page.get_by_label(manager.says("approvals.why"), exact=True).fill("Council meets then")
    await manager.button("approvals.reject").click()
    await expect(manager.button("approvals.reject-of", name="Unlucky Uli")).to_have_count(0)
    (approved,), (rejected,) = await house.bookings_of(lucky), await house.bookings_of(unlucky)
    assert approved["status"] == "confirmed"
    assert (rejected["status"], rejected["reason"]) == ("rejected", "Council meets then")


async def test_a_floor_and_a_room_with_numbered_seats_are_opened(house: House, manager: Visitor) -> None:
    await manager.open(f"/manage/places/{house.building}")
    await manager.button("manage.add-floor").click()
    drawer = manager.page.get_by_role("dialog")
    await drawer.get_by_label(manager.says("manage.name")).fill("Attic")
    await drawer.get_by_role("button", name=manager.says("manage.add-floor")).click()
    await expect(manager.page.get_by_role("heading", name="Attic")).to_be_visible()

    await manager.button("manage.open-room").click()
    await drawer.get_by_label(manager.says("manage.name"), exact=True).fill("Loft")
    await drawer.get_by_role("combobox", name=manager.says("manage.kind")).click()
    await manager.page.get_by_role("option", name=manager.says("kind.open_space")).click()
    await drawer.get_by_label(manager.says("manage.seat-count"), exact=True).fill("12")
    await drawer.get_by_label(manager.says("manage.seat-prefix")).fill("L-")
    await expect(manager.text("manage.seats-will-be", first="L-01", last="L-12")).to_be_visible()
    await drawer.get_by_role("button", name=manager.says("manage.open-room")).click()
    await manager.page.get_by_role("link", name="Loft").click()
    await expect(manager.page.get_by_role("heading", name="Loft")).to_be_visible()
    await expect(manager.page.get_by_text("L-12")).to_be_visible()


async def test_a_room_that_is_in_use_gets_more_seats(house: House, admin: Visitor) -> None:
    room = await house.room(f"Studio {admin.language}", kind="open_space", capacity=2, seats=["S-08", "S-09"])
    await admin.open(f"/manage/places/{house.building}/rooms/{room}")
    await admin.button("manage.add-seats").click()
    drawer = admin.page.get_by_role("dialog")
    await drawer.get_by_label(admin.says("manage.seat-count"), exact=True).fill("2")
    await expect(drawer.get_by_text(admin.says("manage.seats-will-be", first="S-10", last="S-11"))).to_be_visible()
    assert await admin.violations() == []
    await drawer.get_by_role("button", name=admin.says("manage.add-seats"), exact=True).click()
    await expect(drawer).to_have_count(0)
    await expect(admin.text("manage.seats-are", names="S-08, S-09, S-10, S-11")).to_be_visible()
    found = await house.org.owner.learn(f"rooms/{room}")
    assert (found["capacity"], [seat["name"] for seat in found["seats"]]) == (4, ["S-08", "S-09", "S-10", "S-11"])


async def test_seats_are_added_on_the_plan_and_stand_in_their_room(house: House, manager: Visitor) -> None:
    floor = (
        await house.org.owner.do("add-floor", building_id=house.building, name=f"Denser {manager.language}", level=9)
    )["floor_id"]
    name = f"Desks {manager.language}"
    room = await house.room(name, floor_id=floor, kind="open_space", capacity=4, seats=["D1", "D2", "D3", "D4"])
    await manager.open(f"/manage/plans/{floor}")
    await manager.button("editor.begin").click()
    await manager.button("editor.place-of", name=name).click()
    await manager.button("manage.add-seats").click()
    drawer = manager.page.get_by_role("dialog")
    await drawer.get_by_label(manager.says("manage.seat-first"), exact=True).fill("4")
    await drawer.get_by_role("button", name=manager.says("manage.add-seats"), exact=True).click()
    await expect(drawer.get_by_role("alert")).to_be_visible()  # there is a D4
    await drawer.get_by_label(manager.says("manage.seat-first"), exact=True).fill("5")
    await drawer.get_by_role("button", name=manager.says("manage.add-seats"), exact=True).click()

    added = manager.page.get_by_role("button", name="D5", exact=True)
    await expect(added).to_have_attribute("aria-pressed", "true")
    await manager.page.keyboard.press("Control+s")
    await expect(manager.text("editor.saved")).to_be_visible()
    await house.org.caught_up()
    (planned,) = (await house.org.owner.learn(f"floors/{floor}/plan"))["rooms"]
    assert planned["room_id"] == room
    assert [seat["name"] for seat in planned["seats"] if seat["place"]] == ["D1", "D2", "D3", "D4", "D5"]


async def test_hours_run_over_midnight(house: House, browser: Browser) -> None:
    building = await house.org.building(name="Night House")
    await house.org.caught_up()
    who = await house.org.member(Role.ADMIN, name="Nina Night")
    async with visiting(browser, house, who, "desktop-en") as night:
        await night.open(f"/manage/places/{building}?part=hours")
        friday = night.page.get_by_role("group", name="Friday")
        await friday.get_by_label(night.says("manage.opens", day="Friday")).fill("18:00")
        await friday.get_by_label(night.says("manage.closes", day="Friday")).fill("02:00")
        await expect(friday.get_by_text(night.says("manage.next-day"))).to_be_visible()
        await night.button("act.save").click()
        await expect(night.text("manage.hours-set")).to_be_visible()
    await house.org.caught_up()
    found = await house.org.owner.learn(f"buildings/{building}")
    assert found["opening_hours"]["fri"] == [["18:00", "02:00"]]


async def test_an_invitation_s_link_is_shown_and_lets_its_person_in(house: House, admin: Visitor) -> None:
    name = f"Ivy {admin.language}"
    await admin.open("/manage/people")
    await admin.button("people.invite").click()
    drawer = admin.page.get_by_role("dialog")
    await drawer.get_by_label(admin.says("people.name")).fill(name)
    await drawer.get_by_label(admin.says("sign-in.email")).fill(f"ivy.{admin.language}@example.org")
    await drawer.get_by_role("button", name=admin.says("people.invite")).click()
    link = await drawer.locator("pre").inner_text()
    assert link.startswith(f"{house.address}/invitation?token=")
    await admin.open(f"/manage/people?name={name.replace(' ', '+')}")
    await expect(admin.page.get_by_role("link", name=name)).to_be_visible()
    await expect(admin.text("people.invited")).to_be_visible()


async def test_only_who_types_the_name_forgets_a_person(house: House, admin: Visitor) -> None:
    leaver = await house.person(name="Lea Leaver")
    await admin.open(f"/manage/people/{leaver.id}")
    await admin.button("people.forget").click()
    forget = admin.button("people.forget-for-good")
    await expect(forget).to_be_disabled()
    await admin.page.get_by_label(admin.says("people.type-name", name="Lea Leaver")).fill("Lea Leaver")
    await forget.click()
    await expect(admin.page.get_by_role("heading", name=admin.says("manage.people"))).to_be_visible()
    await expect(admin.page.get_by_text("Lea Leaver")).to_have_count(0)


async def test_a_rule_is_set_for_a_building_and_inherited_again(house: House, browser: Browser) -> None:
    building = await house.org.building(name="Rule House")
    await house.org.caught_up()
    who = await house.org.member(Role.ADMIN, name="Rita Rule")
    async with visiting(browser, house, who, "desktop-en") as admin:
        await admin.open(f"/manage/rules?building={building}")
        title = admin.says("rules.name-horizon_days")
        rule = admin.page.get_by_text(title, exact=True).locator("xpath=../..")
        await expect(rule).to_contain_text(admin.says("rules.from-default"))
        await admin.button("rules.change-of", rule=title).click()
        await rule.get_by_label(admin.says("rules.in-days")).fill("14")
        await rule.get_by_role("button", name=admin.says("rules.set-here-act")).click()
        await expect(rule).to_contain_text(admin.says("rules.set-here"))
        await expect(rule).to_contain_text("14 days")

        await admin.button("rules.change-of", rule=title).click()
        await rule.get_by_role("button", name=admin.says("rules.inherit")).click()
        await expect(rule).to_contain_text(admin.says("rules.from-default"))
        await expect(rule).to_contain_text("365 days")


async def test_a_file_is_checked_before_it_is_imported(house: House, manager: Visitor) -> None:
    table = b"building,name,kind,capacity\nHarbour House,Imported,meeting_room,4\nHarbour House,Odd,cellar,4\n"
    file = FilePayload(name="rooms.csv", mimeType="text/csv", buffer=table)
    await manager.open("/manage/import?rows=rooms")
    await manager.page.locator("input[type=file]").set_input_files(file)
    await manager.button("import.check").click()
    await expect(manager.text("import.row", row="3")).to_be_visible()
    assert not [room for room in await house.rooms() if room["name"] == "Imported"]
    await manager.page.get_by_role("button", name="Import 1 row").click()
    await expect(manager.page.get_by_role("heading", name=manager.says("import.became"))).to_be_visible()
    assert [room["capacity"] for room in await house.rooms() if room["name"] == "Imported"] == [4]


async def test_desks_are_placed_by_keys_and_saved_as_one_act(house: House, manager: Visitor) -> None:
    floor = (await house.org.owner.do("add-floor", building_id=house.building, name="Plan floor", level=7))["floor_id"]
    seats = ["P1", "P2", "P3", "P4"]
    room = await house.room("Planned", floor_id=floor, kind="open_space", capacity=4, seats=seats)
    await manager.open(f"/manage/plans/{floor}")
    await manager.button("editor.begin").click()
    await manager.button("editor.place-of", name="Planned").click()
    await manager.button("editor.arrange").click()
    desk = manager.page.get_by_role("button", name="P1", exact=True)
    await desk.focus()
    await manager.page.keyboard.press("ArrowRight")
    await manager.page.keyboard.press("Delete")
    await manager.page.keyboard.press("Control+z")
    await expect(desk).to_be_visible()
    assert await manager.violations() == []
    await manager.page.get_by_role("button", name="Save 5 changes").click()
    await expect(manager.text("editor.saved")).to_be_visible()
    await house.org.caught_up()
    plan = await house.org.owner.learn(f"floors/{floor}/plan")
    (planned,) = plan["rooms"]
    assert planned["room_id"] == room
    assert planned["place"]["width"] == 680  # as its desks need
    first, second = planned["seats"][:2]
    assert first["place"]["x"] + 130 == second["place"]["x"]


async def test_a_bay_is_opened_on_its_plan_and_its_desks_are_numbered_and_repeated(
    house: House, admin: Visitor
) -> None:
    floor = (
        await house.org.owner.do("add-floor", building_id=house.building, name=f"Drawn {admin.language}", level=8)
    )["floor_id"]
    await house.org.caught_up()
    await admin.open(f"/manage/plans/{floor}")
    await admin.button("editor.begin").click()
    await admin.button("manage.open-room").click()
    drawer = admin.page.get_by_role("dialog")
    name = f"Bay {admin.language}"
    await drawer.get_by_label(admin.says("manage.name"), exact=True).fill(name)
    await drawer.get_by_role("combobox", name=admin.says("manage.kind")).click()
    await admin.page.get_by_role("option", name=admin.says("kind.open_space")).click()
    await drawer.get_by_label(admin.says("manage.seat-count"), exact=True).fill("4")
    await drawer.get_by_role("button", name=admin.says("manage.open-room")).click()

    # It stands on the plan with its desks, and is what is chosen.
    bay = admin.page.get_by_role("button", name=name, exact=True)
    await expect(bay).to_have_attribute("aria-pressed", "true")
    desk = admin.page.get_by_role("button", name="1", exact=True)
    await expect(desk).to_be_visible()
    assert await admin.violations() == []
    await admin.page.get_by_label(admin.says("manage.seat-prefix")).fill("N-")
    await admin.button("editor.number-act").click()
    await expect(admin.page.get_by_role("button", name="N-4", exact=True)).to_be_visible()

    # Two of them are taken off, and come back as the other two once more.
    for number in "34":
        await admin.page.get_by_role("button", name=f"N-{number}", exact=True).focus()
        await admin.page.keyboard.press("Delete")
    await admin.page.get_by_role("button", name="N-1", exact=True).focus()
    await admin.page.keyboard.press("Control+d")
    third = admin.page.get_by_role("button", name="N-3", exact=True)
    await expect(third).to_have_attribute("aria-pressed", "true")
    await admin.page.keyboard.press("Control+s")
    await expect(admin.text("editor.saved")).to_be_visible()
    assert await admin.violations() == []

    await house.org.caught_up()
    (room,) = (await house.org.owner.learn(f"floors/{floor}/plan"))["rooms"]
    places = {seat["name"]: seat["place"] for seat in room["seats"]}
    assert room["place"] is not None
    assert places["N-4"] is None
    assert (places["N-3"]["x"], places["N-3"]["y"]) == (places["N-1"]["x"], places["N-1"]["y"] + 230)
