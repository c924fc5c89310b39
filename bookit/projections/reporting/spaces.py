"""What could be used when: rooms and their units, opening hours and closed days with the time they held, closures."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from bookit.events.buildings import (
    BuildingAdded,
    BuildingDayClosed,
    BuildingDayReopened,
    BuildingHoursSet,
    BuildingRenamed,
    FloorAdded,
)
from bookit.events.rooms import (
    RoomClosed,
    RoomHoursSet,
    RoomOpened,
    RoomRenamed,
    RoomReopened,
    RoomSeatsAdded,
    RoomSeatsRenamed,
)
from bookit.events.values import Seat
from bookit.projections.directory import shares_places
from bookit.projections.periods import without
from bookit.projections.projection import Recorded, topics
from bookit.projections.reporting.tables import BUILDINGS, CLOSED_DAYS, CLOSURES, FLOORS, HOURS, ROOMS, UNITS
from bookit.projections.rows import Row, Rows, TableRows

TOPICS = topics(
    BuildingAdded,
    BuildingRenamed,
    BuildingHoursSet,
    BuildingDayClosed,
    BuildingDayReopened,
    FloorAdded,
    RoomOpened,
    RoomRenamed,
    RoomSeatsRenamed,
    RoomSeatsAdded,
    RoomHoursSet,
    RoomClosed,
    RoomReopened,
)

_OF_HOURS = topics(BuildingHoursSet, RoomHoursSet)
_OF_DAYS = topics(BuildingDayClosed, BuildingDayReopened)


class Fold:
    def __init__(self, events: Sequence[Recorded], rows: Rows) -> None:
        self._rows = rows
        self._hours = rows.table(HOURS)
        self._closed_days = rows.table(CLOSED_DAYS)
        self._closures = rows.table(CLOSURES)
        self._units, self._rooms = rows.table(UNITS), rows.table(ROOMS)
        grown = [recorded.stream_id for recorded in events if recorded.topic == RoomSeatsAdded.TOPIC]
        self._units.load(grown)
        self._rooms.load(grown)
        self._hours.load(recorded.stream_id for recorded in events if recorded.topic in _OF_HOURS)
        self._closed_days.load(recorded.stream_id for recorded in events if recorded.topic in _OF_DAYS)
        self._closures.load(_closures_to_know(events))

    def fold(self, recorded: Recorded) -> None:
        rows, stream_id = self._rows, recorded.stream_id
        match event := recorded.event:
            case BuildingAdded():
                rows.table(BUILDINGS).insert(
                    {"building_id": stream_id, "name": event.name, "time_zone": event.time_zone}
                )
                # What is recorded of the time before was open then as well.
                self._hours.insert(_held(stream_id, None, event.opening_hours))
            case BuildingRenamed():
                rows.table(BUILDINGS).patch(stream_id, name=event.name)
            case BuildingHoursSet() | RoomHoursSet():
                self._set_hours(stream_id, event.timestamp, event.opening_hours)
            case BuildingDayClosed():
                row = {"building_id": stream_id, "day": event.day, "since": event.timestamp, "until": None}
                self._closed_days.replace(stream_id, [*self._closed_days.of(stream_id), row])
            case BuildingDayReopened():
                days = [_until(row, event.timestamp, day=event.day) for row in self._closed_days.of(stream_id)]
                self._closed_days.replace(stream_id, days)
            case FloorAdded():
                rows.table(FLOORS).insert({"floor_id": event.floor_id, "name": event.name, "level": event.level})
            case RoomOpened():
                units = list(_units(event))
                self._units.insert(*units)
                self._rooms.insert(_room(event, places=sum(unit["places"] for unit in units)))
            case RoomRenamed():
                self._rooms.patch(stream_id, name=event.name)
            case RoomSeatsRenamed():
                for seat in event.seats:
                    self._units.patch(seat.seat_id, seat=seat.name)
            case RoomSeatsAdded():
                self._add_seats(event)
            case RoomClosed():
                self._closures.insert(_closure(event))
            case RoomReopened():
                pieces = without(self._closures.of(event.closure_id), event.starts_at, event.ends_at)
                self._closures.replace(event.closure_id, pieces)
            case _:
                raise TypeError(f"spaces of reports do not know {event.TOPIC}")

    def _add_seats(self, event: RoomSeatsAdded) -> None:
        room_id = event.originator_id
        # A room without seats was a unit of its own.
        instead = sum(unit["places"] for unit in self._units.of(room_id) if unit["replaced_at"] is None)
        if instead:
            self._units.patch(room_id, replaced_at=event.timestamp)
        self._units.insert(*_seats(room_id, event.seats, added_at=event.timestamp))
        for room in self._rooms.of(room_id):
            places = room["places"] - instead + len(event.seats)
            self._rooms.patch(room_id, capacity=event.capacity, places=places)

    def _set_hours(self, place_id: UUID, at: datetime, opening_hours: Any) -> None:
        held = [_until(row, at) for row in self._hours.of(place_id)]
        now = [] if opening_hours is None else [_held(place_id, at, opening_hours)]
        self._hours.replace(place_id, held + now)


def _closures_to_know(events: Sequence[Recorded]) -> Iterator[UUID]:
    for recorded in events:
        if recorded.topic == RoomReopened.TOPIC and isinstance(recorded.event, RoomReopened):
            yield recorded.event.closure_id


def _held(place_id: UUID, since: datetime | None, opening_hours: Any) -> Row:
    return {"place_id": place_id, "since": since, "until": None, "opening_hours": opening_hours}


def _until(row: Row, at: datetime, **only: Any) -> Row:
    """The row, ended if it still holds and is the one that is meant."""
    if row["until"] is not None or any(row[name] != value for name, value in only.items()):
        return row
    return row | {"until": at}


def _units(event: RoomOpened) -> Iterator[Row]:
    room_id = event.originator_id
    yield from _seats(room_id, event.seats)
    if not event.seats and not event.made_of:
        places = event.capacity if shares_places(event) else 1
        yield {
            "unit_id": room_id,
            "room_id": room_id,
            "seat": None,
            "places": places,
            "added_at": None,
            "replaced_at": None,
        }


def _seats(room_id: UUID, seats: Sequence[Seat], *, added_at: datetime | None = None) -> Iterator[Row]:
    age = {"added_at": added_at, "replaced_at": None}
    for seat in seats:
        yield {"unit_id": seat.seat_id, "room_id": room_id, "seat": seat.name, "places": 1, **age}


def _room(event: RoomOpened, *, places: int) -> Row:
    return {
        "room_id": event.originator_id,
        "building_id": event.building_id,
        "floor_id": event.floor_id,
        "name": event.name,
        "kind": event.kind,
        "capacity": event.capacity,
        "places": places,
        "opened_at": event.timestamp,
    }


def _closure(event: RoomClosed) -> Row:
    return {
        "closure_id": event.closure_id,
        "room_id": event.originator_id,
        "seat_id": event.seat_id,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
    }


def note_stay_before_opening(rooms: TableRows, room_id: UUID, starts_at: datetime) -> None:
    """A room whose past was recorded afterwards was there then."""
    if any(starts_at < room["opened_at"] for room in rooms.of(room_id)):
        rooms.patch(room_id, opened_at=starts_at)
