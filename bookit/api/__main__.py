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


class Server(uvicorn.Server):
    """Uvicorn waits for open connections to end; streams of live news do not end by themselves."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        end_streams(self._app)
        await super().shutdown(sockets)
        await asyncio.to_thread(send_what_is_left)  # uvicorn ends the process by the signal it was asked with


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
    server = Server(app, config)
    server.run()
    if not server.started:
        sys.exit(STARTUP_FAILED)


if __name__ == "__main__":
    main()
