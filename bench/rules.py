"""What rules cost: placing bookings where every rule has to be looked at, against rooms that have none of their own."""

from datetime import timedelta
from statistics import median
from typing import Any

from bench import product
from bench.bookings import Bookings
from bench.house import today
from bench.place_booking import MANY, Contender, in_rounds, ratio_of
from bench.result import Result, at_most, told
from bench.stage import Stage

ROOMS = 200
MEMBERS = 500
"""Whom the bookings are for, in turn: what a quota costs grows with what its holder has booked."""
ROUNDS = 5
LENGTH = timedelta(minutes=20)
"""Of a stay in its slot of half an hour: there is room for buffers before and after it."""
MOST = 1.25

ALL_RULES: dict[str, Any] = {
    "min_minutes": 10,
    "max_minutes": 240,
    "lead_minutes": 5,
    "horizon_days": 120,
    "grid_minutes": 10,
    "buffer_before_minutes": 5,
    "buffer_after_minutes": 5,
    "book_roles": ["owner", "member"],
    "book_groups": ["everybody"],
    "on_behalf_groups": ["assistants"],
    "guests_max": 20,
    "quotas": [
        {"name": "week", "per": "week", "bookings": 100_000},
        {"name": "month", "per": "month", "minutes": 10_000_000, "kinds": ["meeting_room"]},
    ],
    "approval_groups": ["trainees"],
    "approval_above_minutes": 120,
    "check_in": True,
    "check_in_grace_minutes": 10,
    "cancel_before_minutes": 60,
    "waitlist": "offer",
}
"""Each of them is looked at, and none says no."""


def bench(stage: Stage) -> list[Result]:
    """Time per booking with all rules on, as a multiple of that with none set; rounds are taken in turn."""
    with product.serving(stage, "rules") as ours:
        path, tomorrow = "/api/commands/place-booking", today() + timedelta(days=1)
        members = ours.invite_members(stage.scaled(MEMBERS))
        contenders = [
            Contender(name, ours.port, Bookings(path, ours.headers, rooms, tomorrow, length=LENGTH, members=members))
            for name, rooms in (
                ("rules off", ours.open_rooms(ROOMS)),
                ("rules on", ours.open_rooms(ROOMS, policy=ALL_RULES)),
            )
        ]
        many = in_rounds(contenders, MANY, stage.scaled(ROUNDS))
        one = in_rounds(contenders, 1, stage.scaled(ROUNDS))
    per_second = {name: [outcome.throughput(201) for outcome in rounds] for name, rounds in many.items()}
    latency = {name: [outcome.latency(0.5) for outcome in rounds] for name, rounds in one.items()}
    return [
        at_most(
            f"cost of a booking with all rules at {MANY} connections",
            ratio_of(per_second["rules off"], per_second["rules on"]),
            "×",
            MOST,
        ),
        at_most(
            "cost of a booking with all rules at 1 connection",
            ratio_of(latency["rules on"], latency["rules off"]),
            "×",
            MOST,
        ),
        *(told(f"{name}, {MANY} connections", median(rounds), "bookings/s") for name, rounds in per_second.items()),
        *(told(f"{name}, 1 connection, median", 1000 * median(rounds), "ms") for name, rounds in latency.items()),
    ]
