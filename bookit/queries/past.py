"""The organisation as it was: streams replayed up to a position, as the domain folds them.

Streams are short, so replaying them needs no snapshots; `whereabouts` says which bookings a day may be about, and the
replay decides (docs/adr/0057). What members wrote is readable for as long as their keys are there.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

import orjson

from bookit.domain.actor import MATRIX, Actor, Reach, Scope
from bookit.domain.aggregate import Aggregate, replay
from bookit.domain.booking import LIVE, Booking
from bookit.domain.building import Building
from bookit.domain.errors import Invalid, NotFound
from bookit.domain.file import address_of
from bookit.domain.member import Member
from bookit.domain.opening_hours import zone
from bookit.domain.organisation import ORGANISATION_ID, Organisation, effective_policy
from bookit.domain.period import Period
from bookit.domain.plan import FloorPlan
from bookit.domain.policy import RULES
from bookit.domain.room import Room
from bookit.events import Event, codec
from bookit.events.values import BookingStatus
from bookit.queries.ledger import position_at
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"whereabouts", "directory"})

A = TypeVar("A", bound=Aggregate)

_SHOWN = LIVE | {BookingStatus.FINISHED}
"""Bookings that have, or had, their place."""

_STREAMS = """
    SELECT originator_id, originator_version, topic, state FROM {schema}.events
    WHERE originator_id = ANY(CAST(:streams AS uuid[])) AND notification_id <= :position
    ORDER BY originator_id, originator_version
"""

_CANDIDATES = """
    SELECT booking_id FROM {schema}.whereabouts_stays
    WHERE building_id = :building_id AND position <= :position AND NOT over_a_day
      AND starts_at > CAST(:start AS timestamptz) - interval '1 day' AND starts_at < :end AND ends_at > :start
    UNION
    SELECT booking_id FROM {schema}.whereabouts_stays
    WHERE building_id = :building_id AND position <= :position AND over_a_day AND ends_at > :start AND starts_at < :end
"""

_ROOMS = "SELECT room_id FROM {schema}.directory_rooms WHERE building_id = :building_id"
_BUILDING_OF_FLOOR = "SELECT building_id FROM {schema}.directory_floors WHERE floor_id = :floor_id"
_HEAD = "SELECT position, recorded_at FROM {schema}.ledger_head"
_RECORDED = "SELECT recorded_at FROM {schema}.events WHERE notification_id = :position"


class Past:
    """The organisation as it was at one position."""

    def __init__(self, queries: Queries, position: int, recorded_at: datetime) -> None:
        self._queries = queries
        self.position = position
        self.recorded_at = recorded_at

    async def streams(self, kind: type[A], ids: Collection[UUID]) -> dict[UUID, A]:
        """Those of the streams that had begun by then."""
        if not ids:
            return {}
        asked = {"streams": list(ids), "position": self.position}
        facts: dict[UUID, list[Event]] = {}
        rows: Sequence[Any] = await self._queries.rows(_STREAMS, asked)
        for stream_id, version, topic, state in rows:
            facts.setdefault(stream_id, []).append(codec.decode(topic, stream_id, version, state))
        replayed = {stream_id: replay(each) for stream_id, each in facts.items()}
        return {stream_id: stream for stream_id, stream in replayed.items() if isinstance(stream, kind)}

    async def stream(self, kind: type[A], stream_id: UUID) -> A:
        """Raises NotFound for one that had not begun by then."""
        found = (await self.streams(kind, [stream_id])).get(stream_id)
        if found is None:
            raise NotFound(kind.NOUN, stream_id)
        return found

    async def bookings(self, building_id: UUID, period: Period) -> list[Booking]:
        """The bookings that had their place in a building for some of a period, by their start."""
        asked = {"building_id": building_id, "position": self.position, "start": period.start, "end": period.end}
        candidates = [row[0] for row in await self._queries.rows(_CANDIDATES, asked)]
        known = await self.streams(Booking, candidates)
        there = [
            booking
            for booking in known.values()
            if booking.status in _SHOWN and booking.place.building_id == building_id and booking.period.overlaps(period)
        ]
        return sorted(there, key=lambda booking: (booking.period.start, booking.id))

    async def building_of(self, floor_id: UUID) -> UUID:
        """Where a floor is. Raises NotFound."""
        rows = await self._queries.rows(_BUILDING_OF_FLOOR, {"floor_id": floor_id})
        if not rows:
            raise NotFound("floor", floor_id)
        building_id: UUID = rows[0][0]
        return building_id

    async def rooms(self, building_id: UUID) -> list[Room]:
        """The rooms of a building that were open by then, by name."""
        ids = [row[0] for row in await self._queries.rows(_ROOMS, {"building_id": building_id})]
        rooms = await self.streams(Room, ids)
        return sorted(rooms.values(), key=lambda room: (room.name, room.id))


async def past_at(queries: Queries, at: int | datetime) -> Past:
    """The past at a position or time. Raises Invalid for what has not come yet, or was before everything."""
    heads: Sequence[Any] = await queries.rows(_HEAD)
    ((head, latest),) = heads
    if isinstance(at, datetime):
        position = await position_at(queries, at)
        if position == head and at > datetime.now(UTC) + timedelta(minutes=1):
            raise Invalid("This time has not come yet.", pointer="/at")
    else:
        position = at
    if position > head:
        raise Invalid(f"The ledger ends at position {head}.", pointer="/at")
    if position < 1:
        raise Invalid("There was nothing then.", pointer="/at")
    rows = await queries.rows(_RECORDED, {"position": position})
    return Past(queries, position, (rows[0][0] if rows else latest).astimezone(UTC))


async def calendar(past: Past, viewer: Actor, *, building_id: UUID | None, room_id: UUID | None, day: date) -> bytes:
    """A local day of a building, or of one room, as its calendar was. Raises NotFound."""
    viewer.require("see-ledger")
    if room_id is not None:
        rooms: Sequence[Room] = [await past.stream(Room, room_id)]
        building_id = rooms[0].building_id
    elif building_id is not None:
        rooms = await past.rooms(building_id)
    else:
        raise Invalid("Name a building or a room.", pointer="/building_id")
    building = await past.stream(Building, building_id)
    period = _local_day(building, day)
    by_room: dict[UUID, list[Booking]] = {}
    for booking in await past.bookings(building_id, period):
        by_room.setdefault(booking.place.room_id, []).append(booking)
    return _answer(
        past,
        {
            "building_id": building_id,
            "building_name": building.name,
            "time_zone": building.time_zone,
            "day": day,
            "closed": building.closed_days.get(day),
            "starts_at": period.start,
            "ends_at": period.end,
            "rooms": [
                {
                    "room_id": room.id,
                    "name": room.name,
                    "bookings": [_booking(booking) for booking in by_room.get(room.id, ())],
                    "closures": _closures(room, period),
                }
                for room in rooms
            ],
        },
    )


async def room_policy(past: Past, viewer: Actor, room_id: UUID) -> bytes:
    """The rules of a room as they were, each with the level that set it. Raises NotFound."""
    viewer.require("see-ledger")
    room = await past.stream(Room, room_id)
    building = await past.stream(Building, room.building_id)
    organisation = (await past.streams(Organisation, [ORGANISATION_ID])).get(ORGANISATION_ID)
    policy = effective_policy(organisation, *building.layers(room.kind), room.policy, kind=room.kind)
    return _answer(
        past,
        {
            "room_id": room.id,
            "name": room.name,
            "kind": room.kind,
            "capacity": room.capacity,
            "rules": [policy.why(rule) | {"meaning": rule.meaning} for rule in RULES.values()],
            "opening_hours": room.hours,
            "opening_hours_of_building": building.hours,
        },
    )


async def member_rights(past: Past, viewer: Actor, member_id: UUID) -> bytes:
    """What a member was trusted with, and how far that reaches by the matrix of this version. Raises NotFound."""
    viewer.require("see-ledger")
    member = await past.stream(Member, member_id)
    actor = Actor.of(member, frozenset(Scope))
    reach = {act: actor.reach(act) for act in MATRIX} if member.active else {}
    return _answer(
        past,
        {
            "member_id": member.id,
            "joined": member.joined,
            "suspended": member.suspended,
            "forgotten": member.forgotten,
            "roles": sorted(member.roles),
            "managed_buildings": sorted(member.managed_buildings),
            "groups": sorted(member.groups),
            "may": {act: extent.name.lower() for act, extent in sorted(reach.items()) if extent is not Reach.NONE},
        },
    )


async def floor_occupancy(past: Past, viewer: Actor, floor_id: UUID, moment: datetime | None) -> bytes:
    """Who had which room or seat of a floor at a moment, as far as was known then. Raises NotFound."""
    viewer.require("see-ledger")
    building_id = await past.building_of(floor_id)
    when = moment or past.recorded_at
    rooms = [room for room in await past.rooms(building_id) if room.floor_id == floor_id]
    plan = (await past.streams(FloorPlan, [floor_id])).get(floor_id)
    period = Period(when, when + timedelta(microseconds=1))
    taken: dict[UUID, list[Booking]] = {}
    for booking in await past.bookings(building_id, period):
        for unit in booking.place.units:
            taken.setdefault(unit, []).append(booking)
    return _answer(
        past,
        {
            "floor_id": floor_id,
            "building_id": building_id,
            "moment": when,
            "drawing": _drawing(plan),
            "rooms": [_occupied(room, plan, taken, period) for room in rooms],
        },
    )


def _drawing(plan: FloorPlan | None) -> dict[str, Any] | None:
    if plan is None or plan.width is None:
        return None
    return {
        "width": plan.width,
        "height": plan.height,
        "background": plan.background,
        "background_url": address_of(plan.background) if plan.background else None,
        "fixtures": [fixture.model_dump() for fixture in plan.fixtures],
    }


def _place(plan: FloorPlan | None, unit: UUID) -> dict[str, int] | None:
    box = plan.places.get(unit) if plan else None
    return box.model_dump(include={"x", "y", "width", "height", "turn"}) if box else None


def _occupied(
    room: Room, plan: FloorPlan | None, taken: Mapping[UUID, Sequence[Booking]], period: Period
) -> dict[str, Any]:
    here = [*taken.get(room.id, ())]
    return {
        "room_id": room.id,
        "name": room.name,
        "capacity": room.capacity,
        "place": _place(plan, room.id),
        "bookings": [_booking(booking) for booking in here],
        "places_taken": sum(booking.place.places or room.capacity for booking in here),
        "seats": [
            {
                "seat_id": seat_id,
                "name": name,
                "place": _place(plan, seat_id),
                "bookings": [_booking(booking) for booking in taken.get(seat_id, ())],
            }
            for seat_id, name in room.seats.items()
        ],
        "closures": _closures(room, period),
    }


def _booking(booking: Booking) -> dict[str, Any]:
    return {
        "booking_id": booking.id,
        "version": booking.version,
        "status": booking.status,
        "member_id": booking.member_id,
        "seat_id": booking.place.seat_id,
        "starts_at": booking.period.start,
        "ends_at": booking.period.end,
        "places": booking.place.places,
        "attendees": booking.attendees,
        "title": booking.title,
    }


def _closures(room: Room, period: Period) -> list[dict[str, Any]]:
    return [
        {
            "closure_id": closure.closure_id,
            "seat_id": closure.seat_id,
            "starts_at": part.start,
            "ends_at": part.end,
            "reason": closure.reason,
        }
        for closure in room.closures.values()
        for part in closure.periods
        if part.overlaps(period)
    ]


def _local_day(building: Building, day: date) -> Period:
    local = zone(building.time_zone)
    start, end = (datetime.combine(each, time(), local).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    return Period(start, end)


def _answer(past: Past, what: Mapping[str, Any]) -> bytes:
    body = {"position": past.position, "recorded_at": past.recorded_at, **what}
    return orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS)
