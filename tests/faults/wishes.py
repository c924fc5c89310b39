"""One booking that somebody wants, and what becomes of it."""

from dataclasses import dataclass, field
from typing import Self

import httpx
from uuid_utils.compat import uuid7

from tests.faults.load import TITLE, receipt_of
from tests.installation import Installation, open_rooms
from tests.running import Body, stay

PLACING = b'"status":"confirmed"}'
"""In the request that appends a booking to the ledger, and in no other that an API makes meanwhile."""


@dataclass(frozen=True)
class Wish:
    """An hour in a room that nobody else wants, for a guest, under a key of its own."""

    house: Installation
    body: Body
    key: str = field(default_factory=lambda: str(uuid7()))

    @classmethod
    def of(cls, house: Installation) -> Self:
        with house.client() as client:
            (room,) = open_rooms(client, 1)
        return cls(house, {"room_id": room, "booked_for": str(house.guest.member_id), "title": TITLE, **stay()})

    def place(self) -> httpx.Response:
        """Ask for it, for the first time or once more."""
        with self.house.client() as client:
            return client.post("/api/commands/place-booking", json=self.body, headers={"Idempotency-Key": self.key})

    def is_fulfilled_once(self, *, was_stored: bool) -> None:
        """Whoever asks again, and again, is told the same, and nobody else gets the place.

        `was_stored` says whether the first answer tells of what was recorded before.
        """
        answers = [self.place() for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert ["idempotent-replayed" in answer.headers for answer in answers] == [was_stored, True]
        assert answers[0].content == answers[1].content
        with self.house.client() as client:
            assert client.post("/api/commands/place-booking", json=self.body).status_code == 409
        self.house.witness.receipts.append(receipt_of(answers[0].content))
