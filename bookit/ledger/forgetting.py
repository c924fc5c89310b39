"""What is left of members who were forgotten: what they have ahead is given up, then what could be guessed is blurred.

Recording that a member was forgotten removes the person and their key at once (migrations/sql/0005_member_keys.sql).
The rest is found in read models that have seen the fact, and given up by ordinary commands, each of which runs once.
"""

from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from psycopg import sql
from uuid_utils.compat import uuid5

from bookit.commands.bookings import CancelBooking, FinishBooking
from bookit.commands.catalogue import Command
from bookit.commands.series import CancelSeries
from bookit.commands.waitlist import LeaveWaitlist
from bookit.ledger.append import Pool

_LEFT = UUID("4c3f0a5e-4c53-4f0c-9f3a-6a1c4d5f2b77")
"""Namespace in which what is left of somebody becomes a command id."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something of a forgotten member that is to be given up, as a part of the act that had them forgotten."""

    command: Command
    command_id: UUID
    act_id: UUID


class Forgetting:
    """Looks after members who were forgotten until nothing of them is left to be given up."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        names = {"schema": sql.Identifier(schema)}
        self._select_members = sql.SQL(_MEMBERS).format(**names)
        self._select_left = sql.SQL(_WHAT_IS_LEFT).format(**names)
        self._settle = sql.SQL(_SETTLE).format(**names)

    async def leftovers(self) -> list[Leftover]:
        """What is to be given up. Members of whom nothing is left are settled, and not looked at again."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_members)
            acts: dict[UUID, UUID] = dict(await cursor.fetchall())
            if not acts:
                return []
            cursor = await connection.execute(self._select_left, {"members": list(acts)})
            rows = await cursor.fetchall()
            if done := acts.keys() - {member_id for member_id, *_ in rows}:
                await connection.execute(self._settle, {"members": list(done)})
        return [_leftover(acts[member_id], kind, stream_id) for member_id, kind, stream_id in rows]


def _leftover(act_id: UUID, kind: str, stream_id: UUID) -> Leftover:
    command: Command
    match kind:
        case "series":
            command = CancelSeries(series_id=stream_id)
        case "waiting":
            command = LeaveWaitlist(waitlist_id=stream_id)
        case "running":
            command = FinishBooking(booking_id=stream_id)
        case _:
            command = CancelBooking(booking_id=stream_id)
    return Leftover(command, uuid5(_LEFT, f"{act_id}:{kind}:{stream_id}"), act_id)


_MEMBERS: LiteralString = """
    SELECT k.member_id, e.command_id
    FROM {schema}.member_keys k
    JOIN {schema}.events e ON e.originator_id = k.member_id AND e.topic = 'member.forgotten'
    WHERE NOT k.settled AND e.notification_id <= (
        SELECT min(p.position) FROM {schema}.projections p
        WHERE p.build = 'live' AND p.name IN ('calendar', 'series', 'waitlist'))
    ORDER BY k.forgotten_at
    LIMIT 20
"""

# Series come first and take their dates with them, except those changed one by one: somebody else may have them.
_WHAT_IS_LEFT: LiteralString = """
    WITH ahead AS (
        SELECT * FROM {schema}.calendar_bookings
        WHERE member_id = ANY (%(members)s) AND status IN ('pending', 'confirmed', 'checked_in')
          AND ends_at > clock_timestamp()
    ), series AS (
        SELECT s.member_id, s.series_id FROM {schema}.series_series s
        WHERE s.member_id = ANY (%(members)s) AND s.live AND (
            s.continues_with IS NOT NULL
            OR EXISTS (SELECT FROM ahead WHERE ahead.series_id = s.series_id AND ahead.starts_at > clock_timestamp()))
    )
    SELECT member_id, kind, stream_id FROM (
        SELECT s.member_id, 'series' AS kind, s.series_id AS stream_id, 1 AS turn FROM series s
        UNION ALL
        SELECT b.member_id,
               CASE WHEN b.starts_at < clock_timestamp() AND b.status <> 'pending' THEN 'running' ELSE 'ahead' END,
               b.booking_id, 2
        FROM ahead b
        WHERE NOT EXISTS (SELECT FROM series s WHERE s.series_id = b.series_id)
        UNION ALL
        SELECT w.member_id, 'waiting', w.waitlist_id, 3
        FROM {schema}.waitlist_entries w
        WHERE w.member_id = ANY (%(members)s) AND w.status IN ('waiting', 'offered')
    ) leftover
    ORDER BY turn, stream_id
    LIMIT 500
"""

# Who has the database could guess a text, and compare it with the fingerprint of the request that brought it.
_SETTLE: LiteralString = """
    WITH streams AS (
        SELECT unnest(%(members)s::uuid[]) AS stream_id
        UNION SELECT booking_id FROM {schema}.calendar_bookings WHERE member_id = ANY (%(members)s)
        UNION SELECT series_id FROM {schema}.series_series WHERE member_id = ANY (%(members)s)
        UNION SELECT waitlist_id FROM {schema}.waitlist_entries WHERE member_id = ANY (%(members)s)
    ), blurred AS (
        UPDATE {schema}.commands c SET request_hash = sha256(uuid_send(gen_random_uuid()))
        WHERE c.command_id IN (
            SELECT e.command_id FROM {schema}.events e JOIN streams s ON e.originator_id = s.stream_id)
    )
    UPDATE {schema}.member_keys SET settled = true WHERE member_id = ANY (%(members)s)
"""
