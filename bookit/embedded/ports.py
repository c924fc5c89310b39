"""Free ports on loopback."""

import errno
import random
import socket
from collections.abc import Sequence

_LOWEST = 20_000
# Below the range from which systems take the ports of outgoing connections (Linux: from 32768): a port of ours
# can't be taken by a client's connection while its server restarts.
_HIGHEST = 32_000


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
    """So many different free ports, the preferred ones when all of them are still free."""
    if len(preferred) == count and all(is_free("127.0.0.1", port) for port in preferred):
        return list(preferred)
    chosen: list[int] = []
    for port in random.sample(range(_LOWEST, _HIGHEST), _HIGHEST - _LOWEST):
        if len(chosen) == count:
            return chosen
        if is_free("127.0.0.1", port):
            chosen.append(port)
    raise OSError(f"no {count} free ports between {_LOWEST} and {_HIGHEST}")
