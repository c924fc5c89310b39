"""What is due: read from projections, handed out to one scheduler at a time, fired as ordinary commands.

What was handed out comes again after a while if nothing became of it, because its scheduler died. Firing it twice does
no harm: the command id follows from what is due, and the domain refuses what is done.
"""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from psycopg import sql
from uuid_utils.compat import uuid5

from bookit.commands.approvals import ExpireBooking
from bookit.commands.catalogue import Command
from bookit.commands.presence import ReleaseBooking
from bookit.commands.series import EndSeries, ExtendSeries, OfferSkipped
from bookit.commands.waitlist import ExpireWaiting, LapseOffer, PromoteWaiting, Spot
from bookit.ledger.append import Pool

MOST_AT_ONCE = 500
AGAIN_AFTER = timedelta(seconds=10)
"""Much longer than a batch takes. Whoever is slower than that only does what another does as well."""

_FIRED = UUID("2f9a5a0e-5f1b-4c57-9d63-3f7b7b1f2c44")
"""Namespace in which what is due becomes a command id."""


@dataclass(frozen=True, slots=True)
class Due:
    """A command that time gives to a stream, the id under which it runs once, and the time that has come."""

    command: Command
    command_id: UUID
    stream_id: UUID
    due_at: datetime


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
    Timer(
        "horizon",
        "series_series",
        "series_id",
        "extend_at",
        "live",
        lambda stream_id: ExtendSeries(series_id=stream_id),
    ),
    Timer(
        "no-shows",
        "series_series",
        "series_id",
        "end_at",
        "live",
        lambda stream_id: EndSeries(series_id=stream_id),
    ),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one kind of deadline there is."""

    timer: str
    due: int
    """Whose time has come, and nothing became of it yet."""
    oldest_due_at: datetime | None
    within_an_hour: int
    next_due_at: datetime | None

    def as_item(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


class Timers:
    """Finds what is due, by the clock of the database."""

    def __init__(self, pool: Pool, schema: str, *, again_after: timedelta = AGAIN_AFTER) -> None:
        self._pool = pool
        self._schema = sql.Identifier(schema)
        self._commands = {timer.name: timer.command for timer in TIMERS}
        self._take_due = self._taking(again_after)
        self._count_waiting = self._counting()
        self._hold_line = sql.SQL(_LINE).format(schema=self._schema)
        self._select_state = sql.SQL(_STATE).format(schema=self._schema)
        self._select_promotable = sql.SQL(_PROMOTABLE).format(schema=self._schema)
        self._select_skipped = sql.SQL(_SKIPPED).format(schema=self._schema)
        self._tidy = [sql.SQL(statement).format(schema=self._schema) for statement in _TIDY]

    async def due(self) -> list[Due]:
        """Deadlines that have passed, of all kinds, the oldest first, for this scheduler alone."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._take_due)
            rows = await cursor.fetchall()
        return [
            Due(self._commands[name](stream_id), _id(name, stream_id, due_at), stream_id, due_at)
            for name, stream_id, due_at in rows
        ]

    async def waiting(self) -> list[Waiting]:
        """How much of each kind of deadline is due and to come, for those who watch."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._count_waiting)
            return [Waiting(*row) for row in await cursor.fetchall()]

    @asynccontextmanager
    async def line(self) -> AsyncIterator[bool]:
        """Whether this scheduler serves those who wait while the context lasts; another one may be at it.

        One at a time, because the first in line comes first. A scheduler that dies lets go.
        """
        async with self._pool.connection(timeout=2) as connection, connection.transaction():
            cursor = await connection.execute(self._hold_line)
            yield await cursor.fetchone() is not None

    async def state(self) -> tuple[int, ...]:
        """Changes with the ledger and with what is known of it: without a change, nothing can become free."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_state)
            return tuple(row[0] for row in await cursor.fetchall())

    async def promotable(self, without: Collection[UUID] = ()) -> list[PromoteWaiting]:
        """Who waits for a place that seems to be free, the first in line first; deciding finds out who gets it."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_promotable, [list(without)])
            rows = await cursor.fetchall()
        return [
            PromoteWaiting(
                waitlist_id=waitlist_id,
                spots=[Spot(room_id=room, seat_id=seat) for room, seat in zip(rooms, seats, strict=True)],
            )
            for waitlist_id, rooms, seats in rows
        ]

    async def with_skipped_dates(self, without: Collection[UUID] = ()) -> list[OfferSkipped]:
        """Series with skipped dates ahead, the oldest first; deciding finds out which dates can be had by now."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_skipped, [list(without)])
            return [OfferSkipped(series_id=series_id) for (series_id,) in await cursor.fetchall()]

    async def tidy(self) -> None:
        """Remove what has no effect any more; now and then is enough."""
        async with self._pool.connection(timeout=2) as connection:
            for statement in self._tidy:
                await connection.execute(statement)

    def _taking(self, again_after: timedelta) -> sql.Composed:
        lease = sql.Literal(again_after)
        most = sql.Literal(MOST_AT_ONCE)
        due = sql.SQL(" UNION ALL ").join(
            sql.SQL(_DUE).format(
                schema=self._schema,
                name=sql.Literal(timer.name),
                table=sql.Identifier(timer.table),
                key=sql.Identifier(timer.key),
                due_at=sql.Identifier(timer.due_at),
                condition=sql.SQL(timer.condition),
                again_after=lease,
                most=most,
            )
            for timer in TIMERS
        )
        return sql.SQL(_TAKE).format(schema=self._schema, due=due, again_after=lease, most=most)

    def _counting(self) -> sql.Composed:
        return sql.SQL(" UNION ALL ").join(
            sql.SQL(_WAITING).format(
                schema=self._schema,
                name=sql.Literal(timer.name),
                table=sql.Identifier(timer.table),
                due_at=sql.Identifier(timer.due_at),
                condition=sql.SQL(timer.condition),
            )
            for timer in TIMERS
        )


def _id(name: str, stream_id: UUID, at: datetime) -> UUID:
    return uuid5(_FIRED, f"{name}:{stream_id}:{at.isoformat()}")


_DUE: LiteralString = """
    (SELECT {name} AS timer, due.{key} AS stream_id, due.{due_at} AS due_at FROM {schema}.{table} due
     WHERE {condition} AND due.{due_at} <= clock_timestamp() AND NOT EXISTS (
         SELECT FROM {schema}.handed_out taken
         WHERE taken.stream_id = due.{key} AND taken.timer = {name} AND taken.due_at = due.{due_at}
           AND taken.handed_out_at > clock_timestamp() - {again_after}::interval)
     ORDER BY due.{due_at} LIMIT {most})
"""

_WAITING: LiteralString = """
    SELECT {name}, count(*) FILTER (WHERE {due_at} <= clock_timestamp()),
           min({due_at}) FILTER (WHERE {due_at} <= clock_timestamp()),
           count(*) FILTER (WHERE {due_at} > clock_timestamp() AND {due_at} <= clock_timestamp() + interval '1 hour'),
           min({due_at}) FILTER (WHERE {due_at} > clock_timestamp())
    FROM {schema}.{table} WHERE {condition} AND {due_at} IS NOT NULL
"""

# Rows are taken in one order by all schedulers, so that none waits for another that waits for it.
_TAKE: LiteralString = """
    WITH oldest AS (
        SELECT * FROM ({due}) due ORDER BY due_at, stream_id LIMIT {most}
    ), taken AS (
        INSERT INTO {schema}.handed_out AS before (timer, stream_id, due_at, handed_out_at)
        SELECT timer, stream_id, due_at, clock_timestamp() FROM oldest ORDER BY stream_id, timer
        ON CONFLICT (stream_id, timer) DO UPDATE SET due_at = excluded.due_at, handed_out_at = excluded.handed_out_at
        WHERE before.due_at <> excluded.due_at
           OR before.handed_out_at < clock_timestamp() - {again_after}::interval
        RETURNING timer, stream_id, due_at
    )
    SELECT timer, stream_id, due_at FROM taken ORDER BY due_at, stream_id
"""

_LINE: LiteralString = "SELECT 1 FROM {schema}.one_at_a_time WHERE name = 'promote who waits' FOR UPDATE SKIP LOCKED"

_STATE: LiteralString = """
    SELECT position FROM {schema}.ledger_head
    UNION ALL
    (SELECT position FROM {schema}.projections WHERE build = 'live' AND name IN ('waitlist', 'directory', 'series')
     ORDER BY name)
"""

# For each who waits, in line, the places that nobody claims then, the smallest that is large enough first. Buffers and
# rules are for the decision to judge, which tries one place after the other.
_PROMOTABLE: LiteralString = """
    SELECT waiting.waitlist_id, place.rooms, place.seats
    FROM {schema}.waitlist_entries waiting
    CROSS JOIN LATERAL (
        SELECT array_agg(room_id) AS rooms, array_agg(seat_id) AS seats FROM (
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
                          CASE WHEN seat.seat_id IS NULL THEN room.units ELSE ARRAY[seat.seat_id, room.room_id] END
                      )
                    AND claim.during && tstzrange(waiting.starts_at, waiting.ends_at)
                    AND (claim.places IS NULL OR seat.seat_id IS NULL AND NOT room.shares_places)
              )
              AND (NOT room.shares_places OR (
                  SELECT crowd.stream_id IS NULL FROM {schema}.crowded(
                      room.room_id, tstzrange(waiting.starts_at, waiting.ends_at), coalesce(waiting.attendees, 1),
                      room.capacity, ARRAY[]::uuid[]
                  ) crowd
              ))
            ORDER BY room.capacity, room.name, room.room_id, seat.place
            LIMIT 20
        ) free
    ) place
    WHERE waiting.status = 'waiting' AND waiting.starts_at > clock_timestamp() AND place.rooms IS NOT NULL
      AND waiting.waitlist_id <> ALL (%s)
    ORDER BY waiting.place_in_line
    LIMIT 200
"""

_SKIPPED: LiteralString = """
    SELECT series_id FROM {schema}.series_series
    WHERE live AND skipped <> '[]' AND series_id <> ALL (%s) AND EXISTS (
        SELECT FROM jsonb_array_elements(skipped) date
        WHERE date ->> 'occurrence' > to_char(clock_timestamp() AT TIME ZONE time_zone, 'YYYY-MM-DD"T"HH24:MI:SS')
    )
    ORDER BY position LIMIT 200
"""

_TIDY: Sequence[LiteralString] = (
    "DELETE FROM {schema}.handed_out WHERE handed_out_at < clock_timestamp() - interval '1 hour'",
    "DELETE FROM {schema}.charges WHERE until < clock_timestamp() - interval '1 hour'",
)
