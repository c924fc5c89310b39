from datetime import datetime
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.events.bookings import BookingCancelled, BookingFinished, BookingRescheduled
from bookit.events.rooms import RoomClosed, RoomReopened
from bookit.projections import Engine
from tests.projections.story import Story, at


def _busy(story: Story) -> set[tuple[UUID, datetime, datetime, int | None]]:
    return {
        (row["unit_id"], row["starts_at"], row["ends_at"], row["places"]) for row in story.rows("availability_busy")
    }


@pytest.mark.parametrize("in_batches", [False, True])
def test_units_are_busy_while_bookings_and_closures_hold_them(story: Story, engine: Engine, in_batches: bool) -> None:
    """Whether the facts come in one batch or in several."""
    room, seat, hall, closure = uuid7(), uuid7(), uuid7(), uuid7()
    moved = story.booking(room, at(9), at(10), units=[room, seat])
    cancelled = story.booking(room, at(10), at(11))
    finished = story.booking(room, at(12), at(14), units=[room, seat])
    story.booking(hall, at(9), at(10), places=3)
    units = [room, seat]
    story.record(RoomClosed, room, closure_id=closure, starts_at=at(20), ends_at=at(80), reason="-", units=units)
    if in_batches:
        engine.catch_up("availability")
    story.record(
        BookingRescheduled,
        moved,
        building_id=uuid7(),
        room_id=room,
        seat_id=seat,
        starts_at=at(15),
        ends_at=at(16),
        time_zone="UTC",
        units=[seat],
    )
    story.record(BookingCancelled, cancelled)
    story.record(BookingFinished, finished, ended_at=at(13))
    if in_batches:
        engine.catch_up("availability")
    story.record(RoomReopened, room, closure_id=closure, starts_at=at(30), ends_at=at(40), reason="-")
    engine.catch_up("availability")

    assert _busy(story) == {
        (seat, at(15), at(16), None),
        (room, at(12), at(13), None),
        (seat, at(12), at(13), None),
        (hall, at(9), at(10), 3),
        (room, at(20), at(30), None),
        (seat, at(20), at(30), None),
        (room, at(40), at(80), None),
        (seat, at(40), at(80), None),
    }
