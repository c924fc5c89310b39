"""Rules as named values. A refusal names the rule that says no, and its value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bookit.domain.errors import Invalid, RuleBroken
from bookit.domain.opening_hours import OpeningHours
from bookit.domain.period import Period


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule's value means and may be."""

    name: str
    unit: str
    default: int
    least: int
    most: int


MIN_MINUTES = Rule("min_minutes", "minutes", default=5, least=1, most=7 * 24 * 60)
MAX_MINUTES = Rule("max_minutes", "minutes", default=24 * 60, least=1, most=31 * 24 * 60)
HORIZON_DAYS = Rule("horizon_days", "days", default=365, least=0, most=3 * 366)

RULES = {rule.name: rule for rule in (MIN_MINUTES, MAX_MINUTES, HORIZON_DAYS)}


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a room, each with a value."""

    values: dict[str, int]

    @classmethod
    def of(cls, values: dict[str, int]) -> "Policy":
        """Named values over the defaults, taken as they are: facts of the past may not fit the rules of today."""
        return cls({name: values.get(name, rule.default) for name, rule in RULES.items()})

    def __getitem__(self, rule: Rule) -> int:
        return self.values[rule.name]


def checked_policy(values: dict[str, int]) -> dict[str, int]:
    """The same values. Raises Invalid for unknown, out-of-range or contradicting ones."""
    for name, value in values.items():
        rule = RULES.get(name)
        if rule is None:
            raise Invalid(f"There is no rule {name!r}; rules are {', '.join(RULES)}.", pointer=f"/policy/{name}")
        if not rule.least <= value <= rule.most:
            raise Invalid(f"{name} must be from {rule.least} to {rule.most} {rule.unit}.", pointer=f"/policy/{name}")
    policy = Policy.of(values)
    if policy[MIN_MINUTES] > policy[MAX_MINUTES]:
        raise Invalid("min_minutes is more than max_minutes, so nothing could be booked.", pointer="/policy")
    return values


@dataclass(frozen=True, slots=True)
class Stay:
    """What somebody wants, as the rules see it."""

    period: Period
    now: datetime
    policy: Policy
    opening_hours: OpeningHours
    capacity: int
    attendees: int | None
    keeps_start: bool = False
    """Whether the stay started, or will start, when it did before: extending a running stay is not in the past."""


def broken_rules(stay: Stay) -> Iterator[RuleBroken]:
    """Every rule that says no to a stay, the plainest first."""
    yield from _whole_minutes(stay)
    yield from _not_past(stay)
    yield from _duration(stay)
    yield from _horizon(stay)
    yield from _attendees(stay)
    yield from _opening_hours(stay)


def check(stay: Stay) -> None:
    """Raises RuleBroken for the first rule that says no; the others are in its `also`."""
    broken = list(broken_rules(stay))
    if broken:
        first, *others = broken
        if others:
            first.fields["also"] = [_as_field(other) for other in others]
        raise first


def _as_field(broken: RuleBroken) -> dict[str, Any]:
    return {"rule": broken.fields["rule"], "value": broken.fields["value"], "detail": broken.detail}


def _whole_minutes(stay: Stay) -> Iterator[RuleBroken]:
    if any(at.second or at.microsecond for at in (stay.period.start, stay.period.end)):
        yield RuleBroken("Bookings start and end on whole minutes.", rule="whole_minutes", value=1)


def _not_past(stay: Stay) -> Iterator[RuleBroken]:
    verb, moment = ("end", stay.period.end) if stay.keeps_start else ("start", stay.period.start)
    if moment < stay.now - timedelta(minutes=1):
        yield RuleBroken(
            f"A booking can't {verb} in the past.",
            rule="not_past",
            value=stay.now.isoformat(timespec="seconds"),
        )


def _duration(stay: Stay) -> Iterator[RuleBroken]:
    minutes = stay.period.length / timedelta(minutes=1)
    if minutes < (least := stay.policy[MIN_MINUTES]):
        yield RuleBroken(f"A booking lasts at least {least} minutes.", rule="min_minutes", value=least)
    if minutes > (most := stay.policy[MAX_MINUTES]):
        yield RuleBroken(
            f"A booking lasts at most {most} minutes.",
            rule="max_minutes",
            value=most,
            latest_end=(stay.period.start + timedelta(minutes=most)).isoformat(),
        )


def _horizon(stay: Stay) -> Iterator[RuleBroken]:
    days = stay.policy[HORIZON_DAYS]
    latest = stay.now + timedelta(days=days)
    if stay.period.start > latest:
        ahead = (stay.period.start - stay.now).days
        yield RuleBroken(
            f"This can be booked {days} days ahead; this is {ahead}.",
            rule="horizon_days",
            value=days,
            latest_start=latest.isoformat(timespec="minutes"),
        )


def _attendees(stay: Stay) -> Iterator[RuleBroken]:
    if stay.attendees is not None and stay.attendees > stay.capacity:
        yield RuleBroken(
            f"There is room for {stay.capacity}, not for {stay.attendees}.",
            rule="capacity",
            value=stay.capacity,
        )


def _opening_hours(stay: Stay) -> Iterator[RuleBroken]:
    # A period that broke the duration rule may be centuries long, one that broke the horizon centuries away: their
    # days are not worth walking.
    if stay.period.length > timedelta(minutes=stay.policy[MAX_MINUTES]):
        return
    if abs(stay.period.start - stay.now) > timedelta(days=HORIZON_DAYS.most):
        return
    if not stay.opening_hours.cover(stay.period):
        whole_days = Period(stay.period.start - timedelta(hours=24), stay.period.end + timedelta(hours=24))
        yield RuleBroken(
            "The building is closed during at least a part of this period.",
            rule="opening_hours",
            value=[
                {"starts_at": open_part.start.isoformat(), "ends_at": open_part.end.isoformat()}
                for open_part in stay.opening_hours.within(whole_days)
            ],
        )
