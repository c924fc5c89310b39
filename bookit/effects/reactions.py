"""Reactions: the ledger's new facts become effects, each once.

A reaction is like a fold, but for three things. Its checkpoint and its rows are written durably, because what was sent
can't be taken back. It is never rebuilt: it goes on from where it stands. And it decides little: what an effect needs
to know it reads when it is done, so that a fact which can't be read does not stop the rest (docs/adr/0050).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import psycopg
import structlog
from psycopg import sql

from bookit.effects.effect import NewEffect
from bookit.effects.shelf import Shelf
from bookit.projections.feed import Feed
from bookit.projections.projection import Recorded

BATCH = 1000
"""Events per transaction."""

log = structlog.get_logger(__name__)


class Reaction(ABC):
    """What to do about facts. A migration gives it its row in `reactions`, at the head that the ledger has then."""

    NAME: ClassVar[str]

    @abstractmethod
    def effects(self, events: Sequence[Recorded], connection: psycopg.Connection) -> Iterable[NewEffect]:
        """The effects of a batch of facts; `connection` is the transaction in which they are noted."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a reaction has come."""

    name: str
    position: int
    events: int
    """Not looked at yet."""


class Reactions:
    """One worker's hands for all reactions; whoever holds the lock of a reaction's checkpoint moves it on."""

    def __init__(
        self, connection: psycopg.Connection, schema: str, reactions: Sequence[Reaction], *, batch: int = BATCH
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._reactions = reactions
        self._batch = batch
        self._table = sql.Identifier(schema, "reactions")

    def work(self) -> int:
        """One batch for each reaction; answers by how many events the furthest moved on.

        A reaction that fails is reported and left where it stands; the others go on.
        """
        moved = 0
        for reaction in self._reactions:
            try:
                moved = max(moved, self._advance(reaction))
            except psycopg.OperationalError:
                raise
            except Exception:
                log.exception("reaction_failed", reaction=reaction.NAME)
        return moved

    def catch_up(self) -> None:
        """Work until nothing is left to do."""
        while self.work():
            pass

    def reach(self) -> list[Reach]:
        """How far each reaction has come."""
        head = Feed(self._connection, self._schema).head()
        query = sql.SQL("SELECT name, position FROM {} ORDER BY name").format(self._table)
        return [Reach(name, position, max(head - position, 0)) for name, position in self._connection.execute(query)]

    def _advance(self, reaction: Reaction) -> int:
        with self._connection.transaction():
            query = sql.SQL("SELECT position FROM {} WHERE name = %s FOR UPDATE SKIP LOCKED").format(self._table)
            row = self._connection.execute(query, [reaction.NAME]).fetchone()
            if row is None:  # another worker is at it
                return 0
            (position,) = row
            batch = Feed(self._connection, self._schema).after(position, position + self._batch)
            if not batch:
                return 0
            Shelf(self._connection, self._schema).put(reaction.effects(batch, self._connection))
            statement = sql.SQL("UPDATE {} SET position = %s, updated_at = now() WHERE name = %s").format(self._table)
            self._connection.execute(statement, [batch[-1].position, reaction.NAME])
            return len(batch)
