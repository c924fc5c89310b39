"""Half-open stretches of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bookit.domain.errors import InvalidPeriod

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""The end of periods that are open: claims need bounded ends."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`[start, end)` in UTC, never empty. Raises InvalidPeriod for anything else."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise InvalidPeriod("A time needs an offset, such as 2026-05-01T09:00:00+03:00.", pointer="/starts_at")
        if self.end <= self.start:
            raise InvalidPeriod("A period must end after it starts.", pointer="/ends_at")
        if self.start < EARLIEST or self.end > LATEST:
            raise InvalidPeriod(f"A period must lie between {EARLIEST:%Y} and {LATEST:%Y}.", pointer="/starts_at")
        if self.start.tzinfo is not UTC:
            object.__setattr__(self, "start", self.start.astimezone(UTC))
        if self.end.tzinfo is not UTC:
            object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "Period") -> bool:
        """Whether they share an instant; back-to-back periods do not."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end

    def clipped_to(self, other: "Period") -> "Period | None":
        """The part inside `other`, if there is one."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def minus(self, other: "Period") -> "list[Period]":
        """What is left of this period without `other`: none, one or two pieces."""
        if not self.overlaps(other):
            return [self]
        pieces = []
        if self.start < other.start:
            pieces.append(Period(self.start, other.start))
        if other.end < self.end:
            pieces.append(Period(other.end, self.end))
        return pieces


def merged(periods: Iterable[Period]) -> list[Period]:
    """The same instants as few, sorted, separate periods; touching ones become one."""
    result: list[Period] = []
    for period in sorted(periods):
        if result and period.start <= result[-1].end:
            if period.end > result[-1].end:
                result[-1] = Period(result[-1].start, period.end)
        else:
            result.append(period)
    return result


def without(periods: Iterable[Period], taken: Iterable[Period]) -> list[Period]:
    """The instants of `periods` that are not in `taken`, sorted."""
    left = merged(periods)
    for gap in merged(taken):
        left = [piece for period in left for piece in period.minus(gap)]
    return left
