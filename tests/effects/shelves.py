"""The shelf of effects as tests look at it, and kinds of effects that leave traces."""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from bookit.connections import Connection
from bookit.effects import Effect, Kind, NewEffect, Performer, Shelf
from bookit.ledger.verify import verify
from bookit.settings import Settings

PATIENCE_SECONDS = 60


class Shelves:
    """Effects of one organisation, and a table in which those of the kind `Trace` leave a row each time."""

    def __init__(self, settings: Settings, connection: psycopg.Connection) -> None:
        self.settings = settings
        self.schema = settings.database_schema
        self.connection = connection
        self.shelf = Shelf(connection, self.schema)
        self._run("CREATE TABLE {schema}.traces (effect_key text NOT NULL)")

    def put(self, key: str = "one", kind: str = "trace", **fields: Any) -> UUID:
        """A new effect; its id."""
        self.shelf.put([NewEffect(kind, key, {}, **fields)])
        effect_id: UUID = self.row(key)["effect_id"]
        return effect_id

    def row(self, key: str = "one") -> dict[str, Any]:
        """What the shelf has of an effect."""
        query = sql.SQL("SELECT * FROM {} WHERE dedupe_key = %s").format(sql.Identifier(self.schema, "effects"))
        with self.connection.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(query, [key]).fetchone()
        assert row is not None
        return row

    def traces(self) -> list[str]:
        """The keys of the effects that happened, each as often as it did."""
        return sorted(key for (key,) in self._run("SELECT effect_key FROM {schema}.traces"))

    def time_passes(self) -> None:
        """Whatever waits for its pause to be over has waited long enough; what a worker holds stays as it is."""
        self._run(
            "UPDATE {schema}.effects SET due_at = clock_timestamp() - interval '1 second', rung_at = NULL"
            " WHERE effect_id IN (SELECT effect_id FROM {schema}.effects WHERE state IN ('waiting', 'running')"
            "   FOR UPDATE SKIP LOCKED)"
        )

    def wait_for(self, state: str, *keys: str) -> None:
        """Return when these effects have come to a state; pauses pass as if they were nothing."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while {self.row(key)["state"] for key in keys} != {state}:
            assert time.monotonic() < deadline, [self.row(key) for key in keys]
            self.time_passes()
            time.sleep(0.05)

    def hold(self, *, parked: Collection[str] = ()) -> None:
        """Every effect that was put is over, and was visible once or, if it is one of the parked, never (I6, I7).

        Effects are no facts: the ledger has heard nothing of it (I9). What else must hold of facts has no meaning here.
        """
        rows = self._run("SELECT dedupe_key, state FROM {schema}.effects").fetchall()
        assert dict(rows) == {key: "parked" if key in parked else "done" for key, _ in rows}, "I7"
        assert self.traces() == sorted(key for key, _ in rows if key not in parked), "I6"
        report = verify(self.settings)
        assert (report.clean, report.events) == (True, 0), "I9"

    @contextmanager
    def elsewhere(self) -> Iterator[Shelf]:
        """The same shelf as another worker sees it."""
        with _connected(self.settings) as connection:
            yield Shelf(connection, self.schema)

    def performer(self, **kinds: Kind) -> Performer:
        return Performer(_Single(self.settings), self.schema, kinds)

    def _run(self, statement: Any) -> psycopg.Cursor:
        return self.connection.execute(sql.SQL(statement).format(schema=sql.Identifier(self.schema)))


@contextmanager
def open_shelves(settings: Settings) -> Iterator[Shelves]:
    """The effects of a schema that is migrated."""
    with _connected(settings) as connection:
        yield Shelves(settings, connection)


def _connected(settings: Settings) -> Connection:
    """As workers are."""
    return Connection.connect(
        settings.dsn, autocommit=True, pooled=settings.database_pooled, session={"timezone": "UTC"}
    )


class Trace(Kind):
    """Leaves a row, with the effect's own transaction."""

    def __init__(self, schema: str) -> None:
        self._insert = sql.SQL("INSERT INTO {} VALUES (%s)").format(sql.Identifier(schema, "traces"))

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        connection.execute(self._insert, [effect.key])


class Failing(Kind):
    """Never goes well."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        raise self.error


class _Single:
    """A connection for each attempt."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        with _connected(self._settings) as connection:
            yield connection
