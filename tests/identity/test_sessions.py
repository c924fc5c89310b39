"""Sessions: looked up on each request, ended at once, never for ever."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from bookit import connections
from bookit.domain.actor import Scope
from bookit.identity import Credential, Identity, Pool, SignInRefused, TooManyAttempts, WeakPassword
from bookit.settings import Settings
from tests.database import Database
from tests.identity.conftest import ADDRESS, PASSWORD, Join, SignIn, record_event

pytestmark = pytest.mark.anyio

NEW_PASSWORD = "battery staple"


async def test_a_session_says_who_asks_and_how_current_the_ledger_is(
    identity: Identity, join: Join, sign_in: SignIn, database: Database
) -> None:
    member_id = await join("anna@example.org")
    session = await sign_in("anna@example.org")
    assert await identity.sessions.look_up(session.token) == Credential(
        member_id=member_id,
        member_version=2,
        scopes=frozenset(Scope),
        credential_id=session.session_id,
        kind="session",
        rotate=False,
    )
    await record_event(database, member_id, 3)
    found = await identity.sessions.look_up(session.token)
    assert found is not None
    assert found.member_version == 3


@pytest.mark.parametrize("token", ["", "nonsense", "bookit_nonsense", "ключ", "\ud800", "\0", "x" * 100_000])
async def test_any_other_token_is_nobody(identity: Identity, credential: Credential, token: str) -> None:
    assert await identity.sessions.look_up(token) is None
    assert await identity.sessions.rotate(token) is None


async def test_the_token_is_not_in_the_database(sign_in: SignIn, join: Join, database: Database) -> None:
    await join("anna@example.org")
    session = await sign_in("anna@example.org")
    ((row,),) = await database.run("SELECT s::text FROM {schema}.sessions s")
    assert session.token not in row
    assert session.token.encode().hex() not in row


async def test_a_sign_in_always_makes_a_fresh_token(identity: Identity, join: Join, sign_in: SignIn) -> None:
    await join("anna@example.org")
    sessions = [await sign_in("anna@example.org") for _ in range(3)]
    assert len({session.token for session in sessions}) == 3
    assert all([await identity.sessions.look_up(session.token) for session in sessions])


async def test_an_ended_session_is_over_at_once(identity: Identity, join: Join, sign_in: SignIn) -> None:
    member_id = await join("anna@example.org")
    session = await sign_in("anna@example.org")
    assert not await identity.sessions.end(uuid4(), session.session_id)
    assert await identity.sessions.look_up(session.token) is not None
    assert await identity.sessions.end(member_id, session.session_id)
    assert await identity.sessions.look_up(session.token) is None
    assert not await identity.sessions.end(member_id, session.session_id)


async def test_a_member_sees_and_ends_sessions(identity: Identity, join: Join) -> None:
    member_id = await join("anna@example.org")
    await join("other@example.org")
    who = await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)
    other = await identity.authenticate("other@example.org", PASSWORD, address=ADDRESS)
    await identity.sessions.start(other, user_agent="Opera", address=ADDRESS)
    phone = await identity.sessions.start(who, user_agent="Phone\0\n" + "x" * 1000, address="2001:db8::7")
    desk = await identity.sessions.start(who, user_agent="Firefox", address=ADDRESS)
    listed = {session.session_id: session for session in await identity.sessions.of_member(member_id)}
    assert set(listed) == {phone.session_id, desk.session_id}
    assert listed[phone.session_id].user_agent == "Phone" + "x" * 155
    assert listed[phone.session_id].address == "2001:db8::7"
    assert await identity.sessions.end_others(member_id, desk.session_id) == 1
    assert [session.session_id for session in await identity.sessions.of_member(member_id)] == [desk.session_id]
    assert await identity.sessions.end_all(member_id) == 1
    assert await identity.sessions.look_up(desk.token) is None
    assert len(await identity.sessions.of_member(other.member_id)) == 1


@pytest.mark.parametrize(
    ("age", "lives"),
    [
        ("last_seen_at = now() - interval '11 hours 59 minutes'", True),
        ("last_seen_at = now() - interval '12 hours'", False),
        ("created_at = now() - interval '29 days 23 hours'", True),
        ("created_at = now() - interval '30 days'", False),
    ],
)
async def test_a_session_ends_when_idle_or_old(
    identity: Identity, join: Join, sign_in: SignIn, database: Database, age: str, *, lives: bool
) -> None:
    member_id = await join("anna@example.org")
    session = await sign_in("anna@example.org")
    await database.run(f"UPDATE {{schema}}.sessions SET {age}")
    assert bool(await identity.sessions.look_up(session.token)) == lives
    assert bool(await identity.sessions.of_member(member_id)) == lives
    await identity.delete_expired()
    assert bool(await database.run("SELECT 1 FROM {schema}.sessions")) == lives


async def test_use_is_noted_at_most_once_a_minute(
    identity: Identity, join: Join, sign_in: SignIn, database: Database
) -> None:
    await join("anna@example.org")
    session = await sign_in("anna@example.org")

    async def last_seen() -> Any:
        ((seen, age),) = await database.run("SELECT last_seen_at, now() - last_seen_at > '30 s' FROM {schema}.sessions")
        return seen, age

    await database.run("UPDATE {schema}.sessions SET last_seen_at = now() - interval '50 seconds'")
    before = await last_seen()
    await identity.sessions.look_up(session.token)
    assert await last_seen() == before
    await database.run("UPDATE {schema}.sessions SET last_seen_at = now() - interval '61 seconds'")
    await asyncio.gather(*(identity.sessions.look_up(session.token) for _ in range(5)))
    noted = await last_seen()
    assert not noted[1]
    await identity.sessions.look_up(session.token)
    assert await last_seen() == noted


async def test_a_session_in_use_does_not_seem_idle_even_when_a_minute_is_the_limit(
    database: Database, settings: Settings, credential: Credential, sign_in: SignIn
) -> None:
    session = await sign_in("signed-in@example.org")
    strict = settings.model_copy(update={"session_idle_minutes": 1})
    identity = Identity(database.pool, settings.database_schema, strict)
    for _ in range(4):
        await database.run("UPDATE {schema}.sessions SET last_seen_at = last_seen_at - interval '20 seconds'")
        assert await identity.sessions.look_up(session.token) is not None


async def test_a_token_is_replaced_after_a_day_of_use(
    identity: Identity, join: Join, sign_in: SignIn, database: Database
) -> None:
    await join("anna@example.org")
    session = await sign_in("anna@example.org")
    assert await identity.sessions.rotate(session.token) is None
    await database.run("UPDATE {schema}.sessions SET rotated_at = now() - interval '25 hours'")
    due = await identity.sessions.look_up(session.token)
    assert due is not None
    assert due.rotate
    new = await identity.sessions.rotate(session.token)
    assert new is not None
    for token in (session.token, new):
        found = await identity.sessions.look_up(token)
        assert found is not None
        assert found.credential_id == session.session_id
        assert not found.rotate
    await database.run("UPDATE {schema}.sessions SET previous_until = previous_until - interval '60 seconds'")
    assert await identity.sessions.look_up(session.token) is None
    assert await identity.sessions.look_up(new) is not None


async def test_of_many_rotations_at_once_one_wins(
    identity: Identity, join: Join, sign_in: SignIn, database: Database
) -> None:
    await join("anna@example.org")
    session = await sign_in("anna@example.org")
    await database.run("UPDATE {schema}.sessions SET rotated_at = now() - interval '25 hours'")
    results = await asyncio.gather(*(identity.sessions.rotate(session.token) for _ in range(10)))
    (new,) = [token for token in results if token is not None]
    assert await identity.sessions.look_up(new) is not None


async def test_a_replaced_token_does_not_outlive_its_session(
    identity: Identity, join: Join, sign_in: SignIn, database: Database
) -> None:
    member_id = await join("anna@example.org")
    session = await sign_in("anna@example.org")
    await database.run("UPDATE {schema}.sessions SET rotated_at = now() - interval '25 hours'")
    new = await identity.sessions.rotate(session.token)
    assert new is not None
    await identity.sessions.end(member_id, session.session_id)
    assert await identity.sessions.look_up(session.token) is None
    assert await identity.sessions.look_up(new) is None


async def test_a_new_password_ends_all_other_sessions(
    identity: Identity, credential: Credential, sign_in: SignIn
) -> None:
    other = await sign_in("signed-in@example.org")
    with pytest.raises(SignInRefused):
        await identity.change_password(credential, "wrong password", NEW_PASSWORD, address=ADDRESS)
    with pytest.raises(WeakPassword):
        await identity.change_password(credential, PASSWORD, "short", address=ADDRESS)
    assert await identity.sessions.look_up(other.token) is not None
    await identity.change_password(credential, PASSWORD, NEW_PASSWORD, address=ADDRESS)
    assert await identity.sessions.look_up(other.token) is None
    (left,) = await identity.sessions.of_member(credential.member_id)
    assert left.session_id == credential.credential_id
    with pytest.raises(SignInRefused):
        await sign_in("signed-in@example.org", PASSWORD)
    await sign_in("signed-in@example.org", NEW_PASSWORD)


async def test_changing_the_password_is_throttled_like_signing_in(identity: Identity, credential: Credential) -> None:
    refusals = await asyncio.gather(
        *(identity.change_password(credential, f"wrong {n}", NEW_PASSWORD, address=ADDRESS) for n in range(20)),
        return_exceptions=True,
    )
    assert sum(isinstance(refusal, SignInRefused) for refusal in refusals) == 5
    assert sum(isinstance(refusal, TooManyAttempts) for refusal in refusals) == 15


async def test_no_session_starts_from_a_password_that_has_changed_since(
    identity: Identity, credential: Credential
) -> None:
    who = await identity.authenticate("signed-in@example.org", PASSWORD, address=ADDRESS)
    await identity.change_password(credential, PASSWORD, NEW_PASSWORD, address=ADDRESS)
    with pytest.raises(SignInRefused):
        await identity.sessions.start(who, user_agent="Firefox", address=ADDRESS)


async def test_ending_access_ends_everything_at_once(
    identity: Identity, credential: Credential, sign_in: SignIn
) -> None:
    session = await sign_in("signed-in@example.org")
    await identity.password_resets.issue(credential.member_id)
    await identity.end_access(credential.member_id)
    assert await identity.sessions.look_up(session.token) is None
    assert await identity.sessions.of_member(credential.member_id) == []


class CountingCursor(AsyncCursor[TupleRow]):
    executed: list[object] = []

    async def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        self.executed.append(query)
        return await super().execute(query, *args, **kwargs)


async def test_twenty_look_ups_at_once_are_one_statement(
    identity: Identity, join: Join, sign_in: SignIn, settings: Settings
) -> None:
    members: dict[str, UUID] = {}
    for number in range(10):
        member_id = await join(f"member{number}@example.org")
        members[(await sign_in(f"member{number}@example.org")).token] = member_id
    kwargs = {"autocommit": True, "cursor_factory": CountingCursor, "pooled": settings.database_pooled}
    pool: Pool = AsyncConnectionPool[AsyncConnection[TupleRow]](
        settings.dsn, connection_class=connections.AsyncConnection, min_size=1, max_size=4, open=False, kwargs=kwargs
    )
    async with pool:
        counted = Identity(pool, settings.database_schema, settings)
        CountingCursor.executed.clear()
        tokens = [*members, *(f"nobody {number}" for number in range(10))]
        found = await asyncio.gather(*(counted.sessions.look_up(token) for token in tokens))
        assert len(CountingCursor.executed) == 1
    assert [credential and credential.member_id for credential in found] == [members.get(token) for token in tokens]


async def test_a_session_waits_for_a_password_that_is_being_changed_and_does_not_start(
    identity: Identity, join: Join, database: Database
) -> None:
    await join("anna@example.org")
    who = await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)
    async with database.pool.connection() as connection, connection.transaction():
        await connection.execute(f'UPDATE "{database.schema}".passwords SET changed_at = clock_timestamp()'.encode())
        start = asyncio.create_task(identity.sessions.start(who, user_agent="Firefox", address=ADDRESS))
        while not await database.run(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND strpos(query, %s) > 0",
            f'INSERT INTO "{database.schema}".sessions',
        ):
            assert not start.done()
    with pytest.raises(SignInRefused):
        await start
