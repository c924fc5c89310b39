"""The machine of the primary is lost while people book: another takes over, with every booking that was acknowledged.

People book at two API processes, one that reaches the primary by HAProxy and one by the addresses of all nodes.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bookit.embedded import Process
from bookit.embedded.ports import free_ports
from bookit.ledger.verify import verify
from bookit.settings import Settings
from tests.faults.aftermath import hold
from tests.faults.load import Load
from tests.installation import Installation, api_process, at_work, restart, worker_process
from tests.production.cluster import Cluster, Machine, cluster, etcd_version
from tests.running import settings_of_its_own

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]

FAULTS: Mapping[str, tuple[Callable[[Machine], None], Callable[[Machine], None]]] = {
    "dies": (Machine.die, Machine.boot),
    "hangs": (Machine.hang, Machine.go_on),
    "is cut off": (Machine.unplug, Machine.plug_in),
}
"""What happens to a machine, and what ends it."""


@dataclass
class House:
    """An organisation on a cluster, with processes that reach it either way, and people who book there."""

    cluster: Cluster
    by_haproxy: Installation
    by_addresses: Installation
    scheduler: Process
    loads: Mapping[str, Load]

    @property
    def processes(self) -> list[Process]:
        return [self.by_haproxy.api, self.by_addresses.api, self.by_haproxy.worker, self.scheduler]

    @contextmanager
    def booking(self) -> Iterator[None]:
        """Everybody books until the context ends."""
        with ExitStack() as stack:
            for load in self.loads.values():
                stack.enter_context(load.going())
            yield

    def wait_for_bookings(self, more: int) -> None:
        """Return when so many more bookings were acknowledged, either way."""
        for load in self.loads.values():
            load.wait_for_bookings(more)


@pytest.fixture
def house(redis_url: str, tmp_path: Path) -> Iterator[House]:
    with (
        cluster(tmp_path) as made,
        settings_of_its_own(made.by_haproxy, redis_url, database_replica_url=made.replicas) as settings,
        at_work(settings, tmp_path) as by_haproxy,
        ExitStack() as stack,
    ):
        by_addresses = _beside(by_haproxy, made.by_addresses)
        scheduler = worker_process(by_addresses.settings, tmp_path, "scheduler", "workers.scheduler")
        for process in (by_addresses.api, scheduler):
            stack.callback(process.stop)
            restart(process)
        loads = {
            "by HAProxy": Load.on(by_haproxy),
            "by the addresses of all nodes": Load.on(by_addresses),
        }
        yield House(made, by_haproxy, by_addresses, scheduler, loads)


def _beside(installation: Installation, database_url: str) -> Installation:
    """The same organisation, served by an API process that reaches the database in another way."""
    (port,) = free_ports(1)
    other = {"port": port, "database_url": database_url, "database_replica_url": None}
    settings = Settings(**(installation.settings.model_dump() | other))
    return replace(installation, settings=settings, api=api_process(settings, installation.folder))


LETS_LEASES_BE = (3, 5, 13)
"""An older etcd that wakes up may end the lease by which the new primary leads (etcd-io/etcd#15247)."""
SKIPPED_WITH_AN_OLDER_ETCD = pytest.mark.skipif(
    etcd_version() < LETS_LEASES_BE, reason="needs etcd 3.5.13; Debian 13 has it, Debian 12 does not"
)


@pytest.mark.parametrize(
    "fault", [pytest.param(fault, marks=SKIPPED_WITH_AN_OLDER_ETCD if fault == "hangs" else ()) for fault in FAULTS]
)
def test_nothing_acknowledged_is_lost_with_the_machine_of_the_primary(
    house: House, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begins, ends = FAULTS[fault]
    lost = house.cluster.primary()
    house.cluster.let_lead_in_etcd(lost)  # the worst to lose: when it is back, it still decides for a moment
    with house.booking():
        house.wait_for_bookings(100)
        begins(lost)
        house.cluster.wait_for_a_primary_other_than(lost)
        house.wait_for_bookings(100)
        ends(lost)
        house.cluster.wait_until_whole()
        house.wait_for_bookings(100)
    with capsys.disabled():
        for way, load in house.loads.items():
            told = f"{len(load.acknowledged)} bookings, {load.longest_silence:.1f} s without one"
            sys.stdout.write(f"\nthe primary {fault}, {way}: {told}")
    assert house.cluster.primary() is not lost
    assert [process.exit_code() for process in house.processes] == [None] * 4
    hold_everywhere(house)


def hold_everywhere(house: House) -> None:
    """Raises AssertionError for an acknowledged booking that is lost, and for whatever else must hold."""
    house.scheduler.stop()  # it would end the rebuilds by which read models are compared
    hold(house.by_haproxy, *house.loads.values())
    assert all(set(load.statuses) <= {201, 503} for load in house.loads.values())
    assert verify(house.by_addresses.settings).clean
    schema = house.by_haproxy.settings.database_schema
    house.cluster.wait_until_alike(f"SELECT position, hash FROM {schema}.ledger_head")
