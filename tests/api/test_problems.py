"""Every answer, whatever it is: safe headers, an id, and a problem document when it is a refusal."""

import httpx
import pytest

from tests.api.test_commands import problem
from tests.running import Organisation, stay

pytestmark = pytest.mark.anyio

SAFE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def assert_is_safe(answer: httpx.Response) -> None:
    assert {name: answer.headers.get(name) for name in SAFE} == SAFE
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert len(answer.headers.get_list("x-request-id")) == 1
    if answer.url.path.startswith("/api/"):
        assert answer.headers["cache-control"] == "no-store"


@pytest.fixture(scope="module")
def breaking(org: Organisation) -> httpx.AsyncClient:
    """A client of an application with a route that fails in a way nobody has thought of."""

    @org.app.get("/api/breaks", include_in_schema=False)
    async def breaks() -> None:
        raise ZeroDivisionError

    return org.anonymous()


async def test_an_unforeseen_error_is_a_problem_that_tells_nothing_of_the_inside(breaking: httpx.AsyncClient) -> None:
    answer = await breaking.get("/api/breaks")
    assert answer.status_code == 500
    assert_is_safe(answer)
    assert problem(answer) == "internal-error"
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/livez", 200),
        ("GET", "/metrics", 200),
        ("GET", "/api/openapi.json", 200),
        ("GET", "/api/queries/rooms", 200),
        ("GET", "/nowhere.txt", 404),
        ("GET", "/api/nowhere", 404),
        ("GET", "/api/queries/rooms/", 404),
        ("GET", "/api/queries/rooms/5a0d9d4c-0000-4000-8000-000000000000", 404),
        ("GET", "/api/queries/rooms?limit=0", 400),
        ("GET", "/api/commands/place-booking", 405),
        ("PUT", "/api/commands/place-booking", 405),
        ("POST", "/api/commands/place-booking", 415),
        ("POST", "/api/commands/no-such-command", 404),
        ("POST", "/api/commands/make-owner", 404),
        ("POST", "/api/queries/rooms", 405),
        ("HEAD", "/api/queries/rooms", 405),
        ("OPTIONS", "/api/queries/rooms", 405),
        ("OPTIONS", "/api/commands/place-booking", 405),
        ("TRACE", "/api/session", 405),
        ("BREW", "/api/session", 405),
        ("GET", "/api/queries/../../etc/passwd.txt", 404),
        ("GET", "//evil.example/page.html", 404),
    ],
)
async def test_every_answer_is_safe(method: str, path: str, status: int, org: Organisation) -> None:
    answer = await org.owner.request(method, path)
    assert answer.status_code == status
    assert_is_safe(answer)
    if status >= 400 and method != "HEAD":
        problem(answer)
    if status == 405:
        assert answer.headers["allow"]


async def test_a_refusal_for_want_of_a_sign_in_says_how(org: Organisation) -> None:
    answer = await org.anonymous().ask("rooms")
    assert problem(answer) == "not-signed-in"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert_is_safe(answer)


@pytest.mark.parametrize("given", ["abc-123", "A.b_c", "x" * 64])
async def test_a_plain_request_id_is_kept(given: str, org: Organisation) -> None:
    answer = await org.anonymous().get("/livez", headers={"x-request-id": given})
    assert answer.headers["x-request-id"] == given


@pytest.mark.parametrize("given", [b"", b"x" * 65, b"a b", b"a\r\nset-cookie: x=1", b"\xff", b"<b>", b"a,b", b"a\n"])
async def test_any_other_request_id_is_replaced(given: bytes, org: Organisation) -> None:
    answer = await org.anonymous().get("/livez", headers=[(b"x-request-id", given)])
    assert answer.headers["x-request-id"].encode() != given
    assert "set-cookie" not in answer.headers
    assert_is_safe(answer)


async def test_no_address_of_an_answer_comes_from_the_host_header(org: Organisation) -> None:
    for path in ("/api/session/", "/api/queries/rooms/", "/api/docs/", "/api/docs"):
        answer = await org.owner.get(path, headers={"host": "evil.example"})
        assert "evil.example" not in answer.text + str(answer.headers)


async def test_the_database_role_of_no_refusal_is_shown(org: Organisation) -> None:
    """A refusal names rules and values, never SQL or paths."""
    room = await org.room()
    await org.owner.do("place-booking", room_id=room, **stay())
    text = (await org.owner.give("place-booking", {"room_id": room, **stay()})).text
    assert not any(word in text for word in ("SELECT", "psycopg", "Traceback", org.settings.database_schema))


async def test_livez_readyz_and_version_answer_strangers(org: Organisation) -> None:
    stranger = org.anonymous()
    assert (await stranger.get("/livez")).json() == {"status": "ok"}
    assert (await stranger.get("/readyz")).json() == {"status": "ok", "waiting": 0}
    assert (await stranger.get("/version")).json()["version"]


async def test_metrics_count_requests_by_route_and_not_by_path(org: Organisation) -> None:
    await org.owner.ask("rooms/5a0d9d4c-0000-4000-8000-000000000000")
    text = (await org.anonymous().get("/metrics")).text
    assert 'route="/api/queries/rooms/{room_id}"' in text
    assert "5a0d9d4c" not in text
