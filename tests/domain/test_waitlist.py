from collections.abc import Callable
from typing import Any

import pytest

from bookit.domain.booking import Place
from bookit.domain.errors import AlreadyDone, Conflict, Invalid
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry, Wish
from bookit.events import Event
from bookit.events.rooms import RoomRenamed
from bookit.events.sealed import Sealed
from bookit.events.values import RoomKind
from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from tests.domain.story import NOW, at, fact, given, named, period, recorded

WHY = {"rule": "waitlist_offer_minutes", "value": 60}
AQUARIUM = Place(named("house"), named("aquarium"), None, "UTC", (named("aquarium"),), None)
JOINED = fact(
    WaitlistJoined,
    member_id=named("ada"),
    building_id=named("house"),
    kind=RoomKind.MEETING_ROOM,
    features=["screen"],
    attendees=4,
    starts_at=at(12),
    ends_at=at(13),
    title="Planning",
)
OFFERED = fact(
    WaitlistOffered,
    room_id=named("aquarium"),
    accept_by=at(9),
    units=[named("aquarium")],
    claimed_from=at(12),
    claimed_to=at(13, 15),
    why=WHY,
)
LAPSED = fact(WaitlistOfferLapsed)
TAKEN_BACK = fact(WaitlistOfferLapsed, reason="Flood")
PROMOTED = fact(WaitlistPromoted, booking_id=named("booking"))
LEFT = fact(WaitlistLeft)
EXPIRED = fact(WaitlistExpired)


def wish(**changes: Any) -> Wish:
    anything: dict[str, Any] = {
        "building_id": named("house"),
        "room_id": None,
        "seat_id": None,
        "any_seat": False,
        "kind": RoomKind.MEETING_ROOM,
        "features": ["screen"],
        "attendees": 4,
    }
    return Wish(**(anything | changes))


def test_joining_records_what_is_waited_for() -> None:
    entry = WaitlistEntry.join(
        named("entry"), wish(), period(12, 13), member_id=named("ada"), title=Sealed("Planning"), at=NOW
    )

    assert recorded(entry) == [JOINED]
    assert entry.status is WaitingStatus.WAITING
    assert entry.period == period(12, 13)


def test_one_waits_for_a_time_to_come_and_for_a_seat_in_its_room() -> None:
    for wrong, when in ((wish(), period(7, 8)), (wish(seat_id=named("desk")), period(12, 13))):
        with pytest.raises(Invalid):
            WaitlistEntry.join(named("entry"), wrong, when, member_id=named("ada"), title=None, at=NOW)


def test_an_offer_keeps_a_place_with_its_buffers_for_a_while() -> None:
    entry = given(JOINED)

    entry.offer_place(AQUARIUM, period(12, 14), at(9), WHY, at=NOW)

    assert entry.status is WaitingStatus.OFFERED
    assert (entry.offer.claimed, entry.offer.units) == (period(12, 14), (named("aquarium"),))
    with pytest.raises(AlreadyDone):
        entry.offer_place(AQUARIUM, period(12, 14), at(9), WHY, at=NOW)


def test_an_offer_is_taken_until_its_time_is_over() -> None:
    entry = given(JOINED, OFFERED)

    assert entry.require_offer(at=at(8)).room_id == named("aquarium")
    with pytest.raises(AlreadyDone):
        entry.require_offer(at=at(9))
    with pytest.raises(AlreadyDone):
        given(JOINED).require_offer(at=at(8))


def test_an_offer_lapses_at_its_time_and_who_waits_waits_on() -> None:
    entry = given(JOINED, OFFERED)
    with pytest.raises(Conflict, match="still time"):
        entry.lapse(at=at(8))

    entry.lapse(at=at(9))

    assert recorded(entry) == [LAPSED]
    assert (entry.status, entry.offer) == (WaitingStatus.WAITING, None)


def test_who_lets_a_second_offer_lapse_waits_no_longer() -> None:
    entry = given(JOINED, OFFERED, LAPSED, OFFERED)

    entry.lapse(at=at(9))

    assert recorded(entry) == [fact(WaitlistOfferLapsed, waits_on=False)]
    assert entry.status is WaitingStatus.EXPIRED


def test_an_offer_that_is_taken_back_is_not_the_fault_of_who_waits() -> None:
    entry = given(JOINED, OFFERED, TAKEN_BACK, OFFERED)

    entry.lapse(at=at(9))

    assert entry.status is WaitingStatus.WAITING


@pytest.mark.parametrize("before", [(JOINED,), (JOINED, OFFERED)], ids=["waiting", "offered"])
def test_who_waits_gets_a_place_or_leaves_or_waits_in_vain(before: tuple[Event, ...]) -> None:
    promoted, leaving, late = given(*before), given(*before), given(*before)

    promoted.promote(named("booking"), at=NOW)
    leaving.leave(at=NOW)
    with pytest.raises(Conflict):
        late.expire(at=at(11))
    late.expire(at=at(12))

    assert (recorded(promoted), recorded(leaving), recorded(late)) == ([PROMOTED], [LEFT], [EXPIRED])
    assert (promoted.status, leaving.status, late.status) == (
        WaitingStatus.PROMOTED,
        WaitingStatus.LEFT,
        WaitingStatus.EXPIRED,
    )


@pytest.mark.parametrize("ended", [PROMOTED, LEFT, EXPIRED], ids=lambda event: event.TOPIC)
def test_who_waits_no_longer_gets_nothing_more(ended: Event) -> None:
    entry = given(JOINED, OFFERED, ended)

    verbs: list[Callable[[], None]] = [
        lambda: entry.promote(named("other"), at=NOW),
        lambda: entry.leave(at=NOW),
        lambda: entry.expire(at=at(13)),
        lambda: entry.lapse(at=at(13)),
        lambda: entry.offer_place(AQUARIUM, period(12, 13), at(9), WHY, at=NOW),
    ]
    for verb in verbs:
        with pytest.raises(AlreadyDone):
            verb()
    assert (recorded(entry), entry.offer) == ([], None)


def test_a_place_in_the_waitlist_knows_no_facts_of_rooms() -> None:
    with pytest.raises(TypeError, match=r"room\.renamed"):
        given(JOINED).when(fact(RoomRenamed, name="Aquarium"))
