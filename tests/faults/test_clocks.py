"""Clocks are set back, as after a wrong NTP server was mended, or change as they do each spring."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql

from tests.faults.aftermath import hold
from tests.faults.load import receipt_of
from tests.faults.wishes import Wish
from tests.installation import Installation
from tests.running import ROUND_THE_CLOCK

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_ledger_waits_for_a_clock_that_was_set_back_and_time_never_runs_backwards(house: Installation) -> None:
    wishes = [Wish.of(house) for _ in range(3)]
    schema = house.settings.database_schema
    with psycopg.connect(house.settings.direct_dsn, autocommit=True) as connection:
        # So it looks from within: the last event was recorded a minute from now.
        ahead = sql.SQL(
            "UPDATE {} SET recorded_at = clock_timestamp() + interval '1 minute' RETURNING recorded_at"
        ).format(sql.Identifier(schema, "ledger_head"))
        ((last,),) = connection.execute(ahead).fetchall()
        for wish in wishes:
            wish.is_fulfilled_once(was_stored=False)
        bookings = [receipt.command_id for receipt in house.witness.receipts]
        recorded = sql.SQL("SELECT recorded_at FROM {} WHERE command_id = ANY (%s)").format(
            sql.Identifier(schema, "events")
        )
        assert connection.execute(recorded, [bookings]).fetchall() == [(last,)] * 3
    hold(house)


def test_a_series_over_the_night_in_which_clocks_change_keeps_its_wall_time(house: Installation) -> None:
    """Of the night that has no half past two, it gets what comes next."""
    spring = the_next_change(BERLIN)
    with house.client() as client:
        berlin = {"name": "Berlin", "time_zone": BERLIN.key, "opening_hours": ROUND_THE_CLOCK}
        building = client.post("/api/commands/add-building", json=berlin).raise_for_status().json()
        room = client.post(
            "/api/commands/open-room",
            json={
                "building_id": building["building_id"],
                "name": "Night watch",
                "kind": "meeting_room",
                "capacity": 8,
                "policy": {"horizon_days": 400},
            },
        ).raise_for_status()
        start = datetime.combine(spring - timedelta(days=1), time(2, 30), BERLIN)
        wish = {
            "room_id": room.json()["room_id"],
            "booked_for": str(house.guest.member_id),
            "starts_at": start.isoformat(),
            "ends_at": (start + timedelta(hours=1)).isoformat(),
            "rrule": "FREQ=DAILY;COUNT=3",
        }
        placed = client.post("/api/commands/place-series", json=wish).raise_for_status()
    house.witness.receipts.append(receipt_of(placed.content))
    starts = [datetime.fromisoformat(date["starts_at"]).astimezone(BERLIN) for date in placed.json()["placed"]]
    assert [f"{start:%H:%M}" for start in starts] == ["02:30", "03:00", "02:30"]
    hold(house)


def the_next_change(zone: ZoneInfo) -> date:
    """The next day that is shorter than others."""
    day = datetime.now(UTC).date() + timedelta(days=2)
    while length(day, zone) >= timedelta(days=1):
        day += timedelta(days=1)
    return day


def length(day: date, zone: ZoneInfo) -> timedelta:
    begin, end = [datetime.combine(each, time(0), zone).astimezone(UTC) for each in (day, day + timedelta(days=1))]
    return end - begin
