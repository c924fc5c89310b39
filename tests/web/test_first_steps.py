"""From an empty install, with the token of its log, to something that can be booked."""

import pytest
from playwright.async_api import Browser, expect

from tests.running import organisation, settings_of_its_own
from tests.web.serving import serving
from tests.web.visitor import messages

pytestmark = pytest.mark.anyio


async def test_a_new_owner_is_led_from_the_token_to_the_first_room(
    postgres_dsn: str, redis_url: str, browser: Browser
) -> None:
    words = messages("en")
    with settings_of_its_own(postgres_dsn, redis_url) as settings:
        async with organisation(settings, founded=False) as org, serving(org.app) as address:
            token = await org.system.identity.first_run.open()
            context = await browser.new_context(locale="en-GB", reduced_motion="reduce", service_workers="block")
            page = await context.new_page()
            await page.goto(f"{address}/setup?token={token}")
            await page.get_by_label(words["setup.name"]).fill("Olga Owner")
            await page.get_by_label(words["sign-in.email"]).fill("olga@bookit.test")
            await page.get_by_label(words["sign-in.new-password"], exact=True).fill("correct horse battery")
            await page.get_by_role("button", name=words["setup.act"], exact=True).click()

            step = page.locator("[aria-current=step]")
            await expect(step).to_contain_text(words["start.name"])
            await step.get_by_label(words["branding.name"]).fill("Harbour Works")
            await step.get_by_role("button", name=words["act.save"]).click()
            for name, act, fill in (
                ("building", "manage.add-building", "Harbour House"),
                ("floor", "manage.add-floor", "Ground floor"),
            ):
                await expect(step).to_contain_text(words[f"start.{name}"])
                await step.get_by_role("button").click()
                drawer = page.get_by_role("dialog")
                await drawer.get_by_label(words["manage.name"], exact=True).fill(fill)
                await drawer.get_by_role("button", name=words[act], exact=True).click()
            await expect(step).to_contain_text(words["start.rooms"])
            await step.get_by_role("link").click()
            await expect(page.get_by_role("button", name=words["editor.begin"])).to_be_visible()
            await context.close()
