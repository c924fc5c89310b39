"""How fast one worker brings all read models up to date, and how soon people see what they have just booked."""

import asyncio
import time
from datetime import timedelta
from itertools import chain, islice
from typing import NamedTuple
from uuid import UUID

import httpx
import psycopg
from psycopg import sql
from uuid_utils.compat import uuid7

from bench import past, product
from bench.bookings import SLOT
from bench.house import House, today
from bench.load import quantile
from bench.result import BenchFailed, Result, at_least, at_most, told
from bench.stage import Stage
from bookit.projections import PROJECTIONS

EVENTS = 200_000
ROOMS = 200
SEATED_EVERY = 4
MOST_SECONDS = 120.0
"""Longer than this nobody waits for the catching up."""

PER_SECOND = 20
BOOKINGS = 20 * PER_SECOND
FREE_ROOMS = 5
SEEN_WITHIN = 10.0


def bench(stage: Stage) -> list[Result]:
    """`bookit serve`, and one `python -m workers`: first with all it has missed, then with bookings as they come."""
    house = House("Bench House", ROOMS, seated_every=SEATED_EVERY)
    with product.serving(stage, "projections") as ours:
        rooms = ours.open_rooms(FREE_ROOMS)
        events = stage.scaled(EVENTS, at_least=5000)
        head = past.record(ours.settings, islice(chain(house.facts, house.life(events)), events))
        with stage.working("worker", ["workers"], ours.settings):
            caught_up = _watch(ours, head)
            waits = asyncio.run(_book(ours, rooms, stage.scaled(BOOKINGS, at_least=2 * PER_SECOND)))
    name = f"{events:,} events into all {len(PROJECTIONS)} read models by one worker"
    return [
        at_least(name, caught_up.events / caught_up.seconds, "events/s", 10_000),
        told("time from its first batch to its last", caught_up.seconds, "s"),
        at_most(
            f"seen after its acknowledgement, {PER_SECOND} bookings/s, p95", 1000 * quantile(waits, 0.95), "ms", 250
        ),
        told("median", 1000 * quantile(waits, 0.5), "ms"),
        told("longest", 1000 * quantile(waits, 1), "ms"),
    ]


class CaughtUp(NamedTuple):
    events: int
    seconds: float


def _watch(ours: product.Product, head: int) -> CaughtUp:
    """From the first batch that is in, so that the worker's own start does not count. Raises BenchFailed."""
    query = sql.SQL("SELECT min(position) FROM {} WHERE build = 'live'").format(
        sql.Identifier(ours.settings.database_schema, "projections")
    )
    deadline = time.perf_counter() + MOST_SECONDS
    first: tuple[int, float] | None = None
    with psycopg.connect(ours.settings.dsn, autocommit=True) as connection:
        while (now := time.perf_counter()) < deadline:
            ((position,),) = connection.execute(query).fetchall()
            if position and first is None:
                first = position, now
            if position >= head and first is not None and first[0] < head:
                return CaughtUp(position - first[0], now - first[1])
            time.sleep(0.01)
    raise BenchFailed(f"the worker stands at {position} of {head} after {MOST_SECONDS:.0f} s")


async def _book(ours: product.Product, rooms: tuple[UUID, ...], number: int) -> list[float]:
    """Book at an even pace; answers how many seconds after its acknowledgement each booking was seen."""
    address = f"http://127.0.0.1:{ours.port}"
    async with httpx.AsyncClient(base_url=address, headers=ours.headers, timeout=SEEN_WITHIN) as client:
        began = asyncio.get_running_loop().time()

        async def at_its_turn(turn: int) -> float:
            await asyncio.sleep(began + turn / PER_SECOND - asyncio.get_running_loop().time())
            return await _book_and_look(client, rooms[turn % len(rooms)], turn // len(rooms))

        return await asyncio.gather(*(at_its_turn(turn) for turn in range(number)))


async def _book_and_look(client: httpx.AsyncClient, room: UUID, slot: int) -> float:
    """Place a booking, and ask for the availability of its room until the booking is in it."""
    starts_at = today() + timedelta(days=1) + slot * SLOT
    ends_at = starts_at + SLOT
    placed = await client.post(
        "/api/commands/place-booking",
        json={"room_id": str(room), "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()},
        headers={"idempotency-key": str(uuid7())},
    )
    acknowledged = time.perf_counter()
    placed.raise_for_status()
    question = {"room_ids": str(room), "from": starts_at.isoformat(), "to": ends_at.isoformat()}
    fresh = {"bookit-min-position": str(placed.json()["position"])}
    while time.perf_counter() < acknowledged + SEEN_WITHIN:
        answer = (await client.get("/api/queries/availability", params=question, headers=fresh)).raise_for_status()
        (found,) = answer.json()["items"]
        if found["busy"]:
            return time.perf_counter() - acknowledged
    raise BenchFailed(f"a booking is not in sight {SEEN_WITHIN:.0f} s after its acknowledgement")
