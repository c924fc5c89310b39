"""Commands about being out of use: closing rooms, seats and whole buildings for a period, and reopening them."""

from asyncio import gather
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bookit.commands.buildings import Reason
from bookit.commands.catalogue import Command, handles
from bookit.commands.changes import Changes
from bookit.commands.decision import Answer, Claim, Decision, Desk
from bookit.commands.equivalents import Refuge, refuges
from bookit.commands.waitlist import still_waiting
from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import LIVE, Booking
from bookit.domain.building import Building
from bookit.domain.errors import Conflict, Invalid
from bookit.domain.period import LATEST, Period, without
from bookit.domain.room import Closure, Room
from bookit.domain.waitlist import WaitlistEntry


class PeriodBody(BaseModel):
    """A half-open period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    starts_at: AwareDatetime
    ends_at: AwareDatetime

    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)


class DisplacedBooking(BaseModel):
    """A booking that had to give way, and what became of it."""

    model_config = ConfigDict(frozen=True)

    booking_id: UUID
    became: Literal["cancelled", "moved"]
    room_id: UUID | None = Field(None, description="Where it was moved to.")
    seat_id: UUID | None = None


class ClosedRoom(Answer):
    closure_id: UUID
    displaced: list[DisplacedBooking] = Field(description="Bookings that had to give way.")


class ReopenedRoom(Answer):
    room_id: UUID
    closures: list[UUID] = Field(description="Closures that ended or became shorter.")


class ClosedBuilding(Answer):
    closure_id: UUID
    closures: list[UUID] = Field(description="Closures of its rooms.")
    displaced: list[DisplacedBooking] = Field(description="Bookings that had to give way.")


class ReopenedBuilding(Answer):
    building_id: UUID
    closures: list[UUID] = Field(description="Closures of rooms that ended or became shorter.")


class CloseRoom(Command):
    """Take a room, or one seat of it, out of use. Without a period it is closed from now on, until it is reopened.

    What was booked there is displaced: cancelled, or moved to an equivalent room of the building (the same kind, as
    large, with all its features, allowed by its rules, free for the whole stay) and cancelled where there is none.
    With `refuse`, the room stays open if anything is booked.
    """

    room_id: UUID
    seat_id: UUID | None = None
    period: PeriodBody | None = None
    reason: Reason = Field(examples=["The projector is being replaced"])
    displaced: Literal["cancel", "move", "refuse"] = "cancel"


@handles(CloseRoom, answers=ClosedRoom)
async def close_room(command: CloseRoom, desk: Desk) -> Decision:
    changes = Changes(desk)
    room = await _managed(changes, command.NAME, command.room_id)
    if command.seat_id is not None:
        room.require_seat(command.seat_id)
    units = room.units if command.seat_id is None else [command.seat_id]
    period = from_now(command.period, desk)
    holders = await _holders(desk, units, period)
    period = holders.spare_what_is_over(units, period)
    closure_id = desk.new_id()
    room.close(closure_id, period, command.reason, seat_id=command.seat_id, units=units, at=desk.now)
    claims = [Claim(unit, period, closure_id) for unit in units]
    if command.displaced == "refuse":
        holders.require_no_stays()
    elsewhere = await refuges(desk, room.building_id, holders.stays, claims) if command.displaced == "move" else {}
    changes.hold(claims)
    displaced = _displace(changes, holders, closure_id, command.reason, elsewhere)
    return changes.decision(ClosedRoom(closure_id=closure_id, displaced=displaced))


class ReopenRoom(Command):
    """Make a closed room or seat bookable again, for a period or altogether.

    Displaced bookings do not come back; undo the command that closed it to bring them back.
    """

    room_id: UUID
    seat_id: UUID | None = None
    period: PeriodBody | None = None
    reason: Reason = Field("Open again")


@handles(ReopenRoom, answers=ReopenedRoom)
async def reopen_room(command: ReopenRoom, desk: Desk) -> Decision:
    changes = Changes(desk)
    room = await _managed(changes, command.NAME, command.room_id)
    period = from_now(command.period, desk)
    cut = room.reopen(period, command.reason, seat_id=command.seat_id, at=desk.now)
    for closure in cut:
        _hold_what_is_left(changes, closure, period)
    return changes.decision(ReopenedRoom(room_id=room.id, closures=[closure.closure_id for closure in cut]))


class CloseBuilding(Command):
    """Close every room of a building for a period. What was booked there is cancelled, or stands against it.

    Rooms that are closed then already stay closed as they are; rooms that are opened later are not concerned.
    """

    building_id: UUID
    period: PeriodBody | None = None
    reason: Reason = Field(examples=["No heating"])
    displaced: Literal["cancel", "refuse"] = "cancel"


@handles(CloseBuilding, answers=ClosedBuilding)
async def close_building(command: CloseBuilding, desk: Desk) -> Decision:
    changes = Changes(desk)
    building = await changes.draft(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    period = from_now(command.period, desk)
    rooms = await gather(*(changes.draft(Room, room_id) for room_id in await desk.rooms_of(building.id)))
    holders = await _holders(desk, [unit for room in rooms for unit in room.units], period)
    if command.displaced == "refuse":
        holders.require_no_stays()
    closed = [
        closure_id
        for room in rooms
        for closure_id in _close_altogether(
            changes, room, holders.spare_what_is_over(room.units, period), command.reason
        )
    ]
    closure_id = desk.new_id()
    building.close(closure_id, period, command.reason, closed, at=desk.now)
    displaced = _displace(changes, holders, closure_id, command.reason, {})
    return changes.decision(ClosedBuilding(closure_id=closure_id, closures=closed, displaced=displaced))


class ReopenBuilding(Command):
    """End a closure of a building. Displaced bookings do not come back; undo the closing to bring them back."""

    building_id: UUID
    closure_id: UUID
    reason: Reason = Field("Open again")


@handles(ReopenBuilding, answers=ReopenedBuilding)
async def reopen_building(command: ReopenBuilding, desk: Desk) -> Decision:
    changes = Changes(desk)
    building = await changes.draft(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    wanted = building.reopen(command.closure_id, command.reason, at=desk.now)
    rooms = await gather(*(changes.draft(Room, room_id) for room_id in await desk.rooms_of(building.id)))
    ended = [
        closure_id
        for room in rooms
        for closure_id in [*room.closures]
        if closure_id in wanted and end_closure(changes, room, closure_id, command.reason)
    ]
    return changes.decision(ReopenedBuilding(building_id=building.id, closures=ended))


def end_closure(changes: Changes, room: Room, closure_id: UUID, reason: str, *, as_if_never: bool = False) -> bool:
    """Make bookable what is left of a closure, or all of it as if it had never been; False when nothing is left."""
    now = changes.desk.now
    closure = room.closures.get(closure_id)
    gap = closure.rest(now) if closure is not None else None
    if closure is None or gap is None:
        return False
    if as_if_never:
        gap = Period(closure.periods[0].start, gap.end)
    room.shorten(closure_id, gap, reason, at=now)
    _hold_what_is_left(changes, closure, gap)
    return True


def from_now(body: PeriodBody | None, desk: Desk) -> Period:
    """The asked period without its past; from now on when none is asked."""
    this_minute = desk.now.replace(second=0, microsecond=0)
    if body is None:
        return Period(this_minute, LATEST)
    asked = body.period()
    if asked.end <= this_minute + timedelta(minutes=1):
        raise Invalid("This period is over.", pointer="/period/ends_at")
    return Period(max(asked.start, this_minute), asked.end)


async def _managed(changes: Changes, act: str, room_id: UUID) -> Room:
    room = await changes.draft(Room, room_id)
    changes.desk.actor.require(act, building=room.building_id)
    return room


def _close_altogether(changes: Changes, room: Room, period: Period, reason: str) -> Iterable[UUID]:
    """Close a room wherever it is open in a period; closures of its seats give way to that of the room."""
    now = changes.desk.now
    of_seats = [closure for closure in room.closures.values() if closure.seat_id is not None]
    open_parts = without([period], [part for c in room.closures.values() if c.seat_id is None for part in c.periods])
    for part in open_parts:
        for closure in of_seats:
            current = room.closures.get(closure.closure_id)
            if current is not None and any(closed.overlaps(part) for closed in current.periods):
                room.shorten(closure.closure_id, part, reason, at=now)
    for closure in of_seats:
        left = room.closures.get(closure.closure_id)
        if left != closure:
            _hold_periods(changes, closure, left.periods if left is not None else ())
    for part in open_parts:
        closure_id = changes.desk.new_id()
        room.close(closure_id, part, reason, seat_id=None, units=room.units, at=now)
        changes.hold(Claim(unit, part, closure_id) for unit in room.units)
        yield closure_id


def _hold_what_is_left(changes: Changes, closure: Closure, gap: Period) -> None:
    """Claim a closure anew without a gap in it."""
    _hold_periods(changes, closure, [piece for closed in closure.periods for piece in closed.minus(gap)])


def _hold_periods(changes: Changes, closure: Closure, periods: Sequence[Period]) -> None:
    changes.give_back(closure.closure_id, closure.units)
    changes.hold(Claim(unit, period, closure.closure_id) for unit in closure.units for period in periods)


@dataclass(slots=True)
class _Holders:
    """Who holds something of what is being closed."""

    stays: list[Booking] = field(default_factory=list)
    over: list[Booking] = field(default_factory=list)
    offers: list[WaitlistEntry] = field(default_factory=list)

    def require_no_stays(self) -> None:
        """Raises Conflict, naming the bookings that would have to give way."""
        if self.stays:
            raise Conflict(
                f"{len(self.stays)} bookings would have to give way.",
                displaced=[
                    {
                        "booking_id": str(stay.id),
                        "starts_at": stay.period.start.isoformat(),
                        "ends_at": stay.period.end.isoformat(),
                    }
                    for stay in self.stays
                ],
            )

    def spare_what_is_over(self, units: Sequence[UUID], period: Period) -> Period:
        """The period without stays that are over, and the time kept free after them: they keep what they used.

        Raises Conflict where that is all of it.
        """
        concerned = set(units)
        ends = (stay.claimed.end for stay in self.over if not concerned.isdisjoint(stay.place.units))
        start = max([period.start, *ends])
        if start >= period.end:
            raise Conflict("A stay has just finished here; try again in a minute.")
        return Period(start, period.end)


async def _holders(desk: Desk, units: Sequence[UUID], period: Period) -> _Holders:
    """Who holds these units in that period."""
    streams = dict.fromkeys(claim.stream_id for claim in await desk.claims_over(units, period))
    holders = _Holders()
    # Closures hold units too, but are no streams of their own.
    for stream in await gather(*(desk.read_if_any(Aggregate, stream_id) for stream_id in streams)):
        match stream:
            # One that is over holds no more than the time that is kept free after it.
            case Booking() if stream.status in LIVE and stream.period.end > desk.now:
                holders.stays.append(stream.draft())
            case Booking():
                holders.over.append(stream)
            case WaitlistEntry():
                holders.offers.append(stream.draft())
    return holders


def _displace(
    changes: Changes, holders: _Holders, closure_id: UUID, reason: str, elsewhere: Mapping[UUID, Refuge]
) -> list[DisplacedBooking]:
    """Let all give way: those who have a refuge go there, who was offered the place waits on."""
    for entry in holders.offers:
        changes.streams[entry.id] = entry
        changes.give_back(entry.id, entry.require_offer().units)
        entry.withdraw_offer(reason, at=changes.desk.now)
        changes.hold([], still_waiting(entry))
    return [_give_way(changes, stay, closure_id, reason, elsewhere.get(stay.id)) for stay in holders.stays]


def _give_way(
    changes: Changes, stay: Booking, closure_id: UUID, reason: str, refuge: Refuge | None
) -> DisplacedBooking:
    changes.give_up(stay)
    if refuge is None:
        stay.displace(closure_id, reason, at=changes.desk.now)
        return DisplacedBooking(booking_id=stay.id, became="cancelled")
    stay.reschedule(refuge.place, stay.period, at=changes.desk.now, terms=refuge.terms, closure_id=closure_id)
    changes.hold(refuge.claims, refuge.charges)
    return DisplacedBooking(
        booking_id=stay.id, became="moved", room_id=refuge.place.room_id, seat_id=refuge.place.seat_id
    )
