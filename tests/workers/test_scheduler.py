import signal

import pytest
from structlog.testing import capture_logs

from bookit.projections import PROJECTIONS, Engine
from bookit.projections.calendar import Calendar
from bookit.projections.rebuilding import rebuild_start
from tests.projections.story import Story
from tests.workers.conftest import process, wait_for_line
from workers.scheduler import tick


def test_a_failing_chore_does_not_keep_the_others_from_theirs() -> None:
    done = []

    def fail() -> None:
        raise ZeroDivisionError

    with capture_logs() as logs:
        tick([fail, lambda: done.append("done")])
    assert done == ["done"]
    assert [entry["event"] for entry in logs] == ["chore_failed"]


def test_a_rebuild_that_is_ready_takes_its_place(story: Story) -> None:
    with Engine(story.settings.dsn, story.schema, PROJECTIONS) as engine:
        rebuild_start(engine.connection, story.schema, Calendar())
        tick([engine.switch_ready])
        assert [lag.build for lag in engine.lag()] == ["live"] * len(PROJECTIONS)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_the_scheduler_process_stops_when_told(story: Story, end: signal.Signals) -> None:
    with process("workers.scheduler", story.settings) as running:
        wait_for_line(running, b"scheduler_started")
        running.send_signal(end)
        assert running.wait(timeout=30) == 0
