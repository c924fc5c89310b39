"""What BookIT should do with stays, in plain dicts and lists: no events, no claims, no database.

Times are whole seconds since midnight of the first day, a Monday. A refusal is the name of its error, and of the rule
it names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

MINUTE, HOUR, DAY = 60, 3600, 86400
FOREVER = 10**12
OPENS, CLOSES = 6 * HOUR, 22 * HOUR
MAX_MINUTES, HORIZON_DAYS = 240, 2
CHECK_IN, EARLY = 15 * MINUTE, 2 * HOUR
LIVE = {"pending", "confirmed", "checked_in"}

Span = tuple[int, int]


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def minus(one: Span, other: Span) -> list[Span]:
    pieces = [(one[0], min(one[1], other[0])), (max(one[0], other[1]), one[1])]
    return [piece for piece in pieces if piece[0] < piece[1]] if overlap(one, other) else [one]


class No(Exception):
    """What should be refused, and how."""


@dataclass(frozen=True)
class Quota:
    """So many bookings a day, or so many minutes a day, for each member or for all of them together."""

    name: str
    bookings: int | None = None
    minutes: int | None = None
    together: bool = False


@dataclass(frozen=True)
class Rules:
    """What a room asks for besides what all of them do."""

    before: int = 0
    after: int = 0
    decide_within: int | None = None
    comes: bool = False
    cancel_before: int = 0
    quotas: tuple[Quota, ...] = ()
    offer_for: int | None = None


@dataclass
class Room:
    name: str
    kind: str
    capacity: int
    shared: bool
    seats: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)
    later: dict[str, int] = field(default_factory=dict)
    """Seats that were added, each with how many there had been of these acts."""


@dataclass(frozen=True)
class Booking:
    member: int
    room: str
    seat: str | None
    span: Span
    attendees: int | None
    status: str = "confirmed"
    claimed: Span = (0, 0)
    decide_by: int | None = None
    check_in_from: int | None = None
    check_in_by: int | None = None
    apart: bool = False
    """Changed by itself, if it is a date of a series."""
    since: int = 0
    """How often seats had been added when it got its place: it has those that were there."""

    @property
    def holds(self) -> bool:
        return self.status in LIVE or self.status == "finished"


@dataclass
class Closure:
    room: str
    seat: str | None
    pieces: list[Span]
    since: int


Hold = tuple[str, Span, int | None, str]
"""Unit, when, places (None: all of it), holder."""
Charge = tuple[str, int]
"""What something counts in, and how much."""


class Stays:
    """Rooms, bookings and closures."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.rooms: dict[str, Room] = {}
        self.bookings: dict[str, Booking] = {}
        self.closures: dict[str, Closure] = {}
        self.additions = 0
        """How often seats were added to a room."""

    @property
    def this_minute(self) -> int:
        return self.now - self.now % MINUTE

    def is_live(self, booking: Booking) -> bool:
        return booking.status in LIVE and self.now < booking.span[1]

    # What is held

    def own_units(self, room: str, since: int | None = None) -> list[str]:
        later = self.rooms[room].later
        there = self.additions if since is None else since
        return [room, *(seat for seat in self.rooms[room].seats if later.get(seat, 0) <= there)]

    def units(self, room: str, seat: str | None, since: int | None = None) -> set[str]:
        """The seat, or the room with all that is in it."""
        if seat is not None:
            return {seat}
        parts = self.rooms[room].parts
        return set(self.own_units(room, since)).union(*(self.units(part, None, since) for part in parts))

    def takes(
        self, room: str, seat: str | None, attendees: int | None = None, since: int | None = None
    ) -> dict[str, int | None]:
        """What a booking takes: units, each with how many places of it (None: all of it)."""
        places = (attendees or 1) if self.rooms[room].shared else None
        taken: dict[str, int | None] = dict.fromkeys(self.units(room, seat, since), places)
        if seat in self.rooms[room].later:
            taken[room] = 1
        return taken

    def claimed(self, room: str, span: Span) -> Span:
        rules = self.rooms[room].rules
        return (span[0] - rules.before, span[1] + rules.after)

    def holds(self) -> list[Hold]:
        held: list[Hold] = []
        for name, booking in self.bookings.items():
            if booking.holds:
                taken = self.takes(booking.room, booking.seat, booking.attendees, booking.since)
                held += [(unit, booking.claimed, places, name) for unit, places in taken.items()]
        for name, closure in self.closures.items():
            units = self.own_units(closure.room, closure.since) if closure.seat is None else [closure.seat]
            held += [(unit, piece, None, name) for unit in units for piece in closure.pieces]
        return held

    def is_free(self, wanted: dict[str, int | None], claimed: Span, capacity: int, besides: Iterable[str] = ()) -> bool:
        held = [hold for hold in self.holds() if hold[3] not in besides and overlap(hold[1], claimed)]
        return all(
            self.is_left([(when, others) for its, when, others, _ in held if its == unit], claimed, places, capacity)
            for unit, places in wanted.items()
        )

    @staticmethod
    def is_left(there: list[tuple[Span, int | None]], claimed: Span, places: int | None, capacity: int) -> bool:
        """Whether so many places of a unit can be had besides those who are there."""
        if places is None or any(others is None for _, others in there):
            return not there
        # The load only rises where somebody comes.
        return all(
            places + sum(others or 0 for when, others in there if when[0] <= moment < when[1]) <= capacity
            for moment in {claimed[0], *(when[0] for when, _ in there)}
            if moment >= claimed[0]
        )

    def has_place(self, booking: Booking, besides: Iterable[str] = ()) -> bool:
        taken = self.takes(booking.room, booking.seat, booking.attendees, booking.since)
        return self.is_free(taken, booking.claimed, self.rooms[booking.room].capacity, besides)

    def add_seats(self, room: str, names: Sequence[str], capacity: int) -> None:
        to = self.rooms[room]
        if to.parts or to.shared:
            raise No("Conflict")
        if capacity < to.capacity or len(to.seats) + len(names) > capacity:
            raise No("Invalid")
        self.additions += 1
        to.seats += names
        to.later |= dict.fromkeys(names, self.additions)
        to.capacity = capacity

    # What counts

    def counts(self, room: str, member: int, span: Span) -> list[Charge]:
        """What a stay counts against the quotas of its room."""
        charges = []
        for quota in self.rooms[room].rules.quotas:
            whose = "all" if quota.together else str(member)
            minutes = -(-(span[1] - span[0]) // MINUTE)
            charges.append((f"{quota.name}:{span[0] // DAY}:{whose}", 1 if quota.bookings is not None else minutes))
        return charges

    def charges(self) -> list[tuple[str, str, int]]:
        """Who counts what."""
        return [
            (name, bucket, amount)
            for name, booking in self.bookings.items()
            if booking.holds or booking.status == "released"
            for bucket, amount in self.counts(booking.room, booking.member, booking.span)
        ]

    def check_quotas(
        self, room: str, wanted: Sequence[Charge], besides: Iterable[str] = (), had: Sequence[Charge] = ()
    ) -> None:
        """Refuse what would be too much together, but not what adds nothing to what its holder `had`."""
        limits = {quota.name: quota.bookings or quota.minutes or 0 for quota in self.rooms[room].rules.quotas}
        for bucket in {bucket for bucket, _ in wanted}:
            amount = sum(each for name, each in wanted if name == bucket)
            used = sum(each for who, name, each in self.charges() if name == bucket and who not in besides)
            if amount > dict(had).get(bucket, 0) and used + amount > limits[bucket.partition(":")[0]]:
                raise No("QuotaExceeded quotas")

    # What is asked

    def place(self, name: str, wish: Booking) -> None:
        self.check_rules(wish, keeps_start=False)
        booking = self.on_its_terms(wish)
        self.check_free(booking)
        self.check_quotas(booking.room, self.counts(booking.room, booking.member, booking.span))
        self.bookings[name] = booking

    def on_its_terms(self, wish: Booking, *, approved: bool = False) -> Booking:
        """A stay as the rules of its room make it."""
        rules, start = self.rooms[wish.room].rules, wish.span[0]
        booking = replace(
            wish,
            status="confirmed",
            since=self.additions,
            claimed=self.claimed(wish.room, wish.span),
            decide_by=None,
            check_in_from=None,
            check_in_by=None,
        )
        if rules.decide_within is not None and not approved:
            decide_by = max(min(self.now + rules.decide_within, start), self.now + MINUTE)
            booking = replace(booking, status="pending", decide_by=decide_by)
        if rules.comes and wish.span[1] > self.now:
            check_in_by = max(start, self.now) + CHECK_IN
            booking = replace(booking, check_in_from=start - CHECK_IN, check_in_by=check_in_by)
        return booking

    def while_it_runs(self, was: Booking, moved: Booking) -> Booking:
        """What a stay that begins as before keeps of its check-in."""
        if moved.span[0] != was.span[0]:
            return moved
        if was.status == "checked_in":
            return replace(moved, status="checked_in", check_in_from=None, check_in_by=None)
        if moved.room == was.room and was.check_in_by is not None:
            return replace(moved, check_in_from=was.check_in_from, check_in_by=was.check_in_by)
        return moved

    def reschedule(self, name: str, member: int, room: str, seat: str | None, span: Span) -> None:
        was = self._own(name, member)
        if span[0] >= span[1]:
            raise No("InvalidPeriod")
        wish = replace(was, room=room, seat=seat, span=span, apart=True)
        self._check_live(was)
        stays = (room, seat) == (was.room, was.seat)
        if stays and span == was.span:
            raise No("AlreadyDone")
        self.check_rules(wish, keeps_start=span[0] == was.span[0])
        shorter = was.status != "pending" and stays and was.span[0] <= span[0] and span[1] <= was.span[1]
        moved = self.on_its_terms(wish, approved=shorter)
        if was.status == "checked_in" and span[0] == was.span[0] and moved.status == "pending":
            raise No("RuleBroken approval_always")
        moved = self.while_it_runs(was, moved)
        self.check_free(moved, besides=[name])
        had = self.counts(was.room, was.member, was.span)
        self.check_quotas(room, self.counts(room, was.member, span), besides=[name], had=had)
        self.bookings[name] = moved

    def bring(self, name: str, member: int, attendees: int | None) -> None:
        was = self._own(name, member)
        if attendees == was.attendees:
            raise No("AlreadyDone")
        self._check_live(was)
        room = self.rooms[was.room]
        if (attendees or 0) > max(was.attendees or 0, room.capacity if was.seat is None else 1):
            raise No("RuleBroken capacity")
        changed = replace(was, attendees=attendees)
        if room.shared:
            self.check_free(changed, besides=[name])
        self.bookings[name] = changed

    def cancel(self, name: str, member: int) -> None:
        booking = self._own(name, member)
        self._check_live(booking)
        deadline = self.rooms[booking.room].rules.cancel_before
        if deadline and booking.span[0] < self.now + deadline:
            raise No("RuleBroken cancel_before_minutes")
        self.become(name, "cancelled")

    def finish(self, name: str, member: int) -> None:
        booking = self._own(name, member)
        self._check_live(booking)
        if booking.status == "pending" or self.now <= booking.span[0]:
            raise No("Conflict")
        claimed = (booking.claimed[0], self.now + booking.claimed[1] - booking.span[1])
        self.bookings[name] = replace(booking, status="finished", span=(booking.span[0], self.now), claimed=claimed)

    def check_in(self, name: str, member: int) -> None:
        booking = self._own(name, member)
        if booking.status == "checked_in":
            raise No("AlreadyDone")
        self._check_live(booking)
        if booking.status == "pending":
            raise No("Conflict")
        opens = booking.check_in_from if booking.check_in_from is not None else booking.span[0] - CHECK_IN
        if self.now < opens and not self._is_free_until(name):
            raise No("RuleBroken check_in_before_minutes")
        self.become(name, "checked_in")

    def decide(self, name: str, *, becomes: str) -> None:
        booking = self.bookings[name]
        if booking.status != "pending" or booking.decide_by is None or self.now >= booking.decide_by:
            raise No("AlreadyDone")
        self.become(name, becomes)

    def expire(self, name: str) -> None:
        booking = self.bookings[name]
        if booking.status != "pending" or booking.decide_by is None:
            raise No("AlreadyDone")
        if self.now < booking.decide_by:
            raise No("Conflict")
        self.become(name, "expired")

    def release(self, name: str) -> None:
        booking = self.bookings[name]
        if booking.status != "confirmed" or booking.check_in_by is None:
            raise No("AlreadyDone")
        if self.now < booking.check_in_by:
            raise No("Conflict")
        self.become(name, "released")

    def become(self, name: str, status: str) -> None:
        self.bookings[name] = replace(self.bookings[name], status=status)

    def close(self, room: str, seat: str | None, asked: Span | None) -> tuple[Closure, set[str]]:
        """The closure, not kept yet, and who has to give way."""
        span = self.from_now(asked)
        units = set(self.own_units(room)) if seat is None else {seat}
        holders = {holder for unit, when, _, holder in self.holds() if unit in units and overlap(when, span)}
        bookings = {name: self.bookings[name] for name in holders if name in self.bookings}
        over = [booking.claimed[1] for booking in bookings.values() if not self.is_live(booking)]
        span = (max([span[0], *over]), span[1])
        if span[0] >= span[1]:
            raise No("Conflict")
        for closure in self.closures.values():
            same_place = closure.room == room and (closure.seat in (None, seat) or seat is None)
            if same_place and any(overlap(piece, span) for piece in closure.pieces):
                raise No("AlreadyDone")
        gone = {name for name in holders if name not in self.closures} - {
            name for name, booking in bookings.items() if not self.is_live(booking)
        }
        return Closure(room, seat, [span], self.additions), gone

    def close_building(self, asked: Span) -> tuple[list[Closure], set[str]]:
        """The closures of all rooms wherever they are open, not kept yet, and who has to give way."""
        span = self.from_now(asked)
        holders = {holder for _, when, _, holder in self.holds() if overlap(when, span)} - set(self.closures)
        over = {name for name in holders if name in self.bookings and not self.is_live(self.bookings[name])}
        made = []
        for room in self.rooms:
            ends = [
                booking.claimed[1]
                for booking in map(self.bookings.__getitem__, over)
                if self.units(booking.room, booking.seat).intersection(self.own_units(room))
            ]
            parts = [(max([span[0], *ends]), span[1])]
            if parts[0][0] >= parts[0][1]:
                raise No("Conflict")
            for closed in [piece for each in self.closures_of(room).values() for piece in each.pieces]:
                parts = [left for part in parts for left in minus(part, closed)]
            made += [Closure(room, None, [part], self.additions) for part in parts]
        if not made:
            raise No("AlreadyDone")
        return made, holders - over

    def closures_of(self, room: str, *, seats: bool = False) -> dict[str, Closure]:
        """Those of the room as a whole, or those of its seats."""
        return {
            name: closure
            for name, closure in self.closures.items()
            if closure.room == room and (closure.seat is not None) == seats
        }

    def end_closures(self, names: Iterable[str]) -> set[str]:
        """End what is left of these closures; those of which something was left."""
        ended = set()
        for name in names:
            closure = self.closures[name]
            ahead = [piece for piece in closure.pieces if piece[1] > self.this_minute]
            if ahead:
                rest = (max(ahead[0][0], self.this_minute), ahead[-1][1])
                closure.pieces = [left for piece in closure.pieces for left in minus(piece, rest)]
                ended.add(name)
        return ended

    def reopen(self, room: str, seat: str | None, asked: Span | None) -> set[str]:
        """The closures that became shorter."""
        span = self.from_now(asked)
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

    def move_out(self, name: str, room: str, seat: str | None) -> None:
        """Take a stay whose room was closed to another one. Raises AssertionError where it can't be."""
        was = self.bookings[name]
        moved = self.on_its_terms(replace(was, room=room, seat=seat, apart=True), approved=True)
        if was.status == "pending":
            moved = replace(moved, status="pending", decide_by=was.decide_by)
        moved = self.while_it_runs(was, moved)
        assert self.is_refuge(was, room, seat)
        assert self.has_place(moved, besides=[name]), "a displaced stay was moved to where there is none for it"
        self.bookings[name] = moved

    def is_refuge(self, was: Booking, room: str, seat: str | None) -> bool:
        """Whether a room is as good as another for who has to leave it."""
        left, there = self.rooms[was.room], self.rooms[room]
        if there.kind != left.kind or (was.attendees or 0) > (there.capacity if seat is None else 1):
            return False
        if was.seat is not None:
            return seat is not None
        if left.shared:
            return there.shared
        return seat is None and room != was.room and not there.shared and there.capacity >= left.capacity

    def refuges(self, was: Booking) -> Iterable[Booking]:
        """Every place to which a stay could go by now."""
        for room in self.rooms.values():
            for seat in room.seats if was.seat is not None else [None]:
                stay = self.on_its_terms(replace(was, room=room.name, seat=seat))
                if self.is_refuge(was, room.name, seat) and self.has_place(stay):
                    yield stay

    # What may be refused

    def _own(self, name: str, member: int) -> Booking:
        if self.bookings[name].member != member:
            raise No("NotFound")
        return self.bookings[name]

    def _check_live(self, booking: Booking) -> None:
        if not self.is_live(booking):
            raise No("AlreadyDone")

    def _is_free_until(self, name: str) -> bool:
        """Whether nobody else has the place of a stay between now and its begin, soon."""
        booking = self.bookings[name]
        if not self.now < booking.span[0] < self.now + EARLY:
            return False
        taken = self.takes(booking.room, booking.seat, booking.attendees, booking.since)
        return self.is_free(taken, (self.now, booking.span[0]), self.rooms[booking.room].capacity, [name])

    def check_free(self, booking: Booking, besides: Iterable[str] = ()) -> None:
        if not self.has_place(booking, besides):
            raise No("RoomTaken")

    def check_rules(self, booking: Booking, *, keeps_start: bool) -> None:
        start, end = booking.span
        capacity = self.rooms[booking.room].capacity if booking.seat is None else 1
        rules = {
            "not_past": end <= self.now or (not keeps_start and start < self.now - MINUTE),
            "max_minutes": end - start > MAX_MINUTES * MINUTE,
            "horizon_days": start > self.now + HORIZON_DAYS * DAY,
            "capacity": (booking.attendees or 0) > capacity,
            "opening_hours": not is_open(booking.span),
        }
        for rule, broken in rules.items():
            if broken:
                raise No(f"RuleBroken {rule}")

    def from_now(self, asked: Span | None) -> Span:
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
