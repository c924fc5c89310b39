"""The yardstick: the least a booking service can do, written the plain way.

A bare FastAPI endpoint, once async and once in threads, that does one transaction per request: one event INSERT and
one claim INSERT under the same EXCLUDE constraint as ours. No session, no rules, no idempotency, no chain.
`python -m bench.yardstick` serves it on BOOKIT_DATABASE_URL and BOOKIT_PORT.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated
from uuid import UUID

import uvicorn
from fastapi import FastAPI, HTTPException
from psycopg import Connection
from psycopg.errors import ExclusionViolation
from psycopg.types.json import Jsonb
from psycopg.types.range import TimestamptzRange
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from pydantic import AwareDatetime, BaseModel, Field
from uuid_utils.compat import uuid7

from bookit.settings import Settings

SCHEMA = """
CREATE SCHEMA IF NOT EXISTS extensions;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions;
DROP SCHEMA IF EXISTS yardstick CASCADE;
CREATE SCHEMA yardstick;
CREATE TABLE yardstick.events (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (originator_id, originator_version)
);
CREATE TABLE yardstick.claims (
    unit_id uuid NOT NULL,
    during tstzrange NOT NULL CHECK (NOT isempty(during)),
    booking_id uuid NOT NULL,
    EXCLUDE USING gist (unit_id WITH =, during WITH &&)
);
"""
INSERT_EVENT = """
INSERT INTO yardstick.events (originator_id, originator_version, topic, state)
VALUES (%s, 1, 'booking.placed', %s) RETURNING position
"""
INSERT_CLAIM = "INSERT INTO yardstick.claims (unit_id, during, booking_id) VALUES (%s, %s, %s)"

# For each endpoint the best of 4, 8, 16 and 32, measured at 32 connections on two cores.
ASYNC_POOL_SIZE = 4
THREADED_POOL_SIZE = 32


class PlaceBooking(BaseModel):
    """The main fields of our own place-booking."""

    room_id: UUID
    seat_id: UUID | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    title: Annotated[str, Field(max_length=200)] = ""
    booked_for: UUID | None = None
    attendees: Annotated[int, Field(ge=1)] = 1
    guests: list[str] = []

    def event(self, booking_id: UUID) -> tuple[UUID, Jsonb]:
        return booking_id, Jsonb(self.model_dump(mode="json"))

    def claim(self, booking_id: UUID) -> tuple[UUID, TimestamptzRange, UUID]:
        during: TimestamptzRange = TimestamptzRange(self.starts_at, self.ends_at)
        return self.seat_id or self.room_id, during, booking_id


class BookingPlaced(BaseModel):
    booking_id: UUID
    status: str
    position: int


def create_app(dsn: str) -> FastAPI:
    """The app with a pool for each of its two endpoints, `/async` and `/threaded`."""
    async_pool = AsyncConnectionPool(dsn, min_size=ASYNC_POOL_SIZE, max_size=ASYNC_POOL_SIZE, open=False)
    threaded_pool = ConnectionPool(dsn, min_size=THREADED_POOL_SIZE, max_size=THREADED_POOL_SIZE, open=False)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with threaded_pool:
            async with async_pool:
                await async_pool.wait()
                threaded_pool.wait()
                yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/async", status_code=201)
    async def place_async(body: PlaceBooking) -> BookingPlaced:
        booking_id = uuid7()
        try:
            async with async_pool.connection() as connection:
                stored = await connection.execute(INSERT_EVENT, body.event(booking_id))
                position = (await stored.fetchone() or (0,))[0]
                await connection.execute(INSERT_CLAIM, body.claim(booking_id))
        except ExclusionViolation as taken:
            raise HTTPException(409) from taken
        return BookingPlaced(booking_id=booking_id, status="confirmed", position=position)

    @app.post("/threaded", status_code=201)
    def place_threaded(body: PlaceBooking) -> BookingPlaced:
        booking_id = uuid7()
        try:
            with threaded_pool.connection() as connection:
                stored = connection.execute(INSERT_EVENT, body.event(booking_id))
                position = (stored.fetchone() or (0,))[0]
                connection.execute(INSERT_CLAIM, body.claim(booking_id))
        except ExclusionViolation as taken:
            raise HTTPException(409) from taken
        return BookingPlaced(booking_id=booking_id, status="confirmed", position=position)

    return app


def create_schema(dsn: str) -> None:
    """Make the yardstick's empty tables, in a schema of their own."""
    with Connection.connect(dsn) as connection:
        connection.execute(SCHEMA)


if __name__ == "__main__":
    settings = Settings()
    uvicorn.run(
        create_app(settings.dsn),
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )
