"""What one decision changes when it changes many things: gathered step by step, recorded as one."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from bookit.commands.decision import Answer, Charge, Claim, Decision, Desk, Exceeded
from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import Booking
from bookit.domain.errors import Refusal
from bookit.domain.free_time import crowded
from bookit.domain.period import Period

A = TypeVar("A", bound=Aggregate)


@dataclass(slots=True)
class Changes:
    """Streams with new facts, and what they hold or give back."""

    desk: Desk
    streams: dict[UUID, Aggregate] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    releases: set[UUID] = field(default_factory=set)
    released_units: set[UUID] = field(default_factory=set)

    async def draft(self, kind: type[A], stream_id: UUID) -> A:
        """The one copy of a stream that this decision changes; raises NotFound."""
        known = self.streams.get(stream_id)
        if isinstance(known, kind):
            return known
        stream = await self.desk.draft(kind, stream_id)
        self.streams[stream_id] = stream
        return stream

    def hold(self, claims: Iterable[Claim], charges: Iterable[Charge] = ()) -> None:
        self.claims.extend(claims)
        self.charges.extend(charges)

    def give_back(self, stream_id: UUID, units: Iterable[UUID]) -> None:
        """Release all that a stream holds, which is these units."""
        self.releases.add(stream_id)
        self.released_units.update(units)

    def give_up(self, booking: Booking) -> None:
        """Take in a booking that has changed, and release what it held before or holds no more."""
        self.streams[booking.id] = booking
        self.give_back(booking.id, booking.place.units)

    def decision(
        self, answer: Answer, *, when_exceeded: Callable[[Exceeded], Awaitable[Refusal]] | None = None
    ) -> Decision:
        """All of it, to be decided anew when somebody else gets in between."""
        return Decision(
            answer,
            [stream for stream in self.streams.values() if stream.facts],
            claims=self.claims,
            charges=self.charges,
            releases=sorted(self.releases),
            released_units=sorted(self.released_units),
            # Holders of quotas that nobody has charged yet have no row to lock.
            new_units=sorted({charge.holder_id for charge in self.charges}),
            when_exceeded=when_exceeded,
        )


class Held:
    """Who holds which unit when, as far as a decision has seen; what it plans to hold comes on top."""

    def __init__(self, claims: Iterable[Claim] = (), *, without: Collection[UUID] = ()) -> None:
        self._by_unit: dict[UUID, list[Claim]] = defaultdict(list)
        self.add(claim for claim in claims if claim.stream_id not in without)

    def add(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self._by_unit[claim.unit_id].append(claim)

    def blocker_of(self, wanted: Sequence[Claim]) -> Claim | None:
        """Somebody who stands in the way of these claims; None when all of them can be had."""
        return next((blocker for claim in wanted if (blocker := self._blocker(claim))), None)

    def busy_for(self, wanted: Sequence[Claim]) -> list[Period]:
        """When at least one of these claims could not be had, whatever period they are for."""
        busy = []
        for claim in wanted:
            others = self._by_unit[claim.unit_id]
            busy += [other.period for other in others if other.places is None or claim.places is None]
            if claim.places is not None and claim.capacity is not None:
                shares = [(other.period, other.places) for other in others if other.places is not None]
                busy += crowded(shares, capacity=claim.capacity, wanted=claim.places)
        return busy

    def _blocker(self, wanted: Claim) -> Claim | None:
        others = [held for held in self._by_unit[wanted.unit_id] if held.period.overlaps(wanted.period)]
        for other in others:
            if other.places is None or wanted.places is None:
                return other
        if wanted.places is None or wanted.capacity is None:
            return None
        if wanted.places > wanted.capacity:
            return wanted
        shares = [(other.period, other.places) for other in others if other.places is not None]
        full = crowded(shares, capacity=wanted.capacity, wanted=wanted.places)
        return others[0] if any(period.overlaps(wanted.period) for period in full) else None
