"""A made-up house: its rooms, and facts about stays in them, some of which are moved, given up or finished early.

Every fact follows from those before it, and no two stays ever want the same room or seat at the same time.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from math import gcd
from typing import NamedTuple
from uuid import UUID

from uuid_utils.compat import uuid7

from bench.bookings import STRIDE
from bookit.events import Event
from bookit.events.bookings import BookingCancelled, BookingFinished, BookingPlaced, BookingRescheduled
from bookit.events.buildings import BuildingAdded
from bookit.events.rooms import RoomFeaturesSet, RoomOpened
from bookit.events.sealed import Sealed
from bookit.events.values import RoomKind, Seat, Weekday

DAYS = 100
DAYS_PAST = 15
OPENS, HOURS = 8, 12
"""When the day begins, and how many hours it has; each is a slot that one stay may have."""
SEATS = 6
MEMBERS = tuple(uuid7() for _ in range(40))
MINUTES = (30, 45, 60)
LATER = 1500
"""So many stays later something may become of one: hardly ever in the batch that brings it into a read model."""


class Slot(NamedTuple):
    """A room or a seat of it, for a while."""

    room_id: UUID
    seat_id: UUID | None
    starts_at: datetime
    ends_at: datetime

    @property
    def unit_id(self) -> UUID:
        return self.seat_id or self.room_id


class House:
    """A building open from 8 to 20 h UTC. Every so many rooms, one is booked by seats where `seated_every` is set."""

    def __init__(
        self,
        name: str,
        rooms: int,
        *,
        seated_every: int | None = None,
        features: Sequence[str] = (),
        days: int = DAYS,
        days_past: int = DAYS_PAST,
    ) -> None:
        self.building_id = uuid7()
        self.first_day = today() - timedelta(days=days_past)
        self._days = days
        hours = (f"{OPENS:02}:00", f"{OPENS + HOURS:02}:00")
        added = BuildingAdded(
            originator_id=self.building_id,
            originator_version=1,
            originator_topic=BuildingAdded.ORIGIN,
            timestamp=self.first_day,
            name=name,
            address="Quay 1",
            time_zone="UTC",
            opening_hours={day: [hours] for day in Weekday},
        )
        self.rooms = [
            self._room(number, seated=bool(seated_every) and number % (seated_every or 1) == 0, features=features)
            for number in range(rooms)
        ]
        self.facts: list[Event] = [added, *self.rooms]
        """How the house came to be."""
        self._units = [(room.originator_id, seat_id) for room in self.rooms for seat_id in _bookable(room)]
        assert gcd(STRIDE, self.slots) == 1

    @property
    def slots(self) -> int:
        """How many stays there is time for."""
        return len(self._units) * HOURS * self._days

    def stays(self, number: int) -> Iterator[BookingPlaced]:
        """So many stays, each in a slot of its own."""
        for slot in range(number):
            yield self._placed(slot)

    def life(self, number: int) -> Iterator[Event]:
        """So many facts: of a hundred 78 stays, of which 10 are moved, 10 given up and 1 finished early; and the
        features of a room, set anew."""
        free = count()
        stays: deque[BookingPlaced] = deque(maxlen=LATER)
        versions = Counter({room.originator_id: 1 for room in self.rooms})
        for turn in range(number):
            if turn % 100 == 50:
                room_id = self.rooms[turn // 100 % len(self.rooms)].originator_id
                versions[room_id] += 1
                yield RoomFeaturesSet(
                    originator_id=room_id,
                    originator_version=versions[room_id],
                    timestamp=self.first_day,
                    features=["tv"],
                )
            elif turn % 10 == 4 and len(stays) == LATER:
                yield self._moved(stays.popleft(), next(free))
            elif turn % 10 == 7 and len(stays) == LATER:
                yield _cancelled(stays.popleft())
            elif turn % 100 == 99 and len(stays) == LATER:
                yield _finished(stays.popleft())
            else:
                stays.append(stay := self._placed(next(free)))
                yield stay

    def _room(self, number: int, *, seated: bool, features: Sequence[str]) -> RoomOpened:
        return RoomOpened(
            originator_id=uuid7(),
            originator_version=1,
            originator_topic=RoomOpened.ORIGIN,
            timestamp=self.first_day,
            building_id=self.building_id,
            name=f"Room {number}",
            kind=RoomKind.OPEN_SPACE if seated else RoomKind.MEETING_ROOM,
            capacity=SEATS if seated else 12,
            features=list(features),
            seats=[Seat(seat_id=uuid7(), name=f"Seat {seat}") for seat in range(SEATS)] if seated else [],
        )

    def _slot(self, number: int) -> Slot:
        """Slots come scattered over days and rooms, as people would take them."""
        hour, unit = divmod(number * STRIDE % self.slots, len(self._units))
        day, hour = divmod(hour, HOURS)
        starts_at = self.first_day + timedelta(days=day, hours=OPENS + hour)
        return Slot(*self._units[unit], starts_at, starts_at + timedelta(minutes=MINUTES[number % len(MINUTES)]))

    def _placed(self, number: int) -> BookingPlaced:
        slot = self._slot(number)
        member_id = MEMBERS[number % len(MEMBERS)]
        return BookingPlaced(
            originator_id=uuid7(),
            originator_version=1,
            originator_topic=BookingPlaced.ORIGIN,
            timestamp=self.first_day,
            building_id=self.building_id,
            room_id=slot.room_id,
            seat_id=slot.seat_id,
            member_id=member_id,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            time_zone="UTC",
            units=[slot.unit_id],
            attendees=1 if slot.seat_id else 4,
            title=_sealed(member_id, "Weekly review"),
            guests=[_sealed(member_id, "Ada Lovelace")] if number % 20 == 0 else [],
        )

    def _moved(self, stay: BookingPlaced, number: int) -> BookingRescheduled:
        slot = self._slot(number)
        return BookingRescheduled(
            originator_id=stay.originator_id,
            originator_version=2,
            timestamp=self.first_day,
            building_id=self.building_id,
            room_id=slot.room_id,
            seat_id=slot.seat_id,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            time_zone="UTC",
            units=[slot.unit_id],
        )


def _bookable(room: RoomOpened) -> list[UUID | None]:
    """Its seats, or the room as a whole."""
    return [seat.seat_id for seat in room.seats] or [None]


def _cancelled(stay: BookingPlaced) -> BookingCancelled:
    return BookingCancelled(
        originator_id=stay.originator_id,
        originator_version=2,
        timestamp=stay.timestamp,
        reason=_sealed(stay.member_id, "Not needed any more"),
    )


def _sealed(member_id: UUID, text: str) -> Sealed:
    """What a sealed text looks like, as long as it is; nobody reads it here."""
    return Sealed(f"sealed:{member_id}:{'A' * ((len(text) + 28) * 4 // 3 + 1)}")


def _finished(stay: BookingPlaced) -> BookingFinished:
    ended_at = stay.starts_at + timedelta(minutes=20)
    return BookingFinished(
        originator_id=stay.originator_id, originator_version=2, timestamp=stay.timestamp, ended_at=ended_at
    )


def today() -> datetime:
    """The last midnight, UTC."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
