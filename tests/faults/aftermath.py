"""What must hold once every server runs again."""

import time
from collections.abc import Sequence

import httpx

from bookit.ledger.execution import Receipt
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.rebuilding import rebuild_start
from bookit.settings import Settings
from tests.faults.load import TITLE, Load
from tests.installation import Installation
from tests.invariants import Witness, check
from tests.projections.story import Story

SETTLED_WITHIN_SECONDS = 90


def hold(installation: Installation, load: Load) -> None:
    """Raises AssertionError for an acknowledged booking that is lost, and for whatever else must hold."""
    load.settle()
    assert not load.odd
    hold_for(installation, load.receipts(), load.some_bookings())


def hold_for(installation: Installation, receipts: list[Receipt], bookings: Sequence[str]) -> None:
    """The same for whoever has noted what was acknowledged, and has some of the owner's bookings to look at."""
    check(installation.settings, Witness(receipts))
    with installation.client() as client, installation.stranger() as stranger:
        installation.wait_for_projections()
        assert_jobs_are_done(installation)
        for booking_id in bookings:
            assert client.get(f"/api/queries/bookings/{booking_id}").json()["status"] == "confirmed"
            assert_others_are_told_nothing(installation, stranger, booking_id)
    assert_projections_are_the_fold_of_the_ledger(installation.settings)


def assert_others_are_told_nothing(installation: Installation, stranger: httpx.Client, booking_id: str) -> None:
    """Neither who has nothing to do with a booking nor who is not even a member learns what it is about (I8)."""
    for path in (f"/api/queries/bookings/{booking_id}", f"/api/queries/bookings/{booking_id}/history"):
        told = stranger.get(path)
        assert told.status_code in {200, 403, 404}, told.text
        assert TITLE not in told.text
        assert httpx.get(f"{installation.address}{path}").status_code == 401


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


def assert_projections_are_the_fold_of_the_ledger(settings: Settings) -> None:
    """Build every read model anew from the first event: it is what the live one has become on its way (I5)."""
    story = Story(settings)
    try:
        live = {projection.NAME: story.tables(projection) for projection in PROJECTIONS}
        for projection in PROJECTIONS:
            rebuild_start(story.connection, settings.database_schema, projection)
        with Engine(settings, PROJECTIONS) as engine:
            engine.catch_up_all()
            assert not [lag for lag in engine.lag() if lag.build == "rebuild" or lag.parked]
        for projection in PROJECTIONS:
            assert story.tables(projection) == live[projection.NAME], projection.NAME
    finally:
        story.close()
