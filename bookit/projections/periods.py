"""Rows that have a period: long ones told apart, and cutting."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

A_DAY = timedelta(days=1)
"""Rows up to this long are found by their start alone: none that began earlier reaches into the period asked for."""


def is_over_a_day(starts_at: datetime, ends_at: datetime) -> bool:
    return ends_at - starts_at > A_DAY


def without(rows: Iterable[dict[str, Any]], starts_at: datetime, ends_at: datetime) -> Iterator[dict[str, Any]]:
    """The rows minus a period: each leaves none, one or two pieces."""
    for row in rows:
        if row["ends_at"] <= starts_at or ends_at <= row["starts_at"]:
            yield row
            continue
        if row["starts_at"] < starts_at:
            yield row | {"ends_at": starts_at}
        if ends_at < row["ends_at"]:
            yield row | {"starts_at": ends_at}
