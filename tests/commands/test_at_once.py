"""Many at once, through two processes: capacity and quotas are never exceeded, what becomes free is given once."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from bookit.commands import Command
from bookit.commands.bookings import CancelBooking, PlaceBooking, RescheduleBooking
from bookit.commands.series import OfferSkipped, PlaceSeries, RetrySkipped
from bookit.commands.waitlist import AcceptOffer, JoinWaitlist, LapseOffer, PromoteWaiting, Spot
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.errors import Refusal
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry
from bookit.events.values import RoomKind
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio


async def at_once(org: Organisation, *wishes: tuple[Command, Actor]) -> list[Any]:
    """The answers and refusals; whatever else comes up is raised."""
    executors = [org.executor, org.new_executor()]
    asked = [org.do(command, by, through=executors[number % 2]) for number, (command, by) in enumerate(wishes)]
    told = await asyncio.gather(*asked, return_exceptions=True)
    for answer in told:
        if isinstance(answer, BaseException) and not isinstance(answer, Refusal):
            raise answer
    return told


def given(told: Sequence[Any]) -> list[Any]:
    return [answer for answer in told if not isinstance(answer, BaseException)]


async def garage(org: Organisation, capacity: int, **changes: Any) -> UUID:
    return await org.room(await org.building(), kind=RoomKind.PARKING, capacity=capacity, **changes)


async def most_at_once(org: Organisation, room: UUID) -> int:
    """The most places that are ever taken together."""
    rows = await org.rows("SELECT lower(during), upper(during), places FROM {schema}.claims WHERE unit_id = %s", room)
    return max(sum(int(places) for start, end, places in rows if start <= moment < end) for moment, _, _ in rows)


async def test_shared_places_are_never_given_twice(org: Organisation) -> None:
    room = await garage(org, 7)
    members = [await org.member() for _ in range(3)]
    wishes = [
        (
            PlaceBooking(room_id=room, starts_at=at(9 + n % 3), ends_at=at(11 + n % 3), attendees=1 + n % 2),
            members[n % 3],
        )
        for n in range(30)
    ]

    told = await at_once(org, *wishes)

    assert 0 < len(given(told)) < len(wishes)
    assert await most_at_once(org, room) == 7


async def test_capacity_and_quotas_hold_while_bookings_come_move_and_go(org: Organisation) -> None:
    room = await garage(org, 4, policy={"quotas": [{"name": "fair", "per": "day", "bookings": 3}]})
    members = [await org.member() for _ in range(2)]
    first = [
        (await org.do(PlaceBooking(room_id=room, starts_at=at(9), ends_at=at(11)), who)).booking_id
        for who in members
        for _ in range(2)
    ]
    wishes: list[tuple[Command, Actor]] = [
        (PlaceBooking(room_id=room, starts_at=at(8 + n % 4), ends_at=at(10 + n % 4)), members[n % 2]) for n in range(20)
    ]
    wishes += [(RescheduleBooking(booking_id=booking, starts_at=at(10), ends_at=at(12)), SYSTEM) for booking in first]
    wishes += [(CancelBooking(booking_id=first[0]), SYSTEM)]

    await at_once(org, *wishes)

    assert await most_at_once(org, room) <= 4
    charged = await org.rows(
        "SELECT holder_id, sum(amount) FROM {schema}.charges WHERE holder_id = ANY (%s) GROUP BY 1",
        [who.member_id for who in members],
    )
    assert max(amount for _, amount in charged) == 3


@pytest.mark.parametrize("waitlist", ["book", "offer"])
async def test_one_place_goes_to_one_of_those_who_wait_book_and_move_at_once(org: Organisation, waitlist: str) -> None:
    room = await org.room(await org.building(), policy={"waitlist": waitlist})
    members = [await org.member() for _ in range(4)]
    waits = [
        (await org.do(JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10)), who)).waitlist_id for who in members
    ]
    elsewhere = await org.book(room, at(14), at(15), members[0])
    promotions = [(PromoteWaiting(waitlist_id=who, spots=[Spot(room_id=room)]), SYSTEM) for who in waits]
    book: list[tuple[Command, Actor]] = [
        (PlaceBooking(room_id=room, starts_at=at(9, 30), ends_at=at(10, 30)), who) for who in members
    ]
    move: list[tuple[Command, Actor]] = [
        (RescheduleBooking(booking_id=elsewhere, starts_at=at(9), ends_at=at(10)), members[0])
    ]

    told = await at_once(org, *promotions, *promotions, *book, *move)

    assert len(given(told)) == 1
    assert (
        len(await org.rows("SELECT 1 FROM {schema}.claims WHERE unit_id = %s AND during && %s", room, _nine(org))) == 1
    )


def _nine(org: Organisation) -> str:
    return f"[{at(9).isoformat()},{at(10).isoformat()})"


async def test_of_accepting_an_offer_twice_and_losing_it_one_happens(org: Organisation) -> None:
    room = await org.room(await org.building(), policy={"waitlist": "offer", "waitlist_offer_minutes": 10})
    for _ in range(5):
        ada = await org.member()
        org.clock.now = at(7, 30)
        entry = (await org.do(JoinWaitlist(room_id=room, starts_at=at(9), ends_at=at(10)), ada)).waitlist_id
        await org.do(PromoteWaiting(waitlist_id=entry, spots=[Spot(room_id=room)]))
        org.clock.now = at(7, 39)
        accept: list[tuple[Command, Actor]] = [(AcceptOffer(waitlist_id=entry), ada)] * 4

        told = await at_once(org, *accept, (LapseOffer(waitlist_id=entry), SYSTEM))

        (accepted,) = given(told)
        assert (await org.look(WaitlistEntry, entry)).status is WaitingStatus.PROMOTED
        await org.do(CancelBooking(booking_id=accepted.booking_id))


async def test_a_skipped_date_comes_back_once_whoever_gives_it(org: Organisation) -> None:
    room = await org.room(await org.building())
    ada = await org.member()
    other = await org.book(room, at(9, day=1), at(10, day=1))
    wish = PlaceSeries(room_id=room, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=2", on_conflict="skip")
    series = (await org.do(wish, ada)).series_id
    await org.do(CancelBooking(booking_id=other))
    give: list[tuple[Command, Actor]] = [
        (OfferSkipped(series_id=series), SYSTEM),
        (RetrySkipped(series_id=series), ada),
    ]

    told = await at_once(org, *give * 4)

    assert len(given(told)) == 1
    assert Counter(await org.topics(series)) == {"series.placed": 1, "series.skipped_dates_placed": 1}
