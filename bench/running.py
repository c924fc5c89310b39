"""Runs benches one after the other."""

import os
import sys
from collections.abc import Callable

import psutil
from rich.console import Console

from bench import (
    as_of,
    availability,
    bulk,
    deadlines,
    memory,
    place_booking,
    projections,
    race,
    rebuild,
    reports,
    rules,
    sizing,
    stream,
    verify,
    web,
)
from bench.report import show, sum_up
from bench.result import Result
from bench.stage import Stage, set_up
from bookit.logs import configure_logs

BENCHES: dict[str, Callable[[Stage], list[Result]]] = {
    "place-booking": place_booking.bench,
    "rules": rules.bench,
    "bulk": bulk.bench,
    "race": race.bench,
    "deadlines": deadlines.bench,
    "memory": memory.bench,
    "projections": projections.bench,
    "rebuild": rebuild.bench,
    "reports": reports.bench,
    "sizing": sizing.bench,
    "organisations": sizing.organisations,
    "stream": stream.bench,
    "verify": verify.bench,
    "availability": availability.bench,
    "as-of": as_of.bench,
    "web": web.bench,
}


def main(names: list[str]) -> None:
    """Run the named benches, or all, one after the other on the same servers."""
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"no bench is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    configure_logs("warning")  # what is measured in this process writes no more than a process of its own would
    console = Console(highlight=False, soft_wrap=True)
    results: list[Result] = []
    scale = _scale()
    _warn_of_scale(console, scale)
    with set_up(scale) as stage:
        for name in names or BENCHES:
            _warn_of_others(console)
            found = BENCHES[name](stage)
            show(console, name, found)
            results += found
    sum_up(console, results)
    _warn_of_scale(console, scale)


def _scale() -> float:
    text = os.environ.get("BENCH_SCALE", "1")
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0 < scale <= 1:
        sys.exit(f"BENCH_SCALE is {text!r}; it must be a number above 0, and 1 at most")
    return scale


def _warn_of_scale(console: Console, scale: float) -> None:
    if scale != 1:
        console.print(f"*** BENCH_SCALE={scale:g}: not the full size, so no target is met or missed by this ***")


def _warn_of_others(console: Console) -> None:
    """Say so when other programs use the processor: single-threaded servers suffer more from it than threaded ones."""
    busy = psutil.cpu_percent(interval=1)
    if busy > 10:
        console.print(f"other programs use {busy:.0f} % of the processor: the ratios below are not to be trusted")
