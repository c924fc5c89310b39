from typing import Any

import pytest

from bookit.domain.booking import Booking, Place
from bookit.domain.errors import AlreadyDone, Conflict
from bookit.events import Event
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingFinished,
    BookingPlaced,
    BookingRescheduled,
)
from bookit.events.rooms import RoomRenamed
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
        title="Planning",
        guests=["Grace"],
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

    assert refusal.value.fields["status"] == booking.status
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
