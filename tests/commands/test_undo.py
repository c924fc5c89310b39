"""Undo: what comes back, and what is said about what does not."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from uuid_utils.compat import uuid7

from bookit.commands import CATALOGUE, Command
from bookit.commands.approvals import ApproveBooking
from bookit.commands.bookings import (
    CancelBooking,
    ChangeBooking,
    HandOverBooking,
    PlaceBooking,
    RescheduleBooking,
)
from bookit.commands.buildings import CloseDay
from bookit.commands.closing import CloseBuilding, CloseRoom, PeriodBody, ReopenRoom
from bookit.commands.members import RevokeRole
from bookit.commands.policies import SetRoomPolicy
from bookit.commands.presence import CheckIn, ReleaseBooking
from bookit.commands.rooms import RenameRoom
from bookit.commands.series import CancelSeries, ChangeSeries, EndSeries, ExtendSeries, PlaceSeries
from bookit.commands.swapping import SwapBookings
from bookit.commands.undo import Undo, UndoAnswer
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.booking import Booking
from bookit.domain.building import Building
from bookit.domain.errors import Conflict, NotFound, RoomTaken
from bookit.domain.room import Room
from bookit.domain.series import Series
from bookit.events.values import BookingStatus, Role, RoomKind
from tests.organisation import NOW, Organisation, at

pytestmark = pytest.mark.anyio

MORNING = PeriodBody(starts_at=at(9), ends_at=at(12))


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building)


class Given:
    """A command that was given: its id, and what it answered."""

    def __init__(self, command_id: UUID, answer: Any) -> None:
        self.id = command_id
        self.answer = answer


async def give(org: Organisation, command: Command, by: Actor = SYSTEM) -> Given:
    receipt = await org.executor.execute(command, by, command_id=uuid7())
    org.witness.receipts.append(receipt)
    return Given(receipt.command_id, CATALOGUE[command.NAME].answer.model_validate_json(receipt.answer))


async def undo(org: Organisation, given: Given | UUID, by: Actor = SYSTEM) -> UndoAnswer:
    command_id = given if isinstance(given, UUID) else given.id
    answer: UndoAnswer = await org.do(Undo(command_id=command_id), by)
    return answer


def became(answer: UndoAnswer) -> dict[UUID | None, str]:
    """What became of the bookings."""
    return {each.booking_id: each.became for each in answer.undone if each.booking_id is not None}


def whys(refusal: pytest.ExceptionInfo[Conflict]) -> Sequence[str]:
    return [each["why"] for each in refusal.value.fields["not_undone"]]


async def test_a_cancelled_booking_comes_back_with_what_it_held(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"buffer_after_minutes": 15})
    me = await org.member()
    booking = await org.book(room, at(9), at(10), me)
    held = await org.claims(booking)
    cancelled = await give(org, CancelBooking(booking_id=booking), me)

    answer = await undo(org, cancelled, me)

    assert became(answer) == {booking: "restored"}
    assert answer.not_undone == []
    assert await org.claims(booking) == held
    assert (await org.look(Booking, booking)).status is BookingStatus.CONFIRMED
    assert await org.topics(booking) == ["booking.placed", "booking.cancelled", "booking.restored"]


async def test_a_cancelled_booking_whose_place_is_taken_stays_cancelled_and_says_why(
    org: Organisation, room: UUID
) -> None:
    booking = await org.book(room, at(9), at(10))
    cancelled = await give(org, CancelBooking(booking_id=booking))
    await org.book(room, at(9, 30), at(10, 30))

    with pytest.raises(Conflict) as refusal:
        await undo(org, cancelled)

    (why,) = whys(refusal)
    assert "taken" in why
    assert at(9, 30).isoformat() in why


async def test_undoing_twice_says_that_it_came_back_already(org: Organisation, room: UUID) -> None:
    booking = await org.book(room)
    cancelled = await give(org, CancelBooking(booking_id=booking))
    await undo(org, cancelled)

    with pytest.raises(Conflict) as refusal:
        await undo(org, cancelled)

    assert whys(refusal) == ["The booking has changed since."]


async def test_the_same_key_undoes_once(org: Organisation, room: UUID) -> None:
    booking = await org.book(room)
    cancelled = await give(org, CancelBooking(booking_id=booking))

    first, *others = await asyncio.gather(
        *(org.executor.execute(Undo(command_id=cancelled.id), SYSTEM, "once") for _ in range(5))
    )

    assert {(other.answer, other.position) for other in others} == {(first.answer, first.position)}
    assert (await org.topics(booking)).count("booking.restored") == 1


async def test_an_undo_is_not_undone(org: Organisation, room: UUID) -> None:
    cancelled = await give(org, CancelBooking(booking_id=await org.book(room)))
    undone = await give(org, Undo(command_id=cancelled.id))

    with pytest.raises(Conflict, match="An undo is not undone"):
        await undo(org, undone)


async def test_undoing_a_placing_cancels_it(org: Organisation, room: UUID) -> None:
    placed = await give(org, PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10)))

    assert became(await undo(org, placed)) == {placed.answer.booking_id: "cancelled"}
    await org.book(room, at(9), at(10))


async def test_a_stay_that_is_over_or_checked_in_is_not_undone(org: Organisation, room: UUID) -> None:
    there = await give(org, PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(10)))
    org.clock.now = at(9)
    await org.do(CheckIn(booking_id=there.answer.booking_id))

    with pytest.raises(Conflict) as refusal:
        await undo(org, there)
    assert whys(refusal) == ["Somebody has checked in."]

    org.clock.now = at(11)
    with pytest.raises(Conflict) as refusal:
        await undo(org, there)
    assert whys(refusal) == ["The booking is over."]


async def test_a_rescheduled_booking_goes_back_to_where_and_when_it_was(org: Organisation, building: UUID) -> None:
    room, other = await org.room(building), await org.room(building)
    booking = await org.book(room, at(9), at(10))
    moved = await give(org, RescheduleBooking(booking_id=booking, room_id=other, starts_at=at(14), ends_at=at(16)))

    assert became(await undo(org, moved)) == {booking: "moved_back"}

    assert await org.claims(booking) == [(room, at(9), at(10))]
    await org.book(other, at(14), at(16))


async def test_a_title_and_guests_come_back_and_so_do_places_that_are_shared(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=2)
    booking = await org.book(garage, title="Visit", guests=["Bob"])
    changed = await give(org, ChangeBooking(booking_id=booking, title=None, guests=[], attendees=2))

    assert became(await undo(org, changed)) == {booking: "changed_back"}

    back = await org.look(Booking, booking)
    assert back.title is not None
    assert (len(back.guests), back.attendees, back.place.places) == (1, None, 1)
    await org.book(garage)


async def test_places_that_somebody_else_has_by_now_do_not_come_back(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=2)
    booking = await org.book(garage, attendees=2)
    changed = await give(org, ChangeBooking(booking_id=booking, attendees=1))
    await org.book(garage)

    with pytest.raises(Conflict) as refusal:
        await undo(org, changed)

    assert "taken" in whys(refusal)[0]


async def test_dates_of_a_series_that_were_moved_and_renamed_at_once_go_back_as_they_were(
    org: Organisation, room: UUID
) -> None:
    series = PlaceSeries(room_id=room, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=2", title="Planning")
    placed = await org.do(series)
    wish = ChangeSeries(series_id=placed.series_id, scope="all", start_time="11:00", end_time="12:00", title="Review")
    changed = await give(org, wish)

    await undo(org, changed)

    for each in placed.placed:
        booking = await org.look(Booking, each.booking_id)
        assert booking.period.start == each.starts_at
        assert await org.readable(str(booking.title)) == "Planning"


async def test_a_series_that_was_renamed_has_its_name_back_also_for_dates_to_come(
    org: Organisation, room: UUID
) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 1}))
    series = PlaceSeries(room_id=room, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=3")
    placed = await org.do(series)
    renamed = await give(org, ChangeSeries(series_id=placed.series_id, scope="all", title="Review"))

    answer = await undo(org, renamed)
    org.clock.now = at(9, day=1)
    await org.do(ExtendSeries(series_id=placed.series_id))

    assert {each.became for each in answer.undone} == {"changed_back"}
    assert answer.not_undone == []
    stream = await org.look(Series, placed.series_id)
    titles = [(await org.look(Booking, stream.booking_id(date))).title for date in stream.booked()]
    assert titles == [None] * 3


async def test_a_series_that_was_renamed_again_keeps_its_new_name(org: Organisation, room: UUID) -> None:
    placed = await org.do(PlaceSeries(room_id=room, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=2"))
    renamed = await give(org, ChangeSeries(series_id=placed.series_id, scope="all", title="Review"))
    await org.do(ChangeSeries(series_id=placed.series_id, scope="all", title="Retro"))

    with pytest.raises(Conflict) as refusal:
        await undo(org, renamed)

    assert whys(refusal) == ["The series has changed since.", *["The booking has changed since."] * 2]


async def test_a_booking_that_has_been_moved_again_stays_where_it_is(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(10))
    moved = await give(org, RescheduleBooking(booking_id=booking, starts_at=at(11), ends_at=at(12)))
    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(13), ends_at=at(14)))

    with pytest.raises(Conflict) as refusal:
        await undo(org, moved)

    assert whys(refusal) == ["The booking has changed since."]


async def test_a_booking_does_not_go_back_to_a_time_that_has_begun(org: Organisation, room: UUID) -> None:
    booking = await org.book(room, at(9), at(10))
    moved = await give(org, RescheduleBooking(booking_id=booking, starts_at=at(14), ends_at=at(16)))
    org.clock.now = at(9, 30)

    with pytest.raises(Conflict) as refusal:
        await undo(org, moved)

    assert whys(refusal) == ["The time it was at before has begun."]


async def test_an_approved_booking_stays_approved_when_it_goes_back(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"approval_always": True})
    other = await org.room(building)
    me = await org.member()
    booking = await org.book(room, at(9), at(10), me)
    await org.do(ApproveBooking(booking_id=booking))
    moved = await give(org, RescheduleBooking(booking_id=booking, room_id=other), me)

    await undo(org, moved, me)

    back = await org.look(Booking, booking)
    assert (back.status, back.place.room_id) == (BookingStatus.CONFIRMED, room)


async def test_swapped_bookings_go_back_both(org: Organisation, building: UUID) -> None:
    left, right = await org.room(building), await org.room(building)
    one, other = await org.book(left), await org.book(right)
    swapped = await give(org, SwapBookings(booking_id=one, other_booking_id=other))

    assert became(await undo(org, swapped)) == {one: "moved_back", other: "moved_back"}

    assert await org.claims(one) == [(left, at(9), at(10))]
    assert await org.claims(other) == [(right, at(9), at(10))]


async def test_when_one_of_two_swapped_bookings_can_not_go_back_neither_can_the_other(
    org: Organisation, building: UUID
) -> None:
    left, right = await org.room(building), await org.room(building)
    one, other = await org.book(left), await org.book(right)
    swapped = await give(org, SwapBookings(booking_id=one, other_booking_id=other))
    await org.do(RescheduleBooking(booking_id=other, starts_at=at(9), ends_at=at(9, 30)))

    with pytest.raises(Conflict) as refusal:
        await undo(org, swapped)

    assert sorted(why[:16] for why in whys(refusal)) == ["The booking has ", "The place is tak"]


async def test_a_booking_that_was_handed_over_goes_back_to_who_gave_it(org: Organisation, room: UUID) -> None:
    me, you = await org.member(), await org.member()
    booking = await org.book(room, by=me)
    given = await give(org, HandOverBooking(booking_id=booking, member_id=you.member_id), me)

    assert became(await undo(org, given, me)) == {booking: "handed_back"}

    assert (await org.look(Booking, booking)).member_id == me.member_id


async def test_undoing_a_closing_reopens_the_room_and_brings_back_whom_it_displaced(
    org: Organisation, room: UUID
) -> None:
    running, later = await org.book(room, at(9), at(10)), await org.book(room, at(11), at(12))
    org.clock.now = at(9, 30)
    closed = await give(org, CloseRoom(room_id=room, reason="Flood"))
    org.clock.now = at(9, 40)

    answer = await undo(org, closed)

    assert became(answer) == {running: "restored", later: "restored"}
    assert [each.room_id for each in answer.undone if each.became == "reopened" and each.room_id] == [room]
    assert (await org.look(Room, room)).closures == {}
    assert await org.claims(closed.answer.closure_id) == []
    await org.book(room, at(13), at(14))


async def test_undoing_a_closing_moves_back_whom_it_moved(org: Organisation, building: UUID, room: UUID) -> None:
    other = await org.room(building)
    booking = await org.book(room)
    closed = await give(org, CloseRoom(room_id=room, period=MORNING, reason="Flood", displaced="move"))
    assert (await org.look(Booking, booking)).place.room_id == other

    assert became(await undo(org, closed)) == {booking: "moved_back"}

    assert await org.claims(booking) == [(room, at(9), at(10))]


async def test_undoing_a_closing_after_the_room_was_reopened_and_booked_tells_them_apart(
    org: Organisation, room: UUID
) -> None:
    first, second = await org.book(room, at(9), at(10)), await org.book(room, at(10), at(11))
    closed = await give(org, CloseRoom(room_id=room, period=MORNING, reason="Flood"))
    await org.do(ReopenRoom(room_id=room))
    await org.book(room, at(10), at(11))

    answer = await undo(org, closed)

    assert became(answer) == {first: "restored"}
    assert {(each.booking_id, each.topic) for each in answer.not_undone} == {
        (None, "room.closed"),
        (second, "booking.displaced"),
    }


async def test_undoing_the_closing_of_a_building_brings_everything_back(org: Organisation, building: UUID) -> None:
    rooms = [await org.room(building) for _ in range(3)]
    bookings = [await org.book(room) for room in rooms]
    closed = await give(org, CloseBuilding(building_id=building, period=MORNING, reason="No heating"))

    answer = await undo(org, closed)

    assert became(answer) == dict.fromkeys(bookings, "restored")
    assert (await org.look(Building, building)).closures == {}
    assert answer.not_undone == []


async def test_a_closed_day_is_an_ordinary_day_again(org: Organisation, building: UUID) -> None:
    day = date(2031, 5, 1)
    closed = await give(org, CloseDay(building_id=building, day=day, reason="Holiday"))

    answer = await undo(org, closed)

    assert [each.day for each in answer.undone] == [day]
    assert (await org.look(Building, building)).closed_days == {}


async def test_a_cancelled_series_comes_back_booking_by_booking(org: Organisation, room: UUID) -> None:
    placed = await org.do(
        PlaceSeries(room_id=room, starts_at=at(9, day=1), ends_at=at(10, day=1), rrule="FREQ=DAILY;COUNT=5")
    )
    cancelled = await give(org, CancelSeries(series_id=placed.series_id, scope="all"))
    await org.book(room, at(9, day=3), at(10, day=3))

    answer = await undo(org, cancelled)

    assert sorted(became(answer).values()) == ["restored"] * 4
    assert [each.series_id for each in answer.undone if each.became == "revived"] == [placed.series_id]
    assert [each.topic for each in answer.not_undone] == ["booking.cancelled"]


async def test_a_cancelled_series_that_comes_back_goes_on_with_the_horizon(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"horizon_days": 3})
    await org.book(room, at(9, day=2), at(10, day=2))
    wish = PlaceSeries(
        room_id=room, starts_at=at(9, day=1), ends_at=at(10, day=1), rrule="FREQ=DAILY", on_conflict="skip"
    )
    series_id = (await org.do(wish)).series_id
    before = await org.look(Series, series_id)
    cancelled = await give(org, CancelSeries(series_id=series_id, scope="all"))

    await undo(org, cancelled)

    after = await org.look(Series, series_id)
    assert not after.over
    assert (after.skipped, after.continues_with, after.extend_at) == (
        before.skipped,
        before.continues_with,
        before.extend_at,
    )
    org.clock.now = at(9, day=2)
    extended = await org.do(ExtendSeries(series_id=series_id))
    assert [each.starts_at for each in extended.placed] == [at(9, day=day) for day in (3, 4, 5)]
    assert await org.topics(series_id) == ["series.placed", "series.cancelled", "series.revived", "series.extended"]


async def test_a_series_that_was_ended_for_its_no_shows_comes_back_when_a_manager_undoes_it(
    org: Organisation, building: UUID
) -> None:
    room = await org.room(building, policy={"check_in": True, "check_in_grace_minutes": 20, "series_no_shows": 1})
    wish = PlaceSeries(room_id=room, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=3")
    placed = await org.do(wish)
    org.clock.now = at(9, 20)
    await org.do(ReleaseBooking(booking_id=placed.placed[0].booking_id))
    ended = await give(org, EndSeries(series_id=placed.series_id))

    answer = await undo(org, ended)

    assert sorted(became(answer).values()) == ["restored", "restored"]
    assert not (await org.look(Series, placed.series_id)).over


async def test_a_series_that_has_changed_since_stays_as_it_is(org: Organisation, room: UUID) -> None:
    placed = await org.do(
        PlaceSeries(room_id=room, starts_at=at(9, day=1), ends_at=at(10, day=1), rrule="FREQ=DAILY;COUNT=3")
    )
    dates = [each.occurrence for each in placed.placed]
    cancelled = await give(org, CancelSeries(series_id=placed.series_id, scope="following", occurrence=dates[2]))
    await org.do(CancelSeries(series_id=placed.series_id, scope="following", occurrence=dates[1]))

    answer = await undo(org, cancelled)

    assert [(each.topic, each.why) for each in answer.not_undone] == [
        ("series.cancelled", "The series has changed since.")
    ]


async def test_undoing_the_placing_of_a_series_ends_it(org: Organisation, room: UUID) -> None:
    placed = await give(
        org, PlaceSeries(room_id=room, starts_at=at(9, day=1), ends_at=at(10, day=1), rrule="FREQ=DAILY;COUNT=5")
    )

    answer = await undo(org, placed)

    assert sorted(became(answer).values()) == ["cancelled"] * 5
    assert (await org.look(Series, placed.answer.series_id)).over


async def test_a_quota_holds_for_who_brings_back_their_own(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"quotas": [{"name": "one", "per": "day", "bookings": 1}]})
    me = await org.member()
    booking = await org.book(room, at(9), at(10), me)
    cancelled = await give(org, CancelBooking(booking_id=booking), me)
    await org.book(room, at(11), at(12), me)

    with pytest.raises(Conflict) as refusal:
        await undo(org, cancelled, me)

    assert whys(refusal) == ["The quota 'one' is used up."]


async def test_who_was_displaced_comes_back_whatever_they_booked_since(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"quotas": [{"name": "one", "per": "day", "bookings": 1}]})
    me = await org.member()
    booking = await org.book(room, at(9), at(10), me)
    closed = await give(org, CloseRoom(room_id=room, period=MORNING, reason="Flood"))
    await org.book(room, at(13), at(14), me)

    assert became(await undo(org, closed)) == {booking: "restored"}


async def test_places_that_are_shared_come_back_while_there_are_some(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=3)
    cars = [await org.book(garage) for _ in range(3)]
    closed = await give(org, CloseRoom(room_id=garage, period=MORNING, reason="Paint"))
    await org.do(ReopenRoom(room_id=garage))
    await org.book(garage)

    answer = await undo(org, closed)

    assert sorted(became(answer).values()) == ["restored", "restored"]
    assert set(became(answer)) <= set(cars)
    with pytest.raises(RoomTaken):
        await org.book(garage)


async def test_a_place_that_is_lost_while_undoing_is_told(org: Organisation, room: UUID) -> None:
    for hour in range(9, 17):
        booking = await org.book(room, at(hour), at(hour + 1))
        cancelled = await give(org, CancelBooking(booking_id=booking))
        rival = PlaceBooking(room_id=room, starts_at=at(hour), ends_at=at(hour + 1))

        outcomes: list[object] = await asyncio.gather(
            undo(org, cancelled), org.do(rival, through=org.new_executor()), return_exceptions=True
        )

        assert isinstance(outcomes[0], Conflict) != isinstance(outcomes[1], RoomTaken)


async def test_a_check_in_that_is_due_is_not_brought_back(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"check_in": True, "check_in_grace_minutes": 10})
    booking = await org.book(room, at(9), at(10))
    cancelled = await give(org, CancelBooking(booking_id=booking))
    org.clock.now = at(9, 20)

    with pytest.raises(Conflict) as refusal:
        await undo(org, cancelled)

    assert whys(refusal) == ["The time to check in is over."]


async def test_an_approval_is_clearly_not_undone(org: Organisation, building: UUID) -> None:
    room = await org.room(building, policy={"approval_always": True})
    booking = await org.book(room, by=await org.member())
    approved = await give(org, ApproveBooking(booking_id=booking))

    with pytest.raises(Conflict) as refusal:
        await undo(org, approved)

    assert whys(refusal) == ["An approval is not undone; cancel the booking."]


async def test_what_has_an_opposite_command_is_not_undone(org: Organisation, room: UUID) -> None:
    renamed = await give(org, RenameRoom(room_id=room, name="Terrarium"))

    with pytest.raises(Conflict) as refusal:
        await undo(org, renamed)

    assert whys(refusal) == ["This is not undone; give the opposite command."]


async def test_who_gave_a_command_may_undo_it_and_who_runs_the_building(org: Organisation, building: UUID) -> None:
    room = await org.room(building)
    me = await org.member()
    strangers = [
        await org.member(),
        await org.member(Role.AUDITOR),
        await org.member(Role.MANAGER, manages=[await org.building()]),
    ]
    manager = await org.member(Role.MANAGER, manages=[building])
    for rightful in (me, manager, await org.member(Role.ADMIN)):
        booking = await org.book(room, by=me)
        cancelled = await give(org, CancelBooking(booking_id=booking), me)
        for stranger in strangers:
            with pytest.raises(NotFound):
                await undo(org, cancelled, stranger)
        assert became(await undo(org, cancelled, rightful)) == {booking: "restored"}
        await org.do(CancelBooking(booking_id=booking))


async def test_a_member_does_not_undo_what_a_manager_did_to_them(org: Organisation, building: UUID) -> None:
    room = await org.room(building)
    me = await org.member()
    manager = await org.member(Role.MANAGER, manages=[building])
    cancelled = await give(org, CancelBooking(booking_id=await org.book(room, at(9), at(10), me)), manager)
    await org.book(room, at(10), at(11), me)
    closed = await give(org, CloseRoom(room_id=room, period=MORNING, reason="Flood"), manager)

    for given in (cancelled, closed):
        with pytest.raises(NotFound):
            await undo(org, given, me)


async def test_who_has_lost_a_right_does_not_get_it_back_by_undoing(org: Organisation, building: UUID) -> None:
    room = await org.room(building)
    manager = await org.member(Role.MANAGER, manages=[building])
    closed = await give(org, CloseRoom(room_id=room, period=MORNING, reason="Flood"), manager)
    await org.do(RevokeRole(member_id=manager.member_id, role=Role.MANAGER))

    with pytest.raises(Conflict) as refusal:
        await undo(org, closed, await org.actor(manager.member_id))

    assert whys(refusal) == ["You may not do this."]


async def test_an_unknown_command_is_not_found(org: Organisation) -> None:
    with pytest.raises(NotFound):
        await undo(org, uuid4())


async def test_an_act_of_many_commands_is_undone_as_one(org: Organisation, room: UUID) -> None:
    act_id = uuid7()
    start = NOW + timedelta(days=1)
    for number in range(3):
        period = {
            "starts_at": start + number * timedelta(hours=1),
            "ends_at": start + (number + 1) * timedelta(hours=1),
        }
        wish = PlaceBooking.model_validate({"room_id": room, **period})
        org.witness.receipts.append(await org.executor.execute(wish, SYSTEM, command_id=uuid7(), act_id=act_id))

    assert sorted(became(await undo(org, act_id)).values()) == ["cancelled"] * 3
