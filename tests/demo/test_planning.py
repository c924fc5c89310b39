"""The plan of the story: drawn by chance, the same for the same seed and day, on any day of the year."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bookit.demo.bookings import Cancelled, Finished, Moved, Stay
from bookit.demo.buildings import BUILDINGS
from bookit.demo.people import ACCOUNTS
from bookit.demo.planning import plan
from bookit.domain import stay as stays
from bookit.domain.actor import Actor
from bookit.domain.errors import RuleBroken
from bookit.domain.opening_hours import OpeningHours
from bookit.domain.period import Period
from bookit.domain.policy import Layer, Level, Policy, Source

A_SUNDAY = date(2026, 11, 22)
A_MONDAY = date(2026, 11, 23)


def test_the_same_seed_and_day_tell_the_same_story() -> None:
    assert plan(1, A_MONDAY) == plan(1, A_MONDAY)
    assert plan(1, A_MONDAY) != plan(2, A_MONDAY)


@settings(max_examples=5, deadline=None)
@example(date(2026, 12, 4), 20)  # an account is on a visit to another building that day
@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)), st.integers())
def test_everything_was_done_before_today_and_before_it_was_too_late(today: date, seed: int) -> None:
    midnight = datetime.combine(today, time(), tzinfo=UTC)
    story = plan(seed, today)

    assert 4900 <= len(story.stays) <= 5100
    for stay in story.stays:
        assert stay.placed_at < min(stay.period.start, midnight)
        match stay.fate:
            case Cancelled(at=at):
                assert stay.placed_at < at < min(stay.period.start, midnight)
            case Moved(at=at, period=period):
                assert stay.placed_at < at < min(stay.period.start, period.start, midnight)
            case Finished(at=at):
                assert stay.period.start < at < stay.period.end <= midnight


@pytest.mark.parametrize("today", [A_SUNDAY, A_MONDAY])
def test_each_account_has_bookings_today(today: date) -> None:
    zones = ("Europe/Moscow", "Europe/Berlin", "Asia/Kolkata")
    kept = [stay for stay in plan(20, today).stays if not isinstance(stay.fate, Cancelled | Moved)]
    for person in ACCOUNTS:
        own = [stay for stay in kept if stay.member == person.email]
        assert any(stay.period.start.astimezone(ZoneInfo(zone)).date() == today for stay in own for zone in zones)


@settings(max_examples=5, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)), st.integers())
@example(date(2026, 11, 22), 20)  # a booth was moved beyond its horizon
def test_no_rule_says_no_to_what_is_told(today: date, seed: int) -> None:
    houses = {
        room.name: OpeningHours(
            building.opening_hours,
            ZoneInfo(building.time_zone),
            [today + timedelta(days=days) for days, _ in building.closed_days],
        )
        for building in BUILDINGS
        for room in building.rooms
    }
    rooms = {room.name: room for building in BUILDINGS for room in building.rooms}

    def broken(stay: Stay, period: Period, now: datetime) -> list[RuleBroken]:
        room = rooms[stay.room]
        wanted = stays.Stay(
            period=period,
            now=now,
            policy=Policy([Layer(Source(Level.ROOM), room.policy)]),
            opening_hours=houses[stay.room],
            zone=ZoneInfo("UTC"),
            capacity=room.capacity if stay.seat is None else 1,
            attendees=stay.attendees,
            guests=len(stay.guests),
            who=Actor(UUID(int=1)),
        )
        return list(stays.broken_rules(wanted))

    for stay in plan(seed, today).stays:
        assert broken(stay, stay.period, stay.placed_at) == []
        if isinstance(stay.fate, Moved):
            assert broken(stay, stay.fate.period, stay.fate.at) == []


def test_stays_lie_around_today_past_and_coming() -> None:
    days = {(stay.period.start.date() - A_MONDAY) // timedelta(days=7) for stay in plan(20, A_MONDAY).stays}

    assert days == {-3, -2, -1, 0, 1, 2}
