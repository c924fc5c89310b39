"""What a reader feels of the web app, on a floor with 300 desks and on a timeline of 100 rooms and a week.

Headless Chromium measures itself through its performance API: the largest paint of a page that nothing of is kept from
before, layout shifts, how long until the paint after each key and click, and frames while something is dragged. Server,
database, browser and its drawing (there is no graphics card) share one machine.
"""

import shutil
import statistics
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from bench import product
from bench.house import today
from bench.result import BenchFailed, Result, at_least, at_most, told
from bench.stage import Stage
from bookit.api.site import FOLDER
from bookit.projections import PROJECTIONS, Engine

ROOMS = 100
DESKS = 300
DESKS_PER_ROW = 25
LOADS = 3
"""Of each page; the median counts."""
DRAG_STEPS = 120
WINDOW: Any = {"width": 1440, "height": 900}

WATCH = """
window.felt = {paint: 0, shift: 0, slowest: 0, answered: 0};
const watch = (type, note, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true, ...more});
watch('largest-contentful-paint', (entry) => { felt.paint = entry.startTime; });
watch('layout-shift', (entry) => { if (!entry.hadRecentInput) felt.shift += entry.value; });
watch('event', (entry) => {
  if (!entry.interactionId) return;
  felt.answered += 1;
  felt.slowest = Math.max(felt.slowest, entry.duration);
}, {durationThreshold: 16});
"""

FRAMES = """
window.frames_seen = [];
const each = (now) => { frames_seen.push(now); requestAnimationFrame(each); };
requestAnimationFrame(each);
"""


class Felt(NamedTuple):
    paint: float
    shift: float
    slowest: float
    answered: int
    frames: float
    nodes: int


class Floor(NamedTuple):
    """What of the bench's building stands in addresses."""

    building: str
    floor: str


def bench(stage: Stage) -> list[Result]:
    """Medians of three loads, each in a browser profile of its own; acts after the last of them."""
    if not (FOLDER / "index.html").is_file():
        raise BenchFailed("the web app is not built: run `make bookit/site/index.html`")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise BenchFailed("there is no Chromium: apt-get install chromium")
    with product.serving(stage, "web") as ours, sync_playwright() as playwright:
        floor = _furnish(ours, rooms=stage.scaled(ROOMS, at_least=3), desks=stage.scaled(DESKS, at_least=DESKS_PER_ROW))
        day = (today() + timedelta(days=1)).date()
        question = f"building={floor.building}&floor={floor.floor}&day={day}&from=10%3A00"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        plan = _feel(browser, ours, f"/book/plan?{question}", _on_plan)
        timeline = _feel(browser, ours, f"/book/timeline?{question}&span=week", _on_timeline)
        browser.close()
    return [*_told(f"plan of {DESKS} desks", plan), *_told(f"timeline of {ROOMS} rooms and a week", timeline)]


def _told(page: str, felt: Felt) -> list[Result]:
    if felt.answered == 0:
        raise BenchFailed(f"{page}: nothing that was done reached the page")
    return [
        at_most(f"{page}: largest paint", felt.paint, "ms", 1500),
        at_most(f"{page}: layout shift", felt.shift, "", 0),
        at_most(f"{page}: slowest answer to a key or click", felt.slowest, "ms", 100),
        at_least(f"{page}: frames while dragging", felt.frames, "/s", 59),
        told(f"{page}: elements", felt.nodes, ""),
    ]


def _feel(browser: Browser, ours: product.Product, path: str, act: Callable[[Page], float]) -> Felt:
    paints, shifts = [], []
    for load in range(LOADS):
        context = browser.new_context(viewport=WINDOW, service_workers="block", timezone_id="UTC", locale="en-GB")
        address = str(ours.client.base_url)
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in ours.client.cookies.items()]
        )
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(address + path)
        page.locator("[data-track], svg [data-id]").first.wait_for(state="attached")
        page.wait_for_timeout(500)
        paints.append(float(page.evaluate("felt.paint")))
        if load == LOADS - 1:
            frames = act(page)
            nodes = int(page.evaluate("document.querySelectorAll('*').length"))
            page.wait_for_timeout(300)
            found = page.evaluate("felt")
        shifts.append(float(page.evaluate("felt.shift")))
        context.close()
    return Felt(statistics.median(paints), max(shifts), float(found["slowest"]), int(found["answered"]), frames, nodes)


def _on_plan(page: Page) -> float:
    """Walk by keys, let the day run, look closer, drag the plan; open a desk at last."""
    page.locator("svg [data-id]").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "+", "+"):
        page.keyboard.press(key)
    page.get_by_role("slider").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    frames = _drag(page, "svg[aria-label]", (0.3, 0.3), (0.7, 0.7))
    page.locator("section[aria-label] ul button").nth(1).click()  # whose desk is free
    page.get_by_role("dialog").wait_for()
    return frames


def _on_timeline(page: Page) -> float:
    """Walk by keys, choose a time by keys and leave it, drag a time over the board."""
    page.locator("[data-track]").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Escape"):
        page.keyboard.press(key)
    frames = _drag(page, "[data-track]", (0.4, 0.5), (0.8, 0.5))
    page.get_by_role("dialog").wait_for()
    return frames


def _drag(page: Page, what: str, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Frames for each second between the first and the last step."""
    box = page.locator(what).first.bounding_box()
    if box is None:
        raise BenchFailed(f"{what} is not to be seen")
    left, right = max(box["x"], 0), min(box["x"] + box["width"], WINDOW["width"])

    def point(at: tuple[float, float]) -> tuple[float, float]:
        return left + at[0] * (right - left), box["y"] + at[1] * box["height"]

    page.mouse.move(*point(start))
    page.mouse.down()
    page.evaluate(FRAMES)
    page.mouse.move(*point(end), steps=DRAG_STEPS)
    seen = page.evaluate("frames_seen")
    page.mouse.up()
    if len(seen) < 10:
        raise BenchFailed(f"only {len(seen)} frames while dragging")
    return 1000 * (len(seen) - 1) / float(seen[-1] - seen[0])


def _furnish(ours: product.Product, *, rooms: int, desks: int) -> Floor:
    """A building that is open day and night, with a plan of one floor, and a week in which half of all is taken."""
    building = ours.command(
        "add-building",
        {"name": "Bench House", "address": "Quay 1", "time_zone": "UTC", "opening_hours": product.ALWAYS_OPEN},
    )["building_id"]
    floor = ours.command("add-floor", {"building_id": building, "name": "First", "level": 1})["floor_id"]
    space = {"building_id": building, "floor_id": floor}
    names = [f"D{number:03}" for number in range(desks)]
    bay = ours.command("open-room", space | {"name": "Bay", "kind": "open_space", "capacity": desks, "seats": names})
    ours.command("set-floor-plan", space | {"width": 9000, "height": 6000})
    placed = [{"room_id": bay["room_id"], "x": 100, "y": 100, "width": 8800, "height": 5800}]
    placed += [
        {
            "room_id": bay["room_id"],
            "seat_id": seat_id,
            "x": 200 + 340 * (number % DESKS_PER_ROW),
            "y": 200 + 440 * (number // DESKS_PER_ROW),
            "width": 160,
            "height": 80,
        }
        for number, seat_id in enumerate(bay["seat_ids"])
    ]
    ours.command("place-on-plan", {"floor_id": floor, "placed": placed})
    tomorrow = (today() + timedelta(days=1)).date()
    for seat_id in bay["seat_ids"][::2]:
        ours.command("place-booking", {"room_id": bay["room_id"], "seat_id": seat_id} | _stay(tomorrow, 9, 4))
    for number in range(rooms):
        room = {"name": f"Room {number:03}", "kind": "meeting_room", "capacity": 8, "features": ["screen"]}
        room_id = ours.command("open-room", space | room)["room_id"]
        for hour in (9, 13):
            wish = _stay(tomorrow, hour + number % 3, 1)
            series = {"rrule": "FREQ=DAILY;COUNT=7", "title": "Planning", "on_conflict": "skip"}
            ours.command("place-series", {"room_id": room_id} | wish | series)
    with Engine(ours.settings, PROJECTIONS) as engine:
        for projection in PROJECTIONS:
            engine.catch_up(projection.NAME)
    return Floor(building, floor)


def _stay(day: date, hour: int, hours: int) -> dict[str, str]:
    return {"starts_at": f"{day}T{hour:02}:00:00Z", "ends_at": f"{day}T{hour + hours:02}:00:00Z"}
