"""When rooms and seats are free: opening hours minus what is taken, reckoned by Postgres with multiranges.

A constant number of statements, however many rooms are asked for: one for the buildings' hours, and then one for
free rooms, or two for availability, each of which reckons half of the rooms.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from bookit.domain.actor import Actor
from bookit.domain.errors import Invalid, NotFound
from bookit.domain.opening_hours import zone
from bookit.domain.period import Period
from bookit.domain.policy import HORIZON_DAYS, MAX_MINUTES, MIN_MINUTES
from bookit.events.values import RoomKind
from bookit.queries.opening import OpenBuilding, all_buildings, as_multirange, buildings_of
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, page
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"availability", "directory"})

LONGEST = timedelta(days=62)
MOST_ROOMS = 1000

# `asked` are the rooms of interest, each with when its building is `open`; `:from` and `:to` bound the search.
# `taken` has each unit's busy time; `crowded` that of rooms shared by places, where it is busy while fewer than
# `:wanted` places are left; `room_busy` that of whole rooms, which are busy while any of their units is.
_BUSY = """
    taken AS MATERIALIZED (
        SELECT unit.unit_id, stays.busy
        FROM (SELECT DISTINCT unnest(units) AS unit_id FROM asked) unit
        CROSS JOIN LATERAL (
            SELECT range_agg(tstzrange(starts_at, ends_at)) AS busy
            FROM (
                SELECT starts_at, ends_at FROM {schema}.availability_busy
                WHERE NOT over_a_day AND unit_id = unit.unit_id
                  AND starts_at > :from - interval '1 day' AND starts_at < :to AND ends_at > :from
                UNION ALL
                SELECT starts_at, ends_at FROM {schema}.availability_busy
                WHERE over_a_day AND unit_id = unit.unit_id AND ends_at > :from AND starts_at < :to
            ) stay
        ) stays
        WHERE stays.busy IS NOT NULL
    ), shares AS MATERIALIZED (
        SELECT asked.room_id, asked.capacity, stay.starts_at, stay.ends_at, stay.places
        FROM asked
        CROSS JOIN LATERAL (
            SELECT starts_at, ends_at, places FROM {schema}.availability_busy
            WHERE NOT over_a_day AND unit_id = asked.room_id
              AND starts_at > :from - interval '1 day' AND starts_at < :to AND ends_at > :from
            UNION ALL
            SELECT starts_at, ends_at, places FROM {schema}.availability_busy
            WHERE over_a_day AND unit_id = asked.room_id AND ends_at > :from AND starts_at < :to
        ) stay
        WHERE asked.shares_places
    ), steps AS (
        SELECT room_id, capacity, at AS starts_at, lead(at) OVER step AS ends_at, sum(change) OVER step AS places
        FROM (
            SELECT room_id, capacity, at, sum(change) AS change
            FROM shares CROSS JOIN LATERAL (VALUES (starts_at, places), (ends_at, -places)) AS edge (at, change)
            WHERE places IS NOT NULL
            GROUP BY room_id, capacity, at
        ) edges
        WINDOW step AS (PARTITION BY room_id ORDER BY at)
    ), crowded AS (
        SELECT room_id, range_agg(tstzrange(starts_at, ends_at)) AS busy
        FROM (
            SELECT room_id, starts_at, ends_at FROM shares WHERE places IS NULL
            UNION ALL
            SELECT room_id, starts_at, ends_at FROM steps WHERE places > capacity - :wanted AND ends_at IS NOT NULL
        ) full_up
        GROUP BY room_id
    ), room_busy AS (
        SELECT asked.room_id, range_agg(taken.busy) AS busy
        FROM asked CROSS JOIN unnest(asked.units) AS unit (unit_id) JOIN taken USING (unit_id)
        WHERE NOT asked.shares_places
        GROUP BY asked.room_id
        UNION ALL
        SELECT room_id, busy FROM crowded
    )
"""


def _periods(multirange: str) -> str:
    """A multirange as JSON."""
    return (
        "coalesce((SELECT json_agg(period) FROM"
        f" (SELECT lower(piece) AS starts_at, upper(piece) AS ends_at FROM unnest({multirange}) piece) period), '[]')"
    )


_AVAILABILITY = f"""
    WITH hours AS (
        SELECT * FROM unnest(CAST(:building_ids AS uuid[]), CAST(:zones AS text[]), CAST(:opens AS text[]))
            AS building (building_id, time_zone, open)
    ), ranked AS (
        SELECT room_id, building_id, name, capacity, units, shares_places, time_zone,
               CAST(open AS tstzmultirange) AS open,
               row_number() OVER (ORDER BY name, room_id) AS number, count(*) OVER () AS rooms
        FROM {{schema}}.directory_rooms JOIN hours USING (building_id)
        WHERE CAST(:room_ids AS uuid[]) IS NULL OR room_id = ANY(CAST(:room_ids AS uuid[]))
    ), asked AS MATERIALIZED (
        SELECT * FROM ranked WHERE (2 * number <= rooms) = :first_half
    ), {_BUSY}, period AS (
        SELECT tstzmultirange(tstzrange(:from, :to)) AS asked_for
    ), room_answers AS MATERIALIZED (
        SELECT asked.*, coalesce(busy, '{{}}') * asked_for AS busy, open - coalesce(busy, '{{}}') AS free
        FROM asked CROSS JOIN period LEFT JOIN room_busy USING (room_id)
    ), seat_answers AS MATERIALIZED (
        SELECT seat.room_id, seat.seat_id, seat.name, seat.place,
               coalesce(busy, '{{}}') * asked_for AS busy, open - coalesce(busy, '{{}}') AS free
        FROM asked
        JOIN {{schema}}.directory_seats seat USING (room_id)
        CROSS JOIN period
        LEFT JOIN taken ON taken.unit_id = seat.seat_id
    ), seats AS (
        SELECT room_id, json_agg(
            json_build_object('seat_id', seat_id, 'name', name, 'busy', {_periods("busy")}, 'free', {_periods("free")})
            ORDER BY place) AS seats
        FROM seat_answers GROUP BY room_id
    ), shared AS (
        SELECT room_id, json_agg(
            json_build_object('starts_at', greatest(starts_at, :from), 'ends_at', least(ends_at, :to), 'places', places)
            ORDER BY starts_at) AS taken
        FROM steps WHERE places > 0 AND ends_at > :from AND starts_at < :to
        GROUP BY room_id
    )
    SELECT string_agg(room, ',' ORDER BY name, room_id) AS body, count(*) AS rooms
    FROM (
        SELECT name, room_id, json_build_object(
            'room_id', room_id, 'building_id', building_id, 'name', name, 'time_zone', time_zone,
            'capacity', capacity, 'shares_places', shares_places,
            'busy', {_periods("busy")}, 'free', {_periods("free")},
            'taken_places', coalesce(shared.taken, '[]'), 'seats', coalesce(seats.seats, '[]')
        )::text AS room
        FROM room_answers LEFT JOIN seats USING (room_id) LEFT JOIN shared USING (room_id)
    ) answers
"""


async def availability(
    queries: Queries,
    viewer: Actor,
    *,
    starts_at: datetime,
    ends_at: datetime,
    building_id: UUID | None = None,
    room_ids: Collection[UUID] = (),
) -> bytes:
    """For each room of a building, or each room named: free and busy periods of the room and of its seats.

    A whole room is busy while any of its seats or parts is. Where places are shared by number, the room is busy
    while none is left, and `taken_places` says how many are taken when. Raises Invalid and NotFound.
    """
    viewer.require("see-availability")
    period = _searched(starts_at, ends_at)
    if (building_id is None) == (not room_ids):
        raise Invalid("Name either a building or rooms.", pointer="/building_id")
    if len(room_ids) > MOST_ROOMS:
        raise Invalid(f"Ask for {MOST_ROOMS} rooms at most.", pointer="/room_ids")
    buildings = await buildings_of(queries, building_id=building_id, room_ids=room_ids)
    if building_id is not None and not buildings:
        raise NotFound("building", building_id)
    parameters = {
        "from": period.start,
        "to": period.end,
        "wanted": 1,
        "room_ids": list(room_ids) or None,
        "building_ids": [building.building_id for building in buildings],
        "zones": [building.time_zone for building in buildings],
        "opens": [as_multirange(building.hours.within(period)) for building in buildings],
    }
    # A thousand rooms are tens of milliseconds of reckoning: two connections make use of two cores.
    halves = await asyncio.gather(
        *(queries.rows(_AVAILABILITY, parameters | {"first_half": first}) for first in (True, False))
    )
    if room_ids and sum(half.rooms for (half,) in halves) < len(set(room_ids)):
        raise NotFound("room", "among those asked for")
    return page([half.body for (half,) in halves if half.rooms], None)


_MINUTE = timedelta(minutes=1)

# A stretch is of use from its first whole minute on, because bookings begin on whole minutes.
_FREE_ROOMS = f"""
    WITH hours AS (
        SELECT *
        FROM unnest(
            CAST(:building_ids AS uuid[]), CAST(:zones AS text[]), CAST(:opens AS text[]), CAST(:metres AS float8[])
        ) AS building (building_id, time_zone, open, metres)
    ), asked AS MATERIALIZED (
        SELECT room.*, time_zone, metres, CAST(open AS tstzmultirange) AS open
        FROM {{schema}}.directory_rooms room JOIN hours USING (building_id)
        WHERE capacity >= :wanted
          AND features @> CAST(:features AS text[])
          AND CASE WHEN CAST(:kind AS text) IS NULL THEN kind <> ALL(CAST(:not_for_people AS text[]))
                   ELSE kind = :kind END
          AND coalesce(CAST(policy ->> 'min_minutes' AS integer), :min_minutes) <= :minutes
          AND coalesce(CAST(policy ->> 'max_minutes' AS integer), :max_minutes) >= :minutes
          AND :from <= :now + make_interval(days => coalesce(CAST(policy ->> 'horizon_days' AS integer), :horizon_days))
    ), {_BUSY}, whole_rooms AS (
        SELECT room_id, min(starts_at) AS starts_at, range_agg(tstzrange(starts_at, upper(piece))) AS free
        FROM (SELECT room_id, unnest(open - coalesce(busy, '{{}}')) AS piece
              FROM asked LEFT JOIN room_busy USING (room_id)) AS room_piece
        CROSS JOIN LATERAL (SELECT date_trunc('minute', lower(piece) + interval '59.999999 s') AS starts_at) useful
        WHERE upper(piece) - starts_at >= make_interval(mins => :minutes)
        GROUP BY room_id
    ), free_seats AS (
        SELECT room_id, min(starts_at) AS starts_at, count(DISTINCT seat_id) AS seats,
               range_agg(tstzrange(starts_at, upper(piece))) AS free
        FROM (SELECT seat.room_id, seat_id, unnest(open - coalesce(busy, '{{}}')) AS piece
              FROM asked JOIN {{schema}}.directory_seats seat USING (room_id) LEFT JOIN taken ON unit_id = seat_id)
             AS seat_piece
        CROSS JOIN LATERAL (SELECT date_trunc('minute', lower(piece) + interval '59.999999 s') AS starts_at) useful
        WHERE :wanted <= 1 AND upper(piece) - starts_at >= make_interval(mins => :minutes)
        GROUP BY room_id
    ), fitting AS (
        SELECT asked.*, whole_rooms.room_id IS NOT NULL AS whole, free_seats.seats,
               coalesce(whole_rooms.starts_at, free_seats.starts_at) AS starts_at,
               coalesce(whole_rooms.free, free_seats.free) AS free
        FROM asked LEFT JOIN whole_rooms USING (room_id) LEFT JOIN free_seats USING (room_id)
        WHERE whole_rooms.room_id IS NOT NULL OR free_seats.room_id IS NOT NULL
        ORDER BY metres NULLS LAST, whole DESC, capacity, cardinality(features), starts_at, name, room_id
        LIMIT :limit
    )
    SELECT json_build_object(
        'room_id', room_id, 'building_id', building_id, 'floor_id', floor_id, 'name', name, 'kind', kind,
        'capacity', capacity, 'features', features, 'time_zone', time_zone, 'metres', round(metres),
        'starts_at', starts_at, 'ends_at', starts_at + make_interval(mins => :minutes),
        'whole', whole, 'free_seats', seats,
        'free_places', CASE WHEN shares_places THEN capacity - coalesce(
            (SELECT max(places) FROM steps WHERE steps.room_id = fitting.room_id
             AND steps.starts_at < fitting.starts_at + make_interval(mins => :minutes)
             AND steps.ends_at > fitting.starts_at), 0) END,
        'free', {_periods("free")}
    )::text
    FROM fitting
    ORDER BY metres NULLS LAST, whole DESC, capacity, cardinality(features), starts_at, name, room_id
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for: a period, or so many minutes at any time of a local day."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    minutes: int | None = None
    capacity_min: int = 1
    features: frozenset[str] = frozenset()
    kind: RoomKind | None = None
    """Without one, whatever people meet or work in: a car park has room for six, but not for six people."""
    near_building: UUID | None = None
    near_point: tuple[float, float] | None = None
    """Latitude and longitude."""


async def free_rooms(
    queries: Queries, viewer: Actor, wish: Wish, *, now: datetime, limit: int = DEFAULT_LIMIT
) -> bytes:
    """Rooms that fit a wish, the best first: nearest, then whole rooms, then the smallest that is large enough.

    Each comes with the first period that fits and with every stretch that is long enough. Where one place is enough,
    a room in use counts too if it has free seats. Raises Invalid, and NotFound for an unknown building.
    """
    viewer.require("see-availability")
    buildings = await all_buildings(queries)
    metres = _distances(buildings, wish)
    days = {building.building_id: _day_of(building, wish, now) for building in buildings}
    searched = [day for day in days.values() if day is not None]
    if not searched:
        return page([], None)
    minutes = _minutes(wish)
    rows = await queries.rows(
        _FREE_ROOMS,
        {
            "from": min(day.start for day in searched),
            "to": max(day.end for day in searched),
            "now": now,
            "minutes": minutes,
            "wanted": wish.capacity_min,
            "features": sorted(wish.features),
            "kind": wish.kind and str(wish.kind),
            "not_for_people": [RoomKind.PARKING, RoomKind.EQUIPMENT],
            "min_minutes": MIN_MINUTES.default,
            "max_minutes": MAX_MINUTES.default,
            "horizon_days": HORIZON_DAYS.default,
            "limit": checked_limit(limit),
            "building_ids": [building.building_id for building in buildings],
            "zones": [building.time_zone for building in buildings],
            "opens": [
                as_multirange(building.hours.within(day) if (day := days[building.building_id]) else [])
                for building in buildings
            ],
            "metres": metres,
        },
    )
    return page([row[0] for row in rows], None)


def _searched(starts_at: datetime, ends_at: datetime) -> Period:
    period = Period(starts_at, ends_at)
    if period.length > LONGEST:
        raise Invalid(f"Ask for {LONGEST.days} days at most.", pointer="/to")
    return period


def _minutes(wish: Wish) -> int:
    if wish.starts_at is not None and wish.ends_at is not None:
        return -(-(wish.ends_at - wish.starts_at) // _MINUTE)
    if wish.minutes is None or not 1 <= wish.minutes <= MAX_MINUTES.most:
        raise Invalid(f"Name 1 to {MAX_MINUTES.most} minutes.", pointer="/minutes")
    return wish.minutes


def _day_of(building: OpenBuilding, wish: Wish, now: datetime) -> Period | None:
    """The time to look through in a building; None when it is over. Raises Invalid for half a wish."""
    if wish.starts_at is not None and wish.ends_at is not None and wish.day is None:
        return _searched(wish.starts_at, wish.ends_at)
    if wish.day is None or wish.starts_at is not None or wish.ends_at is not None:
        raise Invalid("Name either from and to, or a day and minutes.", pointer="/from")
    in_zone = zone(building.time_zone)
    begin = datetime.combine(wish.day, time(), in_zone).astimezone(UTC)
    end = datetime.combine(wish.day + timedelta(days=1), time(), in_zone).astimezone(UTC)
    return Period(max(begin, now), end) if now < end else None


def _distances(buildings: list[OpenBuilding], wish: Wish) -> list[float | None]:
    """From where the wish wants to be near to, in metres; None for all when it says nothing."""
    point = wish.near_point
    if wish.near_building is not None:
        near = next((building for building in buildings if building.building_id == wish.near_building), None)
        if near is None:
            raise NotFound("building", wish.near_building)
        point = near.point
    return [
        0.0
        if building.building_id == wish.near_building
        else building.metres_from(point)
        if point is not None
        else None
        for building in buildings
    ]
