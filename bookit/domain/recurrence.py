"""When a series takes place: RFC 5545 recurrence in the wall time of a building.

A rule is expanded period by period (days, weeks, months or years, as its FREQ says), from its first date to at most
twenty years later. So the work is bounded whatever the rule says, also for one that never names a date; see
docs/adr/0030 for why no library does that for us.
"""

from bisect import bisect_left
from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import Self
from zoneinfo import ZoneInfo

from bookit.domain.errors import Invalid
from bookit.domain.period import Period

MOST_OCCURRENCES = 366
LONGEST_RULE = 500
REACH_YEARS = 20
"""A rule is followed so far from its first date; what it names later it does not name."""

_DAY = timedelta(days=1)
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class WeekdayNumber:
    """A weekday (0 is Monday), or the n-th of them in a month or year; negative counts from the end."""

    weekday: int
    n: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked RRULE. Its times of day are not its own: each date takes place at the series' time of day."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    """The last wall time that may be named."""
    months: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: tuple[WeekdayNumber, ...] = ()
    positions: frozenset[int] = frozenset()
    week_start: int = 0

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Self:
        """A rule from its text; an UNTIL in UTC is meant as that moment in the building's zone.

        Raises Invalid for what RFC 5545 does not allow, and for what would name more than one time a day.
        """
        if len(text) > LONGEST_RULE:
            raise _no(f"A recurrence rule has at most {LONGEST_RULE} characters.")
        parts = _parts(text)
        rule = cls(
            frequency=_frequency(parts.pop("FREQ", "")),
            interval=_number("INTERVAL", parts.pop("INTERVAL", "1"), 1, 1000),
            count=_number("COUNT", count, 1, MOST_OCCURRENCES) if (count := parts.pop("COUNT", None)) else None,
            until=_until(until, zone) if (until := parts.pop("UNTIL", None)) else None,
            months=_numbers("BYMONTH", parts.pop("BYMONTH", None), 1, 12),
            weeks=_numbers("BYWEEKNO", parts.pop("BYWEEKNO", None), 1, 53, signed=True),
            year_days=_numbers("BYYEARDAY", parts.pop("BYYEARDAY", None), 1, 366, signed=True),
            month_days=_numbers("BYMONTHDAY", parts.pop("BYMONTHDAY", None), 1, 31, signed=True),
            weekdays=_weekdays(parts.pop("BYDAY", None)),
            positions=_numbers("BYSETPOS", parts.pop("BYSETPOS", None), 1, 366, signed=True),
            week_start=_weekday(parts.pop("WKST", "MO")),
        )
        if parts:
            raise _no(f"{', '.join(parts)} is not a part of a recurrence rule.")
        rule._require_sense()
        return rule

    def days(self, first: date) -> Iterator[date]:
        """The days that the rule names, from its first day on, without regard to COUNT and UNTIL."""
        matches = self._filter(first)
        last = first + REACH_YEARS * 365 * _DAY
        for period in self._periods(first, last):
            days = [day for day in period if matches(day)]
            if self.positions:
                days = _at(days, self.positions)
            for day in days:
                if first <= day <= last:
                    yield day

    def _require_sense(self) -> None:
        """Raises Invalid for parts that contradict each other or the frequency."""
        if self.count is not None and self.until is not None:
            raise _no("A rule ends by COUNT or by UNTIL, not by both.")
        numbered = any(weekday.n for weekday in self.weekdays)
        yearly, monthly = self.frequency is Frequency.YEARLY, self.frequency is Frequency.MONTHLY
        if self.weeks and not yearly:
            raise _no("BYWEEKNO goes with FREQ=YEARLY only.")
        if self.weeks and self.week_start != 0:
            raise _no("BYWEEKNO counts ISO weeks, which start on Monday: leave WKST out.")
        if self.year_days and not yearly:
            raise _no("BYYEARDAY goes with FREQ=YEARLY only.")
        if self.month_days and self.frequency is Frequency.WEEKLY:
            raise _no("BYMONTHDAY does not go with FREQ=WEEKLY.")
        if numbered and not (yearly or monthly):
            raise _no("A numbered BYDAY such as 2MO goes with FREQ=MONTHLY or FREQ=YEARLY only.")
        if numbered and self.weeks:
            raise _no("A numbered BYDAY such as 2MO does not go with BYWEEKNO.")
        others = (self.months, self.weeks, self.year_days, self.month_days, self.weekdays)
        if self.positions and not any(others):
            raise _no("BYSETPOS chooses among the dates of another BY… part; there is none.")

    def _periods(self, first: date, last: date) -> Iterator[Sequence[date]]:
        """The days of every INTERVAL-th day, week, month or year."""
        match self.frequency:
            case Frequency.DAILY:
                while first <= last:
                    yield (first,)
                    first += self.interval * _DAY
            case Frequency.WEEKLY:
                # Only the weekdays that are named, because this is what most series are.
                named = {weekday.weekday for weekday in self.weekdays} or {first.weekday()}
                offsets = sorted((weekday - self.week_start) % 7 * _DAY for weekday in named)
                week = first - (first.weekday() - self.week_start) % 7 * _DAY
                while week <= last:
                    yield [week + offset for offset in offsets]
                    week += self.interval * 7 * _DAY
            case Frequency.MONTHLY:
                month = first.year * 12 + first.month - 1
                while (day := date(month // 12, month % 12 + 1, 1)) <= last:
                    yield [day + number * _DAY for number in range(monthrange(day.year, day.month)[1])]
                    month += self.interval
            case Frequency.YEARLY:
                year = first.year
                while (day := date(year, 1, 1)) <= last:
                    yield [day + number * _DAY for number in range(_days_in(year))]
                    year += self.interval

    def _filter(self, first: date) -> Callable[[date], bool]:
        """Whether a day is named; what the rule leaves open is as on its first day."""
        months, month_days, weekdays = self.months, self.month_days, self.weekdays
        match self.frequency:
            case Frequency.WEEKLY:
                weekdays = ()  # the periods have no other days
            case Frequency.MONTHLY if not (month_days or weekdays):
                month_days = frozenset({first.day})
            case Frequency.YEARLY if self.weeks and not (weekdays or month_days or self.year_days):
                weekdays = (WeekdayNumber(first.weekday()),)
            case Frequency.YEARLY if not (weekdays or month_days or self.year_days):
                months, month_days = months or frozenset({first.month}), frozenset({first.day})
        checks: list[Callable[[date], bool]] = []
        if months:
            checks.append(lambda day: day.month in months)
        if month_days:
            checks.append(lambda day: _is_among(day.day, monthrange(day.year, day.month)[1], month_days))
        if self.year_days:
            checks.append(lambda day: _is_among(day.timetuple().tm_yday, _days_in(day.year), self.year_days))
        if self.weeks:
            checks.append(lambda day: _is_in_weeks(day, self.weeks))
        if any(weekday.n for weekday in weekdays):
            in_year = self.frequency is Frequency.YEARLY and not months
            checks.append(lambda day: _is_numbered(day, weekdays, in_year=in_year))
        elif weekdays:
            plain = frozenset(weekday.weekday for weekday in weekdays)
            checks.append(lambda day: day.weekday() in plain)
        if len(checks) == 1:
            return checks[0]
        return lambda day: all(check(day) for check in checks)


@dataclass(frozen=True, slots=True)
class Stay:
    """One occurrence: the wall time that names it, and when that is."""

    occurrence: str
    period: Period
    note: str | None = None
    """What a clock change did to it."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The wall times at which a series takes place: those of its rule and its RDATEs, without its EXDATEs."""

    starts: datetime
    rule: Rule | None
    added: tuple[datetime, ...] = ()
    removed: frozenset[datetime | date] = frozenset()
    """Wall times, or whole days."""

    @classmethod
    def parse(
        cls, starts: datetime, rrule: str | None, rdates: Sequence[str], exdates: Sequence[str], zone: ZoneInfo
    ) -> Self:
        """Raises Invalid for rules and dates that make no sense, and for a series of no date or of too many."""
        if rrule is None and not rdates:
            raise _no("A series needs a recurrence rule or a list of dates.")
        recurrence = cls.read(starts, rrule, rdates, exdates, zone)
        recurrence._require_bounds()
        return recurrence

    @classmethod
    def read(
        cls, starts: datetime, rrule: str | None, rdates: Sequence[str], exdates: Sequence[str], zone: ZoneInfo
    ) -> Self:
        """The same without a look at how many dates that makes."""
        rule = Rule.parse(rrule, zone) if rrule is not None else None
        added = tuple(sorted({_wall("rdates", index, text, starts.time()) for index, text in enumerate(rdates)}))
        removed = frozenset(_wall_or_day("exdates", index, text) for index, text in enumerate(exdates))
        return cls(starts, rule, added, removed)

    def __iter__(self) -> Iterator[datetime]:
        """The wall times, sorted, each once."""
        last: datetime | None = None
        for wall in merge(self._ruled(), self.added):
            if wall != last and wall not in self.removed and wall.date() not in self.removed:
                yield wall
            last = wall

    def _ruled(self) -> Iterator[datetime]:
        if self.rule is None:
            # RFC 5545: without a rule, the first date stands beside the RDATEs.
            yield self.starts
            return
        at = self.starts.time()
        for day in islice(self.rule.days(self.starts.date()), self.rule.count):
            wall = datetime.combine(day, at)
            if self.rule.until is not None and wall > self.rule.until:
                return
            yield wall

    def _require_bounds(self) -> None:
        most = MOST_OCCURRENCES
        rule = self.rule
        if rule is not None and rule.until is not None:
            if rule.until < self.starts:
                raise _no("UNTIL is before the series begins.")
            if rule.until > self.starts + REACH_YEARS * 365 * _DAY:
                raise _no(f"A series lasts at most {REACH_YEARS} years.")
        if rule is not None and rule.count is not None and sum(1 for _ in self._ruled()) < rule.count:
            raise _no(f"COUNT={rule.count} takes more than {REACH_YEARS} years; a series lasts at most so long.")
        if self.is_open_ended:
            most = 1
        named = sum(1 for _ in islice(self, most + 1))
        if not named:
            raise _no("The series names no date.")
        if named > most and not self.is_open_ended:
            raise _no(f"A series that ends has at most {MOST_OCCURRENCES} dates; leave its end open to have more.")

    @property
    def is_open_ended(self) -> bool:
        return self.rule is not None and self.rule.count is None and self.rule.until is None


def instant(wall: datetime, zone: ZoneInfo) -> tuple[datetime, bool]:
    """When a wall time is, in UTC, and whether a clock change skips it.

    A wall time that is skipped is the first minute after the gap; of one that comes twice, the first is meant.
    """
    local = wall.replace(tzinfo=zone)
    at = local.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == wall:
        return at, False
    before = local.replace(fold=1).astimezone(UTC)
    offset_after = zone.utcoffset(at.astimezone(zone))
    minutes = range(int((at - before) / timedelta(minutes=1)))
    passed = bisect_left(
        minutes,
        True,
        key=lambda n: zone.utcoffset((before + n * timedelta(minutes=1)).astimezone(zone)) == offset_after,
    )
    return before + passed * timedelta(minutes=1), True


def stay_at(occurrence: str, wall: datetime, length: timedelta, zone: ZoneInfo) -> Stay:
    """The stay from a wall time to the wall time `length` later: both ends are as the clock on the wall shows them."""
    start, start_skipped = instant(wall, zone)
    end, end_skipped = instant(wall + length, zone)
    if end <= start:  # the whole of it was skipped
        end = start + length
    note = None
    if start_skipped or end_skipped:
        first, last = start.astimezone(zone), end.astimezone(zone)
        note = f"A clock change skips a part of {wall:%H:%M}-{wall + length:%H:%M}: it is {first:%H:%M}-{last:%H:%M}."
    return Stay(occurrence, Period(start, end), note)


def wall_time(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows."""
    return at.astimezone(zone).replace(tzinfo=None)


def _no(detail: str, pointer: str = "/rrule") -> Invalid:
    return Invalid(detail, pointer=pointer)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").removesuffix(";").split(";"):
        name, _, value = part.partition("=")
        if name in parts:
            raise _no(f"{name} is named twice.")
        if not value:
            raise _no(f"{part!r} is not a part of a recurrence rule, such as FREQ=WEEKLY.")
        if name in {"BYHOUR", "BYMINUTE", "BYSECOND"}:
            raise _no(f"{name} is not taken: each date of a series has the series' time of day.")
        parts[name] = value
    return parts


def _frequency(text: str) -> Frequency:
    try:
        return Frequency(text)
    except ValueError:
        raise _no(f"FREQ is {', '.join(Frequency)}; a series takes place at most once a day.") from None


def _number(name: str, text: str, least: int, most: int, *, signed: bool = False) -> int:
    digits = text[1:] if signed and text[:1] in {"+", "-"} else text
    value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else 0
    if not least <= value <= most:
        either = " or the same from the end" if signed else ""
        raise _no(f"{name} is a number from {least} to {most}{either}.")
    return -value if text[0] == "-" else value


def _numbers(name: str, text: str | None, least: int, most: int, *, signed: bool = False) -> frozenset[int]:
    if text is None:
        return frozenset()
    return frozenset(_number(name, each, least, most, signed=signed) for each in text.split(","))


def _weekday(text: str) -> int:
    if text not in _WEEKDAYS:
        raise _no(f"A weekday is one of {', '.join(_WEEKDAYS)}.")
    return _WEEKDAYS[text]


def _weekdays(text: str | None) -> tuple[WeekdayNumber, ...]:
    if text is None:
        return ()
    found = set()
    for each in text.split(","):
        number = _number("The number before a weekday", each[:-2], 1, 53, signed=True) if len(each) > 2 else 0
        found.add(WeekdayNumber(_weekday(each[-2:]), number))
    return tuple(sorted(found, key=lambda day: (day.weekday, day.n)))


def _until(text: str, zone: ZoneInfo) -> datetime:
    """The last wall time: a day means all of it."""
    for pattern in ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"):
        try:
            parsed = datetime.strptime(text, pattern)  # noqa: DTZ007 -- wall time has no zone
        except ValueError:
            continue
        if pattern == "%Y%m%d":
            return datetime.combine(parsed, time.max)
        if not 1900 <= parsed.year <= 9000:
            break
        return wall_time(parsed.replace(tzinfo=UTC), zone) if text.endswith("Z") else parsed
    raise _no("UNTIL is a day such as 20310630 or a time such as 20310630T090000, with Z when it is in UTC.")


def _wall(field: str, index: int, text: str, default: time) -> datetime:
    found = _wall_or_day(field, index, text)
    return found if isinstance(found, datetime) else datetime.combine(found, default)


def _wall_or_day(field: str, index: int, text: str) -> datetime | date:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year < 2200 or (isinstance(found, datetime) and found.tzinfo is not None):
        raise _no(
            f"{text!r} is not a local day such as 2031-06-30 or a local time such as 2031-06-30T09:00.",
            f"/{field}/{index}",
        )
    return found


def _at(days: Sequence[date], positions: Iterable[int]) -> list[date]:
    indexes = {position - 1 if position > 0 else len(days) + position for position in positions}
    return [day for index, day in enumerate(days) if index in indexes]


def _is_among(number: int, of: int, wanted: frozenset[int]) -> bool:
    return number in wanted or number - of - 1 in wanted


def _is_in_weeks(day: date, wanted: frozenset[int]) -> bool:
    year, week, _ = day.isocalendar()
    return _is_among(week, date(year, 12, 28).isocalendar().week, wanted)


def _is_numbered(day: date, wanted: Sequence[WeekdayNumber], *, in_year: bool) -> bool:
    if in_year:
        number, of = day.timetuple().tm_yday, _days_in(day.year)
    else:
        number, of = day.day, monthrange(day.year, day.month)[1]
    of_that_weekday = (0, (number - 1) // 7 + 1, -((of - number) // 7) - 1)
    return any(day.weekday() == each.weekday and each.n in of_that_weekday for each in wanted)


def _days_in(year: int) -> int:
    return 366 if isleap(year) else 365
