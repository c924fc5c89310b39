"""Going back to any second, with the very words of docs/operations.md."""

import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from bookit.embedded.postgres import Postgres
from bookit.ledger.verify import verify
from bookit.settings import Settings
from tests.faults.load import receipt_of
from tests.installation import restart
from tests.invariants import Witness, check
from tests.running import PASSWORD, organisation, stay
from tests.servers import durable_postgres

pytestmark = pytest.mark.anyio

_GUIDE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
STEPS = re.findall(r"^\d\. (.*?)(?=^\d\. |\n\n)", _GUIDE.partition("### To any second\n")[2], re.MULTILINE | re.DOTALL)


def words(step: int, beginning: str) -> list[str]:
    """The code in a step of the guide that begins like that."""
    code = [" ".join(each.split()) for each in re.findall(r"`([^`]+)`", STEPS[step - 1])]
    return [each for each in code if re.match(beginning, each)]


def configure(server: Postgres, lines: Sequence[str], wal: Path, moment: datetime | None = None) -> None:
    with (server.folder / "postgresql.conf").open("a") as file:
        for line in lines:
            moved = line.replace("/mnt/wal", str(wal))
            file.write(re.sub(r"'2026-[^']*'", f"'{moment}'", moved) + "\n")


def make_folder(path: Path, server: Postgres) -> Path:
    path.mkdir(mode=0o700)
    give(path, server)
    return path


def give(path: Path, server: Postgres) -> None:
    """To the system user that the server is, where we are root."""
    if user := server.user():
        for each in (path, *path.rglob("*")):
            shutil.chown(each, user, user)


def archived(server: Postgres, wal: Path) -> None:
    """Return when all that was written so far is in the archive; `archive_timeout` would see to it within a minute."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        ((segment,),) = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchall()
    deadline = time.monotonic() + 60
    while not (wal / segment).exists():
        assert time.monotonic() < deadline, segment
        time.sleep(0.1)


def promoted(server: Postgres) -> None:
    """Return when it takes writes."""
    deadline = time.monotonic() + 60
    with psycopg.connect(server.url, autocommit=True) as connection:
        while connection.execute("SELECT pg_is_in_recovery()").fetchone() != (False,):
            assert time.monotonic() < deadline, server.log_tail()
            time.sleep(0.1)


@pytest.mark.long
async def test_an_organisation_goes_back_to_the_second_before_a_mistake(tmp_path: Path) -> None:
    with durable_postgres() as server:
        wal = make_folder(server.folder.parent / "wal", server)
        server.stop()
        configure(server, words(1, r"archive_\w+ = "), wal)
        restart(server)
        settings = Settings(database_url=server.url, home=tmp_path, log_level="warning")
        async with organisation(settings) as org:
            room, owner = await org.room(), org.the_owner
            before = await org.owner.give("place-booking", {"room_id": room, **stay(8)})
            base = make_folder(server.folder.parent / "base", server)
            copy(server, base)
            after = await org.owner.give("place-booking", {"room_id": room, **stay(9)})
            with psycopg.connect(server.url) as connection:
                connection.execute(
                    "INSERT INTO bookit.effects (kind, dedupe_key, queue, payload, most_attempts)"
                    " VALUES ('letter', 'waiting', 'ordinary', '{}', 1)"
                )
            with psycopg.connect(server.url) as connection:
                ((moment,),) = connection.execute("SELECT clock_timestamp()").fetchall()
            mistake = await org.owner.give("place-booking", {"room_id": room, **stay(10)})
            assert {answer.status_code for answer in (before, after, mistake)} == {201}
        archived(server, wal)

        server.stop()
        shutil.rmtree(server.folder)
        shutil.copytree(base, server.folder)
        configure(server, words(3, r"re\w+ = "), wal, moment)
        (server.folder / "recovery.signal").touch()
        give(server.folder, server)
        restart(server)
        promoted(server)
        with psycopg.connect(server.url) as connection:
            for statement in words(4, "UPDATE "):
                connection.execute(statement.encode())
            assert connection.execute("SELECT state FROM bookit.effects").fetchall() == [("parked",)]

        assert verify(settings).clean
        check(settings, Witness([receipt_of(answer.content) for answer in (before, after)]))
        async with organisation(settings, founded=False) as org:
            visitor = org.anonymous(origin=org.origin)
            signed_in = await visitor.post("/api/session", json={"email": owner.email, "password": PASSWORD})
            assert signed_in.is_success, signed_in.text
            assert (await visitor.give("place-booking", {"room_id": room, **stay(9)})).status_code == 409
            await visitor.do("place-booking", room_id=room, **stay(10))
            await org.caught_up()


def copy(server: Postgres, base: Path) -> None:
    """The base backup of the guide's second step."""
    (command,) = words(2, "pg_basebackup ")
    program, *options = command.replace("/mnt/base/$(date +%F)", str(base)).split()
    user = server.user()
    subprocess.run(
        [str(server.programs / program), *options, "--dbname", server.url], check=True, cwd="/", user=user, group=user
    )
