"""What surrounds every page: ways to go, words, the session, the keyboard, and what cannot be found."""

import pytest
from playwright.async_api import Browser, expect

from tests.running import PASSWORD, tomorrow
from tests.web.house import House
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.anyio

PAGES = (
    "/",
    "/book",
    "/bookings",
    "/bookings?view=week",
    "/bookings?view=month",
    "/inbox",
    "/profile",
    "/no-such-page",
)


async def test_no_page_keeps_anybody_out(house: House, visitor: Visitor) -> None:
    booking_id = await house.book(visitor.who, await house.room("For all"), tomorrow(9), title="Review")
    drafted = f"/?draft=%7B%22room%22%3A%22{house.bay}%22%7D"
    found = {}
    for path in (*PAGES, f"/bookings/{booking_id}", drafted):
        await visitor.open(path)
        if violations := await visitor.violations():
            found[path] = violations
    assert found == {}


async def test_a_wrong_address_leaves_all_ways_open(visitor: Visitor) -> None:
    await visitor.open("/manage/no-such-page")
    await expect(visitor.page.get_by_role("heading", name=visitor.says("missing.title"))).to_be_visible()
    await expect(visitor.page.get_by_role("link", name=visitor.says("nav.inbox")).first).to_be_visible()
    await visitor.page.get_by_role("main").get_by_role("link", name=visitor.says("nav.my-bookings")).click()
    await expect(visitor.page.get_by_role("heading", name=visitor.says("my.title"))).to_be_visible()


async def test_who_signs_in_comes_to_where_they_wanted(house: House, visitor: Visitor) -> None:
    await visitor.context.clear_cookies()
    await visitor.open("/bookings?view=week")
    assert await visitor.violations() == []
    await visitor.page.get_by_label(visitor.says("sign-in.email")).fill(visitor.who.email)
    await visitor.page.get_by_label(visitor.says("sign-in.password"), exact=True).fill("not this")
    await visitor.button("sign-in.act").click()
    await expect(visitor.page.get_by_role("alert")).to_contain_text(visitor.says("problem.sign-in-refused"))

    await visitor.page.get_by_label(visitor.says("sign-in.password"), exact=True).fill(PASSWORD)
    await visitor.button("sign-in.act").click()
    await expect(visitor.page.get_by_role("heading", name=visitor.says("my.title"))).to_be_visible()
    await expect(visitor.page).to_have_url(f"{house.address}/bookings?view=week")


async def test_a_session_that_ends_while_typing_costs_no_word(house: House, reader: Visitor) -> None:
    await reader.page.route("**/api/queries/stream*", lambda route: route.abort())  # news would find out first
    room = await house.room("Patience")
    await reader.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await reader.page.get_by_label(reader.says("draft.what")).fill("A long thought")
    await expect(reader.button("draft.book")).to_be_enabled()
    await reader.context.clear_cookies()
    await reader.button("draft.book").click()

    again = reader.page.get_by_role("dialog", name=reader.says("session.ended"))
    await again.get_by_label(reader.says("sign-in.password"), exact=True).fill(PASSWORD)
    await again.get_by_role("button", name=reader.says("sign-in.act"), exact=True).click()
    await expect(reader.text("toast.booked")).to_be_visible()
    (booking,) = await house.bookings_of(reader.who)
    assert booking["title"] == "A long thought"


async def test_news_after_the_session_has_ended_leave_the_page_as_it_is(house: House, reader: Visitor) -> None:
    room = await house.room("Endurance")
    await reader.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await reader.page.get_by_label(reader.says("draft.what")).fill("Half a sentence")
    await reader.context.clear_cookies()
    await house.book(await house.person(), room, tomorrow(14))

    again = reader.page.get_by_role("dialog", name=reader.says("session.ended"))
    await again.get_by_label(reader.says("sign-in.password"), exact=True).fill(PASSWORD)
    await again.get_by_role("button", name=reader.says("sign-in.act"), exact=True).click()
    await expect(again).to_be_hidden()
    await expect(reader.page.get_by_label(reader.says("draft.what"))).to_have_value("Half a sentence")


async def test_nothing_is_sent_in_the_name_of_somebody_else_who_signs_in(house: House, reader: Visitor) -> None:
    await reader.page.route("**/api/queries/stream*", lambda route: route.abort())  # news would find out first
    room, other = await house.room("Identity"), await house.person(name="Otto Other")
    await reader.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await expect(reader.button("draft.book")).to_be_enabled()
    await reader.context.clear_cookies()
    await reader.button("draft.book").click()

    again = reader.page.get_by_role("dialog", name=reader.says("session.ended"))
    await again.get_by_label(reader.says("sign-in.email")).fill(other.email)
    await again.get_by_label(reader.says("sign-in.password"), exact=True).fill(PASSWORD)
    await again.get_by_role("button", name=reader.says("sign-in.act"), exact=True).click()
    await expect(again).to_be_hidden()
    await expect(reader.page).to_have_url(f"{house.address}/")
    assert await house.bookings_of(reader.who) == await house.bookings_of(other) == []


async def test_the_palette_finds_a_room_by_the_keyboard_alone(house: House, reader: Visitor) -> None:
    await reader.open("/")
    await reader.page.keyboard.press("/")
    await expect(reader.page.get_by_role("textbox", name=reader.says("nav.search"))).to_be_focused()
    await reader.page.keyboard.type("aqua")
    await expect(reader.page.get_by_role("button", name="Aquarium")).to_be_visible()
    await reader.page.keyboard.press("ArrowDown")
    await reader.page.keyboard.press("Enter")
    await expect(reader.page.get_by_role("dialog").get_by_label(reader.says("draft.room"))).to_have_value("Aquarium")


async def test_the_keyboard_skips_to_the_content_and_follows_the_way(reader: Visitor) -> None:
    await reader.open("/")
    await reader.page.keyboard.press("Tab")
    await expect(reader.page.get_by_role("link", name=reader.says("nav.skip"))).to_be_focused()
    await reader.page.get_by_role("link", name=reader.says("nav.inbox")).first.click()
    await expect(reader.page.get_by_role("heading", name=reader.says("inbox.title"))).to_be_focused()
    await expect(reader.page).to_have_title(f"{reader.says('inbox.title')} · Harbour Works")


async def test_a_language_is_chosen_without_leaving_the_page(reader: Visitor) -> None:
    await reader.open("/profile")
    await reader.page.get_by_text("Русский").click()
    await expect(reader.page.get_by_role("heading", name="Профиль", level=1)).to_be_visible()
    await reader.page.reload()
    await expect(reader.page.get_by_role("heading", name="Профиль", level=1)).to_be_visible()
    assert await reader.page.evaluate("document.documentElement.lang") == "ru"


async def test_back_walks_out_of_the_drawer(house: House, reader: Visitor) -> None:
    await reader.open("/inbox")
    await reader.page.keyboard.press("Control+k")
    await reader.page.get_by_role("textbox", name=reader.says("nav.search")).fill("aqua")
    await reader.page.get_by_role("button", name="Aquarium").click()
    await expect(reader.page.get_by_role("dialog", name=reader.says("draft.title"))).to_be_visible()
    await reader.page.go_back()
    await expect(reader.page.get_by_role("dialog", name=reader.says("draft.title"))).to_be_hidden()
    await expect(reader.page).to_have_url(f"{house.address}/inbox")


async def test_somebody_elses_booking_is_not_found(house: House, browser: Browser) -> None:
    booking_id = await house.book(await house.person(), await house.room("Private"), tomorrow(9))
    async with visiting(browser, house, await house.person(), "desktop-en") as visitor:
        await visitor.open(f"/bookings/{booking_id}")
        await expect(visitor.page.get_by_role("alert")).to_contain_text(visitor.says("problem.not-found"))
