"""Calendar, availability and the verifier's holdings fold a booking's facts as the aggregate does."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.domain.aggregate import replay
from bookit.domain.booking import LIVE, Booking
from bookit.events import Event, encode
from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPartyChanged,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    FeedbackLeft,
)
from bookit.events.values import BookingStatus
from bookit.ledger.faults import Check, Faults
from bookit.ledger.holdings import Holdings, fold_row
from bookit.projections import Engine
from tests.projections.story import Story, at

ROOM, MEMBER = uuid7(), uuid7()
WHY = {"rule": "check_in_grace_minutes", "value": 15}
BUFFERED = {"claimed_from": at(8.5), "claimed_to": at(11)}
PENDING: dict[str, Any] = {"pending": True, "approval": [{"rule": "approval_always"}], "decide_by": at(9)}
CHECKED = {"check_in_from": at(8.75), "check_in_by": at(9.25), "check_in_rule": WHY}
MOVED = {"building_id": uuid7(), "room_id": ROOM, "starts_at": at(14), "ends_at": at(15), "time_zone": "UTC"}
RESTORED = {"undone_command_id": uuid7(), "starts_at": at(9), "ends_at": at(10), "units": [ROOM]}

Steps = Sequence[tuple[type[Event], dict[str, Any]]]

STORIES: dict[str, tuple[dict[str, Any], Steps]] = {
    "placed": (BUFFERED, []),
    "approved": (PENDING | BUFFERED, [(BookingApproved, {"reason": "Welcome"})]),
    "rejected": (PENDING | BUFFERED, [(BookingRejected, {"reason": "No"})]),
    "expired": (PENDING, [(BookingExpired, {"why": WHY})]),
    "checked in": (CHECKED, [(BookingCheckedIn, {"by": "member"})]),
    "released": (CHECKED | BUFFERED, [(BookingReleased, {"why": WHY})]),
    "handed over": ({}, [(BookingHandedOver, {"member_id": MEMBER})]),
    "with others": ({"attendees": 2, "places": 2}, [(BookingPartyChanged, {"attendees": 3, "places": 3})]),
    "cancelled": (BUFFERED, [(BookingCancelled, {"reason": "Ill"})]),
    "moved without buffers": (BUFFERED, [(BookingRescheduled, {**MOVED, "units": [ROOM]})]),
    "moved and pending now": (CHECKED, [(BookingRescheduled, {**MOVED, "units": [ROOM], **PENDING})]),
    "moved after check-in": (
        CHECKED,
        [(BookingCheckedIn, {"by": "door"}), (BookingRescheduled, {**MOVED, "units": [ROOM], "checked_in": True})],
    ),
    "finished with its buffer": (BUFFERED, [(BookingFinished, {"ended_at": at(9.5), "claimed_to": at(10.5)})]),
    "finished": ({}, [(BookingFinished, {"ended_at": at(9.5)})]),
    "cancelled and restored": (
        BUFFERED,
        [
            (BookingCancelled, {"reason": "Ill"}),
            (BookingRestored, {**RESTORED, "status": BookingStatus.CONFIRMED, **BUFFERED}),
        ],
    ),
    "pending, displaced and restored": (
        PENDING,
        [
            (BookingDisplaced, {"closure_id": uuid7(), "reason": "Flood"}),
            (BookingRestored, {**RESTORED, "status": BookingStatus.PENDING}),
        ],
    ),
    "rated": (
        {},
        [(BookingFinished, {"ended_at": at(9.5)}), (FeedbackLeft, {"rating": 4, "text": "Bright"})],
    ),
}


def tell(story: Story, name: str) -> list[Event]:
    placed, steps = STORIES[name]
    facts = [story.placing(ROOM, at(9), at(10), **placed)]
    booking_id = facts[0].originator_id
    return facts + [story.make(kind, booking_id, **fields) for kind, fields in steps]


@pytest.mark.parametrize("in_batches", [False, True])
def test_read_models_show_a_booking_as_it_is(story: Story, engine: Engine, in_batches: bool) -> None:
    """Whether its facts come in one batch or each in its own."""
    expected: dict[UUID, Booking] = {}
    for name in STORIES:
        facts = tell(story, name)
        for fact in facts:
            story.record_all([fact])
            if in_batches:
                engine.catch_up("calendar")
                engine.catch_up("availability")
        booking = replay(facts)
        assert isinstance(booking, Booking)
        expected[booking.id] = booking
    engine.catch_up("calendar")
    engine.catch_up("availability")

    rows = {row["booking_id"]: row for row in story.rows("calendar_bookings")}
    shown = {
        booking_id: (
            row["status"],
            row["member_id"],
            (row["starts_at"], row["ends_at"]),
            (row["claimed_from"], row["claimed_to"]),
            (row["approval"], row["decide_by"]),
            (row["check_in_from"], row["check_in_by"]),
            row["version"],
            row["rating"] is not None,
            (row["attendees"], row["places"]),
        )
        for booking_id, row in rows.items()
    }
    assert shown == {
        booking_id: (
            booking.status,
            booking.member_id,
            (booking.period.start, booking.period.end),
            (booking.claimed.start, booking.claimed.end),
            (booking.terms.approval, booking.terms.decide_by),
            (booking.terms.check_in_from, booking.terms.check_in_by),
            booking.version,
            booking.rated,
            (booking.attendees, booking.place.places),
        )
        for booking_id, booking in expected.items()
    }
    busy = {
        (row["source_id"], row["starts_at"], row["ends_at"], row["places"]) for row in story.rows("availability_busy")
    }
    assert busy == {
        (booking.id, booking.claimed.start, booking.claimed.end, booking.place.places)
        for booking in expected.values()
        if booking.status in LIVE | {BookingStatus.FINISHED}
    }


def test_what_was_said_is_kept(story: Story, engine: Engine) -> None:
    for name in ("approved", "rejected", "expired", "released", "checked in", "rated"):
        story.record_all(tell(story, name))
    engine.catch_up("calendar")

    approved, rejected, expired, released, checked_in, rated = story.rows("calendar_bookings", "position")
    assert (approved["reason"], rejected["reason"]) == ("Welcome", "No")
    assert expired["why"] == released["why"] == WHY
    assert checked_in["checked_in_by"] == "member"
    assert (rated["rating"], rated["feedback"]) == (4, "Bright")


def verify_all(holdings: Holdings, facts: Sequence[Event]) -> None:
    """Let the verifier read facts as the ledger keeps them, each from a command of its own."""
    for position, fact in enumerate(facts, 1):
        stream, version = str(fact.originator_id), fact.originator_version
        fold_row(holdings, position, bytes([position]), stream, version, fact.TOPIC, encode(fact))
    holdings.close_command()


@pytest.mark.parametrize("name", STORIES)
def test_the_verifier_holds_a_booking_to_what_it_claims(story: Story, name: str) -> None:
    facts = tell(story, name)
    booking = replay(facts)
    assert isinstance(booking, Booking)
    holdings = Holdings(Faults())

    verify_all(holdings, facts)

    held = holdings.by_holder.get(str(booking.id))
    if booking.status not in LIVE | {BookingStatus.FINISHED}:
        assert held is None
        return
    assert held is not None
    epoch = at(0).timestamp()
    claimed = [(booking.claimed.start.timestamp() - epoch, booking.claimed.end.timestamp() - epoch)]
    assert [(start / 1e6 - epoch, end / 1e6 - epoch) for start, end in held.periods] == claimed
    assert held.places == booking.place.places


def test_the_verifier_sees_an_overlap_that_only_buffers_make(story: Story) -> None:
    holdings = Holdings(Faults())

    first = story.placing(ROOM, at(9), at(10), claimed_from=at(9), claimed_to=at(10.5))
    second = story.placing(ROOM, at(10), at(11))
    verify_all(holdings, (first, second))

    assert holdings.faults.counts.total() == 1


def test_the_verifier_wants_a_claim_to_cover_its_stay(story: Story) -> None:
    holdings = Holdings(Faults())

    verify_all(holdings, [story.placing(ROOM, at(9), at(10), claimed_to=at(9.5))])

    assert holdings.faults.counts == {Check.FOLDING: 1}
