"""A backup is whole, or `backup verify` says what is wrong with it; nothing else is ever restored."""

import subprocess
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from bookit.backup import NotWhole, ProgramRefused, WrongIdentity, new_pair, restore_backup, verify_backup
from bookit.backup.archive import Header, Writer, members
from bookit.settings import Settings
from tests.backup.conftest import Backups, House, changed

pytestmark = pytest.mark.anyio

CHUNK = 65_552
"""Of the encryption: 64 KiB and a tag."""


def test_a_whole_backup_says_what_it_holds(house: House, backups: Backups) -> None:
    plain = verify_backup(house.settings, backups.plain, None)
    sealed = verify_backup(house.settings, backups.sealed, backups.identity)
    assert plain.header.organisation_schema == house.settings.database_schema
    assert len(plain.manifest.objects) == 1
    assert not plain.manifest.lost + plain.manifest.swept
    assert plain.manifest.objects == sealed.manifest.objects
    assert house.photo["file_id"] in plain.manifest.objects[0].key


def test_nobody_reads_an_encrypted_one_without_its_key(house: House, backups: Backups, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text(new_pair()[0])
    nonsense = tmp_path / "nonsense"
    nonsense.write_text("a passphrase")
    for identity, why in ((other, "for another key"), (None, "--identity"), (nonsense, "no file with a secret key")):
        with pytest.raises(WrongIdentity, match=why):
            verify_backup(house.settings, backups.sealed, identity)
    content = backups.sealed.read_bytes()
    assert house.settings.database_schema.encode() not in content
    assert b"PGDMP" not in content
    assert b"PGDMP" in backups.plain.read_bytes()


@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_a_backup_that_was_cut_off_is_none(house: House, backups: Backups, kind: str, tmp_path: Path) -> None:
    """Wherever it was cut, at the borders of what it is made of as well."""
    content = (backups.plain if kind == "plain" else backups.sealed).read_bytes()
    cut = tmp_path / "cut.tar"
    for length in {0, 1, 100, 512, 1024, CHUNK, len(content) // 2, end_of_manifest(backups), len(content) - 1}:
        if kind == "plain" and length == len(content) - 1:
            continue  # tar pads its end; the last digest comes before that
        cut.write_bytes(content[:length])
        with pytest.raises(NotWhole):
            verify_backup(house.settings, cut, backups.identity)


@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_a_backup_in_which_anything_was_changed_is_none(
    house: House, backups: Backups, kind: str, tmp_path: Path
) -> None:
    content = (backups.plain if kind == "plain" else backups.sealed).read_bytes()
    changed_file = tmp_path / "changed.tar"
    whole = len(content) if kind == "sealed" else end_of_sums(backups)
    for place in range(40, whole, whole // 25):
        if kind == "plain" and is_padding(content, place):
            continue
        changed_file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises((NotWhole, WrongIdentity)):
            verify_backup(house.settings, changed_file, backups.identity)


def test_chunks_of_an_encrypted_one_that_changed_places_are_found(
    house: House, backups: Backups, tmp_path: Path
) -> None:
    content = backups.sealed.read_bytes()
    start = content.index(b"\n--- ") + 5 + 43 + 1 + 16
    first, second = content[start : start + CHUNK], content[start + CHUNK : start + 2 * CHUNK]
    assert len(second) == CHUNK
    swapped = tmp_path / "swapped.age"
    swapped.write_bytes(content[:start] + second + first + content[start + 2 * CHUNK :])
    with pytest.raises(NotWhole):
        verify_backup(house.settings, swapped, backups.identity)


def without(name: str) -> Callable[[Writer, str, bytes], None]:
    def add(writer: Writer, each: str, content: bytes) -> None:
        if not each.startswith(name):
            writer.add(each, content)

    return add


def twice(name: str) -> Callable[[Writer, str, bytes], None]:
    def add(writer: Writer, each: str, content: bytes) -> None:
        writer.add(each, content)
        if each.startswith(name):
            writer.add(each + "-copy", content)

    return add


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (without("objects/"), "The objects in it are not those of its manifest"),
        (twice("objects/"), "The objects in it are not those of its manifest"),
        (without("manifest.json"), "no manifest"),
        (without("database/"), "pg_restore can't read the database"),
        (twice("database/"), "not as long as"),
        (without("backup.json"), "no backup of BookIT's"),
        (twice("manifest.json"), "no business in a backup"),
    ],
)
def test_one_that_was_put_together_anew_has_to_agree_with_itself(
    house: House, backups: Backups, edit: Callable[[Writer, str, bytes], None], why: str, tmp_path: Path
) -> None:
    """All digests are right here, so it is up to manifest and rows."""
    with pytest.raises(NotWhole, match=why):
        verify_backup(house.settings, rewritten(backups.plain, tmp_path, edit), None)


def rewritten(path: Path, folder: Path, edit: Callable[[Writer, str, bytes], None]) -> Path:
    made = folder / "rewritten.tar"
    with path.open("rb") as old, made.open("wb") as new:
        found = list(members(old))
        header = Header.model_validate_json(found[0].content)
        with Writer(new, header.made_at) as writer:
            for member in found:
                edit(writer, member.name, member.content)
            writer.end()
    return made


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" * 500, b"\x00" * 10240])
def test_other_files_are_no_backups(house: House, content: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(NotWhole):
        verify_backup(house.settings, other, None)


def test_what_is_not_whole_is_not_restored_by_half(
    house: House, backups: Backups, elsewhere: Settings, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.tar"
    cut.write_bytes(backups.plain.read_bytes()[: end_of_manifest(backups)])
    with pytest.raises(NotWhole):
        restore_backup(elsewhere, cut, None)
    restore_backup(elsewhere, backups.plain, None)  # nothing is in its way


def test_a_program_older_than_the_backup_is_named_with_its_cure(house: House, backups: Backups, tmp_path: Path) -> None:
    old = tmp_path / "pg_restore"
    old.write_text("#!/bin/sh\necho 'pg_restore (PostgreSQL) 15.9 (Debian 15.9-1)'\n")
    old.chmod(0o755)
    with pytest.raises(ProgramRefused, match=r"pg_restore is of version 15, and 18 or newer .*postgresql-client-18"):
        verify_backup(changed(house.settings, postgres_programs=tmp_path), backups.plain, None)
    old.unlink()
    with pytest.raises(ProgramRefused, match=r"pg_restore is not installed: install postgresql-client-18"):
        verify_backup(changed(house.settings, postgres_programs=tmp_path), backups.plain, None)


def test_it_can_be_taken_apart_with_programs_of_any_unix(
    house: House, backups: Backups, programs: Path, tmp_path: Path
) -> None:
    """As docs/operations.md says: tar, sha256sum, cat and pg_restore."""
    subprocess.run(["tar", "xf", backups.plain], cwd=tmp_path, check=True)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)
    listed = subprocess.run(  # noqa: S602 -- a line as people type it
        f"cat database/* | {programs}/pg_restore --list", shell=True, cwd=tmp_path, check=True, capture_output=True
    )
    assert f"TABLE DATA {house.settings.database_schema} events" in listed.stdout.decode()
    (photo,) = (path for path in (tmp_path / "objects").rglob("*") if path.is_file())
    assert photo.read_bytes().startswith(b"\xff\xd8")


def end_of_manifest(backups: Backups) -> int:
    """Where the last member begins, which holds the digests."""
    with tarfile.open(backups.plain) as tar:
        return tar.getmember("SHA256SUMS").offset


def end_of_sums(backups: Backups) -> int:
    with tarfile.open(backups.plain) as tar:
        sums = tar.getmember("SHA256SUMS")
        return sums.offset_data + sums.size


def is_padding(content: bytes, place: int) -> bool:
    """Whether a byte is one of those that tar fills its blocks with."""
    with tarfile.open(fileobj=BytesIO(content)) as tar:
        return not any(member.offset <= place < member.offset_data + member.size for member in tar)
