"""Jobs, as operators see them: the effects that wait, run, failed or were given up, by queue, one by one, by cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bookit.queries.operations import body_of
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit
from bookit.queries.reading import Queries

_QUEUES = """
    SELECT queue,
           coalesce(count(*) FILTER (WHERE state = 'waiting' AND due_at <= clock_timestamp()), 0) AS waiting,
           coalesce(count(*) FILTER (WHERE state = 'waiting' AND due_at > clock_timestamp()), 0) AS later,
           coalesce(count(*) FILTER (WHERE state = 'running'), 0) AS running,
           coalesce(count(*) FILTER (WHERE state = 'waiting' AND attempts > 0), 0) AS failed,
           coalesce(count(*) FILTER (WHERE state = 'parked'), 0) AS parked,
           coalesce(max(extract(epoch FROM clock_timestamp() - due_at))
                    FILTER (WHERE state = 'waiting' AND due_at <= clock_timestamp()), 0)::float8 AS oldest_seconds,
           (SELECT count(*) FROM {schema}.effects over
            WHERE over.state IN ('done', 'discarded') AND over.done_at > clock_timestamp() - interval '1 minute'
              AND over.state = 'done' AND over.queue = queue.queue) / 60.0::float8 AS done_per_second
    FROM unnest(ARRAY['urgent', 'ordinary', 'bulk']) queue (queue)
    LEFT JOIN {schema}.effects job USING (queue)
    WHERE job.state IS NULL OR job.state IN ('waiting', 'running', 'parked')
    GROUP BY queue
    ORDER BY array_position(ARRAY['urgent', 'ordinary', 'bulk'], queue)
"""

_REACTIONS = """
    SELECT reaction.name, reaction.position, greatest(head.position - reaction.position, 0) AS events_behind,
           reaction.updated_at
    FROM {schema}.reactions reaction CROSS JOIN {schema}.ledger_head head
    ORDER BY reaction.name
"""

_JOBS = """
    SELECT effect_id AS job_id, kind, queue, state, attempts, most_attempts, position, due_at,
           created_at, started_at, done_at, parked_at, {schema}.cause_of(last_error) AS error
    FROM {schema}.effects
    WHERE (CAST(:state AS text) IS NULL OR state = :state)
      AND (CAST(:kind AS text) IS NULL OR kind = :kind)
      AND (CAST(:queue AS text) IS NULL OR queue = :queue)
      AND (CAST(:before_at AS timestamptz) IS NULL
           OR (created_at, effect_id) < (CAST(:before_at AS timestamptz), CAST(:before_id AS uuid)))
    ORDER BY created_at DESC, effect_id DESC
    LIMIT :limit
"""

_PARKED = """
    SELECT kind, queue, {schema}.cause_of(last_error) AS cause, count(*) AS jobs, max(attempts) AS attempts,
           min(parked_at) AS first_parked_at, max(parked_at) AS last_parked_at,
           (array_agg(effect_id ORDER BY parked_at))[1:5] AS examples
    FROM {schema}.effects
    WHERE state = 'parked'
    GROUP BY kind, queue, cause
    ORDER BY jobs DESC, kind, queue, cause
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which jobs to list; what is not named does not matter."""

    state: str | None = None
    kind: str | None = None
    queue: str | None = None


async def queues(queries: Queries) -> list[dict[str, Any]]:
    """How many jobs of each queue wait, run and failed, how long the oldest waits, and how fast they are done."""
    return _items(await queries.rows(_QUEUES))


async def reactions(queries: Queries) -> list[dict[str, Any]]:
    """How far what makes jobs out of events has come."""
    return _items(await queries.rows(_REACTIONS))


async def jobs(queries: Queries, which: Filter, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> bytes:
    """A page of jobs, the latest first; what is done is kept for some weeks."""
    cursors = queries.cursors("jobs", which)
    before = cursors.read(cursor) if cursor else None
    asked = {
        "state": which.state,
        "kind": which.kind,
        "queue": which.queue,
        "before_at": datetime.fromisoformat(before[0]) if before else None,
        "before_id": UUID(before[1]) if before else None,
        "limit": checked_limit(limit) + 1,
    }
    items = _items(await queries.rows(_JOBS, asked))
    shown, last = items[:limit], items[limit - 1] if len(items) > limit else None
    next_cursor = cursors.after([last["created_at"].isoformat(), str(last["job_id"])]) if last else None
    return body_of({"items": shown, "next_cursor": next_cursor})


async def parked_jobs(queries: Queries) -> list[dict[str, Any]]:
    """Jobs that failed for good, by what was wrong with them."""
    return _items(await queries.rows(_PARKED))


def _items(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in rows]
