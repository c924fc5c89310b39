"""Whatever is done to a ledger behind its back is found, and named."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import anyio.to_thread
import orjson
import psycopg
import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from psycopg import sql
from typer.testing import CliRunner
from uuid_utils.compat import uuid7

from bookit.cli import app
from bookit.commands.rooms import AddSeats
from bookit.ledger import verify as verify_module
from bookit.ledger.append import Appender
from bookit.ledger.verify import Check, Fault, Report, verify
from bookit.settings import Settings
from tests.ledger.entries import entry, stay
from tests.ledger.story import Story, tell
from tests.organisation import NINE, TEN, Organisation, open_organisation
from tests.running import settings_of_its_own
from tests.schemas import migrated


@dataclass(frozen=True)
class Ledger:
    """A ledger with a story in it, and the power of a database administrator."""

    settings: Settings
    story: Story
    connection: psycopg.Connection[Any]

    def run(self, text: str, *parameters: object) -> list[Any]:
        statement = sql.SQL(text).format(schema=sql.Identifier(self.settings.database_schema))
        cursor = self.connection.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []

    def verify(self) -> Report:
        return verify(self.settings)

    def fault(self, check: Check) -> Fault:
        """The only fault of a kind."""
        (fault,) = (fault for fault in self.verify().faults if fault.check is check)
        return fault

    @property
    def last(self) -> int:
        ((position,),) = self.run("SELECT position FROM {schema}.ledger_head")
        return int(position)


EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FOUND_BY = {Check.CHAIN, Check.POSITIONS, Check.HEAD}
_TABLES = ("events", "ledger_head", "commands", "claims")


@pytest.fixture(scope="module")
def told(postgres_dsn: str) -> Iterator[Ledger]:
    """One ledger for all tests here."""

    async def fill(settings: Settings) -> Story:
        async with open_organisation(settings) as org:
            return await tell(org)

    with settings_of_its_own(postgres_dsn, None) as settings:
        migrated(settings)
        story = asyncio.run(fill(settings))
        with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
            ledger = Ledger(settings, story, connection)
            ledger.run("ALTER TABLE {schema}.events DISABLE TRIGGER USER")
            for table in _TABLES:
                ledger.run(f"CREATE TABLE {{schema}}.kept_{table} AS TABLE {{schema}}.{table}")
            yield ledger


@pytest.fixture
def ledger(told: Ledger) -> Iterator[Ledger]:
    """The ledger as it was told, whatever the test before did to it."""
    yield told
    for table in _TABLES:
        told.run(f"TRUNCATE {{schema}}.{table}")
        told.run(f"INSERT INTO {{schema}}.{table} SELECT * FROM {{schema}}.kept_{table}")


def test_a_ledger_that_nobody_touched_is_clean(ledger: Ledger) -> None:
    report = ledger.verify()
    assert report.clean, report.faults
    assert report.events == ledger.last
    assert report.claims == ledger.run("SELECT count(*) FROM {schema}.claims")[0][0]
    assert report.summary.startswith(f"0 overlaps in {ledger.last} events")


def test_an_empty_ledger_is_clean(settings: Settings) -> None:
    migrated(settings)
    assert verify(settings) == Report(0, 0, 0, 0, 0, 0, ())


def test_two_processes_say_the_same_as_one(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.run("UPDATE {schema}.events SET topic = 'booking.forgotten' WHERE topic = 'booking.cancelled'")
    alone = ledger.verify()
    monkeypatch.setattr(verify_module, "WORTH_A_PROCESS", 0)
    assert ledger.verify() == alone
    assert not alone.clean


CHANGES = {
    "originator_id": "gen_random_uuid()",
    "originator_version": "originator_version + 100",
    "topic": "topic || 'x'",
    "state": "state || ' '",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "actor_id": "gen_random_uuid()",
    "command_id": "gen_random_uuid()",
    "correlation_id": "gen_random_uuid()",
    "hash": "sha256(hash)",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_of_any_event_is_named(ledger: Ledger, column: str) -> None:
    for position in range(1, ledger.last + 1):
        ((before,),) = ledger.run(f"SELECT {column} FROM {{schema}}.events WHERE notification_id = %s", position)
        ledger.run(f"UPDATE {{schema}}.events SET {column} = {CHANGES[column]} WHERE notification_id = %s", position)
        assert ledger.fault(Check.CHAIN).position == position
        ledger.run(f"UPDATE {{schema}}.events SET {column} = %s WHERE notification_id = %s", before, position)
    assert ledger.verify().clean


def test_a_changed_position_is_named(ledger: Ledger) -> None:
    for position in range(1, ledger.last + 1):
        ledger.run("UPDATE {schema}.events SET notification_id = 1000 WHERE notification_id = %s", position)
        faults = [fault for fault in ledger.verify().faults if fault.check is Check.POSITIONS]
        assert faults[0].position == position
        ledger.run("UPDATE {schema}.events SET notification_id = %s WHERE notification_id = 1000", position)


def flipped(value: Any, data: st.DataObject) -> Any:
    """A value of a column with a byte of it changed; None where the column can't hold that."""
    match value:
        case UUID():
            return UUID(bytes=_flip(value.bytes, data))
        case int():
            return int.from_bytes(_flip(value.to_bytes(8, signed=True), data), signed=True)
        case str():
            text = _flip(value.encode(), data, most=127)
            return None if 0 in text else text.decode()
        case datetime():
            moment = (value - EPOCH) // MICROSECOND
            changed = int.from_bytes(_flip(moment.to_bytes(8, signed=True), data), signed=True)
            return EPOCH + changed * MICROSECOND if abs(changed) < 2**56 else None  # 2283 years
        case _:
            return _flip(value, data)


def _flip(value: bytes, data: st.DataObject, most: int = 255) -> bytes:
    at = data.draw(st.integers(0, len(value) - 1), label="byte")
    changed = bytearray(value)
    changed[at] ^= data.draw(st.integers(1, most), label="flip")
    return bytes(changed)


@hypothesis_settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(data=st.data())
def test_any_flipped_byte_of_any_column_of_any_event_is_named(ledger: Ledger, data: st.DataObject) -> None:
    columns = [name for (name,) in ledger.run(_COLUMNS, ledger.settings.database_schema)]
    assert set(columns) == {*CHANGES, "notification_id"}
    column = data.draw(st.sampled_from(columns), label="column")
    position = data.draw(st.sampled_from([1, ledger.last]) | st.integers(1, ledger.last), label="position")
    where = "notification_id = %s"
    ((before, row),) = ledger.run(f"SELECT {column}, ctid FROM {{schema}}.events WHERE {where}", position)
    after = flipped(before, data)
    assume(after is not None)
    change = f"UPDATE {{schema}}.events SET {column} = %s WHERE ctid = %s RETURNING ctid"
    try:
        ((row,),) = ledger.run(change, after, row)
    except psycopg.errors.UniqueViolation:
        assume(False)
    try:
        named = {fault.position for fault in ledger.verify().faults if fault.check in FOUND_BY}
        assert position in named
    finally:
        ledger.run(change, before, row)


_COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = 'events'"


def test_any_deleted_event_is_named(ledger: Ledger) -> None:
    for position in range(1, ledger.last + 1):
        (row,) = ledger.run("DELETE FROM {schema}.events WHERE notification_id = %s RETURNING *", position)
        assert position in {fault.position for fault in ledger.verify().faults}
        ledger.run(f"INSERT INTO {{schema}}.events VALUES ({', '.join(['%s'] * len(row))})", *row)
    assert ledger.verify().clean


def test_a_deleted_event_is_named(ledger: Ledger) -> None:
    ((stream,),) = ledger.run("DELETE FROM {schema}.events WHERE topic = 'booking.cancelled' RETURNING originator_id")
    fault = ledger.fault(Check.POSITIONS)
    ((before,),) = ledger.run("SELECT max(notification_id) FROM {schema}.events WHERE originator_id = %s", stream)
    assert fault.position == before + 1
    assert "missing" in fault.text
    assert ledger.fault(Check.COMMANDS).position == before + 1


def test_the_last_event_is_missed(ledger: Ledger) -> None:
    last = ledger.last
    ledger.run("DELETE FROM {schema}.events WHERE notification_id = %s", last)
    assert ledger.fault(Check.HEAD).text == f"it stands at {last}, the last event at {last - 1}"
    assert ledger.fault(Check.COMMANDS).position == last


def test_the_last_event_is_missed_even_where_the_head_was_moved_back(ledger: Ledger) -> None:
    last = ledger.last
    ledger.run("DELETE FROM {schema}.events WHERE notification_id = %s", last)
    ledger.run(
        "UPDATE {schema}.ledger_head h SET position = e.notification_id, hash = e.hash, recorded_at = e.recorded_at"
        " FROM {schema}.events e WHERE e.notification_id = %s",
        last - 1,
    )
    assert ledger.fault(Check.COMMANDS).position == last
    orphans = [fault for fault in ledger.verify().faults if fault.check is Check.CLAIMS]
    assert len(orphans) == 3, "the booking's room and seats have no event any more"


def test_two_events_that_changed_places_are_named(ledger: Ledger) -> None:
    last = ledger.last
    for (one, other), column in product(
        [(1, 2), (4, 6), (1, last), (last - 1, last)], ["notification_id", "state", "hash", "command_id"]
    ):
        swap = f"""
            UPDATE {{schema}}.events a SET {column} = b.{column} FROM {{schema}}.events b
            WHERE (a.notification_id, b.notification_id) IN (({one}, {other}), ({other}, {one}))"""
        ledger.run("DROP INDEX {schema}.events_position")
        ledger.run(swap)
        named = {fault.position for fault in ledger.verify().faults if fault.check is Check.CHAIN}
        assert {one, other} <= named, column
        ledger.run(swap)
        ledger.run("CREATE UNIQUE INDEX events_position ON {schema}.events (notification_id)")
    assert ledger.verify().clean


@pytest.mark.parametrize("change", ["position = position + 1", "hash = sha256(hash)", "recorded_at = now()"])
def test_a_changed_head_is_named(ledger: Ledger, change: str) -> None:
    ledger.run(f"UPDATE {{schema}}.ledger_head SET {change}")
    (fault,) = ledger.verify().faults
    assert fault.check is Check.HEAD


def test_a_lost_head_is_named(ledger: Ledger) -> None:
    ledger.run("DELETE FROM {schema}.ledger_head")
    assert ledger.fault(Check.HEAD).text == "there are 0 head rows instead of one"


def test_a_clock_that_went_back_is_named(ledger: Ledger) -> None:
    ledger.run("UPDATE {schema}.events SET recorded_at = '-infinity' WHERE notification_id = 5")
    assert ledger.fault(Check.CLOCK).position == 5


def test_a_version_that_is_left_out_is_named(ledger: Ledger) -> None:
    ledger.run(
        "UPDATE {schema}.events SET originator_version = 3 WHERE originator_version = 2 AND topic = 'booking.cancelled'"
    )
    assert ledger.fault(Check.VERSIONS).text == "version 3 follows version 1"


def test_an_unknown_topic_is_named(ledger: Ledger) -> None:
    ledger.run("UPDATE {schema}.events SET topic = 'booking.forgotten' WHERE notification_id = 2")
    fault = ledger.fault(Check.DECODING)
    assert (fault.position, fault.text) == (2, "the topic 'booking.forgotten' is unknown")


@pytest.mark.parametrize("state", [b"", b"[]", b"7", b"{", b"{}", b'{"class_version":"x"}', b"\xff"])
def test_a_state_that_says_nothing_is_named(ledger: Ledger, state: bytes) -> None:
    ledger.run("UPDATE {schema}.events SET state = %s WHERE notification_id = 3", state)
    assert ledger.fault(Check.DECODING).position == 3


def test_an_event_that_can_not_be_is_named(ledger: Ledger) -> None:
    ((position,),) = ledger.run(
        "UPDATE {schema}.events SET topic = 'booking.cancelled', state = %s"
        " WHERE originator_id = %s RETURNING notification_id",
        b'{"timestamp":"2031-03-24T07:30:00Z"}',
        ledger.story.booking,
    )
    fault = ledger.fault(Check.FOLDING)
    assert fault.position == position
    assert f"{ledger.story.booking} holds nothing at this point" in fault.text


@pytest.mark.parametrize(
    "damage", [{"units": 7}, {"units": [{}]}, {"places": "two"}, {"ends_at": "2031-03-24T08:00:00Z"}]
)
def test_a_holding_that_can_not_be_is_named_and_the_rest_goes_on(ledger: Ledger, damage: dict[str, object]) -> None:
    ((position, state),) = ledger.run(
        "SELECT notification_id, state FROM {schema}.events WHERE originator_id = %s", ledger.story.booking
    )
    damaged = orjson.dumps(orjson.loads(state) | damage)
    ledger.run("UPDATE {schema}.events SET state = %s WHERE notification_id = %s", damaged, position)
    assert ledger.fault(Check.FOLDING).position == position


def test_a_forged_claim_is_named(ledger: Ledger) -> None:
    forger = uuid7()
    ledger.run(
        "INSERT INTO {schema}.claims VALUES (%s, tstzrange(%s, %s), %s)",
        ledger.story.room,
        TEN.replace(month=12),
        TEN.replace(year=2032),
        forger,
    )
    fault = ledger.fault(Check.CLAIMS)
    assert fault.stream_id == forger
    assert "follows from no event" in fault.text


def test_a_doubled_share_is_named(ledger: Ledger) -> None:
    ledger.run("INSERT INTO {schema}.claims SELECT * FROM {schema}.claims WHERE stream_id = %s", ledger.story.sharing)
    fault = ledger.fault(Check.CLAIMS)
    assert fault.stream_id == ledger.story.sharing
    assert "(2 places) follows from no event" in fault.text


@pytest.mark.parametrize(
    "change", ["during = tstzrange(lower(during), upper(during) - interval '1 minute')", "unit_id = gen_random_uuid()"]
)
def test_a_changed_claim_is_named_as_it_is_and_as_it_should_be(ledger: Ledger, change: str) -> None:
    ledger.run(f"UPDATE {{schema}}.claims SET {change} WHERE stream_id = %s", ledger.story.booking)
    forged, missing = (fault for fault in ledger.verify().faults if fault.check is Check.CLAIMS)
    assert forged.stream_id == missing.stream_id == ledger.story.booking
    assert "follows from no event" in forged.text
    assert f"unit {ledger.story.room} from 2031-03-24T09:00:00+00:00 to 2031-03-24T10:00:00+00:00" in missing.text


def test_a_claim_without_bounds_is_named(ledger: Ledger) -> None:
    ledger.run("ALTER TABLE {schema}.claims DROP CONSTRAINT claims_are_real")  # no other test here needs it
    for period in ("'empty'", "'(,)'", "'[-infinity,infinity)'"):
        ledger.run(f"INSERT INTO {{schema}}.claims VALUES (gen_random_uuid(), {period}, gen_random_uuid())")
    assert len(ledger.verify().faults) == 3


def test_a_missing_claim_is_named(ledger: Ledger) -> None:
    ledger.run("DELETE FROM {schema}.claims WHERE stream_id = %s", ledger.story.booking)
    fault = ledger.fault(Check.CLAIMS)
    assert fault.stream_id == ledger.story.booking
    assert fault.text.endswith("is missing")


def test_a_missing_command_is_named(ledger: Ledger) -> None:
    ledger.run("DELETE FROM {schema}.commands WHERE position = 2")
    assert ledger.fault(Check.COMMANDS).position == 2


@pytest.mark.parametrize("position", [-1, 1, 1000])
def test_a_command_that_points_elsewhere_is_named(ledger: Ledger, position: int) -> None:
    ledger.run("UPDATE {schema}.commands SET position = %s WHERE position = 2", position)
    assert ledger.fault(Check.COMMANDS).position == position


def test_a_command_that_never_was_is_named(ledger: Ledger) -> None:
    ledger.run(
        "INSERT INTO {schema}.commands"
        " SELECT gen_random_uuid(), name, actor_id, address_class, request_hash, answer, 1000, recorded_at"
        " FROM {schema}.commands LIMIT 1"
    )
    assert ledger.fault(Check.COMMANDS).position == 1000


def append_without_claims(ledger: Ledger, *units: UUID, places: int | None = None) -> UUID:
    """A booking that got in without the claims that would have refused it."""
    booked = stay(*units, places=places)

    async def append() -> None:
        async with open_organisation(ledger.settings) as org:
            await Appender(org.pool, ledger.settings.database_schema).append(entry(booked))

    asyncio.run(append())
    return booked.id


def test_a_double_booking_is_an_overlap_that_names_both(ledger: Ledger) -> None:
    intruder = append_without_claims(ledger, ledger.story.room)
    report = ledger.verify()
    assert report.overlaps == 1
    assert report.summary.startswith(f"1 overlap in {ledger.last} events")
    fault = ledger.fault(Check.OVERLAPS)
    assert (fault.position, fault.stream_id) == (ledger.last, intruder)
    assert str(ledger.story.booking) in fault.text


def test_an_overlap_is_found_even_where_it_was_undone_later(ledger: Ledger) -> None:
    booked = stay(ledger.story.room)
    booked.cancel(None, at=NINE)

    async def append() -> None:
        async with open_organisation(ledger.settings) as org:
            appender = Appender(org.pool, ledger.settings.database_schema)
            placed, cancelled = entry(booked).facts
            await appender.append(entry(facts=[placed]))
            await appender.append(entry(facts=[cancelled]))

    asyncio.run(append())
    (fault,) = ledger.verify().faults
    assert (fault.check, fault.position) == (Check.OVERLAPS, ledger.last - 1)


def test_more_places_than_there_are_is_an_overlap(ledger: Ledger) -> None:
    append_without_claims(ledger, ledger.story.shared, places=1)
    assert "5 of 4 places" in ledger.fault(Check.OVERLAPS).text


def test_a_shared_room_that_is_booked_whole_is_an_overlap(ledger: Ledger) -> None:
    append_without_claims(ledger, ledger.story.shared)
    assert "8 of 4 places" in ledger.fault(Check.OVERLAPS).text


def test_a_seat_that_came_later_and_its_whole_room_are_an_overlap(ledger: Ledger) -> None:
    async def add_seat() -> UUID:
        async with open_organisation(ledger.settings) as org:
            added = await org.do(AddSeats(room_id=ledger.story.room, seats=["Later"], capacity=20))
            return UUID(str(added.seat_ids[0]))

    intruder = append_without_claims(ledger, asyncio.run(add_seat()))
    fault = ledger.fault(Check.OVERLAPS)
    assert (fault.position, fault.stream_id) == (ledger.last, intruder)
    assert str(ledger.story.booking) in fault.text
    assert "21 of 20 places" in fault.text


@pytest.mark.anyio
async def test_a_ledger_can_be_verified_while_bookings_are_placed(org: Organisation) -> None:
    room = await org.room(await org.building())
    hours = [NINE.replace(day=1, month=4 + n // 24, hour=n % 24) for n in range(120)]
    done = asyncio.Event()

    async def place_all() -> None:
        for start in hours:
            await org.book(room, start, start.replace(minute=30))
        done.set()

    placing = asyncio.create_task(place_all())
    while not done.is_set():
        report = await anyio.to_thread.run_sync(verify, org.settings)
        assert report.clean, report.faults
    await placing


def test_the_command_line_says_it_in_one_line(ledger: Ledger) -> None:
    environment = ledger.settings.as_environment()
    good = CliRunner().invoke(app, ["verify"], env=environment)
    assert good.exit_code == 0
    assert good.output.startswith(f"0 overlaps in {ledger.last} events")
    ledger.run("DELETE FROM {schema}.claims WHERE stream_id = %s", ledger.story.booking)
    bad = CliRunner().invoke(app, ["verify"], env=environment)
    assert bad.exit_code == 1
    first, last = bad.output.splitlines()
    assert first.startswith(f"claims: stream {ledger.story.booking}: the claim on unit {ledger.story.room}")
    assert last.endswith("1 fault")
