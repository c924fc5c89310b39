"""Three machines with etcd, Patroni and Postgres each, and HAProxy, set up as docs/high-availability.md says.

A machine is a network namespace: whatever runs in it can be killed or paused at once, and its cable be pulled. Only
addresses, ports and folders are the test's own; `patroni.yml` and `haproxy.cfg` are those that are shipped.
"""

import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import httpx
import psycopg
import pytest

from bookit.embedded import NotReadyYet, Program
from bookit.embedded.ports import free_ports
from tests.servers import locked

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "ops" / "high-availability"
PATRONI = ROOT / ".tools" / "patroni" / "bin" / "patroni"
SYSTEM_USER = "postgres"
"""Of Debian's package: neither etcd nor Postgres should be root."""

BRIDGE = "bookit-ha"
NETWORK = "198.18.77"
"""Of the addresses that are kept for tests of networks (RFC 2544)."""
SETTLED_WITHIN_SECONDS = 180
_PASSWORD = "a-password-of-this-test"

Member = Mapping[str, Any]
"""What Patroni says of a node."""


class Machine:
    """One of the three, with a network of its own."""

    def __init__(self, number: int, data: Path, logs: Path) -> None:
        self.name = f"node-{number}"
        self.address = f"{NETWORK}.{number}"
        self._namespace = f"{BRIDGE}-{number}"
        self._data = data / self.name
        self.etcd = self._program("etcd", self._etcd(), logs, probe=self._probe_etcd)
        self.patroni = self._program(
            "patroni", [str(PATRONI), str(SHIPPED / "patroni.yml")], logs, environment=self._patroni()
        )

    def build(self) -> None:
        """Plug it into the network, with empty disks."""
        _ip("netns", "add", self._namespace)
        _ip("link", "add", self._namespace, "type", "veth", "peer", "name", "eth0", "netns", self._namespace)
        _ip("link", "set", self._namespace, "master", BRIDGE)
        _ip("-n", self._namespace, "address", "add", f"{self.address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _ip("-n", self._namespace, "link", "set", device, "up")
        self.plug_in()
        self._data.mkdir(mode=0o700)
        shutil.chown(self._data, SYSTEM_USER, SYSTEM_USER)

    def boot(self) -> None:
        """Start what runs on it; does not wait."""
        self.etcd.start()
        self.patroni.start()

    def die(self) -> None:
        """A power cut."""
        while running := self._running():
            _signal(running, signal.SIGKILL)
            time.sleep(0.01)

    def hang(self) -> None:
        """Nothing on it goes on, while its network still takes what it is sent."""
        stopped: set[int] = set()
        while others := self._running() - stopped:  # one may have started another
            _signal(others, signal.SIGSTOP)
            stopped |= others

    def go_on(self) -> None:
        """It knows of nothing and carries on where it was."""
        _signal(self._running(), signal.SIGCONT)

    def unplug(self) -> None:
        _ip("link", "set", self._namespace, "down")

    def plug_in(self) -> None:
        _ip("link", "set", self._namespace, "up")

    def scrap(self) -> None:
        """End whatever runs on it, and take it out of the network; there may be nothing."""
        if _is_there(self._namespace):
            _ip("link", "delete", self._namespace)  # else it lasts until the kernel gets round to it
        if Path(f"/run/netns/{self._namespace}").exists():
            self.die()
            _ip("netns", "delete", self._namespace)
        self.patroni.stop()
        self.etcd.stop()

    def members(self) -> list[Member]:
        """Who Patroni on this machine thinks there is; nobody while it does not answer."""
        try:
            told = httpx.get(f"http://{self.address}:8008/cluster", timeout=2)
            return list(told.raise_for_status().json()["members"])
        except httpx.HTTPError:
            return []

    def ask_etcd(self, path: str, **fields: str) -> Mapping[str, Any]:
        """What its etcd answers, of maintenance."""
        told = httpx.post(f"http://{self.address}:2379/v3/maintenance/{path}", json=fields, timeout=10)
        return dict(told.raise_for_status().json())

    def url(self, user: str, database: str) -> str:
        """Its Postgres, whatever it is at the moment."""
        return f"postgresql://{user}:{_PASSWORD}@{self.address}:5432/{database}"

    def _running(self) -> set[int]:
        return set(map(int, _ip("netns", "pids", self._namespace).split()))

    def _program(
        self,
        name: str,
        command: Sequence[str],
        logs: Path,
        *,
        environment: Mapping[str, str] = {},
        probe: Callable[[], None] | None = None,
    ) -> Program:
        inside = ["nsenter", f"--net=/run/netns/{self._namespace}"]
        # The wish to end with the test is lost when it becomes another user, and is made again.
        user = ["setpriv", "--reuid", SYSTEM_USER, "--regid", SYSTEM_USER, "--clear-groups", "--pdeathsig", "TERM"]
        return Program(
            f"{name} of {self.name}",
            [*inside, *user, "--", *command],
            folder=Path("/"),
            log_file=logs / f"{self.name}-{name}.log",
            environment={"HOME": str(self._data), **environment},
            probe=probe,
        )

    def _etcd(self) -> list[str]:
        everybody = ",".join(f"node-{number}=http://{NETWORK}.{number}:2380" for number in (1, 2, 3))
        peers, clients = f"http://{self.address}:2380", f"http://{self.address}:2379"
        return [
            *("etcd", "--name", self.name, "--data-dir", str(self._data / "etcd")),
            *("--initial-cluster", everybody),
            *("--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers),
            *("--listen-client-urls", clients, "--advertise-client-urls", clients),
        ]

    def _patroni(self) -> dict[str, str]:
        return {
            "PATRONI_NAME": self.name,
            "PATRONI_ETCD3_HOSTS": ",".join(f"'{NETWORK}.{number}:2379'" for number in (1, 2, 3)),
            "PATRONI_RESTAPI_LISTEN": f"{self.address}:8008",
            "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{self.address}:8008",
            "PATRONI_POSTGRESQL_LISTEN": f"{self.address}:5432",
            "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{self.address}:5432",
            "PATRONI_POSTGRESQL_DATA_DIR": str(self._data / "postgres"),
            "PATRONI_POSTGRESQL_BIN_DIR": str(_postgres()),
            "PATRONI_SUPERUSER_USERNAME": "postgres",
            "PATRONI_SUPERUSER_PASSWORD": _PASSWORD,
            "PATRONI_REPLICATION_USERNAME": "replicator",
            "PATRONI_REPLICATION_PASSWORD": _PASSWORD,
        }

    def _probe_etcd(self) -> None:
        try:
            told = httpx.get(f"http://{self.address}:2379/health", timeout=2)
        except httpx.TransportError as error:
            raise NotReadyYet(str(error)) from error
        if not told.is_success:
            raise NotReadyYet(told.text)


@dataclass
class Cluster:
    """The machines, and how BookIT reaches the primary among them."""

    machines: Sequence[Machine]
    primary_port: int
    """HAProxy's, of this machine."""
    replicas_port: int

    @property
    def by_haproxy(self) -> str:
        return f"postgresql://bookit:{_PASSWORD}@127.0.0.1:{self.primary_port}/bookit"

    @property
    def replicas(self) -> str:
        return f"postgresql://bookit:{_PASSWORD}@127.0.0.1:{self.replicas_port}/bookit"

    @property
    def by_addresses(self) -> str:
        hosts = ",".join(f"{machine.address}:5432" for machine in self.machines)
        return f"postgresql://bookit:{_PASSWORD}@{hosts}/bookit"

    def primary(self) -> Machine:
        """The machine that all three agree upon."""
        leaders = {leader.name for machine in self.machines if (leader := self._leader_as_seen_by(machine))}
        assert len(leaders) == 1, f"leaders: {leaders}"
        return next(machine for machine in self.machines if machine.name in leaders)

    def let_lead_in_etcd(self, machine: Machine) -> None:
        """Let its etcd be the leader of all three."""
        ids = {each: each.ask_etcd("status")["header"]["member_id"] for each in self.machines}
        leader_id = machine.ask_etcd("status")["leader"]
        if leader_id != ids[machine]:
            leader = next(each for each in self.machines if ids[each] == leader_id)
            leader.ask_etcd("transfer-leadership", targetID=ids[machine])

    def wait_for_a_primary_other_than(self, lost: Machine) -> None:
        """Return when both other machines follow one of them."""
        others = [machine for machine in self.machines if machine is not lost]

        def one_leads() -> bool:
            leaders = {self._leader_as_seen_by(machine) for machine in others}
            return len(leaders) == 1 and leaders <= set(others)

        _wait_until(one_leads, "no other primary")

    def wait_until_whole(self) -> None:
        """Return when one leads, a second has every commit, and a third follows, as each of them says."""
        _wait_until(
            lambda: all(_is_whole(machine.members()) for machine in self.machines),
            "the cluster did not become whole",
        )

    def wait_until_alike(self, query: str) -> None:
        """Return when every Postgres answers a question about the database in the same way."""
        _wait_until(
            lambda: len({str(_ask(machine, query)) for machine in self.machines}) == 1,
            "the nodes differ",
        )

    def _leader_as_seen_by(self, machine: Machine) -> Machine | None:
        leaders = {member["name"] for member in machine.members() if member["role"] == "leader"}
        return next((each for each in self.machines if each.name in leaders), None)


@contextmanager
def cluster(logs: Path) -> Iterator[Cluster]:
    """A whole cluster with an empty database `bookit`, until the context ends; one at a time on this machine."""
    _require_what_it_takes()
    # etcd, Patroni and Postgres are another user there, which has to pass through.
    with (
        locked(Path(gettempdir()) / "bookit-tests-cluster.lock"),
        TemporaryDirectory(prefix="bookit-tests-cluster-") as data,
    ):
        Path(data).chmod(0o711)
        machines = [Machine(number, Path(data), logs) for number in (1, 2, 3)]
        _clear_away(machines)  # what a run that was killed has left
        try:
            _build(machines)
            made = Cluster(machines, *free_ports(2))
            _set_up(made)
            with _haproxy(made, Path(data), logs):
                yield made
        finally:
            _clear_away(machines)


def _build(machines: Sequence[Machine]) -> None:
    _ip("link", "add", BRIDGE, "type", "bridge")
    _ip("address", "add", f"{NETWORK}.254/24", "dev", BRIDGE)
    _ip("link", "set", BRIDGE, "up")
    for machine in machines:
        machine.build()


def _clear_away(machines: Sequence[Machine]) -> None:
    for machine in machines:
        machine.scrap()
    if _is_there(BRIDGE):
        _ip("link", "delete", BRIDGE)


def _is_there(device: str) -> bool:
    return Path(f"/sys/class/net/{device}").exists()


def _set_up(made: Cluster) -> None:
    """What the guide tells to do, in its order."""
    first, *others = made.machines
    for machine in made.machines:
        machine.etcd.start()
    for machine in made.machines:
        machine.etcd.wait_until_ready()
    first.patroni.start()
    _wait_until(lambda: any(member["state"] == "running" for member in first.members()), "no first node")
    for machine in others:
        machine.patroni.start()
    made.wait_until_whole()
    with psycopg.connect(made.primary().url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE bookit LOGIN PASSWORD '{_PASSWORD}'")
        connection.execute("CREATE DATABASE bookit OWNER bookit")


@contextmanager
def _haproxy(made: Cluster, folder: Path, logs: Path) -> Iterator[None]:
    """HAProxy once it has looked at every node: until then it takes each for the primary."""
    (statistics,) = free_ports(1)
    own = folder / "statistics.cfg"
    own.write_text(f"global\n    stats socket ipv4@127.0.0.1:{statistics} level user\n")

    def probe() -> None:
        try:
            checks = _checks(statistics)
        except OSError as error:
            raise NotReadyYet(str(error)) from error
        if checks.count("L7OK") != 1 or checks.count("L7STS") != 2:
            raise NotReadyYet(f"HAProxy knows of the nodes: {checks}")

    process = Program(
        "haproxy",
        [str(_program("haproxy")), "-db", "-f", str(SHIPPED / "haproxy.cfg"), "-f", str(own)],
        folder=folder,
        log_file=logs / "haproxy.log",
        environment={
            "BOOKIT_PRIMARY": f"127.0.0.1:{made.primary_port}",
            "BOOKIT_REPLICAS": f"127.0.0.1:{made.replicas_port}",
            **{f"BOOKIT_NODE_{number}": machine.address for number, machine in enumerate(made.machines, 1)},
        },
        probe=probe,
    )
    try:
        process.start()
        process.wait_until_ready()
        yield
    finally:
        process.stop()


def _checks(port: int) -> list[str]:
    """How HAProxy's last look at each node ended, for whoever wants the primary."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"show stat\n")
        with line.makefile() as answer:
            rows = csv.DictReader(answer.read().removeprefix("# ").splitlines())
    return [
        row["check_status"].removeprefix("* ")  # while the next look is under way
        for row in rows
        if row["pxname"] == "primary" and row["svname"] not in {"FRONTEND", "BACKEND"}
    ]


def _is_whole(members: Sequence[Member]) -> bool:
    roles = sorted((str(member["role"]), str(member["state"])) for member in members)
    leader, *others = roles or [("", "")]
    return leader == ("leader", "running") and others == [("replica", "streaming"), ("sync_standby", "streaming")]


def _ask(machine: Machine, query: str) -> object:
    try:
        with psycopg.connect(machine.url("postgres", "bookit"), connect_timeout=5) as connection:
            return connection.execute(query).fetchall()
    except psycopg.OperationalError as error:
        return f"{machine.name}: {error}"


def _wait_until(holds: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + SETTLED_WITHIN_SECONDS
    while not holds():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)


def _signal(processes: Iterable[int], signum: signal.Signals) -> None:
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, signum)


def _require_what_it_takes() -> None:
    missing = [name for name in ("etcd", "haproxy", "ip", "nsenter", "setpriv") if _program(name) is None]
    missing += [] if _postgres() else ["Debian's Postgres"]
    missing += [] if PATRONI.exists() else ["Patroni"]
    if missing:
        pytest.fail(f"{', '.join(missing)} missing: run `make servers` as root", pytrace=False)
    if os.geteuid() != 0:
        pytest.fail("each node of the cluster gets a network of its own: run this test as root", pytrace=False)


def _postgres() -> Path | None:
    """The programs of the newest that Debian has installed."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name))


def etcd_version() -> tuple[int, ...]:
    found = _program("etcd")
    if found is None:
        return (0,)
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, re.findall(r"etcd Version: (\d+)\.(\d+)\.(\d+)", told)[0]))


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


def _ip(*words: str) -> str:
    return subprocess.run([str(_program("ip")), *words], check=True, stdout=subprocess.PIPE, text=True).stdout
