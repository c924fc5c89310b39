"""A small ledger in which everything happens that makes, changes and ends claims."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bookit.commands.bookings import CancelBooking, FinishBooking, RescheduleBooking
from bookit.commands.closing import CloseRoom, PeriodBody, ReopenRoom
from bookit.events.values import Role, RoomKind
from tests.organisation import NINE, TEN, Organisation

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Story:
    """What a test may want to point at."""

    room: UUID
    shared: UUID
    booking: UUID
    """Holds `room` from nine to ten."""
    sharing: UUID
    """Holds 2 of 4 places of `shared` from nine to ten."""


async def tell(org: Organisation) -> Story:
    building = await org.building()
    member = await org.member(Role.MANAGER, manages=[building])
    room = await org.room(building)
    desks = await org.open(building, kind=RoomKind.OPEN_SPACE, seats=["1", "2"])
    shared = await org.room(building, kind=RoomKind.OPEN_SPACE, capacity=4)
    hall = await org.room(building, made_of=[room, desks.room_id])

    booking = await org.book(room)
    await org.book(desks.room_id, seat_id=desks.seat_ids[0], by=member)
    sharing = await org.book(shared, attendees=2)
    await org.book(shared, attendees=2)
    given_up = await org.book(hall, TEN, TEN + HOUR, by=member)
    await org.do(CancelBooking(booking_id=given_up))
    moved = await org.book(hall, TEN, TEN + HOUR)
    await org.do(RescheduleBooking(booking_id=moved, starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR))
    await org.book(hall, NINE + 24 * HOUR, TEN + 24 * HOUR)
    day = PeriodBody(starts_at=NINE + 20 * HOUR, ends_at=NINE + 30 * HOUR)
    await org.do(CloseRoom(room_id=room, period=day, reason="Painting"))
    noon = PeriodBody(starts_at=NINE + 24 * HOUR, ends_at=NINE + 25 * HOUR)
    await org.do(ReopenRoom(room_id=room, period=noon))
    await org.do(CloseRoom(room_id=shared, period=day, reason="Cleaning"))
    await org.do(ReopenRoom(room_id=shared, period=day))
    short = await org.book(desks.room_id, TEN + 2 * HOUR, TEN + 4 * HOUR)
    org.clock.now = TEN + 3 * HOUR
    await org.do(FinishBooking(booking_id=short))
    await org.book(desks.room_id, TEN + 3 * HOUR, TEN + 4 * HOUR)
    return Story(room, shared, booking, sharing)
