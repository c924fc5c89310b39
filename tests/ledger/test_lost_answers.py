"""What the append function and the library are told when the connection ends, in whatever moment.

How an installation as a whole bears it is in `tests/faults/test_lost_answers.py`.
"""

from uuid import UUID

import anyio.to_thread
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import OperationalError
from uuid_utils.compat import uuid7

from bookit.domain.member import Member
from bookit.ledger.append import Appender, Outcome, OutcomeUnknown
from bookit.ledger.recorder import library_environment
from bookit.ledger.verify import verify
from bookit.settings import Settings
from tests.faults.proxy import Cut, proxied
from tests.ledger.entries import entry, member
from tests.organisation import NOW, Organisation, open_organisation
from tests.schemas import migrated

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("cut", "outcome"), [(Cut.AFTER_THE_COMMIT, Outcome.REPLAYED), (Cut.BEFORE_THE_SERVER, Outcome.STORED)]
)
async def test_a_command_whose_connection_is_cut_is_stored_once(org: Organisation, cut: Cut, outcome: Outcome) -> None:
    async with proxied(org.settings.dsn) as (proxy, url):
        through = Settings(**{**org.settings.model_dump(), "database_url": url})
        async with open_organisation(through) as cut_off:
            await cut_off.pool.wait()
            appender = Appender(cut_off.pool, org.settings.database_schema)
            await appender.append(entry(member()))
            proxy.cut_next(cut)
            verdict = await appender.append(entry(member()))
    assert (verdict.outcome, verdict.position, proxy.cuts) == (outcome, 2, 1)
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(2,)]


async def test_the_library_is_told_that_it_is_not_known_and_may_ask_again(org: Organisation) -> None:
    events, command_id = Member.invite(uuid7(), at=NOW).collect_events(), uuid7()

    def save_twice(settings: Settings) -> int:
        with Application[UUID](env=library_environment(settings)) as application:
            with pytest.raises(OperationalError):
                application.save(*events, command_id=command_id)
            (recording,) = application.save(*events, command_id=command_id)
        return recording.notification.id

    async with proxied(org.settings.direct_dsn) as (proxy, url):
        proxy.cut_next(Cut.AFTER_THE_COMMIT, marker=b".append(")
        through = org.settings.model_copy(update={"database_direct_url": url})
        assert await anyio.to_thread.run_sync(save_twice, through) == 1
    assert await org.rows("SELECT count(*) FROM {schema}.events") == [(1,)]


async def test_an_unreachable_database_leaves_the_outcome_unknown(settings: Settings) -> None:
    migrated(settings)
    async with proxied(settings.dsn) as (proxy, url):
        through = Settings(**{**settings.model_dump(), "database_url": url})
        async with open_organisation(through) as org:
            await org.pool.wait()
            appender = Appender(org.pool, settings.database_schema)
            for _ in range(100):  # more often than anybody tries
                proxy.cut_next(Cut.BEFORE_THE_SERVER)
            with pytest.raises(OutcomeUnknown):
                await appender.append(entry(member()))
    assert verify(settings).events == 0
