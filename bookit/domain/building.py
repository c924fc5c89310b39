"""Buildings: where rooms are, in which zone, and when they are open."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Invalid, NotFound
from bookit.domain.opening_hours import OpeningHours, checked_hours, zone
from bookit.domain.period import Period
from bookit.domain.policy import Layer, Level, PolicyValues, Source, checked_values
from bookit.events import Event
from bookit.events.buildings import (
    BuildingAdded,
    BuildingClosed,
    BuildingDayClosed,
    BuildingDayReopened,
    BuildingHoursSet,
    BuildingKindPolicySet,
    BuildingPolicySet,
    BuildingRenamed,
    BuildingReopened,
    FloorAdded,
)
from bookit.events.values import RoomKind, WeeklyHours


class Building(Aggregate):
    NOUN: ClassVar[str] = "building"

    @classmethod
    def add(
        cls,
        building_id: UUID,
        *,
        name: str,
        address: str,
        time_zone: str,
        opening_hours: WeeklyHours,
        latitude: float | None,
        longitude: float | None,
        at: datetime,
    ) -> Self:
        """A new building. Raises Invalid for an unknown zone or overlapping hours."""
        zone(time_zone)
        if (latitude is None) != (longitude is None):
            raise Invalid("A geo point needs both latitude and longitude.", pointer="/latitude")
        return cls.begin(
            BuildingAdded,
            id=building_id,
            at=at,
            name=name,
            address=address,
            time_zone=time_zone,
            opening_hours=checked_hours(opening_hours),
            latitude=latitude,
            longitude=longitude,
        )

    def rename(self, name: str, *, at: datetime) -> None:
        self.record(BuildingRenamed, at=at, name=name)

    def set_hours(self, opening_hours: WeeklyHours, *, at: datetime) -> None:
        """Raises Invalid for overlapping hours."""
        self.record(BuildingHoursSet, at=at, opening_hours=checked_hours(opening_hours))

    def close_day(self, day: date, reason: str, *, at: datetime) -> None:
        """Raises AlreadyDone for a day that is closed."""
        if day in self.closed_days:
            raise AlreadyDone(f"{self.name} is closed on {day} already.", reason=self.closed_days[day])
        self.record(BuildingDayClosed, at=at, day=day, reason=reason)

    def reopen_day(self, day: date, *, at: datetime) -> None:
        """Raises AlreadyDone for a day that is not closed."""
        if day not in self.closed_days:
            raise AlreadyDone(f"{day} is not among the closed days of {self.name}.")
        self.record(BuildingDayReopened, at=at, day=day)

    def close(self, closure_id: UUID, period: Period, reason: str, closures: Sequence[UUID], *, at: datetime) -> None:
        """Note that all rooms are closed for a period. Raises AlreadyDone where none had to be."""
        if not closures:
            raise AlreadyDone(f"{self.name} is closed then already.")
        self.record(
            BuildingClosed,
            at=at,
            closure_id=closure_id,
            starts_at=period.start,
            ends_at=period.end,
            reason=reason,
            closures=list(closures),
        )

    def reopen(self, closure_id: UUID, reason: str, *, at: datetime) -> frozenset[UUID]:
        """End a closure; answers those of the rooms that end with it. Raises AlreadyDone when it has ended."""
        if closure_id not in self.closures:
            raise AlreadyDone(f"{self.name} has no such closure, or it has ended.")
        ended = self.closures[closure_id]
        self.record(BuildingReopened, at=at, closure_id=closure_id, reason=reason)
        return ended

    def set_policy(self, values: PolicyValues, above: Sequence[Layer], *, at: datetime) -> None:
        """Raises Invalid for rules that are impossible together with those of the organisation."""
        self.record(BuildingPolicySet, at=at, policy=checked_values(values, above))

    def set_kind_policy(self, kind: RoomKind, values: PolicyValues, above: Sequence[Layer], *, at: datetime) -> None:
        """Raises Invalid for rules that are impossible together with those of the levels above."""
        checked = checked_values(values, [*above, *self.layers(None)])
        self.record(BuildingKindPolicySet, at=at, kind=kind, policy=checked)

    def layers(self, kind: RoomKind | None) -> list[Layer]:
        """What the building says of rooms of a kind, the wider first."""
        layers = [self._policy] if self._policy else []
        if kind in self._kinds:
            layers.append(self._kinds[kind])
        return layers

    def add_floor(self, floor_id: UUID, name: str, level: int, *, at: datetime) -> None:
        if name in self.floors.values():
            raise AlreadyDone(f"{self.name} has a floor called {name!r} already.")
        self.record(FloorAdded, at=at, floor_id=floor_id, name=name, level=level)

    def require_floor(self, floor_id: UUID) -> None:
        """Raises NotFound for a floor of another building."""
        if floor_id not in self.floors:
            raise NotFound("floor", floor_id)

    def when(self, event: Event) -> None:
        match event:
            case BuildingAdded():
                self.name: str = event.name
                self.time_zone: str = event.time_zone
                self.hours: WeeklyHours = event.opening_hours
                self.closed_days: dict[date, str] = {}
                self.floors: dict[UUID, str] = {}
                self.closures: dict[UUID, frozenset[UUID]] = {}
                self._policy: Layer | None = None
                self._kinds: Mapping[RoomKind | None, Layer] = {}
                self._reckon(event)
            case BuildingRenamed():
                self.name = event.name
            case BuildingHoursSet():
                self.hours = event.opening_hours
                self._reckon(event)
            case BuildingDayClosed():
                self.closed_days[event.day] = event.reason
                self._reckon(event)
            case BuildingDayReopened():
                del self.closed_days[event.day]
                self._reckon(event)
            case BuildingClosed():
                self.closures[event.closure_id] = frozenset(event.closures)
            case BuildingReopened():
                del self.closures[event.closure_id]
            case BuildingPolicySet():
                self._policy = Layer(Source(Level.BUILDING, self.id, event.originator_version), event.policy)
            case BuildingKindPolicySet():
                source = Source(Level.KIND, self.id, event.originator_version)
                self._kinds = {**self._kinds, event.kind: Layer(source, event.policy)}
            case FloorAdded():
                self.floors[event.floor_id] = event.name
            case _:
                raise TypeError(f"a building has no {event.TOPIC}")

    def _reckon(self, event: Event) -> None:
        """When it is open, since that event."""
        source = Source(Level.BUILDING, self.id, event.originator_version)
        self.opening_hours: OpeningHours = OpeningHours(self.hours, zone(self.time_zone), self.closed_days, source)
