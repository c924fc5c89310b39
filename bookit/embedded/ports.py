"""Free ports on loopback, each given to one process of ours."""

import errno
import fcntl
import os
import random
import socket
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_LOWEST = 20_000
# Below the range from which systems take the ports of outgoing connections (Linux: from 32768): a port of ours
# can't be taken by a client's connection while its server restarts.
_HIGHEST = 32_000


class _Register:
    """Which process of this user has which port: it locks the byte of that number in a file, as long as it lives.

    A server listens some time after its port was chosen, and is away while it restarts. Until it listens again,
    nothing but this keeps others from choosing the same.
    """

    def __init__(self, path: Path) -> None:
        # Never closed: closing any descriptor of the file would end all of a process's locks in it.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        self._ours: set[int] = set()

    def take(self, port: int) -> bool:
        """Whether the port is ours now; also when it was."""
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
        except (BlockingIOError, PermissionError):
            return False
        self._ours.add(port)
        return True

    def is_ours(self, port: int) -> bool:
        return port in self._ours


@cache  # the locks are the process's, so there is one register in it
def _register() -> _Register:
    return _Register(Path(tempfile.gettempdir()) / f"bookit-ports-{os.getuid()}")


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now. Raises OSError when nobody of us ever could."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def free_ports(count: int, preferred: Sequence[int] = ()) -> list[int]:
    """So many different free ports, the preferred ones when all of them are still free.

    Until this process ends, they are given to nobody else, and to it only as preferred ones.
    """
    register = _register()
    if len(preferred) == count and all(is_free("127.0.0.1", port) and register.take(port) for port in preferred):
        return list(preferred)
    chosen: list[int] = []
    for port in random.sample(range(_LOWEST, _HIGHEST), _HIGHEST - _LOWEST):
        if len(chosen) == count:
            return chosen
        if not register.is_ours(port) and is_free("127.0.0.1", port) and register.take(port):
            chosen.append(port)
    raise OSError(f"no {count} free ports between {_LOWEST} and {_HIGHEST}")
