"""Series over HTTP: the preview that changes nothing, the read model, and dates that zone rules have moved."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bookit.domain.opening_hours import zone
from tests.running import Body, Client, Organisation, tomorrow

pytestmark = pytest.mark.anyio


def daily(room_id: str, count: int = 3, **changes: Any) -> Body:
    """From nine to ten, from tomorrow on."""
    start = tomorrow().replace(hour=9, minute=0)
    body = {
        "room_id": room_id,
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=1)).isoformat(),
        "rrule": f"FREQ=DAILY;COUNT={count}",
    }
    return body | changes


@pytest.fixture
async def mia(org: Organisation) -> Client:
    return await org.client(await org.member())


async def test_a_preview_says_what_placing_would_do_and_does_nothing(org: Organisation, mia: Client) -> None:
    room = await org.room()
    wish = daily(room)
    start = tomorrow(days=1).replace(hour=9, minute=30)
    await org.owner.do(
        "place-booking",
        room_id=room,
        starts_at=start.isoformat(),
        ends_at=(start + timedelta(hours=1)).isoformat(),
    )
    head = await org.head()

    seen = await mia.learn("series/preview", wish)

    assert [date["verdict"] for date in seen["dates"]] == ["free", "taken", "free"]
    assert await org.head() == head
    refused = await mia.give("place-series", wish)
    placed = await mia.do("place-series", **wish, on_conflict="skip")
    assert refused.status_code == 409
    assert [date["occurrence"] for date in refused.json()["dates"]] == [seen["dates"][1]["occurrence"]]
    assert [date["occurrence"] for date in placed["skipped"]] == [seen["dates"][1]["occurrence"]]


@pytest.mark.parametrize(
    "rrule", ["FREQ=SECONDLY", "FREQ=DAILY;COUNT=1000000000", "FREQ=DAILY;BYSECOND=1", "\n", "x" * 600]
)
async def test_bombs_are_refused_cleanly(org: Organisation, mia: Client, rrule: str) -> None:
    room = await org.room()
    wish = daily(room, rrule=rrule)

    assert (await mia.ask("series/preview", wish)).status_code in {400, 422}
    assert (await mia.give("place-series", wish)).status_code in {400, 422}


async def test_a_series_is_listed_with_its_dates(org: Organisation, mia: Client) -> None:
    room = await org.room()
    placed = await mia.do("place-series", **daily(room, exdates=[]), title="Planning")
    series_id, dates = placed["series_id"], placed["placed"]
    await mia.do("cancel-series", series_id=series_id, scope="following", booking_id=dates[2]["booking_id"])
    start = tomorrow(days=1).replace(hour=20)
    moved = {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=1)).isoformat()}
    await mia.do("reschedule-booking", booking_id=dates[1]["booking_id"], **moved)
    await org.caught_up()

    one = await mia.learn(f"series/{series_id}", seen=await org.head())
    mine = await mia.learn("series", {"mine": "true"})
    history = await mia.learn(f"series/{series_id}/history")

    assert [(date["status"], date["changed_alone"]) for date in one["dates"]] == [
        ("confirmed", False),
        ("confirmed", True),
        ("cancelled", False),
    ]
    assert [each["series_id"] for each in mine["items"]] == [series_id]
    assert [each["topic"] for each in history["items"]] == ["series.placed", "series.cancelled"]
    stranger = await org.client(await org.member())
    assert (await stranger.ask(f"series/{series_id}")).status_code == 404
    assert (await stranger.learn("series"))["items"] == []


async def test_complaint_4_dates_that_new_zone_rules_would_move_are_listed_and_moved(
    org: Organisation, mia: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    building = await org.building(time_zone="Asia/Tokyo")
    placed = await mia.do("place-series", **daily(await org.room(building)))
    await org.caught_up()
    assert (await org.owner.learn("series/zone-changes", {"building_id": building}, seen=await org.head()))[
        "items"
    ] == []

    # As if Japan moved its clocks by an hour.
    monkeypatch.setattr(
        "bookit.domain.series.zone", lambda name: ZoneInfo("Asia/Shanghai") if name == "Asia/Tokyo" else zone(name)
    )
    listed = (await org.owner.learn("series/zone-changes", {"building_id": building}))["items"]
    moved = await org.owner.do("apply-zone-change", series_id=placed["series_id"])

    assert [each["occurrence"] for each in listed] == [date["occurrence"] for date in placed["placed"]]
    assert [each["would_start_at"] for each in listed] == [date["starts_at"] for date in moved["changed"]]
