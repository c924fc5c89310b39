"""TLS whose certificates come later, change, or are fetched from an authority: the shipped scripts beside nginx."""

import os
import shutil
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx
import orjson
import pytest
from cryptography import x509

from bookit.embedded import NotReadyYet, Program
from bookit.embedded.ports import free_ports
from tests.installation import Installation
from tests.production.front import NAME, SHIPPED, Front, certify, front, moved, program

PEBBLE, NAMES, CERTBOT = map(shutil.which, ("pebble", "pebble-challtestsrv", "certbot"))


def served(site: Front) -> int | None:
    """The serial number of the certificate that nginx shows; None while it does not speak TLS."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection(("127.0.0.1", site.https_port), timeout=30) as plain,
            context.wrap_socket(plain, server_hostname=NAME) as connection,
        ):
            shown = connection.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(shown or b"").serial_number


def serial(path: Path) -> int:
    return x509.load_pem_x509_certificate(path.read_bytes()).serial_number


def wait_until(true: Callable[[], bool], what: str) -> None:
    for _ in range(6000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError(what)


def test_nginx_starts_without_a_certificate_and_takes_the_one_that_comes_and_the_next(
    install: Installation, folder: Path
) -> None:
    port = install.settings.port
    with front(folder, [port], [port], only_tls=True, certified=False) as site:
        assert served(site) is None
        with site.client(tls=False, name="somebody.example.com") as client:
            assert client.get("/alive").status_code == 200
            assert client.get("/").status_code == 421
        for _ in range(2):
            certify(folder / "certificates")
            wanted = serial(folder / "certificates" / "fullchain.pem")
            wait_until(lambda wanted=wanted: served(site) == wanted, (folder / "certificates.log").read_text())  # type: ignore[misc]
        with site.client() as client:
            assert client.get("/livez").status_code == 200


def test_half_a_new_certificate_changes_nothing(install: Installation, folder: Path) -> None:
    port = install.settings.port
    other = folder.parent / "other"
    other.mkdir()
    certify(other)
    with front(folder, [port], [port], only_tls=True) as site:
        before = served(site)
        shutil.copy(other / "privkey.pem", folder / "certificates")
        log = folder / "certificates.log"
        wait_until(lambda: b"key values mismatch" in log.read_bytes(), "it is tried")
        assert served(site) == before == serial(folder / "certificates" / "fullchain.pem")
        shutil.copy(other / "fullchain.pem", folder / "certificates")
        wait_until(lambda: served(site) == serial(other / "fullchain.pem"), log.read_text())


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hand the key to nginx's user")
@pytest.mark.skipif(None in {PEBBLE, NAMES, CERTBOT}, reason="pebble and certbot are not installed (Debian packages)")
def test_a_certificate_is_fetched_from_an_authority_kept_and_renewed(install: Installation, folder: Path) -> None:
    """Pebble is the authority: it asks nginx, by the name of this install, for what certbot has put there."""
    port = install.settings.port
    with ExitStack() as running:
        site = running.enter_context(front(folder, [port], [port], only_tls=True, certified=False))
        authority = _authority(running, site)
        fetched = folder / "certificates" / "fullchain.pem"

        first = _fetching(site, authority)
        running.callback(first.stop)
        first.start()
        wait_until(lambda: served(site) is not None, "no certificate came")
        assert served(site) == serial(fetched)
        assert (folder / "certificates" / "privkey.pem").stat().st_mode & 0o777 == 0o440
        first.stop()

        again = _fetching(site, authority)
        running.callback(again.stop)
        again.start()
        wait_until(lambda: b"not yet due for renewal" in again.log_file.read_bytes(), "it is looked at")
        again.stop()
        assert served(site) == serial(fetched)

        before = served(site)
        due = _fetching(site, authority, "--force-renewal")
        running.callback(due.stop)
        due.start()
        wait_until(lambda: served(site) not in {before, None}, "no new certificate came")
        assert served(site) == serial(fetched)


def _authority(running: ExitStack, site: Front) -> str:
    """The address of an authority that finds every name on this machine."""
    own = site.folder / "authority"
    own.mkdir()
    certify(own)
    port, management, names, control = free_ports(4)
    (own / "pebble.json").write_bytes(
        orjson.dumps(
            {
                "pebble": {
                    "listenAddress": f"127.0.0.1:{port}",
                    "managementListenAddress": f"127.0.0.1:{management}",
                    "certificate": str(own / "fullchain.pem"),
                    "privateKey": str(own / "privkey.pem"),
                    "httpPort": site.http_port,
                    "tlsPort": site.https_port,
                }
            }
        )
    )
    off = ["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", ""]

    def probe() -> None:
        try:
            httpx.get(f"https://127.0.0.1:{port}/dir", verify=False, timeout=5)  # noqa: S501 -- of its own
        except httpx.TransportError as error:
            raise NotReadyYet(str(error)) from error

    processes = [
        Program(
            "pebble-challtestsrv",
            [NAMES or "", "-dns01", f"127.0.0.1:{names}", "-management", f"127.0.0.1:{control}", *off],
            folder=own,
            log_file=own / "names.log",
            environment={},
        ),
        Program(
            "pebble",
            [PEBBLE or "", "-config", str(own / "pebble.json"), "-dnsserver", f"127.0.0.1:{names}"],
            folder=own,
            log_file=own / "pebble.log",
            environment={"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"},
            probe=probe,
        ),
    ]
    for process in processes:
        running.callback(process.stop)
        process.start()
    processes[-1].wait_until_ready()
    return f"https://127.0.0.1:{port}/dir"


def _fetching(site: Front, authority: str, *more: str) -> Program:
    """The container `acme`."""
    folder = site.folder
    kept = " ".join(f"--{name}-dir {folder / 'certbot' / name}" for name in ("config", "work", "logs"))
    program(folder / "bin" / "certbot", f'exec {CERTBOT} "$@" {kept} {" ".join(more)}')
    script = moved((SHIPPED / "acme" / "fetch.sh").read_text(), site).replace(
        "/certificates/", f"{folder}/certificates/"
    )
    program(folder / "fetch.sh", script)
    return Program(
        "fetch.sh",
        [str(folder / "fetch.sh")],
        folder=folder,
        log_file=folder / "fetch.log",
        environment={
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "BOOKIT_BASE_URL": f"https://{NAME}",
            "BOOKIT_ACME_SERVER": authority,
            "REQUESTS_CA_BUNDLE": str(folder / "authority" / "fullchain.pem"),
        },
    )
