import threading
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

import psycopg
import pytest
from psycopg import sql
from uuid_utils.compat import uuid7

from bookit.events.bookings import BookingCancelled, BookingFinished, BookingRescheduled
from bookit.events.buildings import BuildingDayClosed
from bookit.events.rooms import RoomClosed, RoomReopened
from bookit.projections import PROJECTIONS, Engine, Projection, Recorded
from bookit.projections.calendar import BOOKINGS, Calendar
from bookit.projections.rebuilding import (
    NoRebuild,
    RebuildRunning,
    SwitchBusy,
    rebuild_drop,
    rebuild_progress,
    rebuild_start,
    rebuild_switch,
)
from bookit.projections.rows import Rows
from tests.projections.story import Story, at


def _past(story: Story) -> None:
    """A bit of everything."""
    building = story.building()
    story.floor(building, "Ground", 0)
    room, closure = story.room(building, seats=["A", "B"]), uuid7()
    bookings = [story.booking(room, at(hour), at(hour + 1), places=hour % 3 or None) for hour in range(10)]
    story.record(BookingCancelled, bookings[1], reason="Ill")
    story.record(BookingFinished, bookings[2], ended_at=at(2.5))
    moved = {"building_id": building, "room_id": room, "time_zone": "UTC", "units": [room]}
    story.record(BookingRescheduled, bookings[3], starts_at=at(50), ends_at=at(90), **moved)
    story.record(RoomClosed, room, closure_id=closure, starts_at=at(30), ends_at=at(40), reason="-", units=[room])
    story.record(RoomReopened, room, closure_id=closure, starts_at=at(32), ends_at=at(33), reason="-")
    story.record(BuildingDayClosed, building, day=date(2026, 6, 12), reason="Holiday")


def _names(story: Story) -> list[str]:
    """Of every index, constraint and table of the read models."""
    query = """
        SELECT relname FROM pg_class WHERE relnamespace = %(schema)s::regnamespace
        UNION ALL
        SELECT conname FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace
        ORDER BY 1
    """
    return [name for (name,) in story.connection.execute(query, {"schema": story.schema})]


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.NAME)
def test_a_rebuild_equals_what_is_live(story: Story, projection: Projection) -> None:
    with Engine(story.settings, [projection], batch=3) as engine:
        engine.prepare()
        _past(story)
        engine.catch_up_all()
        live, names = story.tables(projection), _names(story)

        rebuild_start(engine.connection, story.schema, projection, switch_when_ready=False)
        engine.catch_up_all()
        assert story.tables(projection, "rebuild") == live

        rebuild_switch(engine.connection, story.schema, projection)
        assert story.tables(projection) == live
        assert _names(story) == names


def test_a_rebuild_may_follow_a_rebuild(story: Story, engine: Engine) -> None:
    _past(story)
    for _ in range(2):
        rebuild_start(engine.connection, story.schema, Calendar())
        engine.catch_up_all()
    assert len(story.rows("calendar_bookings")) == 10
    assert {(lag.name, lag.build) for lag in engine.lag()} == {(each.NAME, "live") for each in PROJECTIONS}


def test_live_tables_advance_while_a_rebuild_catches_up(story: Story) -> None:
    with Engine(story.settings, [Calendar()], batch=2) as engine:
        engine.prepare()
        _past(story)
        engine.catch_up_all()
        rebuild_start(engine.connection, story.schema, Calendar())
        engine.work()
        story.booking(uuid7(), at(9), at(10))
        engine.work()
        positions = {lag.build: lag.position for lag in engine.lag() if lag.name == "calendar"}
        assert positions == {"live": story.position, "rebuild": 4}
        (progress,) = rebuild_progress(engine.connection, story.schema)
        assert (progress.position, progress.head, progress.version) == (4, story.position, Calendar.VERSION)
        assert progress.seconds_left is not None
        engine.catch_up_all()
        assert rebuild_progress(engine.connection, story.schema) == []


def test_a_switch_brings_the_rebuild_to_the_live_position(story: Story) -> None:
    """No reader sees time run backwards, however early an operator switches."""
    with Engine(story.settings, [Calendar()], batch=2) as engine:
        engine.prepare()
        _past(story)
        engine.catch_up("calendar")
        rebuild_start(engine.connection, story.schema, Calendar(), switch_when_ready=False)
        rebuild_switch(engine.connection, story.schema, Calendar())
        assert [lag.position for lag in engine.lag() if lag.name == "calendar"] == [story.position]
        assert len(story.rows("calendar_bookings")) == 10


class ShoutingCalendar(Calendar):
    """A changed fold."""

    VERSION: ClassVar[int] = Calendar.VERSION + 1

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        super().fold(events, rows)
        for recorded in events:
            rows.table(BOOKINGS).patch(recorded.stream_id, title="LOUD")


def test_newer_code_rebuilds_by_itself_and_takes_over(story: Story, engine: Engine) -> None:
    _past(story)
    engine.catch_up_all()
    with Engine(story.settings, [ShoutingCalendar()]) as newer:
        newer.prepare()
        assert {row["title"] for row in story.rows("calendar_bookings")} == {None}
        newer.catch_up_all()
        assert {row["title"] for row in story.rows("calendar_bookings")} == {"LOUD"}
    story.booking(uuid7(), at(9), at(10))
    engine.catch_up_all()
    assert {lag.name for lag in engine.lag() if lag.events} == {"calendar"}


def test_a_rebuild_of_an_older_version_makes_room(story: Story, engine: Engine) -> None:
    with Engine(story.settings, [ShoutingCalendar()]) as newer:
        rebuild_start(engine.connection, story.schema, Calendar())
        newer.prepare()
        assert {(lag.name, lag.build): lag.version for lag in newer.lag()}[
            ("calendar", "rebuild")
        ] == ShoutingCalendar.VERSION


def test_a_dropped_rebuild_leaves_nothing(story: Story, engine: Engine) -> None:
    names = _names(story)
    rebuild_start(engine.connection, story.schema, Calendar())
    with pytest.raises(RebuildRunning):
        rebuild_start(engine.connection, story.schema, Calendar())
    rebuild_drop(engine.connection, story.schema, Calendar())
    assert _names(story) == names
    with pytest.raises(NoRebuild):
        rebuild_drop(engine.connection, story.schema, Calendar())
    with pytest.raises(NoRebuild):
        rebuild_switch(engine.connection, story.schema, Calendar())


def test_a_switch_gives_up_while_a_reader_keeps_the_table(story: Story, engine: Engine) -> None:
    _past(story)
    engine.catch_up_all()
    rebuild_start(engine.connection, story.schema, Calendar())
    with psycopg.connect(story.settings.direct_dsn) as reader:
        reader.execute(sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(story.schema, "calendar_bookings")))
        with pytest.raises(SwitchBusy):
            rebuild_switch(engine.connection, story.schema, Calendar())
        engine.catch_up_all()
        assert len([lag for lag in engine.lag() if lag.build == "rebuild"]) == 1
    engine.switch_ready()
    assert [lag for lag in engine.lag() if lag.build == "rebuild"] == []


def test_readers_never_notice_a_switch(story: Story, engine: Engine) -> None:
    """Statements prepared before it go on after it, and always see all rows."""
    _past(story)
    engine.catch_up_all()
    query = sql.SQL("SELECT count(*) FROM {} JOIN {} USING (room_id)").format(
        sql.Identifier(story.schema, "calendar_bookings"), sql.Identifier(story.schema, "directory_rooms")
    )
    (expected,) = story.connection.execute(query).fetchone() or (None,)
    seen: set[int | None] = set()
    failures: list[BaseException] = []
    reading, enough = threading.Event(), threading.Event()

    def read() -> None:
        try:
            with psycopg.connect(story.settings.direct_dsn, autocommit=True, prepare_threshold=0) as connection:
                while not enough.is_set():
                    (count,) = connection.execute(query).fetchone() or (None,)
                    seen.add(count)
                    reading.set()
        except BaseException as error:
            failures.append(error)
            raise

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    for _ in range(5):
        for projection in PROJECTIONS:
            rebuild_start(engine.connection, story.schema, projection)
        engine.catch_up_all()
    enough.set()
    reader.join()
    assert not failures
    assert seen == {expected}
