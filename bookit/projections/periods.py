"""Cutting of rows that have a period."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any


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
