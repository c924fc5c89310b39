"""The OpenAPI document says what every route answers, and every route answers that.

Every test that uses a `Client` proves the second half for what it asks; here each query is asked once about something.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.api.answers import problems
from bookit.commands.waitlist import PromoteWaiting, Spot
from bookit.domain.actor import SYSTEM
from tests.contract import JSON, Contract, contract
from tests.running import Body, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio

OPERATIONS = [
    (method.upper(), path, operation)
    for path, operations in contract().document["paths"].items()
    for method, operation in operations.items()
]
QUERIES = [
    path
    for method, path, operation in OPERATIONS
    if path.startswith("/api/queries/") and method == "GET" and JSON in operation["responses"]["200"]["content"]
]


def answers_of(operation: Body) -> dict[str, Body]:
    return {status: each for status, each in operation["responses"].items() if status.startswith("2")}


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_route_says_what_it_answers(method: str, path: str, operation: Body) -> None:
    (answer,) = answers_of(operation).values()
    for kind, content in answer.get("content", {}).items():
        assert content["schema"] or kind != JSON, "give the route a response_model, one of bookit/api/answers"
    if path.startswith("/api/"):
        assert "application/problem+json" in operation["responses"]["default"]["content"]
    assert operation["operationId"]


def test_no_two_operations_share_a_name() -> None:
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)


def test_no_two_schemas_share_a_name() -> None:
    """Where two do, the names of their modules creep into the document, and into every client."""
    assert not [name for name in contract().document["components"]["schemas"] if "__" in name]


def test_every_schema_that_is_named_is_there() -> None:
    document = contract().document
    named = {reference.rpartition("/")[2] for reference in references(document)}
    assert named <= set(document["components"]["schemas"])


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        mine = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return mine.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_what_is_not_described_is_noticed() -> None:
    page = {"$ref": "#/components/schemas/PageOfFloors"}
    floor = {"floor_id": str(UUID(int=1)), "building_id": str(UUID(int=2)), "name": "Ground", "level": 0}
    good = {"items": [floor], "next_cursor": None}
    contract().require(page, good, "floors")
    for bad in (
        good | {"more": 1},
        {"items": [floor | {"colour": "red"}], "next_cursor": None},
        {"items": [floor | {"level": None}], "next_cursor": None},
        {"items": [floor | {"floor_id": "one"}], "next_cursor": None},
        {"items": [floor]},
    ):
        with pytest.raises(AssertionError, match="floors"):
            contract().require(page, bad, "floors")


def test_a_part_may_be_completed_by_what_it_is_part_of() -> None:
    document = {
        "paths": {},
        "components": {
            "schemas": {
                "Answer": {"properties": {"id": {"type": "string"}}},
                "Whole": {"allOf": [{"$ref": "#/components/schemas/Answer"}, {"properties": {"at": {}}}]},
            }
        },
    }
    whole = {"$ref": "#/components/schemas/Whole"}
    Contract(document).require(whole, {"id": "1", "at": 2}, "whole")
    with pytest.raises(AssertionError):
        Contract(document).require(whole, {"id": "1", "at": 2, "by": 3}, "whole")


def test_every_type_of_problem_is_listed() -> None:
    assert {"/problems/room-taken", "/problems/rule-broken", "/problems/malformed"} <= set(problems.TYPES)
    assert contract().document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"] == problems.TYPES


@pytest.fixture(scope="module")
async def house(org: Organisation) -> Body:
    """A building in which everything is going on that can be told about."""
    do = org.owner.do
    building = await org.building(latitude=55.75, longitude=37.62, time_zone="Europe/Moscow")
    await do("close-day", building_id=building, day=f"{tomorrow(days=300):%Y-%m-%d}", reason="Feast")
    floor = (await do("add-floor", building_id=building, name="Ground", level=0))["floor_id"]
    space = {"building_id": building, "floor_id": floor}
    room = await org.room(**space, features=["screen"], policy={"max_minutes": 600, "buffer_after_minutes": 10})
    strict = await org.room(**space, policy={"approval_always": True, "waitlist": "offer"})
    bay = await do("open-room", **space, name="Bay", kind="open_space", capacity=2, seats=["A", "B"])
    seat = {"room_id": bay["room_id"], "seat_id": bay["seat_ids"][0]}
    yard = await org.room(**space, kind="parking", capacity=3)
    stairs = {"kind": "stairs", "x": 0, "y": 0, "width": 300, "height": 400}
    await do("set-floor-plan", building_id=building, floor_id=floor, width=2000, height=1000, fixtures=[stairs])
    await do("place-on-plan", floor_id=floor, placed=[seat | {"x": 9, "y": 9, "width": 160, "height": 80}])

    member = await org.member(name="Mia Member")
    mia = await org.client(member)
    closed = {"starts_at": tomorrow(days=9).isoformat(), "ends_at": tomorrow(days=10).isoformat()}
    await do("close-room", room_id=room, period=closed, reason="Paint")
    booking = await mia.do("place-booking", room_id=room, **stay(), title="Planning", attendees=2, guests=["Eve"])
    await mia.do("reschedule-booking", booking_id=booking["booking_id"], **stay(10))
    await mia.do("place-booking", room_id=strict, **stay())
    await mia.do("place-booking", **seat, **stay())
    await mia.do("place-booking", room_id=yard, **stay())
    await do("place-booking", room_id=room, **stay(20, days=2), override={"rules": ["max_minutes"], "reason": "Visit"})
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    period = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=1)).isoformat()}
    past = await mia.do("place-booking", room_id=room, **period)
    await mia.do("finish-booking", booking_id=past["booking_id"])
    await mia.do("leave-feedback", booking_id=past["booking_id"], rating=4, text="Warm")
    wish = {"room_id": room, "rrule": "FREQ=DAILY;COUNT=3", "on_conflict": "skip"}
    series = await mia.do("place-series", **wish, **stay(10))
    assert series["skipped"]
    waiting = await mia.do("join-waitlist", room_id=room, **stay(10))
    offered = await mia.do("join-waitlist", room_id=strict, **stay(16))
    promotion = PromoteWaiting(waitlist_id=UUID(offered["waitlist_id"]), spots=[Spot(room_id=UUID(strict))])
    await org.system.executor.execute(promotion, SYSTEM)
    await org.owner.ask("waitlist", seen=await org.head())
    await org.owner.ask("series", seen=await org.head())
    await org.owner.ask("approvals", seen=await org.head())
    await org.owner.ask(f"floors/{floor}/plan", seen=await org.head())
    await org.caught_up()
    return {
        "building_id": building,
        "floor_id": floor,
        "room_id": room,
        "member_id": member.id,
        "email": member.email,
        "booking_id": booking["booking_id"],
        "series_id": series["series_id"],
        "waitlist_id": waiting["waitlist_id"],
        "report": "bookings",
        "stream_id": room,
        "position": await org.head(),
    }


DAYS = {"from": tomorrow(days=-1).isoformat(), "to": tomorrow(days=14).isoformat()}
PARAMETERS: dict[str, Body] = {
    "addressee": {"email": "{email}"},
    "availability": {"building_id": "{building_id}", **DAYS},
    "free-rooms": {"day": f"{tomorrow(days=3):%Y-%m-%d}", "minutes": 30, "near": "{building_id}"},
    "rooms/{room_id}/check": stay(12),
    "rooms/{room_id}/displaced": DAYS,
    "buildings/{building_id}/displaced": DAYS,
    "series/preview": {"room_id": "{room_id}", "rrule": "FREQ=DAILY;COUNT=3", **stay(10)},
    "series/zone-changes": {"building_id": "{building_id}"},
    "ledger/as-of": {"at": "{position}", "what": "room-policy", "room_id": "{room_id}"},
    "reports/{report}": {"from": f"{tomorrow(days=-1):%Y-%m-%d}", "to": f"{tomorrow(days=14):%Y-%m-%d}"},
}
MAY_BE_EMPTY = {"agenda", "inbox", "series/zone-changes", "ops/processes", "ops/jobs", "ops/acts", "ops/deadlines"}
"""The owner has no bookings and no news, no zone has other rules; tests/api/test_operations.py sees the machinery."""


@pytest.mark.parametrize("path", QUERIES)
async def test_every_query_answers_what_the_document_says(path: str, house: Body, org: Organisation) -> None:
    query = path.removeprefix("/api/queries/")
    parameters = {name: str(value).format(**house) for name, value in PARAMETERS.get(query, {}).items()}
    answer = await org.owner.learn(query.format(**house), parameters)
    assert answer.get("items") != [] or query in MAY_BE_EMPTY, "ask about something that is there"


async def test_what_others_may_see_is_described_as_well(house: Body, org: Organisation) -> None:
    stranger = await org.client(await org.member())
    seen = await stranger.learn("bookings", {"building_id": house["building_id"]})
    assert {each["status"] for each in seen["items"]} == {"busy"}


async def test_a_check_that_refuses_is_described_as_well(house: Body, org: Organisation) -> None:
    for hours, verdict in ((stay(10), "refused"), (stay(12, 6000), "refused"), (stay(12), "confirmed")):
        seen = await org.owner.learn(f"rooms/{house['room_id']}/check", hours)
        assert seen["verdict"] == verdict
