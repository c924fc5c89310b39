"""Read your own write: how far the read models are, and waiting for them to get there."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

POLL_SECONDS = 0.01
CHECKPOINTS = "SELECT name, position FROM {schema}.projections WHERE build = 'live'"


class Freshness:
    """Watches the checkpoints for all waiters of a process with one poller, which rests while nobody waits."""

    def __init__(self, rows: Callable[[str], Awaitable[Sequence[Any]]]) -> None:
        self._rows = rows
        self._waiting: list[tuple[int, frozenset[str], asyncio.Future[int]]] = []
        self._poller: asyncio.Task[None] | None = None

    async def position_of(self, projections: Collection[str]) -> int:
        """The position that all these read models have reached."""
        return _reached(await self._positions(), frozenset(projections))

    async def wait_for(self, position: int, projections: Collection[str], *, seconds: float = 2.0) -> int:
        """Wait until all these read models have reached a position; answers where they are, if need be too early."""
        names = frozenset(projections)
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((position, names, future))
        if self._poller is None or self._poller.done():
            self._poller = asyncio.create_task(self._poll())
        try:
            return await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return await self.position_of(names)
        finally:
            self._waiting = [waiter for waiter in self._waiting if waiter[2] is not future]

    async def close(self) -> None:
        if self._poller is not None:
            self._poller.cancel()
            await asyncio.gather(self._poller, return_exceptions=True)

    async def _poll(self) -> None:
        while self._waiting:
            try:
                positions = await self._positions()
            except Exception as error:  # noqa: BLE001 -- raised to everyone who waits
                for _, _, future in self._waiting:
                    if not future.done():
                        future.set_exception(error)
                return
            for position, names, future in self._waiting:
                if not future.done() and (reached := _reached(positions, names)) >= position:
                    future.set_result(reached)
            await asyncio.sleep(POLL_SECONDS)

    async def _positions(self) -> dict[str, int]:
        return {row.name: row.position for row in await self._rows(CHECKPOINTS)}


def _reached(positions: dict[str, int], names: frozenset[str]) -> int:
    return min((positions.get(name, 0) for name in names), default=0)
