"""Quotas as charges: what a stay counts against, for whom, in which period."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

from bookit.commands.decision import Charge
from bookit.domain.errors import QuotaExceeded
from bookit.domain.policy import QUOTAS, Policy, Quota, QuotaOf, QuotaPer, plain
from bookit.domain.stay import Stay
from bookit.events.values import RoomKind

_GROUPS = UUID("7d0b3c7e-52c5-4a43-8f64-40a4c8f0a9d1")
"""Namespace in which a group's name becomes the holder of its shared quotas."""

UNLIMITED = 2**62


def charges_for(
    stay: Stay,
    kind: RoomKind,
    member_id: UUID,
    stream_id: UUID,
    *,
    counted_only: bool = False,
    counted: Sequence[Charge] = (),
) -> list[Charge]:
    """What a stay counts against each quota that concerns it; `counted_only` counts without refusing.

    Nor is refused what adds nothing to what was `counted` of the same stay before, should the quota be exceeded
    since its value was lowered.
    """
    minutes = -(-stay.period.length // timedelta(minutes=1))
    charges = [
        Charge(
            holder_id=_holder(quota, member_id),
            bucket=f"{quota.name}:{_counted_in(quota, stay)}",
            stream_id=stream_id,
            amount=1 if quota.bookings is not None else minutes,
            limit=UNLIMITED if counted_only else _limit(quota),
            until=stay.period.end if quota.per is QuotaPer.OPEN else None,
        )
        for quota in _concerning(stay, kind)
    ]
    before = {(charge.holder_id, charge.bucket): charge.amount for charge in counted}
    return [
        replace(charge, limit=UNLIMITED)
        if charge.amount <= before.get((charge.holder_id, charge.bucket), 0)
        else charge
        for charge in charges
    ]


def quota_exceeded(policy: Policy, bucket: str, used: int) -> QuotaExceeded:
    """The refusal for a full bucket: which quota of which level, how much of it is used and left."""
    name, _, period = bucket.rpartition(":")
    quota = next(quota for quota in policy[QUOTAS] if quota.name == name)
    limit = _limit(quota)
    unit = "bookings" if quota.bookings is not None else "minutes"
    whose = f"the group {quota.group}" if quota.of is QuotaOf.GROUP else "each member"
    return QuotaExceeded(
        f"The quota {name!r} is {limit} {unit} a {quota.per} for {whose}; {used} are used."
        if quota.per is not QuotaPer.OPEN
        else f"The quota {name!r} is {limit} {unit} at once for {whose}; {used} are used.",
        rule=QUOTAS.name,
        value=plain(quota),
        source=policy.source(QUOTAS).as_fields(),
        quota=name,
        limit=limit,
        used=used,
        left=max(limit - used, 0),
        period=None if quota.per is QuotaPer.OPEN else period,
    )


def _concerning(stay: Stay, kind: RoomKind) -> Iterator[Quota]:
    for quota in stay.policy[QUOTAS]:
        if (not quota.kinds or kind in quota.kinds) and (quota.group is None or quota.group in stay.who.groups):
            yield quota


def _holder(quota: Quota, member_id: UUID) -> UUID:
    return uuid5(_GROUPS, quota.group or "") if quota.of is QuotaOf.GROUP else member_id


def _limit(quota: Quota) -> int:
    limit = quota.bookings if quota.bookings is not None else quota.minutes
    return UNLIMITED if limit is None else limit


def _counted_in(quota: Quota, stay: Stay) -> str:
    """The local period of the building that a stay counts in: that of its start."""
    day = stay.period.start.astimezone(stay.zone).date()
    match quota.per:
        case QuotaPer.DAY:
            return day.isoformat()
        case QuotaPer.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case QuotaPer.MONTH:
            return f"{day:%Y-%m}"
        case QuotaPer.OPEN:
            return "open"
