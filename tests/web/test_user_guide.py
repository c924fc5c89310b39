"""docs/user-guide.md and its pictures: what it shows is there, for whom it says, with the data of the demo.

GUIDE_PICTURES=docs/images takes the pictures anew (docs/web.md); else it is only looked whether one could.
"""

import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, expect

import bookit
from bookit.demo.people import PASSWORD
from bookit.ledger.checking import Checker
from tests.demo.told import load_demo_data
from tests.running import organisation, settings_of_its_own
from tests.schemas import migrated
from tests.servers import Facts
from tests.web.serving import serving

DOCS = Path(bookit.__file__).parent.parent / "docs"
MOST_BYTES = 1_500_000
HOUSE = "Spreewerk"

_DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
_PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@dataclass(frozen=True)
class Shot:
    """A page as one audience sees it."""

    name: str
    account: str
    path: str
    """With {house}, {floor}, {room}, {day} and {now}."""
    device: dict[str, Any]
    waits_for: str
    """Something that is there once all is."""


SHOTS = [
    Shot("today", "member", "/", _PHONE, "h1"),
    Shot(
        "plan", "member", "/book/plan?building={house}&floor={floor}&day={day}&from=%2211:00%22", _DESK, "svg [data-id]"
    ),
    Shot("timeline", "member", "/book/timeline?building={house}&day={day}", _DESK, "[data-place]"),
    Shot("find", "member", "/book/find?building={house}&day={day}&people=6", _PHONE, "main li"),
    Shot("building", "manager", "/manage/places/{house}", _DESK, "main section li"),
    Shot("plan-editor", "admin", "/manage/plans/{floor}", _DESK, "svg [role=button]"),
    Shot("rules", "admin", "/manage/rules?building={house}", _DESK, "main section"),
    Shot("people", "admin", "/manage/people", _DESK, "main li"),
    Shot("import", "admin", "/manage/import?rows=rooms", _DESK, "main section"),
    Shot("time-machine", "auditor", "/audit?part=then&building={house}&day={day}&at={now}", _DESK, "main ul li"),
    Shot("proof", "auditor", "/audit?part=proof", _DESK, "main section"),
    Shot("reports", "analyst", "/reports", _DESK, ".recharts-surface"),
    Shot("operations", "operator", "/operations", _DESK, "main section li"),
    Shot("door", "manager", "/door/{room}", _DESK, "main p"),
]


def test_each_picture_of_the_guide_is_there_and_all_of_them_are_small() -> None:
    shown = re.findall(r"\]\(images/([\w-]+)\.png\)", (DOCS / "user-guide.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(shot.name for shot in SHOTS)
    files = list((DOCS / "images").glob("*.png"))
    assert sorted(file.stem for file in files) == sorted(shown)
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


@pytest.fixture
async def demo(postgres_dsn: str, redis_url: str, s3_settings: Facts) -> AsyncIterator[str]:
    """Where the demo is, with its data."""
    with settings_of_its_own(postgres_dsn, redis_url, organisation="Demo organisation", **s3_settings) as settings:
        migrated(settings)
        load_demo_data(settings)
        with Checker(settings) as checker:
            while checker.check("new"):
                pass
            checker.sign()
        async with organisation(settings, founded=False) as org, serving(org.app) as address:
            await org.caught_up()
            yield address


@pytest.mark.long
@pytest.mark.anyio
async def test_what_the_guide_shows_is_there_for_whom_it_says(demo: str, browser: Browser) -> None:
    target = os.environ.get("GUIDE_PICTURES")
    places = await _places(browser, demo)
    for shot in SHOTS:
        context = await _signed_in(browser, demo, shot.account, shot.device)
        page = await context.new_page()
        await page.goto(demo + shot.path.format(**places))
        await page.locator(shot.waits_for).first.wait_for()
        await expect(page.locator("[role=status] .mantine-Skeleton-root")).to_have_count(0)
        await expect(page.get_by_role("button", name="Try again")).to_have_count(0)
        await page.evaluate("document.fonts.ready")
        await page.wait_for_load_state("networkidle")
        picture = await page.screenshot()
        if target:
            _write(picture, Path(target) / f"{shot.name}.png")
        await context.close()


async def _places(browser: Browser, demo: str) -> dict[str, str]:
    context = await _signed_in(browser, demo, "owner", _DESK)

    async def items(query: str) -> list[dict[str, Any]]:
        return list((await (await context.request.get(f"{demo}/api/queries/{query}")).json())["items"])

    house = next(each["building_id"] for each in await items("buildings?limit=100") if each["name"] == HOUSE)
    rooms = await items(f"rooms?building_id={house}&limit=100")
    bay = next(room for room in rooms if len(room["seats"]) > 10)
    meeting = next(room for room in rooms if room["kind"] == "meeting_room")
    await context.close()
    day = _working_day().date().isoformat()
    # The past is asked for as of now: the clock of the pictures is ahead.
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"now": now, "house": house, "floor": bay["floor_id"], "room": meeting["room_id"], "day": day}


async def _signed_in(browser: Browser, demo: str, account: str, device: dict[str, Any]) -> BrowserContext:
    context = await browser.new_context(
        **device, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(60_000)
    sign_in = {"email": f"{account}@demo.example", "password": PASSWORD}
    answer = await context.request.post(f"{demo}/api/session", data=sign_in, headers={"Origin": demo})
    assert answer.ok, await answer.text()
    # Houses are open and people are in them, whenever the pictures are taken.
    await context.clock.set_fixed_time(_working_day())
    return context


def _working_day() -> datetime:
    """The next morning on which people work, when some are in meetings already."""
    day = datetime.now(UTC).replace(hour=9, minute=40, second=0, microsecond=0)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _write(picture: bytes, file: Path) -> None:
    """As few bytes as its flat colours need."""
    file.parent.mkdir(parents=True, exist_ok=True)
    colours = Image.open(BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    colours.save(file, optimize=True)
