"""Six weeks of bookings around a day, drawn by chance from a seed."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from bookit.demo.bookings import (
    GUESTS,
    IN_HALLS,
    MEETINGS,
    REASONS_TO_CANCEL,
    WITH_GUESTS,
    Cancelled,
    Closure,
    Fate,
    Finished,
    Moved,
    Plan,
    Stay,
    closures,
)
from bookit.demo.buildings import BUILDINGS, MOSCOW, Building, Room
from bookit.demo.diary import Diary
from bookit.demo.people import ACCOUNTS, AT_WORK, Person
from bookit.domain.opening_hours import OpeningHours, zone
from bookit.domain.period import Period
from bookit.domain.policy import HORIZON_DAYS, Layer, Level, Policy, Source
from bookit.events.values import Role, RoomKind

T = TypeVar("T")

BOOKINGS = 5000
DAYS = range(-21, 21)
"""Six weeks, as days from today."""

_MINUTE = timedelta(minutes=1)
_LONGEST_LEAD = timedelta(days=11)


def plan(seed: int, today: date) -> Plan:
    """The story that leads up to the beginning of a day (UTC): all that was done was done before."""
    planner = _Planner(Random(seed), today)  # noqa: S311 -- chance for a story, not for secrets
    planner.fill()
    return Plan(planner.stays, planner.closures)


@dataclass(frozen=True)
class _House:
    """A building with its hours, and its rooms by what people do there."""

    building: Building
    today: date

    @cached_property
    def zone(self) -> ZoneInfo:
        return zone(self.building.time_zone)

    @cached_property
    def hours(self) -> OpeningHours:
        closed = [self.today + timedelta(days=days) for days, _ in self.building.closed_days]
        return OpeningHours(self.building.opening_hours, self.zone, closed)

    @cached_property
    def halls(self) -> list[Room]:
        parts = {part for room in self.building.everyday_rooms for part in room.made_of}
        return [room for room in self.building.everyday_rooms if room.made_of or room.name in parts]

    @cached_property
    def meeting_rooms(self) -> list[Room]:
        """The smallest first."""
        rooms = [room for room in self.of(RoomKind.MEETING_ROOM) if room not in self.halls]
        return sorted(rooms, key=lambda room: room.capacity)

    @cached_property
    def desk_rooms(self) -> list[Room]:
        return [room for room in self.building.everyday_rooms if room.seats]

    @cached_property
    def lounges(self) -> list[Room]:
        return [room for room in self.of(RoomKind.OPEN_SPACE) if not room.seats]

    def of(self, kind: RoomKind) -> list[Room]:
        return [room for room in self.building.everyday_rooms if room.kind is kind]

    def at(self, day: date, quarter: int) -> datetime:
        """So many quarters of an hour after midnight, by the clock on its wall."""
        hour, quarter = divmod(quarter, 4)
        return datetime.combine(day, time(hour, quarter * 15), tzinfo=self.zone).astimezone(UTC)

    def in_working_time(self, moment: datetime) -> datetime:
        """That moment, or an earlier one at which people here are awake."""
        local = moment.astimezone(self.zone)
        if local.hour < 7:
            local = (local - timedelta(days=1)).replace(hour=17)
        elif local.hour >= 21:
            local = local.replace(hour=20)
        return local.replace(second=0, microsecond=0).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A stay that somebody would like."""

    house: _House
    person: Person
    day: date
    room: Room
    period: Period
    seat: str | None = None
    title: str | None = None
    attendees: int | None = None
    guests: tuple[str, ...] = ()

    @property
    def keeps_person_busy(self) -> bool:
        """Whether the person can't be elsewhere: one has a desk and meets people as well."""
        return self.room.kind in {RoomKind.MEETING_ROOM, RoomKind.PHONE_BOOTH}

    @property
    def horizon(self) -> timedelta:
        """How long before it may be booked."""
        return timedelta(days=Policy([Layer(Source(Level.ROOM), self.room.policy)])[HORIZON_DAYS])

    @property
    def keys(self) -> list[Hashable]:
        """Whom and what it takes up."""
        if self.room.shares_places:
            return []
        if self.seat is not None:
            return [(self.room.name, self.seat)]
        return [self.room.name, *self.room.made_of, *([self.person.email] if self.keeps_person_busy else [])]


class _Planner:
    def __init__(self, chance: Random, today: date) -> None:
        self.stays: list[Stay] = []
        self.closures = closures(today)
        self._chance = chance
        self._today = today
        self._midnight = datetime.combine(today, time(), tzinfo=UTC)
        self._diary = Diary()
        self._once_a_day: set[tuple[str, RoomKind, date]] = set()
        self._houses = {building.key: _House(building, today) for building in BUILDINGS}

    def fill(self) -> None:
        """All the days, each with its share of the bookings; first what must be there."""
        for person in ACCOUNTS:
            self._book_today_for(person)
        days = [(house, self._today + timedelta(days=number)) for number in DAYS for house in self._houses.values()]
        shares = [self._business(house, day) for house, day in days]
        for (house, day), share in zip(days, shares, strict=True):
            if share:
                self._fill_day(house, day, round(BOOKINGS * share / sum(shares)))

    def _business(self, house: _House, day: date) -> float:
        """How busy a house is on a day: less the further ahead, little at weekends."""
        if not house.hours.on(day):
            return 0
        ahead = max(0, (day - self._today).days)
        return (1 if day.weekday() < 5 else 0.15) * (1 - 0.02 * ahead)

    def _fill_day(self, house: _House, day: date, count: int) -> None:
        goal = len(self.stays) + count
        people = self._present(house, day)
        for person in people:
            if len(self.stays) < goal:
                self._desk(house, day, person)
        habits = (self._meeting, self._booth, self._parking, self._lounge, self._equipment, self._hall, self._desk)
        for _ in range(50 * count):
            if len(self.stays) >= goal:
                break
            [habit] = self._chance.choices(habits, (50, 20, 12, 10, 8, 3, 5))
            habit(house, day, self._chance.choice(people))

    def _book_today_for(self, person: Person) -> None:
        """Whoever signs in to try things has something today: at their own place, or where it is open."""
        home = self._houses[person.works_in]
        house = home if home.hours.on(self._today) else self._houses[MOSCOW]
        before = len(self.stays)
        while len(self.stays) == before:
            self._desk(house, self._today, person)
        while len(self.stays) == before + 1:
            self._meeting(house, self._today, person)

    def _present(self, house: _House, day: date) -> list[Person]:
        at_home = 0.85 if day.weekday() < 5 else 0.2
        people = [
            person
            for person in AT_WORK
            if self._chance.random() < (at_home if person.works_in == house.building.key else 0.04)
            or (person.has_account and person.works_in == house.building.key)
        ]
        return people or [person for person in AT_WORK if person.works_in == house.building.key]

    # What people do. Each makes one try.

    def _desk(self, house: _House, day: date, person: Person) -> None:
        room = self._pick(house.desk_rooms)
        period = self._period(house, day, first=30, last=42, quarters=(16, 20, 32, 34, 36))
        self._wish(_Wish(house, person, day, room, period, seat=self._pick(room.seats)))

    def _meeting(self, house: _House, day: date, person: Person) -> None:
        period = self._period(house, day, first=36, last=70, quarters=(2, 3, 4, 4, 4, 6, 8))
        number = min(2 + int(self._chance.expovariate(1 / 3.5)), 18)
        guests: tuple[str, ...] = ()
        title = self._pick(MEETINGS)
        if self._chance.random() < 0.12:
            title = self._pick(WITH_GUESTS)
            guests = tuple(self._chance.sample(GUESTS, min(number - 1, self._pick((1, 1, 2, 3)))))
        for room in house.meeting_rooms:
            if room.capacity >= number and self._wish(
                _Wish(house, person, day, room, period, title=title, attendees=number, guests=guests)
            ):
                break

    def _booth(self, house: _House, day: date, person: Person) -> None:
        period = self._period(house, day, first=34, last=72, quarters=(1, 2, 2, 3, 4))
        self._wish(_Wish(house, person, day, self._pick(house.of(RoomKind.PHONE_BOOTH)), period))

    def _hall(self, house: _House, day: date, person: Person) -> None:
        room = self._pick(house.halls)
        period = self._period(house, day, first=36, last=64, quarters=(4, 6, 8, 12))
        number = self._chance.randint(room.capacity // 2, room.capacity)
        self._wish(_Wish(house, person, day, room, period, title=self._pick(IN_HALLS), attendees=number))

    def _parking(self, house: _House, day: date, person: Person) -> None:
        period = self._period(house, day, first=30, last=40, quarters=(32, 36, 38))
        self._wish(_Wish(house, person, day, self._pick(house.of(RoomKind.PARKING)), period))

    def _lounge(self, house: _House, day: date, person: Person) -> None:
        period = self._period(house, day, first=36, last=68, quarters=(2, 4, 6, 8))
        number = self._pick((None, None, 2, 3, 4))
        self._wish(_Wish(house, person, day, self._pick(house.lounges), period, attendees=number))

    def _equipment(self, house: _House, day: date, person: Person) -> None:
        room = self._pick(house.of(RoomKind.EQUIPMENT))
        period = self._period(house, day, first=34, last=60, quarters=(4, 8, 16, 24))
        self._wish(_Wish(house, person, day, room, period))

    def _period(self, house: _House, day: date, *, first: int, last: int, quarters: Sequence[int]) -> Period:
        """A start between two quarters of the day and one of those lengths, as far as the house is open."""
        [open_time] = house.hours.on(day)
        start = house.at(day, self._chance.randint(first, last))
        start = min(max(start, open_time.start), open_time.end - timedelta(hours=4))
        return Period(start, min(start + timedelta(minutes=15 * self._pick(quarters)), open_time.end))

    # Whether it can be, and what became of it.

    def _wish(self, wish: _Wish) -> bool:
        """Book what was wished, if that is possible."""
        placed_at = self._placed_at(wish)
        once = (wish.person.email, wish.room.kind, wish.day)
        if placed_at is None or not self._has_room_for(wish) or (wish.seat and once in self._once_a_day):
            return False
        closed = self._closures_over(wish, wish.period)
        if any(placed_at >= closure.closed_at for closure in closed):
            return False
        # What has to give way to a closure has no other fate.
        fate = None if closed else self._fate(wish, placed_at)
        self._note(wish, wish.period)
        if isinstance(fate, Moved):
            self._diary.take(wish.keys, fate.period)
        self._once_a_day.add(once)
        self.stays.append(
            Stay(
                key=f"booking {len(self.stays) + 1}",
                room=wish.room.name,
                seat=wish.seat,
                period=wish.period,
                member=wish.person.email,
                placed_at=placed_at,
                placed_by=self._who_places(wish),
                title=wish.title,
                attendees=wish.attendees,
                guests=wish.guests,
                fate=fate,
            )
        )
        return True

    def _placed_at(self, wish: _Wish) -> datetime | None:
        """When it was booked: mostly a few days before, and not today; None where that is too far ahead."""
        start = wish.period.start
        lead = 20 * _MINUTE + timedelta(days=self._chance.expovariate(1 / 3))
        placed_at = start - min(lead, _LONGEST_LEAD)
        if placed_at >= self._midnight:
            placed_at = self._midnight - min(timedelta(days=self._chance.expovariate(1 / 2)), timedelta(days=6))
        placed_at = wish.house.in_working_time(placed_at - _MINUTE)
        return placed_at if start - placed_at <= wish.horizon else None

    def _has_room_for(self, wish: _Wish) -> bool:
        if wish.room.shares_places:
            left = self._diary.places_left(wish.room.name, wish.room.capacity, wish.day)
            return left >= (wish.attendees or 1)
        return self._diary.is_free(wish.keys, wish.period)

    def _note(self, wish: _Wish, period: Period) -> None:
        if wish.room.shares_places:
            self._diary.take_places(wish.room.name, wish.day, wish.attendees or 1)
        self._diary.take(wish.keys, period)

    def _closures_over(self, wish: _Wish, period: Period) -> list[Closure]:
        return [
            closure
            for closure in self.closures
            if closure.room == wish.room.name and closure.seat in {None, wish.seat} and closure.period.overlaps(period)
        ]

    def _who_places(self, wish: _Wish) -> str:
        """Oneself, or for a meeting now and then somebody who may do it for others."""
        if wish.room.kind is RoomKind.MEETING_ROOM and self._chance.random() < 0.1:
            house = wish.house.building.key
            return self._pick([p.email for p in AT_WORK if p.role is Role.ADMIN or house in p.manages])
        return wish.person.email

    def _fate(self, wish: _Wish, placed_at: datetime) -> Fate | None:
        draw = self._chance.random()
        latest = min(wish.period.start, self._midnight) - _MINUTE
        if draw < 0.13 and latest - placed_at > timedelta(hours=1):
            minutes = self._chance.randint(5, (latest - placed_at) // _MINUTE)
            moment = placed_at + minutes * _MINUTE
            return Cancelled(moment, self._pick(REASONS_TO_CANCEL)) if draw < 0.08 else self._moved(wish, moment)
        if 0.13 < draw < 0.2 and wish.period.end <= self._midnight and wish.keeps_person_busy:
            share = self._chance.uniform(0.4, 0.9)
            return Finished(wish.period.start + max(1, int(wish.period.length * share / _MINUTE)) * _MINUTE)
        return None

    def _moved(self, wish: _Wish, moment: datetime) -> Moved | None:
        """To another time in the same place; None when that is taken as well."""
        days = self._pick((0, 0, 1, 2)) if wish.keeps_person_busy else 0
        later = timedelta(days=days, minutes=self._pick((-60, -30, 30, 60, 90)))
        period = Period(wish.period.start + later, wish.period.end + later)
        possible = (
            timedelta() < period.start - moment <= wish.horizon
            and wish.house.hours.cover(period)
            and not self._closures_over(wish, period)
            and self._diary.is_free(wish.keys, period)
        )
        return Moved(moment, period) if possible else None

    def _pick(self, choices: Sequence[T]) -> T:
        return self._chance.choice(choices)
