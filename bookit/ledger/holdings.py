"""Folds the ledger into what everybody holds, and compares the claims with it.

Units, holders and times are plain integers here (ids by value, times in microseconds since 1970): a ledger of millions
of events is folded in a minute.

A unit's load is a step function of time. A booking that takes places adds that many; one that takes the unit whole adds
its whole capacity, which is 1 for a seat. The load may never exceed the capacity, at any position of the ledger: that
is one rule for double bookings, closures and shared places. Events of one command count together, because a closure and
the bookings it displaces change at once.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection, sql

from bookit.events import Event, UnknownTopic, codec
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
)
from bookit.events.rooms import RoomClosed, RoomOpened, RoomReopened
from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from bookit.ledger.faults import Check, Faults

ROWS_PER_FETCH = 5000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TO_POSTGRES_EPOCH = 946_684_800_000_000
_BEFORE_ALL_TIMES = -(2**63)

Claim = tuple[int, int | None, int | None, int]
"""Unit, start, end, places as found in the table; 0 places where the unit is claimed whole."""


class Holding(NamedTuple):
    """What one stream holds: each of its units in each of its periods."""

    units: Sequence[int]
    periods: Sequence[tuple[int, int]]
    places: int | None = None

    def claims(self) -> Iterator[tuple[int, int, int, int]]:
        """Unit, start, end and places of each claim that this makes."""
        for unit in self.units:
            for start, end in self.periods:
                yield unit, start, end, self.places or 0


class Load:
    """How many places of a unit are taken, moment by moment: `_places[i]` from `_from[i]` until `_from[i + 1]`."""

    __slots__ = ("_from", "_places")

    def __init__(self) -> None:
        self._from = [_BEFORE_ALL_TIMES]
        self._places = [0]

    def change(self, start: int, end: int, places: int) -> int:
        """Take more places, or fewer, in a period; answers the most that are taken in it now."""
        first, last = self._cut(start), self._cut(end)
        peak = 0
        for step in range(first, last):
            self._places[step] += places
            peak = max(peak, self._places[step])
        self._join(last)
        self._join(first)
        return peak

    def _cut(self, at: int) -> int:
        """The step that begins then, made when there is none."""
        step = bisect_left(self._from, at)
        if step == len(self._from) or self._from[step] != at:
            self._from.insert(step, at)
            self._places.insert(step, self._places[step - 1])
        return step

    def _join(self, step: int) -> None:
        """Forget a step that changes nothing."""
        if self._places[step] == self._places[step - 1]:
            del self._from[step], self._places[step]


@dataclass(slots=True)
class Claims:
    """What was counted, and what is wrong."""

    faults: Faults = field(default_factory=Faults)
    live: int = 0


def check_claims(connection: Connection[Any], schema: str) -> Claims:
    """Fold all events in their order, then compare the claims with what is held at the end."""
    found = Claims()
    names = {"schema": sql.Identifier(schema)}
    holdings = Holdings(found.faults)
    with connection.cursor("holdings", binary=True) as cursor:
        cursor.execute(_EVENTS.format(**names))
        while rows := cursor.fetchmany(ROWS_PER_FETCH):
            for row in rows:
                _fold(holdings, *row)
    holdings.close_command()
    with connection.cursor("claims", binary=True) as cursor:
        cursor.execute(_CLAIMS.format(**names))
        found.live = _compare(holdings, _claim_rows(iter(lambda: cursor.fetchmany(ROWS_PER_FETCH), [])))
    return found


_EVENTS = sql.SQL(
    "SELECT notification_id, command_id, originator_id, originator_version, topic, state"
    " FROM {schema}.events ORDER BY notification_id"
)
_CLAIMS = sql.SQL(
    "SELECT stream_id, unit_id, timestamptz_send(lower(during)), timestamptz_send(upper(during)), places"
    " FROM {schema}.claims ORDER BY stream_id"
)


def _fold(  # noqa: PLR0917
    holdings: "Holdings", position: int, command: UUID, stream: UUID, version: int, topic: str, state: bytes
) -> None:
    try:
        event = codec.decode(topic, stream, version, state)
        holdings.fold(position, command, event)
    except UnknownTopic:
        holdings.faults.add(Check.DECODING, f"the topic {topic!r} is unknown", position=position, stream_id=stream)
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # whatever damaged state leads to
        words = str(error).replace("\n", " ")
        holdings.faults.add(
            Check.DECODING, f"{topic} can't be read or folded: {words}", position=position, stream_id=stream
        )


class Holdings:
    """Who holds what, after the events so far."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.by_holder: dict[int, Holding] = {}
        self._capacity: dict[int, int] = {}
        self._loads: dict[int, Load] = {}
        self._command: UUID | None = None
        self._position = 0
        self._before: dict[int, Holding | None] = {}
        """What those held that the current command changed."""

    def fold(self, position: int, command: UUID, event: Event) -> None:
        """Take one event in. Raises ValueError or LookupError for one that contradicts the events before it."""
        if command != self._command:
            self.close_command()
            self._command = command
        self._position = position
        fold = _FOLDS.get(type(event))
        if fold is not None:
            fold(self, event)

    def close_command(self) -> None:
        """Check what the events of one command changed together."""
        if not self._before:
            return
        for before in self._before.values():
            if before is not None:
                for unit in before.units:
                    places = before.places or self._whole(unit)
                    for start, end in before.periods:
                        self._load(unit).change(start, end, -places)
        for holder in self._before:
            if (after := self.by_holder.get(holder)) is not None:
                for unit in after.units:
                    whole = self._whole(unit)
                    for start, end in after.periods:
                        taken = self._load(unit).change(start, end, after.places or whole)
                        if taken > whole:
                            self._overlap(holder, unit, start, end, taken)
        self._before = {}

    def open_room(self, event: RoomOpened) -> None:
        self._capacity[event.originator_id.int] = event.capacity

    def hold(self, event: BookingPlaced | BookingRescheduled | BookingRestored) -> None:
        units = [unit.int for unit in event.units]
        stay = _period(event.starts_at, event.ends_at)
        claimed = _period(event.claimed_from or event.starts_at, event.claimed_to or event.ends_at)
        if stay[0] < claimed[0] or claimed[1] < stay[1]:
            raise ValueError("its claim is shorter than the stay")
        self._hold(event.originator_id.int, Holding(units, [claimed], event.places))

    def release(self, event: Event) -> None:
        self._held(event.originator_id)
        self._hold(event.originator_id.int, None)

    def offer(self, event: WaitlistOffered) -> None:
        claimed = _period(event.claimed_from, event.claimed_to)
        self._hold(event.originator_id.int, Holding([unit.int for unit in event.units], [claimed], event.places))

    def stop_waiting(self, event: Event) -> None:
        """Whoever waits holds something only while it is offered."""
        if event.originator_id.int in self.by_holder:
            self._hold(event.originator_id.int, None)

    def finish(self, event: BookingFinished) -> None:
        held = self._held(event.originator_id)
        ((start, _),) = held.periods
        ended = _microseconds(event.claimed_to or event.ended_at)
        if ended <= start:
            raise ValueError("it ended before it started")
        self._hold(event.originator_id.int, held._replace(periods=[(start, ended)]))

    def close(self, event: RoomClosed) -> None:
        units = [unit.int for unit in event.units]
        self._hold(event.closure_id.int, Holding(units, [_period(event.starts_at, event.ends_at)]))

    def reopen(self, event: RoomReopened) -> None:
        held = self._held(event.closure_id)
        left = list(_without(held.periods, _period(event.starts_at, event.ends_at)))
        self._hold(event.closure_id.int, held._replace(periods=left) if left else None)

    def _hold(self, holder: int, holding: Holding | None) -> None:
        self._before.setdefault(holder, self.by_holder.get(holder))
        if holding is not None:
            self.by_holder[holder] = holding
        else:
            del self.by_holder[holder]

    def _held(self, holder: UUID) -> Holding:
        held = self.by_holder.get(holder.int)
        if held is None:
            raise LookupError(f"{holder} holds nothing at this point")
        return held

    def _whole(self, unit: int) -> int:
        return self._capacity.get(unit, 1)

    def _load(self, unit: int) -> Load:
        load = self._loads.get(unit)
        if load is None:
            load = self._loads[unit] = Load()
        return load

    def _overlap(self, holder: int, unit: int, start: int, end: int, taken: int) -> None:
        text = (
            f"the events let {UUID(int=holder)} have unit {UUID(int=unit)} {_words(start, end)}: that makes {taken}"
            f" of {self._whole(unit)} places taken at once"
        )
        if not self.faults.all_named and (other := self._other_holder(holder, unit, start, end)) is not None:
            text += f", some by {UUID(int=other)}"
        self.faults.add(Check.OVERLAPS, text, position=self._position, stream_id=UUID(int=holder))

    def _other_holder(self, holder: int, unit: int, start: int, end: int) -> int | None:
        for other, holding in self.by_holder.items():
            if other != holder and unit in holding.units and any(a < end and start < b for a, b in holding.periods):
                return other
        return None


_FOLDS: dict[type[Event], Callable[[Holdings, Any], None]] = {
    RoomOpened: Holdings.open_room,
    RoomClosed: Holdings.close,
    RoomReopened: Holdings.reopen,
    BookingPlaced: Holdings.hold,
    BookingRescheduled: Holdings.hold,
    BookingRestored: Holdings.hold,
    BookingCancelled: Holdings.release,
    BookingDisplaced: Holdings.release,
    BookingRejected: Holdings.release,
    BookingExpired: Holdings.release,
    BookingReleased: Holdings.release,
    BookingFinished: Holdings.finish,
    WaitlistOffered: Holdings.offer,
    WaitlistOfferLapsed: Holdings.release,
    WaitlistPromoted: Holdings.stop_waiting,
    WaitlistLeft: Holdings.stop_waiting,
    WaitlistExpired: Holdings.stop_waiting,
}


def _claim_rows(batches: Iterable[list[Any]]) -> Iterator[tuple[UUID, Claim]]:
    for rows in batches:
        for holder, unit, start, end, places in rows:
            yield holder, (unit.int, _from_postgres(start), _from_postgres(end), places or 0)


def _compare(holdings: Holdings, rows: Iterable[tuple[UUID, Claim]]) -> int:
    """Name the claims that no event explains and those that are missing; answers how many rows there are."""
    count = 0
    unclaimed = dict(holdings.by_holder)
    for holder, of_holder in groupby(rows, key=itemgetter(0)):
        found = [claim for _, claim in of_holder]
        count += len(found)
        held = unclaimed.pop(holder.int, None)
        expected: list[Claim] = [*held.claims()] if held is not None else []
        if found != expected:
            _name(holdings.faults, holder, Counter(expected), Counter(found))
    for holder_value, held in unclaimed.items():
        _name(holdings.faults, UUID(int=holder_value), Counter(held.claims()), Counter())
    return count


def _name(faults: Faults, holder: UUID, expected: Counter[Claim], found: Counter[Claim]) -> None:
    for unit, start, end, places in (found - expected).elements():
        text = f"the claim on unit {UUID(int=unit)} {_words(start, end, places)} follows from no event"
        faults.add(Check.CLAIMS, text, stream_id=holder)
    for unit, start, end, places in (expected - found).elements():
        text = f"the claim on unit {UUID(int=unit)} {_words(start, end, places)} is missing"
        faults.add(Check.CLAIMS, text, stream_id=holder)


def _period(starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    start, end = _microseconds(starts_at), _microseconds(ends_at)
    if end <= start:
        raise ValueError("the period is empty")
    return start, end


def _without(periods: Iterable[tuple[int, int]], gap: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for start, end in periods:
        if gap[0] >= end or gap[1] <= start:
            yield start, end
            continue
        if start < gap[0]:
            yield start, gap[0]
        if gap[1] < end:
            yield gap[1], end


def _microseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _from_postgres(binary: bytes | None) -> int | None:
    return None if binary is None else int.from_bytes(binary, signed=True) + _TO_POSTGRES_EPOCH


def _words(start: int | None, end: int | None, places: int = 0) -> str:
    shared = f" ({places} places)" if places else ""
    return f"from {_moment(start)} to {_moment(end)}{shared}"


def _moment(value: int | None) -> str:
    if value is None:
        return "nowhen"
    try:
        return (_EPOCH + timedelta(microseconds=value)).isoformat()
    except OverflowError:
        return "infinity" if value > 0 else "-infinity"
