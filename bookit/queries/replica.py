"""Questions that a streaming replica answers, as long as it is in step with the primary.

A replica is looked at once a second, and only while questions come. It is in step when it has by now what the primary
had one look before: the read models as far, and the same event, by its hash, at the head of the ledger. So it is about
two seconds behind at most, and never the copy of another history, such as a primary that was replaced. Whatever it
fails to answer, the primary is asked instead, and it is left alone until the next look.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import psycopg
import structlog
from sqlalchemy.engine import Row
from sqlalchemy.exc import SQLAlchemyError

from bookit.queries.freshness import CHECKPOINTS, Freshness
from bookit.queries.reading import Queries
from bookit.settings import Settings

log = structlog.get_logger()

LOOK_SECONDS = 1.0
IDLE_SECONDS = 30.0
"""Nobody asked for so long: it need not be looked at."""

_TROUBLE = (psycopg.Error, SQLAlchemyError)
_HEAD = "SELECT position, hash FROM {schema}.ledger_head"
_EVENT = "SELECT hash FROM {schema}.events WHERE notification_id = :position"


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far the primary was when it was looked at."""

    read_models: Mapping[str, int]
    position: int
    hash: bytes

    @classmethod
    async def of(cls, primary: Queries) -> Self:
        # The head first: what comes between the two makes the mark no younger than it says.
        (head,) = await primary.rows(_HEAD)
        return cls(await _read_models(primary), head.position, bytes(head.hash))


class Replica(Queries):
    """The same questions, to a replica; an async context manager."""

    def __init__(self, settings: Settings, primary: Queries) -> None:
        super().__init__(settings, replica=True)
        self._primary = primary
        self._in_step = False
        self._wanted_until = 0.0
        self._watch: asyncio.Task[None] | None = None
        # Of the replica alone: how far the primary is says nothing about it.
        self.freshness = Freshness(super().rows)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watch is not None:
            self._wanted_until = 0.0  # no further look, should a cancellation get lost on the way
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await super().__aexit__(kind, error, trace)

    @property
    def in_step(self) -> bool:
        """Whether it is asked at all."""
        return self._in_step

    async def rows(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        if self._in_step:
            try:
                return await super().rows(statement, parameters)
            except _TROUBLE as error:
                self._leave(error)
        return await self._primary.rows(statement, parameters)

    async def knows(self, position: int | None, projections: Collection[str]) -> int | None:
        """How far its read models are, if they are as far as asked and in step with the primary's; else None."""
        self._look_on()
        if not self._in_step:
            return None
        try:
            reached = await self.freshness.position_of(projections)
        except _TROUBLE as error:
            self._leave(error)
            return None
        return reached if reached >= (position or 0) else None

    def _leave(self, error: Exception) -> None:
        self._in_step = False
        log.warning("replica_left", error=str(error))

    def _look_on(self) -> None:
        loop = asyncio.get_running_loop()
        self._wanted_until = loop.time() + IDLE_SECONDS
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look_again_and_again(), name="replica")

    async def _look_again_and_again(self) -> None:
        loop = asyncio.get_running_loop()
        before: _Mark | None = None
        try:
            while loop.time() < self._wanted_until:
                look = asyncio.create_task(self._look(before))
                if not (await asyncio.wait([look], timeout=2 * LOOK_SECONDS))[0]:
                    self._in_step = False  # whoever doesn't answer is not asked
                before = await look
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._in_step = False

    async def _look(self, before: _Mark | None) -> _Mark | None:
        """Compare with what the primary had before; answers what it has now."""
        try:
            now = await _Mark.of(self._primary)
            in_step = before is not None and await self._has(before)
        except _TROUBLE as error:
            if self._in_step:
                self._leave(error)
            return None
        if in_step != self._in_step:
            log.info("replica_in_step" if in_step else "replica_behind")
        self._in_step = in_step
        return now

    async def _has(self, mark: _Mark) -> bool:
        found = {str(row.name): int(row.position) for row in await super().rows(CHECKPOINTS)}
        if any(found.get(name, -1) < position for name, position in mark.read_models.items()):
            return False
        rows = await super().rows(_EVENT, {"position": mark.position})
        return [bytes(row.hash) for row in rows] == [mark.hash]


async def _read_models(queries: Queries) -> Mapping[str, int]:
    return {str(row.name): int(row.position) for row in await queries.rows(CHECKPOINTS)}
