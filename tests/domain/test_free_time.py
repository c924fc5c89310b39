from datetime import timedelta

from bookit.domain.free_time import crowded, next_free
from bookit.domain.opening_hours import OpeningHours, checked_hours, zone
from bookit.domain.period import Period
from bookit.events.values import Weekday
from tests.domain.story import at, period

OFFICE = OpeningHours(checked_hours({day: [("08:00", "18:00")] for day in Weekday}), zone("UTC"), [])
HOUR = timedelta(hours=1)


def test_free_time_is_opening_hours_without_what_is_busy() -> None:
    free = next_free(OFFICE, [period(9, 12), period(14, 15)], period(8, 20), length=HOUR)

    assert free == [period(8, 9), period(12, 14), period(15, 18)]


def test_stretches_too_short_are_left_out() -> None:
    assert next_free(OFFICE, [period(9, 12)], period(8, 20), length=2 * HOUR) == [period(12, 18)]


def test_three_alternatives_are_enough() -> None:
    assert len(next_free(OFFICE, [], Period(at(0), at(0, day=10)), length=HOUR)) == 3


def test_no_stretch_is_free_when_all_is_busy() -> None:
    assert next_free(OFFICE, [period(0, 48)], period(0, 48), length=HOUR) == []


def test_free_time_starts_and_ends_on_whole_minutes_so_that_it_can_be_booked() -> None:
    ended_early = Period(at(8), at(9, 10) + timedelta(seconds=20, microseconds=5))
    begins_late = Period(at(12) + timedelta(seconds=40), at(18))

    assert next_free(OFFICE, [ended_early, begins_late], period(8, 20), length=HOUR) == [Period(at(9, 11), at(12))]


def test_a_place_is_crowded_where_one_more_would_not_fit() -> None:
    shares = [(period(8, 12), 2), (period(10, 14), 1), (period(11, 13), 1)]

    assert crowded(shares, capacity=4, wanted=1) == [period(11, 12)]
    assert crowded(shares, capacity=4, wanted=2) == [period(10, 11), period(11, 12)]


def test_those_who_leave_make_room_for_those_who_come_at_that_moment() -> None:
    assert crowded([(period(8, 10), 2), (period(10, 12), 2)], capacity=3, wanted=1) == []


def test_nobody_makes_no_crowd() -> None:
    assert crowded([], capacity=1, wanted=1) == []
