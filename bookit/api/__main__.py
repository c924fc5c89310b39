"""`python -m bookit.api`: one API process, until SIGTERM or SIGINT."""

import asyncio
import socket
import sys

import uvicorn
from fastapi import FastAPI

from bookit.api.app import create_app, end_streams
from bookit.settings import Settings
from bookit.tracing import configure_tracing, send_what_is_left

STARTUP_FAILED = 3
"""Uvicorn's own exit code for it."""
DRAIN_SECONDS = 6.0
"""So long a proxy may keep a connection that nothing passes over; the shipped nginx gives it up earlier."""


class Server(uvicorn.Server):
    """Ends without cutting off a request that a proxy has sent, or is about to send.

    Uvicorn waits for requests that have begun, and closes all other connections at once: one over which a proxy sends
    a command that very moment as well, and the proxy must not send that again. Streams of live news never end by
    themselves.
    """

    def __init__(self, app: FastAPI, config: uvicorn.Config, *, behind_a_proxy: bool) -> None:
        super().__init__(config)
        self._app = app
        self._behind_a_proxy = behind_a_proxy

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        # In place: answers that have begun share this list.
        self.server_state.default_headers.append((b"connection", b"close"))
        end_streams(self._app)
        if self._behind_a_proxy:
            await self._drain()
        await super().shutdown(sockets)
        await asyncio.to_thread(send_what_is_left)  # uvicorn ends the process by the signal it was asked with

    async def _drain(self) -> None:
        """Answer on the connections that are left until the proxy has given them all up."""
        loop = asyncio.get_running_loop()
        end = loop.time() + DRAIN_SECONDS
        while self.server_state.connections and not self.force_exit and loop.time() < end:  # noqa: ASYNC110 -- uvicorn tells nobody
            await asyncio.sleep(0.05)


def main() -> None:
    settings = Settings()
    configure_tracing(settings, "bookit-api")
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=10,  # a client that does not read its answer would hold it for ever
        timeout_keep_alive=75,  # longer than nginx keeps its connections to us
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),  # anybody else could claim to be a proxy
        forwarded_allow_ips=settings.trusted_proxies,
    )
    server = Server(app, config, behind_a_proxy=bool(settings.trusted_proxies))
    server.run()
    if not server.started:
        sys.exit(STARTUP_FAILED)


if __name__ == "__main__":
    main()
