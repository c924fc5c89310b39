from datetime import UTC, datetime, timedelta, timezone

import pytest

from bookit.domain.errors import InvalidPeriod
from bookit.domain.period import EARLIEST, LATEST, Period, merged, without
from tests.domain.story import at, period


def test_a_period_is_kept_in_utc_whatever_the_offset_it_was_given_in() -> None:
    moscow = timezone(timedelta(hours=3))

    asked = Period(datetime(2031, 3, 24, 12, tzinfo=moscow), datetime(2031, 3, 24, 13, tzinfo=moscow))

    assert asked == period(9, 10)
    assert asked.start.tzinfo is UTC
    assert asked.end.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(at(10), at(10), id="empty"),
        pytest.param(at(11), at(10), id="inverted"),
        pytest.param(at(10).replace(tzinfo=None), at(11).replace(tzinfo=None), id="naive"),
        pytest.param(at(10), at(11).replace(tzinfo=None), id="half naive"),
        pytest.param(EARLIEST - timedelta(microseconds=1), at(10), id="before the beginning"),
        pytest.param(at(10), LATEST + timedelta(microseconds=1), id="after the end"),
        pytest.param(datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), at(10), id="the first moment"),
        pytest.param(at(10), datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))), id="the last moment"),
    ],
)
def test_an_impossible_period_is_refused(start: datetime, end: datetime) -> None:
    with pytest.raises(InvalidPeriod):
        Period(start, end)


def test_the_longest_and_the_shortest_period_exist() -> None:
    assert Period(EARLIEST, LATEST).length > timedelta(days=199 * 365)
    assert Period(at(10), at(10) + timedelta(microseconds=1)).length == timedelta(microseconds=1)


def test_back_to_back_periods_do_not_overlap() -> None:
    assert not period(9, 10).overlaps(period(10, 11))
    assert not period(10, 11).overlaps(period(9, 10))


def test_periods_that_share_a_moment_overlap_both_ways() -> None:
    assert period(9, 11).overlaps(period(10, 12))
    assert period(10, 12).overlaps(period(9, 11))
    assert period(9, 12).overlaps(period(10, 11))


def test_a_period_covers_itself_and_what_lies_inside() -> None:
    assert period(9, 12).covers(period(9, 12))
    assert period(9, 12).covers(period(10, 11))
    assert not period(9, 12).covers(period(11, 13))


def test_clipping_keeps_the_common_part() -> None:
    assert period(9, 12).clipped_to(period(11, 14)) == period(11, 12)
    assert period(9, 12).clipped_to(period(12, 14)) is None


def test_taking_out_the_middle_leaves_two_pieces() -> None:
    assert period(9, 12).minus(period(10, 11)) == [period(9, 10), period(11, 12)]


def test_taking_out_everything_leaves_nothing() -> None:
    assert period(9, 12).minus(period(8, 13)) == []


def test_taking_out_what_only_touches_leaves_all() -> None:
    assert period(9, 12).minus(period(12, 13)) == [period(9, 12)]


def test_touching_and_overlapping_periods_merge() -> None:
    assert merged([period(12, 13), period(9, 10), period(10, 11), period(9, 11)]) == [period(9, 11), period(12, 13)]


def test_several_gaps_are_taken_out_of_several_periods() -> None:
    assert without([period(9, 12), period(13, 17)], [period(11, 14), period(15, 16)]) == [
        period(9, 11),
        period(14, 15),
        period(16, 17),
    ]
