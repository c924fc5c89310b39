"""Roles of Postgres: the owner of everything migrates, the writer works, the reader answers (docs/adr/0117).

They are who the database URLs name: the owner is that of the direct URL when `bookit migrate` runs, the writer that of
the database URL, the reader that of the reader URL. Where one role is named for all, it has all rights by itself.
"""

from collections.abc import Mapping

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict

from bookit.connections import PROMPT
from bookit.projections import PROJECTIONS
from bookit.projections.shadows import SUFFIX
from bookit.projections.views import schema_of_views
from bookit.settings import Settings

SESSION: Mapping[str, str] = {
    **PROMPT,
    "idle_in_transaction_session_timeout": "2min",
    "datestyle": "ISO",
    "jit": "off",
    "work_mem": "16MB",
}
"""What sessions of a writer or a reader have by themselves: behind a pooler nobody else can give it to them."""

_EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
# Facts, and what is decided by: the append function alone changes those, with its owner's rights.
_WRITER: Mapping[str, str] = {
    "events": "SELECT",
    "ledger_head": "SELECT",
    "ledger_identity": "SELECT",
    "units": "SELECT",
    "claims": "SELECT",
    "charges": "SELECT, DELETE",  # those that have ended
    "commands": "SELECT, UPDATE (request_hash)",  # which is forgotten with a member
    "secret_key": "SELECT",
    "schema_version": "SELECT",
}
# What opens something is not for who only answers questions.
_READER: Mapping[str, str] = {
    "sessions": "SELECT (member_id, created_at, last_seen_at)",
    "api_tokens": "SELECT (member_id, expires_at, last_used_at)",
    "one_time_tokens": "",
    "passwords": "",
    "sign_in_attempts": "",
    "member_keys": "",
    "secret_key": "",
    "cursor_key": "",
    "door_key": "",
    "letter_key": "",
}


class RoleRefused(RuntimeError):
    """A role can't be made or changed; says why."""


def share_out(connection: Connection, settings: Settings) -> None:
    """Make the roles that the URLs name where they are missing, and give each its rights and its session.

    For the owner, in a transaction, after all tables were made; again after each migration. Raises RoleRefused.
    """
    owner = connection.info.user
    writer, reader = conninfo_to_dict(settings.dsn), conninfo_to_dict(settings.reader_dsn)
    writes, reads = str(writer.get("user", owner)), str(reader.get("user", owner))
    try:
        for name, known in ((writes, writer), (reads, reader)):
            if name != owner:
                make_login(connection, name, known.get("password"))
            if name != owner or settings.database_pooled:
                give_session(connection, name)
        if writes != owner:
            _let_write(connection, settings.database_schema, writes)
        if reads not in {owner, writes}:
            _let_read(connection, settings.database_schema, reads, maker=writes)
    except psycopg.errors.InsufficientPrivilege as error:
        raise RoleRefused(
            f"{error.diag.message_primary}. {owner} may not make or change the roles {writes} and {reads}: see"
            " docs/operations.md, Roles."
        ) from error


def make_login(connection: Connection, name: str, password: str | int | None) -> None:
    """Make a role that may sign in, unless it is there; then it stays as it is."""
    role = sql.Identifier(name)
    if connection.execute("SELECT FROM pg_catalog.pg_roles WHERE rolname = %s", [name]).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        if password is not None:
            set_password(connection, name, str(password))


def set_password(connection: Connection, name: str, password: str) -> None:
    """Only its hash travels and may be logged."""
    hashed = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(hashed)))


def give_session(connection: Connection, name: str) -> None:
    """In this database alone, which others may share the server with."""
    query = """
        SELECT lower(split_part(line, '=', 1)), split_part(line, '=', 2)
        FROM pg_catalog.pg_db_role_setting s CROSS JOIN unnest(s.setconfig) line
        JOIN pg_catalog.pg_roles r ON r.oid = s.setrole JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
        WHERE r.rolname = %s AND d.datname = current_database()
    """
    known: dict[str, str] = dict(connection.execute(query, [name]).fetchall())
    for setting, value in SESSION.items():
        if known.get(setting) != value:
            connection.execute(
                sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}").format(
                    sql.Identifier(name),
                    sql.Identifier(connection.info.dbname),
                    sql.Identifier(setting),
                    sql.Literal(value),
                )
            )


def _let_write(connection: Connection, schema: str, writer: str) -> None:
    # Since Postgres 16 the maker of a role is a member that may not act as it.
    acting = "SET" if connection.info.server_version >= 160_000 else "MEMBER"
    query = "SELECT pg_has_role(%(writer)s, 'USAGE') AND pg_has_role(%(writer)s, %(acting)s)"
    if connection.execute(query, {"writer": writer, "acting": acting}).fetchone() != (True,):
        # What a writer made belongs to it; migrations have to reach it.
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(writer)))
    views = schema_of_views(schema)
    names = {"role": sql.Identifier(writer), "schema": sql.Identifier(schema), "views": sql.Identifier(views)}
    for statement in (
        "GRANT USAGE, CREATE ON SCHEMA {schema} TO {role}",
        "GRANT USAGE, CREATE ON SCHEMA {views} TO {role}",
        "GRANT EXECUTE ON FUNCTION {schema}.append TO {role}",
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",  # a backup writes down where they stand
    ):
        connection.execute(sql.SQL(statement).format(**names))
    models = _read_models()
    for table, is_mine in _tables(connection, schema):
        if table not in models:
            _grant(connection, schema, table, writer, _WRITER.get(table, _EVERYTHING))
        elif is_mine:
            _hand_over(connection, "TABLE", sql.Identifier(schema, table), writer)
    for view, is_mine in _tables(connection, views):
        if is_mine:
            _hand_over(connection, "VIEW", sql.Identifier(views, view), writer)


def _let_read(connection: Connection, schema: str, reader: str, *, maker: str) -> None:
    names = {"role": sql.Identifier(reader), "schema": sql.Identifier(schema), "maker": sql.Identifier(maker)}
    for statement in (
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        # Read models of later versions, and those that are built anew.
        "ALTER DEFAULT PRIVILEGES FOR ROLE {maker} IN SCHEMA {schema} GRANT SELECT ON TABLES TO {role}",
    ):
        connection.execute(sql.SQL(statement).format(**names))
    for table, _ in _tables(connection, schema):
        _grant(connection, schema, table, reader, _READER.get(table, "SELECT"))


def _read_models() -> set[str]:
    tables = [table.name for projection in PROJECTIONS for table in projection.TABLES.sorted_tables]
    return {name + suffix for name in tables for suffix in SUFFIX.values()}


def _tables(connection: Connection, schema: str) -> list[tuple[str, bool]]:
    """Tables and views of a schema, and whether the current role itself owns each."""
    query = """
        SELECT relname, relowner = current_user::regrole FROM pg_catalog.pg_class
        WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'p', 'v') ORDER BY relname
    """
    return [(str(name), bool(is_mine)) for name, is_mine in connection.execute(query, [f'"{schema}"'])]


def _grant(connection: Connection, schema: str, table: str, role: str, rights: str) -> None:
    """These rights and no others."""
    names = {"table": sql.Identifier(schema, table), "role": sql.Identifier(role)}
    connection.execute(sql.SQL("REVOKE ALL ON {table} FROM {role}").format(**names))
    if rights:
        connection.execute(sql.SQL("GRANT {rights} ON {table} TO {role}").format(rights=sql.SQL(rights), **names))


def _hand_over(connection: Connection, kind: str, name: sql.Identifier, role: str) -> None:
    connection.execute(sql.SQL("ALTER {} {} OWNER TO {}").format(sql.SQL(kind), name, sql.Identifier(role)))
