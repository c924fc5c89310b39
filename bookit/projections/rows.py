"""Changes of rows, gathered in memory over a batch of events and written with a few statements.

A key may have one row (a booking) or several (the units that a booking keeps busy). What a fold has not written
itself it sees only after `load`, which reads all the keys that a batch needs with one statement.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, LiteralString

import orjson
import psycopg
from psycopg import sql
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

Row = dict[str, Any]
Key = Any


class TableRows:
    """The changes of one table."""

    def __init__(self, table: Table, physical: sql.Composable, connection: psycopg.Connection) -> None:
        self._table = table
        self._physical = physical
        self._connection = connection
        self._key: str = table.info["key"]
        self._columns = [column.name for column in table.columns]
        self._types = _column_types(table)
        self._stored: dict[Key, list[Row]] = {}
        self._inserts: dict[Key, list[Row]] = {}
        self._patches: dict[Key, Row] = {}
        self._deletes: set[Key] = set()

    def insert(self, *rows: Row) -> None:
        """New rows; every column is named."""
        for row in rows:
            self._inserts.setdefault(row[self._key], []).append(row)

    def patch(self, key: Key, **values: Any) -> None:
        """Set some columns in all rows of a key."""
        fresh = self._inserts.get(key)
        if fresh is None:
            self._patches.setdefault(key, {}).update(values)
            return
        for row in fresh:
            row.update(values)

    def replace(self, key: Key, rows: Iterable[Row]) -> None:
        """Whatever rows the key had, it has these now."""
        self.delete(key)
        self._inserts[key] = list(rows)

    def delete(self, key: Key) -> None:
        self._inserts.pop(key, None)
        self._patches.pop(key, None)
        self._stored[key] = []
        self._deletes.add(key)

    def load(self, keys: Iterable[Key]) -> None:
        """Make the rows of these keys known to `of`."""
        missing = [key for key in set(keys) if key not in self._stored and key not in self._inserts]
        if not missing:
            return
        query = sql.SQL("SELECT {} FROM {} WHERE {} = ANY({}::{}[])").format(
            sql.SQL(", ").join(map(sql.Identifier, self._columns)),
            self._physical,
            sql.Identifier(self._key),
            sql.Placeholder(),
            sql.SQL(self._types[self._key]),
        )
        self._stored.update({key: [] for key in missing})
        for values in self._execute(query, missing):
            row = dict(zip(self._columns, values, strict=True))
            self._stored[row[self._key]].append(row)

    def of(self, key: Key) -> list[Row]:
        """The rows of a key as the fold has left them so far."""
        if key in self._inserts:
            return self._inserts[key]
        patch = self._patches.get(key, {})
        return [row | patch for row in self._stored[key]]

    def write(self) -> None:
        """Bring the changes to the table: deletes, then patches, then inserts."""
        self._write_deletes()
        self._write_patches()
        self._write_inserts()

    def _write_deletes(self) -> None:
        if self._deletes:
            statement = sql.SQL("DELETE FROM {} WHERE {} = ANY({}::{}[])").format(
                self._physical,
                sql.Identifier(self._key),
                sql.Placeholder(),
                sql.SQL(self._types[self._key]),
            )
            self._execute(statement, list(self._deletes))

    def _write_patches(self) -> None:
        by_columns: defaultdict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for key, values in self._patches.items():
            by_columns[tuple(sorted(values))].append({"key": key, **values})
        for columns, patches in by_columns.items():
            statement = sql.SQL(
                "UPDATE {} AS target SET {} FROM jsonb_to_recordset({}::jsonb) AS patch(key {}, {})"
                " WHERE target.{} = patch.key"
            ).format(
                self._physical,
                sql.SQL(", ").join(
                    sql.SQL("{} = patch.{}").format(sql.Identifier(name), sql.Identifier(name)) for name in columns
                ),
                sql.Placeholder(),
                sql.SQL(self._types[self._key]),
                sql.SQL(", ").join(
                    sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(self._types[name])) for name in columns
                ),
                sql.Identifier(self._key),
            )
            # Opening hours have weekdays for keys.
            self._execute(statement, orjson.dumps(patches, option=orjson.OPT_NON_STR_KEYS).decode())

    def _execute(self, statement: sql.Composed, parameter: Any) -> psycopg.Cursor:
        # Planned anew for each batch: a plan kept from when the table was small would scan all of it.
        return self._connection.execute(statement, (parameter,), prepare=False)

    def _write_inserts(self) -> None:
        rows = [row for rows in self._inserts.values() for row in rows]
        if not rows:
            return
        statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
            self._physical, sql.SQL(", ").join(map(sql.Identifier, self._columns))
        )
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types([self._types[name] for name in self._columns])
            columns, write_row = self._columns, copy.write_row
            for row in rows:
                write_row([row[name] for name in columns])


class Rows:
    """The changes of all tables of one build of a projection."""

    def __init__(self, connection: psycopg.Connection, schema: str, suffix: str) -> None:
        self._connection = connection
        self._schema = schema
        self._suffix = suffix
        self._tables: dict[str, TableRows] = {}
        self._taken_over: list[tuple[sql.Composed, list[int]]] = []

    def table(self, table: Table) -> TableRows:
        rows = self._tables.get(table.name)
        if rows is None:
            rows = self._tables[table.name] = TableRows(table, self._physical(table), self._connection)
        return rows

    def take_over(self, table: Table, columns: Mapping[str, LiteralString], positions: list[int]) -> None:
        """A row for each event at these positions, made by Postgres from columns of the ledger's own rows."""
        statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} WHERE notification_id = ANY(%s)").format(
            self._physical(table),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(map(sql.SQL, columns.values())),
            sql.Identifier(self._schema, "events"),
        )
        self._taken_over.append((statement, positions))

    def _physical(self, table: Table) -> sql.Identifier:
        return sql.Identifier(self._schema, table.name + self._suffix)

    def write(self) -> None:
        for statement, positions in self._taken_over:
            self._connection.execute(statement, (positions,))
        for table in self._tables.values():
            table.write()


@lru_cache
def _column_types(table: Table) -> dict[str, str]:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy has no annotation here
    return {column.name: column.type.compile(dialect).lower() for column in table.columns}
