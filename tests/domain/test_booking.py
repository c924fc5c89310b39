from typing import Any

import pytest

from bookit.domain.booking import Booking, Place, Terms
from bookit.domain.errors import AlreadyDone, Conflict, RuleBroken
from bookit.events import Event
from bookit.events.bookings import (
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingPlaced,
    BookingReleased,
    BookingRescheduled,
)
from bookit.events.rooms import RoomRenamed
from bookit.events.sealed import Sealed
from bookit.events.values import BookingStatus
from tests.domain.story import NOW, at, fact, given, named, period, recorded

ADA = named("ada")
AQUARIUM = Place(named("house"), named("aquarium"), None, "Europe/Berlin", (named("aquarium"),), None)
DESK = Place(named("house"), named("hall"), named("desk"), "Europe/Berlin", (named("desk"),), None)


def where(place: Place, start: int = 9, end: int = 11) -> dict[str, Any]:
    return {
        "building_id": place.building_id,
        "room_id": place.room_id,
        "seat_id": place.seat_id,
        "starts_at": at(start),
        "ends_at": at(end),
        "time_zone": place.time_zone,
        "units": list(place.units),
        "places": place.places,
    }


PLACED = fact(BookingPlaced, member_id=ADA, title="Planning", attendees=4, guests=["Grace"], **where(AQUARIUM))
CANCELLED = fact(BookingCancelled, reason=None)
DISPLACED = fact(BookingDisplaced, closure_id=named("closure"), reason="Flood")
FINISHED = fact(BookingFinished, ended_at=at(10))


def test_booking_a_place_records_what_it_claims() -> None:
    booking = Booking.book(
        named("booking"),
        AQUARIUM,
        period(9, 11),
        member_id=ADA,
        attendees=4,
        title=Sealed("Planning"),
        guests=[Sealed("Grace")],
        at=NOW,
    )

    assert recorded(booking) == [PLACED]
    assert booking.id == named("booking")
    assert booking.status is BookingStatus.CONFIRMED
    assert booking.place == AQUARIUM
    assert booking.period == period(9, 11)


def test_a_booking_moves_to_another_time_and_place() -> None:
    booking = given(PLACED)

    booking.reschedule(DESK, period(12, 13), at=NOW)

    assert recorded(booking) == [fact(BookingRescheduled, **where(DESK, 12, 13))]
    assert (booking.place, booking.period) == (DESK, period(12, 13))


def test_moving_a_booking_to_where_it_is_changes_nothing() -> None:
    booking = given(PLACED, fact(BookingRescheduled, **where(DESK, 12, 13)))

    with pytest.raises(AlreadyDone):
        booking.reschedule(DESK, period(12, 13), at=NOW)


def test_a_booking_is_cancelled_with_its_reason() -> None:
    booking = given(PLACED)

    booking.cancel("Ill", at=NOW)

    assert recorded(booking) == [fact(BookingCancelled, reason="Ill")]
    assert booking.status is BookingStatus.CANCELLED


def test_a_booking_gives_way_to_a_closure() -> None:
    booking = given(PLACED)

    booking.displace(named("closure"), "Flood", at=NOW)

    assert recorded(booking) == [DISPLACED]
    assert booking.status is BookingStatus.CANCELLED


def test_a_running_stay_is_finished_early() -> None:
    booking = given(PLACED)

    booking.finish(at=at(10))

    assert recorded(booking) == [FINISHED]
    assert booking.status is BookingStatus.FINISHED
    assert booking.period == period(9, 10)


@pytest.mark.parametrize("hour", [8, 9])
def test_a_stay_that_has_not_begun_is_cancelled_and_not_finished(hour: int) -> None:
    with pytest.raises(Conflict, match="not started"):
        given(PLACED).finish(at=at(hour))


@pytest.mark.parametrize("ended", [CANCELLED, DISPLACED, FINISHED], ids=lambda event: event.TOPIC)
@pytest.mark.parametrize("verb", ["reschedule", "cancel", "finish"])
def test_a_booking_that_is_over_stays_as_it_is(ended: Event, verb: str) -> None:
    booking = given(PLACED, ended)

    with pytest.raises(AlreadyDone) as refusal:
        do(booking, verb)

    assert refusal.value.fields["booking_status"] == booking.status
    assert recorded(booking) == []


@pytest.mark.parametrize("verb", ["reschedule", "cancel", "finish"])
def test_a_stay_whose_time_has_passed_is_over(verb: str) -> None:
    with pytest.raises(AlreadyDone, match="over"):
        do(given(PLACED), verb, hour=11)


def do(booking: Booking, verb: str, hour: int = 10) -> None:
    match verb:
        case "reschedule":
            booking.reschedule(DESK, period(12, 13), at=at(hour))
        case "cancel":
            booking.cancel(None, at=at(hour))
        case _:
            booking.finish(at=at(hour))


def test_a_booking_knows_no_facts_of_rooms() -> None:
    with pytest.raises(TypeError, match=r"room\.renamed"):
        given(PLACED).when(fact(RoomRenamed, name="Aquarium"))


def test_a_draft_leaves_the_original_alone() -> None:
    booking = given(PLACED)

    booking.draft().cancel(None, at=NOW)

    assert booking.status is BookingStatus.CONFIRMED
    assert recorded(booking) == []
    assert booking.version == 1


CHECK_IN = {"check_in_from": at(8, 45), "check_in_by": at(9, 15), "check_in_rule": {"rule": "check_in_grace_minutes"}}
COMES = fact(BookingPlaced, member_id=ADA, **where(AQUARIUM), **CHECK_IN)
ASKED = fact(
    BookingPlaced,
    member_id=ADA,
    **where(AQUARIUM),
    pending=True,
    approval=[{"rule": "approval_always"}],
    decide_by=at(8, 30),
    decide_rule={"rule": "approval_deadline_minutes", "value": 60},
)
CHECKED_IN = fact(BookingCheckedIn, by="member")


def test_a_request_is_approved_or_rejected_until_its_deadline() -> None:
    for verb, status in (("approve", BookingStatus.CONFIRMED), ("reject", BookingStatus.REJECTED)):
        booking = given(ASKED)
        getattr(booking, verb)("Fine", at=at(8))
        assert booking.status is status
        with pytest.raises(AlreadyDone):
            getattr(booking, verb)("Again", at=at(8))
        with pytest.raises(AlreadyDone, match="time to decide"):
            getattr(given(ASKED), verb)(None, at=at(8, 30))


def test_a_request_that_nobody_decided_expires_and_says_which_rule_set_the_time() -> None:
    booking = given(ASKED)
    with pytest.raises(Conflict):
        booking.expire(at=at(8, 29))

    booking.expire(at=at(8, 30))

    assert recorded(booking) == [fact(BookingExpired, why={"rule": "approval_deadline_minutes", "value": 60})]
    assert booking.status is BookingStatus.EXPIRED


def test_check_in_opens_with_its_window_or_when_the_place_is_free() -> None:
    early, free, in_time = given(COMES), given(COMES), given(COMES)

    with pytest.raises(RuleBroken):
        early.check_in("member", at=at(8, 44))
    free.check_in("member", at=at(8), room_is_free=True)
    in_time.check_in("member", at=at(8, 45))

    assert (early.status, free.status, in_time.status) == (
        BookingStatus.CONFIRMED,
        BookingStatus.CHECKED_IN,
        BookingStatus.CHECKED_IN,
    )
    with pytest.raises(AlreadyDone):
        free.check_in("member", at=at(9))


def test_who_is_too_early_learns_the_rule_that_set_the_window_where_it_comes_from_and_since_when() -> None:
    before = {"rule": "check_in_before_minutes", "value": 15, "source": {"level": "default", "id": None, "version": 0}}
    set_for_room = {**before, "source": {"level": "room", "id": str(ADA), "version": 3}}
    long_ago = {"rule": "check_in_before_minutes", "value": 15}
    for placed, rule in (
        (
            fact(BookingPlaced, member_id=ADA, **where(AQUARIUM), **CHECK_IN, check_in_from_rule=set_for_room),
            set_for_room,
        ),
        (PLACED, before),
        (COMES, long_ago),
    ):
        with pytest.raises(RuleBroken) as refusal:
            given(placed).check_in("member", at=at(8, 44))
        assert refusal.value.fields == {**rule, "earliest": at(8, 45).isoformat()}


def test_who_comes_after_the_release_learns_the_rule_that_released_the_place() -> None:
    late = given(COMES, fact(BookingReleased, why={"rule": "check_in_grace_minutes"}))
    with pytest.raises(AlreadyDone) as refusal:
        late.check_in("member", at=at(9, 20))
    assert refusal.value.fields == {
        "booking_status": BookingStatus.RELEASED,
        "rule": "check_in_grace_minutes",
        "check_in_by": at(9, 15).isoformat(),
    }


def test_who_decides_too_late_learns_the_rule_that_set_the_time() -> None:
    with pytest.raises(AlreadyDone) as refusal:
        given(ASKED).approve(None, at=at(8, 30))
    assert refusal.value.fields == {
        "rule": "approval_deadline_minutes",
        "value": 60,
        "decide_by": at(8, 30).isoformat(),
    }


def test_nobody_checks_in_to_what_is_not_approved() -> None:
    with pytest.raises(Conflict, match="not approved"):
        given(ASKED).check_in("member", at=at(8, 50))


def test_a_place_is_released_at_the_grace_time_unless_somebody_came() -> None:
    booking = given(COMES)
    with pytest.raises(Conflict):
        booking.release(at=at(9, 14))

    booking.release(at=at(9, 15))

    assert recorded(booking) == [fact(BookingReleased, why={"rule": "check_in_grace_minutes"})]
    for other in (given(COMES, CHECKED_IN), given(PLACED), given(ASKED)):
        with pytest.raises(AlreadyDone):
            other.release(at=at(10))


def test_who_is_there_stays_checked_in_while_the_stay_keeps_its_begin() -> None:
    longer, later = given(COMES, CHECKED_IN), given(COMES, CHECKED_IN)
    new = Terms(period(12, 14), check_in_by=at(12, 15))

    longer.reschedule(AQUARIUM, period(9, 12), at=at(10), terms=Terms(period(9, 12), check_in_by=at(10, 15)))
    later.reschedule(AQUARIUM, period(12, 14), at=at(10), terms=new)

    assert (longer.status, longer.terms.check_in_by) == (BookingStatus.CHECKED_IN, None)
    assert (later.status, later.terms.check_in_by) == (BookingStatus.CONFIRMED, at(12, 15))


def test_who_is_there_is_not_made_to_wait_for_approval() -> None:
    booking = given(COMES, CHECKED_IN)

    with pytest.raises(RuleBroken) as refusal:
        booking.reschedule(
            AQUARIUM,
            period(9, 14),
            at=at(10),
            terms=Terms(period(9, 14), approval=[{"rule": "approval_above_minutes", "value": 240}]),
        )

    assert refusal.value.fields["rule"] == "approval_above_minutes"
    assert recorded(booking) == []


def test_a_longer_stay_in_the_same_room_keeps_its_time_to_come_and_another_room_has_its_own() -> None:
    longer, elsewhere = given(COMES), given(COMES)

    longer.reschedule(AQUARIUM, period(9, 12), at=at(9), terms=Terms(period(9, 12), check_in_by=at(9, 30)))
    elsewhere.reschedule(DESK, period(9, 11), at=at(9), terms=Terms(period(9, 11), check_in_by=at(9, 30)))

    assert (longer.terms.check_in_by, elsewhere.terms.check_in_by) == (at(9, 15), at(9, 30))


def test_a_stay_becomes_another_member_s() -> None:
    booking = given(COMES)

    booking.hand_over(named("bob"), at=NOW)

    assert booking.member_id == named("bob")
    with pytest.raises(AlreadyDone):
        booking.hand_over(named("bob"), at=NOW)


@pytest.mark.parametrize("first", ["leave_feedback", "decline_feedback"])
@pytest.mark.parametrize("second", ["leave_feedback", "decline_feedback"])
def test_a_stay_is_rated_or_declined_once_after_its_end(first: str, second: str) -> None:
    booking = given(COMES, CHECKED_IN)

    def answer(verb: str, hour: int, day: int = 0) -> None:
        words: tuple[Any, ...] = (4, "Bright") if verb == "leave_feedback" else ()
        getattr(booking, verb)(*words, at=at(hour, day=day))

    with pytest.raises(Conflict):
        answer(first, 10)
    with pytest.raises(AlreadyDone, match="14 days"):
        answer(first, 12, day=14)
    answer(first, 11)
    with pytest.raises(AlreadyDone):
        answer(second, 12)


def test_who_never_came_has_nothing_to_say() -> None:
    booking = given(COMES, fact(BookingReleased, why={}))

    with pytest.raises(Conflict, match="nobody stayed"):
        booking.decline_feedback(at=at(12))
