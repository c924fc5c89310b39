"""Signing in and out over HTTP: cookies, origins, tokens, invitations, the first run."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie

import httpx
import pytest
from uuid_utils.compat import uuid7

from bookit.api.requests import SESSION_COOKIE
from bookit.domain.actor import Scope
from bookit.events.values import Role
from tests.api.test_commands import problem
from tests.database import open_database
from tests.running import HOST, ORIGIN, PASSWORD, Client, Member, Organisation, organisation, settings_of_its_own, stay

pytestmark = pytest.mark.anyio


def session_cookie(answer: httpx.Response) -> Morsel[str]:
    """The session cookie that an answer sets."""
    (header,) = answer.headers.get_list("set-cookie")
    return SimpleCookie(header)[SESSION_COOKIE]


async def sign_in(client: Client, member: Member, password: str = PASSWORD) -> httpx.Response:
    return await client.post("/api/session", json={"email": member.email, "password": password})


@pytest.fixture(scope="module")
async def member(org: Organisation) -> Member:
    return await org.member()


async def test_signing_in_sets_a_cookie_that_scripts_of_a_page_never_see(member: Member, org: Organisation) -> None:
    client = org.anonymous()
    answer = await sign_in(client, member)
    assert answer.status_code == 201
    cookie = session_cookie(answer)
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]
    assert not cookie["secure"]
    assert cookie.value not in answer.text
    assert answer.json()["email"] == member.email
    assert (await client.get("/api/session")).json() == answer.json()


async def test_the_cookie_insists_on_tls_where_people_come_by_https(postgres_dsn: str) -> None:
    with settings_of_its_own(postgres_dsn, None, base_url=f"https://{HOST}") as settings:
        async with organisation(settings) as org:
            answer = await sign_in(org.anonymous(origin=f"https://{HOST}"), org.the_owner)
            assert session_cookie(answer)["secure"]
            foreign = await sign_in(org.anonymous(origin=ORIGIN), org.the_owner)
            assert problem(foreign) == "cross-origin"


async def test_a_session_that_is_due_gets_a_new_cookie_like_the_first(org: Organisation) -> None:
    client = await org.client(await org.member())
    before = client.cookies[SESSION_COOKIE]
    first = await sign_in(org.anonymous(), org.the_owner)
    async with open_database(org.settings) as database:
        await database.run("UPDATE {schema}.sessions SET rotated_at = now() - interval '2 days'")
    answer = await client.get("/api/session")
    cookie = session_cookie(answer)
    assert cookie.value != before
    flags = ("httponly", "samesite", "path", "secure", "domain", "max-age")
    assert {flag: cookie[flag] for flag in flags} == {flag: session_cookie(first)[flag] for flag in flags}
    assert (await client.get("/api/session")).status_code == 200


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"origin": ORIGIN}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": f"{ORIGIN}.evil.example"}, False),
        ({"origin": f"http://{HOST}:8080"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": ORIGIN, "sec-fetch-site": "cross-site"}, False),
    ],
    ids=str,
)
async def test_a_cookie_works_for_our_own_pages_only(
    method: str, headers: dict[str, str], allowed: bool, member: Member, org: Organisation
) -> None:
    client = await org.client(member)
    del client.headers["origin"]
    client.headers.update(headers)
    if method == "DELETE":
        answer = await client.delete("/api/session")
    else:
        answer = await client.give("cancel-booking", {"booking_id": str(uuid7())})
    assert (answer.status_code != 403) == allowed
    if not allowed:
        assert problem(answer) == "cross-origin"


async def test_a_token_needs_no_origin(member: Member, org: Organisation) -> None:
    script = await org.script(member, Scope.BOOK, Scope.READ)
    assert "origin" not in script.headers
    assert (await script.give("cancel-booking", {"booking_id": str(uuid7())})).status_code == 404


async def test_reading_with_a_cookie_needs_no_origin(member: Member, org: Organisation) -> None:
    client = await org.client(member)
    del client.headers["origin"]
    assert (await client.ask("rooms")).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
async def test_another_sites_page_can_not_sign_its_visitor_in(
    headers: dict[str, str], member: Member, org: Organisation
) -> None:
    assert problem(await sign_in(org.anonymous(**headers), member)) == "cross-origin"


async def test_signing_out_acts_at_once(member: Member, org: Organisation) -> None:
    client = await org.client(member)
    stolen = org.anonymous(origin=ORIGIN, cookie=f"{SESSION_COOKIE}={client.cookies[SESSION_COOKIE]}")
    assert (await stolen.ask("rooms")).status_code == 200
    answer = await client.delete("/api/session")
    assert answer.status_code == 204
    assert session_cookie(answer).value == ""
    assert (await stolen.ask("rooms")).status_code == 401


async def test_a_session_can_be_ended_from_another(org: Organisation) -> None:
    member = await org.member()
    lost, here = await org.client(member), await org.client(member)
    seen = (await here.get("/api/session/sessions")).json()["items"]
    assert sorted(session["current"] for session in seen) == [False, True]
    (other,) = [session["session_id"] for session in seen if not session["current"]]
    assert (await here.delete(f"/api/session/sessions/{other}")).status_code == 204
    assert (await lost.ask("rooms")).status_code == 401
    assert (await here.ask("rooms")).status_code == 200
    assert (await here.delete(f"/api/session/sessions/{other}")).status_code == 404


async def test_nobody_ends_the_session_of_another_member(member: Member, org: Organisation) -> None:
    victim = await org.client(member)
    session_id = (await victim.get("/api/session/sessions")).json()["items"][0]["session_id"]
    other = await org.client(await org.member())
    assert (await other.delete(f"/api/session/sessions/{session_id}")).status_code == 404
    assert (await victim.ask("rooms")).status_code == 200


async def test_a_suspended_member_is_out_at_once(org: Organisation) -> None:
    member = await org.member()
    client, script = await org.client(member), await org.script(member, Scope.READ)
    await org.owner.do("suspend-member", member_id=member.id, reason="Left")
    assert problem(await client.ask("rooms")) == "not-signed-in"
    assert problem(await script.ask("rooms")) == "not-signed-in"
    assert problem(await sign_in(org.anonymous(), member)) == "member-suspended"
    await org.owner.do("reinstate-member", member_id=member.id)
    assert (await client.ask("rooms")).status_code == 401
    assert (await sign_in(org.anonymous(), member)).status_code == 201


async def test_who_i_am_says_what_i_may_do(org: Organisation) -> None:
    building = await org.building()
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    me = (await manager.get("/api/session")).json()
    assert me["roles"] == ["manager", "member"]
    assert me["managed_buildings"] == [building]
    assert me["may"]["place-booking"] == "managed"
    assert "add-building" not in me["may"]


async def test_a_token_does_what_its_scopes_say_until_it_is_revoked(org: Organisation) -> None:
    admin = await org.member(Role.ADMIN)
    browser = await org.client(admin)
    reader = await org.script(admin, Scope.READ)
    assert (await reader.ask("members")).status_code == 200
    assert problem(await reader.give("add-building", {"name": "X", "time_zone": "UTC"})) == "forbidden"
    assert set((await reader.get("/api/session")).json()["may"]) == {
        "see-spaces", "see-availability", "see-booking", "see-room-history", "see-member", "see-members",
        "see-approvals", "see-waitlist", "see-displaced", "see-reports", "see-feedback", "see-stream", "see-inbox",
        "find-addressee",
    }  # fmt: skip
    (token,) = (await browser.get("/api/session/tokens")).json()["items"]
    assert "token" not in token
    assert (await browser.delete(f"/api/session/tokens/{token['token_id']}")).status_code == 204
    assert (await reader.ask("members")).status_code == 401


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"expires_at": "2150-01-01T00:00:00Z"}, 422),
        ({"expires_at": "2020-01-01T00:00:00Z"}, 422),
        ({"expires_at": "9999-12-31T23:59:59Z"}, 422),
        ({"expires_at": "2027-01-01T00:00:00"}, 400),
        ({"scopes": []}, 400),
        ({"scopes": ["everything"]}, 400),
        ({"name": ""}, 400),
        ({"name": "a\nb"}, 422),
        ({"name": "a\0b"}, 400),
        ({"name": "n" * 101}, 400),
    ],
    ids=str,
)
async def test_a_token_has_a_name_scopes_and_an_end(
    change: dict[str, object], status: int, member: Member, org: Organisation
) -> None:
    body = {"name": "N", "scopes": ["read"], "expires_at": timedelta(days=1), **change}
    now = datetime.now(UTC)
    body = {name: (now + value).isoformat() if isinstance(value, timedelta) else value for name, value in body.items()}
    answer = await (await org.client(member)).post("/api/session/tokens", json=body)
    assert answer.status_code == status, answer.text


async def test_a_token_can_not_make_a_token(member: Member, org: Organisation) -> None:
    script = await org.script(member, *Scope)
    expires_at = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    answer = await script.post("/api/session/tokens", json={"name": "N", "scopes": ["read"], "expires_at": expires_at})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer bookit_guessed"},
        {"authorization": "Bearer " + "x" * 10_000},
        {"authorization": "Basic b3duZXI6cGFzc3dvcmQ="},
        {"authorization": "Bearer"},
        {"cookie": f"{SESSION_COOKIE}=guessed"},
        {"cookie": f"{SESSION_COOKIE}="},
        {"cookie": f'{SESSION_COOKIE}="\\000"'},
        {"cookie": ";=;" * 100},
    ],
    ids=str,
)
async def test_what_proves_nothing_is_not_signed_in(headers: dict[str, str], org: Organisation) -> None:
    answer = await org.anonymous(**headers).ask("rooms")
    assert answer.status_code == 401
    assert problem(answer) == "not-signed-in"


async def test_a_token_in_place_of_a_cookie_and_the_other_way_round_is_nothing(
    member: Member, org: Organisation
) -> None:
    session = (await org.client(member)).cookies[SESSION_COOKIE]
    token = (await org.script(member, Scope.READ)).headers["authorization"].removeprefix("Bearer ")
    assert (await org.anonymous(authorization=f"Bearer {session}").ask("rooms")).status_code == 401
    assert (await org.anonymous(cookie=f"{SESSION_COOKIE}={token}").ask("rooms")).status_code == 401


async def test_wrong_guesses_are_slowed_down_and_told_apart_for_nobody(org: Organisation) -> None:
    member = await org.member()
    guesser = org.anonymous()
    told = []
    for _ in range(6):
        answer = await sign_in(guesser, member, "wrong password")
        told.append((answer.status_code, problem(answer)))
    assert told[:5] == [(401, "sign-in-refused")] * 5
    assert told[5] == (429, "too-many-attempts")
    assert int(answer.headers["retry-after"]) >= 1
    nobody = Member(member.who, f"{uuid7()}@bookit.test")
    unknown = await sign_in(guesser, nobody, "wrong password")
    assert (unknown.status_code, unknown.json()["detail"]) == (
        401,
        "This address and this password do not belong together.",
    )


@pytest.mark.parametrize("email", ["", "nobody", "a\0b@c", "a@b\r\nBcc: x", "🦄@🦄", "'; DROP TABLE people; --", "@"])
async def test_an_address_that_is_none_is_refused_like_any_other(email: str, org: Organisation) -> None:
    answer = await org.anonymous().post("/api/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == (400 if "\0" in email else 401)


async def test_a_changed_password_ends_the_other_sessions(org: Organisation) -> None:
    member = await org.member()
    here, there = await org.client(member), await org.client(member)
    new = "an even better password"
    wrong = await here.post("/api/session/password", json={"current": "not this one", "new": new})
    assert problem(wrong) == "sign-in-refused"
    weak = await here.post("/api/session/password", json={"current": PASSWORD, "new": "short"})
    assert problem(weak) == "weak-password"
    answer = await here.post("/api/session/password", json={"current": PASSWORD, "new": new})
    assert answer.status_code == 204
    assert (await there.ask("rooms")).status_code == 401
    assert (await here.ask("rooms")).status_code == 200
    assert (await sign_in(org.anonymous(), member)).status_code == 401
    assert (await sign_in(org.anonymous(), member, new)).status_code == 201


async def test_an_invited_person_joins_with_the_token_and_books(org: Organisation) -> None:
    email = f"{uuid7().hex}@bookit.test"
    invited = await org.owner.do("invite-member", email=email, name="Nora New", groups=["choir"])
    path = f"/api/accounts/{invited['member_id']}/invitation"
    void = (await org.owner.post(path)).json()["token"]
    token = (await org.owner.post(path)).json()["token"]
    newcomer = org.anonymous(origin=ORIGIN)
    weak = await newcomer.post("/api/session/invitation", json={"token": token, "password": "short"})
    assert problem(weak) == "weak-password"
    replaced = await newcomer.post("/api/session/invitation", json={"token": void, "password": PASSWORD})
    assert problem(replaced) == "token-refused"
    joined = await newcomer.post("/api/session/invitation", json={"token": token, "password": PASSWORD})
    assert joined.status_code == 201
    assert joined.json()["email"] == email
    assert joined.json()["groups"] == ["choir"]
    assert (await newcomer.give("place-booking", {"room_id": await org.room(), **stay()})).status_code == 201
    again = await org.anonymous().post("/api/session/invitation", json={"token": token, "password": PASSWORD})
    assert problem(again) == "token-refused"
    assert problem(await org.owner.post(path)) == "conflict"


async def test_a_member_who_forgot_the_password_gets_in_by_a_reset(org: Organisation) -> None:
    member = await org.member()
    stolen = await org.client(member)
    issued = await org.owner.post(f"/api/accounts/{member.id}/password-reset")
    assert issued.headers["cache-control"] == "no-store"
    body = {"token": issued.json()["token"], "password": "a password to remember"}
    client = org.anonymous(origin=ORIGIN)
    assert (await client.post("/api/session/password-reset", json=body)).status_code == 201
    assert (await client.ask("rooms")).status_code == 200
    assert (await stolen.ask("rooms")).status_code == 401
    assert problem(await client.post("/api/session/password-reset", json=body)) == "token-refused"


async def test_a_token_for_one_purpose_serves_no_other(org: Organisation) -> None:
    member = await org.member()
    token = (await org.owner.post(f"/api/accounts/{member.id}/password-reset")).json()["token"]
    body = {"token": token, "password": PASSWORD}
    assert problem(await org.anonymous().post("/api/session/invitation", json=body)) == "token-refused"
    setup = body | {"email": "thief@bookit.test", "name": "Thief"}
    assert problem(await org.anonymous().post("/api/session/setup", json=setup)) == "token-refused"


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
async def test_only_an_owner_lets_owners_and_admins_in(role: Role, org: Organisation) -> None:
    admin = await org.client(await org.member(Role.ADMIN))
    powerful = await org.member(role)
    invited = await org.owner.do("invite-member", email=f"{uuid7().hex}@bookit.test", name="Not Yet")
    await org.owner.do("grant-role", member_id=invited["member_id"], role=role)
    for path in (f"{powerful.id}/password-reset", f"{invited['member_id']}/invitation"):
        assert problem(await admin.post(f"/api/accounts/{path}")) == "forbidden"
        assert (await org.owner.post(f"/api/accounts/{path}")).status_code == 201


async def test_nobody_lets_in_whom_the_ledger_does_not_know(org: Organisation) -> None:
    for what in ("invitation", "password-reset"):
        assert problem(await org.owner.post(f"/api/accounts/{uuid7()}/{what}")) == "not-found"
        assert (await org.owner.post(f"/api/accounts/nobody/{what}")).status_code == 400


async def test_a_token_lets_nobody_in(org: Organisation) -> None:
    script = await org.script(org.the_owner, *Scope)
    member = await org.member()
    assert problem(await script.post(f"/api/accounts/{member.id}/password-reset")) == "forbidden"


@pytest.fixture
async def new_install(postgres_dsn: str) -> AsyncIterator[Organisation]:
    with settings_of_its_own(postgres_dsn, None) as settings:
        async with organisation(settings, founded=False) as org:
            yield org


async def test_the_first_owner_is_who_has_the_token_of_the_log(new_install: Organisation) -> None:
    token = await new_install.system.identity.first_run.open()
    body = {"email": "first@bookit.test", "name": "First Owner", "password": PASSWORD}
    guess = await new_install.anonymous().post("/api/session/setup", json=body | {"token": "guess"})
    assert problem(guess) == "token-refused"
    client = new_install.anonymous(origin=ORIGIN)
    claimed = await client.post("/api/session/setup", json=body | {"token": token})
    assert claimed.status_code == 201
    assert claimed.json()["roles"] == ["member", "owner"]
    assert (await client.give("add-building", {"name": "HQ", "time_zone": "UTC"})).status_code == 201
    second = await new_install.anonymous().post(
        "/api/session/setup", json=body | {"token": token, "email": "second@bookit.test"}
    )
    assert problem(second) == "token-refused"
    assert await new_install.system.identity.first_run.open() is None
