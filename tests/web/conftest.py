"""A house with rooms and people behind a real browser: one server and one Chromium for each test process."""

import shutil
from collections.abc import AsyncIterator
from zlib import crc32

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.running import organisation, settings_of_its_own
from tests.servers import Facts
from tests.web.house import House, furnished
from tests.web.serving import serving
from tests.web.visitor import Visitor, visiting
from workers.running import Workforce

expect.set_options(timeout=20_000)  # on a busy machine; nothing waits for it where all is well


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def house(anyio_backend: str, postgres_dsn: str, redis_url: str, s3_settings: Facts) -> AsyncIterator[House]:
    with settings_of_its_own(postgres_dsn, redis_url, organisation="Harbour Works", **s3_settings) as settings:
        async with organisation(settings) as org:
            worker = Workforce(settings, threads=1, poll_seconds=0.05)
            worker.start()
            try:
                async with serving(org.app) as address:
                    yield await furnished(org, address)
            finally:
                worker.stop()


@pytest.fixture(scope="session")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "the tests of the web app need Chromium: apt-get install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


DEVICES = ["desktop-en", "phone-ru"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Half of the ways are walked at a desk in each run and half on a phone; `make test-long` walks the others."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item, "callspec") and "device" in item.callspec.params:
            its_turn = DEVICES[crc32(item.originalname.encode()) % len(DEVICES)]
            if item.callspec.params["device"] != its_turn:
                item.add_marker(pytest.mark.long)


@pytest.fixture(params=DEVICES)
def device(request: pytest.FixtureRequest) -> str:
    """Where and in which language a way is walked."""
    return str(request.param)


@pytest.fixture
async def visitor(house: House, browser: Browser, device: str) -> AsyncIterator[Visitor]:
    """Somebody new of the house, signed in."""
    async with visiting(browser, house, await house.person(), device) as visitor:
        yield visitor


@pytest.fixture
async def reader(house: House, browser: Browser) -> AsyncIterator[Visitor]:
    """The same, always at a desk and in English: for what no screen or language changes."""
    async with visiting(browser, house, await house.person(), "desktop-en") as visitor:
        yield visitor
