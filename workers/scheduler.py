"""`python -m workers.scheduler`: does what time brings, until SIGTERM or SIGINT.

Deadlines that have passed, places for who waits, read models that are ready to switch. Each chore finds its own due
work in Postgres and may be repeated; several schedulers may run, and none needs to.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bookit.domain.actor import SYSTEM
from bookit.domain.errors import Refusal
from bookit.ledger.timers import MOST_AT_ONCE, TIMERS, Due, Timer
from bookit.logs import configure_logs
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from bookit.wiring import DATABASE_UNAVAILABLE, System, running

TICK_SECONDS = 0.5

log = structlog.get_logger(__name__)

Chore = Callable[[], Awaitable[bool]]
"""Does what is due; answers whether there may be more."""


async def fire(system: System, due: Due) -> None:
    """Give a command that time brings. A refusal says that somebody was faster, or that a rule says no."""
    try:
        await system.executor.execute(due.command, SYSTEM, command_id=due.command_id)
    except Refusal as refusal:
        log.info("due_refused", command=due.command.NAME, reason=refusal.detail, slug=refusal.slug)


async def fire_deadlines(system: System, timer: Timer) -> bool:
    """Everything of one kind that is due now, the oldest first; together, so that it is appended together."""
    due = await system.timers.due(timer)
    await asyncio.gather(*(fire(system, item) for item in due))
    return len(due) == MOST_AT_ONCE


async def promote_waiting(system: System) -> bool:
    """Give free places to who waits: one after the other, because the first in line comes first."""
    for due in await system.timers.promotable():
        await fire(system, due)
    return False


async def tick(chores: Sequence[Chore]) -> None:
    """Do every chore; one that fails is reported, and does not keep the others from theirs."""
    for chore in chores:
        try:
            while await chore():
                pass
        except DATABASE_UNAVAILABLE as error:
            log.warning("chore_waits_for_the_database", error=str(error))
        except Exception:
            log.exception("chore_failed")


def chores_of(system: System, engine: Engine) -> list[Chore]:
    """What the scheduler looks after."""

    async def switch_rebuilds() -> bool:
        await asyncio.to_thread(engine.switch_ready)
        return False

    deadlines: list[Chore] = [lambda timer=timer: fire_deadlines(system, timer) for timer in TIMERS]  # type: ignore[misc]
    return [*deadlines, lambda: promote_waiting(system), switch_rebuilds]


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Tick until asked to stop; what is under way is finished."""
    with Engine(settings.dsn, settings.database_schema, PROJECTIONS) as engine:
        async with running(settings) as system:
            chores = chores_of(system, engine)
            log.info("scheduler_started")
            while not stop.is_set():
                await tick(chores)
                await _rest(stop)
    log.info("scheduler_stopped")


async def _rest(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), TICK_SECONDS)
    except TimeoutError:
        return


async def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, stop.set)
    await run(settings, stop)


if __name__ == "__main__":
    asyncio.run(main())
