"""How the web app's files are served: kept for ever or asked for again, compressed, under a strict policy."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from bookit.api.site import Site

pytestmark = pytest.mark.anyio


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(b"<p>page</p>")
    (tmp_path / "assets" / "index-abc.js").write_bytes(b"let plain")
    (tmp_path / "assets" / "index-abc.js.br").write_bytes(b"smallest")
    (tmp_path / "assets" / "index-abc.js.gz").write_bytes(b"small")
    site = Site(PlainTextResponse("the API"), tmp_path)
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://bookit.test") as client:
        yield client


async def test_any_address_that_is_not_the_apis_is_a_page(browser: httpx.AsyncClient) -> None:
    for path in ("/", "/bookings/1", "/manage/rooms"):
        answer = await browser.get(path)
        assert answer.text == "<p>page</p>"
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"


async def test_no_page_runs_a_script_that_stands_inline_or_elsewhere(browser: httpx.AsyncClient) -> None:
    policy = (await browser.get("/")).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "path",
    [
        *("/api/queries/rooms", "/api", "/livez", "/metrics", "/dev/mail", "/dev/mail/0179", "/assets/gone.js"),
        "/robots.txt",
    ],
)
async def test_the_api_and_files_that_are_not_there_are_passed_on(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).text == "the API"


async def test_only_reading_is_answered(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/")).text == "the API"
    head = await browser.head("/")
    assert (head.content, head.headers["content-length"]) == (b"", "11")


async def test_a_hashed_file_is_kept_for_ever(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/assets/index-abc.js", headers={"accept-encoding": "identity"})
    assert answer.text == "let plain"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None), ("zstd", None)],
)
async def test_the_smallest_form_that_a_browser_takes_is_sent(
    browser: httpx.AsyncClient, accepts: str, encoding: str | None
) -> None:
    async with browser.stream("GET", "/assets/index-abc.js", headers={"accept-encoding": accepts}) as answer:
        assert answer.headers.get("content-encoding") == encoding
        assert answer.headers["vary"] == "Accept-Encoding"


async def test_what_has_not_changed_is_not_sent_again(browser: httpx.AsyncClient) -> None:
    tag = (await browser.get("/")).headers["etag"]
    again = await browser.get("/bookings", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (await browser.get("/", headers={"if-none-match": '"another"'})).status_code == 200
