"""Migrations: all or nothing, one migrator at a time, never over a newer schema."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.exc import ProgrammingError

from bookit.embedded.ports import free_ports
from bookit.ledger.migrate import NotMigrated, SchemaTooNew, migrate, require_current, standing
from bookit.ledger.verify import verify
from bookit.settings import Settings


def execute(settings: Settings, statement: str) -> None:
    composed = sql.SQL(statement).format(sql.Identifier(settings.database_schema))
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        connection.execute(composed)


def tables(settings: Settings) -> set[str]:
    query = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r'"
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        return {name for (name,) in connection.execute(query, [f'"{settings.database_schema}"'])}


def test_three_migrators_at_once_make_one_schema(settings: Settings) -> None:
    with ThreadPoolExecutor(3) as migrators:
        for done in [migrators.submit(migrate, settings) for _ in range(3)]:
            done.result()
    require_current(settings)
    assert verify(settings).clean


def test_a_migration_that_fails_halfway_leaves_nothing_behind(settings: Settings) -> None:
    execute(settings, "CREATE SCHEMA {}")
    execute(settings, "CREATE TABLE {}.effects (in_the_way integer)")
    with pytest.raises(ProgrammingError, match="already exists"):
        migrate(settings)
    assert tables(settings) == {"effects"}
    assert standing(settings).current is None
    with pytest.raises(NotMigrated, match="run `bookit migrate` first"):
        require_current(settings)

    execute(settings, "DROP TABLE {}.effects")
    migrate(settings)
    require_current(settings)


def test_older_code_does_not_touch_a_newer_schema(settings: Settings) -> None:
    migrate(settings)
    before = tables(settings)
    execute(settings, "UPDATE {}.schema_version SET version_num = '9999'")
    for refuse in (migrate, require_current):
        with pytest.raises(SchemaTooNew, match="9999"):
            refuse(settings)
    assert tables(settings) == before


def test_of_several_hosts_the_one_that_takes_writes_is_migrated_and_looked_at(settings: Settings) -> None:
    (nobody,) = free_ports(1)
    parts = urlsplit(settings.direct_dsn)
    several = parts._replace(netloc=parts.netloc.replace("@", f"@127.0.0.1:{nobody},")).geturl()
    ways = {"database_url": several, "database_direct_url": None, "database_reader_url": None, "database_pooled": False}
    settings = Settings(**(settings.model_dump() | ways))
    migrate(settings)
    require_current(settings)
    assert verify(settings).clean
    with pytest.raises(psycopg.OperationalError, match="read-only"):
        psycopg.connect(settings.direct_dsn, options="-c default_transaction_read_only=on")
