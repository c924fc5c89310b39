"""A running system behind HTTP, for tests: in this process, with everything it has but the socket.

`organisation(settings)` migrates a schema, serves the application and keeps its read models up to date; its clients
are people who use it.
"""

import uuid
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import httpx
import psycopg
from fastapi import FastAPI
from psycopg import sql
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from uuid_utils.compat import uuid7

from bookit.api.app import create_app
from bookit.api.organisations import Served
from bookit.api.requests import SESSION_COOKIE
from bookit.domain.actor import Scope
from bookit.events.values import Role
from bookit.identity import Authenticated
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS
from bookit.projections.views import schema_of_views
from bookit.settings import Settings
from bookit.wiring import System
from tests.contract import contract
from tests.schemas import migrated
from tests.servers import database_settings
from workers.project import Projector

PASSWORD = "correct horse battery"
HOST = "bookit.test"
ORIGIN = f"http://{HOST}"
ROUND_THE_CLOCK = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}

_CHEAP_HASH = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(PASSWORD)

Body = dict[str, Any]


@contextmanager
def settings_of_its_own(postgres_dsn: str, redis_url: str | None, **values: Any) -> Iterator[Settings]:
    """Settings with a schema name of their own; the schema, if made, goes away afterwards. So do those of the
    organisations in the values."""
    schema = f"test_{uuid.uuid4().hex[:16]}"
    known: Body = {**database_settings(postgres_dsn), "redis_url": redis_url, "database_schema": schema, "port": 0}
    with TemporaryDirectory() as home:
        settings = Settings(**(known | {"home": home, "log_level": "warning"} | values))
        yield settings
    with psycopg.connect(postgres_dsn, autocommit=True, options="-c lock_timeout=10s") as connection:
        for schema in (each.database_schema for each in settings.of_each()):
            names = sql.SQL(", ").join(map(sql.Identifier, (schema, schema_of_views(schema))))
            connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(names))


def tomorrow(hour: int = 0, minute: int = 0, *, days: int = 0) -> datetime:
    """A time of tomorrow (UTC), or of so many days later."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1 + days, hours=hour, minutes=minute)


def stay(hour: int = 9, minutes: int = 60, *, days: int = 0) -> Body:
    """The period of a booking that begins at an hour of tomorrow."""
    start = tomorrow(hour, days=days)
    return {"starts_at": start.isoformat(), "ends_at": (start + timedelta(minutes=minutes)).isoformat()}


class Client(httpx.AsyncClient):
    """Somebody who uses the API: with a session's cookie as a browser has it, with a token, or with nothing.

    Whatever they are answered has to be as the OpenAPI document says.
    """

    member_id: str = ""

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        answer = await super().send(request, **options)
        if not options.get("stream"):
            contract().check(answer)
        return answer

    async def give(self, command: str, body: Body, *, key: str | None = None) -> httpx.Response:
        """Give a command, whatever the answer."""
        headers = {} if key is None else {"Idempotency-Key": key}
        return await self.post(f"/api/commands/{command}", json=body, headers=headers)

    async def do(self, command: str, **body: Any) -> Body:
        """Give a command that succeeds; what it answers."""
        answer = await self.give(command, body)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def ask(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, seen: int | None = None
    ) -> httpx.Response:
        """Ask a query, whatever the answer; `seen` is the position that it must know."""
        headers = {} if seen is None else {"Bookit-Min-Position": str(seen)}
        return await self.get(f"/api/queries/{query}", params=parameters, headers=headers)

    async def learn(self, query: str, parameters: Mapping[str, Any] | None = None, *, seen: int | None = None) -> Body:
        """Ask a query that succeeds; what it answers."""
        answer = await self.ask(query, parameters, seen=seen)
        assert answer.is_success, answer.text
        return dict(answer.json())


@dataclass
class Member:
    """Somebody with a password, and so with any number of sessions."""

    who: Authenticated
    email: str

    @property
    def id(self) -> str:
        return str(self.who.member_id)


@dataclass
class Organisation:
    """One organisation, its application and, once it is founded, its owner."""

    app: FastAPI
    served: Served
    projector: Projector
    owner: Client = field(init=False)
    the_owner: Member = field(init=False)
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def system(self) -> System:
        return self.served.system

    @property
    def settings(self) -> Settings:
        return self.served.settings

    @property
    def origin(self) -> str:
        """Where people reach it."""
        return self.settings.base_url or ORIGIN

    async def found(self) -> None:
        """Make an owner, the first unless this database was lived in before."""
        email = f"owner-{uuid7().hex}@bookit.test"
        owner_id = await self.system.make_owner(uuid7())
        await self.system.identity.people.register(owner_id, email, "Olga Owner")
        self.the_owner = Member(await with_password(self.system, owner_id), email)
        self.owner = await self.client(self.the_owner)

    def anonymous(self, **headers: str) -> Client:
        """Somebody who shows nothing, at an address of the documentation."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=("192.0.2.1", 50000))
        client = Client(transport=transport, base_url=self.origin, headers=headers, timeout=30)
        self.clients.append(client)
        return client

    async def client(self, member: Member) -> Client:
        """A browser in which a member has just signed in."""
        session = await self.system.identity.sessions.start(member.who, user_agent="Firefox", address="192.0.2.1")
        client = self.anonymous(origin=self.origin)
        client.cookies.set(SESSION_COOKIE, session.token, domain=httpx.URL(self.origin).host)
        client.member_id = member.id
        return client

    async def script(self, member: Member, *scopes: Scope) -> Client:
        """A script with a token of a member."""
        session = await self.client(member)
        expires_at = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        made = await session.post(
            "/api/session/tokens", json={"name": "Script", "scopes": list(scopes), "expires_at": expires_at}
        )
        client = self.anonymous(authorization=f"Bearer {made.json()['token']}")
        client.member_id = member.id
        return client

    async def member(self, *roles: Role, buildings: Sequence[str] = (), name: str = "Mia Member") -> Member:
        """A new member who has joined; a manager manages the buildings."""
        email = f"{uuid7().hex}@bookit.test"
        invited = await self.owner.do("invite-member", email=email, name=name)
        for role in roles:
            managed = list(buildings) if role is Role.MANAGER else []
            await self.owner.do("grant-role", member_id=invited["member_id"], role=role, building_ids=managed)
        member_id = UUID(invited["member_id"])
        await self.system.confirm_member(member_id, uuid7())
        return Member(await with_password(self.system, member_id), email)

    async def building(self, **fields: Any) -> str:
        """A new building, in UTC and always open unless said otherwise."""
        defaults = {"name": f"House {uuid7().hex[-6:]}", "time_zone": "UTC", "opening_hours": ROUND_THE_CLOCK}
        return str((await self.owner.do("add-building", **(defaults | fields)))["building_id"])

    async def room(self, building_id: str | None = None, **fields: Any) -> str:
        """A new room, of a new building unless one is named."""
        defaults = {
            "building_id": building_id or await self.building(),
            "name": f"Room {uuid7().hex[-6:]}",
            "kind": "meeting_room",
            "capacity": 8,
        }
        return str((await self.owner.do("open-room", **(defaults | fields)))["room_id"])

    async def caught_up(self) -> None:
        """The read models know everything that is in the ledger."""
        await self.learn_position(await self.head())

    async def learn_position(self, position: int) -> None:
        """The read models know the ledger up to a position."""
        self.projector.wake()
        reached = await self.system.queries.freshness.wait_for(
            position, {projection.NAME for projection in PROJECTIONS}, seconds=30
        )
        assert reached >= position

    async def parked(self) -> list[tuple[str, str, str]]:
        """What no read model could digest: its projection, topic and error."""
        async with self.system.pool.connection() as connection:
            cursor = await connection.execute(
                sql.SQL("SELECT projection, topic, error FROM {} ORDER BY position").format(
                    sql.Identifier(self.settings.database_schema, "parked_events")
                )
            )
            return [(str(name), str(topic), str(error)) for name, topic, error in await cursor.fetchall()]

    async def head(self) -> int:
        """The ledger's last position."""
        async with self.system.pool.connection() as connection:
            cursor = await connection.execute(
                sql.SQL("SELECT position FROM {}").format(sql.Identifier(self.settings.database_schema, "ledger_head"))
            )
            row = await cursor.fetchone()
        assert row is not None
        return int(row[0])


async def with_password(system: System, member_id: UUID) -> Authenticated:
    """Give a member PASSWORD, hashed with so little work that many members cost nothing."""
    statement = sql.SQL(
        "INSERT INTO {} (member_id, hash, changed_at) VALUES (%s, %s, clock_timestamp()) RETURNING changed_at"
    ).format(sql.Identifier(system.settings.database_schema, "passwords"))
    async with system.pool.connection() as connection:
        cursor = await connection.execute(statement, [member_id, _CHEAP_HASH])
        row = await cursor.fetchone()
    assert row is not None
    return Authenticated(member_id, row[0])


@asynccontextmanager
async def organisation(settings: Settings, *, founded: bool = True) -> AsyncIterator[Organisation]:
    """A new organisation while the context lasts; one that is not `founded` has no owner yet."""
    migrated(settings)
    async with _running(settings, founded=founded) as (running,):
        yield running


@asynccontextmanager
async def organisations(settings: Settings) -> AsyncIterator[list[Organisation]]:
    """All new organisations of an install, in one application, while the context lasts."""
    first, *listed = settings.of_each()
    migrated(first)
    for each in listed:  # what keeps their keys apart is not in the dump of one that is not listed
        migrate(each)
    async with _running(settings, founded=True) as running:
        yield running


@asynccontextmanager
async def _running(settings: Settings, *, founded: bool) -> AsyncIterator[list[Organisation]]:
    app = create_app(settings)
    async with AsyncExitStack() as stack:
        projectors = [Projector(each, poll_seconds=0.05) for each in settings.of_each()]
        for projector in projectors:
            projector.start()
            stack.callback(projector.stop)
        await stack.enter_async_context(app.router.lifespan_context(app))
        served = app.state.organisations.served
        running = [Organisation(app, each, projector) for each, projector in zip(served, projectors, strict=True)]
        for each in running:
            if founded:
                await each.found()
        yield running
        for each in running:
            for client in each.clients:
                await client.aclose()
