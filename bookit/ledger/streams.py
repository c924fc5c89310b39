"""Reads aggregates from the ledger: many streams in one statement, the ones just used from memory.

What comes from memory may be old. That never makes a decision wrong: the append function checks every version that
was read, and a refusal is given only after the versions it rests on were found current.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from psycopg import sql

from bookit.batching import Batcher
from bookit.domain.aggregate import Aggregate, replay
from bookit.events import Event, codec
from bookit.ledger.append import Guard, Pool

A = TypeVar("A", bound=Aggregate)

MOST_STREAMS_PER_READ = 256
REMEMBERED_STREAMS = 8192


class Streams:
    """Aggregates by id."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        names = {"schema": sql.Identifier(schema)}
        self._select = sql.SQL(
            "SELECT originator_id, originator_version, topic, state FROM {schema}.events"
            " WHERE originator_id = ANY (%b) ORDER BY originator_id, originator_version"
        ).format(**names)
        self._select_moved = sql.SQL(
            "SELECT e.originator_id FROM unnest(%b::uuid[], %b::bigint[]) g (stream, version)"
            " JOIN {schema}.events e ON e.originator_id = g.stream AND e.originator_version = g.version + 1"
        ).format(**names)
        self._remembered: OrderedDict[UUID, Aggregate] = OrderedDict()
        self._missing: set[UUID] = set()
        self._batcher: Batcher[UUID, Aggregate | None] = Batcher(self._read_all, most=MOST_STREAMS_PER_READ, flights=2)

    async def get(self, kind: type[A], id: UUID, *, at_least: int = 0, remember_missing: bool = False) -> A | None:  # noqa: A002 -- the field's own name
        """The shared aggregate of that kind and id, at that version or a later one; None when there is none.

        `remember_missing` spares the look for one that mostly does not exist, until `moved` finds that it does.
        """
        if remember_missing and id in self._missing:
            return None
        aggregate = self._remembered.get(id)
        if aggregate is None or aggregate.version < at_least:
            aggregate = await self._batcher.ask(id)
            if aggregate is None and remember_missing:
                self._missing.add(id)
        else:
            self._remembered.move_to_end(id)
        return aggregate if isinstance(aggregate, kind) else None

    async def current(self, kind: type[A], id: UUID) -> A | None:  # noqa: A002
        """The shared aggregate as the ledger has it at this moment; askers of one moment share a statement."""
        aggregate = await self._batcher.ask(id)
        return aggregate if isinstance(aggregate, kind) else None

    def remember(self, aggregate: Aggregate) -> None:
        """Keep what was just stored, unless something newer is known."""
        self._missing.discard(aggregate.id)
        known = self._remembered.get(aggregate.id)
        if known is None or known.version < aggregate.version:
            self._remembered[aggregate.id] = aggregate
            self._remembered.move_to_end(aggregate.id)
            while len(self._remembered) > REMEMBERED_STREAMS:
                self._remembered.popitem(last=False)

    def forget(self, ids: Sequence[UUID]) -> None:
        """Read these from the ledger next time."""
        self._missing.difference_update(ids)
        for stream_id in ids:
            self._remembered.pop(stream_id, None)

    async def moved(self, guards: Sequence[Guard]) -> list[UUID]:
        """The streams that are past the version that was read; they are forgotten as well."""
        if not guards:
            return []
        parameters = [[guard.stream_id for guard in guards], [guard.version for guard in guards]]
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_moved, parameters, prepare=True)
            moved: list[UUID] = [row[0] for row in await cursor.fetchall()]
        self.forget(moved)
        return moved

    async def _read_all(self, ids: list[UUID]) -> Sequence[Aggregate | None]:
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select, [list(set(ids))], prepare=True, binary=True)
            rows: list[Any] = await cursor.fetchall()
        events: dict[UUID, list[Event]] = {}
        for stream_id, version, topic, state in rows:
            events.setdefault(stream_id, []).append(codec.decode(topic, stream_id, version, state))
        aggregates = {stream_id: replay(facts) for stream_id, facts in events.items()}
        for aggregate in aggregates.values():
            if aggregate is not None:
                self.remember(aggregate)
        return [aggregates.get(stream_id) for stream_id in ids]
