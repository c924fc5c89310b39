"""What an auditor asks: the raw ledger, the organisation as it was, the proof, and who read it."""

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.domain.actor import Scope
from bookit.events.values import Role
from bookit.ledger.checking import Checker
from bookit.ledger.signing import Checkpoint, PublicKey
from tests.running import Client, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


@pytest.fixture
async def auditor(org: Organisation) -> Client:
    return await org.client(await org.member(Role.AUDITOR, name="Audra Auditor"))


async def as_of(auditor: Client, at: Any, what: str, **parameters: Any) -> dict[str, Any]:
    return await auditor.learn("ledger/as-of", {"at": at, "what": what, **parameters})


async def test_the_raw_ledger_is_paged_and_filtered(org: Organisation, auditor: Client) -> None:
    before = await org.head()
    room = await org.room()
    mia = await org.client(await org.member())
    placed = await mia.do("place-booking", room_id=room, title="Zebra crossing", **stay())
    cancelled = await mia.do("cancel-booking", booking_id=placed["booking_id"], reason="Ill")
    await org.caught_up()

    everything = (await auditor.learn("ledger/events", {"after": before}))["items"]
    assert [item["position"] for item in everything] == list(range(before + 1, cancelled["position"] + 1))
    last = everything[-1]
    assert (last["topic"], last["actor_id"], last["command"]) == ("booking.cancelled", mia.member_id, "cancel-booking")
    assert (last["command_id"], last["address_class"], last["data"]["reason"]) == (
        cancelled["command_id"],
        "private",  # addresses of the documentation are not public ones
        "Ill",
    )
    assert len(last["hash"]) == 64

    page = await auditor.learn("ledger/events", {"after": before, "limit": 2})
    rest = await auditor.learn("ledger/events", {"after": before, "limit": 2, "cursor": page["next_cursor"]})
    assert page["items"] + rest["items"] == everything[:4]

    newest = {"after": before, "order": "newest", "limit": 2}
    page = await auditor.learn("ledger/events", newest)
    rest = await auditor.learn("ledger/events", newest | {"cursor": page["next_cursor"]})
    assert page["items"] + rest["items"] == everything[::-1][:4]
    of_mia = newest | {"actor": mia.member_id}
    assert (await auditor.learn("ledger/events", of_mia))["items"] == everything[::-1][:2]

    async def positions(**which: Any) -> list[int]:
        return [
            item["position"] for item in (await auditor.learn("ledger/events", {"after": before, **which}))["items"]
        ]

    assert await positions(topic="booking.placed") == [placed["position"]]
    assert await positions(actor=mia.member_id) == [placed["position"], cancelled["position"]]
    assert await positions(stream=placed["booking_id"]) == [placed["position"], cancelled["position"]]
    assert await positions(actor=mia.member_id, topic="booking.cancelled") == [cancelled["position"]]
    recorded_at = datetime.fromisoformat(last["recorded_at"])
    assert (await positions(**{"from": recorded_at.isoformat()}))[-1] == cancelled["position"]
    assert await positions(to=(datetime.fromisoformat(everything[0]["recorded_at"])).isoformat()) == []
    assert await positions(**{"from": (recorded_at + timedelta(hours=1)).isoformat()}) == []


async def test_a_calendar_is_seen_as_it_was(org: Organisation, auditor: Client) -> None:
    building = await org.building(time_zone="Europe/Berlin")
    room = await org.room(building, name="Aquarium")
    mia = await org.client(await org.member())
    placed = await mia.do("place-booking", room_id=room, title="Zebra crossing", **stay(9))
    then = datetime.now(UTC)
    moved = await mia.do("reschedule-booking", booking_id=placed["booking_id"], **stay(9, days=3))
    await org.owner.do("rename-room", room_id=room, name="Terrarium")
    cancelled = await mia.do("cancel-booking", booking_id=placed["booking_id"])
    await org.caught_up()
    day, later = f"{tomorrow():%Y-%m-%d}", f"{tomorrow(days=3):%Y-%m-%d}"

    async def seen(at: Any, on: str, **where: Any) -> list[Any]:
        found = await as_of(auditor, at, "calendar", day=on, **(where or {"building_id": building}))
        (only,) = found["rooms"]
        return [only["name"], *((each["title"], each["status"]) for each in only["bookings"])]

    assert await seen(placed["position"], day) == ["Aquarium", ("Zebra crossing", "confirmed")]
    assert await seen(then.isoformat(), day, room_id=room) == ["Aquarium", ("Zebra crossing", "confirmed")]
    assert await seen(moved["position"], day) == ["Aquarium"]
    assert await seen(moved["position"], later) == ["Aquarium", ("Zebra crossing", "confirmed")]
    assert await seen(cancelled["position"], later) == ["Terrarium"]


async def test_rules_and_rights_are_seen_as_they_were(org: Organisation, auditor: Client) -> None:
    room = await org.room(policy={"max_minutes": 60})
    member = await org.member()
    before = await org.head()
    await org.owner.do("set-room-policy", room_id=room, policy={"max_minutes": 30})
    granted = await org.owner.do("grant-role", member_id=member.id, role="admin")
    await org.caught_up()

    async def longest(at: int) -> Any:
        rules = (await as_of(auditor, at, "room-policy", room_id=room))["rules"]
        return next((rule["value"], rule["source"]["level"]) for rule in rules if rule["rule"] == "max_minutes")

    assert await longest(before) == (60, "room")
    assert await longest(granted["position"]) == (30, "room")
    earlier = await as_of(auditor, before, "member-rights", member_id=member.id)
    later = await as_of(auditor, granted["position"], "member-rights", member_id=member.id)
    assert (earlier["roles"], earlier["may"].get("invite-member")) == (["member"], None)
    assert (later["roles"], later["may"]["invite-member"]) == (["admin", "member"], "everywhere")
    assert later["may"]["place-booking"] == "everywhere"


async def test_a_floors_occupancy_is_seen_as_it_was_known(org: Organisation, auditor: Client) -> None:
    building = await org.building()
    floor = (await org.owner.do("add-floor", building_id=building, name="Ground", level=0))["floor_id"]
    made = await org.owner.do(
        "open-room",
        building_id=building,
        floor_id=floor,
        name="Desks",
        kind="open_space",
        capacity=2,
        seats=["A", "B"],
    )
    seat = made["seat_ids"][1]
    placed = await org.owner.do("place-booking", room_id=made["room_id"], seat_id=seat, **stay(9))
    cancelled = await org.owner.do("cancel-booking", booking_id=placed["booking_id"])
    await org.caught_up()
    moment = tomorrow(9, 30).isoformat()

    async def taken(at: int, when: str = moment) -> list[tuple[str, int]]:
        found = await as_of(auditor, at, "floor-occupancy", floor_id=floor, moment=when)
        (desks,) = found["rooms"]
        return [(each["name"], len(each["bookings"])) for each in desks["seats"]]

    assert await taken(placed["position"]) == [("A", 0), ("B", 1)]
    assert await taken(placed["position"], tomorrow(10).isoformat()) == [("A", 0), ("B", 0)]
    assert await taken(cancelled["position"]) == [("A", 0), ("B", 0)]

    before = await org.owner.do(
        "set-floor-plan", building_id=building, floor_id=floor, width=900, height=600, fixtures=[]
    )
    box = {"x": 100, "y": 100, "width": 140, "height": 70, "turn": 0}
    placed_at = await org.owner.do(
        "place-on-plan", floor_id=floor, placed=[{"room_id": made["room_id"], "seat_id": seat, **box}]
    )
    await org.owner.do("place-on-plan", floor_id=floor, removed=[seat])

    async def drawn(at: int) -> tuple[int | None, object]:
        found = await as_of(auditor, at, "floor-occupancy", floor_id=floor, moment=moment)
        return (found["drawing"] or {}).get("width"), found["rooms"][0]["seats"][1]["place"]

    assert await drawn(cancelled["position"]) == (None, None)
    assert await drawn(before["position"]) == (900, None)
    assert await drawn(placed_at["position"]) == (900, box)


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"at": "yesterday", "what": "calendar"}, 400),
        ({"at": "2026-05-04T09:00:00", "what": "calendar"}, 400),
        ({"at": "1", "what": "weather"}, 400),
        ({"at": "9" * 30, "what": "calendar"}, 400),
        ({"at": "99999999999", "what": "calendar"}, 422),
        ({"at": "2199-01-01T00:00:00Z", "what": "calendar"}, 422),
        ({"at": "0", "what": "calendar"}, 422),
        ({"at": "1", "what": "calendar"}, 400),
        ({"at": "1", "what": "calendar", "day": "2026-05-04"}, 422),
        ({"at": "1", "what": "member-rights"}, 400),
        ({"at": "1", "what": "room-policy", "room_id": "0197a000-0000-7000-8000-000000000001"}, 404),
        ({"at": "1", "what": "floor-occupancy", "floor_id": "0197a000-0000-7000-8000-000000000001"}, 404),
        ({"at": "1", "what": "member-rights", "member_id": "0197a000-0000-7000-8000-000000000001"}, 404),
    ],
)
async def test_questions_about_no_past_are_refused(auditor: Client, parameters: dict[str, str], status: int) -> None:
    answer = await auditor.ask("ledger/as-of", parameters)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_proof_shows_what_was_signed_and_with_which_key(org: Organisation, auditor: Client) -> None:
    with Checker(org.settings) as checker:
        checker.catch_up()
        checker.sign(at_once=True)

    proof = await auditor.learn("ledger/proof")

    assert proof["checked"]["position"] == proof["head"]["position"]
    assert (proof["fault_count"], proof["faults"]) == (0, [])
    last = proof["checkpoints"][0]
    key = PublicKey.read(next(key["public_key"] for key in proof["keys"] if key["key_id"] == last["key_id"]))
    checkpoint = Checkpoint(
        UUID(proof["ledger_id"]),
        last["position"],
        bytes.fromhex(last["hash"]),
        datetime.fromisoformat(last["recorded_at"]),
        datetime.fromisoformat(last["signed_at"]),
        last["key_id"],
        b64decode(last["signature"]),
    )
    assert key.has_signed(checkpoint)
    assert checkpoint.hash.hex() == proof["head"]["hash"]


async def test_reading_is_recorded(org: Organisation, auditor: Client) -> None:
    mia = await org.client(await org.member())
    await mia.learn("bookings", {"mine": "true"})
    await auditor.learn("bookings", {"status": "cancelled"})
    await auditor.learn("members", {"name": "Mia"})
    await org.owner.learn("ledger/proof")

    items = (await auditor.learn("ledger/readings"))["items"]

    assert [(item["member_id"], item["path"], item["parameters"]) for item in items[:4]] == [
        (auditor.member_id, "ledger/readings", {}),
        (org.owner.member_id, "ledger/proof", {}),
        (auditor.member_id, "members", {"name": ["(not kept)"]}),
        (auditor.member_id, "bookings", {"status": ["cancelled"]}),
    ]
    assert items[0]["address_class"] == "private"
    of_owner = (await auditor.learn("ledger/readings", {"member_id": org.owner.member_id, "limit": 1}))["items"]
    assert of_owner == [items[1]]


async def test_an_auditor_changes_nothing(org: Organisation, auditor: Client) -> None:
    room = await org.room()
    placed = await org.owner.do("place-booking", room_id=room, **stay())

    for command, body in (
        ("cancel-booking", {"booking_id": placed["booking_id"]}),
        ("rename-room", {"room_id": room, "name": "Mine"}),
        ("forget-member", {"member_id": org.owner.member_id}),
        ("invite-member", {"email": "friend@bookit.test", "name": "Friend"}),
    ):
        assert (await auditor.give(command, body)).status_code == 403
    assert (await auditor.ask("ops/jobs")).status_code == 403
    assert (await auditor.ask("reports/bookings?from=2026-05-04&to=2026-05-05")).status_code == 403


async def test_a_token_needs_the_scope_to_audit(org: Organisation) -> None:
    member = await org.member(Role.AUDITOR)

    assert (await (await org.script(member, Scope.READ)).ask("ledger/proof")).status_code == 403
    assert (await (await org.script(member, Scope.AUDIT)).ask("ledger/proof")).status_code == 200


async def test_the_history_says_which_command_came_from_where(org: Organisation, auditor: Client) -> None:
    placed = await org.owner.do("place-booking", room_id=await org.room(), title="Zebra", **stay())

    history = await auditor.learn(f"bookings/{placed['booking_id']}/history", seen=placed["position"])

    (item,) = history["items"]
    assert (item["command"], item["address_class"], item["command_id"]) == (
        "place-booking",
        "private",
        placed["command_id"],
    )
    assert {"field": "title", "before": None, "after": "Zebra"} in item["changed"]


async def test_anything_has_a_history_in_words(org: Organisation, auditor: Client) -> None:
    building = await org.building(name="Harbour House")
    renamed = await org.owner.do("rename-building", building_id=building, name="Pier House")

    items = (await auditor.learn(f"ledger/streams/{building}/history", seen=renamed["position"]))["items"]

    assert [item["words"] for item in items] == ["Building Harbour House was added.", "Renamed to Pier House."]
    assert items[1]["changed"] == [{"field": "name", "before": "Harbour House", "after": "Pier House"}]
    assert (await auditor.ask("ledger/streams/0197a000-0000-7000-8000-000000000001/history")).status_code == 404


async def test_what_a_forgotten_member_wrote_is_not_readable_in_any_past(org: Organisation, auditor: Client) -> None:
    member = await org.member()
    room = await org.room()
    placed = await (await org.client(member)).do("place-booking", room_id=room, title="Zebra crossing", **stay())
    await org.owner.do("forget-member", member_id=member.id)
    await org.caught_up()

    day = await as_of(auditor, placed["position"], "calendar", room_id=room, day=f"{tomorrow():%Y-%m-%d}")
    events = await auditor.learn("ledger/events", {"stream": placed["booking_id"]})
    history = await auditor.learn(f"bookings/{placed['booking_id']}/history")

    assert [each["title"] for each in day["rooms"][0]["bookings"]] == [None]
    assert "Zebra" not in json.dumps([events, history])
    assert (await auditor.ask(f"members/{member.id}")).status_code == 404
    assert (await auditor.learn(f"members/{member.id}/history"))["items"][-1]["words"].startswith("Forgotten")
