"""How soon a thousand people learn of a booking who look at the same house, and what they cost one API process."""

import asyncio
import json
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from uuid import UUID

import httpx
import psutil
from psycopg import sql
from uuid_utils.compat import uuid7

from bench import product
from bench.bookings import SLOT
from bench.house import today
from bench.load import quantile, request
from bench.result import BenchFailed, Result, at_most, told
from bench.stage import Stage
from bookit.api.requests import SESSION_COOKIE
from bookit.commands.members import InviteMember, MemberAnswer
from bookit.domain.actor import SYSTEM
from bookit.identity.secret import hash_of, new_secret
from bookit.ledger.execution import Receipt
from bookit.settings import Settings
from bookit.wiring import running

READERS = 1000
OPENED_AT_ONCE = 50
BOOKINGS = 20
WARM_UPS = 2
"""Bookings that wait for the worker to start."""
PATIENCE = 30.0


def bench(stage: Stage) -> list[Result]:
    """`bookit serve` and one worker; every reader is the bench's own connection, and hears every booking."""
    readers = stage.scaled(READERS, at_least=20)
    with product.serving(stage, "stream") as ours, stage.working("worker", ["workers"], ours.settings):
        (room,) = ours.open_rooms(1)
        cookies = asyncio.run(_sign_in(ours.settings, readers))
        before = _resident(ours.pid)
        heard, after = asyncio.run(_watch(ours, room, cookies))
    waits = [wait for waits in heard for wait in waits]
    slowest = max(quantile(waits, 1) for waits in heard)
    return [
        at_most(f"until the last of {readers:,} readers is told of a booking, slowest of {BOOKINGS}", slowest, "s", 1),
        told("all readers and bookings, median", 1000 * quantile(waits, 0.5), "ms"),
        told("all readers and bookings, p95", 1000 * quantile(waits, 0.95), "ms"),
        at_most(f"memory of the API process for {readers:,} readers", after - before, "MB", 150),
        told("before the first reader", before, "MB"),
    ]


async def _sign_in(settings: Settings, count: int) -> list[str]:
    """The cookies of so many members. Signing in one by one would take most of the bench: a password costs its time."""
    tokens = [new_secret() for _ in range(count)]
    async with running(settings) as system:
        wishes = [InviteMember(email=f"reader-{number}@bench.example", name="Reader") for number in range(count)]
        receipts: list[Receipt] = []
        for first in range(0, count, OPENED_AT_ONCE):
            some = wishes[first : first + OPENED_AT_ONCE]
            receipts += await asyncio.gather(*(system.executor.execute(wish, SYSTEM) for wish in some))
        members = [MemberAnswer.model_validate_json(receipt.answer).member_id for receipt in receipts]
        statement = sql.SQL(
            "INSERT INTO {} (session_id, member_id, token_hash, user_agent, address)"
            " SELECT gen_random_uuid(), member_id, token_hash, '', '' FROM unnest(%b::uuid[], %b::bytea[])"
            " AS session (member_id, token_hash)"
        ).format(sql.Identifier(settings.database_schema, "sessions"))
        async with system.pool.connection() as connection:
            await connection.execute(statement, [members, [hash_of(token) for token in tokens]])
    return [f"{SESSION_COOKIE}={token}" for token in tokens]


async def _watch(ours: product.Product, room: UUID, cookies: list[str]) -> tuple[list[list[float]], float]:
    """For each booking the seconds from its acknowledgement until each reader heard of it; memory at the end."""
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{ours.port}", headers=ours.headers, timeout=PATIENCE)
        )
        gate = asyncio.Semaphore(OPENED_AT_ONCE)
        crowd = await asyncio.gather(*(_enter(ours.port, cookie, gate) for cookie in cookies))
        heard = []
        for number in range(-WARM_UPS, BOOKINGS):
            placed, acknowledged = await _book(client, room, number)
            times = await asyncio.wait_for(asyncio.gather(*(_hear(reader, placed) for reader in crowd)), PATIENCE)
            if number >= 0:
                heard.append([moment - acknowledged for moment in times])
        after = _resident(ours.pid)
        for _, writer in crowd:
            writer.close()
    return heard, after


_Reader = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _enter(port: int, cookie: str, gate: asyncio.Semaphore) -> _Reader:
    """An open stream of one member."""
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request("GET", "/api/queries/stream", product.request_headers(port, cookie)))
        status = await asyncio.wait_for(reader.readline(), PATIENCE)
        if b" 200 " not in status:
            raise BenchFailed(f"a reader was answered {status!r}")
        await asyncio.wait_for(reader.readuntil(b"event: ready"), PATIENCE)
        return reader, writer


async def _hear(stream: _Reader, position: int) -> float:
    await stream[0].readuntil(b"id: %d\n" % position)
    return time.perf_counter()


async def _book(client: httpx.AsyncClient, room: UUID, number: int) -> tuple[int, float]:
    starts_at = today() + timedelta(days=1) + (WARM_UPS + number) * SLOT
    wish = {"room_id": str(room), "starts_at": starts_at.isoformat(), "ends_at": (starts_at + SLOT).isoformat()}
    placed = await client.post("/api/commands/place-booking", json=wish, headers={"idempotency-key": str(uuid7())})
    acknowledged = time.perf_counter()
    placed.raise_for_status()
    return int(json.loads(placed.content)["position"]), acknowledged


def _resident(pid: int) -> float:
    return psutil.Process(pid).memory_info().rss / 1e6
