"""Two organisations in one application: who belongs to one is a stranger to the other, and its things are not there."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from bookit.api.requests import SESSION_COOKIE
from bookit.domain.actor import Scope
from bookit.domain.organisation import ORGANISATION_ID
from bookit.settings import Settings
from tests.api.test_authorisation import ANONYMOUS, TABLE, Request, Row, Scene, set_scene
from tests.listening import listening
from tests.running import PASSWORD, Client, Organisation, organisations, stay

pytestmark = pytest.mark.anyio

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_QUOTED = re.compile(f'"({_ID.pattern})"')
_EVERYWHERE = {str(ORGANISATION_ID)}
"""Ids that are the same in all organisations."""
_FOR_SIGNED_IN = [row for row in TABLE if ANONYMOUS not in row.may]


@pytest.fixture(scope="module")
async def both(anyio_backend: str, install: Settings) -> AsyncIterator[list[Organisation]]:
    async with organisations(install) as running:
        yield running


@pytest.fixture(scope="module")
async def first(both: list[Organisation]) -> Organisation:
    return both[0]


@pytest.fixture(scope="module")
async def second(both: list[Organisation]) -> Organisation:
    return both[1]


@pytest.fixture(scope="module")
async def scene(first: Organisation) -> Scene:
    return await set_scene(first)


@pytest.fixture(scope="module")
async def strangers(first: Organisation, second: Organisation) -> list[Client]:
    """The other organisation's owner, with a session and with a token that may do everything, at the first's host."""
    session = first.anonymous(origin=first.origin)
    session.cookies.set(SESSION_COOKIE, second.owner.cookies[SESSION_COOKIE], domain="first.test")
    theirs = await second.script(second.the_owner, *Scope)
    script = first.anonymous(authorization=theirs.headers["authorization"])
    return [session, script]


@pytest.mark.parametrize("row", _FOR_SIGNED_IN, ids=lambda row: row.route)
async def test_credentials_of_another_organisation_are_none(
    row: Row, scene: Scene, second: Organisation, strangers: list[Client]
) -> None:
    request = await row.making(scene, scene.org.owner)
    refused = [await _ask(scene.org, client, row, request) for client in strangers]
    assert [status for status, _ in refused] == [401, 401]
    # Some names have an id in them, too.
    ids = {*_ID.findall(request.path), *_QUOTED.findall(orjson.dumps(request.body).decode())} - _EVERYWHERE
    if ids:
        status, text = await _ask(second, second.owner, row, request)
        # A list that is narrowed by what is not there is empty.
        assert status == 404 or (status == 200 and row.route.startswith("GET") and not ids & set(_ID.findall(text)))


async def _ask(org: Organisation, client: Client, row: Row, request: Request) -> tuple[int, str]:
    if request.never_ends:
        async with listening(org.app, client) as stream:
            return stream.status, ""
    method, _ = row.route.split()
    answer = await client.request(method, request.path, **request.content())
    return answer.status_code, answer.text


async def test_a_password_opens_one_organisation_only(scene: Scene, second: Organisation) -> None:
    body = {"email": scene.people["admin"].email, "password": PASSWORD}
    assert (await scene.org.anonymous().post("/api/session", json=body)).status_code == 201
    assert (await second.anonymous().post("/api/session", json=body)).status_code == 401


async def test_a_cursor_of_another_organisation_is_refused(first: Organisation, second: Organisation) -> None:
    for org in (first, second):
        for _ in range(2):
            await org.room()
        await org.caught_up()
    page = await first.owner.learn("rooms", {"limit": 1})
    assert (await first.owner.ask("rooms", {"limit": 1, "cursor": page["next_cursor"]})).status_code == 200
    assert (await second.owner.ask("rooms", {"limit": 1, "cursor": page["next_cursor"]})).status_code == 422


async def test_the_same_idempotency_key_means_something_else_there(first: Organisation, second: Organisation) -> None:
    answers = []
    for org in (first, second):
        body = {"name": "The house", "time_zone": "UTC"}
        answers.append(await org.owner.give("add-building", body, key="one key"))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert "idempotent-replayed" not in answers[1].headers
    assert answers[0].json()["building_id"] != answers[1].json()["building_id"]


async def test_news_stays_at_home(first: Organisation, second: Organisation) -> None:
    theirs, ours = await first.room(), await second.room()
    async with listening(second.app, second.owner) as stream:
        assert (await stream.hear()) is not None
        await first.owner.do("place-booking", room_id=theirs, **stay())
        placed = await second.owner.do("place-booking", room_id=ours, **stay())
        heard = await stream.hear_until(placed["position"])
    assert theirs not in orjson.dumps(heard).decode()
    assert ours in orjson.dumps(heard).decode()


PROBES: list[Any] = [
    {"host": "third.test"},
    {"host": ""},
    {"host": "first.test.third.test"},
    {"host": "first.test@third.test"},
    {"host": "third.test#first.test"},
    {"host": "first.test, second.test"},
    {"host": "first.test:80:80"},
    {"host": "127.0.0.1"},
    {"host": "third.test", "x-forwarded-host": "first.test", "forwarded": "host=first.test"},
    [("host", "first.test"), ("host", "second.test")],
    [("host", "first.test"), ("host", "first.test")],
]


@pytest.mark.parametrize("headers", PROBES, ids=str)
async def test_a_host_that_is_nobodys_gets_nothing(first: Organisation, headers: Any) -> None:
    who = dict(first.owner.headers) | {"cookie": f"{SESSION_COOKIE}={first.owner.cookies[SESSION_COOKIE]}"}
    who.pop("host", None)
    given = [*who.items(), *(headers.items() if isinstance(headers, dict) else headers)]
    stranger = first.anonymous()
    for method, path in [("GET", "/api/session"), ("GET", "/"), ("POST", "/api/commands/add-building")]:
        answer = await stranger.send(httpx.Request(method, f"{first.origin}{path}", headers=given))
        assert answer.status_code == 421
        assert answer.json()["type"] == "/problems/misdirected-request"


async def test_a_request_without_a_host_gets_nothing(first: Organisation) -> None:
    request = first.owner.build_request("GET", "/api/session")
    del request.headers["host"]
    assert (await first.anonymous().send(request)).status_code == 421


@pytest.mark.parametrize("host", ["first.test", "FIRST.test", "first.test:8443", "first.test."])
async def test_a_name_is_the_same_however_it_is_written(first: Organisation, host: str) -> None:
    answer = await first.owner.get("/api/queries/organisation", headers={"host": host})
    assert (answer.status_code, answer.json()["name"]) == (200, "First")


async def test_the_process_is_asked_by_any_name(both: list[Organisation]) -> None:
    watching = both[0].anonymous(host="10.0.0.7:8000")
    for path in ("/livez", "/readyz", "/version"):
        assert (await watching.get(path)).status_code == 200
    metrics = (await watching.get("/metrics")).text
    for org in both:
        position = f'bookit_ledger_position{{organisation="{org.settings.database_schema}"}}'
        assert sum(line.startswith(position) for line in metrics.splitlines()) == 1
    assert metrics.count("# TYPE bookit_ledger_position gauge") == 1
