from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.events.bookings import BookingCancelled, BookingDisplaced, BookingFinished, BookingRescheduled
from bookit.projections import Engine
from tests.projections.story import Story, at


def _reschedule(story: Story, booking: UUID, room: UUID, start: float, end: float) -> None:
    story.record(
        BookingRescheduled,
        booking,
        building_id=uuid7(),
        room_id=room,
        starts_at=at(start),
        ends_at=at(end),
        time_zone="UTC",
        units=[room],
    )


@pytest.mark.parametrize("in_batches", [False, True])
def test_a_booking_is_as_its_facts_left_it(story: Story, engine: Engine, in_batches: bool) -> None:
    """Whether its facts come in one batch or each in its own."""

    def pause() -> None:
        if in_batches:
            engine.catch_up("calendar")

    room, other, member = uuid7(), uuid7(), uuid7()
    moved = story.booking(room, at(9), at(10), member_id=member, title="Plan", guests=["Ann"], attendees=3)
    cancelled = story.booking(room, at(10), at(11))
    displaced = story.booking(room, at(11), at(12))
    finished = story.booking(room, at(12), at(13))
    pause()
    _reschedule(story, moved, other, 14, 40)
    story.record(BookingCancelled, cancelled, reason="Ill")
    story.record(BookingDisplaced, displaced, closure_id=uuid7(), reason="Leak")
    pause()
    story.record(BookingFinished, finished, ended_at=at(12.5))
    engine.catch_up("calendar")

    rows = {row["booking_id"]: row for row in story.rows("calendar_bookings")}
    plan = rows[moved]
    assert (plan["status"], plan["room_id"], plan["version"], plan["position"]) == ("confirmed", other, 2, 1)
    assert (plan["starts_at"], plan["ends_at"], plan["over_a_day"]) == (at(14), at(40), True)
    assert (plan["member_id"], plan["title"], plan["guests"], plan["attendees"]) == (member, "Plan", ["Ann"], 3)
    assert (rows[cancelled]["status"], rows[cancelled]["reason"]) == ("cancelled", "Ill")
    assert (rows[displaced]["status"], rows[displaced]["reason"]) == ("cancelled", "Leak")
    assert (rows[finished]["status"], rows[finished]["ends_at"]) == ("finished", at(12.5))
