"""Showing up: check-in in every way, places of those who do not come, feedback."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bookit.commands import Command
from bookit.commands.bookings import (
    DeclineFeedback,
    FinishBooking,
    LeaveFeedback,
    PlaceBooking,
    RescheduleBooking,
)
from bookit.commands.presence import CheckIn, CheckInAtDoor, CheckInByCode, ReleaseBooking, RotateRoomCode
from bookit.domain.actor import Actor, Scope
from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, NotFound, RuleBroken
from bookit.domain.room import Room
from bookit.events.values import BookingStatus, Role, RoomKind
from bookit.ledger.doors import Doors
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

COMES = {"check_in": True, "check_in_before_minutes": 10, "check_in_grace_minutes": 20}


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building, policy=COMES)


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


@pytest.fixture
async def manager(org: Organisation, building: UUID) -> Actor:
    return await org.member(Role.MANAGER, manages=[building])


@pytest.fixture
async def display(manager: Actor) -> Actor:
    """A tablet at the door, with a token of a manager for this alone."""
    return Actor(
        manager.member_id,
        manager.roles,
        manager.managed_buildings,
        scopes=frozenset({Scope.DISPLAY}),
        version=manager.version,
    )


async def code_of(org: Organisation, room_id: UUID) -> str:
    number = (await org.look(Room, room_id)).code_number
    return Doors(org.settings.key_for("doors")).code_of(room_id, number)


async def last_state(org: Organisation, booking: UUID) -> dict[str, Any]:
    rows = await org.rows(
        "SELECT convert_from(state, 'utf8')::jsonb FROM {schema}.events WHERE originator_id = %s"
        " ORDER BY originator_version DESC LIMIT 1",
        booking,
    )
    state: dict[str, Any] = rows[0][0]
    return state


async def test_who_booked_checks_in_from_the_window_on(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.book(room, at(8), at(9))
    booking = await org.book(room, at(9), at(10), ada)
    check_in = CheckIn(booking_id=booking)
    org.clock.now = at(8, 49)
    with pytest.raises(RuleBroken) as refusal:
        await org.do(check_in, ada)
    assert refusal.value.fields == {
        "rule": "check_in_before_minutes",
        "value": 10,
        "source": {"level": "room", "id": str(room), "version": (await org.look(Room, room)).version},
        "earliest": at(8, 50).isoformat(),
    }

    org.clock.now = at(8, 50)
    answer = await org.do(check_in, ada)

    assert answer.status is BookingStatus.CHECKED_IN
    assert (await last_state(org, booking))["by"] == "member"
    with pytest.raises(AlreadyDone):
        await org.do(check_in, ada)


async def test_one_comes_early_where_the_place_is_free(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, at(11), at(12), ada)
    org.clock.now = at(8, 30)
    with pytest.raises(RuleBroken):
        await org.do(CheckIn(booking_id=booking), ada)

    org.clock.now = at(9, 30)
    await org.do(CheckIn(booking_id=booking), ada)


async def test_a_manager_checks_others_in(org: Organisation, room: UUID, ada: Actor, manager: Actor) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(9)

    with pytest.raises(NotFound):
        await org.do(CheckIn(booking_id=booking), await org.member())
    await org.do(CheckIn(booking_id=booking), manager)

    assert (await last_state(org, booking))["by"] == "manager"


async def test_the_code_at_the_door_checks_in_who_scans_it(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.book(room, at(8), at(9))
    booking = await org.book(room, at(9), at(10), ada)
    later = await org.book(room, at(10), at(11), ada)
    org.clock.now = at(8, 55)
    by_code = CheckInByCode(room_id=room, code=await code_of(org, room))

    with pytest.raises(Conflict, match="no booking here"):
        await org.do(by_code, await org.member())
    assert (await org.do(by_code, ada)).booking_id == booking
    assert (await last_state(org, booking))["by"] == "code"

    org.clock.now = at(9, 50)
    assert (await org.do(by_code, ada)).booking_id == later


async def test_a_code_of_another_room_or_of_before_its_rotation_is_none(
    org: Organisation, building: UUID, room: UUID, ada: Actor, manager: Actor
) -> None:
    other = await org.room(building)
    await org.book(room, at(9), at(10), ada)
    org.clock.now = at(9)
    old = await code_of(org, room)
    with pytest.raises(Forbidden):
        await org.do(RotateRoomCode(room_id=room), ada)

    await org.do(RotateRoomCode(room_id=room), manager)

    for code in (old, await code_of(org, other), "", "é" * 20):
        with pytest.raises((Forbidden, ValueError)):
            await org.do(CheckInByCode(room_id=room, code=code), ada)
    await org.do(CheckInByCode(room_id=room, code=await code_of(org, room)), ada)


async def test_the_code_at_the_door_of_a_part_checks_in_to_the_whole(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    part = await org.room(building)
    whole = await org.room(building, made_of=[part])
    booking = await org.book(whole, at(9), at(10), ada)
    org.clock.now = at(9)

    answer = await org.do(CheckInByCode(room_id=part, code=await code_of(org, part)), ada)

    assert answer.booking_id == booking


async def test_in_a_full_hall_all_scan_the_code_at_once(org: Organisation, building: UUID) -> None:
    hall = await org.open(
        building, kind=RoomKind.OPEN_SPACE, capacity=30, seats=[f"{number}" for number in range(30)], policy=COMES
    )
    members = [await org.member() for _ in hall.seat_ids]
    for member, seat in zip(members, hall.seat_ids, strict=True):
        await org.book(hall.room_id, at(9), at(10), member, seat_id=seat)
    org.clock.now = at(9)
    by_code = CheckInByCode(room_id=hall.room_id, code=await code_of(org, hall.room_id))
    processes = [org.executor, org.new_executor()]

    answers = await asyncio.gather(
        *(org.do(by_code, member, through=processes[number % 2]) for number, member in enumerate(members))
    )

    assert {answer.status for answer in answers} == {BookingStatus.CHECKED_IN}
    assert len({answer.booking_id for answer in answers}) == 30


async def test_a_display_at_the_door_checks_in_whoever_has_the_room(
    org: Organisation, room: UUID, ada: Actor, display: Actor
) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    at_door = CheckInAtDoor(room_id=room)
    org.clock.now = at(8)
    with pytest.raises(Conflict, match="Nobody"):
        await org.do(at_door, display)

    org.clock.now = at(8, 55)
    answer = await org.do(at_door, display)

    assert (answer.booking_id, answer.status) == (booking, BookingStatus.CHECKED_IN)
    assert (await last_state(org, booking))["by"] == "door"
    with pytest.raises(AlreadyDone):
        await org.do(at_door, display)


async def test_a_display_does_nothing_else_and_nothing_elsewhere(
    org: Organisation, room: UUID, ada: Actor, display: Actor
) -> None:
    elsewhere = await org.room(await org.building(), policy=COMES)
    for place in (room, elsewhere):
        await org.book(place, at(9), at(10), ada)
    booking = await org.book(room, at(10), at(11), ada)
    org.clock.now = at(9)

    wishes: list[Command] = [
        CheckInAtDoor(room_id=elsewhere),
        CheckInByCode(room_id=room, code=await code_of(org, room)),
        PlaceBooking(room_id=room, starts_at=at(12), ends_at=at(13)),
        RotateRoomCode(room_id=room),
    ]
    for wish in wishes:
        with pytest.raises(Forbidden):
            await org.do(wish, display)
    with pytest.raises(NotFound):
        await org.do(CheckIn(booking_id=booking), display)
    with pytest.raises(Forbidden):
        await org.do(CheckInAtDoor(room_id=room), ada)


async def test_a_display_of_a_hall_asks_which_seat(org: Organisation, building: UUID, display: Actor) -> None:
    hall = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["Window", "Door"], policy=COMES)
    bookings = [await org.book(hall.room_id, at(9), at(10), seat_id=seat) for seat in hall.seat_ids]
    org.clock.now = at(9)

    with pytest.raises(Conflict, match="Several"):
        await org.do(CheckInAtDoor(room_id=hall.room_id), display)
    answer = await org.do(CheckInAtDoor(room_id=hall.room_id, seat_id=hall.seat_ids[1]), display)

    assert answer.booking_id == bookings[1]


async def test_who_does_not_come_loses_the_place_at_the_grace_time_and_is_told_why(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, at(9), at(11), ada)
    release = ReleaseBooking(booking_id=booking)
    org.clock.now = at(9, 20) - timedelta(seconds=1)
    with pytest.raises(Conflict, match="still time"):
        await org.do(release)

    org.clock.now = at(9, 20)
    answer = await org.do(release)

    assert answer.status is BookingStatus.RELEASED
    assert (await last_state(org, booking))["why"] == {
        "rule": "check_in_grace_minutes",
        "value": 20,
        "source": {"level": "room", "id": str(room), "version": 1},
    }
    await org.book(room, at(9, 20), at(11))
    with pytest.raises(AlreadyDone):
        await org.do(CheckIn(booking_id=booking), ada)


async def test_of_coming_late_and_release_exactly_one_wins(org: Organisation, building: UUID, ada: Actor) -> None:
    other = org.new_executor()
    for _ in range(5):
        org.clock.now = at(8)
        booking = await org.book(await org.room(building, policy=COMES), at(9), at(11), ada)
        org.clock.now = at(9, 20)

        outcomes = await asyncio.gather(
            org.do(CheckIn(booking_id=booking), ada, through=other),
            org.do(ReleaseBooking(booking_id=booking)),
            return_exceptions=True,
        )

        assert sorted(isinstance(outcome, AlreadyDone) for outcome in outcomes) == [False, True]


async def test_who_is_there_makes_the_stay_longer_and_stays_checked_in(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(9)
    await org.do(CheckIn(booking_id=booking), ada)
    org.clock.now = at(9, 50)

    answer = await org.do(RescheduleBooking(booking_id=booking, ends_at=at(11)), ada)

    assert answer.status is BookingStatus.CHECKED_IN
    assert await org.claims(booking) == [(room, at(9), at(11))]
    org.clock.now = at(10, 30)
    with pytest.raises(AlreadyDone):
        await org.do(ReleaseBooking(booking_id=booking))


async def test_making_a_stay_longer_wins_no_time_to_come(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(9, 19)
    await org.do(RescheduleBooking(booking_id=booking, ends_at=at(11)), ada)
    org.clock.now = at(9, 20)

    await org.do(ReleaseBooking(booking_id=booking))


async def test_who_moves_to_another_time_checks_in_again(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(8, 55)
    await org.do(CheckIn(booking_id=booking), ada)

    answer = await org.do(RescheduleBooking(booking_id=booking, starts_at=at(14), ends_at=at(15)), ada)

    assert answer.status is BookingStatus.CONFIRMED
    assert (await org.look(Booking, booking)).terms.check_in_by == at(14, 20)


async def test_who_goes_early_frees_the_rest(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await org.room(building, policy=COMES | {"buffer_after_minutes": 10})
    booking = await org.book(room, at(9), at(12), ada)
    org.clock.now = at(9)
    await org.do(CheckIn(booking_id=booking), ada)
    org.clock.now = at(10)

    answer = await org.do(FinishBooking(booking_id=booking), ada)

    assert answer.status is BookingStatus.FINISHED
    assert await org.claims(booking) == [(room, at(9), at(10, 10))]
    await org.book(room, at(10, 10), at(12))


@pytest.mark.parametrize("first", [LeaveFeedback, DeclineFeedback])
@pytest.mark.parametrize("second", [LeaveFeedback, DeclineFeedback])
async def test_who_stayed_says_how_it_was_or_that_they_will_not_say(  # noqa: PLR0917 -- fixtures and parameters
    org: Organisation, room: UUID, ada: Actor, manager: Actor, first: type[Command], second: type[Command]
) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    answer, again = (
        kind.model_validate({"booking_id": booking} | ({"rating": 4} if kind is LeaveFeedback else {}))
        for kind in (first, second)
    )
    with pytest.raises(Conflict, match="after the stay"):
        await org.do(answer, ada)
    org.clock.now = at(10)

    with pytest.raises(Forbidden):
        await org.do(answer, manager)
    await org.do(answer, ada)

    with pytest.raises(AlreadyDone):
        await org.do(again, ada)


async def test_feedback_is_taken_for_two_weeks(org: Organisation, room: UUID, ada: Actor) -> None:
    booking = await org.book(room, at(9), at(10), ada)
    org.clock.now = at(10, 1, day=14)

    with pytest.raises(AlreadyDone, match="14 days"):
        await org.do(LeaveFeedback(booking_id=booking, rating=5), ada)
