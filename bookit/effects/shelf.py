"""The shelf of effects: put there once, taken up by one worker at a time, done, tried again, or parked.

Attempts are counted and committed *before* they are made, so that a job that kills its worker comes to an end. Who
makes an attempt holds the lock of its row until it is over: a worker that dies lets go at once, whatever it was at.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from bookit.effects.effect import Effect, NewEffect, Queue

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)
RING_AGAIN_AFTER = timedelta(seconds=15)
"""A ring that led to nothing is repeated; one more than needed does no harm."""
KEPT_FOR = timedelta(days=30)
_LONGEST_ERROR = 2000
DIED = "The worker that made this attempt died."


class Shelf:
    """The effects of one organisation. Each method is one statement; the caller says in which transaction."""

    def __init__(self, connection: psycopg.Connection, schema: str) -> None:
        self._connection = connection
        self._schema = sql.Identifier(schema)

    def put(self, effects: Iterable[NewEffect]) -> int:
        """Note effects, each once, in the transaction of what causes them; answers how many are new."""
        rows = list({effect.key: effect for effect in effects}.values())
        if not rows:
            return 0
        columns = (
            [row.kind for row in rows],
            [row.key for row in rows],
            [row.queue.value for row in rows],
            [Jsonb(dict(row.payload)) for row in rows],
            [row.position for row in rows],
            [row.due_at for row in rows],
            [row.most_attempts for row in rows],
        )
        return self._execute(_PUT, columns).rowcount

    def ring(self, queue: Queue, most: int) -> list[UUID]:
        """Effects that are due and that nobody was told of lately, the longest due first; they count as told now."""
        asked = {"queue": queue.value, "most": most, "again": RING_AGAIN_AFTER}
        return [effect_id for (effect_id,) in self._execute(_RING, asked)]

    def take_up(self, effect_id: UUID) -> Effect | None:
        """Count one more attempt and take it; None when there is nothing to do, or somebody is at it.

        Commit before anything is done. Until `hold`, and whenever the attempt is never brought to an end, the effect
        is due again after its pause.
        """
        asked = {"effect_id": effect_id, "first": FIRST_PAUSE, "longest": LONGEST_PAUSE}
        row = self._execute(_TAKE_UP, asked).fetchone()
        return Effect(*row) if row else None

    def hold(self, effect: Effect) -> bool:
        """Lock an effect that was taken up until the transaction ends; False when it is another's by now."""
        row = self._execute(_HOLD, {"effect_id": effect.effect_id, "attempt": effect.attempt}).fetchone()
        return row is not None

    def done(self, effect: Effect) -> None:
        """The attempt went well; in the transaction that holds the effect."""
        self._execute(_DONE, {"effect_id": effect.effect_id})

    def failed(self, effect: Effect, error: str, *, for_good: bool = False) -> bool:
        """The attempt went wrong. True when it was the last one: the effect is parked."""
        asked = {
            "effect_id": effect.effect_id,
            "attempt": effect.attempt,
            "error": _storable(error),
            "for_good": for_good,
        }
        row = self._execute(_FAILED, asked).fetchone()
        return row is not None and row[0] == "parked"

    def put_off(self, effect: Effect, pause: timedelta) -> None:
        """It was too early: the attempt does not count."""
        self._execute(_PUT_OFF, {"effect_id": effect.effect_id, "attempt": effect.attempt, "pause": pause})

    def park_dead(self) -> list[UUID]:
        """Park what has used up its attempts without ever coming to an end."""
        return [effect_id for (effect_id,) in self._execute(_PARK_DEAD, {"error": DIED})]

    def hold_back(self, error: str, *, but: Sequence[str]) -> int:
        """Park all that is open but for some kinds, until an operator retries or discards it; answers how many."""
        return self._execute(_HOLD_BACK, {"error": error, "but": list(but)}).rowcount

    def next_due(self, within: float) -> float:
        """In how many seconds the next effect is due; `within` when none is before."""
        ((seconds,),) = self._execute(_NEXT_DUE, {"within": within}).fetchall()
        return float(seconds)

    def reschedule(self, keys: Sequence[str], pause: timedelta) -> None:
        """Make effects that still wait due in so long from now, whatever they were before."""
        self._execute(_RESCHEDULE, {"keys": list(keys), "pause": pause})

    def retry(self, effect_ids: Sequence[UUID]) -> int:
        """Give parked effects all their attempts again; answers how many there were."""
        return self._execute(RETRY, {"effect_ids": list(effect_ids)}).rowcount

    def discard(self, effect_ids: Sequence[UUID]) -> int:
        """Give parked effects up for good; answers how many there were."""
        return self._execute(DISCARD, {"effect_ids": list(effect_ids)}).rowcount

    def tidy(self, most: int = 10_000) -> int:
        """Forget what was over long ago; answers how many there were, at most so many at once."""
        return self._execute(_TIDY, {"kept": KEPT_FOR, "most": most}).rowcount

    def _execute(self, statement: LiteralString, parameters: Sequence[Any] | Mapping[str, Any]) -> psycopg.Cursor:
        return self._connection.execute(sql.SQL(statement).format(schema=self._schema), parameters)


def _storable(error: str) -> str:
    return error.replace("\x00", "\N{REPLACEMENT CHARACTER}")[:_LONGEST_ERROR]


_PUT: LiteralString = """
    INSERT INTO {schema}.effects (kind, dedupe_key, queue, payload, position, due_at, most_attempts)
    SELECT kind, key, queue, payload, position, coalesce(due_at, clock_timestamp()), most_attempts
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::jsonb[], %s::bigint[], %s::timestamptz[], %s::integer[])
        AS new (kind, key, queue, payload, position, due_at, most_attempts)
    ORDER BY key
    ON CONFLICT (dedupe_key) DO NOTHING
"""

_RING: LiteralString = """
    WITH due AS (
        SELECT effect_id FROM {schema}.effects
        WHERE queue = %(queue)s AND state IN ('waiting', 'running') AND due_at <= clock_timestamp()
          AND (rung_at IS NULL OR rung_at < clock_timestamp() - %(again)s)
        ORDER BY due_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
    UPDATE {schema}.effects effect SET rung_at = clock_timestamp() FROM due
    WHERE effect.effect_id = due.effect_id RETURNING effect.effect_id
"""

# The pause doubles with each attempt. It is set beforehand, so that it holds for a worker that dies as well.
_TAKE_UP: LiteralString = """
    WITH due AS (
        SELECT effect_id FROM {schema}.effects
        WHERE effect_id = %(effect_id)s AND state IN ('waiting', 'running') AND due_at <= clock_timestamp()
          AND attempts < most_attempts
        FOR UPDATE SKIP LOCKED
    )
    UPDATE {schema}.effects effect
    SET state = 'running', attempts = attempts + 1, started_at = clock_timestamp(),
        due_at = clock_timestamp() + least(%(longest)s, %(first)s * power(2, least(attempts, 20)))
    FROM due WHERE effect.effect_id = due.effect_id
    RETURNING effect.effect_id, kind, dedupe_key, payload, attempts, most_attempts
"""

_HOLD: LiteralString = """
    SELECT 1 FROM {schema}.effects
    WHERE effect_id = %(effect_id)s AND state = 'running' AND attempts = %(attempt)s FOR UPDATE SKIP LOCKED
"""

_DONE: LiteralString = """
    UPDATE {schema}.effects SET state = 'done', done_at = clock_timestamp(), last_error = NULL
    WHERE effect_id = %(effect_id)s
"""

_FAILED: LiteralString = """
    UPDATE {schema}.effects
    SET state = CASE WHEN %(for_good)s OR attempts >= most_attempts THEN 'parked' ELSE 'waiting' END,
        parked_at = CASE WHEN %(for_good)s OR attempts >= most_attempts THEN clock_timestamp() END,
        last_error = %(error)s, rung_at = NULL
    WHERE effect_id = %(effect_id)s AND state = 'running' AND attempts = %(attempt)s
    RETURNING state
"""

_PUT_OFF: LiteralString = """
    UPDATE {schema}.effects
    SET state = 'waiting', attempts = attempts - 1, due_at = clock_timestamp() + %(pause)s, rung_at = NULL
    WHERE effect_id = %(effect_id)s AND state = 'running' AND attempts = %(attempt)s
"""

_PARK_DEAD: LiteralString = """
    WITH dead AS (
        SELECT effect_id FROM {schema}.effects
        WHERE state = 'running' AND due_at <= clock_timestamp() AND attempts >= most_attempts
        ORDER BY effect_id FOR UPDATE SKIP LOCKED
    )
    UPDATE {schema}.effects effect SET state = 'parked', parked_at = clock_timestamp(), last_error = %(error)s
    FROM dead WHERE effect.effect_id = dead.effect_id RETURNING effect.effect_id
"""

_HOLD_BACK: LiteralString = """
    UPDATE {schema}.effects SET state = 'parked', parked_at = clock_timestamp(), last_error = %(error)s
    WHERE state IN ('waiting', 'running') AND kind <> ALL (%(but)s)
"""

# Of each queue the first that is not due yet: three short looks into the index.
_NEXT_DUE: LiteralString = """
    SELECT greatest(coalesce(extract(epoch FROM min(next.due_at) - clock_timestamp()), %(within)s), 0)
    FROM unnest(ARRAY['urgent', 'ordinary', 'bulk']) queue
    CROSS JOIN LATERAL (
        SELECT due_at FROM {schema}.effects effect
        WHERE effect.queue = queue.queue AND state IN ('waiting', 'running') AND due_at > clock_timestamp()
          AND due_at < clock_timestamp() + make_interval(secs => %(within)s)
        ORDER BY due_at LIMIT 1
    ) next
"""

_RESCHEDULE: LiteralString = """
    UPDATE {schema}.effects SET due_at = clock_timestamp() + %(pause)s, rung_at = NULL
    WHERE dedupe_key = ANY (%(keys)s) AND state = 'waiting' AND attempts = 0
"""

RETRY: LiteralString = """
    UPDATE {schema}.effects
    SET state = 'waiting', attempts = 0, due_at = clock_timestamp(), rung_at = NULL, parked_at = NULL
    WHERE effect_id = ANY (%(effect_ids)s::uuid[]) AND state = 'parked'
"""

DISCARD: LiteralString = """
    UPDATE {schema}.effects SET state = 'discarded', done_at = clock_timestamp()
    WHERE effect_id = ANY (%(effect_ids)s::uuid[]) AND state = 'parked'
"""

_TIDY: LiteralString = """
    DELETE FROM {schema}.effects WHERE effect_id IN (
        SELECT effect_id FROM {schema}.effects
        WHERE state IN ('done', 'discarded') AND done_at < clock_timestamp() - %(kept)s
        ORDER BY done_at LIMIT %(most)s
    )
"""
