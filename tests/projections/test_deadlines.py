from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
)
from bookit.events.values import BookingStatus
from bookit.projections import Engine
from tests.projections.story import Story, at

WHY = {"rule": "check_in_grace_minutes", "value": 15}


def _where(story: Story, room: UUID, start: float, end: float) -> dict[str, Any]:
    return {
        "building_id": uuid7(),
        "room_id": room,
        "starts_at": at(start),
        "ends_at": at(end),
        "time_zone": "UTC",
        "units": [room],
    }


@pytest.mark.parametrize("in_batches", [False, True])
def test_what_is_due_follows_from_the_facts(story: Story, engine: Engine, in_batches: bool) -> None:
    """Whether they come in one batch or each in its own."""

    def pause() -> None:
        if in_batches:
            engine.catch_up("deadlines")

    room = uuid7()
    coming = {"check_in_by": at(9.25)}
    asked = {"pending": True, "decide_by": at(8)} | coming
    without, waits, undecided = (story.booking(room, at(9), at(10), **terms) for terms in ({}, coming, asked))
    approved, moved, longer, handed_over = (
        story.booking(room, at(9), at(10), **terms) for terms in (asked, coming, coming, coming)
    )
    ended = {
        fact: story.booking(room, at(9), at(10), **terms)
        for fact, terms in (
            (BookingCheckedIn, coming),
            (BookingReleased, coming),
            (BookingRejected, asked),
            (BookingExpired, asked),
            (BookingFinished, coming),
        )
    }
    cancelled, displaced = story.booking(room, at(9), at(10), **coming), story.booking(room, at(9), at(10), **coming)
    restored = story.booking(room, at(9), at(10), **coming)
    pause()
    story.record(BookingApproved, approved)
    story.record(BookingRescheduled, moved, **_where(story, room, 12, 13), check_in_by=at(12.25))
    story.record(BookingRescheduled, longer, **_where(story, room, 9, 12), checked_in=True)
    story.record(BookingHandedOver, handed_over, member_id=uuid7())
    story.record(BookingCheckedIn, ended[BookingCheckedIn], by="member")
    story.record(BookingReleased, ended[BookingReleased], why=WHY)
    story.record(BookingRejected, ended[BookingRejected])
    story.record(BookingExpired, ended[BookingExpired], why=WHY)
    story.record(BookingFinished, ended[BookingFinished], ended_at=at(9.5))
    for gone in (cancelled, restored):
        story.record(BookingCancelled, gone)
    story.record(BookingDisplaced, displaced, closure_id=uuid7(), reason="Flood")
    pause()
    story.record(
        BookingRestored,
        restored,
        undone_command_id=uuid7(),
        status=BookingStatus.CONFIRMED,
        starts_at=at(9),
        ends_at=at(10),
        units=[room],
    )
    engine.catch_up("deadlines")

    rows = {row["booking_id"]: row for row in story.rows("deadlines_bookings")}
    assert rows.keys() == {waits, undecided, approved, moved, handed_over, cancelled, displaced, restored}
    assert without not in rows
    assert {booking for booking, row in rows.items() if row["pending"]} == {undecided}
    assert {booking for booking, row in rows.items() if not row["live"]} == {cancelled, displaced}
    assert rows[undecided]["decide_by"] == at(8)
    assert {rows[booking]["check_in_by"] for booking in (waits, approved, handed_over, restored)} == {at(9.25)}
    assert rows[moved]["check_in_by"] == at(12.25)
