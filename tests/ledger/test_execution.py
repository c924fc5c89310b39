"""The executor: once and only once, and never on the word of an old memory."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from bookit.commands.bookings import PlaceBooking
from bookit.commands.members import RevokeRole
from bookit.commands.policies import SetRoomPolicy
from bookit.commands.rooms import OpenRoom
from bookit.domain.actor import SYSTEM
from bookit.domain.errors import Forbidden, KeyReused, Refusal, RoomTaken, RuleBroken
from bookit.domain.room import Room
from bookit.events.values import Role, RoomKind
from bookit.ledger.append import append_call, append_parameters
from bookit.ledger.execution import Executor, Receipt
from bookit.settings import Settings
from tests.ledger.entries import entry
from tests.organisation import NINE, TEN, Organisation

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


async def executed(executor: Executor, command: PlaceBooking | SetRoomPolicy) -> Receipt | Refusal:
    try:
        return await executor.execute(command, SYSTEM)
    except Refusal as refusal:
        return refusal


class TestIdempotency:
    async def test_the_same_key_and_body_get_the_same_answer(self, org: Organisation) -> None:
        wish = PlaceBooking(room_id=await org.room(await org.building()), starts_at=NINE, ends_at=TEN)
        first = await org.executor.execute(wish, SYSTEM, "monday")
        again = await org.executor.execute(wish, SYSTEM, "monday")
        assert (again.answer, again.position) == (first.answer, first.position)
        assert (first.replayed, again.replayed) == (False, True)
        assert await org.rows("SELECT count(*) FROM {schema}.events WHERE topic = 'booking.placed'") == [(1,)]

    async def test_the_answer_stays_when_the_command_would_be_refused_by_now(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        wish = PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN)
        first = await org.executor.execute(wish, SYSTEM, "monday")
        org.clock.now = TEN + HOUR  # in the past by now
        again = await org.new_executor().execute(wish, SYSTEM, "monday")
        assert (again.answer, again.replayed) == (first.answer, True)

    async def test_the_same_key_with_another_body_is_refused(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        await org.executor.execute(PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN), SYSTEM, "monday")
        for start in (TEN, NINE - 365 * 24 * HOUR):  # a body that could be, and one that never could
            with pytest.raises(KeyReused):
                await org.executor.execute(
                    PlaceBooking(room_id=room, starts_at=start, ends_at=TEN + HOUR), SYSTEM, "monday"
                )

    async def test_keys_of_two_members_never_meet(self, org: Organisation) -> None:
        ada, ben = await org.member(), await org.member()
        room = await org.room(await org.building())
        first = await org.executor.execute(PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN), ada, "1")
        second = await org.executor.execute(PlaceBooking(room_id=room, starts_at=TEN, ends_at=TEN + HOUR), ben, "1")
        assert not second.replayed
        assert first.command_id != second.command_id

    async def test_the_same_key_fifty_times_at_once_is_one_execution(
        self, org: Organisation, elsewhere: Organisation
    ) -> None:
        wish = PlaceBooking(room_id=await org.room(await org.building()), starts_at=NINE, ends_at=TEN)
        receipts = await asyncio.gather(
            *(each.executor.execute(wish, SYSTEM, "monday") for each in [org, elsewhere] * 25)
        )
        assert Counter(receipt.replayed for receipt in receipts) == {False: 1, True: 49}
        assert len({(receipt.answer, receipt.position) for receipt in receipts}) == 1
        assert await org.rows("SELECT count(*) FROM {schema}.events WHERE topic = 'booking.placed'") == [(1,)]

    async def test_a_refused_command_may_be_sent_again_under_its_key(self, org: Organisation) -> None:
        room = await org.room(await org.building(), policy={"max_minutes": 30})
        wish = PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN)
        with pytest.raises(RuleBroken):
            await org.executor.execute(wish, SYSTEM, "monday")
        await org.do(SetRoomPolicy(room_id=room, policy={}))
        assert not (await org.executor.execute(wish, SYSTEM, "monday")).replayed


class TestRaces:
    async def test_a_hundred_wishes_for_one_slot_leave_one_winner(
        self, org: Organisation, elsewhere: Organisation
    ) -> None:
        wish = PlaceBooking(room_id=await org.room(await org.building()), starts_at=NINE, ends_at=TEN)
        answers = await asyncio.gather(*(executed(each.executor, wish) for each in [org, elsewhere] * 50))
        assert Counter(type(answer) for answer in answers) == {Receipt: 1, RoomTaken: 99}
        assert await org.rows("SELECT count(*) FROM {schema}.claims") == [(1,)]

    async def test_a_divisible_room_and_its_parts_are_never_booked_together(
        self, org: Organisation, elsewhere: Organisation
    ) -> None:
        building = await org.building()
        parts = [(await org.open(building, seats=["1", "2"])).room_id for _ in range(3)]
        hall = await org.room(building, made_of=parts)
        wishes = [PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN) for room in [hall, *parts] * 10]
        answers = await asyncio.gather(
            *(executed([org, elsewhere][n % 2].executor, wish) for n, wish in enumerate(wishes))
        )
        assert {type(answer) for answer in answers} == {Receipt, RoomTaken}
        booked = await org.rows("SELECT count(*) FROM {schema}.events WHERE topic = 'booking.placed'")
        assert booked in ([(1,)], [(3,)]), "the hall alone, or each of its parts"

    async def test_shared_places_and_a_closure_of_their_room_do_not_meet(self, org: Organisation) -> None:
        room = await org.room(await org.building(), kind=RoomKind.OPEN_SPACE, capacity=5)
        wish = PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN, attendees=2)
        answers = await asyncio.gather(*(executed(org.executor, wish) for _ in range(12)))
        assert Counter(type(answer) for answer in answers) == {Receipt: 2, RoomTaken: 10}


class TestOldMemories:
    """Two executors remember what they read; what one changes, the other must not decide without."""

    async def remembered(self, executor: Executor, room: UUID) -> None:
        """Have the executor read the room, and what it needs to decide, into its memory."""
        far = NINE + 100 * 24 * HOUR
        await executor.execute(PlaceBooking(room_id=room, starts_at=far, ends_at=far + HOUR / 4), SYSTEM)

    async def test_a_booking_decided_by_an_old_policy_is_decided_anew(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        other = org.new_executor()
        await self.remembered(other, room)
        await org.do(SetRoomPolicy(room_id=room, policy={"max_minutes": 30}))
        with pytest.raises(RuleBroken) as refusal:
            await other.execute(PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN), SYSTEM)
        assert refusal.value.fields["rule"] == "max_minutes"

    async def test_a_refusal_by_an_old_policy_is_decided_anew(self, org: Organisation) -> None:
        room = await org.room(await org.building(), policy={"max_minutes": 30})
        other = org.new_executor()
        await self.remembered(other, room)
        await org.do(SetRoomPolicy(room_id=room, policy={}))
        await other.execute(PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN), SYSTEM)

    async def test_a_right_that_was_taken_back_counts_no_more(self, org: Organisation) -> None:
        building = await org.building()
        manager = await org.member(Role.MANAGER, manages=[building])
        wish = OpenRoom(building_id=building, name="Aquarium", kind=RoomKind.MEETING_ROOM, capacity=2)
        other = org.new_executor()
        await other.execute(wish, manager)
        await org.do(RevokeRole(member_id=manager.member_id, role=Role.MANAGER))
        with pytest.raises(Forbidden):
            await other.execute(wish, manager)

    async def test_whoever_comes_first_a_booking_keeps_the_policy_of_its_position(
        self, org: Organisation, elsewhere: Organisation
    ) -> None:
        building = await org.building()
        for _ in range(20):
            room = await org.room(building)
            await self.remembered(elsewhere.executor, room)
            policy, booking = await asyncio.gather(
                executed(org.executor, SetRoomPolicy(room_id=room, policy={"max_minutes": 30})),
                executed(elsewhere.executor, PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN)),
            )
            assert isinstance(policy, Receipt)
            if isinstance(booking, Receipt):
                assert booking.position < policy.position
            else:
                assert isinstance(booking, RuleBroken)

    async def test_a_policy_set_while_a_booking_waits_for_its_turn_counts(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        other = org.new_executor()
        await self.remembered(other, room)
        schema = org.settings.database_schema
        async with org.database.pool.connection() as first, first.transaction():
            # The first writer has the turn, the other has looked at the room's version and waits.
            await first.execute(f'SELECT FROM "{schema}".ledger_head FOR UPDATE')
            booking = asyncio.create_task(executed(other, PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN)))
            await until_blocked(org, booking)
            aggregate = (await org.look(Room, room)).draft()
            aggregate.set_policy({"max_minutes": 30}, [], at=org.clock.now)
            cursor = await first.execute(append_call(schema), append_parameters([entry(aggregate)]), binary=True)
            assert (await cursor.fetchall())[0][0] == "stored"
        answer = await booking
        assert isinstance(answer, RuleBroken)
        assert answer.fields["rule"] == "max_minutes"


class TestLostHistory:
    """A failover undoes what an executor has read: commits that only the lost primary had, and showed."""

    async def read_and_lost(self, org: Organisation, room: UUID, **policy: object) -> Executor:
        """An executor that remembers the room with a policy that the ledger has no more."""
        executor = org.new_executor()
        receipt = await org.executor.execute(SetRoomPolicy(room_id=room, policy=policy), SYSTEM)
        await executor.preview(PlaceBooking(room_id=room, starts_at=NINE, ends_at=NINE + HOUR / 4), SYSTEM)
        undo(org.settings, receipt.command_id)
        return executor

    async def test_nothing_is_recorded_upon_an_event_that_is_gone(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        executor = await self.read_and_lost(org, room, max_minutes=30)
        await executor.execute(SetRoomPolicy(room_id=room, policy={"max_minutes": 15}), SYSTEM)
        assert (await org.look(Room, room)).version == 2

    async def test_nothing_is_refused_by_an_event_that_is_gone(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        executor = await self.read_and_lost(org, room, max_minutes=30)
        await executor.execute(PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN), SYSTEM)

    async def test_an_event_in_the_place_of_one_that_is_gone_counts(self, org: Organisation) -> None:
        room = await org.room(await org.building())
        executor = await self.read_and_lost(org, room)
        await org.new_executor().execute(SetRoomPolicy(room_id=room, policy={"max_minutes": 30}), SYSTEM)
        with pytest.raises(RuleBroken):
            await executor.execute(PlaceBooking(room_id=room, starts_at=NINE, ends_at=TEN), SYSTEM)


def undo(settings: Settings, command_id: UUID) -> None:
    """What a failover does to the last command."""
    statements = """
        SET session_replication_role = replica;  -- events are append-only
        DELETE FROM {schema}.events WHERE command_id = {id};
        DELETE FROM {schema}.commands WHERE command_id = {id};
        UPDATE {schema}.ledger_head SET (position, hash) =
            (SELECT notification_id, hash FROM {schema}.events ORDER BY notification_id DESC LIMIT 1)
    """
    names = {"schema": sql.Identifier(settings.database_schema), "id": sql.Literal(command_id)}
    with psycopg.connect(settings.direct_dsn) as administrator:
        administrator.execute(sql.SQL(statements).format(**names))


async def until_blocked(org: Organisation, asking: asyncio.Task[object]) -> None:
    """Return when an append on this ledger waits for a lock; who asks for it must not be told before."""
    query = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE %s"
    while not await org.rows(query, f'%"{org.settings.database_schema}".append(%'):
        assert not asking.done(), asking.result()
