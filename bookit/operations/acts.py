"""What operators may do to the machinery: rebuild read models, retry or give up what was parked.

None of it is a fact of the organisation, so none of it is in the ledger (docs/adr/0066). An act and the row that
tells of it are one transaction: the same key again answers the same and does nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field

from bookit.domain.actor import Actor
from bookit.domain.errors import Conflict, Invalid, KeyReused, NotFound
from bookit.effects import Shelf
from bookit.ledger.execution import command_id_of
from bookit.projections import PROJECTIONS, Engine, Projection
from bookit.projections.checkpoints import Build
from bookit.projections.parking import BEHIND
from bookit.projections.rebuilding import (
    NoRebuild,
    NotCaughtUp,
    RebuildRunning,
    SwitchBusy,
    rebuild_drop,
    rebuild_start,
    rebuild_switch,
)
from bookit.settings import Settings


class OperatorAct(BaseModel, ABC):
    """Something an operator may do; its docstring says what it does."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    NAME: ClassVar[str]

    @abstractmethod
    def do(self, engine: Engine, schema: str) -> "Answer":
        """In the transaction of the engine's connection. Raises a Refusal, and then nothing is changed."""


class Answer(BaseModel):
    """What came of an act."""


class Counted(Answer):
    retried: int = 0
    """How many went through, or are on their way again."""
    discarded: int = 0
    """How many were given up for good."""


class _OnProjection(OperatorAct, ABC):
    projection: str = Field(max_length=100, examples=["calendar"])

    def found(self) -> Projection:
        """Raises NotFound."""
        for known in PROJECTIONS:
            if self.projection == known.NAME:
                return known
        raise NotFound("projection", self.projection)


class StartRebuild(_OnProjection):
    """Build a read model anew beside the live one, whose queries go on."""

    NAME = "start-rebuild"
    switch_when_ready: bool = True
    """Take the live one's place as soon as it has caught up; else wait for `switch-rebuild`."""

    def do(self, engine: Engine, schema: str) -> Answer:
        projection = self.found()
        with _conflicts():
            rebuild_start(engine.connection, schema, projection, switch_when_ready=self.switch_when_ready)
        return Answer()


class SwitchRebuild(_OnProjection):
    """Put a rebuilt read model in the place of the live one."""

    NAME = "switch-rebuild"

    def do(self, engine: Engine, schema: str) -> Answer:
        projection = self.found()
        with _conflicts():
            rebuild_switch(engine.connection, schema, projection)
        return Answer()


class DropRebuild(_OnProjection):
    """Give a rebuild up; the live read model stays as it is."""

    NAME = "drop-rebuild"

    def do(self, engine: Engine, schema: str) -> Answer:
        projection = self.found()
        with _conflicts():
            rebuild_drop(engine.connection, schema, projection)
        return Answer()


class _OnParkedEvents(_OnProjection, ABC):
    build: Build = "live"
    topic: str | None = Field(None, max_length=200, examples=["booking.placed"])
    """Only where an event of this topic is to blame."""
    cause: str | None = Field(None, max_length=2000)
    """Only where this was wrong with it, as `ops/parked` puts it."""
    stream_id: UUID | None = None
    """Only this stream."""

    def culprits(self, engine: Engine, schema: str) -> dict[UUID, int]:
        """The streams that are meant, each with the position of its first parked event."""
        query = sql.SQL(_CULPRITS).format(schema=sql.Identifier(schema))
        asked = {**self.model_dump(exclude={"NAME"}), "behind": BEHIND}
        return dict(engine.connection.execute(query, asked).fetchall())


class RetryParkedEvents(_OnParkedEvents):
    """Fold parked events again, and what waits behind them: after a repair they go through."""

    NAME = "retry-parked-events"

    def do(self, engine: Engine, schema: str) -> Answer:
        self.found()
        streams = self.culprits(engine, schema)
        return Counted(retried=engine.retry_parked(self.projection, *streams, build=self.build) if streams else 0)


class DiscardParkedEvents(_OnParkedEvents):
    """Give up for good the events that a read model can't digest, and fold what waits behind them.

    The ledger keeps them; a rebuild meets them again.
    """

    NAME = "discard-parked-events"

    def do(self, engine: Engine, schema: str) -> Answer:
        self.found()
        if self.cause is None and self.stream_id is None:
            raise Invalid("Say which: a cause or a stream.", pointer="/cause")
        streams = self.culprits(engine, schema)
        if not streams:
            return Counted()
        discarded = engine.discard_parked(self.projection, list(streams.values()), build=self.build)
        retried = engine.retry_parked(self.projection, *streams, build=self.build)
        return Counted(discarded=discarded, retried=retried)


class _OnParkedJobs(OperatorAct, ABC):
    kind: str | None = Field(None, max_length=100)
    """Only of this kind."""
    cause: str | None = Field(None, max_length=2000)
    """Only where this was wrong, as `ops/parked` puts it."""
    job_ids: list[UUID] | None = Field(None, min_length=1, max_length=1000)
    """Only these."""

    def meant(self, engine: Engine, schema: str) -> list[UUID]:
        """The parked jobs that are meant."""
        query = sql.SQL(_PARKED_JOBS).format(schema=sql.Identifier(schema))
        rows = engine.connection.execute(query, self.model_dump()).fetchall()
        return [job_id for (job_id,) in rows]


class RetryJobs(_OnParkedJobs):
    """Give jobs that failed for good all their attempts again, at once."""

    NAME = "retry-jobs"

    def do(self, engine: Engine, schema: str) -> Answer:
        return Counted(retried=Shelf(engine.connection, schema).retry(self.meant(engine, schema)))


class DiscardJobs(_OnParkedJobs):
    """Give up for good what jobs that failed should have done; nobody is told."""

    NAME = "discard-jobs"

    def do(self, engine: Engine, schema: str) -> Answer:
        if self.cause is None and self.job_ids is None:
            raise Invalid("Say which: a cause or the jobs.", pointer="/cause")
        return Counted(discarded=Shelf(engine.connection, schema).discard(self.meant(engine, schema)))


ACTS: Sequence[type[OperatorAct]] = (
    StartRebuild,
    SwitchRebuild,
    DropRebuild,
    RetryParkedEvents,
    DiscardParkedEvents,
    RetryJobs,
    DiscardJobs,
)
"""Everything an operator may do."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act was answered, now or the first time."""

    act_id: UUID
    answer: dict[str, Any]
    replayed: bool


def perform(settings: Settings, act: OperatorAct, actor: Actor, key: str | None = None) -> Done:
    """Do an act, once for each key of an actor. Raises Forbidden or another Refusal; then nothing was done.

    It waits for the database: call it in a thread.
    """
    actor.require(act.NAME)
    schema = settings.database_schema
    act_id = command_id_of(actor, key)
    request = act.model_dump(mode="json")
    with Engine(settings, PROJECTIONS) as engine, engine.connection.transaction():
        log = _Log(engine.connection, schema)
        if not log.begin(act_id, act.NAME, actor.member_id, request):
            return log.done_before(act_id, act.NAME, request)
        answer = act.do(engine, schema).model_dump(mode="json")
        log.end(act_id, answer)
    return Done(act_id, answer, replayed=False)


class _Log:
    """The rows that tell what operators did."""

    def __init__(self, connection: psycopg.Connection, schema: str) -> None:
        self._connection = connection
        self._table = sql.Identifier(schema, "operator_acts")

    def begin(self, act_id: UUID, name: str, actor_id: UUID, request: dict[str, Any]) -> bool:
        """False when it was done before; a twin that is at it is waited for."""
        statement = sql.SQL(
            "INSERT INTO {} (act_id, name, actor_id, request) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
        ).format(self._table)
        return self._connection.execute(statement, (act_id, name, actor_id, Jsonb(request))).rowcount == 1

    def end(self, act_id: UUID, answer: dict[str, Any]) -> None:
        statement = sql.SQL("UPDATE {} SET answer = %s, done_at = clock_timestamp() WHERE act_id = %s").format(
            self._table
        )
        self._connection.execute(statement, (Jsonb(answer), act_id))

    def done_before(self, act_id: UUID, name: str, request: dict[str, Any]) -> Done:
        """Raises KeyReused when it was another act."""
        query = sql.SQL("SELECT name, request, answer FROM {} WHERE act_id = %s").format(self._table)
        ((known, asked, answer),) = self._connection.execute(query, [act_id]).fetchall()
        if (known, asked) != (name, request):
            raise KeyReused("This Idempotency-Key was used for a request with another body.")
        return Done(act_id, answer, replayed=True)


@contextmanager
def _conflicts() -> Iterator[None]:
    """Says in words what stands against a rebuild's start, switch or end."""
    try:
        yield
    except NoRebuild:
        raise Conflict("This read model is not being rebuilt, or by another version of BookIT.") from None
    except RebuildRunning:
        raise Conflict("This read model is being rebuilt already.") from None
    except NotCaughtUp:
        raise Conflict("The rebuild is too far behind the live tables; try again when it has caught up.") from None
    except SwitchBusy:
        raise Conflict("Readers kept the tables busy; nothing was switched. Try again at once.") from None


_CULPRITS = """
    SELECT stream_id, position FROM (
        SELECT DISTINCT ON (stream_id) stream_id, position, topic, {schema}.cause_of(error) AS cause
        FROM {schema}.parked_events
        WHERE projection = %(projection)s AND build = %(build)s AND error <> %(behind)s
          AND (%(stream_id)s::uuid IS NULL OR stream_id = %(stream_id)s)
        ORDER BY stream_id, position
    ) culprit
    WHERE (%(topic)s::text IS NULL OR topic = %(topic)s) AND (%(cause)s::text IS NULL OR cause = %(cause)s)
    ORDER BY position
"""

_PARKED_JOBS = """
    SELECT effect_id FROM {schema}.effects
    WHERE state = 'parked' AND (%(kind)s::text IS NULL OR kind = %(kind)s)
      AND (%(cause)s::text IS NULL OR {schema}.cause_of(last_error) = %(cause)s)
      AND (%(job_ids)s::uuid[] IS NULL OR effect_id = ANY (%(job_ids)s::uuid[]))
    ORDER BY effect_id
    FOR UPDATE
"""
