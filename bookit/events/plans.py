"""Facts about floor plans: one for each floor, in the stream that has the floor's id.

All measures are centimetres from the plan's upper left corner.
"""

from typing import ClassVar
from uuid import UUID

from bookit.events.base import Created, Event
from bookit.events.values import Fixture, PlacedUnit


class PlanBegun(Created):
    """A floor is to have a plan."""

    TOPIC: ClassVar[str] = "plan.begun"
    ORIGIN: ClassVar[str] = "plan"
    building_id: UUID


class PlanDrawn(Event):
    """The plan of a floor was drawn anew: its size, its background and what can't be booked."""

    TOPIC: ClassVar[str] = "plan.drawn"
    width: int
    height: int
    background: UUID | None = None
    fixtures: list[Fixture] = []


class PlanArranged(Event):
    """Rooms and seats were placed on the plan of a floor, moved there, or taken off it."""

    TOPIC: ClassVar[str] = "plan.arranged"
    placed: list[PlacedUnit]
    removed: list[UUID] = []
