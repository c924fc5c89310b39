"""One process each: `serve`, `worker`, `scheduler`."""

import os
import sys

from bookit.cli.settings import read_settings_with_database


def serve() -> None:
    """Answer HTTP: commands, queries and the web pages."""
    import uvicorn

    settings = read_settings_with_database()
    uvicorn.run(
        "bookit.api.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=10,  # open event streams would hold it for ever
        timeout_keep_alive=75,  # longer than nginx keeps its connections to us
        server_header=False,
        proxy_headers=False,  # anybody could claim to be a proxy
    )


def worker() -> None:
    """Run projections, reactions and jobs."""
    read_settings_with_database()
    _become("workers")


def scheduler() -> None:
    """Turn due timers into commands."""
    read_settings_with_database()
    _become("workers.scheduler")


def _become(module: str) -> None:
    """Replace this process: `bookit` never imports `workers`."""
    os.execv(sys.executable, [sys.executable, "-P", "-m", module])  # noqa: S606 - our own interpreter
