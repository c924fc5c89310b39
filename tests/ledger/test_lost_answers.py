"""What was decided is told as it was decided, however the connection ends, and once."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import anyio.to_thread
import psycopg
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import OperationalError
from psycopg_pool import PoolTimeout
from uuid_utils.compat import uuid7

from bookit.commands.bookings import PlaceBooking
from bookit.domain.actor import SYSTEM
from bookit.domain.member import Member
from bookit.embedded.postgres import Postgres
from bookit.ledger.append import Appender, Outcome, OutcomeUnknown
from bookit.ledger.execution import Receipt
from bookit.ledger.migrate import migrate
from bookit.ledger.recorder import library_environment
from bookit.ledger.verify import verify
from bookit.settings import Settings
from tests.faults.aftermath import hold_within, read_models_hold
from tests.faults.load import TITLE
from tests.faults.proxy import Cut, Proxy, proxied
from tests.ledger.entries import entry, member
from tests.organisation import NINE, NOW, Organisation, open_organisation
from tests.running import organisation as served
from tests.schemas import migrated
from tests.servers import durable_postgres

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)
PLACED = b"booking.placed"
"""In the request that appends a booking, and in no other."""


@pytest.fixture
async def cut_off(org: Organisation) -> AsyncIterator[tuple[Proxy, Organisation]]:
    """The organisation as somebody has it whose connections can be cut."""
    async with proxied(org.settings.dsn) as (proxy, url):
        through = Settings(**{**org.settings.model_dump(), "database_url": url})
        async with open_organisation(through) as organisation:
            await organisation.pool.wait()
            yield proxy, organisation
    async with served(org.settings) as running:
        await hold_within(running, organisation.witness)


@pytest.mark.parametrize(
    ("cut", "outcome"), [(Cut.AFTER_THE_COMMIT, Outcome.REPLAYED), (Cut.BEFORE_THE_SERVER, Outcome.STORED)]
)
async def test_a_command_whose_connection_is_cut_is_stored_once(
    cut_off: tuple[Proxy, Organisation], cut: Cut, outcome: Outcome
) -> None:
    proxy, org = cut_off
    appender = Appender(org.pool, org.settings.database_schema)
    await appender.append(entry(member()))
    proxy.cut_next(cut)
    verdict = await appender.append(entry(member()))
    assert (verdict.outcome, verdict.position, proxy.cuts) == (outcome, 2, 1)
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(2,)]


async def test_a_booking_whose_answer_was_lost_is_answered_as_stored(
    cut_off: tuple[Proxy, Organisation],
) -> None:
    proxy, org = cut_off
    room = await org.room(await org.building())
    proxy.cut_next(Cut.AFTER_THE_COMMIT, marker=PLACED)
    wish = PlaceBooking(room_id=room, starts_at=NINE, ends_at=NINE + HOUR, title=TITLE)
    receipt = await org.executor.execute(wish, SYSTEM, "monday")
    org.witness.receipts.append(receipt)
    assert proxy.cuts == 1
    assert [(receipt.position,)] == await org.rows("SELECT max(notification_id) FROM {schema}.events")
    assert (await org.executor.execute(wish, SYSTEM, "monday")).answer == receipt.answer
    assert await org.rows("SELECT count(*) FROM {schema}.claims") == [(1,)]


async def test_a_load_with_many_lost_answers_books_each_slot_once(cut_off: tuple[Proxy, Organisation]) -> None:
    proxy, org = cut_off
    room = await org.room(await org.building())
    for number in range(12):
        proxy.cut_next([Cut.AFTER_THE_COMMIT, Cut.BEFORE_THE_SERVER][number % 2], marker=PLACED)
        wishes = [
            PlaceBooking(room_id=room, starts_at=NINE + slot * HOUR, ends_at=NINE + (slot + 1) * HOUR, title=TITLE)
            for slot in (2 * number, 2 * number + 1)
        ]
        receipts = await asyncio.gather(*(org.executor.execute(wish, SYSTEM, f"{wish.starts_at}") for wish in wishes))
        assert len({receipt.position for receipt in receipts}) == 2
        org.witness.receipts += receipts
    assert proxy.cuts == 12
    assert await org.rows("SELECT count(*) FROM {schema}.claims") == [(24,)]


async def test_the_library_is_told_that_it_is_not_known_and_may_ask_again(org: Organisation) -> None:
    events, command_id = Member.invite(uuid7(), at=NOW).collect_events(), uuid7()

    def save_twice(settings: Settings) -> int:
        with Application[UUID](env=library_environment(settings)) as application:
            with pytest.raises(OperationalError):
                application.save(*events, command_id=command_id)
            (recording,) = application.save(*events, command_id=command_id)
        return recording.notification.id

    async with proxied(org.settings.direct_dsn) as (proxy, url):
        proxy.cut_next(Cut.AFTER_THE_COMMIT, marker=b".append(")
        through = org.settings.model_copy(update={"database_direct_url": url})
        assert await anyio.to_thread.run_sync(save_twice, through) == 1
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(1,)]
    await anyio.to_thread.run_sync(read_models_hold, org.settings)


async def test_an_unreachable_database_leaves_the_outcome_unknown(settings: Settings) -> None:
    migrated(settings)
    async with proxied(settings.dsn) as (proxy, url):
        through = Settings(**{**settings.model_dump(), "database_url": url})
        async with open_organisation(through) as org:
            await org.pool.wait()
            appender = Appender(org.pool, settings.database_schema)
            for _ in range(100):  # more often than anybody tries
                proxy.cut_next(Cut.BEFORE_THE_SERVER)
            with pytest.raises(OutcomeUnknown):
                await appender.append(entry(member()))
    assert verify(settings).events == 0


def stop_at_once(server: Postgres) -> None:
    """What `pg_ctl stop -m immediate` does: what is not in the log on disk is gone."""
    assert server.pid is not None
    os.kill(server.pid, signal.SIGQUIT)
    os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)


class Load:
    """Wishes for one slot after another, by several people at once."""

    def __init__(self, org: Organisation, room: UUID) -> None:
        self.acknowledged: dict[UUID, Receipt] = {}
        self.unknown: dict[UUID, PlaceBooking] = {}
        self._org = org
        self._room = room
        self._slots = iter(range(100_000))
        self._progress = asyncio.Condition()

    @asynccontextmanager
    async def going(self, people: int = 8) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self._book()) for _ in range(people)]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def more(self, count: int) -> None:
        """Return when so many more bookings were acknowledged."""
        goal = len(self.acknowledged) + count
        async with self._progress:
            await self._progress.wait_for(lambda: len(self.acknowledged) >= goal)

    async def _book(self) -> None:
        for slot in self._slots:
            start = NINE + slot * HOUR / 12
            wish = PlaceBooking(room_id=self._room, starts_at=start, ends_at=start + HOUR / 12, title=TITLE)
            command_id = uuid7()
            self.unknown[command_id] = wish
            try:
                self.acknowledged[command_id] = await self._org.executor.execute(wish, SYSTEM, command_id=command_id)
            except (OutcomeUnknown, psycopg.OperationalError, PoolTimeout):
                continue
            del self.unknown[command_id]
            async with self._progress:
                self._progress.notify_all()


async def test_nothing_acknowledged_is_lost_when_postgres_stops_at_once() -> None:
    with durable_postgres() as server:
        settings = Settings(database_url=server.url, database_schema="ledger")
        migrate(settings)
        async with open_organisation(settings) as org:
            load = Load(org, await org.room(await org.building(), policy={"horizon_days": 1000}))
            async with load.going():
                await load.more(50)
                await anyio.to_thread.run_sync(stop_at_once, server)
                server.start()
                await anyio.to_thread.run_sync(server.wait_until_ready)
                await load.more(50)
            for command_id, wish in load.unknown.items():
                load.acknowledged[command_id] = await org.executor.execute(wish, SYSTEM, command_id=command_id)
            kept = await org.rows(
                "SELECT command_id, notification_id FROM {schema}.events WHERE topic = 'booking.placed'"
            )
        assert dict(kept) == {command_id: receipt.position for command_id, receipt in load.acknowledged.items()}
        org.witness.receipts += load.acknowledged.values()
        async with served(settings) as running:
            await hold_within(running, org.witness)
