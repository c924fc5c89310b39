"""Making backups: what goes into them, what stays, and what is there when one is cut off."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bookit.backup import BackupFailed, Folder, ProgramRefused, make_backup, new_pair, verify_backup
from bookit.files import Objects, StorageDown
from bookit.ledger.migrate import MIGRATING
from bookit.settings import Settings
from tests.backup.conftest import House, changed, killed, program, run, upload

pytestmark = pytest.mark.anyio


def test_the_newest_are_kept_and_those_of_others_left_alone(house: House, folder: Folder) -> None:
    folder.path.mkdir()
    neighbour = folder.path / f"{folder.path.name}-20260101T000000Z-7.tar"
    notes = folder.path / "notes.txt"
    for other in (neighbour, notes):
        other.write_text("not of this organisation")
    made = []
    for number in range(4):
        made.append(make_backup(house.settings, folder, keep=2))
        made[-1].path.rename(made[-1].path.with_name(re.sub(r"-\d{8}T", f"-2026012{number}T", made[-1].path.name)))
    assert [len(each.removed) for each in made] == [0, 0, 1, 1]
    assert [kept.made_at.day for kept in folder.kept()] == [22, 23]
    assert neighbour.exists()
    assert notes.exists()
    assert {kept.path.stat().st_mode & 0o777 for kept in folder.kept()} == {0o600}


def test_one_that_fails_leaves_the_others_and_nothing_of_itself(house: House, folder: Folder) -> None:
    make_backup(house.settings, folder, keep=1)
    before = files_in(folder)
    nowhere = changed(house.settings, s3_endpoint_url="http://127.0.0.1:9")
    with pytest.raises(StorageDown):
        make_backup(nowhere, folder, keep=1)
    with pytest.raises(BackupFailed, match="no public key"):
        make_backup(changed(house.settings, backup_recipient="age1nonsense"), folder, keep=1)
    assert files_in(folder) == before


@contextmanager
def out_of_reach(house: House, key: str) -> Iterator[None]:
    """The storage has lost an object, for a while."""
    storage = Objects(house.settings)
    content = storage.read(key)
    assert content is not None
    storage.remove([key])
    try:
        yield
    finally:
        storage.put(key, content, "image/jpeg")


def test_what_the_storage_has_lost_is_named_and_keeps_nothing_else_from_being_saved(
    house: House, folder: Folder
) -> None:
    key = key_of(house.settings, house.photo["file_id"])
    with out_of_reach(house, key):
        made = make_backup(house.settings, folder, keep=3)
        Objects(house.settings).put(key, b"something else", "image/jpeg")
        damaged = make_backup(house.settings, folder, keep=3)
    assert made.lost == damaged.lost == [key]
    assert verify_backup(house.settings, made.path, None).manifest.lost == [key]


async def test_what_is_swept_away_meanwhile_is_no_loss(house: House, folder: Folder, tmp_path: Path) -> None:
    """The snapshot names a file that nobody used; row and object go while the backup is being made."""
    unused = await upload(house.org, house.room)
    key = key_of(house.settings, unused["file_id"])
    real = house.settings.postgres_programs
    script = f"""#!{sys.executable} -P
import os, sys
if "--version" not in sys.argv:
    import psycopg
    from bookit.files import Objects
    from bookit.settings import Settings
    settings = Settings()
    with psycopg.connect(settings.direct_dsn) as connection:
        connection.execute(f"DELETE FROM {{settings.database_schema}}.files WHERE object_key = '{key}'")
    Objects(settings).remove(["{key}"])
os.execv("{real}/pg_dump", ["pg_dump", *sys.argv[1:]])
"""
    settings = changed(house.settings, postgres_programs=program(tmp_path / "programs", "pg_dump", script))
    ended = await asyncio.to_thread(run, settings, "backup", "--to", str(folder.path))
    assert ended.returncode == 0, ended.stderr
    (kept,) = folder.kept()
    manifest = verify_backup(house.settings, kept.path, None).manifest
    assert (manifest.swept, manifest.lost) == ([key], [])


def test_a_program_older_than_the_server_is_refused_in_a_line(house: House, folder: Folder, tmp_path: Path) -> None:
    old = program(tmp_path / "old", "pg_dump", "#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.9 (Debian 15.9-1)'\n")
    with pytest.raises(ProgramRefused, match=r"^pg_dump is of version 15, and 18 or newer is needed: install [^\n]+$"):
        make_backup(changed(house.settings, postgres_programs=old), folder, keep=1)
    assert not folder.kept()


def test_only_one_is_made_at_a_time(house: House, folder: Folder) -> None:
    with folder.locked(), pytest.raises(BackupFailed, match="Another backup is being made"):
        make_backup(house.settings, folder, keep=1)


def test_migrations_wait_for_a_backup_and_bookings_for_neither(house: House) -> None:
    from bookit.backup.making import _reading  # the lock is what is tested

    with _reading(house.settings), psycopg.connect(house.settings.direct_dsn) as other:
        query = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
        assert other.execute(query, [MIGRATING]).fetchone() == (False,)


@pytest.mark.parametrize("sealed", [pytest.param(False, marks=pytest.mark.long), True])
def test_a_backup_that_was_killed_is_never_taken_for_a_whole_one(
    house: House, folder: Folder, sealed: bool, tmp_path: Path
) -> None:
    """pg_dump stops in the middle here, and then comes `kill -9`."""
    good = make_backup(house.settings, folder, keep=1)
    real = house.settings.postgres_programs
    told = tmp_path / "told"
    os.mkfifo(told)
    script = f"""#!/bin/sh
case "$1" in --version) exec {real}/pg_dump --version;; esac
{real}/pg_dump "$@" | head -c 20000
exec 1>&-
echo stalled > {told}
read forever < {told}
"""
    settings = changed(
        house.settings,
        postgres_programs=program(tmp_path / "programs", "pg_dump", script),
        backup_recipient=new_pair()[1] if sealed else None,
    )
    with killed(settings, "backup", "--to", str(folder.path), "--keep", "1"):
        assert told.read_text() == "stalled\n"
    told.write_text("it ends\n")
    assert [kept.path for kept in folder.kept()] == [good.path]
    verify_backup(house.settings, good.path, None)
    after = make_backup(house.settings, folder, keep=2)
    assert files_in(folder) == sorted([good.path.name, after.path.name])


def files_in(folder: Folder) -> list[str]:
    return sorted(path.name for path in folder.path.iterdir() if not path.name.endswith(".lock"))


def key_of(settings: Settings, file_id: str) -> str:
    with psycopg.connect(settings.direct_dsn) as connection:
        query = sql.SQL("SELECT object_key FROM {} WHERE file_id = %s").format(
            sql.Identifier(settings.database_schema, "files")
        )
        ((key,),) = connection.execute(query, [file_id]).fetchall()
    return str(key)
