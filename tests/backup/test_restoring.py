"""Restoring: where to, what is held, and what happens when it is cut off."""

import asyncio
import os
import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from uuid_utils.compat import uuid7

from bookit.backup import HELD, Folder, NotWhole, RestoreRefused, make_backup, restore_backup
from bookit.backup.archive import HEADER, Header, Writer
from bookit.effects import NewEffect, Shelf
from bookit.files import MAKE_VARIANTS, Objects
from bookit.ledger.migrate import mark_of_restoring
from bookit.notifications import SEND, TELL
from bookit.settings import Settings
from tests.backup.conftest import Backups, House, another_host, changed, killed, program, run
from tests.backup.test_verifying import rewritten
from tests.running import stay

pytestmark = pytest.mark.anyio


def test_a_schema_that_is_there_is_never_touched(house: House, backups: Backups) -> None:
    with pytest.raises(
        RestoreRefused, match=rf"There is a schema {house.settings.database_schema} already: [^\n]+DROP"
    ):
        restore_backup(house.settings, backups.plain, None)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"secret_key": "the secret key of somebody else, of whom nobody knows"}, "BOOKIT_SECRET_KEY is not the one"),
        ({"database_schema": "other"}, "set BOOKIT_DATABASE_SCHEMA to that"),
    ],
)
def test_what_would_not_fit_is_refused_before_anything_is_done(
    backups: Backups, elsewhere: Settings, values: dict[str, Any], why: str
) -> None:
    with pytest.raises(RestoreRefused, match=why):
        restore_backup(changed(elsewhere, **values), backups.plain, None)
    assert schemas_of(elsewhere) == set()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"migration": "9999", "bookit": "7.0"}, "of BookIT 7.0 with migration 9999, which this version does not know"),
        ({"postgres": 99}, "This backup is of PostgreSQL 99, and this server is 18"),
        ({"format": 2}, "can't be read by this version"),
    ],
)
def test_backups_of_newer_versions_are_refused(
    backups: Backups, elsewhere: Settings, values: dict[str, Any], why: str, tmp_path: Path
) -> None:
    def with_other_header(writer: Writer, name: str, content: bytes) -> None:
        if name == HEADER:
            header = Header.model_validate_json(content).model_copy(update=values)
            content = header.model_dump_json(warnings=False).encode()
        writer.add(name, content)

    with pytest.raises((RestoreRefused, NotWhole), match=why):
        restore_backup(elsewhere, rewritten(backups.plain, tmp_path, with_other_header), None)
    assert schemas_of(elsewhere) == set()


def test_a_header_that_tells_another_ledger_is_found(backups: Backups, elsewhere: Settings, tmp_path: Path) -> None:
    def with_other_header(writer: Writer, name: str, content: bytes) -> None:
        if name == HEADER:
            content = Header.model_validate_json(content).model_copy(update={"position": 3}).model_dump_json().encode()
        writer.add(name, content)

    with pytest.raises(NotWhole, match="instead of 3"):
        restore_backup(elsewhere, rewritten(backups.plain, tmp_path, with_other_header), None)


async def test_what_may_have_been_told_before_waits_for_a_word(
    house: House, folder: Folder, elsewhere: Settings
) -> None:
    """Letters that waited, and facts that no reaction had looked at yet; pictures are made all the same."""
    schema = house.settings.database_schema
    letter = NewEffect(SEND, f"{SEND}:{uuid7()}", {"letter_id": str(uuid7())})
    variants = NewEffect(MAKE_VARIANTS, f"{MAKE_VARIANTS}:{uuid7()}", {"file_id": str(uuid7())})
    with psycopg.connect(house.settings.direct_dsn, autocommit=True) as connection:
        Shelf(connection, schema).put([letter, variants])
    assistant = await house.org.client(house.member)
    booked = await assistant.do("place-booking", room_id=house.room, **stay(days=310))
    await house.org.owner.do("cancel-booking", booking_id=booked["booking_id"], reason="The room is painted")
    made = await asyncio.to_thread(make_backup, house.settings, folder, 1)

    restored = await asyncio.to_thread(restore_backup, elsewhere, made.path, None)

    with psycopg.connect(elsewhere.direct_dsn) as connection:
        query = sql.SQL("SELECT kind, state, last_error FROM {}").format(sql.Identifier(schema, "effects"))
        found = connection.execute(query).fetchall()
    held = [kind for kind, state, error in found if state == "parked" and error == HELD]
    assert len(held) == restored.held
    assert {SEND, TELL} <= set(held)
    assert {state for kind, state, _ in found if kind == MAKE_VARIANTS} == {"waiting"}
    assert not [kind for kind, state, _ in found if state in {"waiting", "running"} and kind != MAKE_VARIANTS]


def test_a_restore_that_was_killed_starts_nothing_and_is_begun_anew_by_the_same_words(
    house: House, backups: Backups, elsewhere: Settings, tmp_path: Path
) -> None:
    """The rows are there already when `kill -9` comes, but what was waiting is not held yet."""
    told = tmp_path / "told"
    os.mkfifo(told)
    real = house.settings.postgres_programs
    script = f"""#!/bin/sh
case "$*" in *--dbname*) ;; *) exec {real}/pg_restore "$@";; esac
{real}/pg_restore "$@" && echo restored > {told}
read forever < {told}
"""
    stalling = changed(elsewhere, postgres_programs=program(tmp_path / "programs", "pg_restore", script))
    with killed(stalling, "restore", str(backups.plain)):
        assert told.read_text() == "restored\n"
    told.write_text("it ends\n")
    assert {elsewhere.database_schema, mark_of_restoring(elsewhere.database_schema)} <= schemas_of(elsewhere)
    for word in ("migrate", "worker"):
        ended = run(changed(elsewhere, base_url="http://bookit.test"), word)
        assert ended.returncode in {1, 2}
        assert re.fullmatch(r"A backup is being restored to the schema [^\n]+\n", ended.stderr)

    ended = run(elsewhere, "restore", str(backups.plain))
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"^0 overlaps in \d+ events: .* 0 faults$", ended.stdout, re.MULTILINE)
    assert mark_of_restoring(elsewhere.database_schema) not in schemas_of(elsewhere)
    assert run(elsewhere, "migrate").returncode == 0


def test_two_restores_at_once_are_one(backups: Backups, elsewhere: Settings) -> None:
    lock = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
    with psycopg.connect(elsewhere.direct_dsn) as connection:
        connection.execute(lock, [f"bookit restore {elsewhere.database_schema}"])
        with pytest.raises(RestoreRefused, match="Another restore"):
            restore_backup(elsewhere, backups.plain, None)


def test_an_encrypted_one_is_restored_with_its_key_alone(house: House, backups: Backups, elsewhere: Settings) -> None:
    restored = restore_backup(elsewhere, backups.sealed, backups.identity)
    assert restored.report.clean
    (kept,) = restored.contents.manifest.objects
    assert Objects(elsewhere).read(kept.key) == Objects(house.settings).read(kept.key)


def test_nobody_else_may_append_to_a_restored_ledger(backups: Backups, elsewhere: Settings) -> None:
    restore_backup(elsewhere, backups.plain, None)
    with psycopg.connect(elsewhere.direct_dsn) as connection:
        query = (
            "SELECT has_function_privilege('public', oid, 'EXECUTE') FROM pg_catalog.pg_proc"
            " WHERE proname = 'append' AND pronamespace = to_regnamespace(%s)"
        )
        assert connection.execute(query, [elsewhere.database_schema]).fetchall() == [(False,)]


def test_what_is_backed_up_from_a_restored_house_is_the_same(
    house: House, backups: Backups, elsewhere: Settings, tmp_path: Path
) -> None:
    restore_backup(elsewhere, backups.plain, None)
    again = make_backup(elsewhere, Folder(tmp_path / "again", elsewhere.database_schema), 1)
    with another_host(house.settings, tmp_path / "third") as third:
        restored = restore_backup(third, again.path, None)
    assert restored.report.clean
    assert restored.contents.header.position == again.position


def schemas_of(settings: Settings) -> set[str]:
    """Those of organisations, or of restores."""
    with psycopg.connect(settings.direct_dsn) as connection:
        query = "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname LIKE 'test%' OR nspname LIKE 'other%'"
        return {name for (name,) in connection.execute(query)}
