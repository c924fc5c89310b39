"""What to tell whom about the facts of a command: decided from the ledger alone, without a server."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import SYSTEM
from bookit.events import Created, Event
from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    BookingRetitled,
)
from bookit.events.sealed import Sealed
from bookit.events.series import SeriesEnded, SeriesExtended, SeriesPlaced, SeriesSkippedDatesPlaced
from bookit.events.values import BookingStatus
from bookit.events.waitlist import WaitlistExpired, WaitlistJoined, WaitlistLeft, WaitlistOffered, WaitlistOfferLapsed
from bookit.notifications.news import SUBJECT_OF, News
from bookit.notifications.tidings import Approvers, Happening, Tiding, tidings

NOW = datetime(2031, 3, 24, 8, tzinfo=UTC)
MEMBER, OTHER, MANAGER = uuid7(), uuid7(), uuid7()
HOUSE, ROOM = uuid7(), uuid7()
WHEN = {"starts_at": NOW + timedelta(hours=1), "ends_at": NOW + timedelta(hours=2)}
LATER = {"starts_at": NOW + timedelta(hours=3), "ends_at": NOW + timedelta(hours=4)}
PLACE: dict[str, Any] = {"building_id": HOUSE, "room_id": ROOM, "time_zone": "UTC", "units": [ROOM]}
PLACED = (BookingPlaced, {"member_id": MEMBER, **PLACE, **WHEN})
PENDING = (BookingPlaced, {"member_id": MEMBER, "pending": True, "decide_by": NOW, **PLACE, **WHEN})
WHY = {"why": {"rule": "a rule"}}

Fact = tuple[type[Event], dict[str, Any]]


def told(*facts: Fact, by: UUID = MANAGER, decided: datetime = NOW, recorded: datetime = NOW) -> Sequence[Tiding]:
    """What is told about the last of some facts of one stream."""
    events = stream(*facts, decided=decided)
    return tidings([Happening(events[-1], len(events), recorded)], by, {events[0].originator_id: events})


def told_at_once(first: Fact, *facts: Fact) -> Sequence[Tiding]:
    """What is told about a command that recorded these facts after the first."""
    events = stream(first, *facts)
    happenings = [Happening(event, event.originator_version, NOW) for event in events[1:]]
    return tidings(happenings, MANAGER, {events[0].originator_id: events})


def stream(*facts: Fact, decided: datetime = NOW) -> Sequence[Event]:
    stream_id, events = uuid7(), list[Event]()
    for version, (kind, fields) in enumerate(facts, 1):
        origin = {"originator_topic": kind.ORIGIN} if issubclass(kind, Created) else {}
        events.append(kind(originator_id=stream_id, originator_version=version, timestamp=decided, **origin, **fields))
    return events


def news(*facts: Fact, by: UUID = MANAGER) -> set[tuple[News, UUID | Approvers]]:
    return {(each.news, each.to) for each in told(*facts, by=by)}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ((BookingRescheduled, {**PLACE, **LATER}), News.MOVED),
        ((BookingCancelled, {}), News.CANCELLED),
        ((BookingDisplaced, {"closure_id": uuid7(), "reason": Sealed("Paint")}), News.DISPLACED),
        ((BookingReleased, WHY), News.RELEASED),
    ],
)
def test_members_are_told_what_others_do_with_their_bookings(fact: Fact, expected: News) -> None:
    assert news(PLACED, fact) == {(expected, MEMBER)}
    assert SUBJECT_OF[expected] == "bookings"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ((BookingApproved, {}), News.APPROVED),
        ((BookingRejected, {}), News.REJECTED),
        ((BookingExpired, WHY), News.EXPIRED),
    ],
)
def test_who_asked_is_told_the_decision(fact: Fact, expected: News) -> None:
    assert news(PENDING, fact) == {(expected, MEMBER)}
    assert SUBJECT_OF[expected] == "decisions"


def test_booking_for_another_tells_them_and_for_oneself_oneself() -> None:
    assert news(PLACED) == {(News.BOOKED, MEMBER)}
    assert news(PLACED, by=SYSTEM.member_id) == {(News.BOOKED, MEMBER)}
    assert news(PLACED, by=MEMBER) == {(News.OWN_BOOKED, MEMBER)}


def test_approvers_are_asked_for_what_is_pending_also_after_a_move() -> None:
    asked = (News.APPROVAL_WANTED, Approvers(HOUSE))
    assert asked in news(PENDING, by=MEMBER)
    assert asked in news(PLACED, (BookingRescheduled, {"pending": True, **PLACE, **LATER}), by=MEMBER)
    assert asked not in news(PLACED, by=MEMBER)


def test_a_booking_handed_over_concerns_two() -> None:
    handed_over = (BookingHandedOver, {"member_id": OTHER})
    assert news(PLACED, handed_over) == {(News.HANDED_TO_YOU, OTHER), (News.HANDED_ON, MEMBER)}
    assert news(PLACED, handed_over, by=MEMBER) == {(News.HANDED_TO_YOU, OTHER), (News.OWN_CANCELLED, MEMBER)}


def test_a_booking_that_came_back_is_told_with_its_place() -> None:
    restored = (
        BookingRestored,
        {"undone_command_id": uuid7(), "status": BookingStatus.CONFIRMED, "units": [ROOM], **WHEN},
    )
    assert news(PLACED, (BookingCancelled, {}), restored) == {(News.RESTORED, MEMBER)}


@pytest.mark.parametrize(
    "fact",
    [
        (BookingCheckedIn, {"by": "button"}),
        (BookingFinished, {"ended_at": NOW + timedelta(minutes=90)}),
    ],
)
def test_what_changes_nothing_for_a_calendar_is_not_told(fact: Fact) -> None:
    assert news(PLACED, fact) == set()


def test_another_title_is_told_and_others_who_come_only_if_somebody_else_says_so() -> None:
    retitled, brought = (BookingRetitled, {"title": Sealed("Plan")}), (BookingPartyChanged, {"attendees": 3})
    assert news(PLACED, retitled) == news(PLACED, brought) == {(News.CHANGED, MEMBER)}
    assert news(PLACED, retitled, by=MEMBER) == {(News.OWN_CHANGED, MEMBER)}
    assert news(PLACED, brought, by=MEMBER) == set()


def test_what_one_command_did_to_a_booking_is_told_once() -> None:
    retitled, brought = (BookingRetitled, {"title": Sealed("Plan")}), (BookingPartyChanged, {"attendees": 3})
    moved = (BookingRescheduled, {**PLACE, **LATER})
    ((changed,), (also_moved,)) = told_at_once(PLACED, retitled, brought), told_at_once(PLACED, moved, retitled)
    assert (changed.news, changed.version) == (News.CHANGED, 3)
    assert also_moved.news is News.MOVED


def test_a_move_to_where_it_was_is_no_news() -> None:
    assert news(PLACED, (BookingRescheduled, {**PLACE, **WHEN})) == set()


def test_a_move_says_where_it_was_before() -> None:
    (moved,) = told(PLACED, (BookingRescheduled, {**PLACE, **LATER}))
    assert moved.facts["starts_at"] == LATER["starts_at"].isoformat()
    assert moved.facts["before"]["starts_at"] == WHEN["starts_at"].isoformat()
    assert moved.version == 2


def test_the_past_is_told_to_nobody() -> None:
    """Neither what was decided long before it was recorded, nor what is about a stay that is over."""
    assert told(PLACED, decided=NOW - timedelta(days=7)) == []
    assert told(PLACED, recorded=NOW + timedelta(hours=2), decided=NOW + timedelta(hours=2)) == []


def test_news_hold_ids_and_times_and_nobodys_words() -> None:
    title = {"title": Sealed("Secret"), "guests": [Sealed("Eve")]}
    (booked,) = told((BookingPlaced, PLACED[1] | title))
    assert "Secret" not in str(booked.facts)
    assert "Eve" not in str(booked.facts)


WAITS = (WaitlistJoined, {"member_id": MEMBER, "building_id": HOUSE, **WHEN})
OFFER = (
    WaitlistOffered,
    {
        "room_id": ROOM,
        "accept_by": NOW,
        "units": [ROOM],
        "claimed_from": WHEN["starts_at"],
        "claimed_to": WHEN["ends_at"],
        "why": {},
    },
)


def test_who_waits_is_told_what_becomes_of_it() -> None:
    promoted = (BookingPlaced, PLACED[1] | {"waitlist_id": uuid7()})
    system = SYSTEM.member_id
    assert news(promoted, by=system) == {(News.PROMOTED, MEMBER)}
    assert news(WAITS, OFFER, by=system) == {(News.OFFERED, MEMBER)}
    assert news(WAITS, OFFER, (WaitlistOfferLapsed, {}), by=system) == {(News.OFFER_LAPSED, MEMBER)}
    assert news(WAITS, (WaitlistExpired, {}), by=system) == {(News.WAITED_IN_VAIN, MEMBER)}
    assert news(WAITS, (WaitlistLeft, {}), by=MEMBER) == set()


SERIES = (
    SeriesPlaced,
    {
        "building_id": HOUSE,
        "room_id": ROOM,
        "member_id": MEMBER,
        "time_zone": "UTC",
        "starts": "2031-03-24T09:00:00",
        "ends": "2031-03-24T10:00:00",
        "rrule": "FREQ=DAILY",
        "no_shows_rule": {"value": 3},
    },
)
SKIPPED = [{"occurrence": "2031-03-26T09:00:00", "why": {}}, {"occurrence": "2031-03-25T09:00:00", "why": {}}]


def test_a_series_that_goes_on_is_told_only_where_it_does_not() -> None:
    system = SYSTEM.member_id
    assert told(SERIES, (SeriesExtended, {}), by=system) == []
    assert news((BookingPlaced, PLACED[1] | {"series_id": uuid7()}), by=system) == set()
    (skipped,) = told(SERIES, (SeriesExtended, {"skipped": SKIPPED}), by=system)
    assert (skipped.news, skipped.to) == (News.DATES_SKIPPED, MEMBER)
    assert skipped.facts["occurrences"] == ["2031-03-25T09:00:00", "2031-03-26T09:00:00"]


def test_a_series_that_bookit_ends_or_mends_is_told() -> None:
    extended = (SeriesExtended, {"skipped": SKIPPED})
    placed = (SeriesSkippedDatesPlaced, {"occurrences": ["2031-03-25T09:00:00"]})
    assert news(SERIES, extended, placed) == {(News.DATES_PLACED, MEMBER)}
    assert news(SERIES, extended, placed, by=MEMBER) == set()
    assert news(SERIES, (SeriesEnded, WHY), by=SYSTEM.member_id) == {(News.SERIES_ENDED, MEMBER)}
