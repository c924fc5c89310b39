import threading
from typing import ClassVar

import psycopg
from hypothesis import given
from hypothesis import strategies as st
from structlog.typing import EventDict

from bookit.pausing import pause_after
from bookit.settings import Settings
from workers.looping import Looping


class _AwayForADay(Looping):
    """Fails as often as it would in a day without a database."""

    LONGEST_PAUSE_SECONDS: ClassVar[float] = 0.0
    FAILURES: ClassVar[int] = 24 * 3600 // 10

    def __init__(self, settings: Settings) -> None:
        super().__init__("away for a day", settings)
        self.tries = 0
        self.worked = threading.Event()

    def prepare(self) -> None:
        self.tries += 1
        if self.tries <= self.FAILURES:
            raise psycopg.OperationalError("the database is away")

    def work(self) -> float:
        self.worked.set()
        return 60.0

    def release(self) -> None:
        """There is nothing to let go of."""


def test_what_failed_for_a_day_goes_on_when_it_can(settings: Settings, logs: list[EventDict]) -> None:
    loop = _AwayForADay(settings)
    loop.start()
    assert loop.worked.wait(60)
    loop.stop()
    assert loop.tries == loop.FAILURES + 1
    assert [entry["event"] for entry in logs] == ["waits_for_the_database"] * loop.FAILURES + ["goes_on"]


@given(failures=st.integers(0, 10**9))
def test_no_number_of_failures_makes_a_pause_too_long(failures: int) -> None:
    assert 0.1 <= pause_after(failures, longest=5.0) <= pause_after(failures + 1, longest=5.0) <= 5.0
