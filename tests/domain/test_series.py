"""Series: what follows from their facts."""

from datetime import timedelta
from typing import Any

import pytest

from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone
from bookit.domain.series import Dates, Series, no_shows_in_a_row
from bookit.events.bookings import BookingCancelled, BookingCheckedIn, BookingPlaced, BookingReleased
from bookit.events.series import (
    SeriesCancelled,
    SeriesChanged,
    SeriesEnded,
    SeriesExtended,
    SeriesPlaced,
    SeriesSkippedDatesPlaced,
)
from tests.domain.story import NOW, at, fact, given, named, recorded

FIRST, SECOND, THIRD, FOURTH = (f"2031-{day}T09:00:00" for day in ("03-24", "03-31", "04-07", "04-14"))


def placed(**changes: Any) -> Any:
    fields: dict[str, Any] = {
        "building_id": named("house"),
        "room_id": named("room"),
        "member_id": named("ada"),
        "time_zone": "Europe/Berlin",
        "starts": FIRST,
        "ends": "2031-03-24T10:30:00",
        "rrule": "FREQ=WEEKLY;COUNT=4",
        "no_shows_rule": {"rule": "series_no_shows", "value": 3},
    }
    return fact(SeriesPlaced, **(fields | changes))


def skipped(*occurrences: str) -> list[dict[str, str]]:
    return [{"occurrence": occurrence, "why": "taken"} for occurrence in occurrences]


def test_what_is_booked_follows_from_the_rule() -> None:
    series = given(placed(skipped=skipped(SECOND), continues_with=FOURTH, extend_at=at(8, day=1)))

    assert list(series.booked()) == [FIRST, THIRD]
    assert list(series.to_come()) == [FOURTH]


def test_a_series_goes_on_and_skipped_dates_come_back() -> None:
    series = given(
        placed(skipped=skipped(SECOND), continues_with=THIRD, extend_at=at(8, day=1)),
        fact(SeriesExtended, skipped=skipped(FOURTH)),
        fact(SeriesSkippedDatesPlaced, occurrences=[SECOND]),
    )

    assert list(series.booked()) == [FIRST, SECOND, THIRD]
    assert list(series.skipped) == [FOURTH]
    with pytest.raises(AlreadyDone):
        series.extend(skipped=[], continues_with=None, extend_at=None, at=NOW)


def test_changes_hold_for_the_dates_they_name() -> None:
    series = given(
        placed(title="Planning"),
        fact(SeriesChanged, from_occurrence=SECOND, start_time="11:00", minutes=60),
        fact(
            SeriesChanged,
            from_occurrence=SECOND,
            to_occurrence=THIRD,
            building_id=named("house"),
            room_id=named("other"),
            title="Review",
        ),
    )

    templates = [series.template(occurrence) for occurrence in (FIRST, SECOND, THIRD)]

    assert [f"{each.start:%H:%M}" for each in templates] == ["09:00", "11:00", "11:00"]
    assert [each.length for each in templates] == [timedelta(minutes=minutes) for minutes in (90, 60, 60)]
    assert [each.room_id for each in templates] == [named("room"), named("other"), named("room")]
    assert [each.title for each in templates] == ["Planning", "Review", "Planning"]
    # The clocks change on the Sunday between the first two.
    assert series.stay(FIRST).period.start == at(8)
    assert series.stay(SECOND).period.start == at(9, day=7)


def test_dates_given_up_are_neither_booked_nor_skipped_nor_to_come() -> None:
    series = given(
        placed(skipped=skipped(THIRD), continues_with=FOURTH, extend_at=at(8, day=1)),
        fact(SeriesCancelled, from_occurrence=SECOND),
    )

    assert (list(series.booked()), list(series.skipped), list(series.to_come())) == ([FIRST], [], [])
    assert not series.over
    assert series.extend_at is None


def test_a_gap_in_a_series_leaves_what_comes_after_it() -> None:
    series = given(
        placed(continues_with=FOURTH, extend_at=at(8, day=1)),
        fact(SeriesCancelled, from_occurrence=SECOND, to_occurrence=FOURTH),
    )

    assert (list(series.booked()), list(series.to_come())) == ([FIRST], [FOURTH])


@pytest.mark.parametrize("end", [fact(SeriesCancelled), fact(SeriesEnded, why={"rule": "series_no_shows"})])
def test_what_was_given_up_as_a_whole_changes_no_more(end: Any) -> None:
    series = given(placed(), end)

    with pytest.raises(AlreadyDone):
        series.cancel(Dates(), None, at=NOW)
    with pytest.raises(AlreadyDone):
        series.change(Dates(), at=NOW, title="Review")
    with pytest.raises(AlreadyDone):
        series.end({}, at=NOW)
    assert recorded(series) == []


def test_each_date_has_a_booking_id_of_its_own_that_never_changes() -> None:
    series, other = given(placed()), Series.place(named("other series"), at=NOW, **_fields(placed()))

    ids = {series.booking_id(occurrence) for occurrence in (FIRST, SECOND, THIRD, FOURTH)}

    assert len(ids | {other.booking_id(FIRST)}) == 5
    assert ids == {given(placed()).booking_id(occurrence) for occurrence in (FIRST, SECOND, THIRD, FOURTH)}
    assert other.booking_id(FIRST).int >> 62 == other.id.int >> 62


def _fields(event: Any) -> dict[str, Any]:
    left_out = {"originator_id", "originator_version", "originator_topic", "timestamp"}
    return {name: value for name, value in event.model_dump().items() if name not in left_out}


def booking(*facts: Any) -> Booking:
    beginning = fact(
        BookingPlaced,
        building_id=named("house"),
        room_id=named("room"),
        member_id=named("ada"),
        starts_at=at(9),
        ends_at=at(10),
        time_zone="UTC",
        units=[named("room")],
    )
    aggregate: Booking = given(beginning, *facts)
    return aggregate


def test_no_shows_count_from_the_latest_back_to_the_last_who_came() -> None:
    missed = booking(fact(BookingReleased, why={}))
    came = booking(fact(BookingCheckedIn, by="member"))
    given_up = booking(fact(BookingCancelled))

    assert no_shows_in_a_row([missed, given_up, missed, came, missed]) == 2
    assert no_shows_in_a_row([came, missed, missed]) == 0
    assert no_shows_in_a_row([]) == 0
