"""Who watches: operators the machinery, analysts the reports, auditors the record; and nobody else."""

import pytest
from playwright.async_api import Browser, expect

from bookit.events.values import Role
from tests.running import tomorrow
from tests.web.house import House
from tests.web.visitor import visiting

pytestmark = pytest.mark.anyio


async def test_an_operator_builds_a_read_model_anew(house: House, browser: Browser, device: str) -> None:
    async with visiting(browser, house, await house.person(Role.OPERATOR, name="Omar"), device) as operator:
        await operator.open("/operations")
        await expect(operator.text("ops.nothing-parked")).to_be_visible()
        row = operator.page.get_by_role("listitem").filter(has_text="waitlist").first
        await row.get_by_role("button", name=operator.says("ops.rebuild"), exact=True).click()
        await expect(operator.text("ops.done-start-rebuild")).to_be_visible()
        await expect(operator.page.get_by_text(operator.says("ops.act-start-rebuild")).first).to_be_visible()
        assert await operator.violations() == []


async def test_an_analyst_narrows_reports_down_and_takes_a_file_home(
    house: House, browser: Browser, device: str
) -> None:
    await house.book(await house.person(), await house.room("Counted"), tomorrow(9))
    async with visiting(browser, house, await house.person(Role.ANALYST, name="Anna"), device) as analyst:
        await analyst.open(f"/reports?until={tomorrow(9).date()}&kind=meeting_room")
        kind = analyst.page.get_by_role("combobox", name=analyst.says("reports.kind"))
        await expect(kind).to_have_value(analyst.says("kind.meeting_room"))
        await expect(analyst.page.get_by_text("Counted").first).to_be_visible()
        async with analyst.page.expect_download() as downloading:
            await analyst.button("reports.csv-of", title=analyst.says("reports.heat")).click()
        assert (await downloading.value).suggested_filename.endswith(".csv")
        assert await analyst.violations() == []


async def test_an_auditor_follows_an_event_to_its_history_and_its_moment(
    house: House, browser: Browser, device: str
) -> None:
    booking_id = await house.book(await house.person(name="Vera"), await house.room("Watched"), tomorrow(9))
    async with visiting(browser, house, await house.person(Role.AUDITOR, name="Aditi"), device) as auditor:
        await auditor.open(f"/audit?stream={booking_id}")
        await auditor.page.get_by_role("button", name=auditor.says("topic.booking.placed")).click()
        assert await auditor.violations() == []
        await auditor.page.get_by_role("link", name=auditor.says("audit.its-history")).click()
        await expect(auditor.page.get_by_text("place-booking").first).to_be_visible()
        assert await auditor.violations() == []

        await auditor.open(f"/audit?part=then&day={tomorrow(9).date()}")
        await expect(auditor.text("then.banner-about")).to_be_visible()
        await expect(auditor.page.get_by_role("link", name="Vera").first).to_be_visible()
        assert await auditor.violations() == []

        await auditor.open("/audit?part=proof")
        await expect(auditor.text("proof.head")).to_be_visible()
        assert await auditor.violations() == []


async def test_members_are_shown_no_way_there_and_refused(house: House, browser: Browser) -> None:
    async with visiting(browser, house, await house.person(), "desktop-en") as member:
        await member.open("/operations")
        await expect(member.page.get_by_role("link", name=member.says("nav.operations"))).to_have_count(0)
        await expect(member.page.get_by_role("alert").first).to_contain_text(member.says("problem.forbidden"))


async def test_a_door_is_booked_by_touching_it(house: House, browser: Browser, device: str) -> None:
    room = await house.room(f"Door {device}")
    async with visiting(browser, house, await house.person(Role.MANAGER, name="Marina"), device) as display:
        await display.open(f"/door/{room}")
        await expect(display.text("screen.free")).to_be_visible()
        assert await display.violations() == []
        await display.page.get_by_role("button").first.click()
        await expect(display.text("screen.busy")).to_be_visible()
        await expect(display.button("act.check-in")).to_be_visible()
        assert await display.violations() == []
    async with visiting(browser, house, await house.person(), "desktop-en") as stranger:
        await stranger.open(f"/door/{room}")
        await expect(stranger.text("screen.busy")).to_be_visible()
        await expect(stranger.button("act.check-in")).to_have_count(0)
