"""What counts against quotas follows from the ledger, whatever became of bookings and of the quotas meanwhile."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bookit.commands.bookings import CancelBooking, FinishBooking, HandOverBooking, RescheduleBooking
from bookit.commands.members import JoinGroup, LeaveGroup
from bookit.commands.policies import SetBuildingPolicy, SetRoomPolicy
from bookit.commands.presence import ReleaseBooking
from bookit.commands.series import PlaceSeries
from bookit.commands.undo import Undo
from bookit.commands.waitlist import AcceptOffer, JoinWaitlist, LapseOffer, PromoteWaiting, Spot
from bookit.ledger.verify import Check, Fault, verify
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

QUOTAS: list[dict[str, Any]] = [
    {"name": "few", "per": "week", "bookings": 9},
    {"name": "long", "per": "day", "minutes": 600},
    {"name": "ahead", "per": "open", "bookings": 20},
    {"name": "team", "per": "month", "minutes": 6000, "of": "group", "group": "team"},
]


@pytest.fixture
def excused() -> frozenset[Check]:
    """Every test here looks itself whether charges are as they must be; some forge them."""
    return frozenset({Check.CHARGES})


async def faults(org: Organisation) -> tuple[Fault, ...]:
    return (await asyncio.to_thread(verify, org.settings)).faults


async def test_all_that_bookings_go_through_is_counted_as_the_ledger_says(org: Organisation) -> None:
    building = await org.building(time_zone="Asia/Kolkata")
    rules = {"quotas": QUOTAS, "check_in": True, "check_in_grace_minutes": 15, "buffer_after_minutes": 10}
    room, other = [await org.room(building, policy=rules) for _ in range(2)]
    offering = await org.room(building, policy=rules | {"waitlist": "offer", "waitlist_offer_minutes": 30})
    ada, bob = await org.member(), await org.member()
    await org.do(JoinGroup(member_id=ada.member_id, group="team"))
    finished, moved, handed, missed, cancelled = [
        await org.book(room, at(h), at(h + 1), ada) for h in (8, 10, 12, 14, 16)
    ]
    await org.do(RescheduleBooking(booking_id=moved, starts_at=at(23, day=1), ends_at=at(24, day=1)), ada)
    await org.do(HandOverBooking(booking_id=handed, member_id=bob.member_id), ada)
    await org.do(CancelBooking(booking_id=cancelled), ada)
    undone = org.witness.receipts[-1].command_id
    await org.do(PlaceSeries(room_id=other, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=3"), ada)
    waits = [
        (await org.do(JoinWaitlist(room_id=offering, starts_at=at(h), ends_at=at(h + 1)), bob)).waitlist_id
        for h in (9, 11, 13)
    ]
    for waiting in waits[:2]:
        await org.do(PromoteWaiting(waitlist_id=waiting, spots=[Spot(room_id=offering)]))
    await org.do(AcceptOffer(waitlist_id=waits[0]), bob)
    org.clock.now = at(8, 20)
    await org.do(LapseOffer(waitlist_id=waits[1]))
    await org.do(FinishBooking(booking_id=finished), ada)
    await org.do(LeaveGroup(member_id=ada.member_id, group="team"))
    await org.do(Undo(command_id=undone), ada)
    org.clock.now = at(14, 15)
    await org.do(ReleaseBooking(booking_id=missed))
    assert await faults(org) == ()

    await org.do(SetRoomPolicy(room_id=room, policy={}))
    await org.do(SetBuildingPolicy(building_id=building, policy={"quotas": QUOTAS[:1]}))
    await org.do(RescheduleBooking(booking_id=moved, starts_at=at(20, day=1), ends_at=at(21, day=1)), ada)

    assert await faults(org) == ()
    counted = await org.rows("SELECT count(*) FROM {schema}.charges WHERE stream_id = %s", moved)
    assert counted == [(1,)]


async def test_who_waits_is_counted_also_where_there_are_no_quotas(org: Organisation) -> None:
    room = await org.room(await org.building(), policy={"waitlist": "offer"})
    wish = JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10))
    waiting = (await org.do(wish, await org.member())).waitlist_id
    await org.do(PromoteWaiting(waitlist_id=waiting, spots=[Spot(room_id=room)]))

    assert await faults(org) == ()
    await org.rows("DELETE FROM {schema}.charges WHERE stream_id = %s RETURNING 1", waiting)
    assert [(each.check, each.stream_id) for each in await faults(org)] == [(Check.CHARGES, waiting)] * 2


async def test_forged_and_missing_charges_are_named(org: Organisation) -> None:
    room = await org.room(await org.building(), policy={"quotas": QUOTAS[:1]})
    one, other = await org.book(room, at(9), at(10)), await org.book(room, at(11), at(12))
    await org.rows("UPDATE {schema}.charges SET amount = 2 WHERE stream_id = %s RETURNING 1", one)
    await org.rows("DELETE FROM {schema}.charges WHERE stream_id = %s RETURNING 1", other)

    found = await faults(org)

    assert {each.check for each in found} == {Check.CHARGES}
    assert sorted((each.stream_id == one, each.text.rpartition(" ")[2]) for each in found) == [
        (False, "missing"),
        (True, "event"),
        (True, "missing"),
    ]


async def test_what_has_stopped_counting_is_no_fault_whether_it_was_removed_or_not(org: Organisation) -> None:
    org.clock.now = at(0, day=-3000)
    room = await org.room(await org.building(), policy={"quotas": QUOTAS[2:3]})
    start = org.clock.now + timedelta(hours=1)
    booking = await org.book(room, start, start + timedelta(hours=1))

    assert await faults(org) == ()
    await org.rows("DELETE FROM {schema}.charges WHERE stream_id = %s RETURNING 1", booking)
    assert await faults(org) == ()
