"""Where else a displaced stay can be: an equivalent room of the same building, the best fit first.

Equivalent is a room of the same kind that holds as many, has all the features, whose rules allow the stay and which is
free for all of it.
"""

from asyncio import gather
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from bookit.commands.bookings import who_comes
from bookit.commands.changes import Held
from bookit.commands.decision import Charge, Claim, Desk
from bookit.commands.placing import Judged, claims_at, judged
from bookit.commands.quotas import charges_for
from bookit.commands.venue import Venue, place_in, venue_of
from bookit.domain.booking import Booking, Place, Terms
from bookit.domain.errors import RuleBroken
from bookit.domain.period import EARLIEST, LATEST, Period
from bookit.domain.room import Room
from bookit.events.values import BookingStatus

_LONGEST_BUFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Refuge:
    """Where a stay can go on, and what it holds there."""

    place: Place
    terms: Terms
    claims: Sequence[Claim]
    charges: Sequence[Charge]


async def refuges(
    desk: Desk, building_id: UUID, stays: Sequence[Booking], closed: Iterable[Claim]
) -> dict[UUID, Refuge]:
    """A refuge for each of these stays that has one, by booking. No two of them are in each other's way.

    `closed` are the claims of the closure that displaces them.
    """
    if not stays:
        return {}
    rooms = await desk.rooms_of(building_id)
    venues = await gather(*(venue_of(desk, room_id) for room_id in rooms))
    search = _Search(desk, venues)
    await search.look_around(stays, closed)
    found = {}
    for stay in sorted(stays, key=lambda booking: (booking.period, booking.id)):
        if (refuge := await search.refuge_of(stay)) is not None:
            found[stay.id] = refuge
    return found


class _Search:
    def __init__(self, desk: Desk, venues: Sequence[Venue]) -> None:
        self._desk = desk
        self._venues = venues
        self._held = Held()

    async def look_around(self, stays: Sequence[Booking], closed: Iterable[Claim]) -> None:
        """See what is held in the building while these stays last. They themselves give way."""
        start = min(stay.claimed.start for stay in stays) - _LONGEST_BUFFER
        end = max(stay.claimed.end for stay in stays) + _LONGEST_BUFFER
        units = {unit for venue in self._venues for unit in venue.room.units}
        around = Period(max(start, EARLIEST), min(end, LATEST))
        held = await self._desk.claims_over(sorted(units), around)
        self._held = Held(held, without={stay.id for stay in stays})
        self._held.add(closed)

    async def refuge_of(self, stay: Booking) -> Refuge | None:
        """The best fit that is still free; it is taken from now on."""
        left = await self._desk.read(Room, stay.place.room_id)
        for venue in sorted(self._venues, key=lambda venue: _misfit(left, venue.room)):
            if not _is_equivalent(left, venue.room, stay.place):
                continue
            for seat_id in _seats(venue.room, stay.place):
                refuge = await self._at(stay, venue, seat_id)
                if refuge is not None and self._held.blocker_of(refuge.claims) is None:
                    self._held.add(refuge.claims)
                    return refuge
        return None

    async def _at(self, stay: Booking, venue: Venue, seat_id: UUID | None) -> Refuge | None:
        """What the stay would hold there, if the rules allow it."""
        try:
            verdict = judged(
                self._desk,
                venue,
                stay.period,
                await who_comes(self._desk, stay),
                seat_id=seat_id,
                attendees=stay.attendees,
                guests=len(stay.guests),
                keeps_start=True,
            )
        except RuleBroken:
            return None
        place = await place_in(self._desk, venue, seat_id, stay.attendees)
        claims = claims_at(venue.room, place, verdict.stay.claimed, stay.id)
        return Refuge(place, _terms(stay, verdict), claims, counted(venue, stay, verdict))


def counted(venue: Venue, stay: Booking, verdict: Judged) -> list[Charge]:
    """What a stay counts against quotas that must not take from its member what they had already."""
    return charges_for(verdict.stay, venue.room.kind, stay.member_id, stay.id, counted_only=True)


def _terms(stay: Booking, verdict: Judged) -> Terms:
    """The terms at the new place. Whoever had an approval has it there; whoever waits for one still does."""
    if stay.status is BookingStatus.PENDING:
        asked = stay.terms
        return replace(verdict.terms, approval=asked.approval, decide_by=asked.decide_by, decide_rule=asked.decide_rule)
    return replace(verdict.terms, approval=(), decide_by=None, decide_rule=None)


def _is_equivalent(left: Room, room: Room, place: Place) -> bool:
    if room.kind is not left.kind or not set(left.features) <= set(room.features):
        return False
    if place.seat_id is not None:
        return bool(room.seats)
    if place.places is not None:
        return room.shares_places
    return room.id != left.id and not room.shares_places and room.capacity >= left.capacity


def _misfit(left: Room, room: Room) -> tuple[bool, int, int, str, UUID]:
    """The room it was in first (a seat may have been closed there), then the smallest, the plainest."""
    return room.id != left.id, room.capacity, len(room.features), room.name, room.id


def _seats(room: Room, place: Place) -> Iterator[UUID | None]:
    if place.seat_id is None:
        yield None
    else:
        yield from room.seats
