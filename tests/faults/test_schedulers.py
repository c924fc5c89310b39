"""Schedulers are killed, or run on a machine whose clock is off: what time brings comes when it is due, and once."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import anyio.to_thread
import pytest

from bookit.commands.presence import ReleaseBooking
from bookit.domain.booking import Booking
from bookit.events.values import BookingStatus, RoomKind
from bookit.ledger.execution import Receipt
from bookit.settings import Settings
from tests.faults.aftermath import hold
from tests.faults.load import TITLE
from tests.installation import Installation
from tests.organisation import Organisation, open_organisation
from tests.scheduling import COMES, now, this_minute, until
from tests.workers.conftest import process

pytestmark = pytest.mark.anyio

NO_SHOWS = 600
"""More than a scheduler takes up at once."""


@pytest.fixture
async def org(house: Installation) -> AsyncIterator[Organisation]:
    """The same house, where a test may book in the past; what schedulers did there is held to every invariant."""
    async with open_organisation(house.settings) as org:
        org.clock.now = now()
        org.witness = house.witness
        yield org
        recorded = await org.rows(
            "SELECT command_id, answer, position FROM {schema}.commands WHERE name = %s", ReleaseBooking.NAME
        )
    house.witness.receipts += [
        Receipt(command_id, answer, position, replayed=False) for command_id, answer, position in recorded
    ]
    await anyio.to_thread.run_sync(hold, house)


async def released(org: Organisation, *bookings: UUID, least: int = 1) -> list[UUID]:
    """Those of the bookings that were released, once there are so many."""
    facts = "FROM {schema}.events WHERE topic = 'booking.released' AND originator_id = ANY (%s)"
    await until(org, f"SELECT 1 {facts} HAVING count(*) >= %s", list(bookings), least)
    return [stream for (stream,) in await org.rows(f"SELECT originator_id {facts}", list(bookings))]


async def test_a_scheduler_killed_in_the_middle_is_made_up_for_and_nothing_happens_twice(
    house: Installation, org: Organisation
) -> None:
    room = await org.room(
        await org.building(), kind=RoomKind.OPEN_SPACE, capacity=10_000, policy=COMES | {"max_minutes": 120}
    )
    org.clock.now = this_minute() - timedelta(hours=1)
    start, end = org.clock.now, org.clock.now + timedelta(hours=2)
    bookings = await asyncio.gather(*(org.book(room, start, end, title=TITLE) for _ in range(NO_SHOWS)))
    with process("workers.scheduler", house.settings):
        so_far = await released(org, *bookings)
    assert len(so_far) < NO_SHOWS
    # What it had taken up is free for others after a while.
    await org.rows("UPDATE {schema}.handed_out SET handed_out_at = handed_out_at - interval '1 minute' RETURNING 1")

    with process("workers.scheduler", house.settings), process("workers.scheduler", house.settings):
        in_the_end = await released(org, *bookings, least=NO_SHOWS)

    assert Counter(in_the_end) == Counter(bookings)


@pytest.mark.parametrize("hours", [-3, 3])
async def test_a_scheduler_on_a_machine_whose_clock_is_off_acts_by_that_of_the_database(
    house: Installation, org: Organisation, hours: int
) -> None:
    room = await org.room(await org.building(), policy=COMES | {"check_in_grace_minutes": 60})
    org.clock.now = this_minute() - timedelta(hours=1, minutes=1)
    overdue = await org.book(room, org.clock.now, org.clock.now + timedelta(hours=3), title=TITLE)
    org.clock.now = now()
    later = this_minute() + timedelta(hours=2)
    not_yet = await org.book(room, later, later + timedelta(hours=1), title=TITLE)

    with scheduler_astray(house.settings, hours):
        assert await released(org, overdue, not_yet) == [overdue]

    assert (await org.look(Booking, not_yet)).status is BookingStatus.CONFIRMED


@contextmanager
def scheduler_astray(settings: Settings, hours: int) -> Iterator[None]:
    """A scheduler on a machine whose clock is off by so many hours."""
    wall = f"lambda: datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours={hours})"
    program = (
        "import asyncio, datetime; from bookit.ledger.clock import DatabaseClock;"
        f" DatabaseClock.__init__.__kwdefaults__['wall'] = {wall};"
        " from workers.scheduler import main; asyncio.run(main())"
    )
    environment = os.environ | settings.as_environment()
    with subprocess.Popen([sys.executable, "-c", program], env=environment) as running:
        try:
            yield
        finally:
            running.kill()
