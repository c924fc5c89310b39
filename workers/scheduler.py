"""`python -m workers.scheduler`: does what time brings, until SIGTERM or SIGINT.

Deadlines that have passed, places for who waits, read models that are ready to switch. Each chore finds its own due
work in Postgres and may be repeated; several schedulers may run, and none needs to.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog
from prometheus_client import Counter
from structlog.contextvars import bind_contextvars

from bookit.domain.actor import SYSTEM
from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Refusal, RoomTaken
from bookit.files import StorageDown, Sweeper
from bookit.ledger.checking import Checker
from bookit.ledger.timers import MOST_AT_ONCE, Due
from bookit.logs import configure_logs
from bookit.operations.exposition import serve_metrics
from bookit.operations.processes import signs_of_life
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from bookit.tracing import configure_tracing
from bookit.wiring import DATABASE_UNAVAILABLE, System, running, why_not_ready

TICK_SECONDS = 0.25
WAIT_SECONDS = 2.0
LOOK_AGAIN_SECONDS = 5.0
"""So soon those in the waitlist are looked through again although nothing happened, or a rule refused them."""
LOOKING_SHARE = 3.0
"""So many times as long as a look at the line takes it is before the next: a long line does not load the database."""
MOST_PROMOTIONS = 100
"""So many at most before another scheduler may take over the line."""
TIDY_SECONDS = 300.0
REMIND_SECONDS = 10.0
CHECK_SECONDS = 1.0
SWEEP_SECONDS = 6 * 3600.0

FIRED = Counter("bookit_deadlines_fired_total", "Deadlines that were turned into commands.", ["command", "outcome"])
PROMOTED = Counter("bookit_waitlist_promoted_total", "Members who were given a place they waited for.")

log = structlog.get_logger(__name__)

Chore = Callable[[], Awaitable[bool]]
"""Does what is due; answers whether there may be more."""


class Deadlines:
    """Fires what is due."""

    def __init__(self, system: System) -> None:
        self._system = system

    async def __call__(self) -> bool:
        """The oldest deadlines that have passed, at most so many; recorded in their order."""
        due = await self._system.timers.due()
        # All streams are known before the first command is decided, so that none overtakes another on the way.
        await asyncio.gather(*(self._system.streams.get(Aggregate, item.stream_id) for item in due))
        await asyncio.gather(*(self._fire(item) for item in due))
        return len(due) == MOST_AT_ONCE

    async def _fire(self, due: Due) -> None:
        noted = {"command": due.command.NAME, "command_id": str(due.command_id), "stream_id": str(due.stream_id)}
        try:
            receipt = await self._system.executor.execute(
                due.command, SYSTEM, command_id=due.command_id, not_before=due.due_at
            )
        except Refusal as refusal:
            # Somebody was faster: they came, or decided, or another scheduler fired it.
            FIRED.labels(due.command.NAME, "refused").inc()
            log.info("due_refused", reason=refusal.detail, slug=refusal.slug, **noted)
        else:
            FIRED.labels(due.command.NAME, "replayed" if receipt.replayed else "done").inc()
            log.debug("due_fired", position=receipt.position, **noted)


class Line:
    """Gives free places to who waits, one after the other, because the first in line comes first; then to series that
    had to skip a date."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._seen: tuple[int, ...] = ()
        self._looked_at = float("-inf")
        self._not_before = float("-inf")
        self._refused: dict[UUID, float] = {}
        """Who, or which series, was refused, and when; they keep their place in line, and others get their turn."""

    async def __call__(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now < self._not_before:
            return False
        state = await self._system.timers.state()
        if state == self._seen and now < self._looked_at + LOOK_AGAIN_SECONDS:
            return False
        self._refused = {who: at for who, at in self._refused.items() if now < at + LOOK_AGAIN_SECONDS}
        async with self._system.timers.line() as ours:
            if not ours:
                return False
            for _ in range(MOST_PROMOTIONS):
                if not await self._promote_one(now):
                    await self._give_skipped_dates(now)
                    self._seen, self._looked_at = state, now
                    break
        took = asyncio.get_running_loop().time() - now
        self._not_before = now + LOOKING_SHARE * took
        return False

    async def _promote_one(self, now: float) -> bool:
        """Whether somebody got a place. The line is looked at anew then, from its head: what was taken a moment ago
        may be free already, and is for those who come first."""
        for wish in await self._system.timers.promotable(self._refused):
            try:
                await self._system.executor.execute(wish, SYSTEM)
            except (RoomTaken, AlreadyDone) as refusal:
                log.debug("nobody_promoted", waitlist_id=str(wish.waitlist_id), reason=refusal.detail)
            except Refusal as refusal:
                log.info("promotion_refused", waitlist_id=str(wish.waitlist_id), reason=refusal.detail)
                self._refused[wish.waitlist_id] = now
            else:
                PROMOTED.inc()
                return True
        return False

    async def _give_skipped_dates(self, now: float) -> None:
        """What nobody in line could have is for the series that had to do without it."""
        for wish in await self._system.timers.with_skipped_dates(self._refused):
            try:
                await self._system.executor.execute(wish, SYSTEM)
            except Refusal as refusal:
                log.debug("skipped_dates_refused", series_id=str(wish.series_id), reason=refusal.detail)
                self._refused[wish.series_id] = now


class Forgetting:
    """Gives up what forgotten members have ahead."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._not_before = float("-inf")

    async def __call__(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now < self._not_before:
            return False
        for leftover in await self._system.forgetting.leftovers():
            try:
                await self._system.executor.execute(
                    leftover.command, SYSTEM, command_id=leftover.command_id, act_id=leftover.act_id
                )
            except Refusal as refusal:
                # It went with its series, or was over a moment ago; the read models will say so.
                log.info("leftover_refused", command=leftover.command.NAME, reason=refusal.detail, slug=refusal.slug)
                self._not_before = now + LOOK_AGAIN_SECONDS
        return False


class Reminders:
    """Notes who is to be reminded of what begins soon; workers tell them."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._done_at = float("-inf")

    async def __call__(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now >= self._done_at + REMIND_SECONDS:
            await self._system.notifications.note_reminders()
            self._done_at = now
        return False


class Checking:
    """Checks what is new in the ledger, and all of it again day by day; signs what was found sound."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._not_before = float("-inf")

    async def __call__(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now < self._not_before:
            return False
        await asyncio.to_thread(self._work)
        self._not_before = now + CHECK_SECONDS
        return False

    def _work(self) -> None:
        """A batch of each, so that a long ledger takes its time."""
        if not self._checker.check("new"):
            self._checker.sign()
        self._checker.check("again")


class Sweeping:
    """Brings object storage and rows of files together again."""

    def __init__(self, sweeper: Sweeper) -> None:
        self._sweeper = sweeper
        self._not_before = float("-inf")

    async def __call__(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now < self._not_before:
            return False
        self._not_before = now + SWEEP_SECONDS
        try:
            await asyncio.to_thread(self._sweeper.sweep)
        except StorageDown as error:
            log.warning("sweeping_waits_for_the_storage", error=str(error))
        return False


class Tidying:
    """Removes what has no effect any more."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._done_at = float("-inf")

    async def __call__(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now >= self._done_at + TIDY_SECONDS:
            await self._system.timers.tidy()
            await self._system.notifications.tidy()
            self._done_at = now
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


def chores_of(system: System, engine: Engine, checker: Checker) -> list[Chore]:
    """What the scheduler looks after."""

    async def switch_rebuilds() -> bool:
        await asyncio.to_thread(engine.switch_ready)
        return False

    return [
        Deadlines(system),
        Line(system),
        switch_rebuilds,
        Forgetting(system),
        Reminders(system),
        Checking(checker),
        Tidying(system),
        Sweeping(Sweeper(system.settings)),
    ]


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Tick for one organisation, from when it can be run until asked to stop; what is under way is finished."""
    bind_contextvars(**settings.in_logs)
    said = None
    while (reason := await asyncio.to_thread(why_not_ready, settings)) is not None:
        if reason != said:
            log.warning("scheduler_waits", reason=reason)
            said = reason
        await _rest(stop, WAIT_SECONDS)
        if stop.is_set():
            return
    with Engine(settings, PROJECTIONS) as engine, Checker(settings) as checker:
        async with running(settings) as system, signs_of_life(settings, "scheduler"):
            chores = chores_of(system, engine, checker)
            log.info("scheduler_started")
            # Each at its own pace: a long look at the waitlist holds no deadline up.
            await asyncio.gather(*(_keep_doing(chore, stop) for chore in chores))
    log.info("scheduler_stopped")


async def _keep_doing(chore: Chore, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await tick([chore])
        await _rest(stop, TICK_SECONDS)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level)
    configure_tracing(settings, "bookit-scheduler")
    serve_metrics(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, stop.set)
    async with asyncio.TaskGroup() as organisations:
        for each in settings.of_each():
            organisations.create_task(run(each, stop))


if __name__ == "__main__":
    asyncio.run(main())
