"""The API's page works without anything from elsewhere."""

import re

import pytest

from tests.running import Organisation

pytestmark = pytest.mark.anyio


async def test_the_page_loads_everything_from_here_and_its_policy_lets_it(org: Organisation) -> None:
    anybody = org.anonymous()
    page = await anybody.get("/api/docs")
    assert page.status_code == 200
    assert "'unsafe-inline'" not in page.headers["content-security-policy"].partition("style-src")[0]
    assert not re.search(r"<script>|<style|https?://", page.text)
    wanted = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(wanted) == 4
    for path in wanted:
        part = await anybody.get(path)
        assert part.status_code == 200, path
        assert part.headers["content-type"].split(";")[0] in {"text/javascript", "text/css", "image/png"}
    assert (await anybody.get("/api/docs/nothing.js")).status_code == 404


async def test_the_page_shows_our_document(org: Organisation) -> None:
    anybody = org.anonymous()
    assert '"/api/openapi.json"' in (await anybody.get("/api/docs/start.js")).text
    assert (await anybody.get("/api/openapi.json")).json()["info"]["title"] == "BookIT"
