"""What must hold once every server runs again: all of the project's invariants, as far as somebody is there to ask.

`hold_for` asks the processes of an installation, `hold_within` an application in this process, and `read_models_hold`
needs nothing but the database. What the ledger's side alone can say, `tests/invariants.py` says for each of them.
"""

import time
from collections.abc import Collection, Sequence

import anyio.to_thread
import httpx
import orjson
from psycopg import sql

from bookit.ledger.execution import Receipt
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.rebuilding import rebuild_start
from bookit.settings import Settings
from tests.faults.load import TITLE, Load
from tests.installation import Installation
from tests.invariants import Witness, check
from tests.projections.story import Story
from tests.running import Organisation

SETTLED_WITHIN_SECONDS = 90
SAMPLE = 12
"""So many bookings are looked at by those who may see them and those who may not."""


def hold(installation: Installation, load: Load) -> None:
    """Raises AssertionError for an acknowledged booking that is lost, and for whatever else must hold."""
    load.settle()
    assert not load.odd
    hold_for(installation, Witness(load.receipts()))


def hold_for(installation: Installation, witness: Witness, *, undigested: Collection[int] = ()) -> None:
    """The same for whoever has noted what was acknowledged and refused; its API and a worker run.

    `undigested` are positions of events that no read model can digest and that an operator has given up.
    """
    receipts = list(witness.receipts)
    check(installation.settings, witness)
    with installation.client() as client, installation.stranger() as stranger:
        installation.wait_for_projections()
        assert_jobs_are_done(installation)
        for booking_id, status in _sample(receipts).items():
            assert client.get(f"/api/queries/bookings/{booking_id}").json()["status"] == status, "I1"
            for path in _paths(booking_id):
                _assert_told_nothing(stranger.get(path))
                assert httpx.get(f"{installation.address}{path}").status_code == 401, "I8"
    read_models_hold(installation.settings, receipts, undigested=undigested)


async def hold_within(org: Organisation, witness: Witness) -> None:
    """The same of an application in this process. Nobody works off effects there, so nothing is said of I6 and, but
    for the read models, of I7."""
    receipts = list(witness.receipts)
    await anyio.to_thread.run_sync(check, org.settings, witness)
    stranger = await org.client(await org.member())
    await org.caught_up()
    for booking_id, status in _sample(receipts).items():
        assert (await org.owner.get(f"/api/queries/bookings/{booking_id}")).json()["status"] == status, "I1"
        for path in _paths(booking_id):
            _assert_told_nothing(await stranger.get(path))
            assert (await org.anonymous().get(path)).status_code == 401, "I8"
    await anyio.to_thread.run_sync(read_models_hold, org.settings, receipts)


def read_models_hold(settings: Settings, receipts: Sequence[Receipt] = (), *, undigested: Collection[int] = ()) -> None:
    """The read models catch up (I7), know every acknowledged command (I1) and are the fold of the ledger (I5)."""
    with Engine(settings, PROJECTIONS) as engine:
        engine.prepare()
        engine.catch_up_all()
        assert not [lag for lag in engine.lag() if lag.events or lag.parked], "I7"
    story = Story(settings)
    try:
        known = sql.SQL("SELECT command_id, max(position) FROM {} WHERE command_id = ANY (%s) GROUP BY 1").format(
            sql.Identifier(story.schema, "history_events")
        )
        told = {receipt.command_id: receipt.position for receipt in receipts}
        assert dict(story.connection.execute(known, [list(told)]).fetchall()) == told, "I1"
        _assert_read_models_are_the_fold(story, undigested)
    finally:
        story.close()


def _sample(receipts: Sequence[Receipt]) -> dict[str, str]:
    """Some of the bookings, and what the last answer about each said of it."""
    answers = [orjson.loads(receipt.answer) for receipt in sorted(receipts, key=lambda receipt: receipt.position)]
    bookings = {answer["booking_id"]: answer["status"] for answer in answers if "booking_id" in answer}
    return dict(list(bookings.items())[:: len(bookings) // SAMPLE + 1])


def _paths(booking_id: str) -> list[str]:
    return [f"/api/queries/bookings/{booking_id}", f"/api/queries/bookings/{booking_id}/history"]


def _assert_told_nothing(told: httpx.Response) -> None:
    """Who has nothing to do with a booking does not learn what it is about (I8)."""
    assert told.status_code in {200, 403, 404}, told.text
    assert TITLE not in told.text, "I8"


def assert_jobs_are_done(installation: Installation) -> None:
    """Nothing that is due is left to do, and nothing was given up (I6, I7)."""
    deadline = time.monotonic() + SETTLED_WITHIN_SECONDS
    with installation.client() as client:
        while True:
            told = client.get("/api/queries/ops/queues").raise_for_status().json()
            assert not [queue for queue in told["items"] if queue["parked"]], told
            behind = [reaction for reaction in told["reactions"] if reaction["events_behind"]]
            if not behind and not [queue for queue in told["items"] if queue["waiting"] or queue["running"]]:
                return
            assert time.monotonic() < deadline, told


def _assert_read_models_are_the_fold(story: Story, undigested: Collection[int]) -> None:
    """Build every read model anew from the first event: it is what the live one has become on its way (I5)."""
    live = {projection.NAME: story.tables(projection) for projection in PROJECTIONS}
    with Engine(story.settings, PROJECTIONS) as engine:
        for projection in PROJECTIONS:
            rebuild_start(engine.connection, story.schema, projection)
        engine.catch_up_all()
        assert not [lag for lag in engine.lag() if lag.build == "rebuild"], "I5: a rebuild did not come to its end"
        parked = {event.position for projection in PROJECTIONS for event in engine.parked(projection.NAME)}
    assert parked == set(undigested), "I5"
    for projection in PROJECTIONS:
        assert story.tables(projection) == live[projection.NAME], f"I5: {projection.NAME}"
