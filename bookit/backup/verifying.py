"""Reads a backup from its first byte to its last: whatever is wrong with it is found here, without a database."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bookit.backup.archive import DATABASE, HEADER, MANIFEST, OBJECTS, Header, Manifest, members
from bookit.backup.errors import NotWhole
from bookit.backup.programs import Reading, find_program
from bookit.backup.sealing import unsealed
from bookit.settings import Settings


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds, all of which was read and is as it was written."""

    header: Header
    manifest: Manifest


def read_header(path: Path, identity: Path | None) -> Header:
    """What it claims to be a backup of. Raises BackupFailed."""
    with unsealed(path, identity) as plain:
        first = next(members(plain), None)
        if first is None or first.name != HEADER:
            raise NotWhole("This is no backup of BookIT's.")
        return first.read_as(Header)


def verify_backup(settings: Settings, path: Path, identity: Path | None) -> Contents:
    """Check every digest, that pg_restore can read the rows, and that each object they name is accounted for.

    Raises BackupFailed, saying what is wrong.
    """
    manifest: Manifest | None = None
    objects: dict[str, int] = {}
    database_bytes = 0
    header = read_header(path, identity)
    program, _ = find_program(settings, "pg_restore", for_major=header.pg_dump)
    with ExitStack() as running:
        reading = running.enter_context(Reading(program, header.organisation_schema, ("files", "file_variants")))
        for member in members(running.enter_context(unsealed(path, identity))):
            if member.name.startswith(OBJECTS):
                objects[member.name.removeprefix(OBJECTS)] = len(member.content)
            elif member.name.startswith(DATABASE):
                reading.write(member.content)
                database_bytes += len(member.content)
            elif member.name == MANIFEST:
                manifest = member.read_as(Manifest)
            elif member.name != HEADER:
                raise NotWhole(f"{member.name} has no business in a backup.")
        if manifest is None:
            raise NotWhole("The file has no manifest.")
        named = {row["object_key"] for row in reading.rows()}
    _compare(manifest, objects, named)
    if database_bytes != manifest.database_bytes:
        raise NotWhole("The database in it is not as long as the manifest says.")
    return Contents(header, manifest)


def _compare(manifest: Manifest, objects: dict[str, int], named: set[str]) -> None:
    """Objects, manifest and rows say the same."""
    if objects != {each.key: each.bytes for each in manifest.objects}:
        raise NotWhole("The objects in it are not those of its manifest.")
    accounted = {*objects, *manifest.swept, *manifest.lost}
    if accounted != named:
        first = min(accounted ^ named)
        raise NotWhole(f"Rows and manifest do not agree about {len(accounted ^ named)} objects, such as {first}.")
