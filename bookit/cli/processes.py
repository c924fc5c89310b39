"""One process each: `serve`, `worker`, `scheduler`."""

import os
import sys

from bookit.cli.database import refuse_wrong_database
from bookit.cli.settings import read_settings_of_each
from bookit.settings import REQUIRED


def serve() -> None:
    """Answer HTTP: commands, queries and the web pages."""
    _become("bookit.api")


def worker() -> None:
    """Run projections, reactions and jobs."""
    _become("workers")


def scheduler() -> None:
    """Turn due timers into commands."""
    _become("workers.scheduler")


def _become(module: str) -> None:
    """Replace this process: the command line imports neither `bookit.api` nor `workers`."""
    for settings in read_settings_of_each(None, *REQUIRED):
        refuse_wrong_database(settings)
    os.execv(sys.executable, [sys.executable, "-P", "-m", module])  # noqa: S606 - our own interpreter
