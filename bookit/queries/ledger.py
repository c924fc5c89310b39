"""The ledger itself: its events as they were recorded, what proves them, and who read them."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from bookit.domain.actor import Actor
from bookit.domain.errors import Invalid
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"history"})

# Positions have no gaps and recorded times never go back, so a place in time is found in as many steps as the number
# of events has bits.
_LAST_BEFORE = """
    WITH RECURSIVE search (low, high) AS (
        SELECT 0::bigint, position FROM {schema}.ledger_head
        UNION ALL
        SELECT CASE WHEN event.recorded_at <= :at THEN middle ELSE low END,
               CASE WHEN event.recorded_at <= :at THEN high ELSE middle - 1 END
        FROM (SELECT low, high, (low + high + 1) / 2 AS middle FROM search WHERE low < high) step
        JOIN {schema}.events event ON event.notification_id = middle
    )
    SELECT low FROM search WHERE low = high
"""

_EVENTS = """
    SELECT event.notification_id, event.originator_id, event.originator_version, event.topic, event.state,
           event.recorded_at, event.actor_id, event.command_id, event.correlation_id, event.hash,
           command.name, command.address_class
    FROM {schema}.events event
    LEFT JOIN {schema}.commands command ON command.command_id = event.command_id
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to list; what is not named does not matter."""

    topics: Collection[str] = ()
    actor_id: UUID | None = None
    stream_id: UUID | None = None
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None


async def position_at(queries: Queries, at: datetime) -> int:
    """The last position that was recorded by then; 0 when there is none."""
    rows = await queries.rows(_LAST_BEFORE, {"at": at})
    return int(rows[0][0]) if rows else 0


async def events(
    queries: Queries,
    viewer: Actor,
    which: Filter,
    *,
    after: int = 0,
    newest_first: bool = False,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of events in the ledger's order, or the other way round.

    Raises Invalid for an inverted period or a foreign cursor.
    """
    viewer.require("see-ledger")
    if which.recorded_from and which.recorded_to and which.recorded_to <= which.recorded_from:
        raise Invalid("A period must end after it starts.", pointer="/to")
    asked = (after, sorted(which.topics), which.actor_id, which.stream_id, which.recorded_from, which.recorded_to)
    cursors = queries.cursors("ledger-events", newest_first, *asked)
    reached = cursors.read(cursor)[0] if cursor is not None else None
    first, last = after, 2**62
    if which.recorded_from is not None:
        first = max(first, await position_at(queries, _a_moment_before(which.recorded_from)))
    if which.recorded_to is not None:
        last = await position_at(queries, _a_moment_before(which.recorded_to))
    if reached is not None and newest_first:
        last = min(last, reached - 1)
    elif reached is not None:
        first = max(first, reached)
    rows = await queries.rows(
        f"{_EVENTS} {_where(which, newest_first)} LIMIT :limit",
        {
            "first": first,
            "last": last,
            "topics": sorted(which.topics),
            "actor_id": which.actor_id,
            "stream_id": which.stream_id,
            "limit": checked_limit(limit) + 1,
        },
    )
    items = [(orjson.dumps(_item(row)).decode(), row.notification_id) for row in rows]
    return cut(items, limit, cursors)


def _where(which: Filter, newest_first: bool) -> str:
    """Which rows, in order; a topic or actor is looked up in the read model, which has an index of them."""
    conditions = ["event.notification_id > :first", "event.notification_id <= :last"]
    join = ""
    if which.stream_id is not None:
        conditions.append("event.originator_id = :stream_id")
    if which.topics or which.actor_id is not None:
        join = "JOIN {schema}.history_events known ON known.position = event.notification_id"
        conditions += ["known.position > :first", "known.position <= :last"]
        if which.topics:
            conditions.append("known.topic = ANY(CAST(:topics AS text[]))")
        if which.actor_id is not None:
            conditions.append("known.actor_id = :actor_id")
    order = "known.position" if join else "event.notification_id"
    return f"{join} WHERE {' AND '.join(conditions)} ORDER BY {order}{' DESC' if newest_first else ''}"


def _a_moment_before(at: datetime) -> datetime:
    return at - datetime.resolution


def _item(row: Any) -> dict[str, Any]:
    return {
        "position": row.notification_id,
        "stream_id": row.originator_id,
        "version": row.originator_version,
        "topic": row.topic,
        "recorded_at": row.recorded_at.astimezone(UTC),
        "actor_id": row.actor_id,
        "command": row.name,
        "command_id": row.command_id,
        "correlation_id": row.correlation_id,
        "address_class": row.address_class,
        "hash": bytes(row.hash).hex(),
        **_data(bytes(row.state)),
    }


def _data(state: bytes) -> dict[str, Any]:
    """What was recorded; as base64 where it is damaged so badly that it is no JSON."""
    try:
        return {"data": orjson.loads(state)}
    except ValueError:
        return {"data": None, "data_base64": b64encode(state).decode()}


_PROOF = """
    SELECT json_build_object(
        'ledger_id', (SELECT ledger_id FROM {schema}.ledger_identity),
        'head', (SELECT json_build_object('position', position, 'hash', encode(hash, 'hex'),
                                          'recorded_at', recorded_at) FROM {schema}.ledger_head),
        'checked', (SELECT json_build_object('position', c.position, 'streams', c.streams, 'checked_at', c.checked_at,
                        'events_to_check', h.position - c.position)
                    FROM {schema}.ledger_checks c, {schema}.ledger_head h WHERE c.kind = 'new'),
        'checked_again', (SELECT json_build_object('position', position, 'began_at', began_at,
                              'finished_at', finished_at) FROM {schema}.ledger_checks WHERE kind = 'again'),
        'fault_count', (SELECT count(*) FROM {schema}.ledger_faults),
        'faults', coalesce((SELECT json_agg(json_build_object('check', check_name, 'position', position,
                                'stream_id', stream_id, 'fault', fault, 'found_at', found_at) ORDER BY fault_id)
                            FROM (SELECT * FROM {schema}.ledger_faults ORDER BY fault_id LIMIT 100) first), '[]'),
        'checkpoint_count', (SELECT count(*) FROM {schema}.ledger_checkpoints),
        'checkpoints', coalesce((SELECT json_agg(json_build_object('position', position, 'hash', encode(hash, 'hex'),
                                     'recorded_at', recorded_at, 'signed_at', signed_at, 'key_id', key_id,
                                     'signature', encode(signature, 'base64')) ORDER BY position DESC)
                                 FROM (SELECT * FROM {schema}.ledger_checkpoints ORDER BY position DESC LIMIT 10) last),
                                '[]'),
        'keys', coalesce((SELECT json_agg(json_build_object('key_id', key_id, 'algorithm', 'Ed25519',
                              'public_key', encode(public_key, 'base64'), 'first_used', first_used)
                              ORDER BY first_used) FROM {schema}.signing_keys), '[]')
    )::text
"""


async def proof(queries: Queries, viewer: Actor) -> bytes:
    """The head of the chain, how far it was checked and with what result, and what was signed with which keys."""
    viewer.require("see-ledger")
    rows = await queries.rows(_PROOF)
    body: str = rows[0][0]
    return body.replace("\\n", "").encode()  # Postgres breaks base64 into lines


_SOUNDNESS = """
    SELECT (SELECT count(*) FROM {schema}.ledger_faults) AS faults,
           (SELECT h.position - c.position FROM {schema}.ledger_head h, {schema}.ledger_checks c WHERE c.kind = 'new')
               AS unchecked_events,
           coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at) FROM {schema}.events e
                     WHERE e.notification_id = 1 + coalesce(
                         (SELECT max(position) FROM {schema}.ledger_checkpoints), 0)), 0) AS unsigned_seconds
"""


async def soundness(queries: Queries) -> dict[str, float]:
    """How many faults were found, how many events are not checked, and how long the oldest one is not signed."""
    ((faults, unchecked, unsigned),) = [tuple(row) for row in await queries.rows(_SOUNDNESS)]
    return {"faults": faults, "unchecked_events": unchecked, "unsigned_seconds": float(unsigned)}


_READINGS = """
    SELECT json_build_object('reading_id', reading_id, 'read_at', read_at, 'member_id', member_id,
               'address_class', address_class, 'path', path, 'parameters', parameters)::text, reading_id
    FROM {schema}.readings
    WHERE reading_id < :before AND (CAST(:member_id AS uuid) IS NULL OR member_id = :member_id)
    ORDER BY reading_id DESC
    LIMIT :limit
"""


async def readings(
    queries: Queries,
    viewer: Actor,
    *,
    member_id: UUID | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of what those read who may read everything, the latest first."""
    viewer.require("see-ledger")
    cursors = queries.cursors("ledger-readings", member_id)
    rows = await queries.rows(
        _READINGS,
        {
            "before": cursors.read(cursor)[0] if cursor is not None else 2**62,
            "member_id": member_id,
            "limit": checked_limit(limit) + 1,
        },
    )
    return cut(rows, limit, cursors)
