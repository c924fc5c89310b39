"""Opening hours in zones that change their clocks, and in some that do it in their own way."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bookit.domain.errors import Invalid
from bookit.domain.opening_hours import OpeningHours, checked_hours, zone
from bookit.domain.period import Period
from bookit.events.values import Weekday, WeeklyHours

MONDAY = date(2031, 3, 24)
SUNDAY = date(2031, 3, 30)
"""Central Europe skips 02:00 to 03:00."""
AUTUMN_SUNDAY = date(2031, 10, 26)
"""Central Europe has 02:00 to 03:00 twice."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def stretch(start: str, end: str) -> Period:
    return Period(utc(start), utc(end))


def daily(start: str, end: str) -> WeeklyHours:
    return {day: [(start, end)] for day in Weekday}


def hours(weekly: WeeklyHours, place: str = "Europe/Berlin", closed: tuple[date, ...] = ()) -> OpeningHours:
    return OpeningHours(checked_hours(weekly), zone(place), closed)


def test_hours_are_meant_in_the_wall_time_of_the_place() -> None:
    assert hours(daily("09:00", "17:00"), "Europe/Moscow").on(MONDAY) == [
        stretch("2031-03-24T06:00", "2031-03-24T14:00")
    ]


def test_a_zone_with_half_an_hour_is_no_different() -> None:
    assert hours(daily("09:00", "17:00"), "Asia/Kolkata").on(MONDAY) == [
        stretch("2031-03-24T03:30", "2031-03-24T11:30")
    ]


def test_a_day_without_hours_is_closed() -> None:
    assert hours({Weekday.TUE: [("09:00", "17:00")]}).on(MONDAY) == []


def test_a_lunch_break_splits_a_day() -> None:
    assert hours({Weekday.MON: [("13:00", "17:00"), ("08:00", "12:00")]}, "UTC").on(MONDAY) == [
        stretch("2031-03-24T08:00", "2031-03-24T12:00"),
        stretch("2031-03-24T13:00", "2031-03-24T17:00"),
    ]


def test_hours_over_midnight_belong_to_the_day_they_start_on() -> None:
    bar = hours({Weekday.MON: [("22:00", "02:00")]}, "UTC")

    assert bar.on(MONDAY) == [stretch("2031-03-24T22:00", "2031-03-25T02:00")]
    assert bar.cover(stretch("2031-03-25T01:00", "2031-03-25T02:00"))
    assert not bar.cover(stretch("2031-03-25T01:00", "2031-03-25T02:01"))


def test_closing_a_day_closes_its_hours_after_midnight_too() -> None:
    bar = hours(daily("22:00", "02:00"), "UTC", closed=(MONDAY,))

    assert bar.within(stretch("2031-03-24T12:00", "2031-03-25T12:00")) == []
    assert bar.within(stretch("2031-03-24T00:00", "2031-03-24T12:00")) == [
        stretch("2031-03-24T00:00", "2031-03-24T02:00")
    ]


def test_hours_to_24_00_meet_the_next_morning() -> None:
    always = hours(daily("00:00", "24:00"))

    assert always.cover(stretch("2031-03-28T12:00", "2031-04-02T12:00"))


def test_equal_start_and_end_are_a_whole_day() -> None:
    assert hours({Weekday.MON: [("09:00", "09:00")]}, "UTC").on(MONDAY) == [
        stretch("2031-03-24T09:00", "2031-03-25T09:00")
    ]


def test_a_closed_day_is_a_gap_in_days_that_are_always_open() -> None:
    always = hours(daily("00:00", "24:00"), "UTC", closed=(MONDAY,))

    assert always.within(stretch("2031-03-23T12:00", "2031-03-25T12:00")) == [
        stretch("2031-03-23T12:00", "2031-03-24T00:00"),
        stretch("2031-03-25T00:00", "2031-03-25T12:00"),
    ]


def test_a_night_that_skips_an_hour_is_an_hour_shorter() -> None:
    (night,) = hours(daily("22:00", "06:00")).on(SUNDAY - timedelta(days=1))

    assert night == stretch("2031-03-29T21:00", "2031-03-30T04:00")
    assert night.length == timedelta(hours=7)


def test_a_night_that_repeats_an_hour_is_an_hour_longer() -> None:
    (night,) = hours(daily("22:00", "06:00")).on(AUTUMN_SUNDAY - timedelta(days=1))

    assert night.length == timedelta(hours=9)


def test_a_wall_time_that_is_skipped_counts_from_the_offset_before() -> None:
    # 02:30 does not exist; half an hour after 02:00 by the old clock the new one shows 03:30.
    assert hours(daily("02:30", "05:00")).on(SUNDAY) == [stretch("2031-03-30T01:30", "2031-03-30T03:00")]


def test_a_stretch_inside_the_skipped_hour_is_an_hour_later_on_the_new_clock() -> None:
    assert hours(daily("02:00", "03:00")).on(SUNDAY) == []
    assert hours(daily("02:10", "02:40")).on(SUNDAY) == [stretch("2031-03-30T01:10", "2031-03-30T01:40")]


def test_a_wall_time_that_comes_twice_means_the_first() -> None:
    assert hours(daily("02:30", "05:00")).on(AUTUMN_SUNDAY) == [stretch("2031-10-26T00:30", "2031-10-26T04:00")]
    assert hours(daily("00:00", "02:30")).on(AUTUMN_SUNDAY) == [stretch("2031-10-25T22:00", "2031-10-26T00:30")]


def test_new_york_changes_on_other_days_than_europe() -> None:
    office = hours(daily("09:00", "17:00"), "America/New_York")

    assert office.on(date(2031, 3, 8)) == [stretch("2031-03-08T14:00", "2031-03-08T22:00")]
    assert office.on(date(2031, 3, 9)) == [stretch("2031-03-09T13:00", "2031-03-09T21:00")]


def test_lord_howe_changes_by_half_an_hour() -> None:
    (night,) = hours(daily("22:00", "06:00"), "Australia/Lord_Howe").on(date(2031, 4, 5))

    assert night.length == timedelta(hours=8, minutes=30)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "Europe", "../../etc/passwd", "/etc/localtime", "Europe/Berlin\0", "UTC+3", "Ж" * 60]
)
def test_what_is_no_iana_zone_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="IANA"):
        zone(name)


@pytest.mark.parametrize(
    "stretches",
    [
        [("09:00", "12:00"), ("11:59", "13:00")],
        [("09:00", "12:00"), ("09:00", "10:00")],
        [("22:00", "02:00"), ("23:00", "23:30")],
        [("24:00", "24:00")],
    ],
)
def test_contradicting_hours_are_refused(stretches: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_hours({Weekday.FRI: stretches})

    assert refusal.value.fields["errors"][0]["pointer"] == "/opening_hours/fri"


def test_every_weekday_is_named_and_sorted_once_checked() -> None:
    assert checked_hours({Weekday.MON: [("13:00", "17:00"), ("08:00", "13:00")]}) == {
        Weekday.MON: [("08:00", "13:00"), ("13:00", "17:00")],
        **{day: [] for day in list(Weekday)[1:]},
    }


@pytest.mark.parametrize("name", ["localtime", "posixrules", "posix/Europe/Berlin", "right/UTC", "../UTC", ""])
def test_what_is_no_iana_zone_is_refused_whatever_files_a_system_has(name: str) -> None:
    with pytest.raises(Invalid):
        zone(name)
