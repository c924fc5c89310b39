"""Dumps what this version leaves in a database, with a bit of everything in it."""

import asyncio

from bookit import __version__
from bookit.commands.bookings import CancelBooking, PlaceBooking, RescheduleBooking
from bookit.commands.closing import CloseRoom
from bookit.commands.series import PlaceSeries
from bookit.commands.waitlist import JoinWaitlist
from bookit.events.values import Role, RoomKind
from bookit.ledger.migrate import migrate
from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from tests.organisation import Organisation, at, open_organisation
from tests.releases import SCHEMA, SECRET_KEY, dump_of, settings_of
from tests.schemas import dumped
from tests.servers import durable_postgres


async def _live(settings: Settings) -> None:
    async with open_organisation(settings) as org:
        await _book(org)


async def _book(org: Organisation) -> None:
    member = await org.member()
    await org.member(Role.OWNER)
    building = await org.building(time_zone="Europe/Berlin")
    room = await org.room(building)
    desks = await org.open(building, name="Desks", kind=RoomKind.OPEN_SPACE, capacity=2, seats=["A", "B"])
    booking = await org.book(room, at(9), at(10), member, title="Planning")
    await org.do(RescheduleBooking(booking_id=booking, starts_at=at(10), ends_at=at(11)), member)
    await org.do(CancelBooking(booking_id=await org.book(room, at(12), at(13), member), reason="Ill"), member)
    seat = desks.seat_ids[0]
    await org.do(PlaceBooking(room_id=desks.room_id, seat_id=seat, starts_at=at(9), ends_at=at(17)), member)
    series = {"starts_at": at(14), "ends_at": at(15), "rrule": "FREQ=WEEKLY;COUNT=4", "title": "Weekly"}
    await org.do(PlaceSeries(room_id=room, **series), member)
    await org.do(JoinWaitlist(room_id=room, starts_at=at(10), ends_at=at(11)), await org.member())
    await org.do(CloseRoom(room_id=room, period={"starts_at": at(9, day=1), "ends_at": at(17, day=1)}, reason="Paint"))


def main() -> None:
    with durable_postgres() as server:
        settings = Settings(database_url=server.url, database_schema=SCHEMA, secret_key=SECRET_KEY)
        migrate(settings)
        asyncio.run(_live(settings))
        with Engine(settings, PROJECTIONS) as engine:
            engine.catch_up_all()
        script = dumped(server.programs, settings.dsn, SCHEMA, "--no-owner", "--no-privileges", "--no-comments")
        settings_of(__version__).write_text("".join(f"{name}\n" for name in Settings.model_fields))
        # The one word that a server before 17 does not know.
        dump_of(__version__).write_text(script.replace("SET transaction_timeout = 0;\n", ""))


if __name__ == "__main__":
    main()
