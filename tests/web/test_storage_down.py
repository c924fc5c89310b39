"""The object storage goes away while people are at work: they are told, they can try again, and they book meanwhile."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, expect

from bookit.embedded.seaweedfs import SeaweedFS
from bookit.events.values import Role
from tests.files.drawn import picture
from tests.installation import home, restart
from tests.running import organisation, settings_of_its_own, tomorrow
from tests.web.house import House, furnished
from tests.web.serving import serving
from tests.web.test_pictures import a_file
from tests.web.visitor import visiting

pytestmark = pytest.mark.anyio


@pytest.fixture
def storage() -> Iterator[SeaweedFS]:
    with home() as place:
        server = SeaweedFS(place, bucket="pictures", region="us-east-1")
        restart(server)
        yield server
        server.stop()


@pytest.fixture
async def own_house(storage: SeaweedFS, postgres_dsn: str, redis_url: str) -> AsyncIterator[House]:
    facts = {
        "s3_endpoint_url": storage.url,
        "s3_bucket": storage.bucket,
        "s3_region": storage.region,
        "s3_access_key": storage.access_key,
        "s3_secret_key": storage.secret_key,
    }
    with settings_of_its_own(postgres_dsn, redis_url, organisation="Harbour Works", **facts) as settings:
        async with organisation(settings) as org, serving(org.app) as address:
            yield await furnished(org, address)


async def test_who_uploads_while_the_storage_is_down_is_told_and_can_try_again(
    storage: SeaweedFS, own_house: House, browser: Browser, device: str
) -> None:
    owner = own_house.org.owner
    floor = (await owner.do("add-floor", building_id=own_house.building, name="Drawn", level=3))["floor_id"]
    await owner.do("set-floor-plan", building_id=own_house.building, floor_id=floor, width=4000, height=3000)
    await own_house.org.caught_up()
    manager = await own_house.person(Role.ADMIN)
    async with visiting(browser, own_house, manager, device) as visitor:
        room_page = f"/manage/places/{own_house.building}/rooms/{own_house.aquarium}"
        for page, name, came in (
            (room_page, "photo.png", "ol > li"),
            (f"/manage/plans/{floor}", "plan.png", "svg image"),
        ):
            await visitor.open(page)
            storage.stop()
            await visitor.page.locator("input[type=file]").set_input_files(a_file(picture(size=(400, 300)), name))
            alert = visitor.page.get_by_role("alert")
            await expect(alert).to_contain_text(visitor.says("problem.storage-unavailable"))
            await expect(alert).to_contain_text(visitor.says("detail.storage-unavailable"))
            restart(storage)
            await visitor.button("act.try-again").click()
            await expect(visitor.page.locator(came)).to_have_count(1)

        # What was brought before can't be seen, and is in nobody's way.
        storage.stop()
        await visitor.open_draft(room=own_house.aquarium, start=tomorrow(9).isoformat(), to=tomorrow(10).isoformat())
        await visitor.button("draft.book").click()
        await expect(visitor.text("toast.booked")).to_be_visible()
        assert len(await own_house.bookings_of(manager)) == 1
