"""Somebody in front of the web app. Whatever they do, no script may break and no policy may be broken."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page, expect

import bookit
from bookit.api.requests import SESSION_COOKIE
from tests.running import Member
from tests.web.house import House

_WEB = Path(bookit.__file__).parent.parent / "web"

_DEVICES: dict[str, dict[str, Any]] = {
    "desktop-en": {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "color_scheme": "light"},
    "phone-ru": {
        "viewport": {"width": 390, "height": 844},
        "locale": "ru-RU",
        "color_scheme": "dark",
        "has_touch": True,
        "is_mobile": True,
    },
}

_EXPECTED = re.compile(r"Failed to load resource")
"""Browsers say so of every refusal; the page tells it in words."""


@dataclass
class Visitor:
    """A browser's window in which a member is signed in."""

    house: House
    who: Member
    context: BrowserContext
    page: Page
    language: str
    broken: list[str] = field(default_factory=list)

    def says(self, key: str, **values: str) -> str:
        """A message of the visitor's language; its arguments are put in as they are."""
        words = messages(self.language)[key]
        for name, value in values.items():
            words = words.replace("{" + name + "}", value)
        return words

    async def open(self, path: str) -> None:
        """Go there, and wait until there is a heading and nothing more is being fetched."""
        await self.page.goto(self.house.address + path)
        await self.page.get_by_role("heading", level=1).wait_for()
        await self.settled()

    async def open_draft(self, path: str = "/", **draft: str) -> None:
        await self.open(f"{path}?draft={quote(json.dumps({'from': draft.pop('start'), **draft}))}")

    async def settled(self) -> None:
        """Nothing stands for something that is still on its way."""
        # Not `wait_for_function`: it evaluates its text again and again, which the page's own policy forbids.
        await expect(self.page.locator("[role=status] .mantine-Skeleton-root")).to_have_count(0)

    def text(self, key: str, **values: str) -> Locator:
        """Where exactly this is said."""
        return self.page.get_by_text(self.says(key, **values), exact=True)

    def button(self, key: str, **values: str) -> Locator:
        return self.page.get_by_role("button", name=self.says(key, **values), exact=True)

    async def violations(self) -> list[str]:
        """What axe finds of WCAG 2.2 A and AA, each with where."""
        await self.page.evaluate(_axe())
        found = await self.page.evaluate(
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})).violations"
        )
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]

    def note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _EXPECTED.search(message.text):
            self.broken.append(message.text)

    def note_error(self, error: Error) -> None:
        self.broken.append(str(error))


@cache
def messages(language: str) -> dict[str, str]:
    """All that can be said in a language, whichever part of the app says it."""
    files = (_WEB / "src" / "languages").rglob(f"{language}.json")
    return {key: words for file in files for key, words in json.loads(file.read_text(encoding="utf-8")).items()}


@cache
def _axe() -> str:
    return (_WEB / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@asynccontextmanager
async def visiting(
    browser: Browser, house: House, who: Member, device: str, *, installed: bool = False
) -> AsyncIterator[Visitor]:
    """A window on that device, signed in; at the end nothing in it may have broken.

    Only where the app is `installed` its service worker stands between the page and the server.
    """
    context = await browser.new_context(
        **_DEVICES[device],
        timezone_id="UTC",
        reduced_motion="reduce",
        service_workers="allow" if installed else "block",
    )
    context.set_default_timeout(20_000)
    page = await context.new_page()
    visitor = Visitor(house, who, context, page, device.rpartition("-")[2])
    page.on("console", visitor.note)
    page.on("pageerror", visitor.note_error)
    client = await house.org.client(who)
    await context.add_cookies([{"name": SESSION_COOKIE, "value": client.cookies[SESSION_COOKIE], "url": house.address}])
    try:
        yield visitor
    finally:
        await context.close()
    assert not visitor.broken, "\n".join(visitor.broken)
