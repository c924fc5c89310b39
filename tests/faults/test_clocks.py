"""The database's clock is set back, as after a wrong NTP server was mended."""

from datetime import timedelta

import pytest

from bookit.settings import Settings
from tests.faults.aftermath import hold_within
from tests.faults.load import TITLE
from tests.organisation import NINE, open_organisation
from tests.running import organisation
from tests.schemas import migrated

pytestmark = pytest.mark.anyio


async def test_the_ledger_waits_for_a_clock_that_was_set_back_and_time_never_runs_backwards(settings: Settings) -> None:
    migrated(settings)
    async with open_organisation(settings) as org:
        room = await org.room(await org.building())
        # So it looks from within: the last event was recorded an hour from now.
        ahead = (
            "UPDATE {schema}.ledger_head SET recorded_at = clock_timestamp() + interval '1 hour' RETURNING recorded_at"
        )
        ((last,),) = await org.rows(ahead)
        hour = timedelta(hours=1)
        bookings = [
            await org.book(room, NINE + number * hour, NINE + (number + 1) * hour, title=TITLE) for number in range(3)
        ]
        recorded = await org.rows(
            "SELECT recorded_at FROM {schema}.events WHERE originator_id = ANY (%s) ORDER BY notification_id", bookings
        )
        assert [at for (at,) in recorded] == [last] * 3
        witness = org.witness
    async with organisation(settings) as served:
        await hold_within(served, witness)
