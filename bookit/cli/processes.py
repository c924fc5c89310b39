"""One process each: `serve`, `worker`, `scheduler`."""

import os
import sys

from bookit.cli.settings import read_settings_with_database


def serve() -> None:
    """Answer HTTP: commands, queries and the web pages."""
    read_settings_with_database()
    _become("bookit.api")


def worker() -> None:
    """Run projections, reactions and jobs."""
    read_settings_with_database()
    _become("workers")


def scheduler() -> None:
    """Turn due timers into commands."""
    read_settings_with_database()
    _become("workers.scheduler")


def _become(module: str) -> None:
    """Replace this process: the command line imports neither `bookit.api` nor `workers`."""
    os.execv(sys.executable, [sys.executable, "-P", "-m", module])  # noqa: S606 - our own interpreter
