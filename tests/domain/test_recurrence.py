"""Recurrence rules: which dates they name, what is refused, and what clock changes do."""

# ruff: noqa: DTZ001 -- wall time has no zone

import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped] # it has no annotations
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bookit.domain.errors import Invalid
from bookit.domain.recurrence import MOST_OCCURRENCES, Recurrence, instant, stay_at

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2031, 3, 24, 9)


def series(
    rrule: str | None, *, starts: datetime = MONDAY, rdates: list[str] | None = None, exdates: list[str] | None = None
) -> Recurrence:
    return Recurrence.parse(starts, rrule, rdates or [], exdates or [], BERLIN)


def days(recurrence: Recurrence, most: int = 10) -> list[str]:
    return [f"{wall:%m-%d}" for wall in islice(recurrence, most)]


@pytest.mark.parametrize(
    ("rrule", "named"),
    [
        ("FREQ=DAILY;COUNT=3", ["03-24", "03-25", "03-26"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["03-24", "04-07", "04-21"]),
        ("freq=weekly;byday=tu,th;count=3", ["03-25", "03-27", "04-01"]),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=2", ["04-08", "05-13"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["03-31", "04-30"]),
        ("FREQ=WEEKLY;UNTIL=20310407", ["03-24", "03-31", "04-07"]),
        ("FREQ=WEEKLY;UNTIL=20310407T085959", ["03-24", "03-31"]),
        # 07:00 UTC is 9 o'clock once summer time has begun.
        ("FREQ=WEEKLY;UNTIL=20310407T070000Z", ["03-24", "03-31", "04-07"]),
        ("FREQ=YEARLY;BYWEEKNO=20;COUNT=2", ["05-12", "05-10"]),
    ],
)
def test_a_rule_names_its_dates(rrule: str, named: list[str]) -> None:
    assert days(series(rrule)) == named


def test_a_day_that_a_month_lacks_is_left_out() -> None:
    assert days(series("FREQ=MONTHLY;COUNT=3", starts=datetime(2031, 1, 31, 9))) == ["01-31", "03-31", "05-31"]


def test_the_leap_day_comes_every_four_years() -> None:
    leap = series("FREQ=YEARLY;COUNT=3", starts=datetime(2032, 2, 29, 9))

    assert [wall.year for wall in leap] == [2032, 2036, 2040]
    assert all((wall.month, wall.day) == (2, 29) for wall in leap)


def test_dates_are_added_and_taken_out() -> None:
    recurrence = series(
        "FREQ=DAILY;COUNT=4", rdates=["2031-04-02", "2031-03-24", "2031-04-01T14:30"], exdates=["2031-03-25"]
    )

    assert [f"{wall:%m-%d %H}" for wall in recurrence] == ["03-24 09", "03-26 09", "03-27 09", "04-01 14", "04-02 09"]


def test_one_time_of_a_day_is_taken_out() -> None:
    recurrence = series("FREQ=DAILY;COUNT=2", rdates=["2031-03-25T14:00"], exdates=["2031-03-25T09:00:00"])

    assert [f"{wall:%m-%d %H}" for wall in recurrence] == ["03-24 09", "03-25 14"]


def test_dates_alone_make_a_series_with_the_first_among_them() -> None:
    assert days(series(None, rdates=["2031-03-28", "2031-03-26"])) == ["03-24", "03-26", "03-28"]


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=10",
        "FREQ=HOURLY",
        "FREQ=FORTNIGHTLY",
        "FREQ=",
        "",
        "COUNT=5",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;COUNT=367",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=١٢",
        "FREQ=DAILY;COUNT=" + "9" * 400,
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;COUNT=5;UNTIL=20310601",
        "FREQ=DAILY;UNTIL=99991231T235959Z",
        "FREQ=DAILY;UNTIL=22310601",
        "FREQ=DAILY;UNTIL=20330601",  # more than 366 dates
        "FREQ=DAILY;UNTIL=20310301",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=00010101T000000Z",
        "FREQ=DAILY;BYSECOND=0,1,2,3,4,5,6,7,8,9",
        "FREQ=DAILY;BYMINUTE=0,30",
        "FREQ=DAILY;BYHOUR=9,10",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYEASTER=0",
        "FREQ=DAILY;X-COLOUR=RED",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYDAY=2MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYYEARDAY=1",
        "FREQ=MONTHLY;BYWEEKNO=1",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=1;WKST=SU",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=YEARLY;COUNT=30",  # longer than a series lasts
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "DTSTART:20310101T000000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;" + "BYMONTH=1;" * 60,
    ],
)
def test_bombs_and_nonsense_are_refused_before_anything_is_expanded(rrule: str) -> None:
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        with pytest.raises(Invalid):
            series(rrule)
    finally:
        sys.setprofile(None)

    assert steps < 400_000, "refusing took too many calls"


@pytest.mark.parametrize("text", ["2031-03-25T09:00:00Z", "tomorrow", "1931-03-25", "2031-02-30", "", "9" * 300])
@pytest.mark.parametrize("field", ["rdates", "exdates"])
def test_dates_are_local_and_real(field: str, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        series(
            "FREQ=DAILY;COUNT=3",
            rdates=[text] if field == "rdates" else [],
            exdates=[text] if field == "exdates" else [],
        )

    assert refusal.value.fields["errors"][0]["pointer"] == f"/{field}/0"


def test_a_series_with_every_date_taken_out_is_refused() -> None:
    with pytest.raises(Invalid, match="names no date"):
        series("FREQ=DAILY;COUNT=2", exdates=["2031-03-24", "2031-03-25"])


def test_a_year_of_days_is_a_series() -> None:
    assert sum(1 for _ in series(f"FREQ=DAILY;COUNT={MOST_OCCURRENCES}")) == MOST_OCCURRENCES


def test_an_open_end_is_no_bomb() -> None:
    assert series("FREQ=DAILY").is_open_ended
    assert sum(1 for _ in series("FREQ=DAILY")) == 20 * 365 + 1


numbers = st.integers(1, 31).flatmap(lambda number: st.sampled_from([number, -number]))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that this module and dateutil both know, in the parts where dateutil follows the RFC."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    weekdays = st.lists(
        st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True
    )
    chosen = False
    if draw(st.booleans()):
        parts.append("BYMONTH=" + ",".join(map(str, draw(st.sets(st.integers(1, 12), min_size=1, max_size=4)))))
        chosen = True
    if draw(st.booleans()):
        numbered = frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans())
        number = draw(st.sampled_from(["1", "2", "-1", "4", "-2"])) if numbered else ""
        parts.append("BYDAY=" + ",".join(number + day for day in draw(weekdays)))
        chosen = True
    if frequency != "WEEKLY" and draw(st.booleans()):
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(st.sets(numbers, min_size=1, max_size=4)))))
        chosen = True
    if frequency == "YEARLY" and draw(st.booleans()):
        parts.append("BYYEARDAY=" + ",".join(map(str, draw(st.sets(numbers, min_size=1, max_size=4)))))
        chosen = True
    if chosen and frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2', '1,-1']))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU']))}")
    return ";".join(parts)


@settings(max_examples=300, deadline=None)
@given(
    rule=rules(),
    starts=st.datetimes(datetime(2030, 1, 1), datetime(2034, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_rule_means_what_dateutil_says_it_means(rule: str, starts: datetime) -> None:
    try:
        ours = list(islice(series(rule, starts=starts), 30))
    except Invalid as refusal:
        assume("names no date" not in refusal.detail)
        raise

    # Where we stop after twenty years, dateutil looks until the year 9999.
    theirs = list(islice(rrulestr(rule, dtstart=starts), len(ours)))

    assert ours == theirs


def test_an_occurrence_keeps_its_wall_time_over_a_clock_change() -> None:
    before, after = (stay_at("", wall, timedelta(hours=1), BERLIN).period for wall in islice(series("FREQ=WEEKLY"), 2))

    assert before.start == datetime(2031, 3, 24, 8, tzinfo=UTC)
    assert after.start == datetime(2031, 3, 31, 7, tzinfo=UTC)
    assert before.length == after.length == timedelta(hours=1)


def test_a_wall_time_that_is_skipped_is_the_first_minute_after_the_gap() -> None:
    stay = stay_at("", datetime(2031, 3, 30, 2, 30), timedelta(hours=1), BERLIN)

    assert stay.period.start == datetime(2031, 3, 30, 1, tzinfo=UTC)  # 03:00 in Berlin
    assert stay.period.end == datetime(2031, 3, 30, 1, 30, tzinfo=UTC)  # its end stays 03:30
    assert stay.note is not None
    assert "03:00-03:30" in stay.note


def test_a_stay_that_is_skipped_whole_keeps_its_length() -> None:
    stay = stay_at("", datetime(2031, 3, 30, 2, 10), timedelta(minutes=40), BERLIN)

    assert (stay.period.start, stay.period.length) == (datetime(2031, 3, 30, 1, tzinfo=UTC), timedelta(minutes=40))


def test_of_a_wall_time_that_comes_twice_the_first_is_meant() -> None:
    at, skipped = instant(datetime(2031, 10, 26, 2, 30), BERLIN)

    assert (at, skipped) == (datetime(2031, 10, 26, 0, 30, tzinfo=UTC), False)


def test_a_whole_day_is_as_long_as_the_clock_makes_it() -> None:
    lengths = [
        stay_at("", datetime(2031, month, day), timedelta(days=1), BERLIN).period.length
        for month, day in ((3, 29), (3, 30), (10, 26))
    ]

    assert lengths == [timedelta(hours=24), timedelta(hours=23), timedelta(hours=25)]


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("Asia/Kolkata", datetime(2031, 3, 24, 9), datetime(2031, 3, 24, 3, 30, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2031, 3, 24, 9), datetime(2031, 3, 24, 3, 15, tzinfo=UTC)),
        # Lord Howe moves its clocks by half an hour: 02:00 to 02:30.
        ("Australia/Lord_Howe", datetime(2031, 10, 5, 2, 10), datetime(2031, 10, 4, 15, 30, tzinfo=UTC)),
        # Samoa skipped a whole day.
        ("Pacific/Apia", datetime(2011, 12, 30, 12), datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ],
)
def test_zones_of_half_hours_and_whole_days(zone: str, wall: datetime, utc: datetime) -> None:
    assert instant(wall, ZoneInfo(zone))[0] == utc


@given(
    wall=st.datetimes(datetime(2001, 1, 1), datetime(2037, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
)
def test_no_wall_time_is_shown_earlier_than_asked(wall: datetime, zone: str) -> None:
    at, skipped = instant(wall, ZoneInfo(zone))
    shown = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    assert shown > wall if skipped else shown == wall
