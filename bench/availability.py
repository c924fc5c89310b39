"""How soon a large house says what is free: one day of all its rooms, a million bookings in the read model."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import event
from uuid_utils.compat import uuid7

from bench import past, product
from bench.house import DAYS, DAYS_PAST, HOURS, House, today
from bench.load import Load, Outcome, request, run
from bench.result import BenchFailed, Result, at_most, exactly, told
from bench.stage import Stage
from bookit.domain.actor import Actor
from bookit.projections import PROJECTIONS, Engine
from bookit.queries import Queries
from bookit.queries.availability import PROJECTIONS as ASKED
from bookit.queries.availability import Wish, availability, free_rooms
from bookit.settings import Settings

ROOMS = 1000
STAYS_PER_ROOM = DAYS * (HOURS - 2)
"""About two hours of each day stay free."""
FEW_ROOMS = 10
FEW = "annex"
"""The feature that only the rooms of the small house have."""
QUESTIONS = 200
WARM_UPS = 20
PATIENCE = 60.0


def bench(stage: Stage) -> list[Result]:
    """p95 over HTTP at one connection, each time for another of the coming days; statements as the queries send them.

    The bookings are events, written by COPY, that the product's own engine folded.
    """
    large = House("Large house", stage.scaled(ROOMS, at_least=2 * FEW_ROOMS))
    small = House("Small house", FEW_ROOMS, features=[FEW])
    stays = STAYS_PER_ROOM * len(large.rooms)
    with product.serving(stage, "availability") as ours:
        began = time.perf_counter()
        past.record(ours.settings, chain(large.facts, small.facts, large.stays(stays)))
        _fold(ours.settings)
        seconds = time.perf_counter() - began
        day = _ask(ours, "availability", _days(large))
        free = _ask(ours, "free-rooms", _hours())
        of_few, of_many = asyncio.run(_statements(ours.settings, small, large))
    _require_busy(day, len(large.rooms))
    _require_items(free)
    rooms = f"{len(large.rooms):,} rooms"
    return [
        at_most(f"availability of a day of {rooms}, p95", 1000 * day.latency(0.95), "ms", 50),
        told("its median", 1000 * day.latency(0.5), "ms"),
        told("its length", len(day.first_bodies[200]) / 1e6, "MB"),
        at_most(f"free-rooms on a day among {rooms}, p95", 1000 * free.latency(0.95), "ms", 50),
        told("its median", 1000 * free.latency(0.5), "ms"),
        *_constant("availability", of_few[0], of_many[0], rooms),
        *_constant("free-rooms", of_few[1], of_many[1], rooms),
        told("in the read model", stays, "bookings"),
        told("to COPY them into `events`, fold and vacuum", seconds, "s"),
    ]


def _fold(settings: Settings) -> None:
    with Engine(settings, PROJECTIONS) as engine:
        for name in sorted(ASKED):
            engine.catch_up(name)
            if parked := engine.parked(name):
                raise BenchFailed(f"{name} could not digest {len(parked)} events: {parked[0].error}")
    tables = [table.name for model in PROJECTIONS if model.NAME in ASKED for table in model.TABLES.sorted_tables]
    past.settle(settings, *tables)


def _days(house: House) -> Iterator[dict[str, str]]:
    for number in range(QUESTIONS + WARM_UPS):
        day = today() + timedelta(days=_coming(number))
        until = day + timedelta(days=1)
        yield {"building_id": str(house.building_id), "from": day.isoformat(), "to": until.isoformat()}


def _hours() -> Iterator[dict[str, str]]:
    for number in range(QUESTIONS + WARM_UPS):
        day = today() + timedelta(days=_coming(number))
        yield {"day": day.date().isoformat(), "minutes": "60"}


def _coming(number: int) -> int:
    """Another day each time, between tomorrow and the last one that has bookings."""
    return 1 + number * 37 % (DAYS - DAYS_PAST - 1)


def _ask(ours: product.Product, query: str, questions: Iterator[dict[str, str]]) -> Outcome:
    """Ask one after the other. Raises BenchFailed unless each is answered 200."""
    asked = [request("GET", f"/api/queries/{query}?{urlencode(question)}", ours.headers) for question in questions]
    run(Load(ours.port, asked[:WARM_UPS], connections=1, patience=PATIENCE))
    outcome = run(Load(ours.port, asked[WARM_UPS:], connections=1, patience=PATIENCE))
    if outcome.statuses != {200: QUESTIONS}:
        raise BenchFailed(f"{query}: {dict(outcome.statuses)}, {outcome.unanswered} unanswered")
    return outcome


def _require_busy(outcome: Outcome, rooms: int) -> None:
    items = _items(outcome)
    busy = sum(len(item["busy"]) for item in items)
    if len(items) != rooms or busy < 5 * rooms:
        raise BenchFailed(f"{len(items)} rooms with {busy} busy periods are not the day that was asked for")


def _require_items(outcome: Outcome) -> None:
    if not _items(outcome):
        raise BenchFailed("no room is free, so nothing was searched")


def _items(outcome: Outcome) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(outcome.first_bodies[200])["items"]
    return items


def _constant(query: str, of_few: int, of_many: int, rooms: str) -> Sequence[Result]:
    return (
        told(f"SQL statements of {query} for {FEW_ROOMS} rooms", of_few, ""),
        exactly(f"SQL statements of {query} for {rooms}", of_many, "", of_few),
    )


async def _statements(settings: Settings, *houses: House) -> list[tuple[int, int]]:
    """How many statements availability and free-rooms of each house take."""
    viewer = Actor(uuid7())
    tomorrow = today() + timedelta(days=1)
    until = tomorrow + timedelta(days=1)
    counts = []
    async with Queries(settings) as queries:
        for house in houses:
            with _counted(queries) as of_availability:
                await availability(
                    queries, viewer, starts_at=tomorrow, ends_at=until, now=today(), building_id=house.building_id
                )
            features = frozenset(house.rooms[0].features)
            with _counted(queries) as of_free_rooms:
                wish = Wish(day=tomorrow.date(), minutes=60, features=features)
                await free_rooms(queries, viewer, wish, now=today())
            counts.append((len(of_availability), len(of_free_rooms)))
    return counts


@contextmanager
def _counted(queries: Queries) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(queries.engine.sync_engine, "before_cursor_execute", note)
    yield statements
    event.remove(queries.engine.sync_engine, "before_cursor_execute", note)
