from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.events.bookings import BookingCancelled
from bookit.projections import Engine, Recorded
from bookit.projections.calendar import Calendar
from bookit.projections.parking import BEHIND
from bookit.projections.rebuilding import rebuild_start
from bookit.projections.rows import Rows
from tests.projections.story import Story, at


class Choosy(Calendar):
    """A calendar whose fold has a bug for some streams."""

    NAME: ClassVar[str] = "calendar"

    def __init__(self) -> None:
        self.chokes_on: set[UUID] = set()

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        for event in events:
            if event.stream_id in self.chokes_on:
                raise ZeroDivisionError("a bug")
        super().fold(events, rows)


@pytest.fixture
def choosy() -> Choosy:
    return Choosy()


@pytest.fixture
def picky(story: Story, choosy: Choosy) -> Iterator[Engine]:
    with Engine(story.settings, [choosy]) as engine:
        engine.prepare()
        yield engine


def _statuses(story: Story) -> dict[UUID, str]:
    return {row["booking_id"]: row["status"] for row in story.rows("calendar_bookings")}


def test_a_poison_event_parks_its_stream_and_no_other(story: Story, choosy: Choosy, picky: Engine) -> None:
    room = uuid7()
    bookings = [story.booking(room, at(hour), at(hour + 1)) for hour in range(20)]
    bad = bookings[7]
    story.record(BookingCancelled, bad, reason="Ill")
    choosy.chokes_on = {bad}
    picky.catch_up_all()
    story.record(BookingCancelled, bookings[8])
    picky.catch_up_all()

    assert set(_statuses(story)) == set(bookings) - {bad}
    assert _statuses(story)[bookings[8]] == "cancelled"
    assert [(event.position, event.error) for event in picky.parked("calendar")] == [
        (8, "ZeroDivisionError: a bug"),
        (21, BEHIND),
    ]
    assert [(lag.position, lag.parked) for lag in picky.lag() if lag.name == "calendar"] == [(22, 2)]


def test_later_events_of_a_parked_stream_wait_behind_it(story: Story, choosy: Choosy, picky: Engine) -> None:
    bad = story.booking(uuid7(), at(9), at(10))
    choosy.chokes_on = {bad}
    picky.catch_up_all()
    choosy.chokes_on = set()
    story.record(BookingCancelled, bad)
    picky.catch_up_all()
    assert [event.position for event in picky.parked("calendar")] == [1, 2]
    assert picky.parked("calendar")[1].error == BEHIND
    assert _statuses(story) == {}


def test_parked_events_are_replayed_after_mending(story: Story, choosy: Choosy, picky: Engine) -> None:
    bad = story.booking(uuid7(), at(9), at(10))
    worse = story.booking(uuid7(), at(9), at(10))
    story.record(BookingCancelled, bad)
    choosy.chokes_on = {bad, worse}
    picky.catch_up_all()

    assert picky.retry_parked("calendar") == 0
    assert {event.position: event.attempts for event in picky.parked("calendar")} == {1: 2, 2: 2, 3: 2}
    choosy.chokes_on = {worse}
    assert picky.retry_parked("calendar") == 2
    assert _statuses(story) == {bad: "cancelled"}
    choosy.chokes_on = set()
    assert picky.retry_parked("calendar", worse) == 1
    assert picky.parked("calendar") == []
    assert sum(lag.parked for lag in picky.lag()) == 0
    story.record(BookingCancelled, worse)
    picky.catch_up_all()
    assert _statuses(story) == {bad: "cancelled", worse: "cancelled"}


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        pytest.param("booking.cancelled", b'{"timestamp":', id="not JSON"),
        pytest.param("booking.cancelled", b'{"timestamp":"2026-06-01T00:00:00Z","colour":"red"}', id="unknown field"),
        pytest.param("booking.cancelled", b'{"timestamp":"2026-06-01T00:00:00Z","reason":"a\\u0000b"}', id="no text"),
    ],
)
def test_what_cannot_be_read_or_stored_is_parked(story: Story, picky: Engine, topic: str, state: bytes) -> None:
    story.booking(uuid7(), at(9), at(10))
    position = story.record_raw(uuid7(), topic, state)
    story.booking(uuid7(), at(9), at(10))
    picky.catch_up_all()
    assert [event.position for event in picky.parked("calendar")] == [position]
    assert len(_statuses(story)) == 2


def test_history_parks_what_is_no_json(story: Story, engine: Engine) -> None:
    position = story.record_raw(uuid7(), "booking.cancelled", b'{"timestamp":')
    story.booking(uuid7(), at(9), at(10))
    engine.catch_up("history")
    assert [event.position for event in engine.parked("history")] == [position]
    assert [row["position"] for row in story.rows("history_events")] == [position + 1]


def test_a_discarded_event_lets_those_behind_it_go_on(story: Story, picky: Engine) -> None:
    booking = story.booking(uuid7(), at(9), at(10))
    bad = story.record_raw(booking, "booking.finished", b"{}")
    story.record(BookingCancelled, booking)
    picky.catch_up_all()
    assert _statuses(story) == {booking: "confirmed"}
    assert picky.discard_parked("calendar", [bad]) == 1
    assert picky.retry_parked("calendar") == 1
    assert _statuses(story) == {booking: "cancelled"}
    assert sum(lag.parked for lag in picky.lag()) == 0


def test_a_rebuild_with_mended_code_leaves_nothing_parked(story: Story, choosy: Choosy, picky: Engine) -> None:
    bad = story.booking(uuid7(), at(9), at(10))
    choosy.chokes_on = {bad}
    picky.catch_up_all()
    choosy.chokes_on = set()
    rebuild_start(picky.connection, story.schema, choosy)
    picky.catch_up_all()
    assert picky.parked("calendar") == []
    assert _statuses(story) == {bad: "confirmed"}


def test_a_rebuild_keeps_its_own_parked_events(story: Story, choosy: Choosy, picky: Engine) -> None:
    bad = story.booking(uuid7(), at(9), at(10))
    picky.catch_up_all()
    choosy.chokes_on = {bad}
    rebuild_start(picky.connection, story.schema, choosy, switch_when_ready=False)
    picky.catch_up_all()
    assert picky.parked("calendar") == []
    assert [event.position for event in picky.parked("calendar", "rebuild")] == [1]
