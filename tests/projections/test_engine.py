import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import ClassVar

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import BigInteger, Column, MetaData, Table
from uuid_utils.compat import uuid7

from bookit.events.bookings import BookingCancelled, BookingPlaced
from bookit.projections import PROJECTIONS, Engine, Projection, Recorded
from bookit.projections.calendar import Calendar
from bookit.projections.directory import Directory
from bookit.projections.history import History
from bookit.projections.projection import NAMING, topics
from bookit.projections.rows import Rows
from tests.projections.story import Story, at

TALLIES = MetaData(naming_convention=NAMING)
TALLY = Table(
    "tally",
    TALLIES,
    Column("position", BigInteger, nullable=False, comment="Not unique: an event applied twice would show."),
    info={"key": "position"},
)


class Tally(Projection):
    """Notes the position of every booking it is shown."""

    NAME: ClassVar[str] = "tally"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TALLIES
    TOPICS: ClassVar[frozenset[str] | None] = topics(BookingPlaced)

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        rows.table(TALLY).insert(*({"position": event.position} for event in events))


def _place(story: Story, bookings: int) -> None:
    room = uuid7()
    story.record_all([story.placing(room, at(hour), at(hour + 1)) for hour in range(bookings)])


def test_the_checkpoint_moves_to_the_last_position_seen_whatever_its_topic(story: Story, engine: Engine) -> None:
    _place(story, 3)
    story.building()
    _place(story, 3)
    engine.catch_up_all()
    assert {lag.position for lag in engine.lag()} == {7}
    assert {(lag.events, lag.age.total_seconds()) for lag in engine.lag()} == {(0, 0.0)}


def test_lag_counts_events_and_tells_the_age_of_the_oldest(story: Story, engine: Engine) -> None:
    _place(story, 3)
    engine.catch_up("calendar")
    lags = {lag.name: lag for lag in engine.lag()}
    assert (lags["calendar"].events, lags["history"].events) == (0, 3)
    assert lags["history"].age.total_seconds() > 0


def test_laggards_join_the_others(story: Story) -> None:
    with Engine(story.settings, PROJECTIONS, batch=5) as engine:
        engine.prepare()
        _place(story, 7)
        engine.catch_up("calendar")
        _place(story, 4)
        rounds = 0
        while engine.work().moved:
            rounds += 1
        assert rounds == 3  # 0 to 5 and 5 to 7 for the others, 7 to 11 for all
        assert {lag.position for lag in engine.lag()} == {11}


def test_workers_at_once_apply_each_event_once(story: Story) -> None:
    projection = Tally()
    with Engine(story.settings, [projection]) as first:
        first.prepare()
    _place(story, 600)
    start = threading.Barrier(3)

    def work() -> None:
        with Engine(story.settings, [projection], batch=7) as engine:
            engine.prepare()
            start.wait()
            while any(lag.events for lag in engine.lag() if lag.name == "tally"):
                engine.work()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [row["position"] for row in story.rows("tally", "1")] == list(range(1, 601))


def test_a_worker_does_not_wait_for_one_that_is_busy(story: Story, engine: Engine) -> None:
    _place(story, 3)
    with psycopg.connect(story.settings.direct_dsn) as other:
        query = sql.SQL("SELECT 1 FROM {} WHERE name = 'calendar' FOR UPDATE")
        other.execute(query.format(sql.Identifier(story.schema, "projections")))
        done = engine.work()
        assert (done.moved, done.busy) == (True, True)
        assert {lag.name for lag in engine.lag() if lag.events} == {"calendar"}
    engine.catch_up_all()
    assert not any(lag.events for lag in engine.lag())


def test_one_worker_goes_on_with_what_others_leave(story: Story, engine: Engine) -> None:
    """Whoever is furthest behind, but in other hands, does not hold up the rest."""
    _place(story, 3)
    engine.catch_up("history")
    _place(story, 3)
    with psycopg.connect(story.settings.direct_dsn) as other:
        query = sql.SQL("SELECT 1 FROM {} WHERE name <> 'history' FOR UPDATE")
        other.execute(query.format(sql.Identifier(story.schema, "projections")))
        assert engine.work().busy
        assert {lag.name: lag.events for lag in engine.lag()}["history"] == 0


def test_a_broken_read_model_does_not_hold_up_the_others(story: Story, engine: Engine) -> None:
    story.connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(story.schema, "availability_busy")))
    for _ in range(2):
        _place(story, 3)
        engine.catch_up_all()
        assert {lag.name: lag.events for lag in engine.lag() if lag.events} == {"availability": story.position}
    assert engine.parked("availability") == []


def test_starting_at_once_makes_tables_once(story: Story) -> None:
    start = threading.Barrier(4)
    failures: list[BaseException] = []

    def prepare() -> None:
        try:
            with Engine(story.settings, PROJECTIONS) as engine:
                start.wait()
                engine.prepare()
                engine.catch_up_all()
        except BaseException as error:
            failures.append(error)
            raise

    workers = [threading.Thread(target=prepare) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    assert len(story.rows("projections")) == len(PROJECTIONS)


class NewerCalendar(Calendar):
    VERSION: ClassVar[int] = Calendar.VERSION + 1


def test_a_worker_with_older_code_stands_down(story: Story) -> None:
    with Engine(story.settings, [NewerCalendar(), History()]) as newer:
        newer.prepare()
        newer.catch_up_all()
    _place(story, 3)
    with Engine(story.settings, [Calendar(), History()]) as older:
        older.prepare()
        older.catch_up_all()
        lags = {lag.name: (lag.version, lag.events) for lag in older.lag()}
        assert (lags["calendar"], lags["history"]) == ((NewerCalendar.VERSION, 3), (History.VERSION, 0))


_DIES_IN_A_BATCH = """
import os, signal
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from bookit.projections.availability import Availability

fold, batches = Availability.fold, 0

def fold_until_killed(self, events, rows):
    global batches
    batches += 1
    if batches == 3:
        rows.write()
        os.kill(os.getpid(), signal.SIGKILL)
    fold(self, events, rows)

Availability.fold = fold_until_killed
with Engine(Settings(), PROJECTIONS, batch=20) as engine:
    engine.prepare()
    engine.catch_up_all()
"""


def test_a_worker_killed_in_the_middle_of_a_batch_leaves_no_trace(story: Story, engine: Engine) -> None:
    """What the next worker makes of it equals a fold from zero."""
    story.room(story.building())
    _place(story, 80)
    (booking, *_) = story.rows("events", "notification_id DESC")
    story.record(BookingCancelled, booking["originator_id"])
    environment = os.environ | story.settings.as_environment()
    died = subprocess.run([sys.executable, "-c", _DIES_IN_A_BATCH], env=environment, check=False)
    assert died.returncode == -signal.SIGKILL
    assert {lag.position for lag in engine.lag()} == {40}
    while any(lag.events for lag in engine.lag()):  # the server may still hold what the dead worker had locked
        engine.catch_up_all()
    survived = {projection.NAME: story.tables(projection) for projection in PROJECTIONS}

    with story.connection.transaction():
        for projection in PROJECTIONS:
            for table in projection.TABLES.sorted_tables:
                dropped = sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(story.schema, table.name))
                story.connection.execute(dropped)
        story.connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(story.schema, "projections")))
    engine.prepare()
    engine.catch_up_all()
    assert {projection.NAME: story.tables(projection) for projection in PROJECTIONS} == survived


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.NAME)
def test_every_table_names_its_key(projection: Projection) -> None:
    for table in projection.TABLES.sorted_tables:
        assert table.info["key"] in table.columns


def test_projections_share_no_table() -> None:
    names = [table.name for projection in PROJECTIONS for table in projection.TABLES.sorted_tables]
    assert len(names) == len(set(names))
    assert all(table.name.startswith("directory_") for table in Directory.TABLES.sorted_tables)
