"""A database role for BI tools: it reads the views for analysts, and nothing else."""

import secrets

import psycopg
from psycopg import Connection, sql

from bookit.projections.views import schema_of_views
from bookit.roles import RoleRefused, make_login, set_password
from bookit.settings import Settings

STATEMENT_TIMEOUT = "5min"
"""Longer questions would hold up the switch of rebuilt read models."""


def make_role(settings: Settings, name: str, password: str | None = None) -> str | None:
    """Make the role, or renew the rights of one that exists, and its password if one is given.

    Answers the password that a new role got because none was given. Raises RoleRefused.
    """
    with psycopg.connect(settings.direct_dsn) as connection:
        try:
            made = _make(connection, name, password)
            _grant(connection, settings.database_schema, name)
        except psycopg.errors.InsufficientPrivilege as error:
            raise RoleRefused(
                f"{error.diag.message_primary}. The role of BOOKIT_DATABASE_URL may not make roles: give it CREATEROLE,"
                " or let an administrator set BOOKIT_DATABASE_DIRECT_URL and run the same once."
            ) from error
        except psycopg.errors.InvalidSchemaName as error:
            raise RoleRefused("The database is not prepared yet: run `bookit migrate` first.") from error
        except (psycopg.errors.ReservedName, psycopg.errors.SyntaxError) as error:
            raise RoleRefused(str(error.diag.message_primary)) from error
    return made


def _make(connection: Connection, name: str, password: str | None) -> str | None:
    role = sql.Identifier(name)
    found = connection.execute("SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = %s", [name]).fetchone()
    if found is not None and (found[0] or name == connection.info.user):
        raise RoleRefused(f"{name} is a role with other rights: choose another name.")
    made = secrets.token_urlsafe(24) if found is None and password is None else None
    make_login(connection, name, made)
    if password is not None:
        set_password(connection, name, password)
    for setting, value in (("default_transaction_read_only", "on"), ("statement_timeout", STATEMENT_TIMEOUT)):
        statement = sql.SQL("ALTER ROLE {} SET {} = {}")
        connection.execute(statement.format(role, sql.Identifier(setting), sql.Literal(value)))
    return made


def _grant(connection: Connection, schema: str, name: str) -> None:
    """To read the views that are there, and those that later versions add."""
    names = {
        "role": sql.Identifier(name),
        "views": sql.Identifier(schema_of_views(schema)),
        "database": sql.Identifier(connection.info.dbname),
    }
    for statement in (
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "GRANT USAGE ON SCHEMA {views} TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {views} TO {role}",
    ):
        connection.execute(sql.SQL(statement).format(**names))
    owners = "SELECT DISTINCT viewowner FROM pg_catalog.pg_views WHERE schemaname = %s"
    for (maker,) in connection.execute(owners, [schema_of_views(schema)]).fetchall():
        statement = "ALTER DEFAULT PRIVILEGES FOR ROLE {maker} IN SCHEMA {views} GRANT SELECT ON TABLES TO {role}"
        connection.execute(sql.SQL(statement).format(maker=sql.Identifier(maker), **names))
