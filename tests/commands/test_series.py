"""Series: placing, extending, changing and giving up many bookings at once, on a real ledger."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from bookit import connections
from bookit.commands import Command
from bookit.commands.approvals import ApproveBooking
from bookit.commands.bookings import CancelBooking, ChangeBooking, HandOverBooking, RescheduleBooking
from bookit.commands.buildings import CloseDay
from bookit.commands.closing import CloseRoom, PeriodBody
from bookit.commands.members import SuspendMember
from bookit.commands.policies import SetRoomPolicy
from bookit.commands.presence import CheckIn, ReleaseBooking
from bookit.commands.series import (
    ApplyBuildingZoneChange,
    ApplyZoneChange,
    CancelSeries,
    ChangeSeries,
    EndSeries,
    ExtendSeries,
    PlaceSeries,
    RetrySkipped,
    ScopePeriod,
)
from bookit.domain.actor import Actor
from bookit.domain.booking import Booking
from bookit.domain.errors import (
    AlreadyDone,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    QuotaExceeded,
    RoomTaken,
    RuleBroken,
)
from bookit.domain.series import Series
from bookit.events.values import BookingStatus, Role, RoomKind, Weekday
from bookit.ledger.append import Appender
from bookit.ledger.execution import Executor
from bookit.ledger.streams import Streams
from tests.organisation import NOW, Organisation, at

pytestmark = pytest.mark.anyio

WORKDAYS = {day: [("08:00", "18:00")] for day in list(Weekday)[:5]}


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: UUID) -> UUID:
    return await org.room(building)


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


def weekly(room_id: UUID, count: int = 4, **changes: Any) -> PlaceSeries:
    """Mondays from nine to ten."""
    wanted: dict[str, Any] = {
        "starts_at": at(9),
        "ends_at": at(10),
        "rrule": f"FREQ=WEEKLY;COUNT={count}",
        "title": "Planning",
        **changes,
    }
    return PlaceSeries(room_id=room_id, **wanted)


def starts(dates: list[Any]) -> list[datetime]:
    return [each.starts_at for each in dates]


def why(dates: list[Any]) -> list[tuple[str, str]]:
    return [(each.occurrence[:10], each.why) for each in dates]


async def ids(org: Organisation, series_id: UUID) -> list[UUID]:
    series = await org.look(Series, series_id)
    return [series.booking_id(occurrence) for occurrence in series.booked()]


async def held(org: Organisation, bookings: list[UUID]) -> list[datetime]:
    return [start for _, start, _ in await org.claims(*bookings)]


# Complaint 3: a series fails whole for one closed day; skipped dates can't be re-added; a series isn't checked against
# itself; no way to cancel two weeks of it.


async def test_complaint_3_a_series_does_not_fail_whole_for_one_closed_day(
    org: Organisation, building: UUID, room: UUID, ada: Actor
) -> None:
    await org.do(CloseDay(building_id=building, day=date(2031, 4, 7), reason="Holiday"))

    placed = await org.do(weekly(room, on_conflict="skip"), ada)

    assert starts(placed.placed) == [at(9), at(9, day=7), at(9, day=21)]
    assert why(placed.skipped) == [("2031-04-07", "closed")]
    assert placed.skipped[0].rule == "opening_hours"
    assert await held(org, [each.booking_id for each in placed.placed]) == starts(placed.placed)


async def test_complaint_3_skipped_dates_are_booked_when_they_become_free(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    other = await org.book(room, at(9, day=7), at(11, day=7))
    placed = await org.do(weekly(room, on_conflict="skip"), ada)
    assert why(placed.skipped) == [("2031-03-31", "taken")]
    with pytest.raises(RoomTaken):
        await org.do(RetrySkipped(series_id=placed.series_id), ada)

    await org.do(CancelBooking(booking_id=other))
    retried = await org.do(RetrySkipped(series_id=placed.series_id), ada)

    assert starts(retried.placed) == [at(9, day=7)]
    assert len(await ids(org, placed.series_id)) == 4
    booking = await org.look(Booking, retried.placed[0].booking_id)
    assert (booking.member_id, booking.origin.series_id) == (ada.member_id, placed.series_id)
    with pytest.raises(AlreadyDone):
        await org.do(RetrySkipped(series_id=placed.series_id), ada)


async def test_complaint_3_a_series_is_checked_against_itself(org: Organisation, room: UUID, ada: Actor) -> None:
    wish: dict[str, Any] = {"starts_at": at(22), "ends_at": at(23, day=1), "rrule": "FREQ=DAILY;COUNT=3"}
    await org.do(SetRoomPolicy(room_id=room, policy={"max_minutes": 2000}))

    with pytest.raises(Conflict) as refusal:
        await org.do(weekly(room, **wish), ada)
    placed = await org.do(weekly(room, **wish, on_conflict="skip"), ada)

    assert refusal.value.fields["overlaps"] == "2031-03-24T22:00:00"
    assert [each.occurrence[:10] for each in placed.placed] == ["2031-03-24", "2031-03-26"]
    assert why(placed.skipped) == [("2031-03-25", "overlaps")]


async def test_complaint_3_buffers_count_when_a_series_is_checked_against_itself(org: Organisation, room: UUID) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"buffer_after_minutes": 30}))

    with pytest.raises(Conflict, match="buffers"):
        await org.do(weekly(room, rdates=["2031-03-24T10:15"]))


async def test_complaint_3_two_weeks_of_a_series_are_cancelled(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room, count=6), ada)
    fortnight = ScopePeriod.model_validate({"from": "2031-04-07", "to": "2031-04-21"})

    cancelled = await org.do(CancelSeries(series_id=placed.series_id, scope=fortnight, reason="Away"), ada)

    assert starts(cancelled.changed) == [at(9, day=14), at(9, day=21)]
    assert await held(org, [each.booking_id for each in placed.placed]) == [at(9, day=day) for day in (0, 7, 28, 35)]
    assert await org.topics(placed.series_id) == ["series.placed", "series.cancelled"]


# Complaint 4: times move an hour after the clock change; rules are compared in UTC instead of the building's zone.


async def test_complaint_4_a_series_keeps_its_wall_time_over_the_clock_change(org: Organisation) -> None:
    room = await org.room(await org.building(time_zone="Europe/Berlin", opening_hours=WORKDAYS))

    placed = await org.do(weekly(room, count=2, starts_at=at(8), ends_at=at(9)))

    assert starts(placed.placed) == [at(8), at(7, day=7)]
    assert [each.occurrence for each in placed.placed] == ["2031-03-24T09:00:00", "2031-03-31T09:00:00"]


async def test_complaint_4_opening_hours_are_compared_in_the_zone_of_the_building(org: Organisation) -> None:
    room = await org.room(await org.building(time_zone="Asia/Kolkata", opening_hours=WORKDAYS))

    # From 08:00 to 09:00 on the wall, which is 02:30 in UTC.
    placed = await org.do(weekly(room, starts_at=at(2, 30, day=1), ends_at=at(3, 30, day=1)))

    assert [each.occurrence[11:] for each in placed.placed] == ["08:00:00"] * 4


async def test_complaint_4_a_date_that_the_clock_skips_moves_and_says_so(org: Organisation) -> None:
    room = await org.room(await org.building(time_zone="Europe/Berlin"))

    placed = await org.do(weekly(room, rrule="FREQ=DAILY;COUNT=3", starts_at=at(1, 30, day=5), ends_at=at(3, day=5)))

    sunday = placed.placed[1]
    assert sunday.occurrence == "2031-03-30T02:30:00"
    assert (sunday.starts_at, sunday.ends_at) == (at(1, day=6), at(2, day=6))
    assert "03:00" in sunday.note
    assert placed.placed[0].note is placed.placed[2].note is None


async def test_complaint_4_a_day_of_23_hours_is_a_whole_day(org: Organisation) -> None:
    room = await org.room(await org.building(time_zone="Europe/Berlin"), policy={"mode": "day", "max_minutes": 1500})

    placed = await org.do(weekly(room, rrule="FREQ=DAILY;COUNT=2", starts_at=at(23, day=4), ends_at=at(23, day=5)))

    assert [each.ends_at - each.starts_at for each in placed.placed] == [timedelta(hours=24), timedelta(hours=23)]


async def test_after_a_change_of_zone_rules_a_series_returns_to_its_wall_time(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    building = await org.building(time_zone="Europe/Berlin")
    room = await org.room(building)
    placed = await org.do(weekly(room, starts_at=at(8), ends_at=at(9)))
    moved_alone = placed.placed[1].booking_id
    await org.do(RescheduleBooking(booking_id=moved_alone, starts_at=at(12, day=7), ends_at=at(13, day=7)))
    await org.book(room, at(8, day=14), at(8, 30, day=14))
    with pytest.raises(AlreadyDone):
        await org.do(ApplyZoneChange(series_id=placed.series_id))

    # As if summer time were abolished: nine o'clock is at eight in UTC for good.
    monkeypatch.setattr("bookit.domain.series.zone", lambda name: ZoneInfo("Africa/Algiers"))
    applied = await org.do(ApplyZoneChange(series_id=placed.series_id))

    assert starts(applied.changed) == [at(8, day=21)]
    assert why(applied.kept) == [("2031-03-31", "changed_before"), ("2031-04-07", "taken")]


async def test_all_series_of_a_building_return_to_their_wall_time_at_once(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    building = await org.building(time_zone="Europe/Berlin")
    room = await org.room(building)
    # Each goes where the one before it is today, so none could move alone but the last.
    series = [
        await org.do(weekly(room, count=2, starts_at=at(8 + number, day=7), ends_at=at(9 + number, day=7)))
        for number in range(3)
    ]
    elsewhere = await org.do(weekly(await org.room(await org.building(time_zone="Europe/Berlin")), starts_at=at(8)))
    with pytest.raises(AlreadyDone):
        await org.do(ApplyBuildingZoneChange(building_id=building))

    monkeypatch.setattr("bookit.domain.series.zone", lambda name: ZoneInfo("Africa/Algiers"))
    applied = await org.do(ApplyBuildingZoneChange(building_id=building))

    assert starts(applied.changed) == [at(9 + n, day=day) for n in range(3) for day in (7, 14)]
    assert (applied.kept, applied.series_left) == ([], 0)
    assert await held(org, [date.booking_id for each in series for date in each.placed]) == sorted(
        starts(applied.changed)
    )
    assert len(await org.topics(elsewhere.placed[1].booking_id)) == 1


async def test_more_series_than_one_command_moves_are_left_for_the_next(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    building = await org.building(time_zone="Europe/Berlin")
    for _ in range(3):
        await org.do(weekly(await org.room(building), count=2, starts_at=at(8, day=7), ends_at=at(9, day=7)))
    monkeypatch.setattr("bookit.domain.series.zone", lambda name: ZoneInfo("Africa/Algiers"))
    monkeypatch.setattr("bookit.commands.series.MOST_MOVED", 4)

    applied = [await org.do(ApplyBuildingZoneChange(building_id=building)) for _ in range(2)]

    assert [(len(each.changed), each.series_left) for each in applied] == [(4, 1), (2, 0)]


# Placing


async def test_two_hundred_dates_are_one_append(org: Organisation, room: UUID, ada: Actor) -> None:
    async with counting(org) as (executor, statements):
        await executor.execute(weekly(room, count=1), ada)
        statements.clear()

        receipt = await executor.execute(
            weekly(room, rrule="FREQ=DAILY;COUNT=200", starts_at=at(11), ends_at=at(12), on_conflict="skip"), ada
        )

    assert len(statements) == 2, statements
    assert "claims" in statements[0]
    assert "append" in statements[1]
    ((commands, events),) = await org.rows(
        "SELECT count(DISTINCT command_id), count(*) FROM {schema}.events WHERE command_id = %s", receipt.command_id
    )
    assert (commands, events) == (1, 201)


async def test_a_series_is_refused_whole_when_asked(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.book(room, at(9, day=7), at(11, day=7))
    await org.book(room, at(9, day=21), at(11, day=21))

    with pytest.raises(RoomTaken) as refusal:
        await org.do(weekly(room), ada)

    assert refusal.value.fields["occurrence"] == "2031-03-31T09:00:00"
    assert [each["occurrence"][:10] for each in refusal.value.fields["dates"]] == ["2031-03-31", "2031-04-14"]


async def test_a_refusal_names_the_rule_and_all_its_dates(org: Organisation, building: UUID, room: UUID) -> None:
    for day in (31, 24):
        await org.do(CloseDay(building_id=building, day=date(2031, 3, day), reason="Holiday"))

    with pytest.raises(RuleBroken) as refusal:
        await org.do(weekly(room))

    assert refusal.value.fields["rule"] == "opening_hours"
    assert [each["why"] for each in refusal.value.fields["dates"]] == ["closed", "closed"]


async def test_a_series_of_which_nothing_can_be_had_is_refused(org: Organisation, room: UUID) -> None:
    await org.book(room, at(9), at(10))

    with pytest.raises(RoomTaken):
        await org.do(weekly(room, count=1, on_conflict="skip"))


async def test_dates_of_a_closed_room_are_skipped_with_the_reason(
    org: Organisation, building: UUID, room: UUID
) -> None:
    period = PeriodBody(starts_at=at(0, day=6), ends_at=at(0, day=8))
    await org.do(CloseRoom(room_id=room, period=period, reason="Paint"))

    placed = await org.do(weekly(room, on_conflict="skip"))

    assert why(placed.skipped) == [("2031-03-31", "closed")]
    assert "Paint" in placed.skipped[0].detail


async def test_series_that_race_for_the_same_dates_share_them_without_an_overlap(org: Organisation, room: UUID) -> None:
    executors = [org.executor, org.new_executor()]
    daily = weekly(room, rrule="FREQ=DAILY;COUNT=10", on_conflict="skip")

    async def place(number: int) -> Any:
        wish = daily.model_copy(update={"starts_at": at(9, day=number), "ends_at": at(10, day=number)})
        try:
            return await org.do(wish, through=executors[number % 2])
        except RoomTaken as taken:
            return taken

    answers = await asyncio.gather(*(place(number) for number in range(6)))

    taken_starts = [start for answer in answers if not isinstance(answer, RoomTaken) for start in starts(answer.placed)]
    assert sorted(taken_starts) == [at(9, day=day) for day in range(15)]


async def test_places_shared_by_number_are_never_exceeded(org: Organisation, building: UUID) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=2)
    await org.book(garage, at(9, day=7), at(10, day=7))
    await org.do(weekly(garage))

    placed = await org.do(weekly(garage, on_conflict="skip"))

    assert why(placed.skipped) == [("2031-03-31", "taken")]
    with pytest.raises(RoomTaken):
        await org.do(weekly(garage, count=2))


async def test_a_quota_lets_as_many_dates_through_as_it_has_room_for(org: Organisation, room: UUID, ada: Actor) -> None:
    quota = {"name": "two a week", "per": "week", "bookings": 2}
    await org.do(SetRoomPolicy(room_id=room, policy={"quotas": [quota]}))
    await org.book(room, at(12), at(13), ada)
    daily = weekly(room, rrule="FREQ=DAILY;COUNT=9")

    with pytest.raises(QuotaExceeded):
        await org.do(daily, ada)
    placed = await org.do(daily.model_copy(update={"on_conflict": "skip"}), ada)

    assert starts(placed.placed) == [at(9), at(9, day=7), at(9, day=8)]
    assert {each.why for each in placed.skipped} == {"over_quota"}


async def test_each_date_waits_for_its_approval(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"approval_always": True, "horizon_days": 7}))

    placed = await org.do(weekly(room), ada)
    org.clock.now = NOW + timedelta(days=7)
    later = await org.do(ExtendSeries(series_id=placed.series_id))

    assert {each.status for each in [*placed.placed, *later.placed]} == {BookingStatus.PENDING}
    await org.do(ApproveBooking(booking_id=later.placed[0].booking_id))


async def test_whom_a_series_is_for_and_who_may_place_it(org: Organisation, building: UUID, room: UUID) -> None:
    ada, bob = await org.member(), await org.member()
    manager = await org.member(Role.MANAGER, manages=[building])

    with pytest.raises(Forbidden):
        await org.do(weekly(room, booked_for=bob.member_id), ada)
    placed = await org.do(weekly(room, booked_for=bob.member_id), manager)

    for wish in (
        CancelSeries(series_id=placed.series_id),
        ChangeSeries(series_id=placed.series_id, scope="all", start_time="11:00"),
        RetrySkipped(series_id=placed.series_id),
        ApplyZoneChange(series_id=placed.series_id),
    ):
        with pytest.raises(NotFound):
            await org.do(wish, ada)
    await org.do(CancelSeries(series_id=placed.series_id), bob)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"rrule": "FREQ=SECONDLY"}, "/rrule"),
        ({"rrule": "FREQ=DAILY;COUNT=1000000000"}, "/rrule"),
        ({"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "/rrule"),
        ({"rrule": None}, "/rrule"),
        ({"exdates": ["yesterday"]}, "/exdates/0"),
        ({"starts_at": at(10), "ends_at": at(9)}, "/ends_at"),
    ],
)
async def test_wishes_that_make_no_sense_are_refused(
    org: Organisation, room: UUID, changes: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await org.do(weekly(room, **changes))

    assert refusal.value.fields["errors"][0]["pointer"] == pointer


# Going on


async def test_an_open_end_rolls_along_with_the_horizon(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 20}))
    placed = await org.do(weekly(room, rrule="FREQ=WEEKLY"), ada)
    assert starts(placed.placed) == [at(9), at(9, day=7), at(9, day=14)]
    assert placed.continues_with == "2031-04-14T09:00:00"
    series = await org.look(Series, placed.series_id)
    assert series.extend_at == at(9, day=1)
    with pytest.raises(Conflict):
        await org.do(ExtendSeries(series_id=placed.series_id))

    org.clock.now = at(9, day=8)
    await org.book(room, at(9, day=21), at(10, day=21))
    later = await org.do(ExtendSeries(series_id=placed.series_id))

    assert why(later.skipped) == [("2031-04-14", "taken")]
    assert starts(later.placed) == [at(9, day=28)]
    assert later.continues_with == "2031-04-28T09:00:00"


async def test_a_series_that_ends_beyond_the_horizon_goes_on_by_itself_until_its_end(
    org: Organisation, room: UUID
) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 8}))
    placed = await org.do(weekly(room, count=3))
    org.clock.now = at(9, day=6)

    later = await org.do(ExtendSeries(series_id=placed.series_id))

    assert (len(placed.placed), len(later.placed), later.continues_with) == (2, 1, None)
    with pytest.raises(AlreadyDone):
        await org.do(ExtendSeries(series_id=placed.series_id))


async def test_a_series_that_begins_beyond_the_horizon_is_refused(org: Organisation, room: UUID) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 3}))

    with pytest.raises(RuleBroken) as refusal:
        await org.do(weekly(room, starts_at=at(9, day=4), ends_at=at(10, day=4), on_conflict="skip"))

    assert refusal.value.fields["rule"] == "horizon_days"


async def test_the_series_of_who_has_left_is_ended(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 8}))
    placed = await org.do(weekly(room), ada)
    await org.do(SuspendMember(member_id=ada.member_id, reason="Left"))
    org.clock.now = at(9, day=6)

    await org.do(ExtendSeries(series_id=placed.series_id))

    assert await org.topics(placed.series_id) == ["series.placed", "series.ended"]


# Changing


async def test_following_dates_are_moved_and_the_past_is_left_alone(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room), ada)
    first, second, third, fourth = (each.booking_id for each in placed.placed)
    org.clock.now = at(12)

    changed = await org.do(
        ChangeSeries(
            series_id=placed.series_id, scope="following", booking_id=third, start_time="13:00", end_time="14:30"
        ),
        ada,
    )

    assert starts(changed.changed) == [at(13, day=14), at(13, day=21)]
    assert await held(org, [first, second, third, fourth]) == [at(9), at(9, day=7), at(13, day=14), at(13, day=21)]


async def test_a_new_start_keeps_the_end_and_a_new_room_keeps_the_time(
    org: Organisation, building: UUID, room: UUID, ada: Actor
) -> None:
    other = await org.room(building)
    placed = await org.do(weekly(room, count=2), ada)

    longer = await org.do(ChangeSeries(series_id=placed.series_id, scope="all", start_time="08:30"), ada)
    moved = await org.do(ChangeSeries(series_id=placed.series_id, scope="all", room_id=other, title="Review"), ada)

    assert (longer.changed[0].starts_at, longer.changed[0].ends_at) == (at(8, 30), at(10))
    assert starts(moved.changed) == [at(8, 30), at(8, 30, day=7)]
    claims = await org.claims(*(each.booking_id for each in placed.placed))
    assert {unit for unit, _, _ in claims} == {other}
    booking = await org.look(Booking, placed.placed[0].booking_id)
    assert (await org.readable(booking.title), booking.apart) == ("Review", False)


async def test_one_date_is_changed_alone_and_kept_when_the_series_moves(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    placed = await org.do(weekly(room, count=3), ada)
    this = ChangeSeries(
        series_id=placed.series_id, scope="this", occurrence="2031-03-31T09:00:00", start_time="15:00", end_time="16:00"
    )

    alone = await org.do(this, ada)
    rest = await org.do(
        ChangeSeries(series_id=placed.series_id, scope="all", start_time="11:00", end_time="12:00"), ada
    )

    assert starts(alone.changed) == [at(15, day=7)]
    assert starts(rest.changed) == [at(11), at(11, day=14)]
    assert why(rest.kept) == [("2031-03-31", "changed_before")]
    everything = await org.do(
        ChangeSeries(series_id=placed.series_id, scope="all", start_time="12:00", end_time="13:00", also_changed=True),
        ada,
    )
    assert starts(everything.changed) == [at(12), at(12, day=7), at(12, day=14)]


async def test_a_date_with_a_title_of_its_own_keeps_it_when_the_series_changes(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    placed = await org.do(weekly(room, count=2), ada)
    first, second = [each.booking_id for each in placed.placed]
    await org.do(ChangeBooking(booking_id=first, title="With guests"), ada)

    async def titles() -> list[str | None]:
        bookings = [await org.look(Booking, booking) for booking in (first, second)]
        return [await org.readable(str(booking.title)) for booking in bookings]

    await org.do(ChangeSeries(series_id=placed.series_id, scope="all", start_time="11:00", end_time="12:00"), ada)
    assert await titles() == ["With guests", "Planning"]
    await org.do(ChangeSeries(series_id=placed.series_id, scope="all", title="Review"), ada)
    assert await titles() == ["With guests", "Review"]
    await org.do(ChangeSeries(series_id=placed.series_id, scope="all", title="Retro", also_changed=True), ada)
    assert await titles() == ["Retro", "Retro"]


async def test_a_series_is_renamed_wherever_its_dates_take_place_and_whenever(
    org: Organisation, room: UUID, ada: Actor
) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 22}))
    bob = await org.member()
    placed = await org.do(weekly(room, count=5), ada)
    first, moved, own, others = [each.booking_id for each in placed.placed]
    await org.do(RescheduleBooking(booking_id=moved, starts_at=at(15, day=7), ends_at=at(16, day=7)), ada)
    await org.do(ChangeBooking(booking_id=own, title="With guests"), ada)
    await org.do(HandOverBooking(booking_id=others, member_id=bob.member_id), ada)

    renamed = await org.do(ChangeSeries(series_id=placed.series_id, scope="all", title="Review"), ada)
    org.clock.now = at(9, day=8)
    await org.do(ExtendSeries(series_id=placed.series_id))

    assert [each.booking_id for each in renamed.changed] == [first, moved]
    assert why(renamed.kept) == [("2031-04-07", "changed_before"), ("2031-04-14", "changed_before")]
    assert await held(org, [moved]) == [at(15, day=7)]
    bookings = [await org.look(Booking, booking) for booking in await ids(org, placed.series_id)]
    titles = [await org.readable(booking.title) for booking in bookings]
    assert titles == ["Review", "Review", "With guests", "Planning", "Review"]


async def test_the_title_of_a_series_is_taken_away(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room, count=2), ada)
    wish = ChangeSeries(series_id=placed.series_id, scope="all", title="")

    await org.do(wish, ada)

    assert [(await org.look(Booking, each.booking_id)).title for each in placed.placed] == [None, None]
    with pytest.raises(AlreadyDone):
        await org.do(wish, ada)


async def test_a_date_to_which_more_people_come_brings_them_along_when_the_series_moves(
    org: Organisation, building: UUID, ada: Actor
) -> None:
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=4)
    placed = await org.do(weekly(garage, count=2), ada)
    first = placed.placed[0].booking_id
    await org.do(ChangeBooking(booking_id=first, attendees=3), ada)

    await org.do(ChangeSeries(series_id=placed.series_id, scope="all", start_time="11:00", end_time="12:00"), ada)

    moved = await org.look(Booking, first)
    assert (moved.period.start, moved.attendees, moved.place.places) == (at(11), 3, 3)


async def test_dates_that_can_not_move_stay_when_asked(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room, count=3), ada)
    await org.book(room, at(11, day=7), at(12, day=7))
    later = {"series_id": placed.series_id, "scope": "all", "start_time": "11:00", "end_time": "12:00"}

    with pytest.raises(RoomTaken) as refusal:
        await org.do(ChangeSeries(**later), ada)
    changed = await org.do(ChangeSeries(**later, on_conflict="skip"), ada)

    assert refusal.value.fields["occurrence"] == "2031-03-31T09:00:00"
    assert starts(changed.changed) == [at(11), at(11, day=14)]
    assert why(changed.kept) == [("2031-03-31", "taken")]
    assert at(9, day=7) in await held(org, await ids(org, placed.series_id))


async def test_a_change_into_its_own_old_time_is_no_conflict(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room, rrule="FREQ=DAILY;COUNT=5"), ada)

    changed = await org.do(
        ChangeSeries(series_id=placed.series_id, scope="all", start_time="09:30", end_time="10:30"), ada
    )

    assert len(changed.changed) == 5


async def test_dates_to_come_follow_the_change(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"horizon_days": 8}))
    placed = await org.do(weekly(room), ada)
    await org.do(ChangeSeries(series_id=placed.series_id, scope="all", start_time="14:00", end_time="15:00"), ada)
    org.clock.now = at(15, day=6)

    later = await org.do(ExtendSeries(series_id=placed.series_id))

    assert starts(later.placed) == [at(14, day=14)]


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": "all"},
        {"scope": "this", "start_time": "11:00"},
        {"scope": "all", "start_time": "24:00"},
    ],
)
async def test_changes_that_make_no_sense_are_refused(
    org: Organisation, room: UUID, ada: Actor, changes: dict[str, Any]
) -> None:
    placed = await org.do(weekly(room), ada)

    with pytest.raises(Invalid):
        await org.do(ChangeSeries(series_id=placed.series_id, **changes), ada)


async def test_a_series_does_not_move_to_another_time_zone(org: Organisation, room: UUID) -> None:
    placed = await org.do(weekly(room))
    far = await org.room(await org.building(time_zone="Asia/Tokyo"))

    with pytest.raises(Invalid, match="time zone"):
        await org.do(ChangeSeries(series_id=placed.series_id, scope="all", room_id=far))


async def test_unknown_series_and_dates_are_not_found(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room), ada)
    wishes: list[Command] = [
        CancelSeries(series_id=uuid4()),
        RetrySkipped(series_id=uuid4()),
        ChangeSeries(series_id=uuid4(), scope="all", title="Review"),
        CancelSeries(series_id=placed.series_id, scope="this", booking_id=uuid4()),
        CancelSeries(series_id=placed.series_id, scope="following", occurrence="2031-04-01T09:00:00"),
    ]

    for wish in wishes:
        with pytest.raises(NotFound):
            await org.do(wish, ada)


# Giving up


@pytest.mark.parametrize(
    ("scope", "left"),
    [("this", [0, 7, 21]), ("following", [0, 7]), ("all", [])],
)
async def test_dates_are_given_up_by_scope(
    org: Organisation, room: UUID, ada: Actor, scope: Any, left: list[int]
) -> None:
    placed = await org.do(weekly(room), ada)
    third = placed.placed[2].booking_id

    await org.do(CancelSeries(series_id=placed.series_id, scope=scope, booking_id=third), ada)

    assert await held(org, [each.booking_id for each in placed.placed]) == [at(9, day=day) for day in left]


async def test_what_has_begun_is_not_given_up(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room), ada)
    org.clock.now = at(9, 30, day=7)

    cancelled = await org.do(CancelSeries(series_id=placed.series_id), ada)

    assert starts(cancelled.changed) == [at(9, day=14), at(9, day=21)]
    with pytest.raises(AlreadyDone):
        await org.do(CancelSeries(series_id=placed.series_id), ada)
    with pytest.raises(AlreadyDone):
        await org.do(RetrySkipped(series_id=placed.series_id), ada)


async def test_a_cancelled_series_goes_on_no_more(org: Organisation, room: UUID, ada: Actor) -> None:
    placed = await org.do(weekly(room, rrule="FREQ=WEEKLY"), ada)

    await org.do(CancelSeries(series_id=placed.series_id, scope="following", occurrence="2031-04-07T09:00:00"), ada)

    assert (await org.look(Series, placed.series_id)).extend_at is None
    assert len(await ids(org, placed.series_id)) == 2


async def test_dates_too_close_to_be_given_up_are_kept(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"cancel_before_minutes": 24 * 60}))
    placed = await org.do(weekly(room), ada)

    cancelled = await org.do(CancelSeries(series_id=placed.series_id), ada)

    assert len(cancelled.changed) == 3
    assert [(each.why, each.rule) for each in cancelled.kept] == [("refused", "cancel_before_minutes")]


# No-shows


async def test_a_series_that_nobody_comes_to_is_ended(org: Organisation, room: UUID, ada: Actor) -> None:
    await org.do(SetRoomPolicy(room_id=room, policy={"check_in": True, "series_no_shows": 2}))
    placed = await org.do(weekly(room, count=6), ada)
    first, second, third, fourth, *rest = (each.booking_id for each in placed.placed)
    org.clock.now = at(9)
    await org.do(CheckIn(booking_id=first), ada)
    for day, booking in ((7, second), (14, third)):
        with pytest.raises(Conflict):
            await org.do(EndSeries(series_id=placed.series_id))
        org.clock.now = at(9, 15, day=day)
        await org.do(ReleaseBooking(booking_id=booking))

    ended = await org.do(EndSeries(series_id=placed.series_id))

    assert [each.booking_id for each in ended.changed] == [fourth, *rest]
    assert await held(org, [fourth, *rest]) == []
    ((event,),) = await org.rows(
        "SELECT convert_from(state, 'utf8')::jsonb FROM {schema}.events"
        " WHERE originator_id = %s AND topic = 'series.ended'",
        placed.series_id,
    )
    assert (event["why"]["rule"], event["why"]["value"], event["why"]["no_shows"]) == ("series_no_shows", 2, 2)


@asynccontextmanager
async def counting(org: Organisation) -> AsyncIterator[tuple[Executor, list[str]]]:
    """An executor and the statements that it sends."""
    statements: list[str] = []

    class Counting(connections.AsyncConnection):
        async def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            statements.append(
                query.decode()
                if isinstance(query, bytes)
                else query
                if isinstance(query, str)
                else query.as_string(self)
            )
            return await super().execute(query, *args, **kwargs)

    pool = AsyncConnectionPool[AsyncConnection[TupleRow]](
        org.settings.dsn,
        connection_class=Counting,
        min_size=1,
        max_size=2,
        open=False,
        kwargs={"autocommit": True, "pooled": org.settings.database_pooled, "session": {"timezone": "UTC"}},
    )
    schema = org.settings.database_schema
    async with pool:
        yield (
            Executor(
                pool,
                schema,
                appender=Appender(pool, schema),
                streams=Streams(pool, schema),
                accounts=org.identity,
                files=org.files,
                doors=org.doors,
                on_stored=lambda position: None,
                clock=org.clock,
            ),
            statements,
        )
