"""Rooms: what can be booked, whole, by seat or by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Conflict, Invalid, NotFound
from bookit.domain.opening_hours import checked_hours
from bookit.domain.period import Period
from bookit.domain.policy import BUILT_IN, Layer, Level, PolicyValues, Source, checked_values
from bookit.events import Event
from bookit.events.rooms import (
    RoomClosed,
    RoomCodeRotated,
    RoomFeaturesSet,
    RoomHoursSet,
    RoomOpened,
    RoomPhotosSet,
    RoomPolicySet,
    RoomRenamed,
    RoomReopened,
    RoomSeatsAdded,
    RoomSeatsRenamed,
)
from bookit.events.values import RoomKind, Seat, WeeklyHours

MOST_SEATS = 1000
_SHARED_KINDS = frozenset({RoomKind.OPEN_SPACE, RoomKind.PARKING, RoomKind.EQUIPMENT})


@dataclass(frozen=True, slots=True)
class Closure:
    """A period in which a room or one seat is out of use."""

    closure_id: UUID
    seat_id: UUID | None
    units: tuple[UUID, ...]
    """What it keeps from being booked; a seat that was added later is not among them."""
    periods: tuple[Period, ...]
    reason: str

    def rest(self, at: datetime) -> Period | None:
        """From this minute, or its begin, to its end; None when it is over."""
        this_minute = at.replace(second=0, microsecond=0)
        ahead = [period for period in self.periods if period.end > this_minute]
        return Period(max(ahead[0].start, this_minute), ahead[-1].end) if ahead else None


class Room(Aggregate):
    NOUN: ClassVar[str] = "room"

    @classmethod
    def open(
        cls,
        room_id: UUID,
        *,
        building_id: UUID,
        floor_id: UUID | None,
        name: str,
        kind: RoomKind,
        capacity: int,
        features: Sequence[str],
        seats: Sequence[Seat],
        made_of: Sequence[UUID],
        policy: PolicyValues,
        above: Sequence[Layer] = (),
        at: datetime,
    ) -> Self:
        """A new room. Raises Invalid for an impossible policy, doubled seat names, or more seats than capacity."""
        if len({seat.name for seat in seats}) < len(seats):
            raise Invalid("Two seats have the same name.", pointer="/seats")
        if len(seats) > capacity:
            raise Invalid(f"A room for {capacity} can't have {len(seats)} seats.", pointer="/seats")
        if seats and made_of:
            raise Invalid("A room made of others takes its seats from them.", pointer="/seats")
        return cls.begin(
            RoomOpened,
            id=room_id,
            at=at,
            building_id=building_id,
            floor_id=floor_id,
            name=name,
            kind=kind,
            capacity=capacity,
            features=sorted(set(features)),
            seats=list(seats),
            made_of=list(made_of),
            policy=checked_values(policy, above),
        )

    @property
    def shares_places(self) -> bool:
        """Whether bookings take some of its `capacity` places instead of the whole room."""
        return self.kind in _SHARED_KINDS and not self.seats and not self.made_of

    @property
    def units(self) -> list[UUID]:
        """What a booking of the whole room claims here; parts of a divisible room come on top.

        One that was made before a seat was added does not claim that seat, but has the room's own unit, of which
        whoever books such a seat takes a place: so they exclude each other.
        """
        return [self.id, *self.seats]

    def require_seat(self, seat_id: UUID) -> None:
        """Raises NotFound for a seat of another room."""
        if seat_id not in self.seats:
            raise NotFound("seat", seat_id)

    def rename(self, name: str, *, at: datetime) -> None:
        self.record(RoomRenamed, at=at, name=name)

    def rename_seats(self, names: Mapping[UUID, str], *, at: datetime) -> None:
        """Give seats other names, all at once, so that two can swap theirs.

        Raises NotFound for a seat of another room, Invalid for doubled names, AlreadyDone where nothing changes.
        """
        for seat_id in names:
            self.require_seat(seat_id)
        after = self.seats | dict(names)
        if len(set(after.values())) < len(after):
            raise Invalid("Two seats would have the same name.", pointer="/names")
        renamed = [Seat(seat_id=seat_id, name=name) for seat_id, name in names.items() if self.seats[seat_id] != name]
        if not renamed:
            raise AlreadyDone(f"The seats of {self.name} have these names already.")
        self.record(RoomSeatsRenamed, at=at, seats=renamed)

    def add_seats(self, seats: Sequence[Seat], *, capacity: int | None, at: datetime) -> None:
        """Have more seats, and perhaps a larger capacity; nothing that is booked changes.

        Raises Conflict for a room that is booked by place or made of others, Invalid for a name that is there already,
        too many seats, or a capacity that is too small for them or smaller than before.
        """
        if self.made_of:
            raise Conflict("A room made of others takes its seats from them.")
        if self.shares_places:
            raise Conflict(f"Places of {self.name} are booked by number; seats need a room of their own.")
        names = [*self.seats.values(), *(seat.name for seat in seats)]
        if len(set(names)) < len(names):
            raise Invalid("Two seats would have the same name.", pointer="/seats")
        if len(names) > MOST_SEATS:
            raise Invalid(f"A room has {MOST_SEATS} seats at most.", pointer="/seats")
        fit = self.capacity if capacity is None else capacity
        if fit < self.capacity:
            raise Invalid(f"{self.capacity} fit already; what is booked counts on that.", pointer="/capacity")
        if len(names) > fit:
            raise Invalid(f"A room for {fit} can't have {len(names)} seats.", pointer="/seats")
        self.record(RoomSeatsAdded, at=at, seats=list(seats), capacity=fit)

    def set_features(self, features: Sequence[str], *, at: datetime) -> None:
        self.record(RoomFeaturesSet, at=at, features=sorted(set(features)))

    def set_photos(self, photos: Sequence[UUID], descriptions: Mapping[UUID, str], *, at: datetime) -> None:
        """Show it by these files, the best first, each perhaps described for who can't see it.

        Raises AlreadyDone where that changes nothing.
        """
        described = {photo: descriptions[photo] for photo in photos if descriptions.get(photo)}
        if self.photos == list(photos) and self.descriptions == described:
            raise AlreadyDone(f"{self.name} has these photos already.")
        self.record(RoomPhotosSet, at=at, photos=list(photos), descriptions=described)

    def set_policy(self, policy: PolicyValues, above: Sequence[Layer], *, at: datetime) -> None:
        """Raises Invalid for rules that are impossible together with those of the levels above."""
        self.record(RoomPolicySet, at=at, policy=checked_values(policy, above))

    def set_hours(self, opening_hours: WeeklyHours | None, *, at: datetime) -> None:
        """Hours of its own, within those of the building; None takes them away. Raises Invalid for overlaps."""
        checked = checked_hours(opening_hours) if opening_hours is not None else None
        self.record(RoomHoursSet, at=at, opening_hours=checked)

    def rotate_code(self, *, at: datetime) -> None:
        """Make the code at the door void."""
        self.record(RoomCodeRotated, at=at)

    def close(
        self,
        closure_id: UUID,
        period: Period,
        reason: str,
        *,
        seat_id: UUID | None,
        units: Sequence[UUID],
        at: datetime,
    ) -> None:
        """Take the room or a seat out of use. Raises AlreadyDone where it is closed for a part of the period."""
        if seat_id is not None:
            self.require_seat(seat_id)
        for closure in self.closures.values():
            if (closure.seat_id is None or closure.seat_id == seat_id or seat_id is None) and any(
                closed.overlaps(period) for closed in closure.periods
            ):
                raise AlreadyDone(f"{self.name} is closed then: {closure.reason}.", closure_id=str(closure.closure_id))
        self.record(
            RoomClosed,
            at=at,
            closure_id=closure_id,
            seat_id=seat_id,
            starts_at=period.start,
            ends_at=period.end,
            reason=reason,
            units=list(units),
        )

    def reopen(self, period: Period, reason: str, *, seat_id: UUID | None, at: datetime) -> list[Closure]:
        """Make a period bookable again; answers the closures it cut. Raises AlreadyDone where nothing was closed."""
        cut = [
            closure
            for closure in self.closures.values()
            if (seat_id is None or closure.seat_id == seat_id)
            and any(closed.overlaps(period) for closed in closure.periods)
        ]
        if not cut:
            raise AlreadyDone(f"{self.name} is not closed then.")
        for closure in cut:
            self.shorten(closure.closure_id, period, reason, at=at)
        return cut

    def shorten(self, closure_id: UUID, gap: Period, reason: str, *, at: datetime) -> None:
        """Make a period of one closure bookable again."""
        self.record(RoomReopened, at=at, closure_id=closure_id, starts_at=gap.start, ends_at=gap.end, reason=reason)

    def when(self, event: Event) -> None:
        match event:
            case RoomOpened():
                self.building_id: UUID = event.building_id
                self.floor_id: UUID | None = event.floor_id
                self.name: str = event.name
                self.kind: RoomKind = event.kind
                self.capacity: int = event.capacity
                self.capacity_source: Source = Source(Level.ROOM, self.id, event.originator_version)
                self.features: list[str] = event.features
                self.photos: list[UUID] = []
                self.descriptions: dict[UUID, str] = {}
                self.seats: dict[UUID, str] = {seat.seat_id: seat.name for seat in event.seats}
                self.later_seats: frozenset[UUID] = frozenset()
                self.made_of: list[UUID] = event.made_of
                self.policy: Layer = Layer(Source(Level.ROOM, self.id, event.originator_version), event.policy)
                self.hours: WeeklyHours | None = None
                self.hours_source: Source = BUILT_IN
                self.closures: dict[UUID, Closure] = {}
                self.code_number: int = 0
            case RoomRenamed():
                self.name = event.name
            case RoomSeatsRenamed():
                self.seats = self.seats | {seat.seat_id: seat.name for seat in event.seats}
            case RoomSeatsAdded():
                self._fold_seats(event)
            case RoomFeaturesSet():
                self.features = event.features
            case RoomPhotosSet():
                self.photos = event.photos
                self.descriptions = event.descriptions
            case RoomPolicySet():
                self.policy = Layer(Source(Level.ROOM, self.id, event.originator_version), event.policy)
            case RoomCodeRotated():
                self.code_number += 1
            case RoomHoursSet():
                self.hours = event.opening_hours
                self.hours_source = Source(Level.ROOM, self.id, event.originator_version)
            case RoomClosed():
                self.closures[event.closure_id] = Closure(
                    event.closure_id,
                    event.seat_id,
                    tuple(event.units),
                    (Period(event.starts_at, event.ends_at),),
                    event.reason,
                )
            case RoomReopened():
                closure = self.closures.pop(event.closure_id)
                gap = Period(event.starts_at, event.ends_at)
                left = tuple(piece for closed in closure.periods for piece in closed.minus(gap))
                if left:
                    self.closures[event.closure_id] = replace(closure, periods=left)
            case _:
                raise TypeError(f"a room has no {event.TOPIC}")

    def _fold_seats(self, event: RoomSeatsAdded) -> None:
        added = {seat.seat_id: seat.name for seat in event.seats}
        self.seats = self.seats | added
        self.later_seats = self.later_seats | added.keys()
        if event.capacity != self.capacity:
            self.capacity = event.capacity
            self.capacity_source = Source(Level.ROOM, self.id, event.originator_version)
