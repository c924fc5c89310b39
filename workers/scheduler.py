"""`python -m workers.scheduler`: looks every second for what is due, until SIGTERM or SIGINT.

Each chore finds its own due work in Postgres and may be repeated; several schedulers may run.
"""

from collections.abc import Callable, Sequence

import psycopg
import structlog

from bookit.logs import configure_logs
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from workers.stopping import stop_requested

TICK_SECONDS = 1.0

log = structlog.get_logger(__name__)

Chore = Callable[[], None]


def tick(chores: Sequence[Chore]) -> None:
    """Do every chore; one that fails is reported, and does not keep the others from theirs."""
    for chore in chores:
        try:
            chore()
        except psycopg.OperationalError as error:
            log.warning("chore_waits_for_the_database", chore=chore.__qualname__, error=str(error))
        except Exception:
            log.exception("chore_failed", chore=chore.__qualname__)


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level)
    stop = stop_requested()
    log.info("scheduler_started")
    with Engine(settings.dsn, settings.database_schema, PROJECTIONS) as engine:
        # A rebuild that was ready when its readers were too busy takes its place as soon as they let it.
        chores: Sequence[Chore] = [engine.switch_ready]
        while not stop.wait(TICK_SECONDS):
            tick(chores)


if __name__ == "__main__":
    main()
