"""What is due: read from projections, handed out to one scheduler at a time, fired as ordinary commands.

A row that was handed out comes again after a while if nothing became of it, because its scheduler died. Firing it
twice does no harm: the command id follows from what is due, and the domain refuses what is done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg import sql
from uuid_utils.compat import uuid5

from bookit.commands.approvals import ExpireBooking
from bookit.commands.catalogue import Command
from bookit.commands.presence import ReleaseBooking
from bookit.commands.waitlist import ExpireWaiting, LapseOffer, PromoteWaiting
from bookit.ledger.append import Pool

MOST_AT_ONCE = 500
AGAIN_AFTER = "30 seconds"

_FIRED = UUID("2f9a5a0e-5f1b-4c57-9d63-3f7b7b1f2c44")
"""Namespace in which what is due becomes a command id."""


@dataclass(frozen=True, slots=True)
class Due:
    """A command that time gives, and the id under which it runs once."""

    command: Command
    command_id: UUID


@dataclass(frozen=True, slots=True)
class Timer:
    """One kind of deadline: the rows that are due, and the command that each of them gives."""

    name: str
    table: LiteralString
    key: LiteralString
    due_at: LiteralString
    condition: LiteralString
    command: Callable[[UUID], Command]


TIMERS: Sequence[Timer] = (
    Timer(
        "approval",
        "deadlines_bookings",
        "booking_id",
        "decide_by",
        "live AND pending",
        lambda stream_id: ExpireBooking(booking_id=stream_id),
    ),
    Timer(
        "check-in",
        "deadlines_bookings",
        "booking_id",
        "check_in_by",
        "live AND NOT pending",
        lambda stream_id: ReleaseBooking(booking_id=stream_id),
    ),
    Timer(
        "offer",
        "waitlist_entries",
        "waitlist_id",
        "accept_by",
        "status = 'offered'",
        lambda stream_id: LapseOffer(waitlist_id=stream_id),
    ),
    Timer(
        "waiting",
        "waitlist_entries",
        "waitlist_id",
        "starts_at",
        "status = 'waiting'",
        lambda stream_id: ExpireWaiting(waitlist_id=stream_id),
    ),
)


class Timers:
    """Finds what is due, by the clock of the database."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        self._schema = sql.Identifier(schema)
        self._take_due = {timer.name: self._taking(timer) for timer in TIMERS}
        self._take_waiting = sql.SQL(_PROMOTABLE).format(schema=self._schema)

    async def due(self, timer: Timer) -> list[Due]:
        """Deadlines that have passed, the oldest first, for this scheduler alone."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._take_due[timer.name])
            rows = sorted(await cursor.fetchall(), key=lambda row: (row[1], row[0]))
        return [Due(timer.command(stream_id), _id(timer.name, stream_id, at)) for stream_id, at in rows]

    async def promotable(self) -> list[Due]:
        """Who waits for a place that seems to be free, the first in line first; the append decides who gets it."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._take_waiting)
            rows = await cursor.fetchall()
        return [
            Due(
                PromoteWaiting(waitlist_id=waitlist_id, room_id=room_id, seat_id=seat_id),
                _id(f"promote:{room_id}:{seat_id}", waitlist_id, taken_at),
            )
            for waitlist_id, room_id, seat_id, taken_at in rows
        ]

    def _taking(self, timer: Timer) -> sql.Composed:
        return sql.SQL("""
            UPDATE {table} SET handed_out_at = clock_timestamp() WHERE {key} IN (
                SELECT {key} FROM {table}
                WHERE {condition} AND {due_at} <= clock_timestamp()
                  AND (handed_out_at IS NULL OR handed_out_at < {due_at}
                       OR handed_out_at < clock_timestamp() - {again_after}::interval)
                ORDER BY {due_at} LIMIT {most} FOR UPDATE SKIP LOCKED
            ) RETURNING {key}, {due_at}
        """).format(
            table=sql.SQL("{}.{}").format(self._schema, sql.Identifier(timer.table)),
            key=sql.Identifier(timer.key),
            due_at=sql.Identifier(timer.due_at),
            condition=sql.SQL(timer.condition),
            again_after=sql.Literal(AGAIN_AFTER),
            most=sql.Literal(MOST_AT_ONCE),
        )


def _id(name: str, stream_id: UUID, at: datetime) -> UUID:
    return uuid5(_FIRED, f"{name}:{stream_id}:{at.isoformat()}")


# For each who waits, in line, one place whose units nobody claims then. Shared places are let through: whether
# enough of them are left, the append finds out.
_PROMOTABLE: LiteralString = """
    WITH waiting AS (
        SELECT * FROM {schema}.waitlist_entries
        WHERE status = 'waiting' AND starts_at > clock_timestamp()
          AND (handed_out_at IS NULL OR handed_out_at < clock_timestamp() - interval '5 seconds')
        ORDER BY place_in_line
        LIMIT 2000
    ), found AS (
        SELECT waiting.waitlist_id, waiting.place_in_line, place.room_id, place.seat_id
        FROM waiting CROSS JOIN LATERAL (
            SELECT room.room_id, seat.seat_id
            FROM {schema}.directory_rooms room
            LEFT JOIN {schema}.directory_seats seat
                ON seat.room_id = room.room_id AND (waiting.any_seat OR waiting.seat_id IS NOT NULL)
            WHERE room.building_id = waiting.building_id
              AND (waiting.room_id IS NULL OR room.room_id = waiting.room_id)
              AND (waiting.seat_id IS NULL OR seat.seat_id = waiting.seat_id)
              AND (NOT waiting.any_seat OR seat.seat_id IS NOT NULL)
              AND (waiting.kind IS NULL OR room.kind = waiting.kind)
              AND room.features @> waiting.features
              AND room.capacity >= coalesce(waiting.attendees, 1)
              AND NOT EXISTS (
                  SELECT FROM {schema}.claims claim
                  WHERE claim.unit_id = ANY (
                          CASE WHEN seat.seat_id IS NULL THEN room.units ELSE ARRAY[seat.seat_id] END
                      )
                    AND claim.during && tstzrange(waiting.starts_at, waiting.ends_at)
                    AND claim.places IS NULL
              )
            ORDER BY room.capacity, room.name, seat.place
            LIMIT 1
        ) place
        ORDER BY waiting.place_in_line
        LIMIT 200
    ), taken AS (
        UPDATE {schema}.waitlist_entries entry SET handed_out_at = clock_timestamp()
        WHERE waitlist_id IN (
            SELECT waitlist_id FROM {schema}.waitlist_entries
            WHERE waitlist_id IN (SELECT waitlist_id FROM found) FOR UPDATE SKIP LOCKED
        )
        RETURNING waitlist_id, handed_out_at
    )
    SELECT found.waitlist_id, found.room_id, found.seat_id, taken.handed_out_at
    FROM found JOIN taken USING (waitlist_id) ORDER BY found.place_in_line
"""
