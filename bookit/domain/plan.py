"""Floor plans: how a floor is drawn, and where its rooms and seats are on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Conflict, Invalid
from bookit.events import Event
from bookit.events.plans import PlanArranged, PlanBegun, PlanDrawn
from bookit.events.values import Box, Fixture, PlacedUnit


class FloorPlan(Aggregate):
    """The plan of the floor whose id its stream has."""

    NOUN: ClassVar[str] = "plan"

    @classmethod
    def begin_for(cls, floor_id: UUID, building_id: UUID, *, at: datetime) -> Self:
        return cls.begin(PlanBegun, id=floor_id, at=at, building_id=building_id)

    def draw(
        self, width: int, height: int, *, background: UUID | None, fixtures: Sequence[Fixture], at: datetime
    ) -> None:
        """Set its size and what it shows besides rooms and seats.

        Raises Invalid for a fixture beyond its edges, Conflict where rooms or seats would be.
        """
        for index, fixture in enumerate(fixtures):
            _require_within(fixture, width, height, f"/fixtures/{index}")
        outside = [unit for unit, place in self.places.items() if not _is_within(place, width, height)]
        if outside:
            raise Conflict("Rooms or seats would be beyond its edges.", outside=[str(unit) for unit in outside])
        self.record(PlanDrawn, at=at, width=width, height=height, background=background, fixtures=list(fixtures))

    def arrange(self, placed: Sequence[PlacedUnit], removed: Sequence[UUID], *, at: datetime) -> None:
        """Place rooms and seats, or move them, and take others off, all at once.

        Raises Conflict while nothing is drawn, Invalid for a place beyond the edges or a unit named twice, and
        AlreadyDone where that changes nothing.
        """
        if self.width is None or self.height is None:
            raise Conflict("Draw the plan first.")
        wanted: dict[UUID, PlacedUnit] = {}
        for index, place in enumerate(placed):
            _require_within(place, self.width, self.height, f"/placed/{index}")
            if wanted.setdefault(unit_of(place), place) is not place:
                raise Invalid("This is placed twice.", pointer=f"/placed/{index}")
        for index, unit in enumerate(removed):
            if unit in wanted:
                raise Invalid("This is placed and taken off at once.", pointer=f"/removed/{index}")
        moved = [place for unit, place in wanted.items() if self.places.get(unit) != place]
        gone = [unit for unit in dict.fromkeys(removed) if unit in self.places]
        if not moved and not gone:
            raise AlreadyDone("Everything is in its place already.")
        self.record(PlanArranged, at=at, placed=moved, removed=gone)

    def when(self, event: Event) -> None:
        match event:
            case PlanBegun():
                self.building_id: UUID = event.building_id
                self.width: int | None = None
                self.height: int | None = None
                self.background: UUID | None = None
                self.fixtures: list[Fixture] = []
                self.places: dict[UUID, PlacedUnit] = {}
            case PlanDrawn():
                self.width = event.width
                self.height = event.height
                self.background = event.background
                self.fixtures = event.fixtures
            case PlanArranged():
                for unit in event.removed:
                    self.places.pop(unit, None)
                for place in event.placed:
                    self.places[unit_of(place)] = place
            case _:
                raise TypeError(f"a plan has no {event.TOPIC}")


def unit_of(place: PlacedUnit) -> UUID:
    """What is placed: a seat, or a room."""
    return place.seat_id or place.room_id


def _is_within(box: Box, width: int, height: int) -> bool:
    """Whether it lies on the plan; of one that is turned, its middle."""
    if box.turn % 180:
        return 2 * box.x + box.width <= 2 * width and 2 * box.y + box.height <= 2 * height
    return box.x + box.width <= width and box.y + box.height <= height


def _require_within(box: Box, width: int, height: int, pointer: str) -> None:
    if not _is_within(box, width, height):
        raise Invalid("This lies beyond the edges of the plan.", pointer=pointer)
