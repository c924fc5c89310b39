"""Whether a stay may be booked: every rule in turn, each refusal with its value, its source and what would do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bookit.domain.actor import Actor
from bookit.domain.errors import RuleBroken
from bookit.domain.opening_hours import Hours
from bookit.domain.period import EARLIEST, LATEST, Period
from bookit.domain.policy import (
    APPROVAL_ABOVE,
    APPROVAL_ALWAYS,
    APPROVAL_GROUPS,
    APPROVAL_OUTSIDE,
    BOOK_GROUPS,
    BOOK_ROLES,
    BUFFER_AFTER,
    BUFFER_BEFORE,
    BUILT_IN,
    GRID_MINUTES,
    GUESTS_MAX,
    HORIZON_DAYS,
    LEAD_MINUTES,
    LONGEST_MINUTES,
    MAX_MINUTES,
    MIN_MINUTES,
    MODE,
    Level,
    Mode,
    Policy,
    Rule,
    Source,
)
from bookit.events.sealed import Sealed
from bookit.events.values import Role

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """What somebody wants, as the rules see it."""

    period: Period
    now: datetime
    policy: Policy
    opening_hours: Hours
    zone: ZoneInfo
    capacity: int
    attendees: int | None
    guests: int
    who: Actor
    """Whose stay it is: roles and groups of the member who comes."""
    capacity_source: Source = BUILT_IN
    keeps_start: bool = False
    """Whether the stay started, or will start, when it did before: extending a running stay is not in the past."""

    @property
    def claimed(self) -> Period:
        """The period with its buffers."""
        before, after = self.policy[BUFFER_BEFORE], self.policy[BUFFER_AFTER]
        if not before and not after:
            return self.period
        return Period(self.period.start - before * _MINUTE, self.period.end + after * _MINUTE)


@dataclass(frozen=True, slots=True)
class Override:
    """Rules that a manager sets aside for one booking, and why."""

    rules: frozenset[str] = field(default_factory=frozenset)
    reason: Sealed | None = None


NO_OVERRIDE = Override()

OVERRIDABLE = frozenset(
    {"min_minutes", "max_minutes", "lead_minutes", "horizon_days", "mode", "grid_minutes", "opening_hours"}
    | {"book_roles", "book_groups", "guests_max", "quotas", "cancel_before_minutes"}
)
"""What a manager may set aside; the past, whole minutes and the size of a room stay as they are."""


def check(stay: Stay, override: Override = NO_OVERRIDE) -> list[dict[str, Any]]:
    """Raises RuleBroken for the first rule that says no; the others are in its `also`.

    Answers the rules that would have said no and were overridden, as they are recorded.
    """
    overridden: list[dict[str, Any]] = []
    broken: list[RuleBroken] = []
    # Nobody can set rules aside for a stay that is longer than any policy could allow.
    set_aside = override.rules if stay.period.length <= LONGEST_MINUTES * _MINUTE else frozenset()
    for refusal in broken_rules(stay):
        if refusal.fields["rule"] in set_aside:
            overridden.append(
                {key: refusal.fields[key] for key in ("rule", "value", "source") if key in refusal.fields}
            )
        else:
            broken.append(refusal)
    if broken:
        first, *others = broken
        if others:
            first.fields["also"] = [
                {"rule": other.fields["rule"], "value": other.fields["value"], "detail": other.detail}
                for other in others
            ]
        raise first
    return overridden


def approvals_needed(stay: Stay) -> list[dict[str, Any]]:
    """The rules for which a stay has to be approved; empty when it is confirmed at once."""
    policy = stay.policy
    needed: list[Rule[Any]] = []
    if policy[APPROVAL_ALWAYS]:
        needed.append(APPROVAL_ALWAYS)
    if stay.who.groups & set(policy[APPROVAL_GROUPS]):
        needed.append(APPROVAL_GROUPS)
    if (above := policy[APPROVAL_ABOVE]) is not None and stay.period.length > above * _MINUTE:
        needed.append(APPROVAL_ABOVE)
    if policy[APPROVAL_OUTSIDE] and not stay.opening_hours.cover(stay.period):
        needed.append(APPROVAL_OUTSIDE)
    return [policy.why(rule) for rule in needed]


def broken_rules(stay: Stay) -> Iterator[RuleBroken]:
    """Every rule that says no to a stay, the plainest first."""
    for rule in _RULES:
        yield from rule(stay)


def _no(stay: Stay, rule: Rule[Any], detail: str, **allowed: Any) -> RuleBroken:
    return RuleBroken(detail, **stay.policy.why(rule), **allowed)


def _beyond_policy(detail: str, *, rule: str, value: Any, source: Source = BUILT_IN) -> RuleBroken:
    """What no policy says, but BookIT itself, a building or a room."""
    return RuleBroken(detail, rule=rule, value=value, source=source.as_fields())


def _whole_minutes(stay: Stay) -> Iterator[RuleBroken]:
    if any(at.second or at.microsecond for at in (stay.period.start, stay.period.end)):
        yield _beyond_policy("Bookings start and end on whole minutes.", rule="whole_minutes", value=1)


def _not_past(stay: Stay) -> Iterator[RuleBroken]:
    if stay.period.end <= stay.now or (not stay.keeps_start and stay.period.start < stay.now - _MINUTE):
        now = stay.now.isoformat(timespec="seconds")
        yield _beyond_policy("A booking can't be in the past.", rule="not_past", value=now)


def _who_may_book(stay: Stay) -> Iterator[RuleBroken]:
    roles, groups = stay.policy[BOOK_ROLES], stay.policy[BOOK_GROUPS]
    if not roles and not groups:
        return
    if stay.who.roles & set(roles) or stay.who.groups & set(groups) or Role.OWNER in stay.who.roles:
        return
    rule = BOOK_GROUPS if groups else BOOK_ROLES
    yield _no(stay, rule, f"Only {', '.join([*groups, *roles])} may book here.")


def _duration(stay: Stay) -> Iterator[RuleBroken]:
    minutes = stay.period.length / _MINUTE
    if minutes < (least := stay.policy[MIN_MINUTES]):
        earliest_end = (stay.period.start + least * _MINUTE).isoformat()
        yield _no(stay, MIN_MINUTES, f"A booking lasts at least {least} minutes.", earliest_end=earliest_end)
    if minutes > (most := stay.policy[MAX_MINUTES]):
        latest_end = (stay.period.start + most * _MINUTE).isoformat()
        yield _no(stay, MAX_MINUTES, f"A booking lasts at most {most} minutes.", latest_end=latest_end)


def _lead(stay: Stay) -> Iterator[RuleBroken]:
    lead = stay.policy[LEAD_MINUTES]
    earliest = stay.now + lead * _MINUTE
    if lead and not stay.keeps_start and stay.period.start < earliest:
        start = earliest.isoformat(timespec="seconds")
        yield _no(stay, LEAD_MINUTES, f"This has to be booked {lead} minutes before it starts.", earliest_start=start)


def _horizon(stay: Stay) -> Iterator[RuleBroken]:
    days = stay.policy[HORIZON_DAYS]
    latest = stay.now + timedelta(days=days)
    if stay.period.start > latest:
        ahead = (stay.period.start - stay.now).days
        start = latest.isoformat(timespec="seconds")
        yield _no(stay, HORIZON_DAYS, f"This can be booked {days} days ahead; this is {ahead}.", latest_start=start)


def _grid(stay: Stay) -> Iterator[RuleBroken]:
    grid = stay.policy[GRID_MINUTES]
    if grid == 1 or stay.policy[MODE] is not Mode.MINUTE:
        return
    local = [at.astimezone(stay.zone) for at in (stay.period.start, stay.period.end)]
    if any((at.hour * 60 + at.minute) % grid for at in local):
        yield _no(stay, GRID_MINUTES, f"Bookings start and end on multiples of {grid} minutes.")


def _mode(stay: Stay) -> Iterator[RuleBroken]:
    mode = stay.policy[MODE]
    if mode is Mode.MINUTE:
        return
    edges = {time(0)} if mode is Mode.DAY else {time(0), time(12)}
    local = [at.astimezone(stay.zone) for at in (stay.period.start, stay.period.end)]
    if any(at.time() not in edges for at in local):
        what = "whole days" if mode is Mode.DAY else "half days, midnight to noon or noon to midnight"
        yield _no(stay, MODE, f"This is booked by {what} of the building.")


def _attendees(stay: Stay) -> Iterator[RuleBroken]:
    if stay.attendees is not None and stay.attendees > stay.capacity:
        detail = f"There is room for {stay.capacity}, not for {stay.attendees}."
        yield _beyond_policy(detail, rule="capacity", value=stay.capacity, source=stay.capacity_source)


def _guests(stay: Stay) -> Iterator[RuleBroken]:
    if stay.guests > (most := stay.policy[GUESTS_MAX]):
        yield _no(stay, GUESTS_MAX, f"A booking here names at most {most} guests.")


def _opening_hours(stay: Stay) -> Iterator[RuleBroken]:
    # A period that no policy could allow may be centuries long: its days are not worth walking.
    if stay.period.length > LONGEST_MINUTES * _MINUTE or stay.policy[APPROVAL_OUTSIDE]:
        return

    # Whoever books by the day gets the day, and its opening hours with it.
    def says_no(hours: Hours) -> bool:
        return not (hours.within(stay.period) if stay.policy[MODE] is not Mode.MINUTE else hours.cover(stay.period))

    if says_no(stay.opening_hours):
        day = timedelta(days=1)
        around = Period(max(stay.period.start - day, EARLIEST), min(stay.period.end + day, LATEST))
        open_parts = [
            {"starts_at": part.start.isoformat(), "ends_at": part.end.isoformat()}
            for part in stay.opening_hours.within(around)
        ]
        source = stay.opening_hours.source(says_no)
        what = "room" if source.level is Level.ROOM else "building"
        detail = f"The {what} is closed during at least a part of this period."
        yield _beyond_policy(detail, rule="opening_hours", value=open_parts, source=source)


_RULES: Sequence[Callable[[Stay], Iterator[RuleBroken]]] = (
    *(_whole_minutes, _not_past, _who_may_book, _duration, _lead, _horizon),
    *(_grid, _mode, _attendees, _guests, _opening_hours),
)
