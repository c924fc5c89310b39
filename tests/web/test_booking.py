"""A member books: the drawer says what will happen, it happens once, and it can be taken back."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from bookit.events.values import Role
from tests.running import tomorrow
from tests.web.house import House, this_minute
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.anyio


async def test_a_room_is_booked_in_the_drawer_and_taken_back_from_the_toast(house: House, visitor: Visitor) -> None:
    room = await house.room("Lagoon")
    await visitor.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await expect(visitor.text("verdict.free")).to_be_visible()
    await visitor.page.get_by_label(visitor.says("draft.what")).fill("Планёрка 🐟")
    await visitor.button("draft.book").click()

    await expect(visitor.text("toast.booked")).to_be_visible()
    (booking,) = await house.bookings_of(visitor.who)
    assert (booking["title"], booking["status"]) == ("Планёрка 🐟", "confirmed")

    await visitor.button("act.undo").click()
    await expect(visitor.text("toast.undone")).to_be_visible()
    (booking,) = await house.bookings_of(visitor.who)
    assert booking["status"] == "cancelled"


async def test_a_double_click_books_once(house: House, reader: Visitor) -> None:
    room = await house.room("Twice")
    await reader.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await expect(reader.button("draft.book")).to_be_enabled()
    await reader.button("draft.book").dblclick()
    await expect(reader.text("toast.booked")).to_be_visible()
    assert len(await house.bookings_of(reader.who)) == 1


async def test_a_taken_room_says_so_and_offers_what_else_and_the_waitlist(house: House, visitor: Visitor) -> None:
    room = await house.room("Popular")
    await house.book(await house.person(), room, tomorrow(9))
    await visitor.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await expect(visitor.text("problem.room-taken")).to_be_visible()
    await expect(visitor.text("verdict.instead")).to_be_visible()

    await visitor.button("draft.join-waitlist").click()
    await expect(visitor.text("toast.waiting")).to_be_visible()
    await visitor.open("/bookings?view=waiting")
    await expect(visitor.page.get_by_text("Popular")).to_be_visible()


async def test_what_has_to_be_approved_is_asked_for(house: House, reader: Visitor) -> None:
    await reader.open_draft(room=house.council, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await reader.button("draft.ask").click()
    await expect(reader.text("toast.requested")).to_be_visible()
    (booking,) = await house.bookings_of(reader.who)
    assert booking["status"] == "pending"


async def test_a_refusal_names_its_rule_in_words(house: House, visitor: Visitor) -> None:
    room = await house.room("Soon only", policy={"horizon_days": 1})
    start = tomorrow(9, days=20)
    await visitor.open_draft(room=room, start=start.isoformat(), to=(start + timedelta(hours=1)).isoformat())
    beginning = visitor.says("rule.horizon_days").partition("{")[0].strip()
    await expect(visitor.page.get_by_text(beginning)).to_be_visible()


async def test_the_dates_of_a_series_are_seen_before_they_are_booked(house: House, visitor: Visitor) -> None:
    room = await house.room("Weekly")
    await house.book(await house.person(), room, tomorrow(9, days=7))
    await visitor.open_draft(room=room, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
    await visitor.button("draft.repeat").click()
    dates = visitor.page.get_by_role("listitem").filter(has_text=visitor.says("verdict-of.free"))
    await expect(dates).to_have_count(9)
    taken = visitor.page.get_by_role("listitem").filter(has_text=visitor.says("verdict-of.taken"))
    await expect(taken).to_have_count(1)

    await dates.first.click()  # this one not
    book = visitor.page.get_by_role("dialog").locator("button[type=submit]")
    await expect(book).to_contain_text("8")
    await book.click()
    await expect(visitor.page.get_by_role("dialog")).to_be_hidden()
    assert len(await house.bookings_of(visitor.who)) == 8


async def test_all_dates_of_a_series_are_renamed_at_once_and_back(house: House, visitor: Visitor) -> None:
    room, client = await house.room("Renamed"), await house.org.client(visitor.who)
    start = tomorrow(9)
    placed = await client.do(
        "place-series",
        room_id=room,
        starts_at=start.isoformat(),
        ends_at=tomorrow(10).isoformat(),
        rrule="FREQ=WEEKLY;COUNT=3",
        title="Planning",
    )
    await house.org.caught_up()

    async def titles() -> list[str]:
        return [booking["title"] for booking in await house.bookings_of(visitor.who)]

    await visitor.open(f"/bookings/{placed['placed'][1]['booking_id']}")
    await visitor.button("act.rename").click()
    await visitor.page.get_by_label(visitor.says("edit.title"), exact=True).fill("Retro")
    assert await visitor.violations() == []
    await visitor.button("act.save").click()
    await expect(visitor.page.get_by_role("heading", name="Retro", level=1)).to_be_visible()
    assert await titles() == ["Retro"] * 3
    await visitor.button("act.undo").click()
    await expect(visitor.page.get_by_role("heading", name="Planning", level=1)).to_be_visible()
    assert await titles() == ["Planning"] * 3


async def test_one_checks_in_on_the_first_page(house: House, visitor: Visitor) -> None:
    await house.book(visitor.who, await house.room("Here"), this_minute() + timedelta(minutes=1), title="Stand-up")
    await visitor.open("/")
    await expect(visitor.page.get_by_text("Stand-up")).to_be_visible()
    await visitor.button("act.check-in").click()
    await expect(visitor.text("status.checked_in")).to_be_visible()
    (booking,) = await house.bookings_of(visitor.who)
    assert booking["status"] == "checked_in"


async def test_a_booking_is_cancelled_with_a_reason_and_its_page_tells_the_story(
    house: House, visitor: Visitor
) -> None:
    booking_id = await house.book(visitor.who, await house.room("Story"), tomorrow(9), title="Review")
    await visitor.open(f"/bookings/{booking_id}")
    await visitor.button("act.cancel-booking").click()
    await visitor.page.get_by_label(visitor.says("cancel.reason")).fill("Ill")
    await visitor.page.get_by_role("dialog").get_by_role("button", name=visitor.says("act.cancel-booking")).click()

    story = visitor.says("told.booking.cancelled") + " " + visitor.says("history.because", reason="Ill")
    await expect(visitor.page.get_by_text(story)).to_be_visible()
    await visitor.button("act.undo").click()
    await expect(visitor.text("status.confirmed")).to_be_visible()


async def test_what_is_dangerous_is_readable_on_dark_ground_also_below_the_pointer(
    house: House, reader: Visitor
) -> None:
    booking_id = await house.book(reader.who, await house.room("Danger"), tomorrow(9))
    await reader.page.emulate_media(color_scheme="dark")
    await reader.open(f"/bookings/{booking_id}")
    await reader.button("act.cancel-booking").hover()
    assert not await reader.violations()


async def test_a_booking_is_moved(house: House, reader: Visitor) -> None:
    booking_id = await house.book(reader.who, await house.room("Mover"), tomorrow(9), title="Review")
    await reader.open(f"/bookings/{booking_id}")
    await reader.button("act.move").click()
    drawer = reader.page.get_by_role("dialog")
    await drawer.get_by_label(reader.says("draft.from")).click()
    await reader.page.get_by_role("option", name="14:30", exact=True).click()
    await drawer.get_by_role("button", name=reader.says("act.move"), exact=True).click()
    await expect(reader.page.get_by_text("14:30–15:30", exact=True)).to_be_visible()
    (booking,) = await house.bookings_of(reader.who)
    assert booking["starts_local"].endswith("T14:30:00")


async def test_title_and_guests_are_changed_on_the_bookings_page_and_taken_back(house: House, visitor: Visitor) -> None:
    booking_id = await house.book(visitor.who, await house.room("Editor"), tomorrow(9), title="Review")
    await visitor.open(f"/bookings/{booking_id}")
    await visitor.button("act.edit").click()
    await visitor.page.get_by_label(visitor.says("edit.title")).fill("Обзор")
    guests = visitor.page.get_by_role("combobox", name=visitor.says("draft.guests"))
    await guests.fill("Ада Лавлейс")
    await guests.press("Enter")
    assert await visitor.violations() == []
    await visitor.button("edit.save").click()

    await expect(visitor.page.get_by_role("heading", name="Обзор", level=1)).to_be_visible()
    await expect(visitor.text("booking.guests", names="Ада Лавлейс")).to_be_visible()
    await expect(visitor.page.get_by_text(visitor.says("told.booking.retitled", title="Обзор"))).to_be_visible()
    await visitor.button("act.undo").click()
    await expect(visitor.page.get_by_role("heading", name="Review", level=1)).to_be_visible()
    (booking,) = await house.bookings_of(visitor.who)
    assert (booking["title"], booking["guests"]) == ("Review", [])


async def test_what_others_do_with_a_booking_stands_in_the_inbox_until_it_is_read(
    house: House, visitor: Visitor
) -> None:
    booking_id = await house.book(visitor.who, await house.room("Told"), tomorrow(9), title="Review")
    await visitor.open("/inbox")
    await expect(visitor.text("inbox.nothing")).to_be_visible()

    await house.org.owner.do("cancel-booking", booking_id=booking_id, reason="The roof leaks")
    await expect(visitor.page.get_by_text("The roof leaks")).to_be_visible()  # by itself
    await visitor.button("inbox.mark-all").click()
    await expect(visitor.button("inbox.mark-all")).to_be_hidden()


async def test_a_manager_approves_on_the_bookings_page(house: House, browser: Browser) -> None:
    booking_id = await house.book(await house.person(), house.council, tomorrow(9, days=3))
    async with visiting(browser, house, await house.person(Role.MANAGER), "desktop-en") as manager:
        await manager.open(f"/bookings/{booking_id}")
        await manager.button("act.approve").click()
        in_history = re.compile("^" + re.escape(manager.says("told.booking.approved")))
        await expect(manager.page.get_by_role("button", name=in_history)).to_be_visible()
