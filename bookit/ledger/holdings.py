"""Folds the ledger into what everybody holds, and compares the claims with it.

Events are taken as the JSON that is stored, ids as text and times in microseconds since 1970: so millions of them are
folded in a minute. That each can be read as today's class is for `chain` to say.

A unit's load is a step function of time. A booking that takes places adds that many; one that takes the unit whole adds
its whole capacity, which is 1 for a seat. Whoever stays in a seat that its room got later takes a place of the room
too. The load may never exceed the capacity, at any position of the ledger: that is one rule for double bookings,
closures and shared places. Events of one command count together, because a closure and the bookings it displaces change
at once.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from psycopg import Connection, sql

from bookit.events import Event, codec
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
)
from bookit.events.rooms import RoomClosed, RoomOpened, RoomReopened, RoomSeatsAdded
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

Fields = dict[str, Any]
"""The JSON of an event's state."""
Claim = tuple[str, int | None, int | None, int]
"""Unit, start, end, places as found in the table; 0 places where the unit is claimed whole."""


class Holding(NamedTuple):
    """What one stream holds: each of its units in each of its periods."""

    units: Sequence[str]
    periods: Sequence[tuple[int, int]]
    places: int | None = None
    room: str | None = None
    """The room of which it takes a place besides, since its unit is a seat that the room got later."""

    def claims(self) -> Iterator[tuple[str, int, int, int]]:
        """Unit, start, end and places of each claim that this makes."""
        for unit in self.units:
            for start, end in self.periods:
                yield unit, start, end, self.places or 0
        if self.room is not None:
            for start, end in self.periods:
                yield self.room, start, end, 1


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
                fold_row(holdings, *row)
    holdings.close_command()
    with connection.cursor("claims", binary=True) as cursor:
        cursor.execute(_CLAIMS.format(**names))
        found.live = _compare(holdings, _claim_rows(iter(lambda: cursor.fetchmany(ROWS_PER_FETCH), [])))
    return found


_EVENTS = sql.SQL(
    "SELECT notification_id, uuid_send(command_id), originator_id::text, originator_version, topic, state"
    " FROM {schema}.events ORDER BY notification_id"
)
_CLAIMS = sql.SQL(
    "SELECT stream_id::text, unit_id::text, timestamptz_send(lower(during)), timestamptz_send(upper(during)), places"
    " FROM {schema}.claims ORDER BY stream_id"
)


def fold_row(  # noqa: PLR0917
    holdings: "Holdings", position: int, command: bytes, stream: str, version: int, topic: str, state: bytes
) -> None:
    """Fold one row of the ledger; what does not follow from the rows before it is a fault."""
    try:
        holdings.begin(position, command)
        kind = _KINDS.get(topic)
        if kind is not None:
            fields = orjson.loads(state)
            if fields.get("class_version", 1) != kind.event.class_version:
                fields = codec.decode(topic, UUID(stream), version, state).model_dump(mode="json")
            kind.fold(holdings, stream, fields)
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # whatever damaged state leads to
        text = f"{topic} does not follow from the events before it: {type(error).__name__}: {error}"
        holdings.faults.add(Check.FOLDING, text.replace("\n", " "), position=position, stream_id=_uuid(stream))


class Holdings:
    """Who holds what, after the events so far."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.by_holder: dict[str, Holding] = {}
        self._capacity: dict[str, int] = {}
        self._rooms_of_later_seats: dict[str, str] = {}
        self._loads: dict[str, Load] = {}
        self._command = b""
        self._position = 0
        self._before: dict[str, Holding | None] = {}
        """What those held that the current command changed."""

    def begin(self, position: int, command: bytes) -> None:
        """Come to the next event."""
        if command != self._command:
            self.close_command()
            self._command = command
        self._position = position

    def close_command(self) -> None:
        """Check what the events of one command changed together."""
        if not self._before:
            return
        changed, self._before = self._before, {}
        for before in changed.values():
            if before is not None:
                for unit, start, end, places in before.claims():
                    self._load(unit).change(start, end, -(places or self._whole(unit)))
        for holder in changed:
            if (after := self.by_holder.get(holder)) is not None:
                for unit, start, end, places in after.claims():
                    whole = self._whole(unit)
                    taken = self._load(unit).change(start, end, places or whole)
                    if taken > whole:
                        self._overlap(holder, unit, start, end, taken)

    def open_room(self, stream: str, event: Fields) -> None:
        self._capacity[stream] = int(event["capacity"])

    def add_seats(self, stream: str, event: Fields) -> None:
        self._rooms_of_later_seats |= dict.fromkeys((seat["seat_id"] for seat in event["seats"]), stream)
        if (capacity := int(event["capacity"])) != self._capacity[stream]:
            self._capacity[stream] = capacity
            self._loads[stream] = load = Load()
            for holding in self.by_holder.values():
                for unit, start, end, places in holding.claims():
                    if unit == stream:
                        load.change(start, end, places or capacity)

    def hold(self, stream: str, event: Fields) -> None:
        stay, claimed = _period(event), _claimed(event)
        if stay[0] < claimed[0] or claimed[1] < stay[1]:
            raise ValueError("its claim is shorter than the stay")
        self._hold(stream, self._stay(event, claimed))

    def release(self, stream: str, _: Fields) -> None:
        self._held(stream)
        self._hold(stream, None)

    def offer(self, stream: str, event: Fields) -> None:
        self._hold(stream, self._stay(event, _claimed(event)))

    def stop_waiting(self, stream: str, _: Fields) -> None:
        """Whoever waits holds something only while it is offered."""
        if stream in self.by_holder:
            self._hold(stream, None)

    def finish(self, stream: str, event: Fields) -> None:
        held = self._held(stream)
        ((start, _),) = held.periods
        ended = _microseconds(event.get("claimed_to") or event["ended_at"])
        if ended <= start:
            raise ValueError("it ended before it started")
        self._hold(stream, held._replace(periods=((start, ended),)))

    def resize(self, stream: str, event: Fields) -> None:
        """The same for as many places as come now."""
        if (places := event.get("places")) is not None:
            self._hold(stream, self._held(stream)._replace(places=int(places)))

    def close(self, _: str, event: Fields) -> None:
        self._hold(str(event["closure_id"]), Holding(_units(event), (_period(event),)))

    def reopen(self, _: str, event: Fields) -> None:
        closure = str(event["closure_id"])
        held = self._held(closure)
        left = tuple(_without(held.periods, _period(event)))
        self._hold(closure, held._replace(periods=left) if left else None)

    def _stay(self, event: Fields, claimed: tuple[int, int]) -> Holding:
        units, places = _units(event), event.get("places")
        room = self._rooms_of_later_seats.get(units[0]) if len(units) == 1 else None
        return Holding(units, (claimed,), None if places is None else int(places), room)

    def _hold(self, holder: str, holding: Holding | None) -> None:
        self._before.setdefault(holder, self.by_holder.get(holder))
        if holding is not None:
            self.by_holder[holder] = holding
        else:
            del self.by_holder[holder]

    def _held(self, holder: str) -> Holding:
        held = self.by_holder.get(holder)
        if held is None:
            raise LookupError(f"{holder} holds nothing at this point")
        return held

    def _whole(self, unit: str) -> int:
        return self._capacity.get(unit, 1)

    def _load(self, unit: str) -> Load:
        load = self._loads.get(unit)
        if load is None:
            load = self._loads[unit] = Load()
        return load

    def _overlap(self, holder: str, unit: str, start: int, end: int, taken: int) -> None:
        text = (
            f"the events let {holder} have unit {unit} {_words(start, end)}: that makes {taken}"
            f" of {self._whole(unit)} places taken at once"
        )
        if not self.faults.all_named and (other := self._other_holder(holder, unit, start, end)) is not None:
            text += f", some by {other}"
        self.faults.add(Check.OVERLAPS, text, position=self._position, stream_id=_uuid(holder))

    def _other_holder(self, holder: str, unit: str, start: int, end: int) -> str | None:
        for other, holding in self.by_holder.items():
            if other != holder and any(unit == its and a < end and start < b for its, a, b, _ in holding.claims()):
                return other
        return None


class _Kind(NamedTuple):
    """An event that has to do with what is held."""

    event: type[Event]
    fold: Callable[[Holdings, str, Fields], None]


_KINDS = {
    event.TOPIC: _Kind(event, fold)
    for event, fold in (
        (RoomOpened, Holdings.open_room),
        (RoomSeatsAdded, Holdings.add_seats),
        (RoomClosed, Holdings.close),
        (RoomReopened, Holdings.reopen),
        (BookingPlaced, Holdings.hold),
        (BookingRescheduled, Holdings.hold),
        (BookingPartyChanged, Holdings.resize),
        (BookingCancelled, Holdings.release),
        (BookingDisplaced, Holdings.release),
        (BookingRestored, Holdings.hold),
        (BookingRejected, Holdings.release),
        (BookingExpired, Holdings.release),
        (BookingReleased, Holdings.release),
        (BookingFinished, Holdings.finish),
        (WaitlistOffered, Holdings.offer),
        (WaitlistOfferLapsed, Holdings.release),
        (WaitlistPromoted, Holdings.stop_waiting),
        (WaitlistLeft, Holdings.stop_waiting),
        (WaitlistExpired, Holdings.stop_waiting),
    )
}


def _claim_rows(batches: Iterable[list[Any]]) -> Iterator[tuple[str, Claim]]:
    for rows in batches:
        for holder, unit, start, end, places in rows:
            yield holder, (unit, _from_postgres(start), _from_postgres(end), places or 0)


def _compare(holdings: Holdings, rows: Iterable[tuple[str, Claim]]) -> int:
    """Name the claims that no event explains and those that are missing; answers how many rows there are."""
    count = 0
    unclaimed = dict(holdings.by_holder)
    for holder, of_holder in groupby(rows, key=itemgetter(0)):
        found = [claim for _, claim in of_holder]
        count += len(found)
        held = unclaimed.pop(holder, None)
        expected: list[Claim] = [*held.claims()] if held is not None else []
        if found != expected:
            _name(holdings.faults, holder, Counter(expected), Counter(found))
    for holder, held in unclaimed.items():
        _name(holdings.faults, holder, Counter(held.claims()), Counter())
    return count


def _name(faults: Faults, holder: str, expected: Counter[Claim], found: Counter[Claim]) -> None:
    for unit, start, end, places in (found - expected).elements():
        text = f"the claim on unit {unit} {_words(start, end, places)} follows from no event"
        faults.add(Check.CLAIMS, text, stream_id=_uuid(holder))
    for unit, start, end, places in (expected - found).elements():
        text = f"the claim on unit {unit} {_words(start, end, places)} is missing"
        faults.add(Check.CLAIMS, text, stream_id=_uuid(holder))


def _claimed(event: Fields) -> tuple[int, int]:
    """A stay with its buffers."""
    start = event.get("claimed_from") or event["starts_at"]
    return _microseconds(start), _microseconds(event.get("claimed_to") or event["ends_at"])


def _units(event: Fields) -> Sequence[str]:
    units: list[str] = event["units"]
    "".join(units)  # the quickest way to refuse what is not text
    return units


def _period(event: Fields) -> tuple[int, int]:
    start, end = _microseconds(event["starts_at"]), _microseconds(event["ends_at"])
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


@lru_cache(maxsize=65_536)  # bookings start and end at the same few moments
def _microseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - _EPOCH) // _MICROSECOND


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


def _uuid(text: str) -> UUID | None:
    """None for what damaged state has in the place of an id."""
    try:
        return UUID(text)
    except ValueError:
        return None
