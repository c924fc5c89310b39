"""Many at once: one slot, one key, one member who is being suspended; through real processes."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor
from bookit.embedded.ports import free_ports
from bookit.ledger.execution import command_id_of
from bookit.settings import Settings
from bookit.wiring import running
from tests.faults.aftermath import hold
from tests.faults.load import TITLE, receipt_of
from tests.installation import Installation, api_process, open_rooms, restart
from tests.running import ROUND_THE_CLOCK, Body, stay

pytestmark = pytest.mark.anyio

RACERS = 500
TWINS = 50
WISHES = 300


@pytest.fixture(autouse=True)
def aftermath(house: Installation) -> Iterator[None]:
    """When a race is run, every invariant holds."""
    yield
    hold(house)


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes


def note(house: Installation, keys: list[str], answers: list[Answer]) -> None:
    """What those with these keys were told, for the aftermath."""
    for key, answer in zip(keys, answers, strict=True):
        if answer.status == 201:
            house.witness.receipts.append(receipt_of(answer.body))
        else:
            house.witness.refused.append(command_id_of(Actor(house.owner.member_id), key))


async def at_once(house: Installation, wish: Body, keys: list[str]) -> list[Answer]:
    """The answers to one wish sent with each of these keys at the same time, each over a connection of its own."""
    body = json.dumps(wish)
    head = (
        f"POST /api/commands/place-booking HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {house.owner.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
    )
    requests = [f"{head}Idempotency-Key: {key}\r\n\r\n{body}".encode() for key in keys]
    return await asyncio.gather(*(_answer(house.settings.port, request) for request in requests))


async def _answer(port: int, request: bytes) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    await writer.wait_closed()
    return Answer(int(head[9:12]), head.lower(), body)


def a_wish(house: Installation) -> Body:
    """An hour in a new room, for a guest."""
    with house.client() as client:
        (room,) = open_rooms(client, 1)
    return {"room_id": room, "booked_for": str(house.guest.member_id), "title": TITLE, **stay()}


async def test_complaint_1_of_500_who_want_one_slot_one_gets_it_and_the_others_learn_when_it_is_free(
    house: Installation,
) -> None:
    keys = [str(uuid7()) for _ in range(RACERS)]
    answers = await at_once(house, a_wish(house), keys)
    assert Counter(answer.status for answer in answers) == {201: 1, 409: RACERS - 1}
    for answer in answers:
        if answer.status == 409:
            refusal = json.loads(answer.body)
            assert refusal["type"] == "/problems/room-taken"
            assert refusal["next_free"][0]["starts_at"] == stay()["ends_at"]
    note(house, keys, answers)


async def test_one_key_50_times_at_once_runs_once(house: Installation) -> None:
    keys = ["all-the-same"] * TWINS
    answers = await at_once(house, a_wish(house), keys)
    assert {(answer.status, answer.body) for answer in answers} == {(201, answers[0].body)}
    assert sum(b"idempotent-replayed" not in answer.head for answer in answers) == 1
    note(house, keys, answers)


def open_hall(house: Installation) -> list[str]:
    """A hall in three parts: each part, two pairs of them, and the whole. Booking the whole claims all of them."""
    with house.client() as client:

        def made(command: str, answer: str, **body: Any) -> str:
            return str(client.post(f"/api/commands/{command}", json=body).raise_for_status().json()[answer])

        building = made("add-building", "building_id", name="Hall", time_zone="UTC", opening_hours=ROUND_THE_CLOCK)
        room = {"building_id": building, "kind": "meeting_room", "capacity": 8}
        parts = [made("open-room", "room_id", **room, name=f"Part {number}") for number in range(3)]
        wholes = [
            made("open-room", "room_id", **room, name=f"Whole {number}", made_of=parts[first:last])
            for number, (first, last) in enumerate([(0, 2), (1, 3), (0, 3)])
        ]
        return parts + wholes


async def test_many_who_want_parts_and_wholes_in_any_order_never_meet_a_deadlock(
    house: Installation,
) -> None:
    rooms, dice = open_hall(house), random.Random(4711)
    wishes = [{"room_id": dice.choice(rooms), "title": TITLE, **stay(dice.randrange(8, 12))} for _ in range(WISHES)]
    keys = [str(uuid7()) for _ in wishes]
    answered = await asyncio.gather(*(at_once(house, wish, [key]) for wish, key in zip(wishes, keys, strict=True)))
    answers = [answer for (answer,) in answered]
    statuses = Counter(answer.status for answer in answers)
    assert statuses.keys() == {201, 409}
    assert 4 <= statuses[201] <= 12
    note(house, keys, answers)


@pytest.fixture(scope="module")
def second_api(the_house: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of another API process of the same organisation, with a memory of its own."""
    settings = Settings(**(the_house.settings.model_dump() | {"port": free_ports(1)[0]}))
    process = api_process(settings, tmp_path_factory.mktemp("second"))
    restart(process)
    yield f"http://127.0.0.1:{settings.port}"
    process.stop()


def test_what_one_process_gives_or_takes_counts_in_the_other_at_once(house: Installation, second_api: str) -> None:
    building = {"name": "House", "time_zone": "UTC"}
    with house.client() as owner, httpx.Client(base_url=second_api, headers={"origin": house.address}) as member:

        def give(command: str, **body: str) -> str:
            answer = owner.post(f"/api/commands/{command}", json=body).raise_for_status()
            return str(answer.json()["member_id"])

        member_id = give("invite-member", email="mia@bookit.test", name="Mia")
        token = issue_invitation(house, member_id)
        member.post("/api/session/invitation", json={"token": token, "password": "a long password"}).raise_for_status()
        assert member.post("/api/commands/add-building", json=building).status_code == 403
        give("grant-role", member_id=member_id, role="admin")
        assert member.post("/api/commands/add-building", json=building).status_code == 201
        give("revoke-role", member_id=member_id, role="admin")
        assert member.post("/api/commands/add-building", json=building).status_code == 403
        assert member.get("/api/session").status_code == 200
        give("suspend-member", member_id=member_id, reason="Left")
        assert member.get("/api/session").status_code == 401


def issue_invitation(house: Installation, member_id: str) -> str:
    """The token that admins hand on; it takes a session, which our script has not."""

    async def issue() -> str:
        async with running(house.settings) as system:
            return await system.identity.invitations.issue(UUID(member_id))

    return asyncio.run(issue())
