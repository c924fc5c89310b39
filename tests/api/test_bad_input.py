"""What people and scripts get wrong, by accident or on purpose: refused with a clear problem, and nothing recorded."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.api.test_commands import problem
from tests.running import Body, Organisation, stay

pytestmark = pytest.mark.anyio

PLACE = "/api/commands/place-booking"
JSON = {"content-type": "application/json"}
START = stay()["starts_at"]
END = stay()["ends_at"]


@pytest.fixture(scope="module")
async def building(org: Organisation) -> str:
    return await org.building()


@pytest.fixture(scope="module")
async def room(building: str, org: Organisation) -> str:
    return await org.room(building)


@pytest.fixture
async def nothing_recorded(org: Organisation) -> AsyncIterator[None]:
    """The ledger is as long after the test as before."""
    head = await org.head()
    yield
    assert await org.head() == head


async def send(org: Organisation, body: bytes | str, path: str = PLACE) -> httpx.Response:
    return await org.owner.post(path, content=body, headers=JSON)


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    ("period", "status"),
    [
        pytest.param({"starts_at": "2027-01-01T09:00:00", "ends_at": "2027-01-01T10:00:00"}, 400, id="naive"),
        pytest.param({"starts_at": END, "ends_at": START}, 422, id="inverted"),
        pytest.param({"starts_at": START, "ends_at": START}, 422, id="empty"),
        pytest.param({"starts_at": START, "ends_at": START.replace("00+", "00.000001+")}, 422, id="a microsecond"),
        pytest.param({"starts_at": START, "ends_at": "infinity"}, 400, id="infinite"),
        pytest.param({"starts_at": "-infinity", "ends_at": END}, 400, id="since ever"),
        pytest.param({"starts_at": START, "ends_at": "2126-01-01T00:00:00Z"}, 422, id="a century"),
        pytest.param({"starts_at": START, "ends_at": "9999-12-31T23:59:59-12:00"}, 422, id="the end of the calendar"),
        pytest.param({"starts_at": "0001-01-01T00:00:00+14:00", "ends_at": END}, 422, id="the calendar's beginning"),
        pytest.param({"starts_at": START, "ends_at": "2027-02-30T10:00:00Z"}, 400, id="no such day"),
        pytest.param({"starts_at": START, "ends_at": "2027-02-20T25:00:00Z"}, 400, id="no such hour"),
        pytest.param({"starts_at": START, "ends_at": 1e400}, 400, id="a huge number"),
        pytest.param({"starts_at": START, "ends_at": None}, 400, id="null"),
        pytest.param({"starts_at": START, "ends_at": [END]}, 400, id="a list"),
        pytest.param({"starts_at": START}, 400, id="no end"),
        pytest.param({"starts_at": "2020-01-01T09:00:00Z", "ends_at": "2020-01-01T10:00:00Z"}, 422, id="past"),
    ],
)
async def test_a_period_that_is_none_is_refused(period: Body, status: int, room: str, org: Organisation) -> None:
    answer = await org.owner.post(PLACE, content=_json({"room_id": room, **period}), headers=JSON)
    assert answer.status_code == status, answer.text
    assert problem(answer) in {"malformed", "invalid-period", "rule-broken"}


def _json(body: Body) -> str:
    """JSON as a sloppy client writes it: Infinity and all."""
    return json.dumps(body)


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    "zone",
    [
        "Mars/Olympus_Mons",
        "Europe",
        "europe/berlin ; DROP TABLE",
        "../../../etc/passwd",
        "/etc/localtime",
        "+03:00",
        "UTC\0",
        "",
        "Z" * 65,
        "🕰",
    ],
)
async def test_a_zone_that_is_none_is_refused(zone: str, org: Organisation) -> None:
    answer = await org.owner.give("add-building", {"name": "Nowhere", "time_zone": zone})
    assert answer.status_code in {400, 422}, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/time_zone"


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"titel": "typo"}, "/titel"),
        ({"a/b~c": 1}, "/a~1b~0c"),
        ({"room_id": "not a uuid"}, "/room_id"),
        ({"room_id": 7}, "/room_id"),
        ({"title": "t" * 201}, "/title"),
        ({"title": ["a"]}, "/title"),
        ({"title": "a\0b"}, "/title"),
        ({"guests": ["Ann", ""]}, "/guests/1"),
        ({"guests": ["Ann", "B\0b"]}, "/guests/1"),
        ({"guests": ["Ann"] * 101}, "/guests"),
        ({"attendees": 0}, "/attendees"),
        ({"attendees": 10**30}, "/attendees"),
        ({"attendees": 1.5}, "/attendees"),
    ],
)
async def test_a_field_that_does_not_fit_is_pointed_at(
    change: Body, pointer: str, room: str, org: Organisation
) -> None:
    answer = await org.owner.give("place-booking", {"room_id": room, **stay(), **change})
    assert answer.status_code == 400, answer.text
    assert problem(answer) == "malformed"
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("add-building", "name", "a\0"),
        ("add-building", "address", "\0"),
        ("add-floor", "name", "\0a"),
        ("open-room", "name", "a\0a"),
        ("open-room", "features", ["a\0"]),
        ("open-room", "seats", ["a\0"]),
        ("open-room", "policy", {"a\0": 1}),
        ("close-room", "reason", "a\0"),
        ("cancel-booking", "reason", "a\0"),
        ("close-day", "reason", "a\0"),
        ("invite-member", "name", "a\0"),
        ("invite-member", "email", "a\0@example.org"),
        ("invite-member", "groups", ["a\0"]),
        ("join-group", "group", "a\0"),
        ("suspend-member", "reason", "a\0"),
    ],
)
async def test_no_text_may_hold_a_nul(name: str, field: str, value: Any, org: Organisation) -> None:
    answer = await org.owner.give(name, {field: value})
    assert answer.status_code == 400
    assert any(
        error["pointer"].startswith(f"/{field}") and "NUL" in error["detail"] for error in answer.json()["errors"]
    )


async def test_an_escaped_backslash_before_u0000_is_ordinary_text(room: str, org: Organisation) -> None:
    made = await org.owner.do("place-booking", room_id=room, title=r"\u0000", **stay(1))
    seen = await org.owner.learn(f"bookings/{made['booking_id']}", seen=made["position"])
    assert seen["title"] == r"\u0000"


@pytest.mark.parametrize(
    "title", ["שלום עולם", "\u202etxt.exe", "👩🏽‍🚀 Ракета", "Zalgơ̷̢", "<script>alert(1)</script>", "a\r\nb"]
)
async def test_text_of_any_script_comes_back_as_it_was(title: str, org: Organisation) -> None:
    made = await org.owner.do("place-booking", room_id=await org.room(), title=title, **stay())
    seen = await org.owner.learn(f"bookings/{made['booking_id']}", seen=made["position"])
    assert seen["title"] == title


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"{} {}",
        b"{'room_id': 1}",
        b"\xef\xbb\xbf{}",
        '{"room_id": 1}'.encode("utf-16"),
        b'{"title": "\xff"}',
        b'{"title": "\xed\xa0\x80"}',
        b'{"title": "\\ud800"}',
        b'{"title": "a\x00b"}',
        b'{"attendees": ' + b"9" * 5000 + b"}",
        b'{"attendees": 1e999999999}',
        b'{"title": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b'{"title": ' + b"[" * 10_000 + b'"\\u0000"' + b"]" * 10_000 + b"}",
    ],
    ids=range(19),
)
async def test_a_body_that_is_no_json_object_is_malformed(body: bytes, org: Organisation) -> None:
    answer = await send(org, body)
    assert answer.status_code == 400
    assert problem(answer) == "malformed"
    assert len(answer.content) < 2000


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "90.1"])
async def test_a_geo_point_is_finite(number: str, org: Organisation) -> None:
    body = f'{{"name": "Pole", "time_zone": "UTC", "latitude": {number}, "longitude": 0}}'
    assert (await send(org, body, "/api/commands/add-building")).status_code == 400


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    "fields",
    [
        {"policy": {"no_such_rule": 1}},
        {"policy": {"max_minutes": 10**30}},
        {"policy": {"min_minutes": 60, "max_minutes": 30}},
        {"seats": ["A", "A"]},
        {"seats": ["A", "B", "C"]},
    ],
    ids=str,
)
async def test_a_room_that_can_not_be_is_refused(fields: Body, building: str, org: Organisation) -> None:
    whole = {"building_id": building, "name": "R", "kind": "meeting_room", "capacity": 2, **fields}
    assert problem(await org.owner.give("open-room", whole)) == "invalid"


@pytest.fixture(scope="module")
async def studio(building: str, org: Organisation) -> str:
    return await org.room(building, capacity=3, seats=["A"])


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize(
    ("fields", "status", "pointer"),
    [
        ({"seats": ["A"]}, 422, "/seats"),
        ({"seats": ["B", "B"]}, 422, "/seats"),
        ({"seats": ["B", "C", "D"]}, 422, "/seats"),
        ({"seats": ["B", "C"], "capacity": 2}, 422, "/capacity"),
        ({"seats": [f"B{number}" for number in range(1000)], "capacity": 10_000}, 422, "/seats"),
        ({"seats": [f"B{number}" for number in range(1001)]}, 400, "/seats"),
        ({"seats": []}, 400, "/seats"),
        ({"seats": [""]}, 400, "/seats/0"),
        ({"seats": ["B"], "capacity": 10_001}, 400, "/capacity"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_seats_that_can_not_be_added_are_refused(
    fields: Body, status: int, pointer: str, studio: str, org: Organisation
) -> None:
    answer = await org.owner.give("add-seats", {"room_id": studio, **fields})
    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (status, [pointer])


async def test_seats_are_added_only_where_there_can_be_any(studio: str, building: str, org: Organisation) -> None:
    hall = await org.room(building, made_of=[studio])
    garage = await org.room(building, kind="parking")
    head = await org.head()
    rooms = (hall, garage, "0199aaaa-0000-7000-8000-000000000000")
    answers = [problem(await org.owner.give("add-seats", {"room_id": room, "seats": ["B"]})) for room in rooms]
    assert answers == ["conflict", "conflict", "not-found"]
    assert await org.head() == head


@pytest.mark.usefixtures("nothing_recorded")
@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
async def test_only_json_is_taken(content_type: str, org: Organisation) -> None:
    answer = await org.owner.post(PLACE, content=b"{}", headers={"content-type": content_type})
    assert answer.status_code == 415
    assert problem(answer) == "unsupported-media-type"


async def test_json_may_name_its_charset(room: str, org: Organisation) -> None:
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    answer = await org.owner.post(PLACE, content=_json({"room_id": room, **stay(2)}), headers=headers)
    assert answer.status_code == 201


@pytest.mark.usefixtures("nothing_recorded")
async def test_a_body_that_is_too_large_is_refused_by_its_declared_length(org: Organisation) -> None:
    answer = await send(org, b" " * 10_000_000)
    assert answer.status_code == 413
    assert problem(answer) == "too-large"
    assert answer.json()["limit"] == 1_000_000


@pytest.mark.usefixtures("nothing_recorded")
async def test_a_body_that_is_too_large_is_refused_while_it_comes(org: Organisation) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 100_000

    answer = await org.owner.post(PLACE, content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert problem(answer) == "too-large"


@pytest.mark.usefixtures("nothing_recorded")
async def test_a_lying_content_length_changes_nothing(org: Organisation) -> None:
    answer = await org.owner.post(PLACE, content=b"{}", headers=JSON | {"content-length": "9" * 30})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        "rooms?limit=0",
        "rooms?limit=1001",
        "rooms?limit=ten",
        "rooms?limit=" + "9" * 5000,
        "rooms?building_id=7",
        "rooms?kind=castle",
        "rooms?capacity_min=-1",
        "rooms?features=a%00b",
        "rooms?cursor=a%00",
        "members?name=a%00b",
        "members?name=" + "n" * 101,
        "bookings?from=2026-05-04T09:00:00",
        "bookings?from=yesterday",
        "bookings?from=1999-01-01T00:00:00Z",
        "bookings?to=9999-12-31T23:59:59-12:00",
        "bookings?status=lost",
        "bookings?cursor=" + "c" * 1001,
        "agenda?now=0001-01-01T00:00:00%2B14:00",
        "availability?from=2026-05-04T09:00:00Z",
        "free-rooms?day=9999-12-31&minutes=30",
        "free-rooms?day=0001-01-01&minutes=30",
        "free-rooms?day=2026-13-01&minutes=30",
        "free-rooms?day=2199-12-31&minutes=0",
        "free-rooms?near=nowhere&day=2026-05-04&minutes=30",
        "free-rooms?near=nan,nan&day=2026-05-04&minutes=30",
        "free-rooms?near=1e400,0&day=2026-05-04&minutes=30",
        "rooms/not-a-uuid",
        "rooms/%00",
    ],
)
async def test_a_malformed_question_is_refused(query: str, org: Organisation) -> None:
    answer = await org.owner.get(f"/api/queries/{query}")
    assert answer.status_code == 400, answer.text
    assert problem(answer) == "malformed"
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "query",
    [
        "bookings?from=2026-05-05T00:00:00Z&to=2026-05-04T00:00:00Z",
        "availability?from=2026-05-05T00:00:00Z&to=2026-05-06T00:00:00Z",
        "free-rooms",
        "free-rooms?day=2190-05-04",
        "free-rooms?day=2190-05-04&minutes=" + "9" * 30,
        "free-rooms?day=2190-05-04&minutes=30&from=2026-05-05T00:00:00Z",
        "free-rooms?from=2026-05-05T00:00:00Z&to=2027-05-04T00:00:00Z",
        "rooms?cursor=bm9uc2Vuc2U",
        "rooms?cursor=🍪",
        "rooms?cursor=a",
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(query: str, room: str, org: Organisation) -> None:
    await org.caught_up()
    answer = await org.owner.get(f"/api/queries/{query}")
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    "query",
    [
        "rooms?limit=1&limit=2",
        "rooms?unknown=1",
        "rooms?features=a&features=b",
        "rooms?capacity_min=" + "9" * 30,
        "rooms?features=%ff%fe",
        "rooms?features=%ed%a0%80",
        "members?name=%25_%27",
        "bookings?mine=true&mine=false",
        "?",
    ],
)
async def test_an_odd_question_does_no_harm(query: str, org: Organisation) -> None:
    answer = await org.owner.get(f"/api/queries/{query}")
    assert answer.status_code in {200, 404}, answer.text


@pytest.mark.parametrize(("position", "status"), [("-1", 400), ("soon", 400), ("", 400), ("1" * 5000, 400), ("0", 200)])
async def test_a_position_is_a_number(position: str, status: int, org: Organisation) -> None:
    answer = await org.owner.get("/api/queries/rooms", headers={"Bookit-Min-Position": position})
    assert answer.status_code == status


async def test_nothing_of_all_this_was_parked(org: Organisation) -> None:
    await org.caught_up()
    rows = await org.system.queries.rows("SELECT count(*) FROM {schema}.parked_events")
    assert rows[0][0] == 0
