"""BookIT as operators run it: `bookit serve` and `python -m workers`, processes that these tests end as they like."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
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
from tests.running import ROUND_THE_CLOCK, with_password


@dataclass
class Installation:
    """An organisation with its processes; nothing runs until it is started."""

    settings: Settings
    folder: Path
    api: Process
    worker: Process
    token: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def client(self) -> httpx.Client:
        """The owner's script."""
        return self._client(self.token)

    def stranger(self) -> httpx.Client:
        """The script of a new member who has no role and no bookings."""
        return self._client(asyncio.run(_make_stranger(self.settings)))

    def _client(self, token: str) -> httpx.Client:
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
def installed(settings: Settings, folder: Path) -> Iterator[Installation]:
    """An organisation on these servers; its processes are stopped at the end."""
    migrate(settings)
    (port,) = free_ports(1)
    base_url = settings.base_url or f"http://127.0.0.1:{port}"
    settings = Settings(**(settings.model_dump() | {"port": port, "base_url": base_url}))
    token = asyncio.run(_make_owner(settings))
    api, worker = api_process(settings, folder), worker_process(settings, folder)
    try:
        yield Installation(settings, folder, api, worker, token)
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


async def _make_owner(settings: Settings) -> str:
    """An API token of a new owner."""
    async with running(settings) as system:
        member_id = await system.make_owner(uuid7())
        await system.identity.people.register(member_id, "owner@bookit.test", "Olga Owner")
        return await _token(system, member_id)


async def _make_stranger(settings: Settings) -> str:
    """An API token of a new member."""
    async with running(settings) as system:
        invitation = InviteMember(email=f"{uuid7().hex}@bookit.test", name="Sam Stranger")
        receipt = await system.executor.execute(invitation, SYSTEM)
        member_id = MemberAnswer.model_validate_json(receipt.answer).member_id
        await system.confirm_member(member_id, uuid7())
        return await _token(system, member_id)


async def _token(system: System, member_id: UUID) -> str:
    who = await with_password(system, member_id)
    session = await system.identity.sessions.start(who, user_agent="", address="")
    credential = await system.identity.sessions.look_up(session.token)
    assert credential is not None
    made = await system.identity.tokens.create(
        credential, name="Tests", scopes=list(Scope), expires_at=datetime.now(UTC) + timedelta(days=1)
    )
    return made.token
