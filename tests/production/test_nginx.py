"""What stands between people and BookIT: the shipped nginx configuration, with Debian's nginx and real processes."""

import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from uuid import uuid4

import httpx
import orjson
import pytest

from bookit.api.__main__ import DRAIN_SECONDS
from bookit.embedded import Process
from bookit.embedded.ports import free_ports
from bookit.settings import Settings
from tests.faults.load import PATIENCE_SECONDS, Load
from tests.installation import Installation, api_process, kill, open_rooms, restart
from tests.production.front import NAME, SHIPPED, Front, front
from tests.running import PASSWORD, stay

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}


@contextmanager
def _signed_in(site: Front) -> Iterator[httpx.Client]:
    with site.client() as client:
        client.post("/api/session", json={"email": "owner@bookit.test", "password": PASSWORD}).raise_for_status()
        yield client


def test_people_sign_in_book_and_see_it_through_both_sides(site: Front, install: Installation) -> None:
    with _signed_in(site) as client:
        assert all(cookie.secure for cookie in client.cookies.jar)
        (room,) = open_rooms(client, 1)
        made = client.post("/api/commands/place-booking", json={"room_id": room, **stay()})
        seen = client.get(
            f"/api/queries/bookings/{made.json()['booking_id']}",
            headers={"Bookit-Min-Position": made.headers["Bookit-Position"]},
        )
        assert (made.status_code, seen.status_code, seen.json()["status"]) == (201, 200, "confirmed")
    ports = {side: site.line("path", f"/api/{side}")["upstream"] for side in ("session", "commands", "queries")}
    assert ports["commands"] == ports["session"] == f"127.0.0.1:{install.settings.port}"
    assert ports["queries"] != ports["commands"]


def test_who_comes_without_tls_is_sent_to_it_by_the_name_of_the_install(install: Installation, folder: Path) -> None:
    port = install.settings.port
    with front(folder, [port], [port], only_tls=True) as site:
        with site.client(tls=False) as client:
            answer = client.get("/book?day=1")
            assert (answer.status_code, answer.headers["location"]) == (308, f"https://{NAME}/book?day=1")
        with site.client(tls=False, name="evil.example.com") as client:
            assert client.get("/").status_code == 421
        with site.client() as client:
            assert client.get("/book").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/book/plan", 200),
        ("GET", "/assets/app-1234.js", 200),
        ("GET", "/assets/app-gone.js", 404),
        ("GET", "/gone.png", 404),
        ("GET", "/metrics", 404),
        ("GET", "/livez", 200),
        ("GET", "/api/openapi.json", 200),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/queries/nothing", 404),
        ("GET", "/api/queries/buildings", 401),
        ("GET", "/api/commands/place-booking", 405),
        ("POST", "/api/commands/place-booking", 401),
    ],
)
def test_every_answer_has_the_headers_of_a_careful_site(site: Front, method: str, path: str, status: int) -> None:
    with site.client() as client:
        answer = client.request(method, path)
    assert answer.status_code == status
    assert HEADERS.items() <= answer.headers.items()
    for name in (*HEADERS, "content-security-policy", "cache-control", "x-request-id"):
        assert len(answer.headers.get_list(name)) == 1, name
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("script-src")[-1].split(";")[0]
    assert "nginx/" not in answer.headers.get("server", "")


def test_files_with_a_hash_are_kept_for_ever_and_pages_are_asked_for_again(site: Front) -> None:
    with site.client() as client:
        assert client.get("/assets/app-1234.js").headers["cache-control"] == "public, max-age=31536000, immutable"
        assert client.get("/bookings").headers["cache-control"] == "no-cache"
        assert client.get("/api/queries/buildings").headers["cache-control"] == "no-store"


def test_a_body_that_is_too_large_is_refused_in_words(site: Front) -> None:
    with site.client() as client:
        answer = client.post("/api/commands/place-booking", content=b"x" * 1_100_000)
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"
    assert HEADERS.items() <= answer.headers.items()


def test_passwords_can_not_be_tried_out_quickly_but_asking_who_one_is_may_be(
    install: Installation, folder: Path
) -> None:
    port = install.settings.port
    with front(folder, [port], [port]) as site, site.client() as client:
        assert {client.get("/api/session").status_code for _ in range(40)} == {401}
        wrong = {"email": "nobody@bookit.test", "password": "wrong"}
        answers = [client.post("/api/session", json=wrong) for _ in range(20)]
    refused = [answer for answer in answers if answer.json()["detail"].startswith("Too many requests from your")]
    assert len(refused) >= 5
    assert {answer.status_code for answer in refused} == {429}
    assert {answer.headers["retry-after"] for answer in refused} == {"30"}


def test_a_calendar_comes_from_the_side_of_queries_and_its_secret_is_in_no_log(site: Front) -> None:
    with _signed_in(site) as client:
        url = client.post("/api/calendar").raise_for_status().json()["url"]
    with site.client() as program:
        of_a_place = program.get(f"/api/calendar/rooms/{uuid4()}.ics?token={url.partition('token=')[2]}")
        answer = program.get(url)
        again = program.get(url, headers={"if-none-match": answer.headers["etag"]})
    assert (answer.status_code, again.status_code, of_a_place.status_code) == (200, 304, 404)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    line = site.line("path", "/api/calendar/bookings.ics")
    assert line["upstream"] == site.line("path", "/api/queries")["upstream"]
    assert site.line("path", "/api/calendar/rooms/")["upstream"] == line["upstream"]
    secret = url.partition("token=")[2]
    for log in site.folder.glob("*.log"):
        assert secret not in log.read_text()


def test_a_calendar_program_that_runs_wild_waits_and_others_do_not(install: Installation, folder: Path) -> None:
    port = install.settings.port
    with front(folder, [port], [port]) as site, site.client() as client:
        wild = [client.get("/api/calendar/bookings.ics?token=wild") for _ in range(40)]
        other = client.get("/api/calendar/bookings.ics?token=other")
    assert Counter(answer.status_code for answer in wild)[429] >= 15
    assert wild[-1].json()["type"] == "/problems/too-many-requests"
    assert wild[-1].headers["retry-after"] == "30"
    assert other.status_code == 404
    assert not any("token=wild" in log.read_text() for log in folder.glob("*.log"))


def test_a_request_for_another_name_is_not_answered(site: Front) -> None:
    for tls in (True, False):
        with site.client(tls=tls, name="evil.example.com") as client:
            for path in ("/", "/api/session", "/livez"):
                answer = client.get(path)
                assert answer.status_code == 421
                assert "evil" not in answer.text


@pytest.mark.parametrize(
    "hidden",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: +5\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length : 5\r\n",
    ],
)
def test_requests_that_two_servers_could_read_differently_are_refused(site: Front, hidden: bytes) -> None:
    smuggled = b"GET /api/session HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\nX-Smuggled: yes\r\n\r\n"
    head = b"POST /api/commands/place-booking HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\n" + hidden + b"\r\n"
    answer = site.talk(head + b"0\r\n\r\n" + smuggled)
    status = int(answer.split(b" ", 2)[1])
    assert status in {400, 411, 501}
    assert answer.count(b"HTTP/1.1 ") == 1, "what was hidden in the body must not be answered"


def test_a_target_that_names_another_host_does_not_count(site: Front) -> None:
    answer = site.talk(
        b"GET http://evil.example.com/ HTTP/1.1\r\nConnection: close\r\nHost: " + NAME.encode() + b"\r\n\r\n"
    )
    assert answer.split(b" ", 2)[1] == b"421"
    assert site.talk(b"GET / HTTP/1.1\r\n\r\n").split(b" ", 2)[1] == b"400"
    twice = b"GET / HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\nHost: evil.example.com\r\n\r\n"
    assert site.talk(twice).split(b" ", 2)[1] == b"400"


def test_nobody_can_claim_another_address_unless_a_trusted_proxy_says_so(install: Installation, folder: Path) -> None:
    port = install.settings.port
    claimed = {"x-forwarded-for": "198.51.100.7", "forwarded": "for=198.51.100.7"}
    for trusted, expected in (("", "127.0.0.1"), ("127.0.0.1, 10.0.0.0/8", "198.51.100.7")):
        (folder / str(len(trusted))).mkdir()
        with front(folder / str(len(trusted)), [port], [port], trusted=trusted) as site, _signed_in(site) as client:
            client.headers.update(claimed)
            made = client.post("/api/session", json={"email": "owner@bookit.test", "password": PASSWORD})
            assert made.is_success
            sessions = client.get("/api/session/sessions").json()["items"]
            assert expected in {session["address"] for session in sessions}
            assert (expected == "198.51.100.7") == any(s["address"] == "198.51.100.7" for s in sessions)


def test_live_news_is_not_held_back(site: Front) -> None:
    with (
        _signed_in(site) as client,
        client.stream("GET", "/api/queries/stream", headers={"accept": "text/event-stream"}) as news,
    ):
        assert news.status_code == 200
        assert news.headers["content-type"].startswith("text/event-stream")
        pieces = news.iter_lines()
        with site.client() as other:
            other.cookies = client.cookies
            building = {"name": "News", "time_zone": "UTC", "opening_hours": {}}
            other.post("/api/commands/add-building", json=building).raise_for_status()
        assert any("building" in line for line in pieces)  # would wait for the read timeout if it were buffered


def test_maintenance_tells_people_and_programs(install: Installation, folder: Path) -> None:
    port = install.settings.port
    with front(folder, [port], [port]) as site, site.client() as client:
        site.maintain(True)
        page, program = client.get("/book"), client.post("/api/commands/place-booking", json={})
        assert (page.status_code, program.status_code) == (503, 503)
        assert "looked after" in page.text
        assert "идут технические работы" in page.text.lower()
        assert program.json()["type"] == "/problems/maintenance"
        assert page.headers["retry-after"] == program.headers["retry-after"] == "5"
        site.maintain(False)
        assert client.get("/book").status_code == 200


@dataclass
class _Readers:
    """People who ask again and again, and remember what they were told."""

    site: Front
    token: str
    statuses: Counter[int] = field(default_factory=Counter)
    """0 is an answer that broke off."""
    _told: threading.Condition = field(default_factory=threading.Condition)
    _enough: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def going(self, people: int) -> Iterator[None]:
        """They ask until the context ends."""
        threads = [threading.Thread(target=self._one) for _ in range(people)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._enough.set()
            for thread in threads:
                thread.join()

    def wait_for_answers(self, more: int) -> None:
        with self._told:
            goal = self.statuses.total() + more
            assert self._told.wait_for(lambda: self.statuses.total() >= goal, PATIENCE_SECONDS), self.statuses

    def _one(self) -> None:
        with self.site.client() as client:
            while not self._enough.is_set():
                try:
                    answer = client.get("/api/queries/buildings", headers={"authorization": f"Bearer {self.token}"})
                except httpx.TransportError:
                    self._tell(0)
                else:
                    self._tell(answer.status_code)

    def _tell(self, status: int) -> None:
        with self._told:
            self.statuses[status] += 1
            self._told.notify_all()


@contextmanager
def _two_processes(install: Installation) -> Iterator[tuple[list[int], list[Process]]]:
    """Two API processes of an install, with their ports."""
    ports = free_ports(2)
    both = [api_process(Settings(**(install.settings.model_dump() | {"port": port})), install.folder) for port in ports]
    try:
        for process in both:
            restart(process)
        yield ports, both
    finally:
        for process in both:
            process.stop()


@pytest.mark.long
def test_queries_go_on_while_one_of_two_processes_is_killed(install: Installation, folder: Path) -> None:
    """Under load: what one process can't answer any more, the other does. Only an answer that was on its way is cut."""
    people = 4
    with _two_processes(install) as (ports, both), front(folder, [install.settings.port], ports) as site:
        readers = _Readers(site, install.owner.token)
        with readers.going(people):
            for victim in both:
                readers.wait_for_answers(100)
                kill(victim)
                readers.wait_for_answers(100)
                restart(victim)
            readers.wait_for_answers(50)
        served = {address for line in site.log for address in line["upstream"].split(", ")}
    assert set(readers.statuses) <= {200, 0}
    assert readers.statuses[0] <= people * len(both)
    assert {f"127.0.0.1:{port}" for port in ports} <= served


@pytest.mark.long
def test_bookings_go_on_while_processes_are_restarted_one_after_the_other(install: Installation, folder: Path) -> None:
    """A rolling restart: each process ends what it has begun, so that nobody is told that something failed.

    The next one goes as soon as the one before is ready, when nginx still takes that for dead.
    """
    with _two_processes(install) as (ports, both), front(folder, ports, ports) as site, install.client() as owner:
        through_nginx = f"http://127.0.0.1:{site.http_port}"
        load = Load(through_nginx, install.owner, install.guest, open_rooms(owner, 4), host=NAME)
        with load.going():
            for process in both * 2:
                load.wait_for_bookings(60)
                process.stop()
                restart(process)
            load.wait_for_bookings(60)
    assert set(load.statuses) == {201}, load.odd


def test_a_process_that_ends_answers_on_the_connections_that_a_proxy_still_has(install: Installation) -> None:
    """So a command that comes over one of them that very moment is not lost, and needs not be sent twice."""
    (port,) = free_ports(1)
    process = api_process(Settings(**(install.settings.model_dump() | {"port": port})), install.folder)
    restart(process)
    kept = HTTPConnection("127.0.0.1", port, timeout=30)

    def posted() -> tuple[int, str | None]:
        kept.request("POST", "/api/session", headers={"Host": NAME})
        with kept.getresponse() as answer:
            answer.read()
            return answer.status, answer.headers["connection"]

    before = posted()
    ending = threading.Thread(target=process.stop)
    ending.start()
    _until_nobody_listens(port)
    after = posted()
    ending.join()
    assert (before, after) == ((415, None), (415, "close"))


def _until_nobody_listens(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=30).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.01)


def test_nginx_gives_up_idle_connections_before_a_process_that_ends_closes_them() -> None:
    template = (SHIPPED / "templates" / "upstreams.conf.template").read_text()
    kept = [float(seconds) for seconds in re.findall(r"keepalive_timeout (\d+)s;", template)]
    assert kept
    assert max(kept) < DRAIN_SECONDS - 1


def test_a_command_without_a_key_whose_answer_is_lost_is_not_sent_again(install: Installation, folder: Path) -> None:
    """nginx can't know whether it was recorded; the client can find out, by its Idempotency-Key."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        listeners = [threading.Thread(target=_hang_up, args=(server, received)) for server in (first, second)]
        for listener in listeners:
            listener.start()
        ports = [server.getsockname()[1] for server in (first, second)]
        with front(folder, ports, [install.settings.port]) as site, site.client() as client:
            answer = client.post("/api/commands/place-booking", json={"room_id": "x"})
        for server in (first, second):
            server.shutdown(socket.SHUT_RDWR)
        for listener in listeners:
            listener.join()
    assert len(received) == 1
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
    assert HEADERS.items() <= answer.headers.items()


def _hang_up(server: socket.socket, received: list[bytes]) -> None:
    """Take requests and answer none."""
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            received.append(connection.recv(65536))


def test_the_access_log_can_be_read_by_programs_and_followed_into_our_own(site: Front) -> None:
    with site.client() as client:
        answer = client.get('/api/queries/buildings?name="x"\\', headers={"x-request-id": "my-own-id-1"})
        forged = client.get("/livez", headers={"x-request-id": 'x" injected'})
    assert answer.headers["x-request-id"] == orjson.loads(answer.content)["request_id"] == "my-own-id-1"
    assert "injected" not in forged.headers["x-request-id"]
    assert site.line("request_id", "my-own-id-1")["path"] == "/api/queries/buildings"
