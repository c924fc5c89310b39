"""Names as people write them into files, found among what there is: on the write side, so that nothing lags."""

from asyncio import gather
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.building import Building
from bookit.domain.errors import Invalid
from bookit.domain.room import Room
from bookit.wiring import System

A = TypeVar("A", bound=Aggregate)

_BETWEEN = "/"
"""Between a building and its room where one text names both, as the location of a calendar's event."""


class Names:
    """Buildings, rooms, seats, floors and members by id, name or address. Each look-up raises Invalid."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._buildings: list[Building] = []
        self._rooms: list[Room] = []
        self._members: dict[str, UUID | None] = {}

    async def load(self) -> None:
        """Look at what there is."""
        spaces = self._system.executor.spaces
        self._buildings = await self._read(Building, await spaces.buildings())
        self._rooms = await self._read(Room, await spaces.rooms())

    async def _read(self, kind: type[A], ids: Iterable[UUID]) -> list[A]:
        streams = await gather(*(self._system.streams.get(kind, stream_id) for stream_id in ids))
        return [stream for stream in streams if stream is not None]

    def building(self, text: str | None, column: str = "building") -> Building:
        """The building of that id or name; the only one there is when the cell is empty."""
        if text is None and len(self._buildings) == 1:
            return self._buildings[0]
        if text is None:
            raise Invalid("Say in which building.", pointer=f"/{column}")
        found = [each for each in self._buildings if _is(text, each.id, each.name)]
        return _only(found, f"building {text!r}", column)

    def building_of(self, room: Room) -> Building:
        return next(each for each in self._buildings if each.id == room.building_id)

    def rooms_called(self, building: Building, name: str) -> list[Room]:
        return [each for each in self._rooms if each.building_id == building.id and _is(name, each.name)]

    def room(self, text: str | None, building: str | None) -> Room:
        """The room of that id or name, in that building if one is named; `Harbour House / Aquarium` names both."""
        if text is None:
            raise Invalid("Say which room.", pointer="/room")
        found = [each for each in self._rooms if _is(text, each.id, each.name)]
        if not found and building is None and _BETWEEN in text:
            building, _, name = (part.strip() for part in text.partition(_BETWEEN))
            found = [each for each in self._rooms if _is(name, each.name)]
        if building is not None:
            inside = self.building(building).id
            found = [each for each in found if each.building_id == inside]
        return _only(found, f"room {text!r}", "room")

    def seat(self, room: Room, text: str) -> UUID:
        found = [seat_id for seat_id, name in room.seats.items() if _is(text, seat_id, name)]
        return _only(found, f"seat {text!r} in {room.name}", "seat")

    def floor(self, building: Building, text: str) -> UUID:
        found = [floor_id for floor_id, name in building.floors.items() if _is(text, floor_id, name)]
        return _only(found, f"floor {text!r} in {building.name}", "floor")

    async def member(self, email: str, column: str) -> UUID:
        """The member of that address."""
        key = email.lower()
        if key not in self._members:
            try:
                person = await self._system.identity.people.by_email(email)
            except Invalid as invalid:
                raise Invalid(invalid.detail, pointer=f"/{column}") from None
            self._members[key] = person.member_id if person else None
        member_id = self._members[key]
        if member_id is None:
            raise Invalid(f"Nobody here has the address {email}.", pointer=f"/{column}")
        return member_id


Found = TypeVar("Found")


def _only(found: list[Found], what: str, column: str) -> Found:
    if not found:
        raise Invalid(f"There is no {what}.", pointer=f"/{column}")
    if len(found) > 1:
        raise Invalid(f"There are {len(found)} of {what}; name the building, or give the id.", pointer=f"/{column}")
    return found[0]


def _is(text: str, *names: UUID | str) -> bool:
    return any(text.casefold() == str(name).casefold() for name in names)
