"""How fast we place bookings, against the yardstick, in rounds taken in turn so that drift of the machine cancels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median

from bench import product, yardstick
from bench.bookings import Bookings
from bench.house import today
from bench.load import Load, Outcome, run
from bench.result import BenchFailed, Result, at_least, at_most, told
from bench.stage import Stage, free_port

ROOMS = 200
ROUNDS = 5
SECONDS = 4.0
WARM_UP_SECONDS = 2.0
MANY = 32


def bench(stage: Stage) -> list[Result]:
    """Throughput at 32 connections and latency at one: ours against the better of the two yardsticks."""
    bare = stage.settings_with(port=free_port())
    yardstick.create_schema(bare.dsn)
    with (
        product.serving(stage, "place_booking") as ours,
        stage.serving("yardstick", ["bench.yardstick"], bare),
    ):
        rooms, tomorrow = ours.open_rooms(ROOMS), today() + timedelta(days=1)
        headers = product.request_headers(bare.port, ours.headers["cookie"])
        contenders = [
            Contender("yardstick, async", bare.port, Bookings("/async", headers, rooms[::2], tomorrow)),
            Contender("yardstick, threaded", bare.port, Bookings("/threaded", headers, rooms[1::2], tomorrow)),
            Contender("BookIT", ours.port, Bookings("/api/commands/place-booking", ours.headers, rooms, tomorrow)),
        ]
        rounds = stage.scaled(ROUNDS)
        many = in_rounds(contenders, MANY, rounds)
        one = in_rounds(contenders, 1, rounds)
    return [*_throughput(many), *_latency(one)]


@dataclass
class Contender:
    """A server that places bookings, and the bookings it has still to place."""

    name: str
    port: int
    bookings: Bookings

    def place(self, connections: int, seconds: float) -> Outcome:
        """Place bookings for so long. Raises BenchFailed unless each is answered 201."""
        outcome = run(Load(self.port, self.bookings, connections, seconds))
        self.bookings = replace(self.bookings, skip=self.bookings.skip + outcome.sent)
        if outcome.unanswered or set(outcome.statuses) != {201}:
            raise BenchFailed(
                f"{self.name}: {dict(outcome.statuses)}, {outcome.unanswered} unanswered, {outcome.first_bodies}"
            )
        return outcome


def in_rounds(contenders: Sequence[Contender], connections: int, rounds: int) -> dict[str, list[Outcome]]:
    """The outcomes by name; each round begins with another contender."""
    outcomes: dict[str, list[Outcome]] = {contender.name: [] for contender in contenders}
    for contender in contenders:
        contender.place(connections, WARM_UP_SECONDS)
    for number in range(rounds):
        first = number % len(contenders)
        for contender in (*contenders[first:], *contenders[:first]):
            outcomes[contender.name].append(contender.place(connections, SECONDS))
    return outcomes


def _throughput(outcomes: dict[str, list[Outcome]]) -> list[Result]:
    per_second = {name: [outcome.throughput(201) for outcome in rounds] for name, rounds in outcomes.items()}
    ours = per_second["BookIT"]
    ratio, better = min((ratio_of(ours, other), name) for name, other in per_second.items() if name != "BookIT")
    return [
        at_least(f"throughput at {MANY} connections, against {better}", ratio, "×", 1.5, aim=2.5, goal=3),
        *(told(f"{name}, {MANY} connections", median(rounds), "bookings/s") for name, rounds in per_second.items()),
        told(f"BookIT, {MANY} connections, p95", _milliseconds(outcomes["BookIT"], 0.95), "ms"),
        told("load generator at BookIT's throughput", _cpu_share(outcomes["BookIT"]), "of a core"),
    ]


def _latency(outcomes: dict[str, list[Outcome]]) -> list[Result]:
    medians = {name: [outcome.latency(0.5) for outcome in rounds] for name, rounds in outcomes.items()}
    ours = medians["BookIT"]
    ratio, better = max((ratio_of(ours, other), name) for name, other in medians.items() if name != "BookIT")
    return [
        at_most(f"median latency at 1 connection, against {better}", ratio, "×", 1.5),
        *(told(f"{name}, 1 connection, median", 1000 * median(rounds), "ms") for name, rounds in medians.items()),
        told("BookIT, 1 connection, p95", _milliseconds(outcomes["BookIT"], 0.95), "ms"),
    ]


def ratio_of(ours: Sequence[float], other: Sequence[float]) -> float:
    """The median of the rounds' ratios."""
    return median(mine / theirs for mine, theirs in zip(ours, other, strict=True))


def _milliseconds(rounds: Sequence[Outcome], quantile: float) -> float:
    return 1000 * median(outcome.latency(quantile) for outcome in rounds)


def _cpu_share(rounds: Sequence[Outcome]) -> float:
    return median(outcome.cpu_share for outcome in rounds)
