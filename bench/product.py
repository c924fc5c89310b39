"""BookIT itself under the bench: one API process on a ledger of its own, an owner signed in, rooms to book."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from uuid_utils.compat import uuid7

from bench.stage import Stage, free_port
from bookit.ledger.migrate import migrate
from bookit.settings import Settings
from bookit.wiring import running

EMAIL = "owner@bench.example"
PASSWORD = "a long password of the bench"  # noqa: S105 - lives as long as the bench's database
ALWAYS_OPEN = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@dataclass(frozen=True)
class Product:
    """A running API process and the session of its owner."""

    settings: Settings
    pid: int
    client: httpx.Client

    @property
    def port(self) -> int:
        return self.settings.port

    @property
    def headers(self) -> dict[str, str]:
        """What each request of the signed-in owner carries."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        return request_headers(self.port, cookie)

    def command(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        """Execute a command as the owner and give its answer."""
        answer = self.client.post(f"/api/commands/{name}", json=body, headers={"idempotency-key": str(uuid7())})
        answer.raise_for_status()
        return dict(answer.json())

    def open_rooms(self, count: int, **fields: Any) -> tuple[UUID, ...]:
        """Rooms of one building that is open day and night."""
        building = self.command(
            "add-building",
            {"name": "Bench House", "address": "Quay 1", "time_zone": "UTC", "opening_hours": ALWAYS_OPEN},
        )
        room = {"building_id": building["building_id"], "kind": "meeting_room", "capacity": 12, "features": []} | fields
        return tuple(UUID(self.command("open-room", room | {"name": f"Room {n}"})["room_id"]) for n in range(count))

    def invite_members(self, count: int) -> tuple[UUID, ...]:
        """Members without any role but that."""
        people = ({"name": f"Member {n}", "email": f"member{n}@bench.example"} for n in range(count))
        return tuple(UUID(self.command("invite-member", person)["member_id"]) for person in people)


def request_headers(port: int, cookie: str) -> dict[str, str]:
    """The headers of a booking request, the same for us and for the yardstick."""
    address = f"127.0.0.1:{port}"
    return {"host": address, "origin": f"http://{address}", "content-type": "application/json", "cookie": cookie}


@contextmanager
def serving(stage: Stage, name: str) -> Iterator[Product]:
    """Serve an organisation of its own, named after the bench, that knows only its owner."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = stage.settings_with(database_schema=f"bench_{name}", port=port, base_url=address)
    migrate(settings)
    asyncio.run(_make_owner(settings))
    with (
        stage.serving(f"serve-{name}", ["bookit.cli", "serve"], settings) as process,
        httpx.Client(base_url=address, headers={"origin": address}, timeout=30) as client,
    ):
        client.post("/api/session", json={"email": EMAIL, "password": PASSWORD}).raise_for_status()
        assert process.pid is not None
        yield Product(settings, process.pid, client)


async def _make_owner(settings: Settings) -> None:
    async with running(settings) as system:
        await system.identity.first_run.create_owner(
            email=EMAIL, display_name="Bench Owner", password=PASSWORD, make_owner=system.make_owner
        )
