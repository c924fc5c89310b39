"""When a place is free: opening hours minus what is claimed."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from bookit.domain.opening_hours import Hours
from bookit.domain.period import Period, without


def crowded(shares: Iterable[tuple[Period, int]], *, capacity: int, wanted: int) -> list[Period]:
    """The periods in which `wanted` more places would exceed a capacity that others share."""
    changes = sorted(change for period, places in shares for change in ((period.start, places), (period.end, -places)))
    full: list[Period] = []
    load = 0
    for (moment, places), (following, _) in pairwise(changes):
        load += places
        if load + wanted > capacity and moment < following:
            full.append(Period(moment, following))
    return full


def next_free(
    opening_hours: Hours, busy: Sequence[Period], search: Period, *, length: timedelta, most: int = 3
) -> list[Period]:
    """The first free stretches of `search` that are at least that long, in whole minutes as bookings are."""
    free = without(opening_hours.within(search), [_whole_minutes(period) for period in busy])
    return [period for period in free if period.length >= length][:most]


def _whole_minutes(period: Period) -> Period:
    """The minutes that a period touches."""
    start, end = period.start.replace(second=0, microsecond=0), period.end.replace(second=0, microsecond=0)
    return Period(start, end if end == period.end else end + timedelta(minutes=1))
