"""Dates that a series had to skip come back by themselves: booked or offered, as the waitlist of their place does."""

from typing import Any
from uuid import UUID

import pytest

from bookit.commands.bookings import CancelBooking
from bookit.commands.closing import CloseRoom, PeriodBody
from bookit.commands.members import SuspendMember
from bookit.commands.series import (
    CancelSeries,
    ChangeSeries,
    ExtendSeries,
    OfferSkipped,
    PlaceSeries,
    RetrySkipped,
)
from bookit.commands.undo import Undo
from bookit.commands.waitlist import AcceptOffer, LapseOffer, LeaveWaitlist, PromoteWaiting, Spot
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone, QuotaExceeded, RoomTaken
from bookit.domain.series import Series
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry
from bookit.events.values import BookingStatus
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

SECOND = "2031-03-26T09:00:00"


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


async def skipping(org: Organisation, room: UUID, who: Actor, **changes: Any) -> tuple[UUID, UUID]:
    """A series from tomorrow on, daily at nine, whose second date another booking has; and that booking."""
    other = await org.book(room, at(9, day=2), at(10, day=2))
    wish = {"starts_at": at(9, day=1), "ends_at": at(10, day=1), "rrule": "FREQ=DAILY;COUNT=3", "title": "Planning"}
    placed = await org.do(PlaceSeries(room_id=room, on_conflict="skip", **(wish | changes)), who)
    assert [each.occurrence for each in placed.skipped] == [SECOND]
    return placed.series_id, other


async def waiting(org: Organisation, series_id: UUID) -> WaitlistEntry:
    series = await org.look(Series, series_id)
    return await org.look(WaitlistEntry, series.waitlist_id(SECOND))


async def date(org: Organisation, series_id: UUID) -> Booking:
    series = await org.look(Series, series_id)
    return await org.look(Booking, series.booking_id(SECOND))


@pytest.fixture
async def offering(org: Organisation, building: UUID) -> UUID:
    """A room whose waitlist offers places."""
    return await org.room(building, policy={"waitlist": "offer", "waitlist_offer_minutes": 60})


@pytest.fixture
async def offered(org: Organisation, offering: UUID, ada: Actor) -> UUID:
    """A series of Ada's with a date on offer."""
    series_id, other = await skipping(org, offering, ada)
    await org.do(CancelBooking(booking_id=other))
    await org.do(OfferSkipped(series_id=series_id))
    return series_id


async def test_a_skipped_date_is_booked_as_soon_as_it_can_be(org: Organisation, building: UUID, ada: Actor) -> None:
    series_id, other = await skipping(org, await org.room(building), ada)
    with pytest.raises(RoomTaken):
        await org.do(OfferSkipped(series_id=series_id))

    await org.do(CancelBooking(booking_id=other))
    answer = await org.do(OfferSkipped(series_id=series_id))

    assert [each.starts_at for each in answer.placed] == [at(9, day=2)]
    booking = await date(org, series_id)
    assert (booking.member_id, booking.status) == (ada.member_id, BookingStatus.CONFIRMED)
    assert booking.title == (await org.look(Series, series_id)).template(SECOND).title is not None
    assert (booking.origin.series_id, booking.origin.occurrence) == (series_id, SECOND)
    with pytest.raises(AlreadyDone):
        await org.do(OfferSkipped(series_id=series_id))


async def test_where_the_waitlist_offers_a_skipped_date_is_offered(
    org: Organisation, offered: UUID, ada: Actor
) -> None:
    entry = await waiting(org, offered)
    assert (entry.status, entry.member_id) == (WaitingStatus.OFFERED, ada.member_id)
    assert entry.title == (await org.look(Series, offered)).template(SECOND).title is not None
    assert [(start, end) for _, start, end in await org.claims(entry.id)] == [(at(9, day=2), at(10, day=2))]

    await org.do(AcceptOffer(waitlist_id=entry.id), ada)

    booking = await date(org, offered)
    assert (booking.origin.series_id, booking.origin.occurrence) == (offered, SECOND)
    assert (await org.look(Series, offered)).skipped == {}


async def test_a_date_is_offered_once(org: Organisation, offered: UUID, ada: Actor) -> None:
    await org.do(LeaveWaitlist(waitlist_id=(await waiting(org, offered)).id), ada)

    with pytest.raises(AlreadyDone):
        await org.do(OfferSkipped(series_id=offered))
    retried = await org.do(RetrySkipped(series_id=offered), ada)
    assert [each.occurrence for each in retried.placed] == [SECOND]


async def test_an_offer_that_lapsed_waits_on_in_the_line(org: Organisation, offering: UUID, offered: UUID) -> None:
    entry = await waiting(org, offered)
    org.clock.now = at(9)
    await org.do(LapseOffer(waitlist_id=entry.id))
    await org.do(PromoteWaiting(waitlist_id=entry.id, spots=[Spot(room_id=offering)]))

    assert (await waiting(org, offered)).status is WaitingStatus.OFFERED


async def test_asking_for_a_date_on_offer_takes_it(org: Organisation, offered: UUID, ada: Actor) -> None:
    entry = await waiting(org, offered)

    retried = await org.do(RetrySkipped(series_id=offered), ada)

    assert [each.occurrence for each in retried.placed] == [SECOND]
    assert (await waiting(org, offered)).status is WaitingStatus.LEFT
    assert await org.claims(entry.id) == []


async def test_who_gives_the_series_up_waits_for_none_of_its_dates(
    org: Organisation, offered: UUID, ada: Actor
) -> None:
    entry = await waiting(org, offered)

    await org.do(CancelSeries(series_id=offered), ada)

    assert (await waiting(org, offered)).status is WaitingStatus.LEFT
    assert await org.claims(entry.id) == []


async def test_a_date_that_has_changed_is_not_given_as_it_was(org: Organisation, offered: UUID, ada: Actor) -> None:
    await org.do(ChangeSeries(series_id=offered, scope="all", start_time="14:00"), ada)

    assert (await waiting(org, offered)).status is WaitingStatus.LEFT
    assert list((await org.look(Series, offered)).skipped) == [SECOND]


async def test_an_offer_outlives_the_undoing_of_other_things(org: Organisation, offered: UUID, ada: Actor) -> None:
    series = await org.look(Series, offered)
    first = series.booking_id(next(series.booked()))
    await org.do(CancelBooking(booking_id=first), ada)
    await org.do(Undo(command_id=org.witness.receipts[-1].command_id), ada)

    assert (await waiting(org, offered)).status is WaitingStatus.OFFERED


async def test_quotas_and_approval_hold_for_dates_that_come_back(org: Organisation, building: UUID, ada: Actor) -> None:
    policy = {"quotas": [{"name": "fair", "per": "day", "bookings": 1}], "approval_always": True}
    room = await org.room(building, policy=policy)
    series_id, other = await skipping(org, room, ada)
    await org.do(CancelBooking(booking_id=other))
    mine = await org.book(room, at(12, day=2), at(13, day=2), ada)
    with pytest.raises(QuotaExceeded):
        await org.do(OfferSkipped(series_id=series_id))

    await org.do(CancelBooking(booking_id=mine), ada)
    await org.do(OfferSkipped(series_id=series_id))

    assert (await date(org, series_id)).status is BookingStatus.PENDING


async def test_who_has_left_gets_no_dates_back(org: Organisation, building: UUID, ada: Actor) -> None:
    series_id, other = await skipping(org, await org.room(building), ada)
    await org.do(CancelBooking(booking_id=other))
    await org.do(SuspendMember(member_id=ada.member_id, reason="Left"))

    with pytest.raises(AlreadyDone):
        await org.do(OfferSkipped(series_id=series_id))


async def test_a_closed_date_on_offer_is_taken_back_and_waits_on(
    org: Organisation, offering: UUID, offered: UUID
) -> None:
    period = PeriodBody(starts_at=at(8, day=2), ends_at=at(12, day=2))
    await org.do(CloseRoom(room_id=offering, period=period, reason="Flood"))

    assert (await waiting(org, offered)).status is WaitingStatus.WAITING


async def test_dates_that_the_horizon_brought_come_back_as_well(org: Organisation, building: UUID, ada: Actor) -> None:
    room = await org.room(building, policy={"horizon_days": 1})
    wish = PlaceSeries(room_id=room, starts_at=at(9), ends_at=at(10), rrule="FREQ=DAILY;COUNT=3")
    series_id = (await org.do(wish, ada)).series_id
    org.clock.now = at(9, day=1)
    other = await org.book(room, at(9, day=2), at(10, day=2))
    assert [each.occurrence for each in (await org.do(ExtendSeries(series_id=series_id))).skipped] == [SECOND]

    await org.do(CancelBooking(booking_id=other))
    await org.do(OfferSkipped(series_id=series_id))

    assert (await date(org, series_id)).period.start == at(9, day=2)
