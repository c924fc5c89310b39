"""Replicas that come and go behind a name, as `docker compose up --scale` has it, with the shipped upstreams.

Debian's nginx is too old to resolve the names of an upstream again; that of the image can.
"""

import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from bookit.embedded import Process
from bookit.embedded.ports import free_ports
from bookit.settings import Settings
from tests.installation import Installation, api_process, restart
from tests.production.front import NGINX, Front, front

RESOLVES_AGAIN = (1, 27, 3)


def version() -> tuple[int, ...]:
    if NGINX is None:
        return (0,)
    told = subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=True).stderr
    return tuple(map(int, re.findall(r"nginx/(\d+)\.(\d+)\.(\d+)", told)[0]))


@contextmanager
def name_server(addresses: Mapping[str, list[str]]) -> Iterator[int]:
    """Answers questions for the addresses of names, which may change meanwhile, on this port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer, args=(server, addresses))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", server.getsockname())
            thread.join()


def _answer(server: socket.socket, addresses: Mapping[str, list[str]]) -> None:
    while True:
        asked, asker = server.recvfrom(512)
        if not asked:
            return
        question = asked[12:]
        name = question[1 : 1 + question[0]].decode()
        found = addresses[name]
        # RFC 1035: the question again, then a record of type A, class IN, 1 second old at most, for each address.
        records = b"".join(b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4" + socket.inet_aton(address) for address in found)
        head = asked[:2] + b"\x81\x80\0\1" + len(found).to_bytes(2, "big") + b"\0\0\0\0"
        server.sendto(head + question + records, asker)


@pytest.mark.long
@pytest.mark.skipif(version() < RESOLVES_AGAIN, reason="needs nginx 1.27.3; the image has it, Debian 12 does not")
def test_nginx_finds_replicas_that_come_and_misses_none_that_goes(install: Installation, folder: Path) -> None:
    (port,) = free_ports(1)

    def replica(address: str) -> Process:
        return api_process(
            Settings(**(install.settings.model_dump() | {"host": address, "port": port})), install.folder
        )

    first, second = replica("127.0.0.2"), replica("127.0.0.3")
    names = {"commands": ["127.0.0.2"], "queries": ["127.0.0.2"]}
    try:
        restart(first)
        with name_server(names) as resolver, front(folder, [port], [port], resolver=resolver) as site:
            _ask_until(site, f"127.0.0.2:{port}", while_starting=True)
            restart(second)
            names["queries"] = ["127.0.0.2", "127.0.0.3"]
            _ask_until(site, f"127.0.0.3:{port}")
            first.stop()
            names["queries"] = ["127.0.0.3"]
            with site.client() as client:
                assert {client.get("/livez").status_code for _ in range(200)} == {200}
    finally:
        first.stop()
        second.stop()


def _ask_until(site: Front, upstream: str, *, while_starting: bool = False) -> None:
    """Every question is answered, also while nginx does not ask this process yet."""
    with site.client() as client:
        for _ in range(3000):
            answered = client.get("/livez").status_code
            assert answered == 200 or while_starting
            if answered == 200 and any(line["upstream"] == upstream for line in site.log):
                return
            time.sleep(0.05)
    raise AssertionError(f"{upstream} was never asked")
