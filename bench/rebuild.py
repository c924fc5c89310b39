"""How fast one worker builds all read models anew beside the live ones, and whether questions notice."""

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, cycle, islice
from urllib.parse import urlencode

import psycopg
from psycopg import sql

from bench import past, product
from bench.house import DAYS, DAYS_PAST, House, today
from bench.load import Load, Outcome, quantile, request, run_here
from bench.result import BenchFailed, Result, at_least, at_most, told
from bench.stage import Stage
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.rebuilding import rebuild_start
from bookit.settings import Settings

EVENTS = 1_000_000
ROOMS = 900
SEATED_EVERY = 30
ASKED_ABOUT = 100
"""Rooms of the house that availability is asked about."""
QUESTIONS = 200
MOST_SECONDS = 900.0


def bench(stage: Stage) -> list[Result]:
    """`bookit serve`, and one `python -m workers` that rebuilds; availability at one connection, before and during."""
    house = House("Bench House", ROOMS, seated_every=SEATED_EVERY)
    small = House("Small house", ASKED_ABOUT)
    events = stage.scaled(EVENTS, at_least=5000)
    with product.serving(stage, "rebuild") as ours:
        lives = chain(small.facts, small.stays(events // 20), house.facts, house.life(events))
        head = past.record(ours.settings, islice(lives, events))
        _fold(ours.settings)
        questions = cycle(list(_questions(ours, small)))
        idle = [latency for _ in range(5) for latency in _ask(ours, questions).latencies]
        meanwhile: list[float] = []
        with stage.working("rebuilder", ["workers"], ours.settings):
            deadline = time.perf_counter() + MOST_SECONDS
            _wait_for_worker(ours.settings, deadline)
            _start(ours.settings)
            while (seconds := _took(ours.settings, head)) is None:
                meanwhile += _ask(ours, questions).latencies
                if time.perf_counter() > deadline:
                    raise BenchFailed(f"the rebuild is not done after {MOST_SECONDS:.0f} s")
    before, during = quantile(idle, 0.95), quantile(meanwhile, 0.95)
    name = f"{events:,} events into all {len(PROJECTIONS)} read models anew, by one worker"
    return [
        at_least(name, head / seconds, "events/s", 10_000),
        told("time it took", seconds, "s"),
        at_most("availability meanwhile, p95, as a multiple of the idle one", during / before, "×", 2),
        told("availability meanwhile, p95", 1000 * during, "ms"),
        told("idle", 1000 * before, "ms"),
        told("questions answered meanwhile, from the live tables", len(meanwhile), ""),
    ]


def _fold(settings: Settings) -> None:
    with Engine(settings, PROJECTIONS) as engine:
        for projection in PROJECTIONS:
            engine.catch_up(projection.NAME)
    past.settle(settings, *(table.name for model in PROJECTIONS for table in model.TABLES.sorted_tables))


def _wait_for_worker(settings: Settings, deadline: float) -> None:
    """Its own start is not measured. Raises BenchFailed."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'bookit projections'"
    with psycopg.connect(settings.dsn, autocommit=True) as connection:
        while connection.execute(query).fetchall() == [(0,)]:
            if time.perf_counter() > deadline:
                raise BenchFailed("no worker comes to the database")
            time.sleep(0.05)


def _start(settings: Settings) -> None:
    """Rebuilds that stay beside the live tables, so that these answer to the end."""
    with psycopg.connect(settings.dsn, autocommit=True) as connection:
        for projection in PROJECTIONS:
            rebuild_start(connection, settings.database_schema, projection, switch_when_ready=False)


def _took(settings: Settings, head: int) -> float | None:
    """Seconds from the start of the rebuild to its last batch; None while there is something left."""
    query = sql.SQL(
        "SELECT min(position), extract(epoch FROM max(updated_at) - min(started_at))::float8 FROM {}"
        " WHERE build = 'rebuild'"
    ).format(sql.Identifier(settings.database_schema, "projections"))
    with psycopg.connect(settings.dsn, autocommit=True) as connection:
        ((position, seconds),) = connection.execute(query).fetchall()
    return seconds if position >= head else None


def _questions(ours: product.Product, house: House) -> Iterator[bytes]:
    for number in range(DAYS - DAYS_PAST - 1):
        day = today() + timedelta(days=1 + number)
        question = {
            "building_id": str(house.building_id),
            "from": day.isoformat(),
            "to": (day + timedelta(days=1)).isoformat(),
        }
        yield request("GET", f"/api/queries/availability?{urlencode(question)}", ours.headers)


def _ask(ours: product.Product, questions: Iterator[bytes]) -> Outcome:
    """From this process, which has nothing else to do: another would take its start from the worker."""
    outcome = run_here(Load(ours.port, list(islice(questions, QUESTIONS)), connections=1, patience=60))
    if outcome.statuses != {200: QUESTIONS}:
        raise BenchFailed(f"availability: {dict(outcome.statuses)}, {outcome.unanswered} unanswered")
    return outcome
