"""Opening hours against a clock that is read minute by minute, in any zone."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bookit.domain.opening_hours import OpeningHours, checked_hours
from bookit.domain.period import Period
from bookit.events.values import Weekday, WeeklyHours
from tests.properties.effort import effort

MINUTE = timedelta(minutes=1)
DAYS = list(Weekday)

# Each of them changes its clocks, or once did, in another way.
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Europe/Moscow",
    "Africa/Casablanca",
    "America/St_Johns",
    "Pacific/Chatham",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "UTC",
]


@cache
def changes(name: str) -> list[date]:
    """The local days of some years on which the clocks of a zone change."""
    zone = ZoneInfo(name)
    moments = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=6 * step) for step in range(4 * 365 * 3)]
    return [
        before.astimezone(zone).date()
        for before, after in pairwise(moments)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    ]


@st.composite
def days(draw: st.DrawFn) -> tuple[str, date]:
    """A zone and a day there, more often than not close to a change of its clocks."""
    name = draw(st.sampled_from(ZONES))
    ordinary = st.dates(date(2025, 1, 2), date(2027, 12, 30))
    near_change = st.builds(
        lambda day, shift: day + timedelta(days=shift),
        st.sampled_from(changes(name) or [date(2026, 7, 1)]),
        st.integers(-1, 1),
    )
    return name, draw(st.one_of(near_change, near_change, ordinary))


def _hours_of_a_day(bounds: list[int]) -> list[tuple[str, str]]:
    """Stretches from each odd to each even of these minutes."""
    return [(_wall(start), _wall(end)) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]


def _wall(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


ordinary_day = st.lists(st.integers(0, 1440), max_size=4, unique=True).map(
    lambda bounds: _hours_of_a_day(sorted(bounds))
)
night = st.tuples(st.integers(60, 1439), st.integers(0, 59)).map(lambda pair: [(_wall(pair[0]), _wall(pair[1]))])
long_night = st.integers(0, 1439).map(lambda minute: [(_wall(minute), _wall(minute))])
weeks = st.fixed_dictionaries({day: st.one_of(ordinary_day, night, long_night) for day in DAYS})


class Wall:
    """Reads the clock on the wall, minute by minute, on the days around a day."""

    def __init__(self, zone: ZoneInfo, day: date) -> None:
        self._first_shown: dict[datetime, datetime] = {}
        moment = datetime.combine(day, datetime.min.time(), tzinfo=UTC) - timedelta(days=5)
        for _ in range(11 * 1440):
            self._first_shown.setdefault(moment.astimezone(zone).replace(tzinfo=None), moment)
            moment += MINUTE

    def moment(self, wall: datetime) -> datetime:
        """When it shows this for the first time; where that is skipped, when it would have without the skip."""
        shown = wall
        while shown not in self._first_shown:
            shown -= MINUTE
        return self._first_shown[shown] + (wall - shown)


@cache
def wall_in(name: str, day: date) -> Wall:
    return Wall(ZoneInfo(name), day)


@given(days(), weeks, st.sets(st.integers(-1, 1)), st.integers(0, 2 * 1440), st.integers(1, 1440))
@effort(120)
def test_open_is_what_the_clock_on_the_wall_says(
    where: tuple[str, date], week: WeeklyHours, closed: set[int], start: int, length: int
) -> None:
    name, day = where
    zone = ZoneInfo(name)
    closed_days = {day + timedelta(days=shift) for shift in closed}
    first = datetime.combine(day, datetime.min.time(), tzinfo=UTC) - timedelta(days=1)
    asked = Period(first + start * MINUTE, first + (start + length) * MINUTE)
    wall = wall_in(name, day)

    expected: set[datetime] = set()
    for opens_on in (day + timedelta(days=shift) for shift in range(-3, 4)):
        if opens_on in closed_days:
            continue
        midnight = datetime.combine(opens_on, datetime.min.time())
        for opening, closing in week[DAYS[opens_on.weekday()]]:
            begins = _minute(opening)
            ends = _minute(closing) if _minute(closing) > begins else _minute(closing) + 1440
            moment, end = wall.moment(midnight + begins * MINUTE), wall.moment(midnight + ends * MINUTE)
            while moment < end:
                expected.add(moment)
                moment += MINUTE

    hours = OpeningHours(checked_hours(week), zone, closed_days)
    open_parts = hours.within(asked)

    found = {part.start + step * MINUTE for part in open_parts for step in range((part.end - part.start) // MINUTE)}
    everything = {asked.start + step * MINUTE for step in range(length)}
    assert found == expected & everything
    assert hours.cover(asked) == (everything <= expected)


def _minute(wall: str) -> int:
    return int(wall[:2]) * 60 + int(wall[3:])
