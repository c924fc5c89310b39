"""Servers shared by all test processes of one run, each started when the first test asks for it.

Each server belongs to a keeper, a process of its own: pytest-xdist ends its workers one by one, so none of them could
own what the others still use. A keeper waits for the lock that the first pytest process holds for the whole run; it
gets it when that process ends, however it ends, then stops the server and leaves.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import psycopg

import bookit
from bookit.embedded import Home, Process
from bookit.embedded.postgres import Postgres
from bookit.embedded.redis import Redis
from bookit.embedded.seaweedfs import SeaweedFS
from bookit.roles import give_session, make_login
from tests.pooler import PgBouncer

FOLDER = "BOOKIT_TEST_SERVERS"  # handed down to the workers of pytest-xdist
_BUCKET = "bookit-tests"
_REGION = "us-east-1"

Facts = dict[str, str]


def _postgres(home: Home) -> tuple[Process, Facts]:
    server = Postgres(home, durable=False)
    return server, {"dsn": server.url, "programs": str(server.programs)}


def _redis(home: Home) -> tuple[Process, Facts]:
    server = Redis(home)
    return server, {"url": server.url}


def _seaweedfs(home: Home) -> tuple[Process, Facts]:
    server = SeaweedFS(home, bucket=_BUCKET, region=_REGION)
    return server, {
        "s3_endpoint_url": server.url,
        "s3_bucket": _BUCKET,
        "s3_region": _REGION,
        "s3_access_key": server.access_key,
        "s3_secret_key": server.secret_key,
    }


def _pgbouncer(home: Home) -> tuple[Process, Facts]:
    """With the writer and the reader as its users, as they are in production."""
    dsn, users = shared_server("postgres")["dsn"], {"bookit_writer": "writes", "bookit_reader": "reads"}
    with psycopg.connect(dsn) as connection:
        for user, password in users.items():
            make_login(connection, user, password)
            give_session(connection, user)
    server = PgBouncer(home, dsn, users)
    return server, {"writer": server.url("bookit_writer"), "reader": server.url("bookit_reader")}


_SERVERS: dict[str, Callable[[Home], tuple[Process, Facts]]] = {
    "postgres": _postgres,
    "redis": _redis,
    "seaweedfs": _seaweedfs,
    "pgbouncer": _pgbouncer,
}


@contextmanager
def run_of_tests() -> Iterator[None]:
    """Held by the first pytest process: the servers live as long as this."""
    folder = Path(tempfile.mkdtemp(prefix="bookit-tests-"))
    folder.chmod(0o711)  # as root, Postgres is another user and has to pass through
    os.environ[FOLDER] = str(folder)
    with locked(folder / "run"):
        yield
    for name in _SERVERS:
        with locked(folder / f"{name}.keeper"):
            pass  # its keeper is gone
    shutil.rmtree(folder)


def shared_server(name: str) -> Facts:
    """Where the server is and how to sign in; started by whoever asks first."""
    folder = Path(os.environ[FOLDER])
    answer = folder / f"{name}.json"
    with locked(folder / f"{name}.start"):
        if not answer.exists():
            keeper = _start_keeper(folder, name)
            while not answer.exists():
                if os.waitpid(keeper, os.WNOHANG)[0]:
                    raise RuntimeError((folder / f"{name}.log").read_text())
                time.sleep(0.03)
    return dict(json.loads(answer.read_text()))


@contextmanager
def durable_postgres() -> Iterator[Postgres]:
    """A Postgres of this test alone, which does what it likes with it; it loses nothing, as in production."""
    with _home() as home, _running(Postgres(home)) as server:
        yield server


@contextmanager
def streaming_replica(primary: Postgres) -> Iterator[Postgres]:
    """A hot standby of a server."""
    with _home() as home:
        home.keep_password("postgres", str(urlsplit(primary.url).password))
        with _running(_Replica(home, primary)) as server:
            yield server


class _Replica(Postgres):
    def __init__(self, home: Home, primary: Postgres) -> None:
        super().__init__(home)
        self._primary = primary

    def _make_cluster(self) -> None:
        user = self.user()
        self.folder.mkdir(mode=0o700)
        if user is not None:
            shutil.chown(self.folder, user, user)
        copy = [str(self.programs / "pg_basebackup"), "--dbname", self._primary.url, "--pgdata", str(self.folder)]
        subprocess.run(
            [*copy, "--write-recovery-conf", "--checkpoint", "fast"], check=True, cwd="/", user=user, group=user
        )


@contextmanager
def _home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="bookit-tests-postgres-") as folder:
        Path(folder).chmod(0o711)  # as root, Postgres is another user and has to pass through
        home = Home(Path(folder) / "home")
        with home.locked():
            yield home


@contextmanager
def _running(server: Postgres) -> Iterator[Postgres]:
    server.start()
    server.wait_until_ready()
    try:
        yield server
    finally:
        server.stop()


def database_settings(dsn: str) -> dict[str, Any]:
    """The `database_…` of Settings for a Postgres.

    With POOLER=pgbouncer through that, if it is the shared one, and as writer and reader.
    """
    if os.environ.get("POOLER") != "pgbouncer" or dsn != shared_server("postgres")["dsn"]:
        return {"database_url": dsn}
    urls = shared_server("pgbouncer")
    return {
        "database_url": urls["writer"],
        "database_reader_url": urls["reader"],
        "database_direct_url": dsn,
        "database_pooled": True,
    }


def _start_keeper(folder: Path, name: str) -> int:
    log = str(folder / f"{name}.log")
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "tests.servers", str(folder), name],
        {**os.environ, "PYTHONPATH": str(Path(bookit.__file__).parent.parent)},
        # None of pytest's own files: whoever reads them to their end would wait for the keeper.
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setpgroup=0,  # Ctrl-C is for pytest
    )


def _keep(folder: Path, name: str) -> None:
    with locked(folder / f"{name}.keeper"):
        home = Home(folder / name)
        with home.locked():
            server, facts = _SERVERS[name](home)
            try:
                server.start()
                server.wait_until_ready()
                draft = folder / f"{name}.draft"
                draft.write_text(json.dumps(facts))
                draft.replace(folder / f"{name}.json")
                with locked(folder / "run"):
                    pass  # the run is over
            finally:
                server.stop()
        shutil.rmtree(home.path)


@contextmanager
def locked(path: Path) -> Iterator[IO[bytes]]:
    with path.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), sys.argv[2])
