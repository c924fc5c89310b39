"""A COMMIT that no standby has confirmed is not acknowledged, whoever cancels its wait and however often one asks.

How an installation as a whole bears it is in `tests/faults/test_servers_down.py`.

The standby that this server waits for does not exist. What it commits after a wait that was cancelled is what a
failover loses.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import anyio.to_thread
import psycopg
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import OperationalError
from uuid_utils.compat import uuid7

from bookit.commands.bookings import CancelBooking, PlaceBooking
from bookit.connections import AsyncConnection, Connection, NotReplicated
from bookit.domain.actor import SYSTEM
from bookit.domain.member import Member
from bookit.ledger.append import Appender, Outcome, OutcomeUnknown
from bookit.ledger.migrate import migrate
from bookit.ledger.recorder import library_environment
from bookit.settings import Settings
from tests.invariants import Witness, check
from tests.ledger.entries import entry, member
from tests.organisation import NINE, NOW, TEN, Organisation, open_organisation
from tests.servers import durable_postgres

pytestmark = pytest.mark.anyio

T = TypeVar("T")


@pytest.fixture(scope="module")
def witness() -> Witness:
    """What was told to those whose answer came in the end."""
    return Witness()


@pytest.fixture(scope="module")
def server_url(witness: Witness) -> Iterator[str]:
    """When all is over, the ledger holds."""
    with durable_postgres() as server:
        settings = Settings(database_url=server.url, database_schema="ledger")
        migrate(settings)
        yield server.url
        check(settings, witness)


Wait = tuple[int, datetime]
"""The session that waits, and since when its statement runs: which of its waits it is."""


class Standby:
    """The standby that is missing, or not wanted."""

    def __init__(self, administrator: psycopg.AsyncConnection, trial: AsyncConnection) -> None:
        self._administrator = administrator
        self._trial = trial

    async def is_wanted(self) -> None:
        """Return when commits wait: the server's processes hear of new settings one by one."""
        await self._name("'nobody'")
        while True:
            try:
                await self.denied(self._trial.execute("SELECT pg_logical_emit_message(true, 'test', '')"))
            except NotReplicated:
                return

    async def is_not_wanted(self) -> None:
        """Those who wait go on."""
        await self._name("''")

    async def _name(self, names: str) -> None:
        await self._administrator.execute(f"ALTER SYSTEM SET synchronous_standby_names = {names}")
        await self._administrator.execute("SELECT pg_reload_conf()")

    async def waited_for(self, asking: "asyncio.Future[Any]") -> None:
        """Return when a commit waits; who asks for it must not be told before."""
        while not await self._waits():
            assert not asking.done(), asking.result()
            await asyncio.sleep(0.01)

    async def denied(self, asking: Awaitable[T], how: str = "pg_cancel_backend") -> T:
        """What somebody is told while each wait for the standby is cancelled."""
        task = asyncio.ensure_future(asking)
        seen: set[Wait] = set()
        denied: set[Wait] = set()
        while not task.done():
            waits = await self._waits()
            # Once each, or a late one would hit what the session does next; and only those seen twice, because the
            # server looks at a statement's beginning and at its wait one after the other.
            for pid, since in (waits & seen) - denied:
                await self._administrator.execute(f"SELECT {how}(%s)", [pid])
                denied.add((pid, since))
            seen = waits
            await asyncio.wait([task], timeout=0.01)
        return await task

    async def _waits(self) -> set[Wait]:
        cursor = await self._administrator.execute(
            "SELECT pid, query_start FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        )
        return set(await cursor.fetchall())


@pytest.fixture
async def standby(server_url: str) -> AsyncIterator[Standby]:
    async with (
        await psycopg.AsyncConnection.connect(server_url, autocommit=True) as administrator,
        await AsyncConnection.connect(server_url, autocommit=True) as trial,
    ):
        standby = Standby(administrator, trial)
        yield standby
        await standby.is_not_wanted()


@pytest.fixture
async def org(server_url: str, standby: Standby, witness: Witness) -> AsyncIterator[Organisation]:
    async with open_organisation(Settings(database_url=server_url, database_schema="ledger")) as organisation:
        organisation.witness = witness
        yield organisation


@asynccontextmanager
async def asked(asking: Awaitable[T]) -> AsyncIterator["asyncio.Future[T]"]:
    task = asyncio.ensure_future(asking)
    yield task
    task.cancel()


@pytest.mark.parametrize("how", ["pg_cancel_backend", "pg_terminate_backend"])
async def test_a_command_that_no_standby_confirmed_is_not_told_to_be_stored(
    org: Organisation, standby: Standby, how: str
) -> None:
    appender = Appender(org.pool, "ledger")
    wish = entry(member())
    await standby.is_wanted()
    with pytest.raises(OutcomeUnknown):
        await standby.denied(appender.append(wish), how)
    assert await org.rows("SELECT count(*) FROM {schema}.commands WHERE command_id = %s", wish.command_id) == [(1,)]

    async with asked(appender.append(wish)) as again:  # it is there, and waits all the same
        await standby.waited_for(again)
        assert not again.done()
        await standby.is_not_wanted()
        assert (await again).outcome is Outcome.REPLAYED


async def test_an_answer_that_was_not_confirmed_is_told_when_it_is(org: Organisation, standby: Standby) -> None:
    """Also where the second try would be refused: what is cancelled can't be cancelled again."""
    booking_id = await org.book(await org.room(await org.building()), NINE, TEN)
    await standby.is_wanted()
    with pytest.raises(OutcomeUnknown):
        await standby.denied(org.executor.execute(CancelBooking(booking_id=booking_id), SYSTEM, "away"))
    with pytest.raises(OutcomeUnknown):
        await standby.denied(org.new_executor().execute(CancelBooking(booking_id=booking_id), SYSTEM, "away"))

    async with asked(org.new_executor().execute(CancelBooking(booking_id=booking_id), SYSTEM, "away")) as again:
        await standby.waited_for(again)
        assert not again.done()
        await standby.is_not_wanted()
        receipt = await again
        assert receipt.replayed
        org.witness.receipts.append(receipt)


async def test_a_key_that_no_standby_confirmed_seals_nothing(org: Organisation, standby: Standby) -> None:
    """What it seals would be sealed for good once a failover has lost it."""
    member_id, keys = uuid7(), org.identity.member_keys
    await standby.is_wanted()
    with pytest.raises(NotReplicated):
        await standby.denied(keys.seal(member_id, ["Planning"]))

    async with asked(keys.seal(member_id, ["Planning"])) as again:  # it is there, and waits all the same
        await standby.waited_for(again)
        assert not again.done()
        await standby.is_not_wanted()
        (sealed,) = await again
    assert await keys.open(sealed) == "Planning"


async def test_commands_that_share_a_call_share_its_doubt(org: Organisation, standby: Standby) -> None:
    room = await org.room(await org.building())
    wishes = [PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN, title=f"{number}") for number in range(3)]
    await standby.is_wanted()
    told = await standby.denied(
        asyncio.gather(*(org.executor.execute(wish, SYSTEM) for wish in wishes), return_exceptions=True)
    )
    assert not [answer for answer in told if not isinstance(answer, Exception)]


async def test_the_library_is_told_that_it_is_not_known(org: Organisation, standby: Standby) -> None:
    events, command_id = Member.invite(uuid7(), at=NOW).collect_events(), uuid7()

    def save() -> None:
        with Application[UUID](env=library_environment(org.settings)) as application:
            application.save(*events, command_id=command_id)

    await standby.is_wanted()
    for _ in range(2):
        with pytest.raises(OperationalError):
            await standby.denied(anyio.to_thread.run_sync(save))


async def test_every_connection_of_ours_doubts_what_no_standby_confirmed(server_url: str, standby: Standby) -> None:
    """Within a transaction or without, and it can be used again."""

    async def commit(connection: AsyncConnection) -> None:
        async with connection.transaction():
            await connection.execute("SELECT pg_logical_emit_message(true, 'test', '')")

    def commit_in_a_thread(connection: Connection) -> None:
        with connection.transaction():
            connection.execute("SELECT pg_logical_emit_message(true, 'test', '')")

    await standby.is_wanted()
    async with await AsyncConnection.connect(server_url, autocommit=True) as connection:
        with pytest.raises(NotReplicated):
            await standby.denied(commit(connection))
        await connection.execute("SELECT 1")
    with Connection.connect(server_url, autocommit=True) as in_a_thread:
        with pytest.raises(NotReplicated):
            await standby.denied(anyio.to_thread.run_sync(commit_in_a_thread, in_a_thread))
        in_a_thread.execute("SELECT 1")
