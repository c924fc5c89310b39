"""An event that no read model can digest, in the middle of a busy day."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from bookit.commands.buildings import AddBuilding, BuildingAnswer
from bookit.domain.actor import SYSTEM
from bookit.wiring import running
from tests.faults.aftermath import hold
from tests.faults.load import Load
from tests.installation import Installation, at_work
from tests.running import settings_of_its_own

NAME = "Poi\0son"
"""The API refuses it; Postgres can keep it in the ledger's bytes, and in no column of text."""


@pytest.fixture
def installation(postgres_dsn: str, redis_url: str, tmp_path: Path) -> Iterator[Installation]:
    """Of this test alone: the poison stays in its ledger."""
    with settings_of_its_own(postgres_dsn, redis_url) as settings, at_work(settings, tmp_path) as installation:
        yield installation


def test_a_poison_event_is_parked_while_people_go_on_booking(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        load.wait_for_bookings(50)
        building, position = asyncio.run(add_poison(installation))
        load.wait_for_bookings(100)
        installation.wait_for_projections()
    assert set(load.statuses) == {201}
    with installation.client() as client:
        causes = client.get("/api/queries/ops/parked").json()["events"]
        assert {cause["projection"] for cause in causes} >= {"directory", "history"}
        assert {(cause["topic"], cause["streams"], cause["events"]) for cause in causes} == {("building.added", 1, 1)}
        assert {example for cause in causes for example in cause["examples"]} == {str(building)}
        assert client.get(f"/api/queries/buildings/{building}").status_code == 404
        for cause in causes:
            given_up = {"projection": cause["projection"], "cause": cause["cause"]}
            assert client.post("/api/ops/discard-parked-events", json=given_up).json()["discarded"] == 1
        assert client.get("/api/queries/ops/parked").json()["events"] == []
    # What an operator has given up is the one thing that a fold from the first event finds again.
    hold(installation, load, undigested={position})


async def add_poison(installation: Installation) -> tuple[UUID, int]:
    """The building that it is about, and where it is in the ledger."""
    async with running(installation.settings) as system:
        receipt = await system.executor.execute(AddBuilding(name=NAME, time_zone="UTC"), SYSTEM)
    return BuildingAnswer.model_validate_json(receipt.answer).building_id, receipt.position
