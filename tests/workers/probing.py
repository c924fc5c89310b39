"""`python -m tests.workers.probing`: a worker process whose effects leave traces, and some of which kill it."""

import os
import signal
from typing import ClassVar

import psycopg

from bookit.effects import Effect
from bookit.logs import configure_logs
from bookit.settings import Settings
from tests.effects.shelves import Trace
from workers.running import Workforce
from workers.stopping import stop_requested


class DiesBefore(Trace):
    """Kills its worker before anything was done; `times` as often."""

    TIMES: ClassVar[int] = 1

    def prepare(self, effect: Effect, connection: psycopg.Connection) -> None:
        if effect.attempt <= self.TIMES:
            os.kill(os.getpid(), signal.SIGKILL)


class DiesAlways(DiesBefore):
    TIMES: ClassVar[int] = 1000


class DiesAfter(Trace):
    """Kills its worker the first time, when all was done but for the commit."""

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        super().perform(effect, connection)
        if effect.attempt == 1:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    settings = Settings()
    configure_logs("warning")
    stop = stop_requested()
    schema = settings.database_schema
    kinds = {
        "trace": Trace(schema),
        "dies_before": DiesBefore(schema),
        "dies_always": DiesAlways(schema),
        "dies_after": DiesAfter(schema),
    }
    worker = Workforce(settings, reactions=(), kinds=kinds)
    worker.start()
    stop.wait()
    worker.stop()


if __name__ == "__main__":
    main()
