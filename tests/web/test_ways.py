"""What one does with a booking that one has, and what may come between: other tabs, other people, other scripts."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.running import tomorrow
from tests.web.house import House
from tests.web.visitor import Visitor

pytestmark = pytest.mark.anyio


async def test_a_booking_is_handed_over_to_whoever_has_an_address(house: House, visitor: Visitor) -> None:
    other = await house.person(name="Olga Other")
    booking_id = await house.book(visitor.who, await house.room("Baton"), tomorrow(9), title="Review")
    await visitor.open(f"/bookings/{booking_id}")
    await visitor.button("act.hand-over").click()
    address = visitor.page.get_by_role("textbox", name=visitor.says("hand-over.to-address"))
    await address.fill("nobody@harbour.example")
    await expect(visitor.text("hand-over.nobody")).to_be_visible()
    assert await visitor.violations() == []
    await address.fill(other.email.upper())
    await expect(visitor.page.get_by_text("Olga Other")).to_be_visible()
    await address.press("Enter")
    await expect(visitor.text("toast.handed-over")).to_be_visible()
    (booking,) = await house.bookings_of(other)
    assert booking["booking_id"] == booking_id


async def test_two_bookings_exchange_their_places(house: House, visitor: Visitor) -> None:
    mine = await house.book(visitor.who, await house.room("Sun"), tomorrow(9), title="Review")
    await house.book(visitor.who, await house.room("Moon"), tomorrow(9), title="Interview")
    await visitor.open(f"/bookings/{mine}")
    await visitor.button("act.swap").click()
    await visitor.page.get_by_role("combobox", name=visitor.says("swap.with")).click()
    await visitor.page.get_by_role("option", name=re.compile("Moon")).click()
    await visitor.page.locator("main").get_by_role("button", name=visitor.says("act.swap"), exact=True).last.click()
    await expect(visitor.text("toast.swapped")).to_be_visible()
    await expect(visitor.page.get_by_text("Moon").first).to_be_visible()
    await visitor.button("act.undo").click()
    await expect(visitor.text("toast.undone")).to_be_visible()
    rooms = {booking["title"]: booking["room_name"] for booking in await house.bookings_of(visitor.who)}
    assert rooms == {"Review": "Sun", "Interview": "Moon"}


async def test_what_is_offered_instead_lasts_as_long_as_what_was_wanted(house: House, visitor: Visitor) -> None:
    room, start = await house.room("Sought"), tomorrow(9)
    await house.book(await house.person(), room, start)
    await visitor.open_draft(room=room, start=start.isoformat(), to=(start + timedelta(hours=1)).isoformat())
    instead = visitor.page.get_by_role("dialog").get_by_role("button", name=re.compile(r"10:00–11:00$"))
    await instead.click()
    await expect(visitor.text("verdict.free")).to_be_visible()
    await visitor.button("draft.book").click()
    await expect(visitor.text("toast.booked")).to_be_visible()
    (booking,) = await house.bookings_of(visitor.who)
    assert datetime.fromisoformat(booking["ends_at"]).astimezone(UTC) == start + timedelta(hours=2)


async def test_moving_tells_its_verdict_before_anything_is_sent(house: House, visitor: Visitor) -> None:
    room, start = await house.room("Contested"), tomorrow(9)
    booking_id = await house.book(visitor.who, room, start)
    await house.book(await house.person(), room, start + timedelta(hours=2))
    there = start + timedelta(hours=2)
    draft = {"moves": booking_id, "room": room, "to": (there + timedelta(hours=1)).isoformat()}
    await visitor.open_draft(f"/bookings/{booking_id}", start=there.isoformat(), **draft)
    drawer = visitor.page.get_by_role("dialog")
    await expect(drawer.get_by_text(visitor.says("problem.room-taken"))).to_be_visible()
    await expect(drawer.get_by_role("button", name=visitor.says("act.move"), exact=True)).to_be_disabled()
    await drawer.get_by_role("button", name=re.compile(r"12:00–13:00$")).click()
    await expect(drawer.get_by_text(visitor.says("verdict.free"))).to_be_visible()
    await drawer.get_by_role("button", name=visitor.says("act.move"), exact=True).click()
    await expect(visitor.text("toast.moved")).to_be_visible()


TITLES = ("פגישת צוות", "اجتماع الفريق", "四半期レビュー会議室", "नमस्ते टीम", "W" * 200)


async def test_titles_of_every_script_and_direction_stay_within_the_page(house: House, visitor: Visitor) -> None:
    room = await house.room("Babel")
    for hour, title in enumerate(TITLES, start=9):
        booking_id = await house.book(visitor.who, room, tomorrow(hour), title=title)
    for path in ("/", "/bookings", f"/bookings?view=week&day={tomorrow().date()}", f"/bookings/{booking_id}"):
        await visitor.open(path)
        for title in TITLES[-1:] if path.endswith(booking_id) else TITLES:
            await expect(visitor.page.get_by_text(title).first).to_be_visible()
        assert await visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_what_one_tab_books_another_shows_and_a_second_try_is_told(house: House, reader: Visitor) -> None:
    room, start = await house.room("Twin tabs"), tomorrow(9)
    times = {"start": start.isoformat(), "to": (start + timedelta(hours=1)).isoformat()}
    await reader.open_draft("/bookings", room=room, **times)
    await expect(reader.button("draft.book")).to_be_enabled()
    other = await reader.context.new_page()
    await other.goto(reader.page.url)
    await other.get_by_role("button", name=reader.says("draft.book"), exact=True).click()
    await expect(other.get_by_text(reader.says("toast.booked"), exact=True)).to_be_visible()

    await expect(reader.text("problem.room-taken")).to_be_visible()  # by itself
    await expect(reader.button("draft.join-waitlist")).to_be_enabled()
    assert len(await house.bookings_of(reader.who)) == 1


async def test_a_room_taken_between_look_and_click_says_so_and_what_else(house: House, visitor: Visitor) -> None:
    room, start = await house.room("Fleeting"), tomorrow(9)
    await visitor.page.route("**/api/queries/stream*", lambda route: route.abort())  # news would find out first
    await visitor.open_draft(room=room, start=start.isoformat(), to=(start + timedelta(hours=1)).isoformat())
    await expect(visitor.button("draft.book")).to_be_enabled()
    await house.book(await house.person(), room, start)
    await visitor.button("draft.book").click()
    await expect(visitor.page.get_by_role("alert")).to_contain_text(visitor.says("problem.room-taken"))
    assert await house.bookings_of(visitor.who) == []


async def test_every_place_can_be_reloaded_and_walked_back(house: House, reader: Visitor) -> None:
    booking_id = await house.book(reader.who, await house.room("Anchor"), tomorrow(9), title="Review")
    await reader.open("/bookings?view=month")
    await reader.page.get_by_role("link", name=re.compile(f"^{tomorrow():%A} {tomorrow().day} ")).click()
    await expect(reader.page).to_have_url(re.compile("view=week"))
    await reader.page.get_by_role("link", name="Review").click()
    await expect(reader.page).to_have_url(re.compile(booking_id))
    await reader.page.reload()
    await expect(reader.page.get_by_role("heading", name="Review", level=1)).to_be_visible()
    await reader.page.go_back()
    await expect(reader.page).to_have_url(re.compile("view=week"))
    await reader.page.go_back()
    await expect(reader.page).to_have_url(re.compile("view=month"))
    await reader.page.go_forward()
    await expect(reader.page.get_by_role("link", name="Review")).to_be_visible()
    await reader.open(f"/bookings/{booking_id[:-1]}")
    await expect(reader.page.get_by_role("alert")).to_contain_text(reader.says("detail.not-found"))


async def test_a_booking_shows_where_it_is_and_what_to_take_along(house: House, visitor: Visitor) -> None:
    attic = f"Attic {visitor.language}"
    floor = (await house.org.owner.do("add-floor", building_id=house.building, name=attic, level=9))["floor_id"]
    room = await house.room("Gable", floor_id=floor)
    space = {"building_id": house.building, "floor_id": floor}
    await house.org.owner.do("set-floor-plan", **space, width=2000, height=1200)
    there = {"room_id": room, "x": 100, "y": 100, "width": 700, "height": 600}
    await house.org.owner.do("place-on-plan", floor_id=floor, placed=[there])
    booking_id = await house.book(visitor.who, room, tomorrow(9), title="Review")
    await visitor.open(f"/bookings/{booking_id}")
    await expect(visitor.page.get_by_alt_text(visitor.says("carry.code"))).to_be_visible()
    async with visitor.page.expect_download() as downloading:
        await visitor.page.get_by_role("link", name=visitor.says("act.calendar-file")).click()
    file = (await (await downloading.value).path()).read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in file
    assert "SUMMARY:Review" in file
    assert await visitor.violations() == []
    await visitor.page.get_by_role("link", name=visitor.says("booking.on-plan", name=attic)).click()
    await expect(visitor.page.locator('svg [role=button][aria-label^="Gable:"]')).to_be_attached()


async def test_guests_come_along_and_who_books_for_somebody_names_them(house: House, reader: Visitor) -> None:
    room, start = await house.room("Guest house"), tomorrow(9)
    await reader.open_draft(room=room, start=start.isoformat(), to=(start + timedelta(hours=1)).isoformat())
    await reader.button("draft.people-and-guests").click()
    guests = reader.page.get_by_role("dialog").get_by_label(reader.says("draft.guests"), exact=True)
    for name in ("Ada Lovelace", "محمد"):
        await guests.fill(name)
        await guests.press("Enter")
    await reader.button("draft.book").click()
    await expect(reader.text("toast.booked")).to_be_visible()
    (booking,) = await house.bookings_of(reader.who)
    assert booking["guests"] == ["Ada Lovelace", "محمد"]
    await reader.open(f"/bookings/{booking['booking_id']}")
    await expect(reader.page.get_by_text(reader.says("booking.guests", names="Ada Lovelace, محمد"))).to_be_visible()


async def test_a_click_on_what_is_mine_opens_it_on_the_timeline(house: House, visitor: Visitor) -> None:
    booking_id = await house.book(visitor.who, await house.room("Click", capacity=137), tomorrow(9), title="Review")
    asked = f"building={house.building}&day={tomorrow().date()}&from=09%3A00&people=137"  # no other row
    await visitor.open(f"/book/timeline?{asked}")
    bar = visitor.page.get_by_role("button", name=re.compile("^Review, "))
    await bar.scroll_into_view_if_needed()
    await bar.click()
    await expect(visitor.page).to_have_url(re.compile(f"/bookings/{booking_id}"))
