"""Debian's PgBouncer in transaction mode, in front of a Postgres; a real one."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from bookit.embedded import NotReadyYet, Process
from bookit.embedded.home import Home
from bookit.embedded.postgres import SYSTEM_USER


class PgBouncer(Process):
    """Its clients are these users, with their passwords; it stands where `dsn` leads. More values are its own."""

    def __init__(self, home: Home, dsn: str, users: Mapping[str, str], **values: str | int) -> None:
        super().__init__("pgbouncer", home.path / "pgbouncer", home.path / "logs" / "pgbouncer.log")
        self._server = urlsplit(dsn)
        self._users = users
        self._values: dict[str, str | int] = {
            "pool_mode": "transaction",
            "max_client_conn": 1000,
            "default_pool_size": 60,
            **values,
        }
        (self.port,) = home.ports("pgbouncer", 1)

    def url(self, user: str) -> str:
        """The database as one of the users reaches it."""
        return f"postgresql://{user}:{self._users[user]}@127.0.0.1:{self.port}{self._server.path}"

    def command(self) -> list[str]:
        return [str(_program()), str(self.folder / "pgbouncer.ini")]

    def user(self) -> str | None:
        return SYSTEM_USER if os.geteuid() == 0 else None  # it refuses to be root

    def prepare(self) -> None:
        self.folder.mkdir(exist_ok=True)
        server, database = self._server, self._server.path.removeprefix("/")
        values = "\n".join(f"{name} = {value}" for name, value in self._values.items())
        (self.folder / "pgbouncer.ini").write_text(
            f"""
            [databases]
            {database} = host={server.hostname} port={server.port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {self.port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {self.folder / "users.txt"}
            {values}
            """
        )
        users = "".join(f'"{user}" "{password}"\n' for user, password in self._users.items())
        (self.folder / "users.txt").write_text(users)
        if (owner := self.user()) is not None:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, owner, owner)

    def probe(self) -> None:
        try:
            psycopg.connect(self.url(next(iter(self._users))), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            raise NotReadyYet(str(error)) from error


@contextmanager
def pooler(dsn: str, users: Mapping[str, str], **values: str | int) -> Iterator[PgBouncer]:
    """A PgBouncer of this test alone."""
    with tempfile.TemporaryDirectory(prefix="bookit-tests-pgbouncer-") as folder:
        Path(folder).chmod(0o711)  # it is another user there when we are root
        home = Home(Path(folder) / "home")
        with home.locked():
            server = PgBouncer(home, dsn, users, **values)
            server.start()
            try:
                server.wait_until_ready()
                yield server
            finally:
                server.stop()


def _program() -> Path:
    found = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "install Debian's pgbouncer"
    return Path(found)
