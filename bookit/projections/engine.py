"""Brings read models up to date with the ledger: in batches, rows and checkpoint in one transaction.

Any number of workers may run; each takes the checkpoints that nobody else works on. See docs/adr/0010.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

import psycopg
import structlog
from prometheus_client import Counter, Histogram

from bookit.connections import Connection
from bookit.projections.applying import Applying
from bookit.projections.checkpoints import Build, Checkpoint, Checkpoints
from bookit.projections.feed import Feed
from bookit.projections.parking import ParkedEvent, Parking
from bookit.projections.projection import Projection, Recorded
from bookit.projections.rebuilding import (
    MOST_TO_SWITCH,
    NoRebuild,
    NotCaughtUp,
    RebuildRunning,
    SwitchBusy,
    rebuild_drop,
    rebuild_start,
    rebuild_switch,
)
from bookit.projections.shadows import create_tables
from bookit.projections.views import create_views, missing_views
from bookit.settings import Settings
from bookit.tracing import note, span

EVENTS = Counter("bookit_projection_events_total", "Events that read models moved over.", ["projection", "build"])
SECONDS = Histogram("bookit_projection_batch_seconds", "Time of a batch of events for some read models.", ["build"])

log = structlog.get_logger(__name__)

BATCH = 1000
"""Events per transaction."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of work came to."""

    events: int
    """How many events the furthest group moved over."""

    busy: bool = False
    """Another worker holds a checkpoint that is behind: look again soon."""

    @property
    def moved(self) -> bool:
        return self.events > 0


@dataclass(frozen=True, slots=True)
class Lag:
    name: str
    build: Build
    version: int
    position: int
    events: int
    age: timedelta
    """How long the oldest event not yet seen has been waiting."""

    parked: int


class Engine:
    """One worker's hands: a connection and the projections that it knows. For one thread at a time."""

    def __init__(self, settings: Settings, projections: Sequence[Projection], *, batch: int = BATCH) -> None:
        self._settings = settings
        self._schema = settings.database_schema
        self._projections = {projection.NAME: projection for projection in projections}
        self._batch = batch
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def connection(self) -> psycopg.Connection:
        """Opened when first needed, and again when it was lost."""
        if self._connection is None or self._connection.closed:
            self._connection = Connection.connect(
                self._settings.dsn,
                patience=90,
                autocommit=True,
                application_name="bookit projections",
                # A worker that hangs gives its checkpoints back to the others.
                pooled=self._settings.database_pooled,
                session={
                    "idle_in_transaction_session_timeout": "30s",
                    "statement_timeout": "60s",
                    "lock_timeout": "0",
                    "jit": "off",
                },
            )
        return self._connection

    def prepare(self) -> None:
        """Make what is missing: tables of new read models, rebuilds of those whose version was raised.

        Where the live version is newer than ours, another worker with newer code is at it: this one stands down.
        """
        checkpoints = Checkpoints(self.connection, self._schema)
        known = {(point.name, point.build): point for point in checkpoints.all()}
        for name, projection in self._projections.items():
            live = known.get((name, "live"))
            rebuild = known.get((name, "rebuild"))
            if live is None:
                self._install(projection)
            elif live.version > projection.VERSION:
                log.warning("projection_stands_down", projection=name, live=live.version, ours=projection.VERSION)
            elif live.version < projection.VERSION:
                self._renew(projection, rebuild)
            elif missing_views(self.connection, self._schema, projection.VIEWS):
                # Someone dropped them, or they were not part of what a backup brought back.
                with self.connection.transaction():
                    Checkpoints(self.connection, self._schema).hold(name, "live")
                    create_views(self.connection, self._schema, projection.VIEWS)

    def _install(self, projection: Projection) -> None:
        with self.connection.transaction():
            if Checkpoints(self.connection, self._schema).add(projection.NAME, "live", projection.VERSION):
                create_tables(self.connection, self._schema, projection.TABLES, "live")
                create_views(self.connection, self._schema, projection.VIEWS)

    def _renew(self, projection: Projection, rebuild: Checkpoint | None) -> None:
        if rebuild is not None and rebuild.version >= projection.VERSION:
            return
        try:
            if rebuild is not None:
                rebuild_drop(self.connection, self._schema, projection)
            rebuild_start(self.connection, self._schema, projection)
        except (NoRebuild, RebuildRunning):
            log.info("rebuild_started_elsewhere", projection=projection.NAME)
        else:
            log.info("rebuild_started", projection=projection.NAME, version=projection.VERSION)

    def catch_up_all(self) -> None:
        """Work until nothing is left to do, rebuilds and their switch included."""
        while self.work().moved:
            pass

    def catch_up(self, name: str) -> None:
        """Bring the live tables of one projection to the ledger's head."""
        while self._advance_lowest("live", self._checkpoints("live", name)).moved:
            pass

    def work(self) -> Round:
        """One batch for what is live and one for what is being rebuilt, so that neither waits for the other."""
        live = self._advance_lowest("live", self._checkpoints("live"))
        rebuild = self._advance_lowest("rebuild", self._checkpoints("rebuild"))
        if not rebuild.moved:
            self.switch_ready()
        return Round(live.events + rebuild.events, live.busy or rebuild.busy)

    def switch_ready(self) -> None:
        """Switch the rebuilds that have caught up and may switch by themselves."""
        points = Checkpoints(self.connection, self._schema).all()
        live = {point.name: point.position for point in points if point.build == "live"}
        for point in points:
            projection = self._projections.get(point.name)
            if (
                projection is None
                or point.build != "rebuild"
                or point.version != projection.VERSION
                or not point.switch_when_ready
                or point.position < live.get(point.name, 0) - MOST_TO_SWITCH
            ):
                continue
            try:
                rebuild_switch(self.connection, self._schema, projection)
            except (SwitchBusy, NotCaughtUp, NoRebuild) as error:
                log.info("switch_put_off", projection=point.name, reason=repr(error))
            else:
                log.info("rebuild_switched", projection=point.name, version=point.version)

    def lag(self) -> list[Lag]:
        """How far each build is behind the ledger."""
        feed = Feed(self.connection, self._schema)
        points = Checkpoints(self.connection, self._schema).all()
        head = feed.head()
        return [
            Lag(
                name=point.name,
                build=point.build,
                version=point.version,
                position=point.position,
                events=max(head - point.position, 0),
                age=feed.age_after(point.position),
                parked=point.parked,
            )
            for point in points
        ]

    def parked(self, name: str, build: Build = "live") -> list[ParkedEvent]:
        return Parking(self.connection, self._schema, name, build).events()

    def retry_parked(self, name: str, *stream_ids: UUID, build: Build = "live") -> int:
        """Fold parked events of these streams, or of all, again in the ledger's order; how many went through."""
        with self.connection.transaction():
            point = Checkpoints(self.connection, self._schema).hold(name, build).get(build)
            if point is None or point.version != self._projections[name].VERSION:
                return 0
            parking = Parking(self.connection, self._schema, name, build)
            positions = [event.position for event in parking.events(*stream_ids)]
            events = Feed(self.connection, self._schema).at(positions)
            done = Applying(self.connection, self._schema, self._projections[name], build).retry(events)
            parking.remove([event.position for event in done])
            Checkpoints(self.connection, self._schema).move([point], point.position, [-len(done)])
            return len(done)

    def discard_parked(self, name: str, positions: Sequence[int], *, build: Build = "live") -> int:
        """Give parked events up for good; answers how many there were. What waited behind them can be retried."""
        with self.connection.transaction():
            point = Checkpoints(self.connection, self._schema).hold(name, build).get(build)
            if point is None:
                return 0
            removed = Parking(self.connection, self._schema, name, build).remove(positions)
            Checkpoints(self.connection, self._schema).move([point], point.position, [-removed])
            return removed

    def _checkpoints(self, build: Build, *names: str) -> list[Checkpoint]:
        return [
            point
            for point in Checkpoints(self.connection, self._schema).all()
            if point.build == build
            and (not names or point.name in names)
            and point.name in self._projections
            and point.version == self._projections[point.name].VERSION
        ]

    def _advance_lowest(self, build: Build, points: Sequence[Checkpoint]) -> Round:
        """A batch for the read models that are furthest behind; at most to where the next ones stand.

        So laggards soon go on together with the others, and a batch is read and decoded once for all of them. Where
        the furthest can't be advanced, because somebody else is at it or it is broken, it is the turn of the next.
        """
        head = Feed(self.connection, self._schema).head() if points else 0
        behind = [point for point in points if point.position < head]
        busy = False
        for position in sorted({point.position for point in behind}):
            names = [point.name for point in behind if point.position == position]
            ahead = [point.position for point in behind if point.position > position]
            done = self._advance(build, names, position, min([position + self._batch, *ahead]))
            busy = busy or done.busy
            if done.moved:
                return Round(done.events, busy)
        return Round(0, busy)

    def _advance(self, build: Build, names: Sequence[str], position: int, upto: int) -> Round:
        connection, schema = self.connection, self._schema
        checkpoints = Checkpoints(connection, schema)
        with (
            span("projections.batch", build=build, after=position, projections=", ".join(names)) as current,
            SECONDS.labels(build).time(),
            _no_garbage_collection(),
            connection.transaction(),
        ):
            # A crash of Postgres may lose the last of these commits, rows and checkpoint together: they are applied
            # again then. So nobody has to wait for the disk, least of all the ledger, which shares it.
            connection.execute("SET LOCAL synchronous_commit = off")
            taken = checkpoints.take(build, names, position)
            if not taken:
                return Round(0, busy=True)
            batch = Feed(connection, schema).after(position, upto)
            parked = {point: self._apply(point, batch) for point in taken}
            applied = {point: number for point, number in parked.items() if number is not None}
            if applied:
                checkpoints.move(list(applied), batch[-1].position, list(applied.values()))
            note(current, upto=batch[-1].position, events=len(batch))
        for point in applied:
            EVENTS.labels(point.name, build).inc(len(batch))
        log.debug("batch_applied", build=build, projections=list(names), after=position, upto=batch[-1].position)
        return Round(len(batch) if applied else 0, busy=len(taken) < len(names))

    def _apply(self, point: Checkpoint, batch: Sequence[Recorded]) -> int | None:
        """How many events were parked; None when the read model is broken, which must not hold up the others."""
        projection = self._projections[point.name]
        try:
            return Applying(self.connection, self._schema, projection, point.build).apply(
                batch, some_parked=point.parked > 0
            )
        except psycopg.ProgrammingError as error:
            log.error("projection_broken", projection=point.name, build=point.build, exc_info=error)  # noqa: TRY400
            return None


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A batch makes many thousand objects that all live until its end: looking through them finds nothing to free."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
