"""Whose request it is: an install has one organisation, or several with a host name each (docs/adr/0119)."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import Scope

from bookit.api.stream import Live
from bookit.operations.measurements import Measurements
from bookit.operations.processes import signs_of_life
from bookit.settings import Settings
from bookit.wiring import System, running

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
async def serving(settings: Settings) -> AsyncIterator[Served]:
    """An organisation between the start and the end of this process."""
    async with running(settings) as system, Live(system) as live, signs_of_life(settings, "api"):
        yield Served(system, live, Measurements(system.queries, system.timers))


class Organisations:
    """Those that this process serves."""

    def __init__(self, served: Sequence[Served]) -> None:
        self.served = served
        # An install of one is at whatever name people gave it.
        self._only = None if served[0].settings.is_one_of_several else served[0]
        self._by_host = {each.settings.hostname: each for each in served}

    def of(self, scope: Scope) -> Served | None:
        """The one that a request is for; None when it names no host, several, or one that is nobody's."""
        if self._only is not None:
            return self._only
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        return None if found is None else self._by_host.get((found[1] or found[2]).decode().lower())
