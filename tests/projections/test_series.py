from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.events.bookings import BookingCheckedIn, BookingHandedOver, BookingReleased, BookingRescheduled
from bookit.events.series import (
    SeriesCancelled,
    SeriesChanged,
    SeriesEnded,
    SeriesExtended,
    SeriesPlaced,
    SeriesRevived,
    SeriesSkippedDatesPlaced,
)
from bookit.projections import Engine
from tests.projections.story import Story, at

FIRST, SECOND, THIRD = "2031-03-24T09:00:00", "2031-03-31T09:00:00", "2031-04-07T09:00:00"


def skipped(*occurrences: str) -> list[dict[str, str]]:
    return [{"occurrence": occurrence, "why": "taken"} for occurrence in occurrences]


def place(story: Story, series_id: UUID, **changes: Any) -> None:
    fields: dict[str, Any] = {
        "building_id": uuid7(),
        "room_id": uuid7(),
        "member_id": uuid7(),
        "time_zone": "UTC",
        "starts": FIRST,
        "ends": "2031-03-24T10:00:00",
        "rrule": "FREQ=WEEKLY",
        "no_shows_rule": {"rule": "series_no_shows", "value": 2},
        "continues_with": THIRD,
        "extend_at": at(24),
    }
    story.record(SeriesPlaced, series_id, **(fields | changes))


def only(story: Story, table: str) -> dict[str, Any]:
    (row,) = story.rows(table)
    return row


def test_dates_given_up_may_come_back(story: Story, engine: Engine) -> None:
    series_id = uuid7()
    place(story, series_id, skipped=skipped(FIRST, SECOND))
    engine.catch_up("series")
    before = only(story, "series_series")
    story.record(SeriesCancelled, series_id)
    story.record(
        SeriesRevived,
        series_id,
        undone_command_id=uuid7(),
        skipped=skipped(FIRST, SECOND),
        continues_with=before["continues_with"],
        extend_at=before["extend_at"],
    )
    engine.catch_up("series")

    assert only(story, "series_series") == before


@pytest.mark.parametrize("in_batches", [False, True])
def test_a_series_is_as_its_facts_left_it(story: Story, engine: Engine, in_batches: bool) -> None:
    series_id = uuid7()

    def pause() -> None:
        if in_batches:
            engine.catch_up("series")

    place(story, series_id, skipped=skipped(FIRST, SECOND))
    pause()
    story.record(
        SeriesExtended, series_id, skipped=skipped(THIRD), continues_with="2031-04-14T09:00:00", extend_at=at(48)
    )
    pause()
    story.record(SeriesSkippedDatesPlaced, series_id, occurrences=[FIRST])
    story.record(SeriesChanged, series_id, title="Review")
    engine.catch_up("series")

    row = only(story, "series_series")
    assert [date["occurrence"] for date in row["skipped"]] == [SECOND, THIRD]
    assert (row["title"], row["continues_with"], row["extend_at"]) == ("Review", "2031-04-14T09:00:00", at(48))
    assert row["live"]


@pytest.mark.parametrize(
    ("given_up", "left", "state"),
    [
        ({"from_occurrence": SECOND}, [FIRST], (False, True)),
        ({"from_occurrence": FIRST, "to_occurrence": SECOND}, [SECOND], (True, True)),
        ({}, [], (False, False)),
    ],
)
def test_dates_given_up_are_skipped_no_more(
    story: Story, engine: Engine, given_up: dict[str, str], left: list[str], state: tuple[bool, bool]
) -> None:
    series_id = uuid7()
    place(story, series_id, skipped=skipped(FIRST, SECOND))
    story.record(SeriesCancelled, series_id, **given_up)
    engine.catch_up("series")

    row = only(story, "series_series")
    assert [date["occurrence"] for date in row["skipped"]] == left
    assert (row["extend_at"] is not None, row["live"]) == state


@pytest.mark.parametrize("in_batches", [False, True])
def test_no_shows_in_a_row_make_a_series_due_to_be_ended(story: Story, engine: Engine, in_batches: bool) -> None:
    series_id, room = uuid7(), uuid7()
    place(story, series_id)
    bookings = [
        story.booking(room, at(9 + hour), at(10 + hour), series_id=series_id, occurrence=f"{FIRST}{hour}")
        for hour in range(4)
    ]
    single = story.booking(room, at(20), at(21))
    due = []
    story.record(BookingReleased, single, why={})
    for number, booking in enumerate(bookings):
        if number == 1:
            story.record(BookingCheckedIn, booking, by="member")
        else:
            story.record(BookingReleased, booking, why={})
        if in_batches:
            engine.catch_up("series")
            due.append(only(story, "series_series")["end_at"] is not None)
    engine.catch_up("series")

    row = only(story, "series_series")
    assert (row["no_shows"], row["end_at"] is not None) == (2, True)
    assert due == ([False, False, False, True] if in_batches else [])
    story.record(SeriesEnded, series_id, why={"rule": "series_no_shows"})
    engine.catch_up("series")
    assert not only(story, "series_series")["live"]


def test_dates_changed_by_themselves_are_told_apart(story: Story, engine: Engine) -> None:
    series_id, room = uuid7(), uuid7()
    place(story, series_id)
    moved, along, handed = (
        story.booking(room, at(hour), at(hour + 1), series_id=series_id, occurrence=f"{hour}") for hour in (9, 10, 11)
    )
    where = {"building_id": uuid7(), "room_id": room, "time_zone": "UTC", "units": [room]}
    for booking, with_series in ((moved, False), (along, True)):
        story.record(BookingRescheduled, booking, starts_at=at(15), ends_at=at(16), with_series=with_series, **where)
    story.record(BookingHandedOver, handed, member_id=uuid7())
    engine.catch_up("series")

    rows = {row["booking_id"]: row for row in story.rows("series_bookings")}
    assert [rows[booking]["apart"] for booking in (moved, along, handed)] == [True, False, True]
    assert rows[along]["starts_at"] == at(15)
