"""Those who watch do their work with the demo's accounts, by what anybody can send over HTTP, and no more than that."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bookit.demo.people import DOMAIN, PASSWORD, PEOPLE
from bookit.domain.actor import MATRIX, Actor, Scope
from bookit.events.values import Role
from bookit.projections import PROJECTIONS
from bookit.queries.reports import REPORTS
from bookit.settings import Settings
from tests.demo.told import Story
from tests.running import ORIGIN, Body, Client, Organisation, organisation, tomorrow

pytestmark = pytest.mark.anyio

_OPERATES = {act for act, right in MATRIX.items() if right.scope is Scope.OPERATE}
MORE_THAN_A_MEMBER = {
    Role.AUDITOR: {
        "see-booking",
        "see-waitlist",
        "see-room-history",
        "see-ledger",
        "see-member",
        "see-members",
        "see-operator-acts",
    },
    Role.ANALYST: {"see-reports"},
    Role.OPERATOR: _OPERATES,
}
"""All that these roles add: nothing that an auditor or an analyst could change anything with."""


@pytest.fixture(scope="module")
async def org(told: Settings) -> AsyncIterator[Organisation]:
    """The demo's organisation behind HTTP."""
    async with organisation(told, founded=False) as running:
        await running.caught_up()
        yield running


SignIn = Callable[[Role], Awaitable[Client]]


@pytest.fixture
def sign_in(org: Organisation) -> SignIn:
    async def sign_in(role: Role) -> Client:
        client = org.anonymous(origin=ORIGIN)
        answer = await client.post("/api/session", json={"email": f"{role}@{DOMAIN}", "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        client.member_id = answer.json()["member_id"]
        return client

    return sign_in


async def refused(client: Client, *questions: str) -> None:
    for question in questions:
        assert (await client.ask(question)).status_code in {403, 404}, question


REPORT = "reports/utilisation?from=2026-01-01&to=2026-02-01"


@pytest.mark.parametrize("role", MORE_THAN_A_MEMBER)
def test_an_account_may_what_its_role_is_for_and_otherwise_what_any_member_may(role: Role, story: Story) -> None:
    (member_id,) = [who for who, email in story.emails.items() if email == f"{role}@{DOMAIN}"]
    somebody, anybody = Actor.of(story.members[member_id], frozenset(Scope)), Actor(member_id)

    assert {act for act in MATRIX if somebody.reach(act) > anybody.reach(act)} == MORE_THAN_A_MEMBER[role]


async def test_the_auditor_sees_what_happened_how_it_was_and_the_proof(
    org: Organisation, sign_in: SignIn, story: Story
) -> None:
    auditor = await sign_in(Role.AUDITOR)
    head = len(story.facts)
    building_id, building = next(iter(story.buildings.items()))
    room_id = next(room_id for room_id, room in story.rooms.items() if room.building_id == building_id)
    booking_id, member_id = next((each.id, each.member_id) for each in story.bookings.values())

    async def as_of(what: str, **parameters: Any) -> Body:
        return await auditor.learn("ledger/as-of", {"at": head, "what": what} | parameters)

    for thing in (
        f"bookings/{booking_id}",
        f"rooms/{room_id}",
        f"members/{member_id}",
        f"ledger/streams/{building_id}",
    ):
        assert (await auditor.learn(f"{thing}/history"))["items"][0]["words"], thing
    assert (await auditor.learn("ledger/events", {"after": head - 1}))["items"][0]["position"] == head
    assert (await as_of("calendar", building_id=building_id, day=f"{tomorrow() - timedelta(days=3):%Y-%m-%d}"))["rooms"]
    assert (await as_of("room-policy", room_id=room_id))["rules"]
    assert (await as_of("member-rights", member_id=auditor.member_id))["roles"] == ["auditor", "member"]
    assert (await as_of("floor-occupancy", floor_id=next(iter(building.floors)), moment=tomorrow().isoformat()))[
        "rooms"
    ]
    assert (await auditor.learn("ledger/proof"))["head"]["position"] == await org.head()
    assert len((await auditor.learn("members", {"limit": 100}))["items"]) == len(story.members)
    await auditor.learn("ops/acts")
    own = [each["path"] for each in (await auditor.learn("ledger/readings"))["items"]]
    assert {"ledger/proof", "members", f"bookings/{booking_id}/history"} <= set(own)

    await refused(auditor, REPORT, "ops/projections", "ops/jobs", "approvals", f"rooms/{room_id}/code")


async def test_the_analyst_has_every_report_and_nobodys_name(sign_in: SignIn, story: Story) -> None:
    analyst = await sign_in(Role.ANALYST)
    dates = {"from": f"{tomorrow() - timedelta(days=40):%Y-%m-%d}", "to": f"{tomorrow():%Y-%m-%d}"}

    for report in REPORTS:
        told = await analyst.ask(f"reports/{report}", dates)
        file = await analyst.get(f"/api/queries/reports/{report}", params=dates, headers={"accept": "text/csv"})
        assert told.status_code == file.status_code == 200
        assert file.headers["content-type"].startswith("text/csv")
        assert not [
            person for person in PEOPLE for word in (person.name, person.email) if word in told.text + file.text
        ]
    held = await analyst.learn("reports/utilisation", dates)
    assert held["items"][0]["held_minutes"] > 0

    (other,) = [who for who, email in story.emails.items() if email == f"member@{DOMAIN}"]
    await refused(
        analyst, "members", f"members/{other}", "ledger/events", "ledger/proof", "ops/projections", "approvals"
    )


async def test_the_operator_runs_the_machinery_and_reads_nothing_else(sign_in: SignIn, story: Story) -> None:
    operator = await sign_in(Role.OPERATOR)

    for question in ("projections", "queues", "processes", "jobs", "parked", "deadlines", "sessions", "storage"):
        await operator.learn(f"ops/{question}")
    rebuild = {"projection": "waitlist", "switch_when_ready": False}
    assert (await operator.post("/api/ops/start-rebuild", json=rebuild)).status_code == 200
    shown = (await operator.learn("ops/projections"))["items"]
    assert {each["name"] for each in shown if each["build"] == "live"} == {each.NAME for each in PROJECTIONS}
    assert [each["name"] for each in shown if each["build"] == "rebuild"] == ["waitlist"]
    assert (await operator.post("/api/ops/drop-rebuild", json={"projection": "waitlist"})).status_code == 200
    acts = (await operator.learn("ops/acts"))["items"]
    assert [(each["name"], each["actor_id"]) for each in acts[:2]] == [
        ("drop-rebuild", operator.member_id),
        ("start-rebuild", operator.member_id),
    ]

    (other,) = [who for who, email in story.emails.items() if email == f"member@{DOMAIN}"]
    await refused(operator, REPORT, "members", f"members/{other}", "ledger/events", "ledger/readings", "approvals")
