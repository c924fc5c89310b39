"""What a process does again and again beside its work."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


@asynccontextmanager
async def repeated(do: Callable[[], Awaitable[None]], pause: Callable[[], float]) -> AsyncIterator[None]:
    """Do something after each pause, in seconds, until the context ends; what is under way then is given up."""
    ending = False

    async def repeat() -> None:
        while not ending:
            await asyncio.sleep(pause())
            await do()

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        # Python before 3.12 loses a cancellation that meets the connection which a pool was asked for: then what is
        # under way is the last.
        ending = True
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
