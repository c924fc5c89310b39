"""The append function and its client: verdicts, batches, races."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import psycopg
import pytest
from psycopg_pool import PoolTimeout
from structlog.typing import EventDict
from uuid_utils.compat import uuid7

from bookit.commands.decision import Charge
from bookit.domain.period import Period
from bookit.events.values import RoomKind
from bookit.ledger.append import Appender, Entry, Guard, Outcome, Pool, Verdict
from bookit.ledger.faults import Check
from tests.ledger.entries import HOUR, booking, claims, entry, member, stay, units
from tests.organisation import NINE, NOW, Organisation

pytestmark = pytest.mark.anyio


@pytest.fixture
def appender(org: Organisation) -> Appender:
    return Appender(org.pool, org.settings.database_schema)


@pytest.fixture
def appenders(appender: Appender, elsewhere: Organisation) -> list[Appender]:
    """Two, as two processes have them."""
    return [appender, Appender(elsewhere.pool, elsewhere.settings.database_schema)]


async def all_at_once(appenders: list[Appender], entries: list[Entry]) -> list[Verdict]:
    """The verdicts on commands that arrive together, by turns at each appender."""
    return await asyncio.gather(
        *(appenders[number % len(appenders)].append(each) for number, each in enumerate(entries))
    )


def outcomes(verdicts: list[Verdict]) -> Counter[Outcome]:
    return Counter(verdict.outcome for verdict in verdicts)


async def test_what_is_stored_gets_the_next_positions(org: Organisation, appender: Appender) -> None:
    first = await appender.append(entry(member(), member()))
    second = await appender.append(entry(member()))
    assert (first.outcome, first.position, second.position) == (Outcome.STORED, 2, 3)
    assert first.answer == b'{"first":true}'
    assert await org.rows("SELECT position FROM {schema}.ledger_head") == [(3,)]


async def test_a_repeated_command_is_answered_as_the_first_time(org: Organisation, appender: Appender) -> None:
    once = entry(member())
    await appender.append(once)
    again = entry(member(), command_id=once.command_id, answer=b'{"first":false}')
    verdict = await appender.append(again)
    assert (verdict.outcome, verdict.position, verdict.answer) == (Outcome.REPLAYED, 1, b'{"first":true}')
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(1,)]


async def test_a_command_id_is_good_for_one_request(org: Organisation, appender: Appender) -> None:
    once = entry(member())
    await appender.append(once)
    verdict = await appender.append(entry(member(), command_id=once.command_id, request_hash=b"another body"))
    assert verdict.outcome is Outcome.KEY_REUSED
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(1,)]


async def test_twins_in_one_batch_are_one_execution(appender: Appender) -> None:
    command_id = uuid7()
    verdicts = await all_at_once([appender], [entry(member(), command_id=command_id) for _ in range(5)])
    assert outcomes(verdicts) == {Outcome.STORED: 1, Outcome.REPLAYED: 4}
    assert {verdict.position for verdict in verdicts} == {1}


async def test_a_command_that_read_an_older_version_is_stale(appender: Appender) -> None:
    somebody = member()
    await appender.append(entry(somebody))
    somebody.collect_events()
    somebody.join_group("engineering", at=somebody.created_on)
    await appender.append(entry(somebody))
    verdict = await appender.append(entry(member(), guards=[Guard(somebody.id, 1)]))
    assert verdict.outcome is Outcome.STALE
    assert (await appender.append(entry(member(), guards=[Guard(somebody.id, 2)]))).outcome is Outcome.STORED


async def test_a_command_that_writes_an_older_version_is_stale(appender: Appender) -> None:
    somebody = member()
    await appender.append(entry(somebody))
    assert (await appender.append(entry(somebody))).outcome is Outcome.STALE


async def test_of_two_commands_on_one_stream_in_a_batch_the_second_is_stale(appender: Appender) -> None:
    somebody = member()
    reader = entry(member(), guards=[Guard(somebody.id, 0)])
    verdicts = await all_at_once([appender], [entry(somebody), entry(somebody), reader])
    assert [verdict.outcome for verdict in verdicts] == [Outcome.STORED, Outcome.STALE, Outcome.STALE]


async def test_a_taken_unit_names_who_has_it_and_when(appender: Appender) -> None:
    (unit,) = units(1)
    first = booking(unit, length=2 * HOUR)
    await appender.append(first)
    verdict = await appender.append(booking(unit, start=NINE + HOUR, length=3 * HOUR))
    assert verdict.outcome is Outcome.TAKEN
    assert (verdict.blocker, verdict.blocked_unit) == (first.facts[0].stream_id, unit)
    assert (verdict.blocked_from, verdict.blocked_to) == (NINE, NINE + 2 * HOUR)


async def test_stays_that_touch_do_not_overlap(appender: Appender) -> None:
    (unit,) = units(1)
    verdicts = await all_at_once([appender], [booking(unit, start=NINE + hour * HOUR) for hour in (1, 0, 2)])
    assert outcomes(verdicts) == {Outcome.STORED: 3}


async def test_a_released_unit_is_free_within_the_same_command(appender: Appender) -> None:
    (unit,) = units(1)
    booked = stay(unit)
    await appender.append(entry(booked, claims=claims(booked)))
    booked.collect_events()
    booked.reschedule(booked.place, Period(NINE + HOUR / 2, NINE + 2 * HOUR), at=NOW)
    moved = entry(booked, claims=claims(booked), releases=[booked.id], released_units=[unit])
    assert (await appender.append(moved)).outcome is Outcome.STORED


async def test_only_the_peak_of_shared_places_counts(org: Organisation, appender: Appender) -> None:
    room = await org.room(await org.building(), kind=RoomKind.OPEN_SPACE, capacity=3)

    async def take(start: int, length: int, places: int) -> Outcome:
        wanted = booking(room, start=NINE + start * HOUR, length=length * HOUR, places=places, capacity=3)
        return (await appender.append(wanted)).outcome

    assert await take(0, 2, places=2) is Outcome.STORED
    assert await take(2, 2, places=2) is Outcome.STORED
    assert await take(0, 4, places=1) is Outcome.STORED, "2 and 2 places after each other are never 4"
    assert await take(3, 2, places=1) is Outcome.TAKEN
    assert await take(4, 1, places=3) is Outcome.STORED


async def test_a_shared_unit_can_not_be_claimed_whole_nor_the_other_way_round(appender: Appender) -> None:
    shared, whole = units(2)
    await appender.append(booking(shared, places=1, capacity=1))
    await appender.append(booking(whole))
    assert (await appender.append(booking(shared))).outcome is Outcome.TAKEN
    assert (await appender.append(booking(whole, places=1, capacity=9))).outcome is Outcome.TAKEN


async def test_one_impossible_command_does_not_harm_the_others(org: Organisation, appender: Appender) -> None:
    room = await org.room(await org.building(), kind=RoomKind.OPEN_SPACE)
    impossible = booking(room, places=-1, capacity=8)
    answers = await asyncio.gather(
        *(appender.append(each) for each in [entry(member()), impossible, entry(member())]), return_exceptions=True
    )
    good, bad, fine = answers
    assert isinstance(bad, psycopg.errors.CheckViolation)
    assert isinstance(good, Verdict)
    assert isinstance(fine, Verdict)
    assert (good.outcome, fine.outcome) == (Outcome.STORED, Outcome.STORED)


class TestQuotas:
    @pytest.fixture
    def excused(self) -> frozenset[Check]:
        """Charges are made here without the policy and the booking that they follow from."""
        return frozenset({Check.CHARGES})

    async def test_an_exceeded_quota_names_its_bucket_and_what_is_used(self, appender: Appender) -> None:
        holder = uuid7()

        def spend(amount: int) -> Entry:
            somebody = member()
            return entry(somebody, charges=[Charge(holder, "hours", somebody.id, amount, 10)])

        assert (await appender.append(spend(7))).outcome is Outcome.STORED
        verdict = await appender.append(spend(4))
        assert (verdict.outcome, verdict.bucket, verdict.used) == (Outcome.OVER_QUOTA, "hours", 7)
        assert (await appender.append(spend(3))).outcome is Outcome.STORED

    async def test_what_is_released_is_given_back(self, appender: Appender) -> None:
        holder, first, second = uuid7(), member(), member()
        await appender.append(entry(first, charges=[Charge(holder, "stays", first.id, 1, 1)]))
        wanted = [Charge(holder, "stays", second.id, 1, 1)]
        assert (await appender.append(entry(second, charges=wanted))).outcome is Outcome.OVER_QUOTA
        swap = entry(second, charges=wanted, releases=[first.id], released_units=[holder])
        assert (await appender.append(swap)).outcome is Outcome.STORED

    async def test_a_race_never_exceeds_it(self, org: Organisation, appenders: list[Appender]) -> None:
        holder = uuid7()
        await appenders[0].append(entry(member(), new_units=[holder]))
        spenders = [member() for _ in range(60)]
        entries = [entry(each, charges=[Charge(holder, "stays", each.id, 1, 25)]) for each in spenders]
        assert outcomes(await all_at_once(appenders, entries)) == {Outcome.STORED: 25, Outcome.OVER_QUOTA: 35}
        assert await org.rows("SELECT sum(amount) FROM {schema}.charges") == [(25,)]


class TestRaces:
    async def test_shared_places_are_never_more_than_there_are(
        self, org: Organisation, appenders: list[Appender]
    ) -> None:
        room = await org.room(await org.building(), kind=RoomKind.OPEN_SPACE, capacity=7)
        entries = [booking(room, places=1, capacity=7) for _ in range(60)]
        assert outcomes(await all_at_once(appenders, entries)) == {Outcome.STORED: 7, Outcome.TAKEN: 53}

    async def test_many_units_in_any_order_never_deadlock(self, org: Organisation, appenders: list[Appender]) -> None:
        choice = random.Random(7)
        known = units(12)
        await appenders[0].append(entry(member(), new_units=known))
        entries = [
            booking(*choice.sample(known, 5), start=NINE + choice.randrange(6) * HOUR, length=2 * HOUR)
            for _ in range(200)
        ]
        found = outcomes(await all_at_once(appenders, entries))
        assert found.total() == 200
        assert set(found) == {Outcome.STORED, Outcome.TAKEN}
        assert await org.rows("SELECT count(DISTINCT stream_id) FROM {schema}.claims") == [(found[Outcome.STORED],)]

    async def test_one_stream_goes_forward_by_one_of_many(self, appenders: list[Appender]) -> None:
        somebody = member()
        found = outcomes(await all_at_once(appenders, [entry(somebody) for _ in range(40)]))
        assert found == {Outcome.STORED: 1, Outcome.STALE: 39}

    async def test_units_that_nobody_knew_before_can_be_fought_over(self, appenders: list[Appender]) -> None:
        (unit,) = units(1)
        entries = [booking(unit, new_units=[unit]) for _ in range(40)]
        assert outcomes(await all_at_once(appenders, entries)) == {Outcome.STORED: 1, Outcome.TAKEN: 39}


@asynccontextmanager
async def full(pool: Pool) -> AsyncIterator[None]:
    """Others have all its connections."""
    async with AsyncExitStack() as others:
        for _ in range(pool.max_size):
            await others.enter_async_context(pool.connection())
        yield


async def test_whoever_finds_no_free_connection_is_told_that_nothing_was_recorded(
    org: Organisation, appender: Appender, logs: list[EventDict]
) -> None:
    wishes = [entry(member()) for _ in range(5)]  # one call, and four together in the next
    async with full(org.pool):
        told = await asyncio.gather(*map(appender.append, wishes), return_exceptions=True)
    assert [type(each) for each in told] == [PoolTimeout] * 5
    assert not logs  # nobody was asked one by one, or again
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(0,)]
    assert outcomes(await all_at_once([appender], wishes)) == {Outcome.STORED: 5}


async def test_twins_that_find_no_free_connection_are_told_so_together(org: Organisation, appender: Appender) -> None:
    command_id = uuid7()
    twins = [entry(member(), command_id=command_id) for _ in range(4)]
    async with full(org.pool):
        told = await asyncio.gather(*map(appender.append, twins), return_exceptions=True)
    assert [type(each) for each in told] == [PoolTimeout] * 4
    assert outcomes(await all_at_once([appender], twins)) == {Outcome.STORED: 1, Outcome.REPLAYED: 3}
