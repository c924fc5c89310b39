"""Requests that place bookings, no two of which want the same slot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import gcd
from uuid import UUID

from uuid_utils.compat import uuid7

from bench.load import request

SLOT = timedelta(minutes=30)
SLOTS_A_DAY = 48
DAYS = 85
# Visits the slots of all rooms in a scattered order, as people would; a prime, so that each slot comes up once.
STRIDE = 1_000_003


@dataclass(frozen=True)
class Bookings:
    """Place-booking requests for scattered slots of `rooms` from `first_day` on, skipping the first `skip` of them.

    Each is for another of `members`, in turn; for whoever asks, if there are none.
    """

    path: str
    headers: dict[str, str]
    rooms: tuple[UUID, ...]
    first_day: datetime
    skip: int = 0
    length: timedelta = SLOT
    members: tuple[UUID, ...] = ()

    def __iter__(self) -> Iterator[bytes]:
        slots = len(self.rooms) * SLOTS_A_DAY * DAYS
        assert gcd(STRIDE, slots) == 1
        for number in range(self.skip, slots):
            slot, room = divmod(number * STRIDE % slots, len(self.rooms))
            member = self.members[number % len(self.members)] if self.members else None
            yield self.place(self.rooms[room], self.first_day + slot * SLOT, member)

    def place(self, room: UUID, starts_at: datetime, member: UUID | None = None) -> bytes:
        """One request for the slot of this room that starts then, with a key of its own."""
        whose = f'"booked_for":"{member}",' if member else ""
        body = (
            f'{{{whose}"room_id":"{room}","starts_at":"{starts_at.isoformat()}",'
            f'"ends_at":"{(starts_at + self.length).isoformat()}","title":"Weekly review","attendees":4}}'
        )
        return request("POST", self.path, self.headers | {"idempotency-key": str(uuid7())}, body.encode())
