"""Tables of read models: made, dropped, and moved from one build's names to the other's."""

from collections.abc import Sequence

import psycopg
from psycopg import sql
from sqlalchemy import Constraint, Index, MetaData, quoted_name
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bookit.projections.checkpoints import Build
from bookit.projections.views import View, create_views

SUFFIX: dict[Build, str] = {"live": "", "rebuild": "__rebuild"}
"""What the tables, indexes and constraints of a build are called, after their ordinary names."""

_GONE = "__gone"
"""What the old live tables are called for the moment until they are dropped."""


def create_tables(connection: psycopg.Connection, schema: str, tables: MetaData, build: Build) -> None:
    """Make the empty tables of a build; what is left of an earlier attempt goes away."""
    drop_tables(connection, schema, tables, build)
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy has no annotation here
    suffix = SUFFIX[build]
    copies = MetaData(naming_convention=tables.naming_convention)
    for table in tables.sorted_tables:
        copy = table.to_metadata(copies, schema=schema, name=table.name + suffix)
        items: list[Constraint | Index] = [*copy.constraints, *copy.indexes]
        for item in items:
            if item.name is not None:
                item.name = quoted_name(f"{item.name}{suffix}", quote=None)
        connection.execute(str(CreateTable(copy).compile(dialect=dialect)).encode())
        for index in copy.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)).encode())


def drop_tables(connection: psycopg.Connection, schema: str, tables: MetaData, build: Build) -> None:
    names = [sql.Identifier(schema, table.name + SUFFIX[build]) for table in tables.sorted_tables]
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.SQL(", ").join(names)))


def make_live(connection: psycopg.Connection, schema: str, tables: MetaData, views: Sequence[View] = ()) -> None:
    """Put the rebuilt tables in the place of the live ones, which are dropped.

    Views over them, and all that others have built on those, now show the rebuilt tables.
    """
    suffix = SUFFIX["rebuild"]
    for table in tables.sorted_tables:
        _rename(connection, schema, table.name, table.name + _GONE)
        _rename(connection, schema, table.name + suffix, table.name)
    create_views(connection, schema, views)
    gone = [sql.Identifier(schema, table.name + _GONE) for table in tables.sorted_tables]
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.SQL(", ").join(gone)))
    for table in tables.sorted_tables:
        _rename_parts(connection, schema, table.name, suffix)


def _rename(connection: psycopg.Connection, schema: str, table: str, name: str) -> None:
    statement = sql.SQL("ALTER TABLE IF EXISTS {} RENAME TO {}")
    connection.execute(statement.format(sql.Identifier(schema, table), sql.Identifier(name)))


def _rename_parts(connection: psycopg.Connection, schema: str, table: str, suffix: str) -> None:
    """Take a suffix from the names of a table's constraints and indexes."""
    for (constraint,) in connection.execute(_CONSTRAINTS, (schema, table)).fetchall():
        connection.execute(
            sql.SQL("ALTER TABLE {} RENAME CONSTRAINT {} TO {}").format(
                sql.Identifier(schema, table),
                sql.Identifier(constraint),
                sql.Identifier(constraint.replace(suffix, "")),
            )
        )
    for (index,) in connection.execute(_INDEXES, (schema, table)).fetchall():
        connection.execute(
            sql.SQL("ALTER INDEX {} RENAME TO {}").format(
                sql.Identifier(schema, index), sql.Identifier(index.replace(suffix, ""))
            )
        )


_CONSTRAINTS = """
    SELECT constraint_.conname
    FROM pg_catalog.pg_constraint constraint_
    JOIN pg_catalog.pg_class table_ ON table_.oid = constraint_.conrelid
    WHERE table_.relnamespace = %s::regnamespace AND table_.relname = %s
      AND constraint_.conname LIKE '%%\\_\\_rebuild%%'
"""

# Those of constraints have got their names with them.
_INDEXES = """
    SELECT index_.relname
    FROM pg_catalog.pg_index link
    JOIN pg_catalog.pg_class index_ ON index_.oid = link.indexrelid
    JOIN pg_catalog.pg_class table_ ON table_.oid = link.indrelid
    WHERE table_.relnamespace = %s::regnamespace AND table_.relname = %s
      AND index_.relname LIKE '%%\\_\\_rebuild%%'
"""
