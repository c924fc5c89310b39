import orjson

from bookit.events import encode
from bookit.events.bookings import BookingCancelled
from bookit.projections import Engine
from tests.projections.story import MONDAY, Story, at


def test_history_keeps_every_event_as_stored(story: Story, engine: Engine) -> None:
    room = story.room(story.building())
    placed = story.placing(room, at(9), at(10), title="Plan")
    story.record_all([placed])
    story.record(BookingCancelled, placed.originator_id, reason="Ill")
    unknown = story.record_raw(placed.originator_id, "booking.framed", b'{"frame":"gold"}')
    engine.catch_up("history")

    rows = story.rows("history_events")
    assert [row["position"] for row in rows] == list(range(1, unknown + 1))
    kept = rows[2]
    assert (kept["stream_id"], kept["stream_version"], kept["topic"]) == (placed.originator_id, 1, "booking.placed")
    assert kept["data"] == orjson.loads(encode(placed))
    assert (kept["actor_id"], kept["recorded_at"]) == (story.actor, MONDAY)
    assert rows[-1]["data"] == {"frame": "gold"}
