"""The waitlist, command by command: joining, getting a place or an offer, letting it go."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.commands.bookings import CancelBooking
from bookit.commands.members import JoinGroup, ReinstateMember, SuspendMember
from bookit.commands.policies import SetRoomPolicy
from bookit.commands.waitlist import (
    MOST_WAITING,
    AcceptOffer,
    ExpireWaiting,
    JoinWaitlist,
    LapseOffer,
    LeaveWaitlist,
    PromoteWaiting,
    Spot,
)
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking
from bookit.domain.errors import (
    AlreadyDone,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    QuotaExceeded,
    RoomTaken,
    RuleBroken,
)
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry
from bookit.events.values import BookingStatus, Role, RoomKind
from tests.organisation import NOW, Organisation, at

pytestmark = pytest.mark.anyio

OFFERS = {"waitlist": "offer", "waitlist_offer_minutes": 30}


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building)


@pytest.fixture
async def offered(org: Organisation, building: UUID) -> UUID:
    """A room whose places are offered."""
    return await org.room(building, policy=OFFERS)


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


@pytest.fixture
async def bob(org: Organisation) -> Actor:
    return await org.member()


async def wait(org: Organisation, by: Actor, room: UUID | None = None, **changes: Any) -> UUID:
    wish = {"room_id": room, "starts_at": at(9), "ends_at": at(10)} | changes
    waitlist_id: UUID = (await org.do(JoinWaitlist.model_validate(wish), by)).waitlist_id
    return waitlist_id


def promote(waitlist_id: UUID, *rooms: UUID, seat: UUID | None = None) -> PromoteWaiting:
    return PromoteWaiting(waitlist_id=waitlist_id, spots=[Spot(room_id=room, seat_id=seat) for room in rooms])


async def test_who_waits_gets_the_place_once_it_is_free(org: Organisation, room: UUID, ada: Actor, bob: Actor) -> None:
    booking = await org.book(room, by=ada)
    waiting = await wait(org, bob, room, title="Planning", attendees=3)
    with pytest.raises(RoomTaken):
        await org.do(promote(waiting, room))
    await org.do(CancelBooking(booking_id=booking), ada)

    answer = await org.do(promote(waiting, room))

    assert answer.status is WaitingStatus.PROMOTED
    got = await org.look(Booking, answer.booking_id)
    assert (got.member_id, got.status, got.attendees) == (bob.member_id, BookingStatus.CONFIRMED, 3)
    assert got.origin.waitlist_id == waiting
    assert await org.claims(answer.booking_id) == [(room, at(9), at(10))]
    with pytest.raises(AlreadyDone):
        await org.do(promote(waiting, room))


async def test_whoever_promotes_at_once_promotes_once(org: Organisation, building: UUID, ada: Actor) -> None:
    rooms = [await org.room(building) for _ in range(4)]
    processes = [org.executor, org.new_executor()]
    waiting = await wait(org, ada, rooms[0])

    outcomes = await asyncio.gather(
        *(org.do(promote(waiting, room), through=processes[n % 2]) for n, room in enumerate(rooms)),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [*["AlreadyDone"] * 3, "WaitlistAnswer"]
    assert await org.topics(waiting) == ["waitlist.joined", "waitlist.promoted"]


async def test_many_wait_for_one_place_and_one_gets_it(org: Organisation, room: UUID) -> None:
    processes = [org.executor, org.new_executor()]
    waiting = [await wait(org, await org.member(), room) for _ in range(12)]

    outcomes = await asyncio.gather(
        *(org.do(promote(who, room), through=processes[n % 2]) for n, who in enumerate(waiting)),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes].count(RoomTaken) == 11


async def test_a_shared_room_takes_as_many_as_fit(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=5)
    processes = [org.executor, org.new_executor()]
    waiting = [await wait(org, await org.member(), garage, attendees=2) for _ in range(6)]

    outcomes = await asyncio.gather(
        *(org.do(promote(who, garage), through=processes[n % 2]) for n, who in enumerate(waiting)),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes].count(RoomTaken) == 4


async def test_the_first_place_that_is_free_and_allowed_is_taken(org: Organisation, building: UUID, ada: Actor) -> None:
    taken = await org.room(building)
    await org.book(taken)
    near = await org.room(building)
    await org.book(near, at(10), at(11))
    crew = await org.room(building, policy={"book_groups": ["crew"]})
    buffered = await org.room(building, policy={"buffer_after_minutes": 15})
    await org.book(buffered, at(10), at(11))
    waiting = await wait(org, ada, building_id=building)

    answer = await org.do(promote(waiting, taken, crew, buffered, near))

    assert (await org.look(Booking, answer.booking_id)).place.room_id == near


async def test_where_no_place_will_do_the_rule_says_so(org: Organisation, building: UUID, ada: Actor) -> None:
    taken = await org.room(building)
    await org.book(taken)
    crew = await org.room(building, policy={"book_groups": ["crew"]})
    waiting = await wait(org, ada, building_id=building)

    with pytest.raises(RuleBroken) as refusal:
        await org.do(promote(waiting, taken, crew))

    assert refusal.value.fields["rule"] == "book_groups"
    await org.do(JoinGroup(member_id=ada.member_id, group="crew"))
    await org.do(promote(waiting, taken, crew))


async def test_a_seat_is_waited_for_like_a_room(org: Organisation, building: UUID, ada: Actor, bob: Actor) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"])
    window, door = hall.seat_ids
    await org.book(hall.room_id, by=ada, seat_id=window)
    waiting = await wait(org, bob, hall.room_id, any_seat=True)

    answer = await org.do(
        PromoteWaiting(waitlist_id=waiting, spots=[Spot(room_id=hall.room_id, seat_id=seat) for seat in hall.seat_ids])
    )

    assert (await org.look(Booking, answer.booking_id)).place.seat_id == door


async def test_who_waits_for_a_room_with_approval_waits_for_that_too(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    room = await org.room(building, policy={"approval_always": True})
    answer = await org.do(promote(await wait(org, ada, room), room))
    assert (await org.look(Booking, answer.booking_id)).status is BookingStatus.PENDING

    manager = await org.member(Role.MANAGER, manages=[building])
    free = await org.room(building, policy={"approval_always": True})
    answer = await org.do(promote(await wait(org, manager, free), free))
    assert (await org.look(Booking, answer.booking_id)).status is BookingStatus.CONFIRMED


async def test_a_suspended_member_gets_nothing_and_keeps_waiting(org: Organisation, room: UUID, ada: Actor) -> None:
    waiting = await wait(org, ada, room)
    await org.do(SuspendMember(member_id=ada.member_id, reason="Away"))

    with pytest.raises(Conflict, match="suspended"):
        await org.do(promote(waiting, room))

    await org.do(ReinstateMember(member_id=ada.member_id))
    await org.do(promote(waiting, room))


@pytest.mark.parametrize("mode", [{}, OFFERS], ids=["book", "offer"])
async def test_whose_quota_is_used_up_keeps_waiting(
    org: Organisation, building: UUID, ada: Actor, mode: dict[str, Any]
) -> None:
    policy = {"quotas": [{"name": "fair", "per": "day", "bookings": 1}], **mode}
    room, other = await org.room(building, policy=policy), await org.room(building, policy=policy)
    booking = await org.book(room, at(12), at(13), ada)
    waiting = await wait(org, ada, other)

    with pytest.raises(QuotaExceeded):
        await org.do(promote(waiting, other))
    assert (await org.look(WaitlistEntry, waiting)).status is WaitingStatus.WAITING

    await org.do(CancelBooking(booking_id=booking), ada)
    await org.do(promote(waiting, other))
    # What is offered counts already.
    with pytest.raises(QuotaExceeded):
        await org.book(room, at(12), at(13), ada)


async def test_an_offer_holds_the_place_until_it_is_taken(
    org: Organisation, offered: UUID, ada: Actor, bob: Actor
) -> None:
    waiting = await wait(org, ada, offered, title="Planning")
    answer = await org.do(promote(waiting, offered))

    assert (answer.status, answer.booking_id) == (WaitingStatus.OFFERED, None)
    assert await org.claims(waiting) == [(offered, at(9), at(10))]
    with pytest.raises(RoomTaken):
        await org.book(offered, by=bob)
    for who in (bob, await org.member(Role.ADMIN)):
        with pytest.raises((NotFound, Forbidden)):
            await org.do(AcceptOffer(waitlist_id=waiting), who)
    taken = await org.do(AcceptOffer(waitlist_id=waiting), ada)

    assert taken.status is BookingStatus.CONFIRMED
    assert await org.claims(waiting) == []
    assert await org.claims(taken.booking_id) == [(offered, at(9), at(10))]


async def test_what_was_offered_is_kept_whatever_the_rules_say_later(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    quota = {"name": "fair", "per": "day", "bookings": 1}
    room = await org.room(building, policy=OFFERS | {"lead_minutes": 60, "quotas": [quota]})
    waiting = await wait(org, ada, room)
    await org.do(promote(waiting, room))
    later = {"max_minutes": 30, "buffer_after_minutes": 60, "quotas": [quota | {"bookings": 0}]}
    await org.do(SetRoomPolicy(room_id=room, policy=OFFERS | later))
    org.clock.now = NOW + timedelta(minutes=29)

    taken = await org.do(AcceptOffer(waitlist_id=waiting), ada)

    assert await org.claims(taken.booking_id) == [(room, at(9), at(10))]


async def test_an_offer_that_is_not_taken_goes_to_the_next(
    org: Organisation, offered: UUID, ada: Actor, bob: Actor
) -> None:
    first, second = await wait(org, ada, offered), await wait(org, bob, offered)
    await org.do(promote(first, offered))
    with pytest.raises(Conflict, match="still time"):
        await org.do(LapseOffer(waitlist_id=first))
    org.clock.now = NOW + timedelta(minutes=30)
    with pytest.raises(AlreadyDone, match="time to accept"):
        await org.do(AcceptOffer(waitlist_id=first), ada)

    await org.do(LapseOffer(waitlist_id=first))
    assert await org.claims(first) == []
    await org.do(promote(second, offered))
    await org.do(LeaveWaitlist(waitlist_id=second), bob)

    # The second offer to the same member is the last.
    await org.do(promote(first, offered))
    org.clock.now = NOW + timedelta(minutes=60)
    answer = await org.do(LapseOffer(waitlist_id=first))
    assert answer.status is WaitingStatus.EXPIRED


@pytest.mark.parametrize("rival", [LapseOffer, LeaveWaitlist])
async def test_of_taking_an_offer_and_losing_it_exactly_one_happens(
    org: Organisation, building: UUID, ada: Actor, rival: type[LapseOffer | LeaveWaitlist]
) -> None:
    other = org.new_executor()
    other._clock = lambda: NOW  # a machine that is behind
    for _ in range(5):
        org.clock.now = NOW
        room = await org.room(building, policy=OFFERS)
        waiting = await wait(org, ada, room)
        await org.do(promote(waiting, room))
        org.clock.now = NOW + timedelta(minutes=30)

        outcomes = await asyncio.gather(
            org.do(AcceptOffer(waitlist_id=waiting), ada, through=other),
            org.do(rival(waitlist_id=waiting), ada),
            return_exceptions=True,
        )

        assert [isinstance(outcome, AlreadyDone) for outcome in outcomes].count(True) == 1
        taken = await org.rows("SELECT 1 FROM {schema}.claims WHERE unit_id = %s", room)
        assert len(taken) == (0 if isinstance(outcomes[0], AlreadyDone) else 1)


async def test_leaving_frees_what_was_offered(org: Organisation, offered: UUID, ada: Actor, bob: Actor) -> None:
    waiting = await wait(org, ada, offered)
    await org.do(promote(waiting, offered))
    with pytest.raises(NotFound):
        await org.do(LeaveWaitlist(waitlist_id=waiting), bob)

    await org.do(LeaveWaitlist(waitlist_id=waiting), ada)

    assert await org.claims(waiting) == []
    with pytest.raises(AlreadyDone):
        await org.do(promote(waiting, offered))


async def test_who_waits_in_vain_is_told_when_the_time_comes(org: Organisation, room: UUID, ada: Actor) -> None:
    waiting = await wait(org, ada, room)
    with pytest.raises(Conflict):
        await org.do(ExpireWaiting(waitlist_id=waiting))
    org.clock.now = at(9)

    answer = await org.do(ExpireWaiting(waitlist_id=waiting))

    assert answer.status is WaitingStatus.EXPIRED


async def test_one_waits_for_one_thing_once_and_for_not_too_much(
    org: Organisation, building: UUID, ada: Actor, bob: Actor
) -> None:
    room = await org.room(building)
    processes = [org.executor, org.new_executor()]
    wish = JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10))
    outcomes = await asyncio.gather(
        *(org.do(wish, ada, through=processes[n % 2]) for n in range(6)), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [*["AlreadyDone"] * 5, "WaitlistAnswer"]
    await wait(org, bob, room)
    for hour in range(10, 9 + MOST_WAITING):
        await wait(org, ada, room, starts_at=at(hour), ends_at=at(hour + 1))

    with pytest.raises(QuotaExceeded) as refusal:
        await wait(org, ada, room, starts_at=at(9, day=5), ends_at=at(10, day=5))

    assert (refusal.value.fields["rule"], refusal.value.fields["used"]) == ("waiting", MOST_WAITING)
    waiting = next(outcome for outcome in outcomes if not isinstance(outcome, BaseException))
    await org.do(LeaveWaitlist(waitlist_id=waiting.waitlist_id), ada)
    await wait(org, ada, room)


async def test_nobody_waits_for_what_no_rule_allows(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await org.room(building, policy={"max_minutes": 30, "horizon_days": 7})
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window"])

    for changes, error in (
        ({"room_id": room}, RuleBroken),
        ({"room_id": room, "starts_at": at(9, day=9), "ends_at": at(9, 30, day=9)}, RuleBroken),
        ({"room_id": room, "any_seat": True}, Invalid),
        ({"room_id": hall.room_id, "seat_id": room}, NotFound),
        ({"building_id": room}, NotFound),
        ({"building_id": building, "seat_id": hall.seat_ids[0]}, Invalid),
        ({"building_id": building, "room_id": hall.room_id}, Invalid),
        ({}, Invalid),
        ({"room_id": hall.room_id, "starts_at": at(6), "ends_at": at(8)}, (Invalid, RuleBroken)),
        ({"room_id": hall.room_id, "starts_at": at(10), "ends_at": at(9)}, Invalid),
    ):
        with pytest.raises(error):
            await org.do(JoinWaitlist.model_validate({"starts_at": at(9), "ends_at": at(10)} | changes), ada)
