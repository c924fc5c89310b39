"""The application behind a socket, within the process of the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

import uvicorn
from fastapi import FastAPI

from bookit.api.site import FOLDER
from bookit.embedded.ports import free_ports


class _Server(uvicorn.Server):
    """Within this process, whose signals are pytest's."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]  # a plain one will do
        return nullcontext()


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[str]:
    """Where browsers find it, with the web app."""
    assert (FOLDER / "index.html").is_file(), "the web app is not built: run `make bookit/site/index.html`"
    port = free_ports(1)[0]
    server = _Server(uvicorn.Config(app, port=port, lifespan="off", log_config=None, timeout_graceful_shutdown=1))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
        if task.done():
            await task  # it could not begin, and says why
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
