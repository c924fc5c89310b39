"""Commands about bookings."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Blocker, Claim, Decision, Desk
from bookit.commands.rooms import whole_room_units
from bookit.domain.booking import Booking, Place
from bookit.domain.building import Building
from bookit.domain.errors import Invalid, NotFound, Refusal, RoomTaken
from bookit.domain.free_time import crowded, next_free
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.domain.policy import HORIZON_DAYS, Stay, check
from bookit.domain.room import Room
from bookit.events.values import BookingStatus

Guest = Annotated[str, Field(min_length=1, max_length=200)]
ALTERNATIVES_WITHIN = timedelta(days=14)


class BookingAnswer(Answer):
    booking_id: UUID
    status: BookingStatus


class PlaceBooking(Command):
    """Book a room, one seat of it, or places in it, for oneself or on behalf of another member."""

    room_id: UUID
    seat_id: UUID | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    title: str | None = Field(None, max_length=200, examples=["Planning"])
    booked_for: UUID | None = Field(None, description="The member who comes; oneself when missing.")
    attendees: int | None = Field(None, ge=1, le=10_000)
    guests: list[Guest] = Field([], max_length=100)


@handles(PlaceBooking, answers=BookingAnswer, creates=True)
async def place_booking(command: PlaceBooking, desk: Desk) -> Decision:
    room = await desk.read(Room, command.room_id)
    building = await desk.read(Building, room.building_id)
    member_id = command.booked_for or desk.actor.member_id
    desk.actor.require(command.NAME, owner=member_id, building=building.id)
    if member_id != desk.actor.member_id:
        await _require_active(desk, member_id)
    period = Period(command.starts_at, command.ends_at)
    check(_stay(desk, building, room, period, seat_id=command.seat_id, attendees=command.attendees))
    place = await _place(desk, building, room, command.seat_id, command.attendees)
    booking = Booking.book(
        desk.new_id(),
        place,
        period,
        member_id=member_id,
        attendees=command.attendees,
        title=command.title,
        guests=command.guests,
        at=desk.now,
    )
    return _holding(desk, building, room, booking)


class RescheduleBooking(Command):
    """Move a booking in time or to another room or seat; what is not named stays as it is."""

    booking_id: UUID
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    room_id: UUID | None = None
    seat_id: UUID | None = None


@handles(RescheduleBooking, answers=BookingAnswer)
async def reschedule_booking(command: RescheduleBooking, desk: Desk) -> Decision:
    booking = await _own_booking(desk, command.NAME, command.booking_id)
    room = await desk.read(Room, command.room_id or booking.place.room_id)
    building = await desk.read(Building, room.building_id)
    # A manager may move a booking only within the buildings they manage.
    desk.actor.require(command.NAME, owner=booking.member_id, building=building.id)
    stays_in_room = room.id == booking.place.room_id
    seat_id = booking.place.seat_id if stays_in_room and "seat_id" not in command.model_fields_set else command.seat_id
    period = Period(command.starts_at or booking.period.start, command.ends_at or booking.period.end)
    stay = _stay(
        desk,
        building,
        room,
        period,
        seat_id=seat_id,
        attendees=booking.attendees,
        keeps_start=period.start == booking.period.start,
    )
    place = await _place(desk, building, room, seat_id, booking.attendees)
    freed = booking.place.units
    booking.reschedule(place, period, at=desk.now)
    check(stay)
    return _holding(desk, building, room, booking, freed=freed)


class CancelBooking(Command):
    """Give a booking up; the place is free again at once."""

    booking_id: UUID
    reason: str | None = Field(None, max_length=500)


@handles(CancelBooking, answers=BookingAnswer)
async def cancel_booking(command: CancelBooking, desk: Desk) -> Decision:
    booking = await _own_booking(desk, command.NAME, command.booking_id)
    booking.cancel(command.reason, at=desk.now)
    return Decision(_answer(booking), [booking], releases=[booking.id], released_units=booking.place.units)


class FinishBooking(Command):
    """End a running stay now; the rest of it is free again at once."""

    booking_id: UUID


@handles(FinishBooking, answers=BookingAnswer)
async def finish_booking(command: FinishBooking, desk: Desk) -> Decision:
    booking = await _own_booking(desk, command.NAME, command.booking_id)
    room = await desk.read(Room, booking.place.room_id)
    booking.finish(at=desk.now)
    return Decision(
        _answer(booking),
        [booking],
        claims=_claims(room, booking),
        releases=[booking.id],
        released_units=booking.place.units,
    )


def _answer(booking: Booking) -> BookingAnswer:
    return BookingAnswer(booking_id=booking.id, status=booking.status)


def _stay(
    desk: Desk,
    building: Building,
    room: Room,
    period: Period,
    *,
    seat_id: UUID | None,
    attendees: int | None,
    keeps_start: bool = False,
) -> Stay:
    return Stay(
        period=period,
        now=desk.now,
        policy=room.policy,
        opening_hours=building.opening_hours,
        capacity=room.capacity if seat_id is None else 1,
        attendees=attendees,
        keeps_start=keeps_start,
    )


async def _place(desk: Desk, building: Building, room: Room, seat_id: UUID | None, attendees: int | None) -> Place:
    """What a stay in a room or seat claims."""
    if seat_id is not None:
        room.require_seat(seat_id)
        units = [seat_id]
    else:
        units = await whole_room_units(desk, room)
    places = (attendees or 1) if room.shares_places else None
    return Place(building.id, room.id, seat_id, building.time_zone, tuple(units), places)


def _claims(room: Room, booking: Booking) -> list[Claim]:
    capacity = room.capacity if booking.place.places is not None else None
    return [Claim(unit, booking.period, booking.id, booking.place.places, capacity) for unit in booking.place.units]


def _holding(desk: Desk, building: Building, room: Room, booking: Booking, *, freed: Sequence[UUID] = ()) -> Decision:
    """The decision that a booking holds its place from now on, and gives back what it held."""

    async def when_taken(blocker: Blocker) -> Refusal:
        return await _taken(desk, building, room, booking, blocker)

    return Decision(
        _answer(booking),
        [booking],
        claims=_claims(room, booking),
        releases=[booking.id] if freed else [],
        released_units=freed,
        when_taken=when_taken,
    )


async def _taken(desk: Desk, building: Building, room: Room, booking: Booking, blocker: Blocker) -> Refusal:
    """Says until when the place is taken, and when it is free for as long."""
    this_minute = desk.now.replace(second=0, microsecond=0)
    horizon = this_minute + timedelta(days=room.policy[HORIZON_DAYS])
    start = max(booking.period.start, this_minute + timedelta(minutes=1))
    end = min(start + ALTERNATIVES_WITHIN, horizon + booking.period.length)
    free: list[Period] = []
    if start < end:
        search = Period(start, end)
        held = [claim for claim in await desk.claims_over(booking.place.units, search) if claim.stream_id != booking.id]
        busy = [claim.period for claim in held if claim.places is None]
        if booking.place.places is not None:
            shares = [(claim.period, claim.places) for claim in held if claim.places is not None]
            busy += crowded(shares, capacity=room.capacity, wanted=booking.place.places)
        else:
            busy += [claim.period for claim in held if claim.places is not None]
        free = next_free(building.opening_hours, busy, search, length=booking.period.length)
    return RoomTaken(
        room_id=room.id,
        seat_id=booking.place.seat_id,
        blocked_from=blocker.period.start,
        blocked_to=blocker.period.end,
        next_free=[(period.start, period.end) for period in free],
    )


async def _own_booking(desk: Desk, act: str, booking_id: UUID) -> Booking:
    """A booking that the actor may act on. One they may not even see does not exist for them."""
    booking = await desk.draft(Booking, booking_id)
    building_id = booking.place.building_id
    whose = {"owner": booking.member_id, "building": building_id}
    if not desk.actor.may(act, **whose) and not desk.actor.may("see-booking", **whose):
        raise NotFound("booking", booking_id)
    desk.actor.require(act, **whose)
    return booking


async def _require_active(desk: Desk, member_id: UUID) -> None:
    member = await desk.read(Member, member_id)
    if not member.active:
        raise Invalid("This member is suspended.", pointer="/booked_for")
