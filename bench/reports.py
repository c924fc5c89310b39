"""How soon an analyst has a report over a year of a large organisation: a million bookings."""

import json
import time
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from urllib.parse import urlencode

from bench import past, product
from bench.house import MEMBERS, House, today
from bench.load import Load, request, run
from bench.result import BenchFailed, Result, at_most, told
from bench.stage import Stage
from bookit.events import Event
from bookit.events.members import GroupJoined, MemberInvited
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.reporting import Reporting
from bookit.settings import Settings

BOOKINGS = 1_000_000
HOUSES = 5
ROOMS = 60
SEATED_EVERY = 20
DAYS = 365
STAYS_OF_FACTS = 0.78
GROUPS = ("design", "engineering", "finance", "people", "sales")
QUESTIONS = 20
WARM_UPS = 3
PATIENCE = 60.0

REPORTS = {
    "utilisation": ("", "month", "hour", "building", "room"),
    "peak": ("", "day", "hour", "building"),
    "bookings": ("", "month", "weekday", "hour", "room", "group"),
    "cancellations": ("month", "building"),
}
"""Each asked grouped by each."""


def bench(stage: Stage) -> list[Result]:
    """p95 over HTTP at one connection, of each report the slowest grouping; written by COPY, folded by the engine."""
    bookings = stage.scaled(BOOKINGS, at_least=5000)
    houses = [House(f"House {n}", ROOMS, seated_every=SEATED_EVERY, days=DAYS, days_past=DAYS) for n in range(HOUSES)]
    with product.serving(stage, "reports") as ours:
        began = time.perf_counter()
        past.record(ours.settings, chain(_people(), _lives(houses, bookings)))
        _fold(ours.settings)
        seconds = time.perf_counter() - began
        results = [_slowest(ours, report, groups) for report, groups in REPORTS.items()]
    return [*results, told("bookings in that year", bookings, ""), told("to COPY and fold them", seconds, "s")]


def _people() -> Iterator[Event]:
    """The members, each in one group."""
    for number, member_id in enumerate(MEMBERS):
        stream = {"originator_id": member_id, "timestamp": today()}
        yield MemberInvited(originator_version=1, originator_topic=MemberInvited.ORIGIN, **stream)
        yield GroupJoined(originator_version=2, group=GROUPS[number % len(GROUPS)], **stream)


def _lives(houses: list[House], bookings: int) -> Iterator[Event]:
    """The facts of all houses side by side, as they would come."""
    each = int(bookings / STAYS_OF_FACTS / len(houses))
    lives = (islice(chain(house.facts, house.life(each)), each) for house in houses)
    return (fact for facts in zip_longest(*lives) for fact in facts if fact is not None)


def _fold(settings: Settings) -> None:
    with Engine(settings, PROJECTIONS) as engine:
        engine.catch_up(Reporting.NAME)
        if parked := engine.parked(Reporting.NAME):
            raise BenchFailed(f"{len(parked)} events could not be digested: {parked[0].error}")
    past.settle(settings, *(table.name for table in Reporting.TABLES.sorted_tables))


def _slowest(ours: product.Product, report: str, groups: tuple[str, ...]) -> Result:
    slowest = max((_p95(ours, report, group), group or "nothing") for group in groups)
    name = f"report {report} over a year, by {slowest[1]} (the slowest of {len(groups)} groupings), p95"
    return at_most(name, 1000 * slowest[0], "ms", 300)


def _p95(ours: product.Product, report: str, group: str) -> float:
    first = today().date().replace(year=today().year - 1)
    question = {"from": first.isoformat(), "to": today().date().isoformat()} | ({"group_by": group} if group else {})
    asked = request("GET", f"/api/queries/reports/{report}?{urlencode(question)}", ours.headers)
    run(Load(ours.port, [asked] * WARM_UPS, connections=1, patience=PATIENCE))
    outcome = run(Load(ours.port, [asked] * QUESTIONS, connections=1, patience=PATIENCE))
    if outcome.statuses != {200: QUESTIONS}:
        raise BenchFailed(f"{report} by {group}: {dict(outcome.statuses)}, {outcome.unanswered} unanswered")
    if not json.loads(outcome.first_bodies[200])["items"]:
        raise BenchFailed(f"{report} by {group} says nothing")
    return outcome.latency(0.95)
