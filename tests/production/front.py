"""nginx with the shipped configuration in front of real API processes; only names, ports and folders are its own."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import orjson
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bookit.embedded import NotReadyYet, Process, Program
from bookit.embedded.ports import free_ports

SHIPPED = Path(__file__).parent.parent.parent / "nginx"
MIME_TYPES = Path("/etc/nginx/mime.types")
NAME = "book.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@dataclass
class Front:
    """A running nginx and where its parts are."""

    folder: Path
    http_port: int
    https_port: int

    def client(self, *, tls: bool = True, name: str = NAME) -> httpx.Client:
        """A browser that came by the name of this install, whatever the address."""
        scheme, port = ("https", self.https_port) if tls else ("http", self.http_port)
        return httpx.Client(
            base_url=f"{scheme}://127.0.0.1:{port}",
            headers={"host": name, "origin": f"https://{name}"},
            verify=tls and ssl.create_default_context(cafile=str(self.folder / "certificates" / "fullchain.pem")),
            timeout=60,
        )

    @property
    def log(self) -> list[dict[str, str]]:
        """What the access log says."""
        return [orjson.loads(line) for line in (self.folder / "access.log").read_bytes().splitlines()]

    def line(self, key: str, prefix: str) -> dict[str, str]:
        """The first line of the access log whose `key` begins so; nginx writes it after the answer has gone out."""
        for _ in range(1000):
            if found := next((line for line in self.log if line[key].startswith(prefix)), None):
                return found
            time.sleep(0.01)
        raise AssertionError(f"nginx noted no {key} {prefix}")

    def maintain(self, wanted: bool) -> None:
        """What `touch /run/bookit/maintenance` does, and its removal."""
        path = self.folder / "run" / "maintenance"
        path.touch() if wanted else path.unlink()

    def talk(self, request: bytes) -> bytes:
        """Send bytes as they are, over plain HTTP, and read until nginx closes the connection."""
        with socket.create_connection(("127.0.0.1", self.http_port), timeout=30) as connection:
            connection.sendall(request)
            answer = b""
            while received := connection.recv(65536):
                answer += received
            return answer


@contextmanager
def front(
    folder: Path,
    commands: Sequence[int],
    queries: Sequence[int],
    *,
    trusted: str = "",
    only_tls: bool = False,
    certified: bool = True,
    resolver: int | None = None,
) -> Iterator[Front]:
    """nginx before API processes on these ports, with TLS and without, until the context ends.

    `only_tls` is what compose.tls.yml makes of it; else one can come either way. One that is not `certified` waits for
    its certificate. With the port of a `resolver` it looks up the names of the pools there, as in containers.
    """
    if NGINX is None:
        pytest.skip("nginx is not installed (Debian: nginx-light)")
    made = Front(folder, *free_ports(2))
    _lay_out(made, _upstreams(commands, queries, resolver), trusted, only_tls=only_tls)
    if certified:
        certify(folder / "certificates")
    process = _process(made)
    with _beside(made):
        try:
            process.start()
            process.wait_until_ready()
            yield made
        finally:
            process.stop()


def _process(made: Front) -> Process:
    def probe() -> None:
        try:
            socket.create_connection(("127.0.0.1", made.http_port), timeout=5).close()
        except OSError as error:
            raise NotReadyYet(str(error)) from error

    return Program(
        "nginx",
        [str(made.folder / "bin" / "nginx")],
        folder=made.folder,
        log_file=made.folder / "nginx.log",
        environment={},
        probe=probe,
    )


def _lay_out(made: Front, upstreams: str, trusted: str, *, only_tls: bool) -> None:
    """The folder as the image has it: templates filled in, paths moved below the folder."""
    folder = made.folder
    for name in ("bin", "conf.d/trusted", "run", "certificates", "site/assets", "acme"):
        (folder / name).mkdir(parents=True)
    folder.chmod(0o755)
    shutil.copytree(SHIPPED / "snippets", folder / "snippets")
    shutil.copytree(SHIPPED / "html", folder / "html")
    shutil.copy(MIME_TYPES, folder / "mime.types")
    shutil.copy(SHIPPED / "nginx.conf", folder / "nginx.conf")
    (folder / "conf.d" / "upstreams.conf").write_text(upstreams)
    # Without TLS one comes by the template that people get without compose.tls.yml, or is sent to TLS by the other.
    templates = [SHIPPED / ("tls" if only_tls else "templates") / "bookit.conf.template"]
    templates.append(SHIPPED / "tls" / "tls.conf.template")
    for path in templates:
        (folder / "conf.d" / path.stem).write_text(path.read_text().replace("${BOOKIT_SERVER_NAME}", NAME))
    _trust(folder, trusted)
    (folder / "site" / "index.html").write_text("<!doctype html><title>BookIT</title>")
    (folder / "site" / "assets" / "app-1234.js").write_text("export {}")
    for path in list(folder.rglob("*.conf")):
        path.write_text(moved(path.read_text(), made))
    # Its processes may read this folder: root's children would become another user otherwise.
    directives = "daemon off;" if os.geteuid() else "daemon off; user root;"
    program(
        folder / "bin" / "nginx",
        f'exec {NGINX} -e {folder}/error.log -c {folder}/nginx.conf -g "{directives}" "$@"',
    )


def program(path: Path, script: str) -> None:
    """A program of these lines, for scripts that call it by its name."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@contextmanager
def _beside(made: Front) -> Iterator[None]:
    """What the image's start leaves beside nginx; here it looks ten times a second instead of once a minute."""
    script = made.folder / "certificates.sh"
    shipped = (SHIPPED / "entrypoint" / "25-certificates.sh").read_text()
    script.write_text(moved(shipped, made).replace("sleep 60", "sleep 0.1"))
    environment = {"PATH": f"{made.folder / 'bin'}:{os.environ['PATH']}"}
    with (made.folder / "certificates.log").open("wb") as log:
        started = subprocess.Popen(
            ["/bin/sh", script], env=environment, start_new_session=True, stdout=log, stderr=subprocess.STDOUT
        )
        assert started.wait() == 0, (made.folder / "certificates.log").read_text()
    try:
        yield
    finally:
        os.killpg(started.pid, signal.SIGKILL)


def _upstreams(commands: Sequence[int], queries: Sequence[int], resolver: int | None) -> str:
    """The template for containers, with addresses in place of the names that Debian's nginx can't resolve again."""
    text = (SHIPPED / "templates" / "upstreams.conf.template").read_text()
    if resolver is not None:
        given = {
            "RESOLVER": f"127.0.0.1:{resolver}",
            "COMMANDS": f"commands:{commands[0]}",
            "QUERIES": f"queries:{queries[0]}",
        }
        return re.sub(r"\$\{BOOKIT_(\w+)\}", lambda found: given[found[1]], text)
    text = re.sub(r"^resolver .*\n", "", text, flags=re.MULTILINE)
    for name, ports in (("COMMANDS", commands), ("QUERIES", queries)):
        line = re.compile(rf"server \$\{{BOOKIT_{name}\}} resolve (.*;)")
        text = line.sub(lambda found: "\n    ".join(f"server 127.0.0.1:{port} {found[1]}" for port in ports), text)  # noqa: B023
    return text


def _trust(folder: Path, trusted: str) -> None:
    """What the script of the image's start does."""
    script = (SHIPPED / "entrypoint" / "15-trusted-proxies.sh").read_text()
    own = folder / "trust.sh"
    own.write_text(script.replace("/etc/nginx/conf.d/trusted", str(folder / "conf.d" / "trusted")))
    subprocess.run(
        ["/bin/sh", str(own)], env={"BOOKIT_TRUSTED_PROXIES": trusted, "PATH": os.environ["PATH"]}, check=True
    )


def moved(text: str, made: Front) -> str:
    """A file of the image with the places of this nginx."""
    folder = made.folder
    places = {
        "/etc/nginx/certificates": f"{folder}/certificates",
        "/etc/nginx": str(folder),
        "/srv/bookit/site": f"{folder}/site",
        "/srv/bookit/nginx": f"{folder}/html",
        "/srv/acme": f"{folder}/acme",
        "/run/bookit": f"{folder}/run",
        "/dev/stdout": f"{folder}/access.log",
        "/tmp": str(folder),  # noqa: S108 -- of the image
        "listen 8080": f"listen 127.0.0.1:{made.http_port}",
        "listen 8443": f"listen 127.0.0.1:{made.https_port}",
    }
    return re.sub("|".join(map(re.escape, places)), lambda found: places[found[0]], text)


def certify(folder: Path) -> None:
    """A certificate for the name, and for the address that tests connect to."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
