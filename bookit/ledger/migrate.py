"""Brings an organisation's schema up to date, one migrator at a time."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import psycopg
import sqlalchemy
from alembic import command, script
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
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
    """Where the organisation's schema stands; nothing is changed."""
    engine = _engine(settings, connect_timeout=5)
    with engine.connect() as connection:
        current = _current(connection, settings.database_schema)
    newest = script.ScriptDirectory.from_config(_config()).get_current_head() or ""
    return Standing(current, newest, current is None or current in known_migrations())


def require_current(settings: Settings) -> None:
    """Raises NotMigrated or SchemaTooNew, each with a sentence for whoever runs a command."""
    found = standing(settings)
    if found.current is None:
        raise NotMigrated(
            f"There is no BookIT in the schema {settings.database_schema} of this database: run `bookit migrate` first."
        )
    if not found.is_known:
        raise SchemaTooNew(_too_new(found.current))
    if found.current != found.newest:
        raise NotMigrated(
            f"The database is at migration {found.current}, this version of BookIT needs {found.newest}:"
            " run `bookit migrate` first."
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

    Raises SchemaTooNew when the database is ahead of this code, WrongSecretKey when it was set up with another one,
    RoleRefused.
    """
    engine = _engine(settings, options=_PATIENT)
    with engine.begin() as connection:
        _lock(connection)
        driver = cast("psycopg.Connection", connection.connection.driver_connection)
        make_extension(driver)
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{settings.database_schema}"'))
        config = _config()
        config.attributes.update(connection=connection, schema=settings.database_schema, settings=settings)
        _refuse_newer(connection, settings.database_schema)
        command.upgrade(config, "head")
        require_secret_key(driver, settings)
    with Engine(settings.direct, PROJECTIONS) as projections:
        projections.prepare()
    with psycopg.connect(settings.direct_dsn, options=_PATIENT) as connection:
        connection.execute(_LOCK, [MIGRATING])
        share_out(connection, settings)


def make_extension(connection: psycopg.Connection) -> None:
    """What makes overlapping claims impossible, in a schema that all organisations share."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS extensions")
    connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions")


def _engine(settings: Settings, **options: Any) -> sqlalchemy.Engine:
    # psycopg reads the address itself: SQLAlchemy knows no several hosts with ports.
    return sqlalchemy.create_engine(
        "postgresql+psycopg://", poolclass=NullPool, creator=partial(psycopg.connect, settings.direct_dsn, **options)
    )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config


def known_migrations() -> frozenset[str]:
    """Those that this code can bring up to date."""
    scripts = script.ScriptDirectory.from_config(_config())
    return frozenset(revision.revision for revision in scripts.walk_revisions())


def _current(connection: Connection, schema: str) -> str | None:
    context = MigrationContext.configure(
        connection, opts={"version_table": "schema_version", "version_table_schema": schema}
    )
    return context.get_current_revision()


def _too_new(current: str) -> str:
    return f"The database is at migration {current}, which this version of BookIT does not know."


def _lock(connection: Connection) -> None:
    """One migrator at a time: the extension and its schema are shared by all organisations."""
    cast("psycopg.Connection", connection.connection.driver_connection).execute(_LOCK, [MIGRATING])


def _refuse_newer(connection: Connection, schema: str) -> None:
    current = _current(connection, schema)
    if current is not None and current not in known_migrations():
        raise SchemaTooNew(_too_new(current))
