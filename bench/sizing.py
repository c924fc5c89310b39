"""What a booking costs: rows, bytes, log, time of the processor; what a process and another organisation need.

Counts, bytes and times of the processor, which hardly depend on what else the machine does; docs/sizing.md tells them.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import psutil
import psycopg
from psycopg import sql

from bench import product
from bench.bookings import Bookings
from bench.house import today
from bench.load import Load, request, run
from bench.product import Product
from bench.result import BenchFailed, Result, told
from bench.stage import Stage, free_port
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings

BOOKINGS = 20_000
QUESTIONS = 1000
ROOMS = 200
BUSY = 32
"""So many connections at once share round trips and commits."""
OTHERS = 5
IDLE_SECONDS = 60.0
PATIENCE = 180.0
SETTLING_SECONDS = 10.0

Processes = dict[str, psutil.Process]


def bench(stage: Stage) -> list[Result]:
    """Bookings one by one, then many at once; then questions; with the processes that an install has."""
    return list(_bookings(stage))


def organisations(stage: Stage) -> list[Result]:
    """What idle ones cost, once alone and once with others."""
    return list(_organisations(stage))


@dataclass(frozen=True)
class Moment:
    """What was spent up to now, and what is stored."""

    cpu: dict[str, float]
    wal: int
    tables: dict[str, tuple[int, int, int]]
    """Rows, bytes of the table, bytes of its indexes."""


def _bookings(stage: Stage) -> Iterator[Result]:
    count = stage.scaled(BOOKINGS, at_least=4 * BUSY)
    with product.serving(stage, "sizing") as ours, _helpers(stage, ours.settings) as helpers:
        processes = {"API": psutil.Process(ours.pid), **helpers, "Postgres": _postgres(ours.settings)}
        path, tomorrow = "/api/commands/place-booking", today() + timedelta(days=1)
        bookings = Bookings(path, ours.headers, ours.open_rooms(ROOMS), tomorrow)
        _place(ours, bookings, 1, warm_ups := count // 10)

        for connections, words in ((1, "one by one"), (BUSY, f"{BUSY} at once")):
            bookings = replace(bookings, skip=bookings.skip + (warm_ups if connections == 1 else count))
            before = _moment(ours.settings, processes)
            _place(ours, bookings, connections, count)
            after = _moment(ours.settings, processes)
            for name in processes:
                spent = 1000 * (after.cpu[name] - before.cpu[name]) / count
                yield told(f"a booking, {words}: processor, {name}", spent, "ms")
            yield told(f"a booking, {words}: log (WAL)", (after.wal - before.wal) / count, "B")
            if connections == BUSY:
                yield from _growth(before, after, count)

        for words, question in _questions():
            before = _moment(ours.settings, processes)
            asked = stage.scaled(QUESTIONS, at_least=20)
            _require(200, asked, Load(ours.port, [_get(ours, question)] * asked, 1, patience=PATIENCE))
            after = _moment(ours.settings, processes)
            for name in ("API", "Postgres"):
                spent = 1000 * (after.cpu[name] - before.cpu[name]) / asked
                yield told(f"{words}: processor, {name}", spent, "ms")
        for name, process in processes.items():
            yield told(f"memory after all that, {name}", _memory(process), "MB")


def _organisations(stage: Stage) -> Iterator[Result]:
    for others in (0, OTHERS):
        port = free_port()
        listed = {
            f"bench_other_{number}": {"base_url": f"http://other{number}.test", "organisation": f"Other {number}"}
            for number in range(others)
        }
        address = f"http://127.0.0.1:{port}"
        settings = stage.settings_with(
            database_schema=f"bench_with_{others}", port=port, base_url=address, organisations=listed
        )
        for each in settings.of_each():
            migrate(each)
        with (
            stage.serving(f"serve-{others}", ["bookit.cli", "serve"], settings) as serving,
            _helpers(stage, settings) as helpers,
        ):
            processes = {"API": psutil.Process(serving.pid), **helpers, "Postgres": _postgres(settings)}
            time.sleep(SETTLING_SECONDS)  # the start is over
            before = {name: _cpu(process) for name, process in processes.items()}
            time.sleep(IDLE_SECONDS * stage.scale)
            words = f"{1 + others} idle organisations"
            for name, process in processes.items():
                spent = (_cpu(process) - before[name]) / (IDLE_SECONDS * stage.scale)
                yield told(f"{words}: processor, {name}", 100 * spent, "%")
                yield told(f"{words}: memory, {name}", _memory(process), "MB")
                if name != "Postgres":
                    yield told(f"{words}: threads, {name}", process.num_threads(), "")
            yield told(f"{words}: connections to Postgres", _connections(settings), "")


@contextmanager
def _helpers(stage: Stage, settings: Settings) -> Iterator[Processes]:
    """A worker and a scheduler."""
    with ExitStack() as stack:
        started = {}
        for name, module in (("worker", "workers"), ("scheduler", "workers.scheduler")):
            program = stack.enter_context(stage.working(f"{name}-{settings.database_schema}", [module], settings))
            started[name] = psutil.Process(program.pid)
        yield started


def _place(ours: Product, bookings: Bookings, connections: int, count: int) -> None:
    """Place bookings, and wait for the read models: their cost is the bookings', too."""
    _require(201, count, Load(ours.port, bookings, connections, at_most=count, patience=PATIENCE))
    with Engine(ours.settings, PROJECTIONS) as engine:
        ends_at = time.monotonic() + PATIENCE
        while any(lag.events for lag in engine.lag()):
            if time.monotonic() > ends_at:
                raise BenchFailed("the read models do not follow")
            time.sleep(0.2)
    time.sleep(3)  # what follows from the facts is done as well


def _require(status: int, count: int, load: Load) -> None:
    outcome = run(load)
    if outcome.statuses != {status: count}:
        raise BenchFailed(f"{dict(outcome.statuses)}, {outcome.unanswered} unanswered, {outcome.first_bodies}")


def _questions() -> Iterator[tuple[str, str]]:
    day = today() + timedelta(days=2)
    hours = {"from": (day + timedelta(hours=9)).isoformat(), "to": (day + timedelta(hours=10)).isoformat()}
    yield "one's agenda", "agenda?limit=50"
    yield f"which of {ROOMS} rooms are free for an hour", f"free-rooms?{urlencode(hours)}"


def _get(ours: Product, question: str) -> bytes:
    return request("GET", f"/api/queries/{question}", ours.headers, b"")


def _growth(before: Moment, after: Moment, count: int) -> Iterator[Result]:
    """What each table grew by, the largest first."""
    grown = {
        name: [(now - then) / count for now, then in zip(sizes, before.tables.get(name, (0, 0, 0)), strict=True)]
        for name, sizes in after.tables.items()
    }
    shown = sorted(((name, each) for name, each in grown.items() if each[1] + each[2] >= 1), key=lambda it: -sum(it[1]))
    for name, (rows, table, indexes) in shown:
        yield told(f"a booking: {name}", table + indexes, f"B ({indexes:.0f} in indexes, {rows:.2f} rows)")
    yield told("a booking: all tables", sum(each[1] + each[2] for each in grown.values()), "B")


def _moment(settings: Settings, processes: Processes) -> Moment:
    schema = sql.Identifier(settings.database_schema)
    with psycopg.connect(settings.dsn, autocommit=True) as connection:
        ((wal,),) = connection.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn").fetchall()
        sizes: Sequence[Any] = connection.execute(
            "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class"
            " WHERE relnamespace = %s::regnamespace AND relkind = 'r'",
            [settings.database_schema],
        ).fetchall()
        tables = {}
        for name, table, indexes in sizes:
            counted = connection.execute(sql.SQL("SELECT count(*) FROM {}.{}").format(schema, sql.Identifier(name)))
            ((rows,),) = counted.fetchall()
            tables[name] = (rows, table, indexes)
    return Moment({name: _cpu(process) for name, process in processes.items()}, int(wal), tables)


def _postgres(settings: Settings) -> psutil.Process:
    """The one from which all its processes come."""
    with psycopg.connect(settings.dsn) as connection:
        parent = psutil.Process(connection.info.backend_pid).parent()
    if parent is None:
        raise BenchFailed("Postgres does not run on this machine")
    return parent


def _cpu(process: psutil.Process) -> float:
    """Seconds of the processor, user and system, of a process and its children, those that ended included."""
    return sum(sum(each.cpu_times()[:2]) for each in _family(process)) + sum(process.cpu_times()[2:4])


def _memory(process: psutil.Process) -> float:
    """What a process and its children have for themselves, and their part of what they share."""
    return sum(each.memory_full_info().pss for each in _family(process)) / 1e6


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _connections(settings: Settings) -> float:
    with psycopg.connect(settings.dsn) as connection:
        ((count,),) = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
        return float(count)
