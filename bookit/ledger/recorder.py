"""The `eventsourcing` library's own `Application`, repository and notification log on our ledger.

    class Audit(Application[UUID]): ...

    app = Audit(env=library_environment(settings))
    app.repository.get(room_id)
    app.notification_log.select(start=1, limit=100)

What such an application saves goes through our append function: chained, dense in position, without a table lock. It
saves facts only. Claims belong to commands, so bookings are placed by commands; `bookit verify` names one that was not.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NoReturn, cast
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    Mapper,
    NotSupportedError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Transcoder,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore, PostgresFactory
from psycopg import DatabaseError
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import tuple_row
from uuid_utils.compat import uuid7

import bookit.commands  # noqa: F401 -- with them, every aggregate has registered its name
from bookit.connections import Connection
from bookit.domain.actor import SYSTEM
from bookit.events import Event, codec, encode
from bookit.ledger.append import (
    MOST_RACES,
    Entry,
    Fact,
    Outcome,
    Verdict,
    append_call,
    append_parameters,
    lost_a_race,
    verdict_of,
)
from bookit.settings import Settings

SAVE = "save"
"""The name in the command log of what the library saved."""

_CONNECTION = "BOOKIT_CONNECTION"


def library_environment(settings: Settings) -> dict[str, str]:
    """The environment in which a library application works on this organisation's ledger."""
    parts = conninfo_to_dict(settings.direct_dsn)
    return {
        "PERSISTENCE_MODULE": f"{LedgerFactory.__module__}:{LedgerFactory.__qualname__}",
        "POSTGRES_DBNAME": str(parts.get("dbname", "")),
        "POSTGRES_HOST": str(parts.get("host", "")),
        "POSTGRES_PORT": str(parts.get("port", "")),
        "POSTGRES_USER": str(parts.get("user", "")),
        "POSTGRES_PASSWORD": str(parts.get("password", "")),
        "POSTGRES_SCHEMA": settings.database_schema,
        "CREATE_TABLE": "n",  # tables belong to migrations
        _CONNECTION: settings.direct_dsn,
    }


class LedgerMapper(Mapper[UUID]):
    """Between our facts and their stored form, older versions of them included."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        fact = cast("Event", domain_event)
        return StoredEvent(fact.originator_id, fact.originator_version, fact.TOPIC, encode(fact))

    def to_domain_event(self, stored_event: StoredEvent) -> Event:
        stream_id = cast("UUID", stored_event.originator_id)
        return codec.decode(stored_event.topic, stream_id, stored_event.originator_version, stored_event.state)


class LedgerRecorder(PostgresApplicationRecorder):
    """Reads the ledger's rows as the library does, and writes them as we do."""

    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore, events_table_name="events")
        self._call = append_call(datastore.schema)

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        command_id: UUID | None = None,
        actor_id: UUID = SYSTEM.member_id,
        correlation_id: UUID | None = None,
        **_: Any,
    ) -> Sequence[int] | None:
        """Append facts, all or none, and answer their positions.

        `Application.save(..., command_id=...)` may be repeated: the same facts under the same command id are stored
        once. Raises IntegrityError when a stream has moved on. OperationalError means that the outcome is unknown: it
        is not retried here, because only the caller's command id can tell.
        """
        if not stored_events:
            return []
        entry = _entry(stored_events, command_id or uuid7(), actor_id, correlation_id)
        verdict = self._append(entry)
        if verdict.outcome not in {Outcome.STORED, Outcome.REPLAYED} or verdict.position is None:
            raise IntegrityError(f"not stored: {verdict.outcome}")
        return range(verdict.position - len(stored_events) + 1, verdict.position + 1)

    def _append(self, entry: Entry) -> Verdict:
        parameters = append_parameters([entry])
        with self.datastore.get_connection() as connection:
            races = 0
            while True:
                cursor = connection.cursor(binary=True, row_factory=tuple_row)
                try:
                    (row,) = cursor.execute(self._call, parameters, prepare=True).fetchall()
                except DatabaseError as error:
                    if not lost_a_race(error) or races == MOST_RACES:
                        raise
                    races += 1
                else:
                    return verdict_of(row)

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """Not offered: appends do not NOTIFY, because that would serialise all commits of the cluster."""
        raise NotSupportedError("the ledger does not notify: read its notification log, or add a projection")


class LedgerFactory(PostgresFactory):
    """What a library application is made of when it works on our ledger."""

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        # Options that the library has no word for, such as sslmode, come with the address as a whole.
        self.datastore.pool.conninfo = self.env.get(_CONNECTION, "")
        self.datastore.pool.connection_class = cast("Any", Connection)

    def mapper(self, transcoder: Transcoder | None = None, mapper_class: Any = None) -> Any:
        """Ours, whatever the environment says: stored bytes are chained."""
        return LedgerMapper(transcoder or self.transcoder())

    def application_recorder(self) -> ApplicationRecorder:
        return LedgerRecorder(self.datastore)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        _refuse("table for snapshots")

    def process_recorder(self) -> ProcessRecorder:
        _refuse("tracking in its transaction: use a projection")


def _refuse(what: str) -> NoReturn:
    raise NotSupportedError(f"the ledger offers no {what}")


def _entry(stored: Sequence[StoredEvent], command_id: UUID, actor_id: UUID, correlation_id: UUID | None) -> Entry:
    facts = [Fact(cast("UUID", e.originator_id), e.originator_version, e.topic, e.state) for e in stored]
    request = hashlib.sha256()
    for fact in facts:
        request.update(b"%b %d %b %d " % (fact.stream_id.bytes, fact.version, fact.topic.encode(), len(fact.state)))
        request.update(fact.state)
    return Entry(
        command_id=command_id,
        name=SAVE,
        actor_id=actor_id,
        correlation_id=correlation_id or command_id,
        request_hash=request.digest(),
        answer=b"{}",
        facts=facts,
    )
