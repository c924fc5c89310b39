"""Facts about buildings and their floors."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from bookit.events.base import Created, Event
from bookit.events.values import RoomKind, WeeklyHours


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


class BuildingClosed(Event):
    """All rooms of a building were closed for a period; `closures` are those of its rooms."""

    TOPIC: ClassVar[str] = "building.closed"
    closure_id: UUID
    starts_at: datetime
    ends_at: datetime
    reason: str
    closures: list[UUID]


class BuildingReopened(Event):
    """A closure of a building ended, and with it those of its rooms."""

    TOPIC: ClassVar[str] = "building.reopened"
    closure_id: UUID
    reason: str


class BuildingPolicySet(Event):
    """The rules of a building were set anew; a rule not named comes from the organisation."""

    TOPIC: ClassVar[str] = "building.policy_set"
    policy: dict[str, Any]


class BuildingKindPolicySet(Event):
    """The rules of one kind of room in a building were set anew."""

    TOPIC: ClassVar[str] = "building.kind_policy_set"
    kind: RoomKind
    policy: dict[str, Any]


class FloorAdded(Event):
    """A building got a floor."""

    TOPIC: ClassVar[str] = "building.floor_added"
    floor_id: UUID
    name: str
    level: int
