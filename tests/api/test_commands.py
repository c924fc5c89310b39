"""What a command answers, and what its Idempotency-Key promises."""

from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from uuid_utils.compat import uuid7

from bookit.commands import CATALOGUE
from bookit.domain.actor import Scope
from bookit.events.values import Role
from tests.running import Body, Organisation, stay

pytestmark = pytest.mark.anyio


def problem(answer: httpx.Response) -> str:
    """The last part of a problem's type, after a look at its form."""
    document: Body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert document["status"] == answer.status_code
    assert document["title"]
    assert document["detail"]
    assert document["request_id"] == answer.headers["x-request-id"]
    return str(document["type"].removeprefix("/problems/"))


async def test_every_public_command_has_a_route_and_no_internal_one_has(org: Organisation) -> None:
    routes = {path.rsplit("/", 1)[-1] for path in org.app.openapi()["paths"] if path.startswith("/api/commands/")}
    assert routes == {name for name, entry in CATALOGUE.items() if not entry.internal}
    for name, entry in CATALOGUE.items():
        if entry.internal:
            assert (await org.owner.give(name, {})).status_code == 404


async def test_a_command_answers_what_it_made_and_where_in_the_ledger(org: Organisation) -> None:
    room = await org.room()
    answer = await org.owner.give("place-booking", {"room_id": room, **stay()})
    assert answer.status_code == 201
    made = answer.json()
    assert made["status"] == "confirmed"
    assert {str(UUID(made[name])) for name in ("booking_id", "command_id")} == {made["booking_id"], made["command_id"]}
    assert made["position"] == int(answer.headers["Bookit-Position"]) == await org.head()


async def test_a_command_that_makes_nothing_new_answers_200(org: Organisation) -> None:
    building = await org.building()
    answer = await org.owner.give("rename-building", {"building_id": building, "name": "Mill"})
    assert answer.status_code == 200
    assert answer.json()["building_id"] == building


async def test_the_same_key_runs_once_and_answers_the_same(org: Organisation) -> None:
    body = {"room_id": await org.room(), **stay()}
    first = await org.owner.give("place-booking", body, key="one and only")
    head = await org.head()
    again = await org.owner.give("place-booking", body, key="one and only")
    assert again.status_code == first.status_code == 201
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert await org.head() == head


async def test_the_same_key_answers_the_same_after_the_world_has_moved_on(org: Organisation) -> None:
    body = {"room_id": await org.room(), **stay()}
    first = await org.owner.give("place-booking", body, key="before the closing")
    await org.owner.do("close-room", room_id=body["room_id"], reason="Flood")
    again = await org.owner.give("place-booking", body, key="before the closing")
    assert again.json() == first.json()


async def test_the_same_key_with_another_body_is_refused(org: Organisation) -> None:
    room = await org.room()
    await org.owner.give("place-booking", {"room_id": room, **stay(9)}, key="mine")
    other = await org.owner.give("place-booking", {"room_id": room, **stay(15)}, key="mine")
    assert other.status_code == 409
    assert problem(other) == "idempotency-key-reused"


async def test_the_same_key_for_another_command_is_refused(org: Organisation) -> None:
    building = await org.building()
    day: Body = {"building_id": building, "day": "2030-01-01"}
    await org.owner.give("close-day", {**day, "reason": "New year"}, key="a day")
    assert problem(await org.owner.give("reopen-day", day, key="a day")) == "idempotency-key-reused"


async def test_keys_of_two_members_never_meet(org: Organisation) -> None:
    room = await org.room()
    one, other = await org.client(await org.member()), await org.client(await org.member())
    first = await one.give("place-booking", {"room_id": room, **stay(9)}, key="1")
    second = await other.give("place-booking", {"room_id": room, **stay(10)}, key="1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["booking_id"] != second.json()["booking_id"]


async def test_a_refused_command_may_be_sent_again_with_its_key(org: Organisation) -> None:
    room = await org.room()
    blocking = await org.owner.do("place-booking", room_id=room, **stay())
    body = {"room_id": room, **stay()}
    head = await org.head()
    assert problem(await org.owner.give("place-booking", body, key="patience")) == "room-taken"
    assert await org.head() == head
    await org.owner.do("cancel-booking", booking_id=blocking["booking_id"])
    assert (await org.owner.give("place-booking", body, key="patience")).status_code == 201


@pytest.mark.parametrize(("key", "status"), [("", 400), ("k" * 256, 400), ("k" * 255, 201), ("ключ", 201)])
async def test_a_key_has_1_to_255_characters(key: str, status: int, org: Organisation) -> None:
    body = {"room_id": await org.room(), **stay()}
    header = [(b"Idempotency-Key", key.encode())]
    answer = await org.owner.post("/api/commands/place-booking", json=body, headers=header)
    assert answer.status_code == status
    if status == 400:
        assert problem(answer) == "malformed"
        assert answer.json()["header"] == "Idempotency-Key"


async def test_a_taken_room_says_until_when_and_when_it_is_free(org: Organisation) -> None:
    room = await org.room()
    held = stay(9)
    await org.owner.do("place-booking", room_id=room, **held)
    answer = await org.owner.give("place-booking", {"room_id": room, **stay(9)})
    assert answer.status_code == 409
    assert problem(answer) == "room-taken"
    taken = answer.json()
    assert taken["blocking"] == held
    assert taken["room_id"] == room
    assert datetime.fromisoformat(taken["next_free"][0]["starts_at"]) == datetime.fromisoformat(held["ends_at"])


async def test_back_to_back_bookings_do_not_meet(org: Organisation) -> None:
    room = await org.room()
    for hour in (10, 9, 11):
        await org.owner.do("place-booking", room_id=room, **stay(hour))


async def test_a_rule_that_says_no_is_named_with_its_value(org: Organisation) -> None:
    room = await org.room(policy={"max_minutes": 30})
    answer = await org.owner.give("place-booking", {"room_id": room, **stay(9, minutes=60)})
    assert answer.status_code == 422
    assert problem(answer) == "rule-broken"
    assert answer.json()["rule"] == "max_minutes"
    assert answer.json()["value"] == 30


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("place-booking", {"room_id": str(uuid7()), **stay()}),
        ("cancel-booking", {"booking_id": str(uuid7())}),
        ("rename-building", {"building_id": str(uuid7()), "name": "X"}),
        ("close-room", {"room_id": str(uuid7()), "reason": "X"}),
        ("suspend-member", {"member_id": str(uuid7()), "reason": "X"}),
    ],
)
async def test_what_does_not_exist_is_not_found(name: str, body: Body, org: Organisation) -> None:
    answer = await org.owner.give(name, body)
    assert answer.status_code == 404
    assert problem(answer) == "not-found"


async def test_a_thing_of_another_kind_is_not_found(org: Organisation) -> None:
    answer = await org.owner.give("place-booking", {"room_id": await org.building(), **stay()})
    assert problem(answer) == "not-found"


async def test_a_script_books_with_the_scope_for_it(org: Organisation) -> None:
    room = await org.room()
    script = await org.script(await org.member(), Scope.BOOK)
    assert (await script.give("place-booking", {"room_id": room, **stay()})).status_code == 201


@pytest.mark.parametrize("role", ["owner", "admin"])
async def test_only_an_owner_makes_owners_and_admins(role: str, org: Organisation) -> None:
    admin, member = await org.client(await org.member(Role.ADMIN)), await org.member()
    grant: dict[str, Any] = {"member_id": member.id, "role": role}
    assert (await admin.give("grant-role", grant)).status_code == 403
    assert (await org.owner.give("grant-role", grant)).status_code == 200
    assert (await admin.give("revoke-role", grant)).status_code == 403


async def test_a_right_taken_back_counts_at_once(org: Organisation) -> None:
    member = await org.member(Role.ADMIN)
    client = await org.client(member)
    assert (await client.give("add-building", {"name": "A", "time_zone": "UTC"})).status_code == 201
    await org.owner.do("revoke-role", member_id=member.id, role="admin")
    assert (await client.give("add-building", {"name": "B", "time_zone": "UTC"})).status_code == 403
