"""When a building is open: weekly hours in its wall time, minus closed days."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bookit.domain.errors import Invalid
from bookit.domain.period import EARLIEST, LATEST, Period, merged
from bookit.domain.policy import BUILT_IN, Source
from bookit.events.values import Weekday, WeeklyHours

_DAYS = list(Weekday)
_REMEMBERED_DAYS = 1000
_NOT_ZONES = ("posix", "right/", "localtime")
"""Files that some systems keep beside the zones, and that mean nothing elsewhere."""


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises Invalid for anything else."""
    if not name.startswith(_NOT_ZONES):
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(name)
    raise Invalid(f"{name!r} is not an IANA time zone, such as Europe/Moscow.", pointer="/time_zone")


def _minutes(wall: str) -> int:
    return int(wall[:2]) * 60 + int(wall[3:])


def checked_hours(hours: WeeklyHours) -> WeeklyHours:
    """The same hours with every weekday named. Raises Invalid where two stretches of a day overlap."""
    for day, stretches in hours.items():
        last_end = 0
        for start, end in sorted(stretches, key=lambda stretch: _minutes(stretch[0])):
            begin = _minutes(start)
            if begin == 24 * 60:
                raise Invalid("A day's opening can't start at 24:00.", pointer=f"/opening_hours/{day}")
            if begin < last_end:
                raise Invalid("Opening hours of one day overlap.", pointer=f"/opening_hours/{day}")
            last_end = _minutes(end) if _minutes(end) > begin else 24 * 60 + _minutes(end)
    return {day: sorted(hours.get(day, [])) for day in _DAYS}


class Hours(Protocol):
    """Answers when a place is open."""

    def within(self, period: Period) -> list[Period]:
        """The open parts of a period, merged and sorted."""
        ...

    def cover(self, period: Period) -> bool:
        """Whether the place is open during all of a period."""
        ...

    def source(self, says_no: "Callable[[Hours], bool]") -> Source:
        """Where the hours were set that say no, of those that do the widest."""
        ...


@dataclass(frozen=True, slots=True)
class _Both:
    """Open when two places are."""

    wide: Hours
    narrow: Hours

    def within(self, period: Period) -> list[Period]:
        return [part for open_part in self.narrow.within(period) for part in self.wide.within(open_part)]

    def cover(self, period: Period) -> bool:
        return self.wide.cover(period) and self.narrow.cover(period)

    def source(self, says_no: Callable[[Hours], bool]) -> Source:
        return (self.wide if says_no(self.wide) else self.narrow).source(says_no)


def both(wide: Hours, narrow: Hours) -> Hours:
    """The hours of a room that has some of its own within those of its building."""
    return _Both(wide, narrow)


class OpeningHours:
    """Answers when a place is open; remembers the days it was asked about.

    A stretch whose end is at or before its start runs over midnight and belongs to the day it starts on: closing
    that day closes all of it. Wall times that a clock change skips or repeats count from the earlier offset.
    """

    def __init__(
        self, hours: WeeklyHours, zone: ZoneInfo, closed_days: Iterable[date] = (), source: Source = BUILT_IN
    ) -> None:
        self._source = source
        self._hours = hours
        self._zone = zone
        self._closed_days = frozenset(closed_days)
        self._by_day: dict[date, list[Period]] = {}

    def on(self, day: date) -> list[Period]:
        """The stretches that start on a local day."""
        known = self._by_day.get(day)
        if known is None:
            if len(self._by_day) >= _REMEMBERED_DAYS:
                self._by_day.clear()
            known = self._by_day[day] = [] if day in self._closed_days else list(self._stretches(day))
        return known

    def within(self, period: Period) -> list[Period]:
        """The open parts of a period, merged and sorted."""
        day = period.start.astimezone(self._zone).date() - timedelta(days=1)
        last = period.end.astimezone(self._zone).date()
        open_parts: list[Period] = []
        while day <= last:
            open_parts.extend(part for stretch in self.on(day) if (part := stretch.clipped_to(period)))
            day += timedelta(days=1)
        return merged(open_parts)

    def cover(self, period: Period) -> bool:
        """Whether the place is open during all of a period."""
        today = self.on(period.start.astimezone(self._zone).date())
        # Most stays lie within one stretch of their day; others may run over midnight or touch several.
        return any(stretch.covers(period) for stretch in today) or self.within(period) == [period]

    def source(self, says_no: Callable[[Hours], bool]) -> Source:
        """Where they were set."""
        return self._source

    def _stretches(self, day: date) -> Iterable[Period]:
        for start, end in self._hours.get(_DAYS[day.weekday()], []):
            last_day = day if _minutes(end) > _minutes(start) else day + timedelta(days=1)
            begin, finish = self._instant(day, start), self._instant(last_day, end)
            if EARLIEST <= begin < finish <= LATEST:
                yield Period(begin, finish)

    def _instant(self, day: date, wall: str) -> datetime:
        if wall == "24:00":
            day, wall = day + timedelta(days=1), "00:00"
        local = datetime.combine(day, time(int(wall[:2]), int(wall[3:])), tzinfo=self._zone)
        return local.astimezone(UTC)
