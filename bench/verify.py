"""How fast `bookit verify` replays a ledger in which nothing is wrong."""

import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from uuid import UUID

from bench import past
from bench.house import House
from bench.result import BenchFailed, Result, at_least, told
from bench.stage import Stage
from bookit.commands.decision import Claim
from bookit.domain.period import Period
from bookit.events import Event
from bookit.events.bookings import BookingCancelled, BookingFinished, BookingPlaced, BookingRescheduled
from bookit.ledger.migrate import migrate
from bookit.ledger.verify import verify

EVENTS = 250_000
ROOMS = 200
SEATED_EVERY = 4
ROUNDS = 2


def bench(stage: Stage) -> list[Result]:
    """Events per second of the whole verification; the better of two rounds, because nothing but ours is measured."""
    settings = stage.settings_with(database_schema="bench_verify")
    migrate(settings)
    house = House("Bench House", ROOMS, seated_every=SEATED_EVERY)
    held = Held()
    events = stage.scaled(EVENTS, at_least=5000)
    began = time.perf_counter()
    past.record(settings, held.after(islice(chain(house.facts, house.life(events)), events)))
    past.claim(settings, held.claims.values())
    written = time.perf_counter() - began
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        report = verify(settings)
        seconds.append(time.perf_counter() - began)
        if not report.clean or report.events != events:
            raise BenchFailed(f"{report.summary}: {[str(fault) for fault in report.faults[:3]]}")
    return [
        at_least(f"bookit verify, {events:,} events", report.events / min(seconds), "events/s", 50_000),
        told("streams in them", report.streams, "streams"),
        told("claims they come to", report.claims, "claims"),
        told("overlaps found", report.overlaps, "overlaps"),
        told("time of the slower round", max(seconds), "s"),
        told("to write these events by COPY", written, "s"),
    ]


class Held:
    """Who holds what after the facts so far."""

    def __init__(self) -> None:
        self.claims: dict[UUID, Claim] = {}

    def after(self, facts: Iterable[Event]) -> Iterator[Event]:
        """The facts, each noted as it passes."""
        for fact in facts:
            stream = fact.originator_id
            match fact:
                case BookingPlaced() | BookingRescheduled():
                    (unit,) = fact.units
                    self.claims[stream] = Claim(unit, Period(fact.starts_at, fact.ends_at), stream)
                case BookingCancelled():
                    del self.claims[stream]
                case BookingFinished():
                    held = self.claims[stream]
                    self.claims[stream] = Claim(held.unit_id, Period(held.period.start, fact.ended_at), stream)
            yield fact
