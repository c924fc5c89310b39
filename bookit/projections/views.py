"""Views for people outside: what they may read of read models, in a schema of its own, with every column explained.

A view keeps its identity, its grants and what others built on it when the tables under it are built anew. So a column
that was once there stays, with its name, type and meaning; Postgres itself refuses to take one away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql


@dataclass(frozen=True, slots=True)
class Shown:
    """A column: how it is called, of which type, what it means, and where it comes from."""

    name: str
    type: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class View:
    """`tables` follows FROM; `{schema}` stands for the organisation's schema, there and in the columns."""

    name: str
    meaning: str
    columns: Sequence[Shown]
    tables: str
    before: str = ""
    """What comes before SELECT: common table expressions."""


def schema_of_views(schema: str) -> str:
    """Where the views of an organisation are: apart from its tables, so that who may read them sees nothing else."""
    return f"{schema}_reporting"


def create_views(connection: psycopg.Connection, schema: str, views: Sequence[View]) -> None:
    """Make the views, or turn them to the tables that have their tables' names now."""
    if not views:
        return
    home = schema_of_views(schema)
    if connection.execute("SELECT to_regnamespace(%s)", [f'"{home}"']).fetchone() == (None,):  # else it takes no right
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(home)))
    for view in views:
        name = sql.Identifier(home, view.name)
        connection.execute(sql.SQL("CREATE OR REPLACE VIEW {} AS ").format(name) + _definition(schema, view))
        connection.execute(sql.SQL("COMMENT ON VIEW {} IS {}").format(name, sql.Literal(view.meaning)))
        for column in view.columns:
            connection.execute(
                sql.SQL("COMMENT ON COLUMN {}.{} IS {}").format(
                    name, sql.Identifier(column.name), sql.Literal(column.meaning)
                )
            )


def missing_views(connection: psycopg.Connection, schema: str, views: Sequence[View]) -> bool:
    """Whether one of them is not there."""
    query = "SELECT count(*) FROM pg_catalog.pg_views WHERE schemaname = %s AND viewname = ANY(%s)"
    ((found,),) = connection.execute(query, (schema_of_views(schema), [view.name for view in views])).fetchall()
    return bool(found < len(views))


def _definition(schema: str, view: View) -> sql.SQL:
    columns = ", ".join(f'{column.source} AS "{column.name}"' for column in view.columns)
    text = f"{view.before} SELECT {columns} FROM {view.tables}"  # noqa: S608 -- constants of this product
    return sql.SQL(text.replace("{schema}", f'"{schema}"'))
