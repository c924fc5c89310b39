"""What a bench found out: a number, and whether it reaches its target."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class BenchFailed(Exception):
    """What was to be measured did not work, so its speed says nothing."""


@dataclass(frozen=True)
class Result:
    """One measured value; `target` in words and `met` are None for a value that is only told.

    `beyond` are the numbers we keep in sight after the target is met, by what they are called.
    """

    name: str
    value: float
    unit: str
    target: str | None = None
    met: bool | None = None
    beyond: Mapping[str, float] = field(default_factory=dict)


def at_least(name: str, value: float, unit: str, target: float, **beyond: float) -> Result:
    return Result(name, value, unit, f"≥ {target:,g}", value >= target, beyond)


def at_most(name: str, value: float, unit: str, target: float) -> Result:
    return Result(name, value, unit, f"≤ {target:,g}", value <= target)


def exactly(name: str, value: float, unit: str, target: float) -> Result:
    return Result(name, value, unit, f"= {target:,g}", value == target)


def told(name: str, value: float, unit: str) -> Result:
    return Result(name, value, unit)
