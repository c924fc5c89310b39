"""BOOKIT_HOME: the folder of the embedded servers' data, passwords, ports and logs; one user of it at a time.

HomeError
├── HomeInUse       another `bookit demo` works in it
└── HomeUnusable    it can't serve: others' files in it, no right to write
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bookit.embedded.ports import free_ports

_LOCK = "bookit.lock"


class HomeError(Exception):
    """The folder can't be used; the text says what to do."""


class HomeInUse(HomeError):
    """Another `bookit demo` works in it."""


class HomeUnusable(HomeError):
    """It can't serve: others' files in it, or no right to write."""


class Home:
    """The folder and what we keep in it besides the servers' data."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder alone. Raises HomeInUse or HomeUnusable."""
        self._make()
        with (self.path / _LOCK).open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise HomeInUse(
                    f"BookIT already runs on {self.path} (process {lock.read().strip() or 'unknown'}); "
                    "stop it first or set BOOKIT_HOME to another folder"
                ) from None
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            yield

    def log_file(self, name: str) -> Path:
        return self.path / "logs" / f"{name}.log"

    def password(self, name: str) -> str:
        """The password kept under that name, made at first use."""
        passwords = self._read("passwords.json")
        if name not in passwords:
            passwords[name] = secrets.token_hex(24)
            self._write("passwords.json", passwords)
        return str(passwords[name])

    def keep_password(self, name: str, password: str) -> None:
        """Keep one that was made before."""
        self._write("passwords.json", {**self._read("passwords.json"), name: password})

    def ports(self, name: str, count: int) -> list[int]:
        """Free ports, the same as last time when they still are: clients and data may remember them."""
        remembered = self._read("ports.json")
        ports = free_ports(count, remembered.get(name, ()))
        if remembered.get(name) != ports:
            self._write("ports.json", {**remembered, name: ports})
        return ports

    def empty(self) -> None:
        """Remove everything in it but the lock. All of it is ours: we never settle in a folder that isn't."""
        for entry in self.path.iterdir():
            if entry.name == _LOCK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def _make(self) -> None:
        try:
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                # As root the database server is another user, which has to pass through.
                self.path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700)
            elif not (self.path / _LOCK).exists() and any(self.path.iterdir()):
                raise HomeUnusable(
                    f"{self.path} holds other files; set BOOKIT_HOME to an empty or new folder for BookIT alone"
                )
            (self.path / _LOCK).touch(mode=0o600)
        except (PermissionError, NotADirectoryError, FileExistsError) as error:
            raise HomeUnusable(
                f"{self.path} can't be used ({error.strerror}); set BOOKIT_HOME to a folder of yours"
            ) from error

    def _read(self, name: str) -> dict[str, Any]:
        file = self.path / name
        return dict(json.loads(file.read_text())) if file.exists() else {}

    def _write(self, name: str, content: dict[str, Any]) -> None:
        draft = self.path / f"{name}.new"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(content, indent=1))
        draft.replace(self.path / name)
