"""Whose request it is: an install has one organisation, or several with a host name each (docs/adr/0119)."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass

import structlog
from starlette.types import Scope
from structlog.contextvars import bound_contextvars

from bookit.api.stream import Live
from bookit.operations.measurements import Measurements
from bookit.operations.processes import signs_of_life
from bookit.settings import Settings
from bookit.wiring import DATABASE_UNAVAILABLE, System, running, why_not_ready

LOOK_AGAIN_SECONDS = 2.0
"""So often it is tried to serve an organisation that could not be served."""

log = structlog.get_logger()

_HOST = re.compile(rb"(?:([A-Za-z0-9._-]+?)\.?|\[([0-9A-Fa-f:.]+)\])(?::[0-9]{0,5})?")


@dataclass(frozen=True, slots=True)
class Served:
    """An organisation while this process answers for it."""

    system: System
    live: Live
    measurements: Measurements

    @property
    def settings(self) -> Settings:
        return self.system.settings


@asynccontextmanager
async def _serving(settings: Settings) -> AsyncIterator[Served]:
    """An organisation from when it can be served until this process ends."""
    async with running(settings) as system, Live(system) as live, signs_of_life(settings, "api"):
        await _announce_setup(system)
        yield Served(system, live, Measurements(system.queries, system.timers))


async def _announce_setup(system: System) -> None:
    """While nobody can sign in yet, the log is the only way to become the first owner."""
    token = await system.identity.first_run.open()
    if token is not None:
        address = f"{system.settings.base_url or ''}/setup?token={token}"
        how = "open this address, or `bookit create-owner`"
        log.warning("setup.open", how=how, address=address, token=token)


class Place:
    """Where an organisation is served as soon as it can be: another one keeps nobody waiting (docs/adr/0130)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.served: Served | None = None
        self._looked = asyncio.Event()
        self._waits_because: str | None = None

    async def looked(self) -> None:
        """Return when it is served, or known not to be for now."""
        await self._looked.wait()

    async def keep(self, ending: asyncio.Event) -> None:
        """Serve it until told to end."""
        with bound_contextvars(**self.settings.in_logs):
            async with AsyncExitStack() as stack:
                self.served = await self._open(stack)
                self._looked.set()
                while self.served is None and not await _comes(ending, LOOK_AGAIN_SECONDS):
                    self.served = await self._open(stack)
                await ending.wait()

    async def _open(self, stack: AsyncExitStack) -> Served | None:
        try:
            reason = await asyncio.to_thread(why_not_ready, self.settings)
            if reason is None:
                return await stack.enter_async_context(_serving(self.settings))
        except DATABASE_UNAVAILABLE as error:
            reason = f"The database does not answer: {error}"
        except Exception:  # whatever it was, the others go on, and the next try may go well
            log.exception("organisation.failed")
            return None
        if reason != self._waits_because:
            log.warning("organisation.waits", reason=reason)
            self._waits_because = reason
        return None


async def _comes(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


class Organisations:
    """Those of this install."""

    def __init__(self, settings: Settings) -> None:
        self.places = [Place(each) for each in settings.of_each()]
        # An install of one is at whatever name people gave it.
        self._only = None if settings.is_one_of_several else self.places[0]
        self._by_host = {place.settings.hostname: place for place in self.places}

    @property
    def served(self) -> list[Served]:
        """Those that this process serves now."""
        return [place.served for place in self.places if place.served is not None]

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Each is served as soon as it can be, until the context ends; it begins when all were looked at."""
        ending = asyncio.Event()
        keeping = [asyncio.create_task(place.keep(ending)) for place in self.places]
        try:
            for place in self.places:
                await place.looked()
            yield
        finally:
            ending.set()
            await asyncio.gather(*keeping)

    def of(self, scope: Scope) -> Place | None:
        """The one that a request is for; None when it names no host, several, or one that is nobody's."""
        if self._only is not None:
            return self._only
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        return None if found is None else self._by_host.get((found[1] or found[2]).decode().lower())
