"""How much memory an API process has after many bookings."""

from dataclasses import replace
from datetime import timedelta

import psutil

from bench import product
from bench.bookings import Bookings
from bench.house import today
from bench.load import Load, run
from bench.result import BenchFailed, Result, at_most, told
from bench.stage import Stage

BOOKINGS = 100_000
PARTS = 4
"""Between the parts we look whether it still grows."""
CONNECTIONS = 64
ROOMS = 200
PATIENCE = 90.0


def bench(stage: Stage) -> list[Result]:
    """Resident memory before, in between and after, with a session, over 64 connections."""
    part = stage.scaled(BOOKINGS // PARTS, at_least=4 * CONNECTIONS)
    with product.serving(stage, "memory") as ours:
        tomorrow = today() + timedelta(days=1)
        bookings = Bookings("/api/commands/place-booking", ours.headers, ours.open_rooms(ROOMS), tomorrow)
        resident = [_resident(ours.pid)]
        seconds = 0.0
        for _ in range(PARTS):
            outcome = run(Load(ours.port, bookings, CONNECTIONS, at_most=part, patience=PATIENCE))
            if outcome.statuses != {201: part}:
                raise BenchFailed(f"{dict(outcome.statuses)}, {outcome.unanswered} unanswered, {outcome.first_bodies}")
            seconds += outcome.elapsed
            bookings = replace(bookings, skip=bookings.skip + part)
            resident.append(_resident(ours.pid))
    before, *between, after = resident
    return [
        at_most(f"API process after {PARTS * part:,} bookings over {CONNECTIONS} connections", after, "MB", 250),
        told("before the first", before, "MB"),
        *(told(f"after {number * part:,}", value, "MB") for number, value in enumerate(between, 1)),
        told("placed meanwhile", PARTS * part / seconds, "bookings/s"),
    ]


def _resident(pid: int) -> float:
    """Resident memory of a process and its children."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(one.memory_info().rss for one in family) / 1e6
