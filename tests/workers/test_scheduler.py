"""What time brings: by chores in this process, and by real scheduler processes."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from structlog.typing import EventDict

from bookit.commands.bookings import CancelBooking
from bookit.commands.members import SuspendMember
from bookit.commands.presence import CheckIn
from bookit.commands.rooms import AddSeats
from bookit.commands.series import PlaceSeries
from bookit.commands.waitlist import JoinWaitlist, PromoteWaiting, Spot
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.series import Series
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry
from bookit.events.values import RoomKind
from bookit.ledger.clock import DatabaseClock
from bookit.ledger.timers import Timers
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.calendar import Calendar
from bookit.projections.rebuilding import rebuild_start
from bookit.settings import Settings
from bookit.wiring import System, running
from tests.invariants import hold
from tests.organisation import Organisation, open_organisation
from tests.projections.story import Story
from tests.scheduling import COMES, now, this_minute, until
from tests.schemas import migrated
from tests.workers.conftest import process, wait_for_line
from workers.project import Projector
from workers.scheduler import Deadlines, Line, Tidying, tick

pytestmark = pytest.mark.anyio

OFFERS = {"waitlist": "offer", "waitlist_offer_minutes": 1}
AHEAD = timedelta(days=1)


@pytest.fixture
async def org(settings: Settings) -> AsyncIterator[Organisation]:
    """An organisation of this test alone, whose read models keep up; the invariants are checked afterwards."""
    migrated(settings)
    projector = Projector(settings, poll_seconds=0.05)
    projector.start()
    try:
        async with open_organisation(settings) as org:
            org.clock.now = now()
            yield org
            await hold(settings, org.witness)
    finally:
        projector.stop()


@pytest.fixture
async def system(org: Organisation) -> AsyncIterator[System]:
    async with running(org.settings) as system:
        yield system


@pytest.fixture
def schedulers(org: Organisation) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts one more scheduler process."""
    with ExitStack() as processes:

        def start() -> subprocess.Popen[bytes]:
            scheduler = processes.enter_context(process("workers.scheduler", org.settings))
            wait_for_line(scheduler, b"scheduler_started")
            return scheduler

        yield start


async def caught_up(org: Organisation, system: System) -> None:
    """The read models know all that is in the ledger."""
    ((head,),) = await org.rows("SELECT position FROM {schema}.ledger_head")
    names = {projection.NAME for projection in PROJECTIONS}
    assert await system.queries.freshness.wait_for(head, names, seconds=30) >= head


async def until_topic(org: Organisation, topic: str, count: int = 1) -> list[Any]:
    """Stream, state and time of the facts of a topic, once there are so many, in the order of the ledger."""
    await until(org, "SELECT 1 FROM {schema}.events WHERE topic = %s HAVING count(*) >= %s", topic, count)
    return await org.rows(
        "SELECT originator_id, convert_from(state, 'utf8')::jsonb, recorded_at FROM {schema}.events"
        " WHERE topic = %s ORDER BY notification_id",
        topic,
    )


async def wait(org: Organisation, by: Actor, room: UUID | None, start: datetime, **changes: Any) -> UUID:
    wish = {"room_id": room, "starts_at": start, "ends_at": start + timedelta(hours=1)} | changes
    waitlist_id: UUID = (await org.do(JoinWaitlist.model_validate(wish), by)).waitlist_id
    return waitlist_id


async def offered(org: Organisation, room: UUID, start: datetime, at: datetime) -> tuple[UUID, Actor]:
    """A place that was offered to somebody at a time."""
    org.clock.now = at
    member = await org.member()
    waiting = await wait(org, member, room, start)
    await org.do(PromoteWaiting(waitlist_id=waiting, spots=[Spot(room_id=room)]))
    org.clock.now = now()
    return waiting, member


async def test_a_failing_chore_does_not_keep_the_others_from_theirs(logs: list[EventDict]) -> None:
    done = []

    async def fail() -> bool:
        raise ZeroDivisionError

    async def work() -> bool:
        done.append("done")
        return len(done) < 3

    await tick([fail, work])
    assert done == ["done"] * 3
    assert [entry["event"] for entry in logs] == ["chore_failed"]


def test_a_rebuild_that_is_ready_takes_its_place(story: Story) -> None:
    with Engine(story.settings, PROJECTIONS) as engine:
        rebuild_start(engine.connection, story.schema, Calendar())

        async def switch() -> bool:
            engine.switch_ready()
            return False

        asyncio.run(tick([switch]))
        assert [lag.build for lag in engine.lag()] == ["live"] * len(PROJECTIONS)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_the_scheduler_process_stops_when_told(story: Story, end: signal.Signals) -> None:
    with process("workers.scheduler", story.settings) as running:
        wait_for_line(running, b"scheduler_started")
        running.send_signal(end)
        assert running.wait(timeout=30) == 0


async def test_complaint_6_a_place_nobody_comes_to_is_released_without_any_cron(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    """Not before its time, and with the rule, its value, where it comes from and its version."""
    room = await org.room(await org.building(), policy=COMES)
    member = await org.member()
    schedulers()
    due = now() + timedelta(seconds=1)
    org.clock.now = due - timedelta(minutes=1)
    start = org.clock.now.replace(second=0, microsecond=0)
    no_show = await org.book(room, start, start + timedelta(hours=1), member)
    other = await org.room(await org.building(), policy=COMES)
    comes = await org.book(other, start, start + timedelta(hours=1), member)
    await org.do(CheckIn(booking_id=comes), member)

    ((stream, state, recorded_at),) = await until_topic(org, "booking.released")

    assert stream == no_show
    assert recorded_at >= due
    assert state["why"] == {
        "rule": "check_in_grace_minutes",
        "value": 1,
        "source": {"level": "room", "id": str(room), "version": 1},
    }
    await org.book(room, this_minute() + timedelta(minutes=1), this_minute() + timedelta(minutes=30))


async def test_commands_are_decided_by_the_time_of_the_database_whatever_the_machine_says(system: System) -> None:
    clock = DatabaseClock(system.pool, wall=lambda: datetime(1999, 1, 1, tzinfo=UTC))
    assert clock().year == 1999

    await clock.measure()
    before, told, after = await _database_time(system), clock(), await _database_time(system)

    assert before - timedelta(seconds=0.5) <= told <= after + timedelta(seconds=0.5)


async def _database_time(system: System) -> datetime:
    async with system.pool.connection() as connection:
        row = await (await connection.execute("SELECT clock_timestamp()")).fetchone()
    assert row is not None
    moment: datetime = row[0]
    return moment


async def test_deadlines_of_a_downtime_are_all_caught_up_in_order_and_once(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    building = await org.building()
    asks = {"approval_always": True, "approval_deadline_minutes": 90}
    due: list[tuple[datetime, UUID]] = []
    begin = this_minute() - timedelta(days=2)
    for number in range(20):
        org.clock.now = begin + timedelta(minutes=17 * number)
        member = await org.member()
        comes, asked, gives = [await org.room(building, policy=policy) for policy in (COMES, asks, OFFERS)]
        start = org.clock.now + timedelta(hours=2)
        hour = timedelta(hours=1)
        due += [
            (start + timedelta(minutes=1), await org.book(comes, start, start + hour, member)),
            (org.clock.now + timedelta(minutes=90), await org.book(asked, start, start + hour, member)),
            (start + timedelta(minutes=30), await wait(org, member, comes, start + timedelta(minutes=30))),
            (org.clock.now + timedelta(minutes=1), (await offered(org, gives, begin + AHEAD * 5, org.clock.now))[0]),
        ]
    org.clock.now = now()
    for _ in range(2):
        schedulers()

    ends = ("booking.released", "booking.expired", "waitlist.expired", "waitlist.offer_lapsed")
    await until(
        org,
        "SELECT 1 FROM {schema}.events WHERE topic = ANY (%s) AND originator_id = ANY (%s) HAVING count(*) >= %s",
        list(ends),
        [stream for _, stream in due],
        len(due),
    )

    fired = await org.rows(
        "SELECT originator_id FROM {schema}.events WHERE topic = ANY (%s) ORDER BY notification_id", list(ends)
    )
    when = {stream: at for at, stream in due}
    assert [when[stream] for (stream,) in fired] == sorted(when.values())


async def test_who_waits_is_promoted_in_the_order_of_the_line_by_two_schedulers_at_once(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    room = await org.room(await org.building())
    start = this_minute() + AHEAD
    booking = await org.book(room, start, start + timedelta(hours=1))
    line = [await wait(org, await org.member(), room, start) for _ in range(12)]
    for _ in range(2):
        schedulers()

    for number, _ in enumerate(line, 1):
        await org.do(CancelBooking(booking_id=booking))
        promoted = await until_topic(org, "waitlist.promoted", number)
        booking = UUID(promoted[-1][1]["booking_id"])

    assert [stream for stream, *_ in promoted] == line


async def test_two_schedulers_give_each_place_once(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    """Four rooms, one of them shared by five, and many who wait for any or for one of them."""
    building = await org.building()
    rooms = [await org.room(building) for _ in range(3)]
    garage = await org.room(building, kind=RoomKind.PARKING, capacity=5)
    start = this_minute() + AHEAD
    bookings = [await org.book(room, start, start + timedelta(hours=1)) for room in rooms]
    bookings.append(await org.book(garage, start, start + timedelta(hours=1), attendees=5))
    meeting = {"building_id": building, "kind": "meeting_room"}
    anywhere = [await wait(org, await org.member(), None, start, **meeting) for _ in range(15)]
    parked = [await wait(org, await org.member(), garage, start, attendees=2) for _ in range(15)]
    for _ in range(2):
        schedulers()

    await asyncio.gather(*(org.do(CancelBooking(booking_id=booking)) for booking in bookings))
    promoted = [stream for stream, *_ in await until_topic(org, "waitlist.promoted", 5)]

    assert [who for who in promoted if who in anywhere] == anywhere[:3]
    assert [who for who in promoted if who in parked] == parked[:2]


async def test_an_offer_that_lapses_goes_to_the_next_in_line(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    room = await org.room(await org.building(), policy=OFFERS)
    start = this_minute() + AHEAD
    first, _ = await offered(org, room, start, now() - timedelta(minutes=5))
    second = await wait(org, await org.member(), room, start)
    schedulers()

    assert [stream for stream, *_ in await until_topic(org, "waitlist.offer_lapsed")] == [first]
    assert [stream for stream, *_ in await until_topic(org, "waitlist.offered", 2)] == [first, second]


async def statuses(org: Organisation, *waiting: UUID) -> Sequence[WaitingStatus]:
    return [(await org.look(WaitlistEntry, who)).status for who in waiting]


async def test_whom_a_rule_refuses_keeps_the_place_in_line(org: Organisation, system: System) -> None:
    quota = {"name": "fair", "per": "day", "bookings": 1}
    building = await org.building()
    room, other = [await org.room(building, policy={"quotas": [quota]}) for _ in range(2)]
    ada, bob, cem = [await org.member() for _ in range(3)]
    start = this_minute().replace(hour=12) + AHEAD
    elsewhere = await org.book(other, start, start + timedelta(hours=1), ada)
    taken = await org.book(room, start, start + timedelta(hours=1))
    line = [await wait(org, who, room, start) for who in (ada, bob, cem)]
    await org.do(CancelBooking(booking_id=taken))
    await caught_up(org, system)

    await Line(system)()
    assert await statuses(org, *line) == ["waiting", "promoted", "waiting"]

    ((booking,),) = await org.rows("SELECT stream_id FROM {schema}.claims WHERE unit_id = %s", room)
    for given_up in (booking, elsewhere):
        await org.do(CancelBooking(booking_id=given_up))
    await caught_up(org, system)
    await Line(system)()
    assert await statuses(org, *line) == ["promoted", "promoted", "waiting"]


async def test_who_waits_for_a_seat_that_was_added_gets_it_unless_somebody_has_the_room(
    org: Organisation, system: System
) -> None:
    room = await org.room(await org.building(), seats=["Window"])
    start = this_minute() + AHEAD
    whole = await org.book(room, start, start + timedelta(hours=1))
    added = (await org.do(AddSeats(room_id=room, seats=["Door", "Stairs"]))).seat_ids
    line = [await wait(org, await org.member(), room, start, seat_id=seat) for seat in added]
    await caught_up(org, system)

    await Line(system)()
    assert await statuses(org, *line) == ["waiting", "waiting"]

    await org.do(CancelBooking(booking_id=whole))
    await Line(system)()
    assert await statuses(org, *line) == ["promoted", "promoted"]


async def test_a_suspended_member_is_passed_over(org: Organisation, system: System) -> None:
    room = await org.room(await org.building())
    ada, bob = await org.member(), await org.member()
    start = this_minute() + AHEAD
    line = [await wait(org, who, room, start) for who in (ada, bob)]
    await org.do(SuspendMember(member_id=ada.member_id, reason="Left"))
    await caught_up(org, system)

    await Line(system)()

    assert await statuses(org, *line) == ["waiting", "promoted"]


async def test_only_one_serves_the_line_at_a_time_and_the_dead_let_go(org: Organisation, system: System) -> None:
    timers = system.timers
    async with timers.line() as ours, timers.line() as theirs:
        assert (ours, theirs) == (True, False)
    async with timers.line() as ours:
        assert ours


async def test_what_is_handed_out_comes_again_only_when_nothing_became_of_it(org: Organisation, system: System) -> None:
    room = await org.room(await org.building(), policy=COMES)
    org.clock.now = this_minute() - timedelta(hours=1)
    booking = await org.book(room, org.clock.now, org.clock.now + timedelta(hours=2))
    await caught_up(org, system)
    impatient = Timers(system.pool, org.settings.database_schema, again_after=timedelta())

    ((first,),) = [await system.timers.due()]
    assert await system.timers.due() == []
    ((again,),) = [await impatient.due()]
    assert (first.stream_id, first.command_id) == (booking, again.command_id)

    for _ in range(2):
        await system.executor.execute(first.command, SYSTEM, command_id=first.command_id, not_before=first.due_at)
    assert await org.topics(booking) == ["booking.placed", "booking.released"]
    await caught_up(org, system)
    assert await impatient.due() == []


async def test_what_has_no_effect_any_more_is_removed(org: Organisation, system: System) -> None:
    quota = {"name": "ahead", "per": "open", "bookings": 5}
    room = await org.room(await org.building(), policy=COMES | {"quotas": [quota]})
    org.clock.now = this_minute() - timedelta(days=1)
    await org.book(room, org.clock.now, org.clock.now + timedelta(hours=2))
    org.clock.now = now()
    await org.book(room, this_minute() + AHEAD, this_minute() + AHEAD + timedelta(hours=1))
    await caught_up(org, system)
    await Deadlines(system)()
    await org.rows("UPDATE {schema}.handed_out SET handed_out_at = handed_out_at - interval '2 hours' RETURNING 1")

    await Tidying(system)()

    assert await org.rows("SELECT * FROM {schema}.handed_out") == []
    assert len(await org.rows("SELECT * FROM {schema}.charges")) == 1


async def test_a_skipped_date_comes_back_after_those_who_wait(org: Organisation, system: System) -> None:
    room = await org.room(await org.building())
    ada, bob = await org.member(), await org.member()
    start = this_minute().replace(hour=12) + AHEAD
    taken = [await org.book(room, start + day, start + day + timedelta(hours=1)) for day in (AHEAD, 2 * AHEAD)]
    wish = PlaceSeries(
        room_id=room,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        rrule="FREQ=DAILY;COUNT=3",
        on_conflict="skip",
    )
    series = (await org.do(wish, ada)).series_id
    waiting = await wait(org, bob, room, start + AHEAD)
    for booking in taken:
        await org.do(CancelBooking(booking_id=booking))
    await caught_up(org, system)

    await Line(system)()

    assert await statuses(org, waiting) == ["promoted"]
    assert await org.topics(series) == ["series.placed", "series.skipped_dates_placed"]
    stream = await org.look(Series, series)
    assert [occurrence[:10] for occurrence in stream.skipped] == [f"{start + AHEAD:%Y-%m-%d}"]


async def test_a_series_goes_on_with_the_horizon_by_itself(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    room = await org.room(await org.building(), policy={"horizon_days": 2})
    org.clock.now = this_minute() - timedelta(days=3)
    start = org.clock.now + timedelta(hours=1)
    wish = PlaceSeries(room_id=room, starts_at=start, ends_at=start + timedelta(minutes=30), rrule="FREQ=DAILY")
    series = (await org.do(wish, await org.member())).series_id
    org.clock.now = now()
    for _ in range(2):
        schedulers()

    # Those of the downtime that are over can't be booked any more; the first to come after it are.
    (_, extended, _) = (await until_topic(org, "series.extended"))[0]
    stream = await org.look(Series, series)

    assert len(extended["skipped"]) >= 1
    ahead = [stream.stay(key).period.start for key in stream.booked() if stream.stay(key).period.start > now()]
    assert len(ahead) == 2
    assert all([await org.claims(stream.booking_id(key)) for key in stream.booked()])
    assert stream.extend_at is not None
    assert stream.extend_at > now()
    assert await org.topics(series) == ["series.placed", "series.extended"]


async def test_a_series_nobody_comes_to_is_released_date_by_date_and_ended(
    org: Organisation, schedulers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    room = await org.room(await org.building(), policy=COMES | {"series_no_shows": 2})
    org.clock.now = this_minute() - timedelta(days=3)
    start = org.clock.now + timedelta(hours=1)
    wish = PlaceSeries(room_id=room, starts_at=start, ends_at=start + timedelta(minutes=30), rrule="FREQ=DAILY;COUNT=7")
    placed = (await org.do(wish, await org.member())).placed
    org.clock.now = now()
    for _ in range(2):
        schedulers()

    ((_, ended, _),) = await until_topic(org, "series.ended")

    assert (ended["why"]["rule"], ended["why"]["value"], ended["why"]["source"]["level"]) == (
        "series_no_shows",
        2,
        "room",
    )
    released = [stream for stream, *_ in await until_topic(org, "booking.released")]
    assert released == [each.booking_id for each in placed[: len(released)]]
    for each in placed[3:]:
        assert await org.topics(each.booking_id) == ["booking.placed", "booking.cancelled"]
