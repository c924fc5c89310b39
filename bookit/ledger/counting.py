"""Folds the ledger into what counts against quotas, and compares the charges with it.

No event says what a stay counts: that follows from the quotas in force when it was decided, and those are in the
ledger as well. So policies and groups are folded along, and at each event of a booking its stay is counted anew, by
the same function that counted it then. What stops counting by itself is left alone once it has.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import orjson
from psycopg import Connection, sql

from bookit.commands.decision import Charge
from bookit.commands.quotas import charges_for
from bookit.commands.waitlist import still_waiting
from bookit.domain.actor import Actor
from bookit.domain.aggregate import Aggregate
from bookit.domain.building import Building
from bookit.domain.member import Member
from bookit.domain.opening_hours import zone
from bookit.domain.organisation import ORGANISATION_ID, Organisation, effective_policy
from bookit.domain.period import Period
from bookit.domain.policy import QUOTAS, Policy
from bookit.domain.room import Room
from bookit.domain.stay import Stay
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry
from bookit.events import codec
from bookit.events.base import concrete_events
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
)
from bookit.ledger.faults import Check, Faults

A = TypeVar("A", bound=Aggregate)

ROWS_PER_FETCH = 5000


class _Counted(NamedTuple):
    """A charge that has not stopped counting."""

    stream_id: UUID
    holder_id: UUID
    bucket: str
    amount: int

    def __str__(self) -> str:
        return f"{self.amount} against {self.bucket} of {self.holder_id}"


@dataclass(slots=True)
class _Booked:
    """What matters of a booking."""

    room_id: UUID
    member_id: UUID
    starts_at: str
    ends_at: str


@dataclass(slots=True)
class _Counting:
    """What everybody counts, after the events so far."""

    quotas: bool
    """Whether there ever was one."""
    charges: dict[UUID, list[Charge]] = field(default_factory=dict)
    unreadable: set[UUID] = field(default_factory=set)
    """Streams that can't be followed; why is for other checks to say."""
    _streams: dict[UUID, Aggregate] = field(default_factory=dict)
    _bookings: dict[UUID, _Booked] = field(default_factory=dict)
    _policies: dict[UUID, Policy] = field(default_factory=dict)

    def fold(self, stream_id: UUID, version: int, topic: str, state: bytes) -> None:
        try:
            if (of_booking := _BOOKINGS.get(topic)) is not None:
                of_booking(self, stream_id, orjson.loads(state))
            else:
                self._fold_stream(stream_id, version, topic, state)
        except Exception:  # noqa: BLE001 -- damaged state may lead to anything, and is named by the check of decoding
            self.unreadable.add(stream_id)

    def counted(self, now: datetime) -> Iterator[_Counted]:
        """All that counts at a moment."""
        for stream_id, charges in self.charges.items():
            for charge in charges:
                if charge.until is None or charge.until > now:
                    yield _Counted(stream_id, charge.holder_id, charge.bucket, charge.amount)

    def _fold_stream(self, stream_id: UUID, version: int, topic: str, state: bytes) -> None:
        event = codec.decode(topic, stream_id, version, state)
        stream = event.mutate(self._streams.get(stream_id))
        if stream is None:
            return
        self._streams[stream_id] = stream
        if isinstance(stream, WaitlistEntry):
            self._count_waiting(stream)
        elif not isinstance(stream, Member):
            self._policies.clear()

    def place(self, stream_id: UUID, event: dict[str, Any]) -> None:
        member_id = UUID(event["member_id"])
        self._bookings[stream_id] = _Booked(UUID(event["room_id"]), member_id, event["starts_at"], event["ends_at"])
        self._count(stream_id)

    def move(self, stream_id: UUID, event: dict[str, Any]) -> None:
        booked = self._bookings[stream_id]
        booked.room_id = UUID(event["room_id"])
        booked.starts_at, booked.ends_at = event["starts_at"], event["ends_at"]
        self._count(stream_id)

    def hand_over(self, stream_id: UUID, event: dict[str, Any]) -> None:
        self._bookings[stream_id].member_id = UUID(event["member_id"])
        self._count(stream_id)

    def restore(self, stream_id: UUID, _: dict[str, Any]) -> None:
        self._count(stream_id)

    def finish(self, stream_id: UUID, event: dict[str, Any]) -> None:
        self._bookings[stream_id].ends_at = event["ended_at"]
        self._count(stream_id)
        self.use_up(stream_id, event)

    def use_up(self, stream_id: UUID, _: dict[str, Any]) -> None:
        """What is over counts on, except where it counts only until then."""
        self.charges[stream_id] = [charge for charge in self.charges.get(stream_id, ()) if charge.until is None]

    def give_back(self, stream_id: UUID, _: dict[str, Any]) -> None:
        self.charges.pop(stream_id, None)

    def _count(self, stream_id: UUID) -> None:
        booked = self._bookings[stream_id]
        self.charges[stream_id] = self._counted(
            stream_id,
            booked.room_id,
            booked.member_id,
            lambda: Period(datetime.fromisoformat(booked.starts_at), datetime.fromisoformat(booked.ends_at)),
        )

    def _count_waiting(self, entry: WaitlistEntry) -> None:
        charges = still_waiting(entry)
        if entry.status is WaitingStatus.OFFERED and entry.offer is not None:
            charges += self._counted(entry.id, entry.offer.room_id, entry.member_id, lambda: entry.period)
        self.charges[entry.id] = charges

    def _counted(self, stream_id: UUID, room_id: UUID, member_id: UUID, period: Callable[[], Period]) -> list[Charge]:
        policy = self._policy(room_id) if self.quotas else None
        if policy is None or not policy[QUOTAS]:
            return []
        room, building = self._the(Room, room_id), self._the(Building, self._the(Room, room_id).building_id)
        member = self._streams.get(member_id)
        who = Actor.of(member, frozenset()) if isinstance(member, Member) else Actor(member_id)
        stay = Stay(
            period=period(),
            now=datetime.now(UTC),
            policy=policy,
            opening_hours=building.opening_hours,
            zone=zone(building.time_zone),
            capacity=room.capacity,
            attendees=None,
            guests=0,
            who=who,
        )
        return charges_for(stay, room.kind, member_id, stream_id)

    def _policy(self, room_id: UUID) -> Policy:
        policy = self._policies.get(room_id)
        if policy is None:
            room = self._the(Room, room_id)
            organisation = self._streams.get(ORGANISATION_ID)
            policy = self._policies[room_id] = effective_policy(
                organisation if isinstance(organisation, Organisation) else None,
                *self._the(Building, room.building_id).layers(room.kind),
                room.policy,
                kind=room.kind,
            )
        return policy

    def _the(self, kind: type[A], stream_id: UUID) -> A:
        stream = self._streams[stream_id]
        if not isinstance(stream, kind):
            raise TypeError(f"{stream_id} is no {kind.NOUN}")
        return stream


_BOOKINGS: Mapping[str, Callable[[_Counting, UUID, dict[str, Any]], None]] = {
    BookingPlaced.TOPIC: _Counting.place,
    BookingRescheduled.TOPIC: _Counting.move,
    BookingHandedOver.TOPIC: _Counting.hand_over,
    BookingRestored.TOPIC: _Counting.restore,
    BookingFinished.TOPIC: _Counting.finish,
    BookingReleased.TOPIC: _Counting.use_up,
    BookingCancelled.TOPIC: _Counting.give_back,
    BookingDisplaced.TOPIC: _Counting.give_back,
    BookingRejected.TOPIC: _Counting.give_back,
    BookingExpired.TOPIC: _Counting.give_back,
}
_WAITLIST = [event.TOPIC for event in concrete_events() if event.TOPIC.startswith("waitlist.")]
_OTHERS = [
    event.TOPIC
    for event in concrete_events()
    if event.TOPIC.partition(".")[0] in {"organisation", "building", "room", "member"}
]


def check_charges(connection: Connection[Any], schema: str) -> Faults:
    """Fold what matters, then compare the charges with what is counted at the end."""
    names = {"schema": sql.Identifier(schema)}
    ((quotas, now),) = connection.execute(_QUOTAS.format(**names)).fetchall()
    counting = _Counting(quotas)
    # Most organisations know no quotas: then only those who wait count anything.
    topics = [*_WAITLIST, *_OTHERS, *_BOOKINGS] if quotas else _WAITLIST
    with connection.cursor("counting", binary=True) as cursor:
        cursor.execute(_EVENTS.format(**names), [topics])
        while rows := cursor.fetchmany(ROWS_PER_FETCH):
            for row in rows:
                counting.fold(*row)
    found = Counter(_Counted(*row) for row in connection.execute(_CHARGES.format(**names), [now]).fetchall())
    return _compared(Counter(counting.counted(now)), found, counting.unreadable)


def _compared(expected: "Counter[_Counted]", found: "Counter[_Counted]", unreadable: Container[UUID]) -> Faults:
    faults = Faults()
    for text, charges in (("follows from no event", found - expected), ("is missing", expected - found)):
        for charge in charges.elements():
            if charge.stream_id not in unreadable:
                faults.add(Check.CHARGES, f"the charge of {charge} {text}", stream_id=charge.stream_id)
    return faults


_QUOTAS = sql.SQL(
    "SELECT EXISTS ("
    "  SELECT FROM {schema}.events WHERE position('\"quotas\"'::bytea IN state) > 0"
    "  AND topic ~ '^(organisation|building|room)[.]'"
    "), now()"
)
_EVENTS = sql.SQL(
    "SELECT originator_id, originator_version, topic, state FROM {schema}.events"
    " WHERE topic = ANY (%s) ORDER BY notification_id"
)
_CHARGES = sql.SQL(
    "SELECT stream_id, holder_id, bucket, amount FROM {schema}.charges WHERE until IS NULL OR until > %s"
)
