"""Approval: who has to ask, who decides, and what happens when several do so at once or nobody does."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.commands import Command
from bookit.commands.approvals import ApproveBooking, ExpireBooking, RejectBooking
from bookit.commands.bookings import CancelBooking, FinishBooking, HandOverBooking, PlaceBooking, RescheduleBooking
from bookit.commands.members import JoinGroup
from bookit.commands.policies import SetRoomPolicy
from bookit.commands.presence import CheckIn
from bookit.domain.actor import Actor
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, NotFound, RoomTaken, RuleBroken
from bookit.events.values import BookingStatus, Role, Weekday
from tests.organisation import NOW, Organisation, at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    """A room whose every booking is approved."""
    return await org.room(building, policy={"approval_always": True, "approval_deadline_minutes": 60})


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


@pytest.fixture
async def manager(org: Organisation, building: UUID) -> Actor:
    return await org.member(Role.MANAGER, manages=[building])


async def status_of(org: Organisation, command: Command, by: Actor) -> BookingStatus:
    status: BookingStatus = (await org.do(command, by)).status
    return status


async def test_a_request_holds_its_place_until_it_is_approved(
    org: Organisation, room: UUID, ada: Actor, manager: Actor
) -> None:
    wish = PlaceBooking(room_id=room, starts_at=at(12), ends_at=at(13))
    answer = await org.do(wish, ada)

    assert answer.status is BookingStatus.PENDING
    assert await org.claims(answer.booking_id) == [(room, at(12), at(13))]
    with pytest.raises(Conflict, match="not approved"):
        await org.do(CheckIn(booking_id=answer.booking_id), ada)
    approve = ApproveBooking(booking_id=answer.booking_id, reason="Enjoy")
    assert await status_of(org, approve, manager) is BookingStatus.CONFIRMED
    assert await org.claims(answer.booking_id) == [(room, at(12), at(13))]


async def test_a_rejected_request_frees_its_place(org: Organisation, room: UUID, ada: Actor, manager: Actor) -> None:
    booking = await org.book(room, by=ada)

    reject = RejectBooking(booking_id=booking, reason="Not for parties")
    assert await status_of(org, reject, manager) is BookingStatus.REJECTED

    assert await org.claims(booking) == []
    await org.book(room, by=await org.member())


@pytest.mark.parametrize("status", [BookingStatus.CONFIRMED, BookingStatus.PENDING])
async def test_complaint_1_two_people_never_have_one_slot_neither_confirmed_nor_asked_for(
    org: Organisation, building: UUID, manager: Actor, status: BookingStatus
) -> None:
    """Two requests can't both be approved, because the second can't even be pending: one of many has the claim."""
    members = [await org.member() for _ in range(10)]
    processes = [org.executor, org.new_executor()]
    for _ in range(3):
        room = await org.room(building, policy={"approval_always": status is BookingStatus.PENDING})

        outcomes = await asyncio.gather(
            *(
                org.do(
                    PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10)), member, through=processes[number % 2]
                )
                for number, member in enumerate(members)
            ),
            return_exceptions=True,
        )

        booked = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
        assert [answer.status for answer in booked] == [status]
        assert {type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)} == {RoomTaken}
        if status is BookingStatus.PENDING:
            await org.do(ApproveBooking(booking_id=booked[0].booking_id), manager)


@pytest.mark.parametrize("kind", [ApproveBooking, RejectBooking])
async def test_only_those_decide_who_manage_the_building(
    org: Organisation, room: UUID, ada: Actor, kind: type[Command]
) -> None:
    booking = await org.book(room, by=ada)
    decide = kind.model_validate({"booking_id": booking})
    elsewhere = await org.member(Role.MANAGER, manages=[await org.building()])

    for who, error in (
        (ada, Forbidden),
        (await org.member(), NotFound),
        (elsewhere, NotFound),
        (await org.member(Role.AUDITOR), Forbidden),
    ):
        with pytest.raises(error):
            await org.do(decide, who)
    await org.do(decide, await org.member(Role.ADMIN))


async def test_one_s_own_request_is_decided_only_by_who_decides_about_others(
    org: Organisation, building: UUID, room: UUID, manager: Actor
) -> None:
    elsewhere = await org.member(Role.MANAGER, manages=[await org.building()])
    booking = await org.book(room, by=elsewhere)

    with pytest.raises(Forbidden):
        await org.do(ApproveBooking(booking_id=booking), elsewhere)
    await org.do(ApproveBooking(booking_id=booking), manager)

    # Who could approve it anyway does not ask.
    answer = await org.do(PlaceBooking(room_id=room, starts_at=at(12), ends_at=at(13)), manager)
    assert answer.status is BookingStatus.CONFIRMED


@pytest.mark.parametrize(
    ("policy", "changes", "rule"),
    [
        ({"approval_always": True}, {}, "approval_always"),
        ({"approval_groups": ["interns"]}, {}, "approval_groups"),
        ({"approval_above_minutes": 30}, {}, "approval_above_minutes"),
        (
            {"approval_outside_hours": True},
            {"starts_at": at(21, 30), "ends_at": at(22, 30)},
            "approval_outside_hours",
        ),
    ],
)
async def test_a_request_says_for_which_rule_it_waits(
    org: Organisation, policy: dict[str, Any], changes: dict[str, Any], rule: str, ada: Actor
) -> None:
    building = await org.building(opening_hours={day: [("06:00", "22:00")] for day in Weekday})
    room = await org.room(building, policy=policy)
    await org.do(JoinGroup(member_id=ada.member_id, group="interns"))

    wish = {"room_id": room, "starts_at": at(9), "ends_at": at(10)} | changes
    answer = await org.do(PlaceBooking.model_validate(wish), ada)

    assert answer.status is BookingStatus.PENDING
    ((state,),) = await org.rows(
        "SELECT convert_from(state, 'utf8')::jsonb FROM {schema}.events WHERE originator_id = %s", answer.booking_id
    )
    assert [why["rule"] for why in state["approval"]] == [rule]
    assert state["approval"][0]["source"] == {"level": "room", "id": str(room), "version": 1}
    assert state["decide_rule"]["rule"] == "approval_deadline_minutes"


async def test_what_nobody_decides_expires_at_its_deadline_and_says_why(
    org: Organisation, room: UUID, ada: Actor, manager: Actor
) -> None:
    booking = await org.book(room, by=ada)
    expire = ExpireBooking(booking_id=booking)
    org.clock.now = NOW + timedelta(minutes=59)
    with pytest.raises(Conflict, match="still time"):
        await org.do(expire)

    org.clock.now = NOW + timedelta(minutes=60)
    with pytest.raises(AlreadyDone, match="time to decide"):
        await org.do(ApproveBooking(booking_id=booking), manager)
    await org.do(expire)

    assert await org.claims(booking) == []
    ((state,),) = await org.rows(
        "SELECT convert_from(state, 'utf8')::jsonb FROM {schema}.events"
        " WHERE originator_id = %s AND topic = 'booking.expired'",
        booking,
    )
    assert state["why"] == {
        "rule": "approval_deadline_minutes",
        "value": 60,
        "source": {"level": "room", "id": str(room), "version": 1},
    }


async def test_a_request_for_soon_is_decided_before_it_begins(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, at(8), at(9), ada)
    org.clock.now = at(8)

    await org.do(ExpireBooking(booking_id=booking))


@pytest.mark.parametrize("rival", [ExpireBooking, CancelBooking, RejectBooking])
async def test_of_an_approval_and_its_rival_exactly_one_wins(
    org: Organisation, building: UUID, ada: Actor, manager: Actor, rival: type[Command]
) -> None:
    """Each through a process of its own, to whose clock the deadline is near."""
    other = org.new_executor()
    for _ in range(5):
        org.clock.now = NOW
        room = await org.room(building, policy={"approval_always": True, "approval_deadline_minutes": 1})
        booking = await org.book(room, by=ada)
        by = {CancelBooking: ada, RejectBooking: manager}.get(rival)
        if rival is ExpireBooking:
            org.clock.now = NOW + timedelta(minutes=1)
            other._clock = lambda: NOW  # its clock is a minute behind
        wish = rival.model_validate({"booking_id": booking})
        outcomes = await asyncio.gather(
            org.do(ApproveBooking(booking_id=booking), manager, through=other),
            org.do(wish, by) if by else org.do(wish),
            return_exceptions=True,
        )

        if rival is CancelBooking and not any(isinstance(outcome, BaseException) for outcome in outcomes):
            assert await org.topics(booking) == ["booking.placed", "booking.approved", "booking.cancelled"]
            continue
        assert [isinstance(outcome, Conflict) for outcome in outcomes].count(True) == 1
        assert len(await org.topics(booking)) == 2


@pytest.mark.parametrize("kind", [ApproveBooking, RejectBooking, ExpireBooking])
async def test_what_is_decided_stays_decided(
    org: Organisation, room: UUID, ada: Actor, manager: Actor, kind: type[Command]
) -> None:
    booking = await org.book(room, by=ada)
    await org.do(ApproveBooking(booking_id=booking), manager)
    org.clock.now = NOW + timedelta(hours=1)

    with pytest.raises(AlreadyDone):
        await org.do(kind.model_validate({"booking_id": booking}))


async def test_a_change_that_needs_approval_waits_for_it_and_says_so(
    org: Organisation, building: UUID, ada: Actor, manager: Actor
) -> None:
    room = await org.room(building, policy={"approval_above_minutes": 60})
    answer = await org.do(PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10)), ada)
    booking = answer.booking_id
    assert answer.status is BookingStatus.CONFIRMED

    longer = RescheduleBooking(booking_id=booking, ends_at=at(11))
    assert await status_of(org, longer, ada) is BookingStatus.PENDING
    assert await org.claims(booking) == [(room, at(9), at(11))]
    assert await status_of(org, ApproveBooking(booking_id=booking), manager) is BookingStatus.CONFIRMED

    # A part of what was allowed is allowed; another time is not.
    shorter = RescheduleBooking(booking_id=booking, ends_at=at(10, 45))
    assert await status_of(org, shorter, ada) is BookingStatus.CONFIRMED
    later = RescheduleBooking(booking_id=booking, starts_at=at(14), ends_at=at(15, 30))
    assert await status_of(org, later, ada) is BookingStatus.PENDING
    back = RescheduleBooking(booking_id=booking, ends_at=at(15))
    assert await status_of(org, back, ada) is BookingStatus.CONFIRMED


async def test_who_is_there_does_not_wait_for_approval(
    org: Organisation, building: UUID, ada: Actor, manager: Actor
) -> None:
    room = await org.room(building, policy={"approval_above_minutes": 60})
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(9)
    await org.do(CheckIn(booking_id=booking), ada)

    longer = RescheduleBooking(booking_id=booking, ends_at=at(11))
    with pytest.raises(RuleBroken) as refusal:
        await org.do(longer, ada)

    assert refusal.value.fields["rule"] == "approval_above_minutes"
    assert await status_of(org, longer, manager) is BookingStatus.CHECKED_IN


async def test_a_booking_is_not_handed_over_around_approval(
    org: Organisation, building: UUID, ada: Actor, manager: Actor
) -> None:
    room = await org.room(building, policy={"approval_groups": ["interns"]})
    intern = await org.member()
    await org.do(JoinGroup(member_id=intern.member_id, group="interns"))
    booking = await org.book(room, by=ada)

    hand_over = HandOverBooking(booking_id=booking, member_id=intern.member_id)
    with pytest.raises(RuleBroken) as refusal:
        await org.do(hand_over, ada)

    assert refusal.value.fields["rule"] == "approval_groups"
    await org.do(hand_over, manager)


async def test_rules_set_later_leave_a_request_alone(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, by=ada)
    await org.do(SetRoomPolicy(room_id=room, policy={"approval_deadline_minutes": 5}))
    org.clock.now = NOW + timedelta(minutes=30)

    with pytest.raises(Conflict):
        await org.do(ExpireBooking(booking_id=booking))
    assert await org.topics(booking) == ["booking.placed"]


async def test_a_request_that_nobody_approved_is_not_finished(org: Organisation, room: UUID, ada: Actor) -> None:
    org.clock.now = at(9)
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(9, 5)

    with pytest.raises(Conflict):
        await org.do(FinishBooking(booking_id=booking), ada)
