"""BookIT as operators run it: `bookit serve` and `python -m workers`, processes that these tests end as they like."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from uuid_utils.compat import uuid7

from bookit.commands.members import InviteMember, MemberAnswer
from bookit.domain.actor import SYSTEM, Scope
from bookit.embedded import Home, NotReadyYet, Process, Program
from bookit.embedded.ports import free_ports
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from bookit.wiring import System, running
from tests.invariants import Witness
from tests.running import ROUND_THE_CLOCK, with_password


@dataclass(frozen=True)
class Person:
    """A member who uses the API by a script."""

    member_id: UUID
    token: str


@dataclass
class Installation:
    """An organisation with its processes; nothing runs until it is started."""

    settings: Settings
    folder: Path
    api: Process
    worker: Process
    owner: Person
    guest: Person
    """Whom others book for, and who is told of it."""
    stranger: Person
    """Has no role and no bookings."""
    witness: Witness = field(default_factory=Witness)
    """What was acknowledged or refused here, until it was compared with the ledger."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def client(self, person: Person | None = None) -> httpx.Client:
        """The script of a member, of the owner unless said otherwise."""
        token = (person or self.owner).token
        return httpx.Client(base_url=self.address, headers={"authorization": f"Bearer {token}"}, timeout=60)

    def wait_for_projections(self) -> None:
        """Return when the read models know the whole ledger."""
        with Engine(self.settings, PROJECTIONS) as engine:
            head = max(lag.position + lag.events for lag in engine.lag())
        with self.client() as client:
            for _ in range(60):  # each waits up to two seconds
                answer = client.get("/api/queries/agenda?limit=1", headers={"Bookit-Min-Position": str(head)})
                if answer.is_success and int(answer.headers["Bookit-Position"]) >= head:
                    return
        raise AssertionError(f"the read models did not reach {head}")


def open_rooms(client: httpx.Client, count: int) -> list[str]:
    """New rooms of a new building, always open."""
    made = client.post(
        "/api/commands/add-building",
        json={"name": f"House {uuid7()}", "time_zone": "UTC", "opening_hours": ROUND_THE_CLOCK},
    ).raise_for_status()
    room = {"building_id": made.json()["building_id"], "kind": "meeting_room", "capacity": 8}
    return [
        str(client.post("/api/commands/open-room", json=room | {"name": f"Room {number}"}).json()["room_id"])
        for number in range(count)
    ]


def kill(process: Process) -> None:
    """End a process as a power cut would."""
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)


@contextmanager
def home() -> Iterator[Home]:
    """A folder for servers that tests start and stop."""
    with tempfile.TemporaryDirectory(prefix="bookit-servers-") as folder:
        Path(folder).chmod(0o711)  # as root, Postgres is another user and has to pass through
        with Home(Path(folder) / "home").locked():
            yield Home(Path(folder) / "home")


def restart(process: Process) -> None:
    process.start()
    process.wait_until_ready()


@contextmanager
def at_work(settings: Settings, folder: Path, **of_api: Any) -> Iterator[Installation]:
    """An organisation on these servers, with an API and a worker that run until the context ends.

    `of_api` are settings that its API alone has.
    """
    migrate(settings)
    (port,) = free_ports(1)
    base_url = settings.base_url or f"http://127.0.0.1:{port}"
    settings = Settings(**(settings.model_dump() | {"port": port, "base_url": base_url}))
    owner, guest, stranger = asyncio.run(_make_people(settings))
    api = api_process(Settings(**(settings.model_dump() | of_api)), folder)
    worker = worker_process(settings, folder)
    try:
        api.start()
        restart(worker)
        api.wait_until_ready()
        yield Installation(settings, folder, api, worker, owner, guest, stranger)
    finally:
        worker.stop()
        api.stop()


def api_process(settings: Settings, folder: Path) -> Process:
    """`bookit serve` on the settings' address and port."""
    return Program(
        f"api-{settings.host}-{settings.port}",
        [sys.executable, "-m", "bookit.cli", "serve"],
        folder=folder,
        log_file=folder / f"api-{settings.host}-{settings.port}.log",
        environment=settings.as_environment(),
        probe=lambda: _probe(settings),
    )


def worker_process(settings: Settings, folder: Path, name: str = "worker", module: str = "workers") -> Process:
    """`python -m workers`, or `workers.scheduler`."""
    return Program(
        name,
        [sys.executable, "-m", module],
        folder=folder,
        log_file=folder / f"{name}.log",
        environment=settings.as_environment(),
    )


def _probe(settings: Settings) -> None:
    try:
        httpx.get(f"http://{settings.host}:{settings.port}/livez", timeout=5)
    except httpx.TransportError as error:
        raise NotReadyYet(str(error)) from error


async def _make_people(settings: Settings) -> tuple[Person, Person, Person]:
    """An owner and two members."""
    async with running(settings) as system:
        owner_id = await system.make_owner(uuid7())
        await system.identity.people.register(owner_id, "owner@bookit.test", "Olga Owner")
        guest_id, stranger_id = [await _member(system, name) for name in ("Gus Guest", "Sam Stranger")]
        return await _person(system, owner_id), await _person(system, guest_id), await _person(system, stranger_id)


async def _member(system: System, name: str) -> UUID:
    invitation = InviteMember(email=f"{uuid7().hex}@bookit.test", name=name)
    receipt = await system.executor.execute(invitation, SYSTEM)
    member_id = MemberAnswer.model_validate_json(receipt.answer).member_id
    await system.confirm_member(member_id, uuid7())
    return member_id


async def _person(system: System, member_id: UUID) -> Person:
    """With a password and an API token."""
    who = await with_password(system, member_id)
    session = await system.identity.sessions.start(who, user_agent="", address="")
    credential = await system.identity.sessions.look_up(session.token)
    assert credential is not None
    made = await system.identity.tokens.create(
        credential, name="Tests", scopes=list(Scope), expires_at=datetime.now(UTC) + timedelta(days=1)
    )
    return Person(member_id, made.token)
