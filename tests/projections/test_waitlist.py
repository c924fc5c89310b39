from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.events.values import RoomKind
from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from bookit.projections import Engine
from tests.projections.story import Story, at

BUILDING = uuid7()


def _join(story: Story, room: UUID | None = None) -> UUID:
    waiting = uuid7()
    story.record(
        WaitlistJoined,
        waiting,
        member_id=uuid7(),
        building_id=BUILDING,
        room_id=room,
        kind=RoomKind.MEETING_ROOM,
        features=["screen"],
        starts_at=at(9),
        ends_at=at(10),
        attendees=4,
        title="Planning",
    )
    return waiting


def _offer(story: Story, waiting: UUID, room: UUID) -> None:
    story.record(
        WaitlistOffered,
        waiting,
        room_id=room,
        accept_by=at(8),
        units=[room],
        claimed_from=at(9),
        claimed_to=at(10),
        why={"rule": "waitlist_offer_minutes", "value": 60},
    )


@pytest.mark.parametrize("in_batches", [False, True])
def test_the_line_is_as_the_facts_left_it(story: Story, engine: Engine, in_batches: bool) -> None:
    """Whether they come in one batch or each in its own."""

    def pause() -> None:
        if in_batches:
            engine.catch_up("waitlist")

    room, booking = uuid7(), uuid7()
    lapsed, waits, offered, promoted, left, expired, given_up = (_join(story, room) for _ in range(7))
    pause()
    for who in (lapsed, offered, promoted, given_up):
        _offer(story, who, room)
    pause()
    story.record(WaitlistOfferLapsed, lapsed)
    story.record(WaitlistPromoted, promoted, booking_id=booking)
    story.record(WaitlistLeft, left)
    story.record(WaitlistExpired, expired)
    story.record(WaitlistOfferLapsed, given_up, waits_on=False)
    engine.catch_up("waitlist")

    rows = {row["waitlist_id"]: row for row in story.rows("waitlist_entries", order="place_in_line")}
    assert {who: row["status"] for who, row in rows.items()} == {
        lapsed: "waiting",
        waits: "waiting",
        offered: "offered",
        promoted: "promoted",
        left: "left",
        expired: "expired",
        given_up: "expired",
    }
    # Who let an offer lapse waits behind the others.
    assert [who for who, row in rows.items() if row["status"] == "waiting"] == [waits, lapsed]
    assert (rows[offered]["offered_room_id"], rows[offered]["accept_by"]) == (room, at(8))
    assert (rows[lapsed]["offered_room_id"], rows[lapsed]["accept_by"]) == (None, None)
    assert rows[promoted]["booking_id"] == booking
    assert (rows[waits]["kind"], rows[waits]["features"], rows[waits]["attendees"], rows[waits]["title"]) == (
        *("meeting_room", ["screen"]),
        *(4, "Planning"),
    )
