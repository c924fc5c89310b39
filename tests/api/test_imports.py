"""Import over HTTP: a file in, a report of its rows out."""

import pytest

from bookit.domain.actor import Scope
from bookit.events.values import Role
from tests.running import Organisation, tomorrow

pytestmark = pytest.mark.anyio

HEAD = "room,starts_at,ends_at,title\n"
CSV = {"Content-Type": "text/csv; charset=utf-8"}


def row(room: str, hour: int, title: str = "Talk") -> str:
    return f"{room},{tomorrow(hour).isoformat()},{tomorrow(hour + 1).isoformat()},{title}\n"


async def test_a_file_of_bookings_is_imported_and_reported_row_by_row(org: Organisation) -> None:
    room = await org.room()
    file = HEAD + row(room, 9) + row(room, 9, "In its way") + row(room, 10)

    dry = await org.owner.post("/api/imports/bookings?dry_run=true", content=file, headers=CSV)
    done = await org.owner.post("/api/imports/bookings", content=file, headers=CSV)
    again = await org.owner.post("/api/imports/bookings", content=file, headers=CSV)

    assert [row["outcome"] for row in dry.json()["rows"]] == ["possible", "refused", "possible"]
    report = done.json()
    assert (report["done"], report["refused"], len(report["rows"])) == (2, 1, 3)
    assert (again.json()["repeated"], again.json()["refused"]) == (2, 1)
    booking_id = report["rows"][2]["ids"]["booking_id"]
    shown = await org.owner.learn(f"bookings/{booking_id}", seen=report["position"])
    assert shown["title"] == "Talk"
    refused = next(row["problem"] for row in report["rows"] if row["outcome"] == "refused")
    assert refused["type"] == "/problems/room-taken"

    undone = await org.owner.do("undo", command_id=report["import_id"])
    assert [each["became"] for each in undone["undone"]] == ["cancelled", "cancelled"]


async def test_the_past_is_for_admins(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building)
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    file = HEAD + f"{room},2020-03-26 09:00,2020-03-26 10:00,Long ago\n"

    refused = await manager.post("/api/imports/bookings?allow_past=true", content=file, headers=CSV)
    by_hand = await manager.give(
        "place-booking",
        {
            "room_id": room,
            "starts_at": "2020-03-26T09:00:00Z",
            "ends_at": "2020-03-26T10:00:00Z",
            "override": {"rules": ["not_past"], "reason": "I was there"},
        },
    )
    done = await org.owner.post("/api/imports/bookings?allow_past=true", content=file, headers=CSV)

    assert (refused.status_code, by_hand.status_code) == (403, 422)
    assert done.json()["done"] == 1


@pytest.mark.parametrize(
    ("kind", "content_type", "content", "status"),
    [
        ("bookings", "application/json", "{}", 415),
        ("bookings", "text/csv", "", 422),
        ("bookings", "text/csv", "a,b\n1,2\n", 422),
        ("bookings", "text/calendar", "no calendar", 422),
        ("rooms", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 422),
        ("ghosts", "text/csv", "a,b\n", 400),
        ("bookings", "text/csv", "x" * 20_000_001, 413),
    ],
)
async def test_what_is_no_such_file_is_refused_as_a_whole(
    org: Organisation, kind: str, content_type: str, content: str, status: int
) -> None:
    answer = await org.owner.post(
        f"/api/imports/{kind}", content=content.encode(), headers={"Content-Type": content_type}
    )

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_token_needs_the_scopes_of_what_its_rows_do(org: Organisation) -> None:
    room = await org.room()
    manages_only = await org.script(org.the_owner, Scope.MANAGE)

    answer = await manages_only.post("/api/imports/bookings", content=HEAD + row(room, 9), headers=CSV)

    assert answer.status_code == 200
    assert [row["problem"]["type"] for row in answer.json()["rows"]] == ["/problems/forbidden"]
