"""Why something was refused.

    Refusal
    ├── Invalid            the request contradicts itself
    │   └── InvalidPeriod
    ├── NotFound           no such thing, or none that the actor may see
    ├── Forbidden          the actor may not do this
    ├── Conflict           the present state stands against it
    │   ├── RoomTaken
    │   ├── AlreadyDone    cancelled, finished, closed … before
    │   └── KeyReused      an Idempotency-Key was used for another request
    ├── Stale              the actor looked at an older version
    └── RuleBroken         well-formed, but a rule says no
        └── QuotaExceeded

Each has a stable `slug`, the last part of its problem type; `fields` go into the problem document as they are.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID


class Refusal(Exception):
    """A definite no: nothing was recorded."""

    slug: ClassVar[str] = "refused"
    title: ClassVar[str] = "Refused"

    def __init__(self, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields


class Invalid(Refusal):
    slug = "invalid"
    title = "Invalid request"

    def __init__(self, detail: str, *, pointer: str | None = None, **fields: Any) -> None:
        if pointer is not None:
            fields["errors"] = [{"pointer": pointer, "detail": detail}]
        super().__init__(detail, **fields)


class InvalidPeriod(Invalid):
    slug = "invalid-period"
    title = "Invalid period"


class NotFound(Refusal):
    slug = "not-found"
    title = "Not found"

    def __init__(self, noun: str, id: UUID | str) -> None:  # noqa: A002 -- the field's own name
        super().__init__(f"There is no {noun} {id}, or you may not see it.", noun=noun, id=str(id))


class Forbidden(Refusal):
    slug = "forbidden"
    title = "Not allowed"


class Conflict(Refusal):
    slug = "conflict"
    title = "Conflict with the present state"


class AlreadyDone(Conflict):
    slug = "already-done"
    title = "Already done"


class KeyReused(Conflict):
    slug = "idempotency-key-reused"
    title = "Idempotency-Key was used for another request"


class RoomTaken(Conflict):
    """Somebody has the place; says when it is free again."""

    slug = "room-taken"
    title = "Already taken"

    def __init__(
        self,
        *,
        room_id: UUID,
        seat_id: UUID | None,
        blocked_from: datetime,
        blocked_to: datetime,
        next_free: Sequence[tuple[datetime, datetime]],
    ) -> None:
        super().__init__(
            "This place is taken for at least a part of the period.",
            room_id=str(room_id),
            seat_id=str(seat_id) if seat_id else None,
            blocking={"starts_at": blocked_from.isoformat(), "ends_at": blocked_to.isoformat()},
            next_free=[{"starts_at": start.isoformat(), "ends_at": end.isoformat()} for start, end in next_free],
        )


class Stale(Refusal):
    slug = "stale-version"
    title = "Changed meanwhile"


class RuleBroken(Refusal):
    """A named rule with its value says no."""

    slug = "rule-broken"
    title = "Not allowed by a rule"

    def __init__(self, detail: str, *, rule: str, value: Any, **fields: Any) -> None:
        super().__init__(detail, rule=rule, value=value, **fields)


class QuotaExceeded(RuleBroken):
    slug = "quota-exceeded"
    title = "Quota used up"
