"""A small house to look at: rooms of some kinds, rules of some kinds, and as many people as there are tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bookit.events.values import Role
from tests.running import Body, Client, Member, Organisation


@dataclass
class House:
    """An organisation with one building, and where its web app is."""

    org: Organisation
    address: str
    building: str
    aquarium: str
    """A meeting room, as plain as can be."""
    council: str
    """A meeting room whose bookings are approved."""
    bay: str
    """An open space with seats."""

    async def person(self, *roles: Role, name: str = "Mia Member") -> Member:
        return await self.org.member(*roles, buildings=[self.building], name=name)

    async def room(self, name: str, **fields: object) -> str:
        """A new room that no other test books."""
        room_id = await self.org.room(self.building, name=name, **fields)
        await self.org.caught_up()
        return room_id

    async def book(self, who: Member, room_id: str, starts_at: datetime, *, minutes: int = 60, title: str = "") -> str:
        """A booking that the read models know."""
        client = await self.org.client(who)
        body: Body = {
            "room_id": room_id,
            "starts_at": starts_at.isoformat(),
            "ends_at": (starts_at + timedelta(minutes=minutes)).isoformat(),
            "title": title or None,
        }
        made = await client.do("place-booking", **body)
        await self.org.caught_up()
        return str(made["booking_id"])

    async def rooms(self) -> list[Body]:
        """What the read models have of the building's rooms."""
        await self.org.caught_up()
        answer = await self.org.owner.learn("rooms", {"building_id": self.building, "limit": 1000})
        return list(answer["items"])

    async def bookings_of(self, who: Member) -> list[Body]:
        """What the read models have of somebody, whatever became of it."""
        await self.org.caught_up()
        client: Client = await self.org.client(who)
        answer = await client.learn("bookings", {"mine": True})
        return list(answer["items"])


def this_minute() -> datetime:
    return datetime.now(UTC).replace(second=0, microsecond=0)


async def furnished(org: Organisation, address: str) -> House:
    building = await org.building(name="Harbour House")
    await org.owner.do("add-floor", building_id=building, name="Ground floor", level=0)
    house = House(
        org,
        address,
        building,
        aquarium=await org.room(building, name="Aquarium", features=["screen"]),
        council=await org.room(building, name="Council", policy={"approval_always": True}),
        bay=await org.room(building, name="Bay", kind="open_space", capacity=4, seats=["D1", "D2", "D3", "D4"]),
    )
    await org.caught_up()
    return house
