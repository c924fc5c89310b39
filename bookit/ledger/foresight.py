"""What the append function would say to a decision, found out by looking only.

It stands for nobody's right: a place that is free now may be taken a moment later.
"""

from collections.abc import Iterable, Sequence

from psycopg import sql

from bookit.commands.decision import Blocker, Claim, Decision, Exceeded
from bookit.domain.free_time import crowded
from bookit.domain.period import Period
from bookit.ledger.append import Pool


class Foresight:
    """Looks claims and charges up as the append function does."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        names = {"schema": sql.Identifier(schema)}
        self._select_claims = sql.SQL(
            "SELECT DISTINCT c.unit_id, lower(c.during) AS held_from, upper(c.during), c.stream_id, c.places"
            " FROM unnest(%b::uuid[], %b::timestamptz[], %b::timestamptz[]) AS w (unit, starts, ends)"
            " JOIN {schema}.claims c ON c.unit_id = w.unit AND c.during && tstzrange(w.starts, w.ends)"
            " WHERE c.stream_id <> ALL (%b) ORDER BY held_from"
        ).format(**names)
        self._select_exceeded = sql.SQL(
            "SELECT w.bucket, c.used FROM ("
            "   SELECT holder, v.bucket, sum(amount) AS amount, min(most) AS most"
            "   FROM unnest(%b::uuid[], %b::text[], %b::bigint[], %b::bigint[]) AS v (holder, bucket, amount, most)"
            "   GROUP BY holder, v.bucket"
            ") w CROSS JOIN LATERAL ("
            "   SELECT coalesce(sum(c.amount), 0)::bigint AS used FROM {schema}.charges c"
            "   WHERE c.holder_id = w.holder AND c.bucket = w.bucket AND c.stream_id <> ALL (%b)"
            "     AND (c.until IS NULL OR c.until > clock_timestamp())"
            ") c WHERE c.used + w.amount > w.most LIMIT 1"
        ).format(**names)

    async def blocker(self, decision: Decision) -> Blocker | None:
        """Who has what a decision claims; None when nobody does."""
        if not decision.claims:
            return None
        held = await self._held(decision)
        return _whole_clash(decision.claims, held) or _crowd(decision.claims, held)

    async def exceeded(self, decision: Decision) -> Exceeded | None:
        """A quota that a decision would exceed."""
        charges = decision.charges
        if not charges:
            return None
        parameters = [
            [charge.holder_id for charge in charges],
            [charge.bucket for charge in charges],
            [charge.amount for charge in charges],
            [charge.limit for charge in charges],
            list(decision.releases),
        ]
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_exceeded, parameters, prepare=True, binary=True)
            row = await cursor.fetchone()
        return None if row is None else Exceeded(row[0], row[1])

    async def _held(self, decision: Decision) -> Sequence[Claim]:
        """What others have claimed of the same units at the same time."""
        claims = decision.claims
        parameters = [
            [claim.unit_id for claim in claims],
            [claim.period.start for claim in claims],
            [claim.period.end for claim in claims],
            list(decision.releases),
        ]
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_claims, parameters, prepare=True, binary=True)
            return [
                Claim(unit, Period(start, end), stream, places)
                for unit, start, end, stream, places in await cursor.fetchall()
            ]


def _against(claim: Claim, held: Iterable[Claim]) -> list[Claim]:
    return [other for other in held if other.unit_id == claim.unit_id and other.period.overlaps(claim.period)]


def _whole_clash(claims: Iterable[Claim], held: Sequence[Claim]) -> Blocker | None:
    for claim in claims:
        for other in _against(claim, held):
            if claim.places is None or other.places is None:
                return Blocker(other.stream_id, other.unit_id, other.period)
    return None


def _crowd(claims: Iterable[Claim], held: Sequence[Claim]) -> Blocker | None:
    """Who leaves first of those who are there when it becomes too full."""
    for claim in claims:
        if claim.places is None or claim.capacity is None:
            continue
        others = _against(claim, held)
        shares = [(other.period, other.places) for other in others if other.places is not None]
        full = crowded(shares, capacity=claim.capacity, wanted=claim.places)
        moments = [max(each.start, claim.period.start) for each in full if each.overlaps(claim.period)]
        if moments:
            present = [other for other in others if other.period.start <= moments[0] < other.period.end]
            first = min(present, key=lambda other: other.period.end)
            return Blocker(first.stream_id, first.unit_id, first.period)
        if claim.places > claim.capacity:
            return Blocker(claim.unit_id, claim.unit_id, claim.period)
    return None
