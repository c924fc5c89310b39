"""Facts about buildings and their floors."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from bookit.events.base import Created, Event
from bookit.events.values import WeeklyHours


class BuildingAdded(Created):
    """A building joined the organisation."""

    TOPIC: ClassVar[str] = "building.added"
    ORIGIN: ClassVar[str] = "building"
    name: str
    address: str
    time_zone: str
    opening_hours: WeeklyHours
    latitude: float | None = None
    longitude: float | None = None


class BuildingRenamed(Event):
    """A building got another name."""

    TOPIC: ClassVar[str] = "building.renamed"
    name: str


class BuildingHoursSet(Event):
    """A building's weekly opening hours were set anew."""

    TOPIC: ClassVar[str] = "building.hours_set"
    opening_hours: WeeklyHours


class BuildingDayClosed(Event):
    """A building stays closed on one local day."""

    TOPIC: ClassVar[str] = "building.day_closed"
    day: date
    reason: str


class BuildingDayReopened(Event):
    """A closed day became an ordinary day again."""

    TOPIC: ClassVar[str] = "building.day_reopened"
    day: date


class FloorAdded(Event):
    """A building got a floor."""

    TOPIC: ClassVar[str] = "building.floor_added"
    floor_id: UUID
    name: str
    level: int
