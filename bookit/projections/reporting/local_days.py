"""A stay as pieces of local days, in minutes of the wall clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
_DAY = 24 * 60
_QUARTER = timedelta(minutes=15)


class Piece(NamedTuple):
    """`[from_minute, to_minute)` of a local day: as many minutes as passed."""

    day: date
    from_minute: int
    to_minute: int


def local_pieces(starts_at: datetime, ends_at: datetime, time_zone: str) -> list[Piece]:
    """What a stay takes of each local day. It is cut where the clock changes, too: one that lasts over the hour that
    comes twice has that hour twice."""
    here = _zone(time_zone)
    start, end = starts_at.astimezone(here), ends_at.astimezone(here)
    if start.date() == end.date() and start.utcoffset() == end.utcoffset():
        return [Piece(start.date(), _minute(start), _minute_after(end))]
    return list(_cut(starts_at.astimezone(UTC), ends_at.astimezone(UTC), here))


@lru_cache
def _zone(name: str) -> ZoneInfo:
    """Kept for good: the library itself keeps eight, and reads all others from their files each time."""
    return ZoneInfo(name)


def _minute(wall: datetime) -> int:
    return wall.hour * 60 + wall.minute


def _minute_after(wall: datetime) -> int:
    """The minute that has not begun yet: a stay uses the minute in which it ends early."""
    return _minute(wall) + (1 if wall.second or wall.microsecond else 0)


def _cut(starts_at: datetime, ends_at: datetime, here: ZoneInfo) -> Iterator[Piece]:
    at = starts_at.replace(second=0, microsecond=0)
    while at < ends_at:
        wall = at.astimezone(here)
        until = min(_end_of_run(at, wall, here), ends_at)
        from_minute = _minute(wall)
        yield Piece(wall.date(), from_minute, from_minute + -(-(until - at) // MINUTE))
        at = until


def _end_of_run(at: datetime, wall: datetime, here: ZoneInfo) -> datetime:
    """Up to when the wall clock goes on evenly on the day: until midnight, or until it is changed."""
    midnight = at + (_DAY - _minute(wall)) * MINUTE
    if _before(midnight, here) == (wall.date(), wall.utcoffset()):
        return midnight
    # Since 2000 clocks have been changed on quarters of an hour only, by quarters of an hour.
    change = at - timedelta(minutes=at.minute % 15) + _QUARTER
    while _before(change + _QUARTER, here) == (wall.date(), wall.utcoffset()):
        change += _QUARTER
    return change


def _before(moment: datetime, here: ZoneInfo) -> tuple[date, timedelta | None]:
    wall = (moment - MINUTE).astimezone(here)
    return wall.date(), wall.utcoffset()
