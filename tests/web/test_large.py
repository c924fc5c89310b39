"""A large house: a floor with 300 desks, a week of 100 rooms. What is drawn and what is asked is counted, not timed."""

import asyncio
from typing import NamedTuple

import pytest
from playwright.async_api import expect

from tests.running import stay, tomorrow
from tests.web.house import House
from tests.web.test_book import requests_of
from tests.web.visitor import Visitor

pytestmark = pytest.mark.anyio

ROOMS, DESKS, PER_ROW = 100, 300, 25
MOST_REQUESTS = 14
"""What a view may ask when it opens; the same as in a small house."""
MOST_ON_BOARD = 2500
"""Elements of the timeline: of the rows in sight and a few around them, not of all."""
MOST_FOR_A_DESK = 12
"""Elements of the plan and its list for each desk: all of them are in sight at once."""


class Large(NamedTuple):
    building: str
    floor: str

    @property
    def question(self) -> str:
        return f"building={self.building}&floor={self.floor}&day={tomorrow().date()}&from=09%3A00"


@pytest.fixture(scope="module")
async def large(house: House) -> Large:
    owner = house.org.owner
    building = await house.org.building(name="Large house")
    floor = (await owner.do("add-floor", building_id=building, name="First", level=1))["floor_id"]
    space = {"building_id": building, "floor_id": floor}
    names = [f"D{number:03}" for number in range(DESKS)]
    bay = await owner.do("open-room", **space, name="Bay", kind="open_space", capacity=DESKS, seats=names)
    await owner.do("set-floor-plan", **space, width=9000, height=6000)
    placed = [{"room_id": bay["room_id"], "x": 100, "y": 100, "width": 8800, "height": 5800}]
    placed += [
        {"room_id": bay["room_id"], "seat_id": seat_id, "width": 160, "height": 80}
        | {"x": 200 + 340 * (number % PER_ROW), "y": 200 + 440 * (number // PER_ROW)}
        for number, seat_id in enumerate(bay["seat_ids"])
    ]
    await owner.do("place-on-plan", floor_id=floor, placed=placed)
    weekly = {"rrule": "FREQ=DAILY;COUNT=7", "on_conflict": "skip", **stay()}

    async def room(number: int) -> None:
        opened = await house.org.room(building, floor_id=floor, name=f"Room {number:03}")
        await owner.do("place-series", room_id=opened, **weekly)

    for first in range(0, ROOMS, 10):
        await asyncio.gather(*(room(number) for number in range(first, first + 10)))
    await house.org.caught_up()
    return Large(building, floor)


async def elements(visitor: Visitor, within: str) -> int:
    return await visitor.page.locator(f"{within} *").count()


async def test_a_timeline_of_a_hundred_rooms_and_a_week_draws_what_is_in_sight(
    house: House, reader: Visitor, large: Large
) -> None:
    await reader.page.route("**/api/queries/stream*", lambda route: route.abort())
    board = "section:has([data-track])"
    with requests_of(reader) as sent:
        await reader.open(f"/book/timeline?{large.question}&span=week")
        await expect(reader.page.locator("[data-track]").first).to_be_visible()
        assert len(sent) <= MOST_REQUESTS, sent
        assert 100 < await elements(reader, board) <= MOST_ON_BOARD
        asked = len(sent)
        await reader.page.locator(board).evaluate("board => board.scrollTo(0, board.scrollHeight)")
        await expect(reader.page.get_by_text("Room 099", exact=True)).to_be_visible()
        assert await reader.page.get_by_text("Room 000", exact=True).count() == 0
        assert await elements(reader, board) <= MOST_ON_BOARD
        assert len(sent) == asked, sent[asked:]


async def test_a_plan_of_three_hundred_desks_draws_each_once_and_asks_once(
    house: House, reader: Visitor, large: Large
) -> None:
    await reader.page.route("**/api/queries/stream*", lambda route: route.abort())
    with requests_of(reader) as sent:
        await reader.open(f"/book/plan?{large.question}")
        await expect(reader.page.locator('svg [data-id][aria-label*="D299"]')).to_be_attached()
        assert len(sent) <= MOST_REQUESTS, sent
    assert await reader.page.locator("svg [data-id]").count() == DESKS
    assert await elements(reader, "main") <= DESKS * MOST_FOR_A_DESK + 500


async def test_a_burst_of_news_makes_few_rounds_of_questions(house: House, reader: Visitor, large: Large) -> None:
    await reader.open(f"/book/timeline?{large.question}&span=week")
    room = await house.room("Bursting")
    client = await house.org.client(await house.person())
    with requests_of(reader) as sent:
        async with reader.page.expect_request(lambda request: "/queries/availability" in request.url):
            await asyncio.gather(*(client.do("place-booking", room_id=room, **stay(hour, 30)) for hour in range(24)))
            await house.org.caught_up()
    rounds = [url for url in sent if "/queries/availability" in url]
    assert len(rounds) < 12, sent
