"""What an effect is: something to be done in the world outside, once, and told by ids only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

MOST_ATTEMPTS = 12
"""With the pauses between them, some two hours."""


class Queue(StrEnum):
    """How urgent an effect is. What is urgent never waits behind what is not."""

    URGENT = "urgent"
    """Work of our own that others wait for: decided within milliseconds, in the database alone."""
    ORDINARY = "ordinary"
    """What people wait for, such as mail."""
    BULK = "bulk"
    """What may take its time."""


@dataclass(frozen=True, slots=True)
class NewEffect:
    """An effect that shall be. One with the same key is the same effect: it is not noted twice."""

    kind: str
    key: str
    payload: Mapping[str, str | int]
    """Ids and positions; what they stand for is read when the effect is done."""
    queue: Queue = Queue.ORDINARY
    position: int | None = None
    due_at: datetime | None = None
    """At once when None."""
    most_attempts: int = MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect that somebody has taken up."""

    effect_id: UUID
    kind: str
    key: str
    payload: Mapping[str, Any]
    attempt: int
    """1 for the first."""
    most_attempts: int
