"""Without network: the app opens, and what its reader saw last can be read, by nobody else."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, expect

from tests.running import PASSWORD, Member, tomorrow
from tests.web.house import House
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.anyio

# Asked once, not polled: the page's own policy forbids the browser to evaluate a text again and again.
_CONTROLLED = """async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    if (navigator.serviceWorker.controller === null) await changed;
}"""


@asynccontextmanager
async def installed(house: House, browser: Browser, device: str, who: Member) -> AsyncIterator[Visitor]:
    """A window in which the app has been opened once, with all that it keeps for later."""
    async with visiting(browser, house, who, device, installed=True) as visitor:
        await visitor.open("/")
        await visitor.page.evaluate(_CONTROLLED)
        yield visitor


async def kept_in(visitor: Visitor) -> str:
    """All that the browser has kept for this site, files and answers, as one text of addresses and contents."""
    files = await visitor.page.evaluate(
        """async () => {
            const names = await caches.keys();
            const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return requests.flat().map((request) => new URL(request.url).pathname);
        }"""
    )
    return json.dumps([files, await visitor.page.evaluate("({...localStorage})")])


async def test_the_agenda_is_read_without_network_and_says_of_when_it_is(
    house: House, browser: Browser, device: str
) -> None:
    who = await house.person()
    await house.book(who, await house.room("Refuge"), tomorrow(9), title="Storm watch")
    async with installed(house, browser, device, who) as visitor:
        await expect(visitor.page.get_by_role("link", name="Storm watch")).to_be_visible()
        files: list[str] = json.loads(await kept_in(visitor))[0]
        assert "/index.html" in files
        assert not [path for path in files if path.startswith("/api")]

        await visitor.context.set_offline(True)
        for path, heading in (("/", None), ("/bookings", "my.title")):
            await visitor.page.goto(house.address + path)
            await expect(visitor.page.get_by_role("link", name="Storm watch")).to_be_visible()
            if heading:
                await expect(visitor.page.get_by_role("heading", name=visitor.says(heading))).to_be_visible()
            beginning = visitor.says("offline.as-of").partition("{")[0]
            await expect(visitor.page.get_by_role("status").filter(has_text=beginning)).to_be_visible()
            assert await visitor.violations() == []

        await visitor.context.set_offline(False)
        await expect(visitor.page.get_by_role("status").filter(has_text=beginning)).to_be_hidden()


async def test_what_is_done_without_network_is_told_and_not_done(house: House, browser: Browser) -> None:
    who = await house.person()
    booking = await house.book(who, await house.room("Lifeboat"), tomorrow(9), title="Drill")
    async with installed(house, browser, "desktop-en", who) as visitor:
        await visitor.open(f"/bookings/{booking}")
        await visitor.context.set_offline(True)
        await visitor.button("act.cancel-booking").click()
        await visitor.page.get_by_role("dialog").get_by_role("button").click()
        await expect(visitor.page.get_by_role("alert")).to_contain_text(visitor.says("problem.offline"))
        await visitor.context.set_offline(False)
    (found,) = await house.bookings_of(who)
    assert found["status"] == "confirmed"


async def test_nobody_reads_what_somebody_else_saw(house: House, browser: Browser) -> None:
    first, second = await house.person(name="Ada First"), await house.person(name="Ben Second")
    await house.book(first, await house.room("Vault"), tomorrow(9), title="Secret of the first")
    async with installed(house, browser, "desktop-en", first) as visitor:
        await expect(visitor.page.get_by_role("link", name="Secret of the first")).to_be_visible()
        assert "Secret of the first" in await kept_in(visitor)
        await visitor.page.get_by_role("button", name=visitor.says("account.label", name="Ada First")).click()
        await visitor.page.get_by_role("menuitem", name=visitor.says("account.sign-out")).click()
        await expect(visitor.page.get_by_role("heading", name=visitor.says("sign-in.title"))).to_be_visible()
        kept = await kept_in(visitor)
        assert "Ada" not in kept
        assert "Secret" not in kept

        await visitor.context.set_offline(True)
        await visitor.page.goto(house.address + "/")
        await expect(visitor.page.get_by_role("heading", level=1)).to_have_text(visitor.says("problem.offline"))
        await visitor.context.set_offline(False)
        await expect(visitor.page.get_by_role("heading", level=1)).to_have_text(visitor.says("sign-in.title"))

        await visitor.page.get_by_label(visitor.says("sign-in.email")).fill(second.email)
        await visitor.page.get_by_label(visitor.says("sign-in.password"), exact=True).fill(PASSWORD)
        await visitor.button("sign-in.act").click()
        await expect(visitor.text("today.nothing")).to_be_visible()
        await visitor.context.set_offline(True)
        await visitor.page.reload()
        await expect(visitor.text("today.nothing")).to_be_visible()
        assert "Secret" not in await kept_in(visitor)


async def test_the_app_can_be_installed(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.address) as client:
        manifest: dict[str, Any] = (await client.get("/manifest.webmanifest")).json()
        purposes = {icon["purpose"] for icon in manifest["icons"]}
        for icon in manifest["icons"]:
            found = await client.get(icon["src"])
            assert found.headers["content-type"] == icon["type"]
        worker = await client.get("/sw.js")
    assert purposes == {"any", "maskable"}
    assert worker.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in worker.headers["content-security-policy"]
