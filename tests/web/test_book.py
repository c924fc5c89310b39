"""One question, three ways to look at its answer: the plan, the timeline, the best that fits."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Request, expect

from tests.running import stay, tomorrow
from tests.web.house import House
from tests.web.visitor import Visitor

pytestmark = pytest.mark.anyio

MOST_REQUESTS = 14
"""What a view may ask when it opens: the question's parts, the plan, a day, and what surrounds every page."""


@dataclass
class Floor:
    """A floor with a plan, in a building of its own: a meeting room and an open space with three desks."""

    building: str
    floor: str
    lagoon: str
    deck: str
    desks: list[str]

    def question(self, **parts: str) -> str:
        asked = {"building": self.building, "floor": self.floor, "day": f"{tomorrow():%Y-%m-%d}", "from": "09:00"}
        return "&".join(f"{name}={value.replace(':', '%3A')}" for name, value in (asked | parts).items())


@pytest.fixture(scope="session")
async def floor(house: House) -> Floor:
    org = house.org
    building = await org.building(name="Pier House")
    floor = (await org.owner.do("add-floor", building_id=building, name="Upper deck", level=1))["floor_id"]
    space = {"building_id": building, "floor_id": floor}
    everyone = {"show_booker": "everyone"}
    lagoon = await org.room(**space, name="Lagoon", capacity=6, features=["screen"], policy=everyone)
    seats = ["D1", "D2", "D3"]
    opened = await org.owner.do("open-room", **space, name="Deck", kind="open_space", capacity=3, seats=seats)
    await org.owner.do("set-floor-plan", building_id=building, floor_id=floor, width=2000, height=1200)
    deck = opened["room_id"]
    desks = [
        {"room_id": deck, "seat_id": seat, "x": 1100, "y": 200 + 250 * place, "width": 160, "height": 80}
        for place, seat in enumerate(opened["seat_ids"])
    ]
    rooms = [
        {"room_id": lagoon, "x": 100, "y": 100, "width": 700, "height": 600},
        {"room_id": deck, "x": 1000, "y": 100, "width": 800, "height": 900},
    ]
    placed = await org.owner.do("place-on-plan", floor_id=floor, placed=rooms + desks)
    await org.owner.ask(f"floors/{floor}/plan", seen=placed["position"])
    return Floor(building, floor, lagoon, deck, opened["seat_ids"])


@contextmanager
def requests_of(visitor: Visitor) -> Iterator[list[str]]:
    """The queries that are sent meanwhile."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if "/api/queries/" in request.url and not request.url.endswith("/stream"):
            sent.append(request.url)

    visitor.page.on("request", note)
    yield sent
    visitor.page.remove_listener("request", note)


def on_plan(visitor: Visitor, name: str) -> str:
    """The place of that name in the drawing."""
    return f'svg [role=button][aria-label^="{name}:"]'


async def test_a_place_on_the_plan_is_booked_with_a_click(house: House, visitor: Visitor, floor: Floor) -> None:
    day = f"{tomorrow(days=2):%Y-%m-%d}"
    await visitor.open(f"/book/plan?{floor.question(day=day)}")
    place = visitor.page.locator(on_plan(visitor, "Deck D1"))
    await expect(place).to_have_attribute(
        "aria-label", re.compile(re.escape(visitor.says("place.free-until", until="24:00")[:8]))
    )
    await place.click()
    await expect(visitor.text("verdict.free")).to_be_visible()
    await visitor.button("draft.book").click()
    await expect(visitor.text("toast.booked")).to_be_visible()
    (booking,) = await house.bookings_of(visitor.who)
    assert (booking["seat_name"], booking["starts_at"]) == ("D1", tomorrow(9, days=2).isoformat())
    client = await house.org.client(visitor.who)
    await client.do("cancel-booking", booking_id=booking["booking_id"])


async def test_a_taken_place_says_who_has_it_and_what_else_there_is(
    house: House, visitor: Visitor, floor: Floor
) -> None:
    other = await house.person(name="Nils Neighbour")
    day = tomorrow(9, days=3)
    booking = await house.book(other, floor.lagoon, day)
    await visitor.open(f"/book/plan?{floor.question(day=f'{day:%Y-%m-%d}')}")
    place = visitor.page.locator(on_plan(visitor, "Lagoon"))
    await expect(place).to_have_attribute("aria-label", re.compile("Nils Neighbour"))
    await place.click()
    await expect(visitor.page.get_by_text(visitor.says("verdict.instead"))).to_be_visible()
    client = await house.org.client(other)
    await client.do("cancel-booking", booking_id=booking)


async def test_the_plan_is_walked_and_booked_by_keys(reader: Visitor, floor: Floor) -> None:
    await reader.open(f"/book/plan?{floor.question(day=f'{tomorrow(days=4):%Y-%m-%d}')}")
    await expect(reader.page.locator(on_plan(reader, "Deck D1"))).to_be_attached()
    await reader.page.locator(on_plan(reader, "Lagoon")).focus()
    await reader.page.keyboard.press("ArrowRight")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert str(await reader.page.evaluate(focused)).startswith("Deck D")
    await reader.page.keyboard.press("ArrowDown")
    assert str(await reader.page.evaluate(focused)).startswith("Deck D3")
    await reader.page.keyboard.press("Enter")
    await expect(reader.text("verdict.free")).to_be_visible()


async def test_the_plan_asks_little_and_lets_the_day_run_without_asking(reader: Visitor, floor: Floor) -> None:
    # What other tests do in this house is live news, which is rightly asked after; it is not what is counted here.
    await reader.page.route("**/api/queries/stream*", lambda route: route.abort())
    with requests_of(reader) as sent:
        await reader.open(f"/book/plan?{floor.question()}")
        await expect(reader.page.locator(on_plan(reader, "Lagoon"))).to_have_attribute("aria-label", re.compile("Free"))
        assert len(sent) <= MOST_REQUESTS, sent
        asked = len(sent)
        slider = reader.page.get_by_role("slider", name=reader.says("plan.time"))
        await slider.focus()
        for _ in range(8):
            await reader.page.keyboard.press("ArrowRight")
        await expect(reader.page).to_have_url(re.compile("11%3A00|11:00"))
        assert len(sent) == asked, sent[asked:]


async def test_the_best_that_fits_comes_first_with_why(visitor: Visitor, floor: Floor) -> None:
    await visitor.open(f"/book/find?{floor.question(people='6')}")
    first = visitor.page.get_by_role("listitem").first
    await expect(first).to_contain_text("Lagoon")
    await expect(first).to_contain_text(visitor.says("find.best"))
    await expect(first).to_contain_text(visitor.says("find.why-size"))
    await first.get_by_role("button").click()
    await expect(visitor.text("verdict.free")).to_be_visible()


async def test_what_fits_says_where_ones_team_is_and_where_one_was_last(
    house: House, reader: Visitor, floor: Floor
) -> None:
    owner, colleague = house.org.owner, await house.person()
    for member in (reader.who, colleague):
        await owner.do("join-group", member_id=member.id, group=f"team of {colleague.id}")
    told = {"override": {"rules": ["not_past"], "reason": "Then"}, "booked_for": reader.who.id}
    await owner.do("place-booking", room_id=floor.lagoon, **stay(6, days=-9), **told)
    await house.book(colleague, floor.lagoon, tomorrow(19))
    await reader.open(f"/book/find?{floor.question(people='1', **{'from': '19:00'})}")
    deck = reader.page.get_by_role("listitem").filter(has_text="Deck")
    await expect(deck).to_contain_text(reader.says("find.why-last"))
    await expect(deck).to_contain_text("1 of your team on this floor")


async def test_the_question_goes_along_from_view_to_view(visitor: Visitor, floor: Floor) -> None:
    await visitor.open(f"/book/find?{floor.question(people='4')}")
    await visitor.page.get_by_role("link", name=visitor.says("book.view-timeline")).click()
    await expect(visitor.page).to_have_url(re.compile(r"/book/timeline\?.*people=4"))
    await visitor.page.get_by_role("link", name=visitor.says("book.view-plan")).click()
    await expect(visitor.page).to_have_url(re.compile(r"/book/plan\?.*people=4"))


async def test_a_time_is_dragged_on_the_timeline_and_told_meanwhile(reader: Visitor, floor: Floor) -> None:
    await reader.open(f"/book/timeline?{floor.question(day=f'{tomorrow(days=5):%Y-%m-%d}')}")
    track = reader.page.locator(f'[data-track="{floor.lagoon}"]')
    box = await track.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    await reader.page.mouse.move(box["x"] + box["width"] * 0.3, y)
    await reader.page.mouse.down()
    await reader.page.mouse.move(box["x"] + box["width"] * 0.45, y, steps=6)
    told = reader.page.get_by_text(re.compile(r"^Free: \d\d:\d\d–\d\d:\d\d$"))
    await expect(told).to_be_visible()
    chosen = (await told.inner_text()).removeprefix("Free: ").split("–")
    await reader.page.mouse.up()
    await expect(reader.text("verdict.free")).to_be_visible()
    drawer = reader.page.get_by_role("dialog")
    assert chosen == [await drawer.get_by_label(reader.says(key)).input_value() for key in ("draft.from", "draft.to")]


async def test_a_stay_is_moved_and_stretched_by_keys_on_the_timeline(
    house: House, reader: Visitor, floor: Floor
) -> None:
    start = tomorrow(9, days=6)
    await house.book(reader.who, floor.lagoon, start, title="Planning")
    await reader.open(f"/book/timeline?{floor.question(day=f'{start:%Y-%m-%d}')}")
    await reader.page.get_by_role("button", name=re.compile("^Planning, 09:00–10:00")).focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"):
        await reader.page.keyboard.press(key)
    await expect(reader.text("toast.moved")).to_be_visible()
    (booking,) = await house.bookings_of(reader.who)
    assert [datetime.fromisoformat(booking[name]).astimezone(UTC) for name in ("starts_at", "ends_at")] == [
        start + timedelta(minutes=30),
        start + timedelta(minutes=105),
    ]


@pytest.mark.parametrize("view", ["plan", "timeline", "find"])
async def test_every_view_can_be_used_by_everybody(view: str, visitor: Visitor, floor: Floor) -> None:
    await visitor.open(f"/book/{view}?{floor.question()}")
    assert await visitor.violations() == []
