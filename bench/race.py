"""Hundreds of requests at once for one slot: one gets it, the others hear at once what is free instead."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import repeat
from uuid import UUID

from bench import product
from bench.bookings import Bookings
from bench.load import Load, Outcome, run
from bench.result import BenchFailed, Result, at_most, exactly, told
from bench.stage import Stage

RACES = 3
RUNNERS = 500


def bench(stage: Stage) -> list[Result]:
    """Run a few races, each over RUNNERS open connections for a slot of a room of its own; the worst one counts."""
    with product.serving(stage, "race") as ours:
        rooms = ours.open_rooms(RACES)
        outcomes = [_race(ours, room) for room in rooms]
    worst = max(outcomes, key=lambda outcome: (outcome.statuses.get(201) != 1, outcome.elapsed))
    statuses = Counter(worst.statuses)
    failures = sum(count for status, count in statuses.items() if status >= 500)
    return [
        exactly(f"{RUNNERS} at once for one slot: 201", statuses[201], "answers", 1),
        exactly("409 with the next free periods", statuses[409], "answers", RUNNERS - 1),
        exactly("5xx", failures, "answers", 0),
        exactly("unanswered", max(outcome.unanswered for outcome in outcomes), "requests", 0),
        at_most("until all are answered", max(outcome.elapsed for outcome in outcomes), "s", 2),
        told("median wait", worst.latency(0.5), "s"),
    ]


def _race(ours: product.Product, room: UUID) -> Outcome:
    bookings = Bookings("/api/commands/place-booking", ours.headers, (room,), datetime.now(UTC))
    starts_at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    requests = [bookings.place(room, start) for start in repeat(starts_at, RUNNERS)]
    outcome = run(Load(ours.port, requests, connections=RUNNERS))
    refusal = json.loads(outcome.first_bodies.get(409, b"{}"))
    if not refusal.get("next_free"):
        raise BenchFailed(f"the refusal names no free period: {refusal}")
    return outcome
