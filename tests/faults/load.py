"""People who book and book, whatever happens to the servers, and remember what they were told."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self
from uuid import UUID

import httpx
import orjson
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor
from bookit.ledger.execution import Receipt, command_id_of
from tests.installation import Installation, Person, open_rooms
from tests.invariants import Witness
from tests.running import Body, tomorrow

PEOPLE = 16
ROOMS = 8
GUEST_EACH = 4
"""One of so many bookings is for a guest, who is told of it."""
RIVAL_EACH = 8
"""One of so many slots is wanted by somebody else as well, once it is taken."""
PATIENCE_SECONDS = 120
TITLE = "Merger talks"
"""What the bookings are for, which is nobody else's business."""


@dataclass
class Load:
    """Each booking has a slot and an Idempotency-Key of its own, so that nothing but a fault can refuse it.

    Who doesn't learn what became of it sends it again with its key. Rivals come too late, and are refused for good.
    """

    address: str
    booker: Person
    guest: Person
    rooms: Sequence[str]
    host: str | None = None
    """The name they call the server by, where that is not its address."""
    name: str = field(default_factory=lambda: f"load {uuid7()}")
    """Their keys begin with it: those who book with the same token elsewhere mean other bookings."""
    acknowledged: dict[int, bytes] = field(default_factory=dict)
    """What was answered to those that were told 201."""
    unknown: set[int] = field(default_factory=set)
    """Those whose asker does not know what became of them."""
    refused: list[str] = field(default_factory=list)
    """The keys of rivals who were told that the slot is taken."""
    statuses: Counter[int] = field(default_factory=Counter)
    """Of all answers but those to rivals; 0 where none came."""
    odd: list[str] = field(default_factory=list)
    """Answers that nobody should get."""
    longest_silence: float = 0
    """The most seconds between one acknowledged booking and the next, for who wants to tell them."""
    _told_at: float | None = None
    _given: int = 0
    _told: threading.Condition = field(default_factory=threading.Condition)
    _enough: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def on(cls, installation: Installation) -> Self:
        """People who book in new rooms."""
        with installation.client() as client:
            return cls(installation.address, installation.owner, installation.guest, open_rooms(client, ROOMS))

    @contextmanager
    def going(self) -> Iterator[None]:
        """People book until the context ends; those who are under way finish."""
        self._enough.clear()
        thread = threading.Thread(target=lambda: asyncio.run(self._everybody()), name="load")
        thread.start()
        try:
            yield
        finally:
            self._enough.set()
            thread.join()

    def wait_for_bookings(self, more: int) -> None:
        """Return when so many more bookings have been acknowledged."""
        goal = len(self.acknowledged) + more
        self._wait(lambda: len(self.acknowledged) >= goal)

    def wait_for_answers(self, status: int, more: int) -> None:
        """Return when so many more answers had this status."""
        goal = self.statuses[status] + more
        self._wait(lambda: self.statuses[status] >= goal)

    def settle(self) -> None:
        """Send what is unknown again with its key until each is known."""
        asyncio.run(self._settle())

    def testify(self, witness: Witness) -> None:
        """Say what commands were told, as the ledger's side puts it."""
        witness.receipts += [receipt_of(answer) for answer in self.acknowledged.values()]
        witness.refused += [command_id_of(Actor(self.booker.member_id), key) for key in self.refused]

    def _wait(self, until: Callable[[], bool]) -> None:
        with self._told:
            assert self._told.wait_for(until, PATIENCE_SECONDS), f"told {self.statuses}, odd {self.odd[:3]}"

    async def _everybody(self) -> None:
        async with self._client() as client, asyncio.TaskGroup() as people:
            for _ in range(PEOPLE):
                people.create_task(self._one(client))

    async def _one(self, client: httpx.AsyncClient) -> None:
        while not self._enough.is_set():
            number = self._given
            self._given += 1
            await self._book(client, number)
            while number in self.unknown and not self._enough.is_set():
                await asyncio.sleep(0.05)
                await self._book(client, number)
            if number % RIVAL_EACH == 0 and number in self.acknowledged:
                await self._come_too_late(client, number)

    async def _settle(self) -> None:
        async with self._client() as client:
            for _ in range(20):
                for number in sorted(self.unknown):
                    await self._book(client, number)
                if not self.unknown:
                    return
        raise AssertionError(f"still unknown: {self.unknown}; {self.odd[:3]}")

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.address,
            headers={"authorization": f"Bearer {self.booker.token}"} | ({"host": self.host} if self.host else {}),
            timeout=60,
            limits=httpx.Limits(max_connections=PEOPLE),
        )

    async def _book(self, client: httpx.AsyncClient, number: int) -> None:
        status, body = await self._ask(client, number, self._key(number), definite=201)
        with self._told:
            self.statuses[status] += 1
            if status == 201:
                self.acknowledged[number] = body
                self.unknown.discard(number)
                self._note_time()
            else:
                self.unknown.add(number)
            self._told.notify_all()

    def _note_time(self) -> None:
        now = time.monotonic()
        if self._told_at is not None:
            self.longest_silence = max(self.longest_silence, now - self._told_at)
        self._told_at = now

    async def _come_too_late(self, client: httpx.AsyncClient, number: int) -> None:
        key = f"{self._key(number)} too late"
        status, _ = await self._ask(client, number, key, definite=409)
        if status == 409:
            self.refused.append(key)

    async def _ask(self, client: httpx.AsyncClient, number: int, key: str, *, definite: int) -> tuple[int, bytes]:
        """The status and the body of the answer: `definite`, or that it is not known, or else odd."""
        try:
            answer = await client.post(
                "/api/commands/place-booking", json=self._wish(number), headers={"Idempotency-Key": key}
            )
        except httpx.TransportError:
            return 0, b""
        if answer.status_code != definite and not (
            answer.status_code == 503 and int(answer.headers["retry-after"]) > 0
        ):
            self.odd.append(f"{answer.status_code} {answer.text}")
        return answer.status_code, answer.content

    def _key(self, number: int) -> str:
        return f"{self.name} {number}"

    def _wish(self, number: int) -> Body:
        start = tomorrow() + (number // len(self.rooms)) * timedelta(minutes=5)
        return {
            "room_id": self.rooms[number % len(self.rooms)],
            "booked_for": str(self.guest.member_id) if number % GUEST_EACH == 0 else None,
            "starts_at": start.isoformat(),
            "ends_at": (start + timedelta(minutes=5)).isoformat(),
            "title": f"{TITLE} {number}",
        }


def receipt_of(body: bytes) -> Receipt:
    """What an acknowledged command was told, as the ledger's side puts it."""
    told = orjson.loads(body)
    answer = body[: body.rindex(b',"command_id"')] + b"}"
    return Receipt(UUID(told["command_id"]), answer, told["position"], replayed=False)
