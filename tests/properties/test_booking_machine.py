"""Whatever people wish in whatever order: BookIT on Postgres does what the model does, and its invariants hold.

Commands go through two executors, which share nothing but the database, as two processes would. There is no second
store in memory to run the machine against: the decisions of a command rest on claims, and those are Postgres.
"""

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis.stateful import run_state_machine_as_test

from bookit.settings import Settings
from tests.organisation import open_organisation
from tests.properties.booking_machine import Stage
from tests.properties.effort import LONGEST, effort
from tests.properties.waiting_machine import WaitingMachine
from tests.schemas import migrated


@pytest.fixture
def stage(settings: Settings) -> Iterator[Stage]:
    migrated(settings)
    with asyncio.Runner() as runner:
        opening = open_organisation(settings)
        org = runner.run(opening.__aenter__())
        try:
            yield Stage(runner, org)
        finally:
            runner.run(opening.__aexit__(None, None, None))


@pytest.mark.timeout(LONGEST)
def test_bookit_does_what_the_model_does(stage: Stage) -> None:
    class Machine(WaitingMachine):
        def __init__(self) -> None:
            super().__init__(stage)

    run_state_machine_as_test(Machine, settings=effort(25, steps=40))
