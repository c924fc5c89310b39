"""What operators look at: how far, how fast, what waits, what failed, who is alive, how large.

Nothing of it tells what people booked: errors are shown without the values that caused them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from bookit.projections.parking import BEHIND
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit
from bookit.queries.reading import Queries

RATE_IS_OLD_AFTER = timedelta(seconds=15)
"""A read model that was not moved for so long has nothing to do, or nobody does it."""
SILENT_AFTER = timedelta(seconds=35)
"""A process that missed three signs of life."""

_PROJECTIONS = """
    SELECT point.name, point.build, point.version, point.position, head.position AS head,
           greatest(head.position - point.position, 0) AS events_behind,
           coalesce((SELECT greatest(extract(epoch FROM clock_timestamp() - next.recorded_at), 0)
                     FROM {schema}.events next
                     WHERE next.notification_id = point.position + 1), 0)::float8 AS seconds_behind,
           pace.rate AS events_per_second,
           CASE WHEN point.position >= head.position THEN 0
                WHEN pace.rate > 0 THEN (head.position - point.position) / pace.rate END AS seconds_left,
           CASE WHEN head.position > 0 THEN least(point.position / head.position::float8, 1) ELSE 1 END AS progress,
           point.parked, point.switch_when_ready, point.started_at, point.updated_at
    FROM {schema}.projections point
    CROSS JOIN {schema}.ledger_head head
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN point.updated_at < clock_timestamp() - CAST(:old AS interval) THEN 0
            -- Not measured yet: what was done since the start.
            WHEN point.rate = 0 AND point.position > 0 THEN
                point.position / extract(epoch FROM greatest(point.updated_at - point.started_at, '1 ms'))::float8
            ELSE point.rate END AS rate
    ) pace
    ORDER BY point.name, point.build
"""

_PROCESSES = """
    SELECT process_id, kind, host, pid, version, started_at, seen_at,
           extract(epoch FROM clock_timestamp() - seen_at)::float8 AS seconds_since,
           seen_at > clock_timestamp() - CAST(:silent AS interval) AS alive
    FROM {schema}.processes
    ORDER BY kind, started_at, process_id
"""

# The first parked event of a stream is to blame; the others wait behind it.
_PARKED_EVENTS = """
    WITH culprits AS (
        SELECT DISTINCT ON (projection, build, stream_id)
               projection, build, stream_id, position, topic, attempts, parked_at, {schema}.cause_of(error) AS cause
        FROM {schema}.parked_events
        WHERE error <> :behind
        ORDER BY projection, build, stream_id, position
    ), sizes AS (
        SELECT projection, build, stream_id, count(*) AS events FROM {schema}.parked_events GROUP BY 1, 2, 3
    )
    SELECT projection, build, topic, cause, count(*) AS streams, sum(events)::bigint AS events,
           max(attempts) AS attempts, min(position) AS first_position,
           min(parked_at) AS first_parked_at, max(parked_at) AS last_parked_at,
           (array_agg(stream_id ORDER BY position))[1:5] AS examples
    FROM culprits JOIN sizes USING (projection, build, stream_id)
    GROUP BY projection, build, topic, cause
    ORDER BY events DESC, projection, build, topic, cause
"""

_CHECKING = """
    SELECT kind, greatest(head.position - place.position, 0) AS events_behind,
           extract(epoch FROM clock_timestamp() - coalesce(place.finished_at, place.began_at))::float8 AS round_seconds,
           (SELECT count(*) FROM {schema}.ledger_faults) AS faults
    FROM {schema}.ledger_checks place CROSS JOIN {schema}.ledger_head head
    ORDER BY kind
"""

_SESSIONS = """
    SELECT count(*) AS sessions, count(DISTINCT member_id) AS members,
           count(*) FILTER (WHERE last_seen_at > now() - interval '5 minutes') AS seen_in_5_minutes,
           count(*) FILTER (WHERE last_seen_at > now() - interval '1 hour') AS seen_in_an_hour,
           count(*) FILTER (WHERE last_seen_at > now() - interval '1 day') AS seen_in_a_day,
           (SELECT count(*) FROM {schema}.api_tokens WHERE expires_at > now()) AS api_tokens,
           (SELECT count(*) FROM {schema}.api_tokens
            WHERE expires_at > now() AND last_used_at > now() - interval '1 day') AS api_tokens_used_in_a_day
    FROM {schema}.sessions
    WHERE last_seen_at > now() - CAST(:idle AS interval) AND created_at > now() - CAST(:longest AS interval)
"""

_NEWEST_BACKUP = """
    SELECT name, position, bytes, extract(epoch FROM clock_timestamp() - began_at)::float8 AS seconds
    FROM {schema}.backups ORDER BY began_at DESC LIMIT 1
"""

_TABLES = """
    SELECT relation.relname AS "table", greatest(relation.reltuples, 0)::bigint AS rows,
           pg_catalog.pg_table_size(relation.oid) AS table_bytes,
           pg_catalog.pg_indexes_size(relation.oid) AS index_bytes,
           pg_catalog.pg_total_relation_size(relation.oid) AS bytes
    FROM pg_catalog.pg_class relation
    WHERE relation.relnamespace = CAST(:schema AS regnamespace) AND relation.relkind IN ('r', 'p')
    ORDER BY bytes DESC, relation.relname
"""

_DATABASE = """
    SELECT pg_catalog.pg_database_size(pg_catalog.current_database()) AS database_bytes,
           (SELECT position FROM {schema}.ledger_head) AS events,
           (SELECT count(*) FROM pg_catalog.pg_stat_activity
            WHERE datname = pg_catalog.current_database()) AS connections,
           pg_catalog.current_setting('max_connections')::int AS most_connections,
           pg_catalog.current_setting('server_version') AS server_version
"""

_ACTS = """
    SELECT act_id, name, actor_id, request, answer, done_at
    FROM {schema}.operator_acts
    WHERE CAST(:before_at AS timestamptz) IS NULL
       OR (done_at, act_id) < (CAST(:before_at AS timestamptz), CAST(:before_id AS uuid))
    ORDER BY done_at DESC, act_id DESC
    LIMIT :limit
"""


async def projections(queries: Queries) -> list[dict[str, Any]]:
    """Every build of every read model: position, lag, pace, and how far a rebuild is."""
    return await _items(queries, _PROJECTIONS, {"old": RATE_IS_OLD_AFTER})


async def processes(queries: Queries) -> list[dict[str, Any]]:
    """The processes of this organisation and when each was last heard of."""
    return await _items(queries, _PROCESSES, {"silent": SILENT_AFTER})


async def parked_events(queries: Queries) -> list[dict[str, Any]]:
    """Events that read models could not digest, by what was wrong with them."""
    return await _items(queries, _PARKED_EVENTS, {"behind": BEHIND})


async def ledger_checks(queries: Queries) -> list[dict[str, Any]]:
    """How far the ledger was checked, anew and again, and how many faults were ever found."""
    return await _items(queries, _CHECKING, {})


async def sessions(queries: Queries, *, idle: timedelta, longest: timedelta) -> dict[str, Any]:
    """How many are signed in, and how lately they were seen; nobody by name."""
    (item,) = await _items(queries, _SESSIONS, {"idle": idle, "longest": longest})
    return item


async def storage(queries: Queries) -> dict[str, Any]:
    """The size of the database, and of each table of this organisation."""
    (database,) = await _items(queries, _DATABASE, {})
    tables = await _items(queries, _TABLES, {"schema": f'"{queries.schema}"'})
    return {**database, "bytes": sum(table["bytes"] for table in tables), "items": tables}


async def newest_backup(queries: Queries) -> list[dict[str, Any]]:
    """The newest backup and its age; nothing where none was made."""
    return await _items(queries, _NEWEST_BACKUP, {})


async def acts(queries: Queries, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> bytes:
    """A page of what operators did, the latest first."""
    cursors = queries.cursors("operator acts")
    before = cursors.read(cursor) if cursor else None
    items = await _items(
        queries,
        _ACTS,
        {
            "before_at": datetime.fromisoformat(before[0]) if before else None,
            "before_id": UUID(before[1]) if before else None,
            "limit": checked_limit(limit) + 1,
        },
    )
    shown, last = items[:limit], items[limit - 1] if len(items) > limit else None
    next_cursor = cursors.after([last["done_at"].isoformat(), str(last["act_id"])]) if last else None
    return body_of({"items": shown, "next_cursor": next_cursor})


def body_of(answer: Mapping[str, Any] | Sequence[Any]) -> bytes:
    """An answer as JSON."""
    return orjson.dumps(answer if isinstance(answer, Mapping) else {"items": answer})


async def _items(queries: Queries, statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in await queries.rows(statement, parameters)]
