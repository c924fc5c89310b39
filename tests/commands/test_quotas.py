"""Quotas: how much one member or group may book, whoever asks how often and through which process."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.commands.bookings import (
    CancelBooking,
    FinishBooking,
    HandOverBooking,
    OverrideBody,
    PlaceBooking,
    RescheduleBooking,
)
from bookit.commands.members import JoinGroup, SuspendMember
from bookit.commands.policies import SetOrganisationPolicy, SetRoomPolicy
from bookit.commands.presence import ReleaseBooking
from bookit.domain.actor import Actor
from bookit.domain.errors import Forbidden, Invalid, QuotaExceeded, RuleBroken
from bookit.domain.organisation import ORGANISATION_ID
from bookit.domain.organisation import Organisation as TheOrganisation
from bookit.events.values import Role, RoomKind
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


@pytest.fixture
async def bob(org: Organisation) -> Actor:
    return await org.member()


async def room_with(org: Organisation, building: UUID, *quotas: dict[str, Any], **changes: Any) -> UUID:
    """A room of these quotas, in which many may be at once."""
    policy = {"quotas": list(quotas)} | changes.pop("policy", {})
    return await org.room(building, **({"kind": RoomKind.OPEN_SPACE, "capacity": 1000, "policy": policy} | changes))


async def used(org: Organisation, *booking_ids: UUID) -> dict[str, int]:
    rows = await org.rows(
        "SELECT bucket, sum(amount)::int FROM {schema}.charges WHERE stream_id = ANY (%s) GROUP BY 1",
        list(booking_ids),
    )
    return dict(rows)


@pytest.mark.parametrize(
    ("per", "same", "other"),
    [
        ("day", at(20), at(9, day=1)),
        ("week", at(9, day=6), at(9, day=7)),
        ("month", at(9, day=7), at(9, day=8)),
    ],
)
async def test_a_quota_counts_bookings_in_local_days_weeks_and_months(  # noqa: PLR0917 -- fixtures and parameters
    org: Organisation, building: UUID, ada: Actor, bob: Actor, per: str, same: datetime, other: datetime
) -> None:
    room = await room_with(org, building, {"name": "fair", "per": per, "bookings": 2})
    await org.book(room, at(9), at(10), ada)
    await org.book(room, same, same + timedelta(hours=1), ada)

    with pytest.raises(QuotaExceeded) as refusal:
        await org.book(room, same, same + timedelta(hours=1), ada)

    fields = refusal.value.fields
    assert (fields["rule"], fields["quota"], fields["limit"], fields["used"], fields["left"]) == (
        *("quotas", "fair"),
        *(2, 2, 0),
    )
    assert fields["value"] == {"name": "fair", "per": per, "bookings": 2, "of": "member", "kinds": []}
    assert fields["source"] == {"level": "room", "id": str(room), "version": 1}
    assert fields["period"] in {"2031-03-24", "2031-W13", "2031-03"}
    await org.book(room, other, other + timedelta(hours=1), ada)
    await org.book(room, same, same + timedelta(hours=1), bob)


async def test_the_day_of_a_quota_is_that_of_the_building(org: Organisation, ada: Actor) -> None:
    auckland = await org.building(time_zone="Pacific/Auckland")
    room = await room_with(org, auckland, {"name": "daily", "per": "day", "bookings": 1})
    await org.book(room, at(10), at(11), ada)  # 23:00 there

    await org.book(room, at(11), at(12), ada)
    with pytest.raises(QuotaExceeded):
        await org.book(room, at(12), at(13), ada)


async def test_a_quota_counts_minutes(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(org, building, {"name": "long", "per": "week", "minutes": 120})
    await org.book(room, at(9), at(10, 30), ada)

    with pytest.raises(QuotaExceeded) as refusal:
        await org.book(room, at(11), at(11, 31), ada)

    assert (refusal.value.fields["used"], refusal.value.fields["left"]) == (90, 30)
    await org.book(room, at(11), at(11, 30), ada)


async def test_complaint_10_desks_and_rooms_have_limits_of_their_own(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    quotas = [
        {"name": "rooms", "per": "day", "bookings": 1, "kinds": ["meeting_room"]},
        {"name": "desks", "per": "day", "bookings": 2, "kinds": ["open_space"]},
    ]
    desks = await room_with(org, building, *quotas)
    rooms = [await room_with(org, building, *quotas, kind=RoomKind.MEETING_ROOM, capacity=4) for _ in range(2)]
    await org.book(rooms[0], by=ada)
    for _ in range(2):
        await org.book(desks, by=ada)

    for place, quota in ((desks, "desks"), (rooms[1], "rooms")):
        with pytest.raises(QuotaExceeded) as refusal:
            await org.book(place, by=ada)
        assert refusal.value.fields["quota"] == quota


async def test_a_group_shares_its_quota_and_others_have_none(
    org: Organisation, building: UUID, ada: Actor, bob: Actor
) -> None:
    room = await room_with(org, building, {"name": "guild", "per": "day", "bookings": 2, "of": "group", "group": "it"})
    for who in (ada, bob):
        await org.do(JoinGroup(member_id=who.member_id, group="it"))
        await org.book(room, by=who)

    with pytest.raises(QuotaExceeded):
        await org.book(room, by=ada)
    await org.book(room, by=await org.member())


async def test_a_quota_for_a_group_counts_each_of_its_members(
    org: Organisation, building: UUID, ada: Actor, bob: Actor
) -> None:
    room = await room_with(org, building, {"name": "interns", "per": "day", "bookings": 1, "group": "interns"})
    for who in (ada, bob):
        await org.do(JoinGroup(member_id=who.member_id, group="interns"))
        await org.book(room, by=who)

    with pytest.raises(QuotaExceeded):
        await org.book(room, by=bob)


async def test_a_quota_of_the_organisation_counts_over_all_its_rooms(org: Organisation, ada: Actor) -> None:
    quota = {"name": "everywhere", "per": "day", "bookings": 2, "kinds": ["equipment"]}
    known = await org.rows("SELECT 1 FROM {schema}.events WHERE originator_id = %s", ORGANISATION_ID)
    await org.do(SetOrganisationPolicy(policy={"quotas": [quota]}))
    version = (await org.look(TheOrganisation, ORGANISATION_ID)).version
    rooms = [await org.room(await org.building(), kind=RoomKind.EQUIPMENT, capacity=9) for _ in range(3)]
    try:
        for room in rooms[:2]:
            await org.book(room, by=ada)

        with pytest.raises(QuotaExceeded) as refusal:
            await org.book(rooms[2], by=ada)
    finally:
        await org.do(SetOrganisationPolicy(policy={}))

    assert version >= len(known)
    assert refusal.value.fields["source"] == {
        "level": "organisation",
        "id": str(ORGANISATION_ID),
        "version": version,
    }


async def test_what_is_open_at_once_stops_counting_when_it_is_over(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    """By the clock of the database, which is the real one."""
    room = await room_with(org, building, {"name": "ahead", "per": "open", "bookings": 1})
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    org.clock.now = now - timedelta(hours=3)
    await org.book(room, now - timedelta(hours=2), now - timedelta(hours=1), ada)

    await org.book(room, now + timedelta(hours=1), now + timedelta(hours=2), ada)
    with pytest.raises(QuotaExceeded) as refusal:
        await org.book(room, now + timedelta(hours=3), now + timedelta(hours=4), ada)
    assert refusal.value.fields["period"] is None


async def test_cancelling_gives_back(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(org, building, {"name": "fair", "per": "day", "bookings": 1})
    booking = await org.book(room, by=ada)

    await org.do(CancelBooking(booking_id=booking), ada)

    await org.book(room, by=ada)


async def test_a_stay_that_moves_counts_where_it_is_now(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(org, building, {"name": "fair", "per": "day", "bookings": 1})
    booking = await org.book(room, by=ada)
    tomorrow = await org.book(room, at(9, day=1), at(10, day=1), ada)

    with pytest.raises(QuotaExceeded):
        await org.do(RescheduleBooking(booking_id=tomorrow, starts_at=at(12), ends_at=at(13)), ada)
    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(9, day=2), ends_at=at(10, day=2)), ada)
    await org.do(RescheduleBooking(booking_id=tomorrow, starts_at=at(12), ends_at=at(13)), ada)

    assert await used(org, booking, tomorrow) == {"fair:2031-03-26": 1, "fair:2031-03-24": 1}


async def test_a_quota_that_was_lowered_does_not_keep_a_stay_from_moving_within_its_day(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    room = await room_with(org, building, {"name": "fair", "per": "day", "bookings": 3})
    booking, _ = await org.book(room, by=ada), await org.book(room, by=ada)
    await org.do(SetRoomPolicy(room_id=room, policy={"quotas": [{"name": "fair", "per": "day", "bookings": 1}]}))

    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(12), ends_at=at(13)), ada)

    with pytest.raises(QuotaExceeded):
        await org.book(room, by=ada)


async def test_a_longer_stay_needs_more_minutes_of_a_quota(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(org, building, {"name": "long", "per": "day", "minutes": 90})
    booking = await org.book(room, at(9), at(10), ada)

    with pytest.raises(QuotaExceeded):
        await org.do(RescheduleBooking(booking_id=booking, ends_at=at(11)), ada)
    await org.do(RescheduleBooking(booking_id=booking, ends_at=at(10, 30)), ada)

    assert await used(org, booking) == {"long:2031-03-24": 90}


async def test_a_finished_stay_still_counts_with_what_was_used(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(
        org,
        building,
        {"name": "fair", "per": "day", "bookings": 1},
        {"name": "long", "per": "week", "minutes": 600},
        {"name": "ahead", "per": "open", "bookings": 1},
    )
    booking = await org.book(room, at(9), at(12), ada)
    org.clock.now = at(9, 20) + timedelta(seconds=30)

    await org.do(FinishBooking(booking_id=booking), ada)

    assert await used(org, booking) == {"fair:2031-03-24": 1, "long:2031-W13": 21}
    with pytest.raises(QuotaExceeded) as refusal:
        await org.book(room, at(13), at(14), ada)
    assert refusal.value.fields["quota"] == "fair"


async def test_who_did_not_come_has_used_it_up(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(
        org,
        building,
        {"name": "fair", "per": "day", "bookings": 1},
        {"name": "ahead", "per": "open", "bookings": 1},
        policy={"check_in": True},
    )
    booking = await org.book(room, at(9), at(12), ada)
    org.clock.now = at(9, 15)

    await org.do(ReleaseBooking(booking_id=booking))

    assert await org.claims(booking) == []
    assert await used(org, booking) == {"fair:2031-03-24": 1}
    with pytest.raises(QuotaExceeded):
        await org.book(room, at(13), at(14), ada)


async def test_handing_over_moves_what_counts(org: Organisation, building: UUID, ada: Actor, bob: Actor) -> None:
    room = await room_with(org, building, {"name": "fair", "per": "day", "bookings": 1})
    one = await org.book(room, by=ada)

    await org.do(HandOverBooking(booking_id=one, member_id=bob.member_id), ada)
    other = await org.book(room, by=ada)

    with pytest.raises(QuotaExceeded):
        await org.book(room, by=bob)
    with pytest.raises(QuotaExceeded):
        await org.do(HandOverBooking(booking_id=other, member_id=bob.member_id), ada)


async def test_a_stay_is_handed_over_only_to_who_may_book_there(
    org: Organisation, building: UUID, ada: Actor, bob: Actor
) -> None:
    room = await org.room(building, policy={"book_groups": ["crew"], "max_minutes": 60})
    await org.do(JoinGroup(member_id=ada.member_id, group="crew"))
    booking = await org.book(room, by=ada)
    await org.do(SetRoomPolicy(room_id=room, policy={"book_groups": ["crew"], "max_minutes": 30}))

    with pytest.raises(RuleBroken) as refusal:
        await org.do(HandOverBooking(booking_id=booking, member_id=bob.member_id), ada)
    assert refusal.value.fields["rule"] == "book_groups"
    await org.do(JoinGroup(member_id=bob.member_id, group="crew"))
    await org.do(SuspendMember(member_id=bob.member_id, reason="Away"))
    with pytest.raises(Invalid):
        await org.do(HandOverBooking(booking_id=booking, member_id=bob.member_id), ada)


async def test_a_quota_that_is_set_aside_counts_and_is_recorded(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(org, building, {"name": "fair", "per": "day", "bookings": 1})
    manager = await org.member(Role.MANAGER, manages=[building])
    override = OverrideBody(rules=["quotas"], reason="A visit")
    await org.book(room, by=ada)

    with pytest.raises(Forbidden):
        await org.book(room, by=ada, override=override)
    second = await org.book(room, by=manager, booked_for=ada.member_id, override=override)

    assert await used(org, second) == {"fair:2031-03-24": 1}
    ((state,),) = await org.rows(
        "SELECT convert_from(state, 'utf8')::jsonb FROM {schema}.events WHERE originator_id = %s", second
    )
    assert [rule["rule"] for rule in state["overridden"]] == ["quotas"]
    assert await org.readable(state["override_reason"]) == "A visit"
    with pytest.raises(QuotaExceeded) as refusal:
        await org.book(room, by=ada)
    assert refusal.value.fields["used"] == 2


@pytest.mark.parametrize("quota", [{"bookings": 7}, {"minutes": 7 * 60}], ids=["bookings", "minutes"])
@pytest.mark.parametrize("per", ["day", "open"])
async def test_many_requests_at_once_never_exceed_a_quota(
    org: Organisation, building: UUID, ada: Actor, quota: dict[str, int], per: str
) -> None:
    rooms = [await room_with(org, building, {"name": f"race-{per}", "per": per, **quota}) for _ in range(3)]
    processes = [org.executor, org.new_executor()]

    outcomes = await asyncio.gather(
        *(
            org.do(
                PlaceBooking(room_id=rooms[number % 3], starts_at=at(9), ends_at=at(10)),
                ada,
                through=processes[number % 2],
            )
            for number in range(60)
        ),
        return_exceptions=True,
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert {type(refusal) for refusal in refused} == {QuotaExceeded}
    assert len(outcomes) - len(refused) == 7


async def test_many_members_at_once_never_exceed_the_quota_of_their_group(org: Organisation, building: UUID) -> None:
    room = await room_with(
        org, building, {"name": "guild", "per": "week", "bookings": 5, "of": "group", "group": "racers"}
    )
    members = [await org.member() for _ in range(8)]
    for member in members:
        await org.do(JoinGroup(member_id=member.member_id, group="racers"))
    processes = [org.executor, org.new_executor()]

    outcomes = await asyncio.gather(
        *(
            org.do(
                PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10)),
                members[number % 8],
                through=processes[number % 2],
            )
            for number in range(32)
        ),
        return_exceptions=True,
    )

    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) == 5
    assert {type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)} == {QuotaExceeded}


async def test_moves_and_bookings_at_once_never_exceed_a_quota(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await room_with(org, building, {"name": "fair", "per": "day", "bookings": 2})
    elsewhere = [await org.book(room, at(9, day=day), at(10, day=day), ada) for day in range(1, 7)]
    processes = [org.executor, org.new_executor()]

    outcomes = await asyncio.gather(
        *(
            org.do(
                RescheduleBooking(booking_id=booking, starts_at=at(9), ends_at=at(10)), ada, through=processes[n % 2]
            )
            for n, booking in enumerate(elsewhere)
        ),
        return_exceptions=True,
    )

    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) == 2
    assert (await used(org, *elsewhere))["fair:2031-03-24"] == 2
