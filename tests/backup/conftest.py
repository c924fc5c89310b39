"""An organisation with pictures, a backup of it, and places to restore that to."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from bookit.backup import Folder, make_backup, new_pair
from bookit.settings import Settings
from tests.files.drawn import picture
from tests.running import Body, Member, Organisation, organisation, settings_of_its_own, stay
from tests.servers import Facts, shared_server


@pytest.fixture(scope="package")
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class House:
    """Somebody's house: a room with a photo, members, and what they booked."""

    org: Organisation
    room: str
    photo: Body
    member: Member
    booking: Body
    """With a title, which is sealed."""

    @property
    def settings(self) -> Settings:
        return self.org.settings


@pytest.fixture(scope="package")
def programs() -> Path:
    """Where pg_dump and pg_restore of the tests' server are."""
    return Path(shared_server("postgres")["programs"])


@pytest.fixture(scope="package")
async def house(
    anyio_backend: str, postgres_dsn: str, redis_url: str, s3_settings: Facts, programs: Path
) -> AsyncIterator[House]:
    values = s3_settings | {"s3_bucket": f"backup-{uuid4().hex[:12]}", "postgres_programs": programs}
    with settings_of_its_own(postgres_dsn, redis_url, **values) as settings:
        async with organisation(settings) as org:
            room = await org.room()
            photo = await upload(org, room, (1200, 600))
            await org.owner.do("set-room-photos", room_id=room, photos=[photo["file_id"]])
            member = await org.member(name="Mia Member")
            client = await org.client(member)
            booking = await client.do("place-booking", room_id=room, title="A secret meeting", **stay(days=300))
            await org.caught_up()
            yield House(org, room, photo, member, booking)


async def upload(org: Organisation, room: str, size: tuple[int, int] = (60, 40)) -> Body:
    """A photo of a room, that no command has named yet."""
    headers = {"Content-Type": "application/octet-stream"}
    answer = await org.owner.post(f"/api/files/room-photo/{room}", content=picture("JPEG", size), headers=headers)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def changed(settings: Settings, **values: Any) -> Settings:
    return Settings(**(settings.model_dump() | values))


@contextmanager
def another_host(settings: Settings, home: Path) -> Iterator[Settings]:
    """An empty database and an empty bucket, on the same servers."""
    name = f"restored_{uuid4().hex[:12]}"
    parts = conninfo_to_dict(settings.direct_dsn)
    url = f"postgresql://{parts['user']}:{parts['password']}@{parts['host']}:{parts['port']}/{name}"
    direct = {
        "database_url": url,
        "database_reader_url": None,
        "database_direct_url": None,
        "database_pooled": False,
    }
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield changed(settings, **direct, s3_bucket=name.replace("_", "-"), home=home)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def elsewhere(house: House, tmp_path: Path) -> Iterator[Settings]:
    with another_host(house.settings, tmp_path / "elsewhere") as settings:
        yield settings


@pytest.fixture
def folder(house: House, tmp_path: Path) -> Folder:
    """An empty folder for backups of the house."""
    return Folder(tmp_path / "backups", house.settings.database_schema)


def program(folder: Path, word: str, script: str) -> Path:
    """A folder with one program, to stand in front of Postgres's own; `folder` is made."""
    folder.mkdir(exist_ok=True)
    path = folder / word
    path.write_text(script)
    path.chmod(0o755)
    return folder


def run(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line, as an operator uses it."""
    command, environment = _command(settings, words)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


@contextmanager
def killed(settings: Settings, *words: str) -> Iterator[None]:
    """The same, killed as by a power cut when the context ends."""
    command, environment = _command(settings, words)
    with subprocess.Popen(command, env=environment) as process:
        try:
            yield
        finally:
            process.kill()


def _command(settings: Settings, words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-m", "bookit.cli", *words], settings.as_environment() | {"PATH": "/usr/bin:/bin"}


@dataclass(frozen=True)
class Backups:
    """Two of the same house: one plain, the other encrypted."""

    plain: Path
    sealed: Path
    identity: Path
    """With the key that opens it."""


@pytest.fixture(scope="package")
def backups(house: House, tmp_path_factory: pytest.TempPathFactory) -> Backups:
    made = tmp_path_factory.mktemp("made")
    secret, public = new_pair()
    identity = made / "identity"
    identity.write_text(secret)
    folder = Folder(made, house.settings.database_schema)
    plain = make_backup(house.settings, folder, keep=9)
    sealed = make_backup(changed(house.settings, backup_recipient=public), folder, keep=9)
    return Backups(plain.path, sealed.path, identity)
