"""Periods against sets of minutes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bookit.domain.free_time import crowded
from bookit.domain.period import Period, merged, without
from tests.properties.effort import effort

START = datetime(2031, 3, 24, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _period(bounds: set[int]) -> Period:
    start, end = sorted(bounds)
    return Period(START + start * MINUTE, START + end * MINUTE)


periods = st.sets(st.integers(0, 60), min_size=2, max_size=2).map(_period)
several = st.lists(periods, max_size=8)


def minutes(*parts: Period) -> set[int]:
    return {minute for part in parts for minute in range((part.start - START) // MINUTE, (part.end - START) // MINUTE)}


def are_separate(parts: list[Period]) -> bool:
    """Sorted, and with a gap between any two."""
    return all(one.end < other.start for one, other in pairwise(parts))


@given(periods, periods)
@effort(300)
def test_overlap_is_having_a_minute_in_common(one: Period, other: Period) -> None:
    assert one.overlaps(other) == bool(minutes(one) & minutes(other))
    assert one.covers(other) == (minutes(other) <= minutes(one))


@given(periods, periods)
@effort(300)
def test_minus_and_clipping_part_a_period_in_two(one: Period, other: Period) -> None:
    common = one.clipped_to(other)

    assert minutes(*one.minus(other)) == minutes(one) - minutes(other)
    assert (minutes(common) if common else set()) == minutes(one) & minutes(other)


@given(several)
@effort(300)
def test_merging_keeps_the_minutes_and_leaves_gaps(parts: list[Period]) -> None:
    assert minutes(*merged(parts)) == minutes(*parts)
    assert are_separate(merged(parts))


@given(several, several)
@effort(300)
def test_without_takes_minutes_out(parts: list[Period], taken: list[Period]) -> None:
    left = without(parts, taken)

    assert minutes(*left) == minutes(*parts) - minutes(*taken)
    assert are_separate(left)


@given(st.lists(st.tuples(periods, st.integers(1, 4)), max_size=8), st.integers(1, 8), st.integers(1, 4))
@effort(300)
def test_a_place_is_crowded_in_the_minutes_in_which_one_more_does_not_fit(
    shares: list[tuple[Period, int]], capacity: int, wanted: int
) -> None:
    load = {minute: sum(places for period, places in shares if minute in minutes(period)) for minute in range(60)}
    # Where nobody is yet there is nothing to cross: that `wanted` fits at all is for a rule to say.
    too_much = {minute for minute, places in load.items() if places and places + wanted > capacity}

    found = minutes(*crowded(shares, capacity=capacity, wanted=wanted))

    assert {minute for minute in found if load[minute]} == too_much
