"""Reads aggregates from the ledger: many streams in one statement, the ones just used from memory.

What comes from memory may be old, or be of a history that a failover has undone since. That never makes a decision
wrong: whoever appends checks every version that was read and that the chain is still the same there (docs/adr/0129),
and a refusal is given only after both were found to hold.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from psycopg import sql

from bookit.batching import Batcher
from bookit.domain.aggregate import Aggregate, replay
from bookit.events import Event, codec
from bookit.ledger.append import Guard, Pool, gone
from bookit.ledger.arrays import Bigints, Byteas, Uuids

A = TypeVar("A", bound=Aggregate)

MOST_STREAMS_PER_READ = 256
REMEMBERED_STREAMS = 8192


class Read(NamedTuple):
    """A stream as it was read."""

    aggregate: Aggregate
    hash: bytes
    """The ledger's chain at its last event: no other history has the same."""

    @property
    def guard(self) -> Guard:
        """What has to be so still when a decision that rests on it is recorded."""
        return Guard(self.aggregate.id, self.aggregate.version, self.hash)


class Streams:
    """Aggregates by id."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        names = {"schema": sql.Identifier(schema)}
        self._select = sql.SQL(
            "SELECT originator_id, originator_version, topic, state, hash FROM {schema}.events"
            " WHERE originator_id = ANY (%b) ORDER BY originator_id, originator_version"
        ).format(**names)
        self._select_moved = sql.SQL(
            "SELECT g.stream FROM unnest(%b, %b, %b) g (stream, version, hash)"
            " WHERE (SELECT true FROM {schema}.events e"
            " WHERE e.originator_id = g.stream AND e.originator_version = g.version + 1)"
            " OR {gone}"
        ).format(**names, gone=gone(schema))
        self._remembered: OrderedDict[UUID, Read] = OrderedDict()
        self._missing: set[UUID] = set()
        self._batcher: Batcher[UUID, Read | None] = Batcher(self._read_all, most=MOST_STREAMS_PER_READ, flights=2)

    async def get(self, kind: type[A], id: UUID, *, version: int | None = None) -> A | None:  # noqa: A002 -- the field's own name
        """The shared aggregate of that kind and id; None when there is none.

        `version` is what the ledger was seen to have: what is remembered of another is read anew.
        """
        read = await self.read(id, version=version)
        return read.aggregate if read and isinstance(read.aggregate, kind) else None

    async def read(
        self,
        id: UUID,  # noqa: A002
        *,
        version: int | None = None,
        remember_missing: bool = False,
    ) -> Read | None:
        """The same of whatever kind, with what `moved` and whoever appends can compare.

        `remember_missing` spares the look for one that mostly does not exist, until `moved` finds that it does.
        """
        if remember_missing and id in self._missing:
            return None
        read = self._remembered.get(id)
        if read is None or version not in {None, read.aggregate.version}:
            read = await self._batcher.ask(id)
            if read is None and remember_missing:
                self._missing.add(id)
        else:
            self._remembered.move_to_end(id)
        return read

    async def current(self, kind: type[A], id: UUID) -> A | None:  # noqa: A002
        """The shared aggregate as the ledger has it at this moment; askers of one moment share a statement."""
        read = await self._batcher.ask(id)
        return read.aggregate if read and isinstance(read.aggregate, kind) else None

    def forget(self, ids: Sequence[UUID]) -> None:
        """Read these from the ledger next time."""
        self._missing.difference_update(ids)
        for stream_id in ids:
            self._remembered.pop(stream_id, None)

    async def moved(self, guards: Collection[Guard]) -> list[UUID]:
        """The streams that are not what was read any more; they are forgotten as well."""
        if not guards:
            return []
        streams, versions, hashes = zip(*guards, strict=True)
        parameters = [Uuids(streams), Bigints(versions), Byteas(hashes)]
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_moved, parameters, prepare=True)
            moved: list[UUID] = [row[0] for row in await cursor.fetchall()]
        self.forget(moved)
        return moved

    async def _read_all(self, ids: list[UUID]) -> Sequence[Read | None]:
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select, [list(set(ids))], prepare=True, binary=True)
            rows: list[Any] = await cursor.fetchall()
        events: dict[UUID, list[Event]] = {}
        hashes: dict[UUID, bytes] = {}
        for stream_id, version, topic, state, digest in rows:
            events.setdefault(stream_id, []).append(codec.decode(topic, stream_id, version, state))
            hashes[stream_id] = digest  # in the end that of its last event
        found: dict[UUID, Read] = {}
        for stream_id, facts in events.items():
            if (aggregate := replay(facts)) is not None:
                found[stream_id] = Read(aggregate, hashes[stream_id])
        self._remember(found)
        return [found.get(stream_id) for stream_id in ids]

    def _remember(self, found: Mapping[UUID, Read]) -> None:
        self._missing.difference_update(found)
        for stream_id, read in found.items():
            self._remembered[stream_id] = read
            self._remembered.move_to_end(stream_id)
        while len(self._remembered) > REMEMBERED_STREAMS:
            self._remembered.popitem(last=False)
