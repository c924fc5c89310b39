"""What an analyst can do over HTTP, and no more than that."""

import csv
import io

import pytest
from uuid_utils.compat import uuid7

from bookit.events.values import Role
from bookit.projections.views import schema_of_views
from tests.running import Client, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio

_DAYS = {"from": f"{tomorrow():%Y-%m-%d}", "to": f"{tomorrow(days=2):%Y-%m-%d}"}


@pytest.fixture(scope="module")
async def analyst(org: Organisation) -> Client:
    return await org.client(await org.member(Role.ANALYST))


async def test_an_analyst_learns_what_was_booked_but_not_by_whom(org: Organisation, analyst: Client) -> None:
    building = await org.building(name="=Quay")
    room = await org.room(building, name="Aquarium")
    placed = await org.owner.do("place-booking", room_id=room, title="Merger", guests=["Rival"], **stay(9))
    seen, which = placed["position"], {**_DAYS, "building_id": building}

    report = await analyst.learn("reports/bookings", {**which, "group_by": "day,room"}, seen=seen)
    assert (report["from"], report["to"], report["group_by"]) == (_DAYS["from"], _DAYS["to"], ["day", "room"])
    ((row),) = report["items"]
    assert (row["day"], row["room_id"], row["room"], row["bookings"], row["minutes"]) == (
        _DAYS["from"],
        room,
        "Aquarium",
        1,
        60,
    )
    for name in ("utilisation", "peak", "bookings", "no-shows", "cancellations", "waitlist", "refused"):
        answer = await analyst.ask(f"reports/{name}", {**which, "group_by": "building"})
        assert answer.status_code == 200, answer.text
        for hidden in (org.owner.member_id, "Merger", "Rival"):
            assert hidden not in answer.text

    assert (await analyst.ask(f"bookings/{placed['booking_id']}")).status_code == 404
    assert (await analyst.ask("members")).status_code == 403
    assert (await analyst.give("cancel-booking", {"booking_id": placed["booking_id"]})).status_code == 404
    assert (await analyst.give("close-room", {"room_id": room, "reason": "Mine"})).status_code == 403


async def test_a_report_can_be_had_as_a_spreadsheet(org: Organisation, analyst: Client) -> None:
    building = await org.building(name="=cmd|' /C calc'!A1")
    await org.room(building)
    await org.caught_up()
    answer = await analyst.get(
        "/api/queries/reports/utilisation",
        params={**_DAYS, "building_id": building, "group_by": ["building", "day"]},
        headers={"Accept": "text/csv", "Bookit-Min-Position": str(await org.head())},
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="utilisation-{_DAYS["from"]}-{_DAYS["to"]}.csv"'
    )
    head, first, second = csv.reader(io.StringIO(answer.text))
    assert head == ["building_id", "building", "day", "held_minutes", "open_minutes", "utilisation"]
    assert first == [building, "'=cmd|' /C calc'!A1", _DAYS["from"], "0", "1440", "0.0"]
    assert second[2:5] == [f"{tomorrow(days=1):%Y-%m-%d}", "0", "1440"]


async def test_times_stand_for_their_days(org: Organisation, analyst: Client) -> None:
    begin, end = tomorrow(9), tomorrow(10, days=1)
    report = await analyst.learn("reports/bookings", {"from": begin.isoformat(), "to": end.isoformat()})
    assert (report["from"], report["to"]) == (_DAYS["from"], _DAYS["to"])


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("reports/salaries", _DAYS, 404),
        ("reports/bookings", {}, 400),
        ("reports/bookings", {**_DAYS, "to": "soon"}, 400),
        ("reports/bookings", {**_DAYS, "to": "2999-01-01"}, 400),
        ("reports/bookings", {"from": _DAYS["to"], "to": _DAYS["from"]}, 422),
        ("reports/bookings", {**_DAYS, "group_by": "member"}, 422),
        ("reports/bookings", {**_DAYS, "kind": "castle"}, 400),
    ],
)
async def test_what_is_no_question_is_refused(
    analyst: Client, path: str, parameters: dict[str, str], status: int
) -> None:
    answer = await analyst.ask(path, parameters)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_was_refused_is_counted_without_who_asked(org: Organisation, analyst: Client) -> None:
    building = await org.building()
    room = await org.room(building, policy={"max_minutes": 120})
    await org.owner.do("place-booking", room_id=room, **stay(9))
    member = await org.client(await org.member())
    for wish in (stay(9), stay(9), stay(12, 180)):
        assert (await member.give("place-booking", {"room_id": room, **wish})).status_code in {409, 422}
    # Not demand: there is no such room, and that is no period.
    assert (await member.give("place-booking", {"room_id": str(uuid7()), **stay(9)})).status_code == 404
    await org.system.refusals.write()
    await org.caught_up()

    report = await analyst.learn(
        "reports/refused", {**_DAYS, "building_id": building, "group_by": "reason,rule"}, seen=await org.head()
    )
    assert [(row["reason"], row["rule"], row["refused"]) for row in report["items"]] == [
        ("room-taken", None, 2),
        ("rule-broken", "max_minutes", 1),
    ]
    async with org.system.pool.connection() as connection:
        cursor = await connection.execute(
            f'SELECT * FROM "{schema_of_views(org.settings.database_schema)}".refused WHERE building_id = %s',
            [building],
        )
        columns = {column.name for column in cursor.description or ()}
        assert len(await cursor.fetchall()) == 2
    assert not {"member_id", "actor_id"} & columns
