"""The eventsourcing library's own application and our write side on the same rows, both ways."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar, TypeVar
from uuid import UUID

import anyio.to_thread
import pytest
from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.persistence import IntegrityError, JSONTranscoder, Notification, NotSupportedError, StoredEvent
from uuid_utils.compat import uuid7

from bookit.commands.policies import SetRoomPolicy
from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import Booking
from bookit.domain.building import Building
from bookit.domain.member import Member
from bookit.domain.policy import MAX_MINUTES
from bookit.domain.room import Room
from bookit.events import Codec, Event, encode
from bookit.ledger import recorder
from bookit.ledger.recorder import LedgerMapper, library_environment
from bookit.ledger.verify import verify
from tests.ledger.story import tell
from tests.organisation import NOW, Organisation

pytestmark = pytest.mark.anyio

A = TypeVar("A", bound=Aggregate)


class Registry(Application[UUID]):
    """An application as the library's documentation writes it."""

    log_section_size = 1000


@pytest.fixture
def registry(org: Organisation) -> Iterator[Registry]:
    with Registry(env=library_environment(org.settings)) as registry:
        yield registry


def read(registry: Registry, kind: type[A], stream_id: UUID, version: int | None = None) -> A:
    """An aggregate as the library's repository gives it."""
    aggregate: A = registry.repository.get(stream_id, version=version)
    assert type(aggregate) is kind
    return aggregate


def log_of(registry: Registry, start: int = 1) -> list[Notification]:
    return list(registry.notification_log.select(start=start, limit=1000))


class TestReading:
    async def test_the_repository_gives_the_aggregates_that_commands_made(
        self, org: Organisation, registry: Registry
    ) -> None:
        story = await tell(org)
        for kind, stream_id in ((Room, story.room), (Booking, story.booking)):
            ours, theirs = await org.look(kind, stream_id), read(registry, kind, stream_id)
            assert (theirs.version, theirs.__dict__.keys()) == (ours.version, ours.__dict__.keys())
        room = read(registry, Room, story.room)
        assert room.name == "Aquarium"
        assert read(registry, Building, room.building_id).name == "Harbour House"

    async def test_an_older_version_can_be_asked_for(self, org: Organisation, registry: Registry) -> None:
        room = await org.room(await org.building())
        await org.do(SetRoomPolicy(room_id=room, policy={"max_minutes": 30}))
        assert read(registry, Room, room, version=1).policy.values == {}
        assert read(registry, Room, room).policy.values == {MAX_MINUTES.name: 30}

    async def test_what_is_not_there_is_not_found(self, registry: Registry) -> None:
        with pytest.raises(AggregateNotFoundError):
            registry.repository.get(uuid7())

    async def test_the_notification_log_is_the_ledger_in_its_order(self, org: Organisation, registry: Registry) -> None:
        await tell(org)
        rows = await org.rows(
            "SELECT notification_id, originator_id, originator_version, topic, state"
            " FROM {schema}.events ORDER BY notification_id"
        )
        log = [(n.id, n.originator_id, n.originator_version, n.topic, n.state) for n in log_of(registry)]
        assert log == rows
        assert registry.recorder.max_notification_id() == len(rows)
        some = registry.notification_log.select(start=3, limit=100, topics=["booking.placed"])
        assert {notification.topic for notification in some} == {"booking.placed"}

    async def test_every_fact_survives_the_mapper_unchanged(self, org: Organisation, registry: Registry) -> None:
        await tell(org)
        for notification in log_of(registry):
            event = registry.mapper.to_domain_event(notification)
            assert isinstance(event, Event)
            assert registry.mapper.to_stored_event(event).state == notification.state == encode(event)

    async def test_the_mapper_brings_old_facts_up_to_date(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class LampLit(Event):
            TOPIC: ClassVar[str] = "lamp.lit"
            class_version: ClassVar[int] = 2
            brightness: int

            @staticmethod
            def upcast_v1_v2(state: dict[str, object]) -> None:
                state["brightness"] = 100

        monkeypatch.setattr(recorder, "codec", Codec({LampLit.TOPIC: LampLit}))
        stored = StoredEvent(uuid7(), 1, "lamp.lit", b'{"timestamp":"2031-03-24T07:30:00Z"}')
        event = LedgerMapper(JSONTranscoder()).to_domain_event(stored)
        assert isinstance(event, LampLit)
        assert event.brightness == 100


class TestWriting:
    async def test_what_it_saves_is_read_by_us_and_is_part_of_the_chain(
        self, org: Organisation, registry: Registry
    ) -> None:
        room_id = await org.room(await org.building())
        room, newcomer = read(registry, Room, room_id), Member.invite(uuid7(), at=NOW)
        room.rename("Terrarium", at=NOW)
        newcomer.join(at=NOW)
        recordings = registry.save(room, newcomer)
        assert [recording.notification.id for recording in recordings] == [3, 4, 5]
        assert (await org.look(Room, room_id)).name == "Terrarium"
        assert (await org.look(Member, newcomer.id)).joined
        assert verify(org.settings).clean
        assert (await org.do(SetRoomPolicy(room_id=room_id, policy={}))).version == 3
        assert [notification.id for notification in log_of(registry)] == [1, 2, 3, 4, 5, 6]

    async def test_a_stale_save_raises_and_stores_nothing(self, org: Organisation, registry: Registry) -> None:
        room_id = await org.room(await org.building())
        mine, theirs = read(registry, Room, room_id), read(registry, Room, room_id)
        newcomer = Member.invite(uuid7(), at=NOW)
        mine.rename("Terrarium", at=NOW)
        theirs.rename("Vivarium", at=NOW)
        registry.save(mine)
        with pytest.raises(IntegrityError):
            registry.save(newcomer, theirs)
        assert [notification.id for notification in log_of(registry)] == [1, 2, 3]
        assert (await org.look(Room, room_id)).name == "Terrarium"

    async def test_a_save_under_a_command_id_happens_once(self, org: Organisation, registry: Registry) -> None:
        command_id, actor_id = uuid7(), uuid7()
        newcomer = Member.invite(uuid7(), at=NOW)
        event = newcomer.collect_events()
        first = registry.save(*event, command_id=command_id, actor_id=actor_id)
        assert registry.save(*event, command_id=command_id, actor_id=actor_id) == first
        assert await org.rows("SELECT command_id, actor_id FROM {schema}.events") == [(command_id, actor_id)]
        with pytest.raises(IntegrityError, match="key_reused"):
            registry.save(Member.invite(uuid7(), at=NOW), command_id=command_id)

    async def test_it_writes_beside_commands_without_gaps_or_losers(
        self, org: Organisation, registry: Registry
    ) -> None:
        building = await org.building()

        def invite(count: int) -> None:
            for _ in range(count):
                registry.save(Member.invite(uuid7(), at=NOW))

        async with asyncio.TaskGroup() as everybody:
            for _ in range(3):
                everybody.create_task(anyio.to_thread.run_sync(invite, 20))
            for _ in range(40):
                everybody.create_task(org.room(building))
        assert [notification.id for notification in log_of(registry)] == list(range(1, 102))

    async def test_it_takes_no_lock_on_the_table(self, org: Organisation, registry: Registry) -> None:
        schema = org.settings.database_schema
        async with org.database.pool.connection() as connection, connection.transaction():
            # What another writer, VACUUM or CREATE INDEX CONCURRENTLY hold; the library's own lock waits for them.
            await connection.execute(f'LOCK TABLE "{schema}".events IN SHARE UPDATE EXCLUSIVE MODE')
            await anyio.to_thread.run_sync(registry.save, Member.invite(uuid7(), at=NOW))

    async def test_saving_nothing_is_no_command(self, org: Organisation, registry: Registry) -> None:
        assert registry.save() == []
        assert await org.rows("SELECT count(*) FROM {schema}.commands") == [(0,)]


class TestLimits:
    async def test_it_makes_no_tables(self, org: Organisation, registry: Registry) -> None:
        assert await org.rows("SELECT count(*) FROM pg_tables WHERE tablename ~ '^(registry|stored)'") == [(0,)]

    async def test_it_does_not_pretend_to_notify(self, registry: Registry) -> None:
        with pytest.raises(NotSupportedError):
            registry.recorder.subscribe()

    async def test_snapshots_and_tracking_are_refused(self, registry: Registry) -> None:
        with pytest.raises(NotSupportedError):
            registry.factory.aggregate_recorder("snapshots")
        with pytest.raises(NotSupportedError):
            registry.factory.process_recorder()
