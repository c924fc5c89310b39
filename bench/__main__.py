"""`python -m bench [name…]`: measure all, or the named benches, and say which targets are met."""

import sys
from collections.abc import Callable

import psutil
from rich.console import Console

from bench import deadlines, place_booking, race
from bench.report import show, sum_up
from bench.result import Result
from bench.stage import Stage, set_up

BENCHES: dict[str, Callable[[Stage], list[Result]]] = {
    "place-booking": place_booking.bench,
    "race": race.bench,
    "deadlines": deadlines.bench,
}


def main(names: list[str]) -> None:
    """Run the named benches, or all, one after the other on the same servers."""
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"no bench is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    console = Console(highlight=False, soft_wrap=True)
    results: list[Result] = []
    with set_up() as stage:
        for name in names or BENCHES:
            _warn_of_others(console)
            found = BENCHES[name](stage)
            show(console, name, found)
            results += found
    sum_up(console, results)


def _warn_of_others(console: Console) -> None:
    """Say so when other programs use the processor: single-threaded servers suffer more from it than threaded ones."""
    busy = psutil.cpu_percent(interval=1)
    if busy > 10:
        console.print(f"other programs use {busy:.0f} % of the processor: the ratios below are not to be trusted")


if __name__ == "__main__":
    main(sys.argv[1:])
