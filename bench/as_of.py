"""How soon the calendar of a past day is there as it was then, in a ledger of a million events."""

import asyncio
import random
import time
from datetime import timedelta
from itertools import chain

import orjson
from uuid_utils.compat import uuid7

from bench import past
from bench.house import DAYS, House
from bench.result import BenchFailed, Result, at_most, told
from bench.stage import Stage
from bookit.domain.actor import Actor
from bookit.events.values import Role
from bookit.ledger.migrate import migrate
from bookit.projections import Engine
from bookit.projections.directory import Directory
from bookit.projections.whereabouts import Whereabouts
from bookit.queries import Queries
from bookit.queries.past import calendar, past_at
from bookit.settings import Settings

EVENTS = 1_000_000
HOUSES = 10
ROOMS = 80
QUESTIONS = 100


def bench(stage: Stage) -> list[Result]:
    """p95 of the query for one building of ten, each time another day, at another position of the ledger's later half.

    The question goes to the query itself, over its own connections; HTTP adds what it adds to any other.
    """
    settings = stage.settings_with(database_schema="bench_as_of")
    migrate(settings)
    houses = [House(f"House {number}", ROOMS) for number in range(HOUSES)]
    events = stage.scaled(EVENTS, at_least=20_000)
    began = time.perf_counter()
    facts = list(chain.from_iterable(house.facts for house in houses))
    lives = [house.life((events - len(facts)) // HOUSES) for house in houses]
    # All houses at the same time, as they are used.
    last = past.record(settings, chain(facts, chain.from_iterable(zip(*lives, strict=True))))
    with Engine(settings, [Directory(), Whereabouts()]) as engine:
        engine.catch_up_all()
    past.settle(settings, "whereabouts_stays", "directory_rooms")
    written = time.perf_counter() - began
    took, bookings = asyncio.run(_ask(settings, houses, last))
    if not bookings:
        raise BenchFailed("no booking was found on any of the days")
    took.sort()
    return [
        at_most(f"a day of a building as it was, {last:,} events, p95", 1000 * took[len(took) * 95 // 100], "ms", 200),
        told("its median", 1000 * took[len(took) // 2], "ms"),
        told("bookings on such a day", bookings / QUESTIONS, "bookings"),
        told("to write and fold these events", written, "s"),
    ]


async def _ask(settings: Settings, houses: list[House], last: int) -> tuple[list[float], int]:
    auditor = Actor(uuid7(), roles=frozenset({Role.AUDITOR}))
    chance = random.Random(4)
    took = []
    bookings = 0
    async with Queries(settings) as queries:
        for _ in range(QUESTIONS):
            house = chance.choice(houses)
            day = (house.first_day + timedelta(days=chance.randrange(DAYS))).date()
            began = time.perf_counter()
            then = await past_at(queries, chance.randint(last // 2, last))
            body = await calendar(then, auditor, building_id=house.building_id, room_id=None, day=day)
            took.append(time.perf_counter() - began)
            bookings += sum(len(room["bookings"]) for room in orjson.loads(body)["rooms"])
    return took, bookings
