"""pg_dump and pg_restore, Postgres's own programs."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Literal, Self

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bookit.backup.errors import NotWhole, ProgramRefused
from bookit.settings import Settings

Word = Literal["pg_dump", "pg_restore"]


def find_program(settings: Settings, word: Word, *, for_major: int) -> tuple[Path, int]:
    """Where it is installed, and its major version. Raises ProgramRefused for one that is missing or too old."""
    path = shutil.which(word, path=settings.postgres_programs)
    cure = f"install postgresql-client-{for_major}, or name the folder of that version in BOOKIT_POSTGRES_PROGRAMS"
    if path is None:
        raise ProgramRefused(f"{word} is not installed: {cure}.")
    major = _major(path)
    if major < for_major:
        raise ProgramRefused(f"{word} is of version {major}, and {for_major} or newer is needed: {cure}.")
    return Path(path), major


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\) (\d+)", said.stdout)
    if found is None:
        raise ProgramRefused(f"{path} does not say its version: {(said.stderr or said.stdout).strip()}")
    return int(found[1])


class _Running:
    """A program, ended with the context at the latest."""

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
        self._word = Path(command[0]).name
        self._complaints = TemporaryFile()  # noqa: SIM115 -- `__exit__` closes it
        self._process = subprocess.Popen(  # noqa: S603 -- our own command line
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env=environment,
            start_new_session=True,  # Ctrl-C is for us, who end it then
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("pipes were asked for")
        self._stdin: IO[bytes] = self._process.stdin
        self._stdout: IO[bytes] = self._process.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._close_stdin()
        self._stdout.close()
        self._complaints.close()

    def _complaint(self) -> str | None:
        """How it failed, in one line; None when it went well."""
        if not self._process.wait():
            return None
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip().splitlines()
        return said[0] if said else f"it ended with {self._process.returncode}"

    def _close_stdin(self) -> None:
        try:
            self._stdin.close()
        except BrokenPipeError:
            return  # what was not written yet is wanted by nobody


class Dump(_Running):
    """`pg_dump` of some schemas, at a snapshot that somebody holds. Once it has told something it has its locks."""

    def __init__(self, program: Path, settings: Settings, schemas: Sequence[str], snapshot: str) -> None:
        address, environment = _address(settings)
        names = [f"--schema={name}" for name in schemas]
        how = ["--format=custom", "--compress=gzip:3", f"--snapshot={snapshot}"]
        super().__init__([program, *how, *names, f"--dbname={address}"], environment)

    def read(self, most: int) -> bytes:
        """The next bytes; fewer than `most` at the end only. Raises ProgramRefused where it failed."""
        content = self._stdout.read(most)
        if len(content) < most and (complaint := self._complaint()):
            raise ProgramRefused(f"pg_dump failed: {complaint}")
        return content


class Play(_Running):
    """`pg_restore` into the database, in one transaction; owners and rights stay behind."""

    def __init__(self, program: Path, settings: Settings) -> None:
        address, environment = _address(settings)
        how = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        super().__init__([program, *how, f"--dbname={address}"], environment)

    def write(self, content: bytes) -> None:
        """Raises ProgramRefused when it has given up."""
        try:
            self._stdin.write(content)
        except BrokenPipeError:
            self.finish()

    def finish(self) -> None:
        """Commit what was played. Raises ProgramRefused; then nothing of it is there."""
        self._close_stdin()
        if complaint := self._complaint():
            raise ProgramRefused(f"pg_restore failed: {complaint}")


class Reading(_Running):
    """`pg_restore` that makes text of some tables of a dump, without a database."""

    def __init__(self, program: Path, schema: str, tables: Sequence[str]) -> None:
        wanted = [f"--schema={schema}", *(f"--table={table}" for table in tables)]
        super().__init__([program, "--data-only", "--file=-", *wanted])
        self._rows: list[dict[str, str]] = []
        self._listener = threading.Thread(target=self._listen, name="pg_restore")
        self._listener.start()
        self._wants_more = True

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._listener.join()
        super().__exit__()

    def write(self, content: bytes) -> None:
        if not self._wants_more:
            return
        try:
            self._stdin.write(content)
        except BrokenPipeError:
            self._wants_more = False  # it has all it wants, or `rows` says what is wrong

    def rows(self) -> list[dict[str, str]]:
        """The rows, as texts by column. Raises NotWhole."""
        self._close_stdin()
        self._listener.join()
        if complaint := self._complaint():
            raise NotWhole(f"pg_restore can't read the database in it: {complaint}")
        return self._rows

    def _listen(self) -> None:
        columns: list[str] | None = None
        for raw in self._stdout:
            line = raw.decode().rstrip("\n")
            if columns is None:
                found = re.fullmatch(r"COPY \S+ \((.*)\) FROM stdin;", line)
                columns = found[1].split(", ") if found else None
            elif line == r"\.":
                columns = None
            else:
                self._rows.append(dict(zip(columns, line.split("\t"), strict=True)))


def _address(settings: Settings) -> tuple[str, Mapping[str, str]]:
    """How to reach the database, and an environment with the password: everybody sees what a program is called with."""
    parts = {name: value for name, value in conninfo_to_dict(settings.direct_dsn).items() if value is not None}
    password = parts.pop("password", None)
    environment = {**os.environ, "PGAPPNAME": "bookit backup"}
    if password is not None:
        environment["PGPASSWORD"] = str(password)
    return make_conninfo("", **parts), environment
