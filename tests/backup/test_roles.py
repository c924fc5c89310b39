"""Backed up by the writer, restored by the owner, around a pooler and behind one; each with its own rights."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio.to_thread
import psycopg
import pytest
from psycopg import sql

from bookit.backup import Folder
from bookit.ledger.migrate import migrate
from bookit.settings import Settings
from tests.backup.conftest import changed, run
from tests.roles import Roles, three_roles
from tests.running import Body, organisation, stay
from tests.servers import Facts

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def roles(postgres_dsn: str) -> Iterator[Roles]:
    with three_roles(postgres_dsn) as roles:
        yield roles


@dataclass
class Kept:
    """A backup, and what was booked before it was made."""

    path: Path
    booking: Body
    settings: Settings
    """Those of the install it is of, as its processes have them."""


@pytest.fixture(scope="module")
def values(s3_settings: Facts, programs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All that is set but the database."""
    own = {"s3_bucket": f"backup-{uuid4().hex[:12]}", "home": tmp_path_factory.mktemp("home")}
    return {**s3_settings, **own, "postgres_programs": programs, "redis_url": None, "port": 0}


@pytest.fixture(scope="module", params=["direct", "pooled"])
async def kept(
    request: pytest.FixtureRequest, anyio_backend: str, roles: Roles, values: dict[str, Any]
) -> AsyncIterator[Kept]:
    with roles.database() as database, ExitStack() as stack:
        migrate(Settings(**values, **roles.ways(database)))
        pooled = request.param == "pooled"
        ways = stack.enter_context(roles.ways_behind_a_pooler(database)) if pooled else roles.ways(database)
        # No process but `migrate` and `restore` knows the owner.
        ways = {**ways, "database_direct_url": roles.url(roles.writer, database)}
        settings = Settings(**values, **ways)
        async with organisation(settings) as org:
            room = await org.room()
            booking = await org.owner.do("place-booking", room_id=room, title="Merger talks", **stay(9))
            made = await anyio.to_thread.run_sync(run, settings, "backup")
            assert made.returncode == 0, made.stderr
            (backup,) = Folder(settings.backups, settings.database_schema).kept()
            yield Kept(backup.path, booking, settings)
            shutil.rmtree(settings.backups)


async def test_a_backup_of_the_writer_is_restored_by_the_owner_and_booked_on(kept: Kept, roles: Roles) -> None:
    read = run(kept.settings, "backup", "verify", str(kept.path))
    assert read.returncode == 0, read.stderr
    with roles.database() as database, ExitStack() as stack:
        elsewhere = {"s3_bucket": f"restored-{uuid4().hex[:12]}", "database_pooled": False, **roles.ways(database)}
        restored = run(changed(kept.settings, **elsewhere), "restore", str(kept.path))
        assert restored.returncode == 0, restored.stderr
        assert re.search(r"^0 overlaps in \d+ events: .* 0 faults$", restored.stdout, re.MULTILINE)

        if kept.settings.database_pooled:
            elsewhere |= stack.enter_context(roles.ways_behind_a_pooler(database))
        elsewhere["database_direct_url"] = roles.url(roles.writer, database)
        async with organisation(changed(kept.settings, **elsewhere)) as org:
            before = await org.owner.learn(f"bookings/{kept.booking['booking_id']}")
            assert before["title"] == "Merger talks"
            again = await org.owner.give("place-booking", {"room_id": before["room_id"], **stay(9)})
            assert again.status_code == 409
            await org.owner.do("place-booking", room_id=before["room_id"], **stay(12))
            await org.caught_up()
            assert await org.parked() == []
        assert_the_writer_records_and_changes_nothing(roles, database, org.settings.database_schema)


def assert_the_writer_records_and_changes_nothing(roles: Roles, database: str, schema: str) -> None:
    with psycopg.connect(roles.url(roles.writer, database), autocommit=True) as writer:
        for statement in ("DELETE FROM {}.events", "UPDATE {}.ledger_head SET position = 0", "DROP TABLE {}.claims"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                writer.execute(sql.SQL(statement).format(sql.Identifier(schema)))


def test_an_owner_who_may_not_make_the_roles_is_told_so_and_begins_anew_once_it_may(kept: Kept, roles: Roles) -> None:
    stranger = roles.writer.replace("_writer", f"_{uuid4().hex[:8]}_writer")
    owner = sql.Identifier(roles.owner)
    with roles.database() as database, psycopg.connect(roles.dsn, autocommit=True) as admin:
        ways = {**roles.ways(database), "database_url": roles.url(stranger, database), "database_pooled": False}
        elsewhere = changed(kept.settings, s3_bucket=f"restored-{uuid4().hex[:12]}", **ways)
        admin.execute(sql.SQL("ALTER ROLE {} NOCREATEROLE").format(owner))
        try:
            refused = run(elsewhere, "restore", str(kept.path))
            assert refused.returncode == 1
            assert re.search(rf"may not make or change the roles {stranger} and [^\n]+\n$", refused.stderr)
        finally:
            admin.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(owner))
        restored = run(elsewhere, "restore", str(kept.path))
        assert restored.returncode == 0, restored.stderr
