"""Brings an organisation's schema up to date, one migrator at a time."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import psycopg
import sqlalchemy
from alembic import command, script
from alembic.config import Config
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.pool import NullPool

import migrations
from bookit.identity.secret_key import require_secret_key
from bookit.projections import PROJECTIONS, Engine
from bookit.roles import share_out
from bookit.settings import Settings

MIGRATING = "bookit migrate"
"""The name of the lock that migrators take; who takes it as one of many keeps them out meanwhile."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_PATIENT = "-c statement_timeout=0 -c lock_timeout=0"  # whatever the role's are


class SchemaTooNew(RuntimeError):
    """A newer BookIT has migrated this database; older code must not touch it."""


class NotMigrated(RuntimeError):
    """The database was not prepared for this version of BookIT."""


class WrongEncoding(RuntimeError):
    """The database can't keep every name."""


class HalfRestored(RuntimeError):
    """A backup was being restored here, and that has not come to its end."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which migration a database is at, and which one this code brings it to."""

    current: str | None
    """None before the first."""
    newest: str
    is_known: bool
    """Whether this code knows the current one."""


@dataclass(frozen=True, slots=True)
class Due:
    """A migration that has not run yet."""

    revision: str
    summary: str
    needs: str | None
    """The oldest version of BookIT that goes on running on the schema it makes; None for one that only adds."""


def due(settings: Settings) -> list[Due]:
    """The migrations that would run, in their order; nothing is changed."""
    scripts = script.ScriptDirectory.from_config(_config())
    found = scripts.iterate_revisions("heads", standing(settings).current or "base")
    return [
        Due(
            revision.revision,
            (revision.module.__doc__ or "").strip().partition("\n")[0],
            getattr(revision.module, "NEEDS_VERSION", None),
        )
        for revision in reversed(list(found))
    ]


def standing(settings: Settings) -> Standing:
    """Where the organisation's schema stands; nothing is changed. Raises WrongEncoding."""
    with _connect(settings, connect_timeout=5) as connection:
        return _standing(connection, settings.database_schema)


def _standing(connection: psycopg.Connection, schema: str) -> Standing:
    current = _current(connection, schema)
    newest = script.ScriptDirectory.from_config(_config()).get_current_head() or ""
    return Standing(current, newest, current is None or current in known_migrations())


def require_current(settings: Settings) -> None:
    """Raises HalfRestored, NotMigrated, SchemaTooNew or WrongEncoding, each with a sentence for whoever runs a
    command."""
    with _connect(settings, connect_timeout=5) as connection:
        require_whole(connection, settings.database_schema)
        found = _standing(connection, settings.database_schema)
    _require_any(found, settings.database_schema)
    if not found.is_known:
        raise SchemaTooNew(_too_new(found.current))
    _require_newest(found)


def require_ready(settings: Settings) -> None:
    """For a process that is about to work: raises NotMigrated, HalfRestored or WrongSecretKey, with a sentence.

    A newer schema is fine: versions run side by side while an install is upgraded.
    """
    schema = settings.database_schema
    with psycopg.connect(settings.dsn, connect_timeout=3, prepare_threshold=None) as connection:
        try:
            require_whole(connection, schema)
            found = _standing(connection, schema)
            _require_any(found, schema)
            require_secret_key(connection, settings)
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotMigrated(
                f"{error.diag.message_primary}: run `bookit migrate` with the URLs of all roles first."
            ) from error
    if found.is_known:
        _require_newest(found)


def _require_any(found: Standing, schema: str) -> None:
    if found.current is None:
        raise NotMigrated(f"There is no BookIT in the schema {schema} of this database: run `bookit migrate` first.")


def _require_newest(found: Standing) -> None:
    if found.current != found.newest:
        raise NotMigrated(
            f"The database is at migration {found.current}, this version of BookIT needs {found.newest}:"
            " run `bookit migrate` first."
        )


def require_encoding(connection: psycopg.Connection) -> None:
    """Raises WrongEncoding, with a sentence for whoever chose the database."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise WrongEncoding(
            f"The encoding of this database is {encoding}, in which names in other alphabets can't be kept: make one"
            " with ENCODING 'UTF8' TEMPLATE template0, and name it in BOOKIT_DATABASE_URL."
        )


def mark_of_restoring(schema: str) -> str:
    """The schema that is there for as long as a backup is being restored, or when that was cut off."""
    return f"{schema}_restoring"


def require_whole(connection: psycopg.Connection, schema: str) -> None:
    """Raises HalfRestored, with a sentence for whoever starts a process."""
    mark = mark_of_restoring(schema)
    if connection.execute("SELECT to_regnamespace(%s)", [f'"{mark}"']).fetchone() != (None,):
        raise HalfRestored(
            f"A backup is being restored to the schema {schema}, or that was cut off: wait, or run `bookit restore`"
            " again."
        )


def migrate(settings: Settings) -> None:
    """Create the schema and its extension where missing, run the migrations that are due, all or nothing, and make
    the tables of read models that are missing. Then give the roles of the other database URLs their rights.

    Raises WrongEncoding, SchemaTooNew when the database is ahead of this code, WrongSecretKey when it was set up with
    another one, RoleRefused.
    """
    # psycopg reads the address itself: SQLAlchemy knows no several hosts with ports.
    connect = partial(_connect, settings, options=_PATIENT)
    engine = sqlalchemy.create_engine("postgresql+psycopg://", poolclass=NullPool, creator=connect)
    with engine.begin() as connection:
        driver = cast("psycopg.Connection", connection.connection.driver_connection)
        driver.execute(_LOCK, [MIGRATING])
        make_extension(driver)
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{settings.database_schema}"'))
        config = _config()
        config.attributes.update(connection=connection, schema=settings.database_schema, settings=settings)
        _refuse_newer(driver, settings.database_schema)
        command.upgrade(config, "head")
        require_secret_key(driver, settings)
    with Engine(settings.direct, PROJECTIONS) as projections:
        projections.prepare()
    with psycopg.connect(settings.direct_dsn, options=_PATIENT) as connection:
        connection.execute(_LOCK, [MIGRATING])
        share_out(connection, settings)


def make_extension(connection: psycopg.Connection) -> None:
    """What makes overlapping claims impossible, in a schema that all organisations share; in a transaction."""
    there = connection.execute("SELECT FROM pg_catalog.pg_extension WHERE extname = 'btree_gist'").fetchone()
    if there is None:
        connection.execute(_LOCK, [MIGRATING])
        connection.execute("CREATE SCHEMA IF NOT EXISTS extensions")
        connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions")


def _connect(settings: Settings, **options: Any) -> psycopg.Connection:
    connection = psycopg.connect(settings.direct_dsn, **options)
    try:
        require_encoding(connection)
    except WrongEncoding:
        connection.close()
        raise
    return connection


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config


def known_migrations() -> frozenset[str]:
    """Those that this code can bring up to date."""
    scripts = script.ScriptDirectory.from_config(_config())
    return frozenset(revision.revision for revision in scripts.walk_revisions())


def _current(connection: psycopg.Connection, schema: str) -> str | None:
    table = sql.Identifier(schema, "schema_version")
    if connection.execute("SELECT to_regclass(%s)", [table.as_string()]).fetchone() == (None,):
        return None
    row = connection.execute(sql.SQL("SELECT version_num FROM {}").format(table)).fetchone()
    return None if row is None else str(row[0])


def _too_new(current: str | None) -> str:
    return f"The database is at migration {current}, which this version of BookIT does not know."


def _refuse_newer(connection: psycopg.Connection, schema: str) -> None:
    current = _current(connection, schema)
    if current is not None and current not in known_migrations():
        raise SchemaTooNew(_too_new(current))
