"""What BookIT should do, in plain dicts and lists: no events, no claims, no database.

Times are whole seconds since midnight of the first day. A refusal is the name of its error, and of the rule it names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MINUTE, HOUR, DAY = 60, 3600, 86400
FOREVER = 10**12
OPENS, CLOSES = 6 * HOUR, 22 * HOUR
MAX_MINUTES, HORIZON_DAYS = 240, 2

Span = tuple[int, int]


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def minus(one: Span, other: Span) -> list[Span]:
    pieces = [(one[0], min(one[1], other[0])), (max(one[0], other[1]), one[1])]
    return [piece for piece in pieces if piece[0] < piece[1]] if overlap(one, other) else [one]


class No(Exception):
    """What should be refused, and how."""


@dataclass
class Room:
    name: str
    capacity: int
    shared: bool
    seats: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


@dataclass
class Booking:
    member: int
    room: str
    seat: str | None
    span: Span
    attendees: int | None
    status: str = "confirmed"


@dataclass
class Closure:
    room: str
    seat: str | None
    pieces: list[Span]


Hold = tuple[str, Span, int | None, str]
"""Unit, when, places (None: all of it), holder."""


class Model:
    def __init__(self, now: int) -> None:
        self.now = now
        self.rooms: dict[str, Room] = {}
        self.bookings: dict[str, Booking] = {}
        self.closures: dict[str, Closure] = {}

    @property
    def this_minute(self) -> int:
        return self.now - self.now % MINUTE

    def is_live(self, booking: Booking) -> bool:
        return booking.status == "confirmed" and self.now < booking.span[1]

    # What is held

    def own_units(self, room: str) -> list[str]:
        return [room, *self.rooms[room].seats]

    def units(self, room: str, seat: str | None) -> set[str]:
        """What a booking takes: the seat, or the room with all that is in it."""
        if seat is not None:
            return {seat}
        return set(self.own_units(room)).union(*(self.units(part, None) for part in self.rooms[room].parts))

    def places(self, room: str, attendees: int | None) -> int | None:
        return (attendees or 1) if self.rooms[room].shared else None

    def holds(self) -> list[Hold]:
        held: list[Hold] = []
        for name, booking in self.bookings.items():
            if booking.status != "cancelled":
                places = self.places(booking.room, booking.attendees)
                held += [(unit, booking.span, places, name) for unit in self.units(booking.room, booking.seat)]
        for name, closure in self.closures.items():
            units = self.own_units(closure.room) if closure.seat is None else [closure.seat]
            held += [(unit, piece, None, name) for unit in units for piece in closure.pieces]
        return held

    def is_free(self, wanted: set[str], span: Span, places: int | None, capacity: int, besides: str = "") -> bool:
        there = [
            (when, others)
            for unit, when, others, holder in self.holds()
            if unit in wanted and holder != besides and overlap(when, span)
        ]
        if places is None or any(others is None for _, others in there):
            return not there
        # The load only rises where somebody comes.
        return all(
            places + sum(others or 0 for when, others in there if when[0] <= moment < when[1]) <= capacity
            for moment in {span[0], *(when[0] for when, _ in there)}
            if moment >= span[0]
        )

    # What is asked

    def place(self, name: str, booking: Booking) -> None:
        self._check_rules(booking, keeps_start=False)
        self._check_free(booking)
        self.bookings[name] = booking

    def reschedule(self, name: str, member: int, room: str, seat: str | None, span: Span) -> None:
        booking = self._own(name, member)
        if span[0] >= span[1]:
            raise No("InvalidPeriod")
        moved = Booking(booking.member, room, seat, span, booking.attendees)
        self._check_live(booking)
        if (room, seat, span) == (booking.room, booking.seat, booking.span):
            raise No("AlreadyDone")
        self._check_rules(moved, keeps_start=span[0] == booking.span[0])
        self._check_free(moved, besides=name)
        self.bookings[name] = moved

    def cancel(self, name: str, member: int) -> None:
        booking = self._own(name, member)
        self._check_live(booking)
        booking.status = "cancelled"

    def finish(self, name: str, member: int) -> None:
        booking = self._own(name, member)
        self._check_live(booking)
        if self.now <= booking.span[0]:
            raise No("Conflict")
        booking.status, booking.span = "finished", (booking.span[0], self.now)

    def close(self, room: str, seat: str | None, asked: Span | None) -> tuple[Closure, set[str]]:
        """The closure, not kept yet, and the bookings that have to give way."""
        span = self._from_now(asked)
        units = set(self.own_units(room)) if seat is None else {seat}
        holders = {holder for unit, when, _, holder in self.holds() if unit in units and overlap(when, span)}
        bookings = {name: self.bookings[name] for name in holders if name in self.bookings}
        finished = [booking.span[1] for booking in bookings.values() if booking.status == "finished"]
        span = (max([span[0], *finished]), span[1])
        for closure in self.closures.values():
            same_place = closure.room == room and (closure.seat in (None, seat) or seat is None)
            if same_place and any(overlap(piece, span) for piece in closure.pieces):
                raise No("AlreadyDone")
        gone = {name for name, booking in bookings.items() if booking.status == "confirmed"}
        return Closure(room, seat, [span]), gone

    def reopen(self, room: str, seat: str | None, asked: Span | None) -> set[str]:
        """The closures that became shorter."""
        span = self._from_now(asked)
        cut = {
            name
            for name, closure in self.closures.items()
            if closure.room == room
            and (seat is None or closure.seat == seat)
            and any(overlap(piece, span) for piece in closure.pieces)
        }
        if not cut:
            raise No("AlreadyDone")
        for name in cut:
            self.closures[name].pieces = [left for piece in self.closures[name].pieces for left in minus(piece, span)]
        return cut

    # What may be refused

    def _own(self, name: str, member: int) -> Booking:
        if self.bookings[name].member != member:
            raise No("NotFound")
        return self.bookings[name]

    def _check_live(self, booking: Booking) -> None:
        if not self.is_live(booking):
            raise No("AlreadyDone")

    def _check_free(self, booking: Booking, besides: str = "") -> None:
        units = self.units(booking.room, booking.seat)
        places = self.places(booking.room, booking.attendees)
        if not self.is_free(units, booking.span, places, self.rooms[booking.room].capacity, besides):
            raise No("RoomTaken")

    def _check_rules(self, booking: Booking, *, keeps_start: bool) -> None:
        start, end = booking.span
        capacity = self.rooms[booking.room].capacity if booking.seat is None else 1
        rules = {
            "not_past": (end if keeps_start else start) < self.now - MINUTE,
            "max_minutes": end - start > MAX_MINUTES * MINUTE,
            "horizon_days": start > self.now + HORIZON_DAYS * DAY,
            "capacity": (booking.attendees or 0) > capacity,
            "opening_hours": not is_open(booking.span),
        }
        for rule, broken in rules.items():
            if broken:
                raise No(f"RuleBroken {rule}")

    def _from_now(self, asked: Span | None) -> Span:
        if asked is None:
            return (self.this_minute, FOREVER)
        if asked[1] <= self.this_minute + MINUTE:
            raise No("Invalid")
        return (max(asked[0], self.this_minute), asked[1])


def is_open(span: Span) -> bool:
    day = span[0] // DAY * DAY
    return day + OPENS <= span[0] and span[1] <= day + CLOSES


def spans_to_check(free: Iterable[Span], length: int, search_from: int) -> tuple[list[Span], list[Span]]:
    """Stays that an offer of free stretches promises, and stays before the first of them that it rules out."""
    offers: Sequence[Span] = sorted(free)
    promised = [(start, start + length) for start, _ in offers] + [(end - length, end) for _, end in offers]
    first = offers[0][0] if offers else search_from + DAY
    return promised, [(start, start + length) for start in range(search_from, first, 7 * MINUTE)]
