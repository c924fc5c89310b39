"""Applies events to one build of a projection; what can't be digested is parked, and the rest goes on."""

from collections.abc import Sequence
from uuid import UUID

import psycopg
import structlog

from bookit.projections.checkpoints import Build
from bookit.projections.parking import BEHIND, Parking
from bookit.projections.projection import Projection, Recorded
from bookit.projections.rows import Rows
from bookit.projections.shadows import SUFFIX

log = structlog.get_logger(__name__)


class Applying:
    """Works inside the transaction of its caller, who holds the checkpoint's lock."""

    def __init__(self, connection: psycopg.Connection, schema: str, projection: Projection, build: Build) -> None:
        self._connection = connection
        self._schema = schema
        self._projection = projection
        self._build = build
        self._parking = Parking(connection, schema, projection.NAME, build)
        self._waiting: set[UUID] = set()
        self._parked: list[tuple[Recorded, str]] = []

    def apply(self, batch: Sequence[Recorded], *, some_parked: bool) -> int:
        """Fold a batch into the tables; answers how many of its events were parked."""
        events = [event for event in batch if self._projection.wants(event.topic)]
        if some_parked:
            self._waiting = self._parking.streams(event.stream_id for event in events)
        self._apply(events)
        if self._parked:
            self._parking.park(self._parked)
        return len(self._parked)

    def retry(self, events: Sequence[Recorded]) -> list[Recorded]:
        """Fold events that were parked; answers those that went through. The others count one more attempt."""
        self._apply(events)
        if self._parked:
            self._parking.park(self._parked)
        again = {event.position for event, _ in self._parked}
        return [event for event in events if event.position not in again]

    def _apply(self, events: Sequence[Recorded]) -> None:
        events = self._without_waiting(events)
        if not events:
            return
        try:
            with self._connection.transaction():
                rows = Rows(self._connection, self._schema, SUFFIX[self._build])
                self._projection.fold(events, rows)
                rows.write()
        except Exception as error:
            if not _is_poison(error):
                raise
            if len(events) == 1:
                self._park(events[0], error)
                return
        else:
            return
        middle = len(events) // 2
        self._apply(events[:middle])
        self._apply(events[middle:])

    def _without_waiting(self, events: Sequence[Recorded]) -> Sequence[Recorded]:
        if not self._waiting:
            return events
        behind = [event for event in events if event.stream_id in self._waiting]
        if not behind:
            return events
        self._parked.extend((event, BEHIND) for event in behind)
        return [event for event in events if event.stream_id not in self._waiting]

    def _park(self, event: Recorded, error: Exception) -> None:
        log.error(
            "event_parked",
            projection=self._projection.NAME,
            build=self._build,
            position=event.position,
            stream_id=str(event.stream_id),
            topic=event.topic,
            exc_info=error,
        )
        self._parked.append((event, f"{type(error).__name__}: {error}"))
        self._waiting.add(event.stream_id)


def _is_poison(error: Exception) -> bool:
    """Whether the event is to blame, rather than the database or the machine."""
    if isinstance(error, psycopg.Error):
        return isinstance(error, psycopg.DataError | psycopg.IntegrityError)
    return not isinstance(error, MemoryError)
