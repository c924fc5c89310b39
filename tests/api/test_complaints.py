"""What users of other systems complain about, one test for each complaint that nothing else here is named after.

Elsewhere: 1 in tests/commands/test_approval.py and tests/faults/test_races.py, 3 and 4 in test_series.py, 5 in
tests/queries/test_availability.py, 6 in tests/workers/test_scheduler.py, 10 in tests/commands/test_quotas.py, 11 in
tests/importing.
"""

from datetime import UTC, datetime, timedelta

import pytest

from bookit.events.values import Role
from tests.running import Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


async def test_complaint_2_nine_to_one_and_one_to_five_are_no_conflict(org: Organisation) -> None:
    room = await org.room()
    member = await org.client(await org.member())

    await member.do("place-booking", room_id=room, **stay(9, 240))
    told = await member.learn(f"rooms/{room}/check", stay(13, 240))
    await member.do("place-booking", room_id=room, **stay(13, 240))

    assert told["verdict"] == "confirmed"
    assert (await member.give("place-booking", {"room_id": room, **stay(12, 61)})).status_code == 409


async def test_complaint_4_a_booking_stays_at_its_moment_whatever_the_hours_become(org: Organisation) -> None:
    building = await org.building(time_zone="Europe/Berlin")
    room = await org.room(building)
    member = await org.client(await org.member())
    booking = await member.do("place-booking", room_id=room, **stay())
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    await org.owner.do(
        "set-opening-hours", building_id=building, opening_hours={day: [["00:00", "01:00"]] for day in days}
    )
    await org.caught_up()

    kept = await member.learn(f"bookings/{booking['booking_id']}", seen=await org.head())
    assert kept["status"] == "confirmed"
    assert datetime.fromisoformat(kept["starts_at"]) == tomorrow(9)


async def test_complaint_7_who_deleted_my_booking_has_an_answer(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building)
    mia, manager = await org.member(), await org.member(Role.MANAGER, buildings=[building])
    member = await org.client(mia)
    booking = (await member.do("place-booking", room_id=room, **stay()))["booking_id"]
    deleting = await org.client(manager)
    await deleting.do("cancel-booking", booking_id=booking, reason="A visit of the mayor")
    await org.caught_up()

    history = (await member.learn(f"bookings/{booking}/history", seen=await org.head()))["items"]

    assert [(each["topic"], each["actor_id"]) for each in history] == [
        ("booking.placed", mia.id),
        ("booking.cancelled", manager.id),
    ]
    assert "A visit of the mayor" in history[1]["words"]
    assert datetime.now(UTC) - datetime.fromisoformat(history[1]["recorded_at"]) < timedelta(hours=1)


async def test_complaint_9_who_has_no_right_to_it_sees_neither_names_nor_titles(org: Organisation) -> None:
    room = await org.room()
    member, stranger = await org.client(await org.member()), await org.client(await org.member(name="Sam Stranger"))
    booking = (await member.do("place-booking", room_id=room, title="Redundancies", guests=["Ms Lind"], **stay()))[
        "booking_id"
    ]
    await org.caught_up()
    seen = await org.head()
    period = {"starts_at": tomorrow().isoformat(), "ends_at": tomorrow(days=1).isoformat()}

    answers = [
        (await stranger.ask("bookings", {"room_id": room, **period}, seen=seen)).text,
        (await stranger.ask(f"bookings/{booking}", seen=seen)).text,
        (await stranger.ask(f"bookings/{booking}/history", seen=seen)).text,
        (await stranger.give("place-booking", {"room_id": room, **stay()})).text,
        (await stranger.ask(f"rooms/{room}/check", stay())).text,
    ]

    for answer in answers:
        assert not [word for word in ("Redundancies", "Ms Lind", "Mia Member", "@") if word in answer]


async def test_complaint_9_the_screen_is_told_what_the_api_does(org: Organisation) -> None:
    """For each of these wishes the check beforehand and the booking itself give the same reason."""
    room = await org.room(policy={"min_minutes": 30, "max_minutes": 120, "horizon_days": 14, "grid_minutes": 15})
    member = await org.client(await org.member())

    for wish in (stay(9, 15), stay(9, 180), stay(9, days=20), stay(9, 40), {**stay(), "attendees": 5000}):
        told = await member.learn(f"rooms/{room}/check", wish)
        answer = (await member.give("place-booking", {"room_id": room, **wish})).json()
        assert (told["problem"]["type"], told["problem"]["rule"]) == (answer["type"], answer["rule"])


async def test_complaint_10_a_broken_desk_needs_no_fake_booking(org: Organisation) -> None:
    building = await org.building()
    opened = await org.owner.do(
        "open-room", building_id=building, name="Hall", kind="open_space", capacity=2, seats=["A1", "A2"], features=[]
    )
    room, (broken, fine) = opened["room_id"], opened["seat_ids"]
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    period = {"starts_at": tomorrow().isoformat(), "ends_at": tomorrow(days=1).isoformat()}
    await manager.do("close-room", room_id=room, seat_id=broken, period=period, reason="The desk is broken")
    member = await org.client(await org.member())

    refused = await member.give("place-booking", {"room_id": room, "seat_id": broken, **stay()})
    await member.do("place-booking", room_id=room, seat_id=fine, **stay())
    await org.caught_up()

    assert refused.status_code == 409
    told = await member.learn(f"rooms/{room}", seen=await org.head())
    assert [(each["seat_id"], each["reason"]) for each in told["closures"]] == [(broken, "The desk is broken")]
