"""One process each: `serve`, `worker`, `scheduler`."""

import os
import sys

import typer

from bookit.cli.database import refuse_wrong_database
from bookit.cli.settings import read_settings_of_each
from bookit.settings import REQUIRED, Settings


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
    several = read_settings_of_each(None, *REQUIRED)
    refused = [settings for settings in several if not _can_be_run(settings)]
    if len(refused) == len(several):
        raise typer.Exit(2)
    os.execv(sys.executable, [sys.executable, "-P", "-m", module])  # noqa: S606 - our own interpreter


def _can_be_run(settings: Settings) -> bool:
    try:
        refuse_wrong_database(settings)
    except typer.Exit:
        return False
    return True
