"""When rooms and seats are free: opening hours minus what is taken, reckoned by Postgres with multiranges.

A constant number of statements, however many rooms are asked for: one for the buildings' hours, and then one for
free rooms, or two for availability, each of which reckons half of the rooms.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor
from bookit.domain.booking import LIVE
from bookit.domain.errors import Invalid, NotFound
from bookit.domain.opening_hours import Hours, zone
from bookit.domain.period import Period
from bookit.domain.policy import (
    BUFFER_AFTER,
    BUFFER_BEFORE,
    GRID_MINUTES,
    HORIZON_DAYS,
    LEAD_MINUTES,
    LONGEST_MINUTES,
    MAX_MINUTES,
    MIN_MINUTES,
    MODE,
    Audience,
)
from bookit.events.values import BookingStatus, Role, RoomKind
from bookit.queries.calendar import sees
from bookit.queries.opening import OpenBuilding, all_buildings, as_multirange, buildings_of, rooms_with_hours
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, page
from bookit.queries.policies import LEVELS_OF_ROOM, POLICY_OF_ROOM
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"availability", "directory"})
PROJECTIONS_OF_FREE_ROOMS = PROJECTIONS | {"calendar"}

LONGEST = timedelta(days=62)
MOST_ROOMS = 1000
MOST_IN_A_TEAM = 20
"""A group of more is a part of the organisation, not the people one works with."""

# What the rules of a room say of when it can be booked. `earliest` is when a stay may start at the soonest.
_RULES = f"""
    CROSS JOIN LATERAL (SELECT {POLICY_OF_ROOM} AS in_force) effective
    CROSS JOIN LATERAL (
        SELECT coalesce(CAST(in_force ->> 'min_minutes' AS integer), :min_minutes) AS min_minutes,
               coalesce(CAST(in_force ->> 'max_minutes' AS integer), :max_minutes) AS max_minutes,
               coalesce(CAST(in_force ->> 'lead_minutes' AS integer), :lead_minutes) AS lead_minutes,
               coalesce(CAST(in_force ->> 'horizon_days' AS integer), :horizon_days) AS horizon_days,
               coalesce(CAST(in_force ->> 'buffer_before_minutes' AS integer), :buffer_before_minutes) AS buffer_before,
               coalesce(CAST(in_force ->> 'buffer_after_minutes' AS integer), :buffer_after_minutes) AS buffer_after,
               coalesce(CAST(in_force ->> 'grid_minutes' AS integer), :grid_minutes) AS grid_minutes,
               coalesce(in_force ->> 'mode', :mode) AS mode
    ) rules
    CROSS JOIN LATERAL (
        SELECT CASE WHEN lead_minutes = 0 THEN :now - interval '1 minute'
                    ELSE :now + make_interval(mins => lead_minutes) END AS earliest,
               :now + make_interval(days => horizon_days) AS latest
    ) span
"""
_IN_RULES = (MIN_MINUTES, MAX_MINUTES, LEAD_MINUTES, HORIZON_DAYS, BUFFER_BEFORE, BUFFER_AFTER, GRID_MINUTES, MODE)

# When a stay may not be, because it would come with its own buffers too close to what is busy.
_KEPT_AWAY = """
    CASE WHEN buffer_before = 0 AND buffer_after = 0 THEN coalesce(busy, '{}')
    ELSE coalesce(
        (SELECT range_agg(tstzrange(lower(taken_piece) - make_interval(mins => buffer_after),
                                    upper(taken_piece) + make_interval(mins => buffer_before)))
         FROM unnest(busy) taken_piece), '{}')
    END
"""

# `asked` are the rooms of interest, each with when it is `open` and with its buffers; `:from` and `:to` bound the
# search. `taken` has each unit's busy time, if any; `crowded` that of rooms shared by places, where it is busy while
# fewer than `:wanted` places are left; `room_busy` that of whole rooms, which are busy while any of their units is.
# A seat that was added is busy while its room is taken whole: who took it before does not hold the seat itself.
# A unit of several rooms is looked up for each of them: grouping by unit first would let Postgres expect a single one,
# and then join in a time that grows with the square of the number of rooms.
_BUSY = """
    taken AS MATERIALIZED (
        SELECT asked.room_id, asked.shares_places, unit_id, stays.busy
        FROM asked
        CROSS JOIN LATERAL (
            SELECT :from - make_interval(mins => buffer_before) AS search_from,
                   :to + make_interval(mins => buffer_after) AS search_to
        ) search
        CROSS JOIN unnest(units) AS unit (unit_id)
        CROSS JOIN LATERAL (
            SELECT range_agg(tstzrange(starts_at, ends_at)) AS busy
            FROM (
                SELECT starts_at, ends_at FROM {schema}.availability_busy
                WHERE NOT over_a_day AND unit_id = unit.unit_id
                  AND starts_at > search_from - interval '1 day' AND starts_at < search_to AND ends_at > search_from
                UNION ALL
                SELECT starts_at, ends_at FROM {schema}.availability_busy
                WHERE over_a_day AND unit_id = unit.unit_id AND ends_at > search_from AND starts_at < search_to
                UNION ALL
                SELECT starts_at, ends_at FROM {schema}.availability_busy
                WHERE unit.unit_id = ANY(asked.later_seats)
                  AND NOT over_a_day AND unit_id = asked.room_id AND places IS NULL
                  AND starts_at > search_from - interval '1 day' AND starts_at < search_to AND ends_at > search_from
                UNION ALL
                SELECT starts_at, ends_at FROM {schema}.availability_busy
                WHERE unit.unit_id = ANY(asked.later_seats)
                  AND over_a_day AND unit_id = asked.room_id AND places IS NULL
                  AND ends_at > search_from AND starts_at < search_to
            ) stay
        ) stays
    ), shares AS MATERIALIZED (
        SELECT asked.room_id, asked.capacity, stay.starts_at, stay.ends_at, stay.places
        FROM asked
        CROSS JOIN LATERAL (
            SELECT :from - make_interval(mins => buffer_before) AS search_from,
                   :to + make_interval(mins => buffer_after) AS search_to
        ) search
        CROSS JOIN LATERAL (
            SELECT starts_at, ends_at, places FROM {schema}.availability_busy
            WHERE NOT over_a_day AND unit_id = asked.room_id
              AND starts_at > search_from - interval '1 day' AND starts_at < search_to AND ends_at > search_from
            UNION ALL
            SELECT starts_at, ends_at, places FROM {schema}.availability_busy
            WHERE over_a_day AND unit_id = asked.room_id AND ends_at > search_from AND starts_at < search_to
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
        SELECT room_id, range_agg(busy) AS busy FROM taken WHERE NOT shares_places GROUP BY room_id
        UNION ALL
        SELECT room_id, busy FROM crowded
    )
"""


def _periods(multirange: str, condition: str = "true") -> str:
    """A multirange as JSON."""
    return (
        "coalesce((SELECT json_agg(period) FROM (SELECT lower(piece) AS starts_at, upper(piece) AS ends_at"
        f" FROM unnest({multirange}) piece WHERE {condition}) period), '[]')"
    )


_LONG_ENOUGH = "upper(piece) - lower(piece) >= make_interval(mins => min_minutes)"

_HOURS = """
    hours AS (
        SELECT * FROM unnest(CAST(:building_ids AS uuid[]), CAST(:zones AS text[]), CAST(:opens AS text[]))
            AS building (building_id, time_zone, open)
    ), own_hours AS (
        SELECT * FROM unnest(CAST(:rooms_with_hours AS uuid[]), CAST(:opens_of_rooms AS text[]))
            AS of_room (room_id, own_open)
    )
"""


_AVAILABILITY = f"""
    WITH {_HOURS}, asked AS MATERIALIZED (
        SELECT room.room_id, room.building_id, room.name, room.capacity, room.units, room.made_of, room.later_seats,
               room.shares_places,
               time_zone, min_minutes, max_minutes, mode, grid_minutes, buffer_before, buffer_after, earliest, latest,
               CAST(coalesce(own_open, open) AS tstzmultirange)
               * tstzmultirange(
                   tstzrange(earliest, greatest(earliest, latest) + make_interval(mins => max_minutes))
               ) AS open
        FROM (
            SELECT *, row_number() OVER (ORDER BY name, room_id) AS number, count(*) OVER () AS rooms
            FROM {{schema}}.directory_rooms JOIN hours USING (building_id)
            WHERE (CAST(:room_ids AS uuid[]) IS NULL OR room_id = ANY(CAST(:room_ids AS uuid[])))
              AND (CAST(:floor_id AS uuid) IS NULL OR floor_id = :floor_id)
        ) room
        LEFT JOIN own_hours USING (room_id)
        {LEVELS_OF_ROOM}
        {_RULES}
        WHERE (2 * number <= rooms) = :first_half
    ), {_BUSY}, period AS (
        SELECT tstzmultirange(tstzrange(:from, :to)) AS asked_for
    ), composites AS MATERIALIZED (
        SELECT room_id AS whole, unnest(made_of) AS part FROM {{schema}}.directory_rooms WHERE made_of <> '{{}}'
    ), closed_by_seats AS (
        SELECT room_id, range_intersect_agg(closed) AS closed_seat_by_seat
        FROM (
            SELECT seat.room_id, coalesce(
                       range_agg(tstzrange(starts_at, ends_at)) FILTER (WHERE starts_at IS NOT NULL), '{{}}'
                   ) AS closed
            FROM asked
            JOIN {{schema}}.directory_seats seat USING (room_id)
            LEFT JOIN {{schema}}.directory_closures closure
                ON closure.room_id = seat.room_id AND closure.seat_id = seat.seat_id
                   AND ends_at > :from AND starts_at < :to
            WHERE seat.room_id IN (SELECT room_id FROM {{schema}}.directory_closures WHERE seat_id IS NOT NULL
                              AND ends_at > :from AND starts_at < :to)
            GROUP BY seat.room_id, seat.seat_id
        ) each_seat
        GROUP BY room_id
    ), room_answers AS MATERIALIZED (
        SELECT asked.*, coalesce(busy, '{{}}') * asked_for AS busy, open - ({_KEPT_AWAY}) AS free,
               closed * asked_for AS closed
        FROM asked
        CROSS JOIN period
        LEFT JOIN room_busy USING (room_id)
        CROSS JOIN LATERAL (
            SELECT range_agg(tstzrange(starts_at, ends_at)) AS closed_whole
            FROM {{schema}}.directory_closures
            WHERE room_id = ANY(asked.room_id || asked.made_of
                                || ARRAY(SELECT whole FROM composites WHERE part = asked.room_id))
              AND seat_id IS NULL AND ends_at > :from AND starts_at < :to
        ) closures
        LEFT JOIN closed_by_seats USING (room_id)
        CROSS JOIN LATERAL (
            SELECT coalesce(closed_whole, '{{}}') + coalesce(closed_seat_by_seat, '{{}}') AS closed
        ) closed_altogether
    ), seat_answers AS MATERIALIZED (
        SELECT seat.room_id, seat.seat_id, seat.name, seat.place, min_minutes,
               coalesce(busy, '{{}}') * asked_for AS busy, open - ({_KEPT_AWAY}) AS free
        FROM asked
        JOIN {{schema}}.directory_seats seat USING (room_id)
        CROSS JOIN period
        LEFT JOIN taken ON taken.room_id = seat.room_id AND taken.unit_id = seat.seat_id
    ), seats AS (
        SELECT room_id, json_agg(
            json_build_object('seat_id', seat_id, 'name', name, 'busy', {_periods("busy")},
                              'free', {_periods("free", _LONG_ENOUGH)})
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
            'busy', {_periods("busy")}, 'free', {_periods("free", _LONG_ENOUGH)},
            'closed', {_periods("closed")},
            'rules', json_build_object(
                'mode', mode, 'grid_minutes', grid_minutes, 'min_minutes', min_minutes, 'max_minutes', max_minutes,
                'earliest_start', earliest, 'latest_start', latest),
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
    now: datetime,
    building_id: UUID | None = None,
    floor_id: UUID | None = None,
    room_ids: Collection[UUID] = (),
) -> bytes:
    """For each room of a building or a floor, or each room named: free and busy periods of the room and of its seats.

    Free is what may be booked `now`: within lead time and horizon, in stretches that are long enough, buffers away
    from what is busy. A whole room is busy while any of its seats or parts is; `closed` is when a closure of it, of a
    part, of what it is a part of, or of each of its seats makes it so. Where places are shared by number, the
    room is busy while none is left, and `taken_places` says how many are taken when. Raises Invalid and NotFound.
    """
    viewer.require("see-availability")
    period = _searched(starts_at, ends_at)
    if [building_id is not None, floor_id is not None, bool(room_ids)].count(True) != 1:
        raise Invalid("Name either a building, or a floor, or rooms.", pointer="/building_id")
    if len(room_ids) > MOST_ROOMS:
        raise Invalid(f"Ask for {MOST_ROOMS} rooms at most.", pointer="/room_ids")
    buildings = await buildings_of(queries, building_id=building_id, floor_id=floor_id, room_ids=room_ids)
    if building_id is not None and not buildings:
        raise NotFound("building", building_id)
    if floor_id is not None and not buildings:
        raise NotFound("floor", floor_id)
    parameters = {
        "from": period.start,
        "to": period.end,
        "wanted": 1,
        "now": now,
        "room_ids": list(room_ids) or None,
        "floor_id": floor_id,
        **_hours_in(buildings, {building.building_id: period for building in buildings}),
        **_DEFAULTS,
    }
    # A thousand rooms are tens of milliseconds of reckoning: two connections make use of two cores.
    halves = await asyncio.gather(
        *(queries.rows(_AVAILABILITY, parameters | {"first_half": first}) for first in (True, False))
    )
    if room_ids and sum(half.rooms for (half,) in halves) < len(set(room_ids)):
        raise NotFound("room", "among those asked for")
    return page([half.body for (half,) in halves if half.rooms], None)


_MINUTE = timedelta(minutes=1)
_DEFAULTS = {rule.name: rule.default for rule in _IN_RULES}


def _hours_in(buildings: Sequence[OpenBuilding], periods: Mapping[UUID, Period | None]) -> dict[str, Any]:
    """When buildings, and the rooms that have hours of their own, are open in a period for each building."""

    def opens(building: OpenBuilding, hours: Hours) -> str:
        period = periods[building.building_id]
        return as_multirange(hours.within(period) if period is not None else [])

    of_rooms = rooms_with_hours(buildings)
    return {
        "building_ids": [building.building_id for building in buildings],
        "zones": [building.time_zone for building in buildings],
        "opens": [opens(building, building.hours) for building in buildings],
        "rooms_with_hours": [room_id for room_id, _, _ in of_rooms],
        "opens_of_rooms": [opens(building, hours) for _, building, hours in of_rooms],
    }


# When a stay that lies in a free piece could start: on a whole minute, because bookings begin on whole minutes, and on
# the room's grid of the local day.
_USEFUL = """
    CROSS JOIN LATERAL (SELECT date_trunc('minute', lower(piece) + interval '59.999999 s') AS minute) whole_minute
    CROSS JOIN LATERAL (SELECT minute AT TIME ZONE time_zone AS wall) by_the_clock
    CROSS JOIN LATERAL (
        SELECT minute + make_interval(
            mins => (grid - CAST(extract(hour FROM wall) * 60 + extract(minute FROM wall) AS integer) % grid) % grid
        ) AS starts_at
    ) useful
"""

# My team are the small groups that I am in. Who of them has a place on which floor at that time, as far as rules or
# rights let me know; and the floor on which I was last. Groups are those that reports know: a colleague of this very
# moment may be missing.
_WHERE_MY_OWN_ARE = f"""
    teams AS MATERIALIZED (
        SELECT array_agg(team) AS names
        FROM (
            SELECT team FROM {{schema}}.reporting_members CROSS JOIN unnest(groups) AS of_member (team)
            WHERE groups && CAST(:groups AS text[]) AND team = ANY(CAST(:groups AS text[]))
            GROUP BY team HAVING count(*) <= :most_in_a_team
        ) small
    ), colleagues AS MATERIALIZED (
        SELECT member_id FROM {{schema}}.reporting_members, teams WHERE groups && names AND member_id <> :me
    ), near_team AS MATERIALIZED (
        SELECT room.floor_id, count(DISTINCT stay.member_id) AS people
        FROM colleagues
        CROSS JOIN LATERAL (
            SELECT member_id, room_id FROM {{schema}}.calendar_bookings
            WHERE member_id = colleagues.member_id AND status = ANY(CAST(:live AS text[])) AND NOT over_a_day
              AND starts_at > CAST(:from AS timestamptz) - interval '1 day' AND starts_at < :to AND ends_at > :from
            UNION ALL
            SELECT member_id, room_id FROM {{schema}}.calendar_bookings
            WHERE member_id = colleagues.member_id AND status = ANY(CAST(:live AS text[])) AND over_a_day
              AND starts_at < :to AND ends_at > :from
        ) stay
        JOIN {{schema}}.directory_rooms room USING (room_id)
        {LEVELS_OF_ROOM}
        WHERE room.floor_id IS NOT NULL
          AND (:everything OR room.building_id = ANY(CAST(:managed AS uuid[]))
               OR coalesce(({POLICY_OF_ROOM}) ->> 'show_booker', :show_booker) = '{Audience.EVERYONE}')
        GROUP BY room.floor_id
    ), last_floor AS MATERIALIZED (
        SELECT room.floor_id
        FROM {{schema}}.calendar_bookings booking JOIN {{schema}}.directory_rooms room USING (room_id)
        WHERE member_id = :me AND starts_at <= :now AND status = ANY(CAST(:stayed AS text[]))
          AND room.kind <> ALL(CAST(:not_for_people AS text[]))
        ORDER BY starts_at DESC LIMIT 1
    )
"""

_BEST_FIRST = (
    "metres NULLS LAST, whole DESC, too_large, team_on_floor DESC, floor_as_last_time DESC,"
    " capacity, cardinality(features), starts_at, name, room_id"
)

# `day` is what was asked for, whole local days where a day was named. Rooms that are booked by days or half days are
# booked for all of it, whatever their opening hours; other stays last as long as the grid wants.
_FREE_ROOMS = f"""
    WITH {_HOURS}, places AS (
        SELECT *
        FROM unnest(CAST(:building_ids AS uuid[]), CAST(:metres AS float8[]),
                    CAST(:day_starts AS timestamptz[]), CAST(:day_ends AS timestamptz[]))
             AS building (building_id, metres, day_from, day_to)
    ), asked AS MATERIALIZED (
        SELECT room.*, time_zone, metres, buffer_before, buffer_after, latest, length,
               CASE WHEN by_minute THEN grid_minutes ELSE 1 END AS grid,
               (CASE WHEN by_minute OR hours_open = '{{}}' THEN hours_open
                     ELSE tstzmultirange(tstzrange(day_from, day_to)) END)
               * tstzmultirange(tstzrange(earliest, greatest(earliest, latest) + length)) AS open
        FROM {{schema}}.directory_rooms room
        JOIN hours USING (building_id)
        JOIN places USING (building_id)
        LEFT JOIN own_hours USING (room_id)
        {LEVELS_OF_ROOM}
        {_RULES}
        CROSS JOIN LATERAL (
            SELECT mode = 'minute' AS by_minute, CAST(coalesce(own_open, open) AS tstzmultirange) AS hours_open,
                   CAST(CASE mode WHEN 'half_day' THEN '{{00:00,12:00}}' ELSE '{{00:00}}' END AS time[]) AS edges
        ) manner
        CROSS JOIN LATERAL (
            SELECT CASE WHEN by_minute
                        THEN make_interval(mins => ((:minutes + grid_minutes - 1) / grid_minutes) * grid_minutes)
                        ELSE day_to - day_from END AS length
        ) stay
        WHERE room.capacity >= :wanted
          AND room.features @> CAST(:features AS text[])
          AND CASE WHEN CAST(:kind AS text) IS NULL THEN room.kind <> ALL(CAST(:not_for_people AS text[]))
                   ELSE room.kind = :kind END
          AND (CAST(:except AS uuid) IS NULL OR room.room_id <> :except)
          AND length BETWEEN make_interval(mins => min_minutes) AND make_interval(mins => max_minutes)
          AND (by_minute OR (CAST(day_from AT TIME ZONE time_zone AS time) = ANY (edges)
                             AND CAST(day_to AT TIME ZONE time_zone AS time) = ANY (edges)))
          AND (:books_everywhere
               OR coalesce(in_force -> 'book_roles', '[]') || coalesce(in_force -> 'book_groups', '[]') = '[]'
               OR coalesce(in_force -> 'book_roles', '[]') ?| CAST(:roles AS text[])
               OR coalesce(in_force -> 'book_groups', '[]') ?| CAST(:groups AS text[]))
    ), {_BUSY}, {_WHERE_MY_OWN_ARE}, whole_rooms AS (
        SELECT room_id, min(starts_at) AS starts_at, range_agg(tstzrange(starts_at, upper(piece))) AS free
        FROM (SELECT asked.*, unnest(open - ({_KEPT_AWAY})) AS piece
              FROM asked LEFT JOIN room_busy USING (room_id)) AS room_piece
        {_USEFUL}
        WHERE upper(piece) - starts_at >= length AND starts_at <= latest
        GROUP BY room_id
    ), free_seats AS (
        SELECT room_id, min(starts_at) AS starts_at, count(DISTINCT seat_id) AS seats,
               range_agg(tstzrange(starts_at, upper(piece))) AS free
        FROM (SELECT asked.*, seat_id, unnest(open - ({_KEPT_AWAY})) AS piece
              FROM asked JOIN {{schema}}.directory_seats seat USING (room_id)
              LEFT JOIN taken ON taken.room_id = seat.room_id AND unit_id = seat_id) AS seat_piece
        {_USEFUL}
        WHERE :wanted <= 1 AND upper(piece) - starts_at >= length AND starts_at <= latest
        GROUP BY room_id
    ), fitting AS (
        SELECT asked.*, whole_rooms.room_id IS NOT NULL AS whole, free_seats.seats,
               whole_rooms.room_id IS NOT NULL AND capacity > 2 * :wanted AS too_large,
               coalesce(whole_rooms.starts_at, free_seats.starts_at) AS starts_at,
               coalesce(whole_rooms.free, free_seats.free) AS free,
               coalesce(near_team.people, 0) AS team_on_floor, last_floor.floor_id IS NOT NULL AS floor_as_last_time
        FROM asked LEFT JOIN whole_rooms USING (room_id) LEFT JOIN free_seats USING (room_id)
        LEFT JOIN near_team ON near_team.floor_id = asked.floor_id
        LEFT JOIN last_floor ON last_floor.floor_id = asked.floor_id
        WHERE whole_rooms.room_id IS NOT NULL OR free_seats.room_id IS NOT NULL
        ORDER BY {_BEST_FIRST}
        LIMIT :limit
    )
    SELECT json_build_object(
        'room_id', room_id, 'building_id', building_id, 'floor_id', floor_id, 'name', name, 'kind', kind,
        'capacity', capacity, 'features', features, 'time_zone', time_zone, 'metres', round(metres),
        'starts_at', starts_at, 'ends_at', starts_at + length,
        'whole', whole, 'free_seats', seats,
        'free_places', CASE WHEN shares_places THEN capacity - coalesce(
            (SELECT max(places) FROM steps WHERE steps.room_id = fitting.room_id
             AND steps.starts_at < fitting.starts_at + length + make_interval(mins => buffer_after)
             AND steps.ends_at > fitting.starts_at - make_interval(mins => buffer_before)), 0) END,
        'free', {_periods("free")}, 'team_on_floor', team_on_floor, 'floor_as_last_time', floor_as_last_time
    )::text
    FROM fitting
    ORDER BY {_BEST_FIRST}
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
    other_than: UUID | None = None
    """A room that is not meant."""


async def free_rooms(
    queries: Queries, viewer: Actor, wish: Wish, *, now: datetime, limit: int = DEFAULT_LIMIT
) -> bytes:
    """Rooms that fit a wish, the best first: nearest, then whole rooms that are not twice too large, then where one's
    team is, then the floor on which one was last, then the smallest that is large enough.

    Each comes with the first period that fits and with every stretch that is long enough. Where one place is enough,
    a room in use counts too if it has free seats. Raises Invalid, and NotFound for an unknown building.
    """
    viewer.require("see-availability")
    buildings = await all_buildings(queries)
    metres = _distances(buildings, wish)
    days = {building.building_id: _day_of(building, wish) for building in buildings}
    left = {building_id: _not_over(day, wish, now) for building_id, day in days.items()}
    searched = [day for day in left.values() if day is not None]
    if not searched:
        return page([], None)
    rows = await queries.rows(
        _FREE_ROOMS,
        {
            "from": min(day.start for day in searched),
            "to": max(day.end for day in searched),
            "now": now,
            "minutes": _minutes(wish),
            "wanted": wish.capacity_min,
            "features": sorted(wish.features),
            "kind": wish.kind and str(wish.kind),
            "not_for_people": [RoomKind.PARKING, RoomKind.EQUIPMENT],
            "except": wish.other_than,
            "books_everywhere": Role.OWNER in viewer.roles,
            "roles": sorted(viewer.roles),
            "groups": sorted(viewer.groups),
            "limit": checked_limit(limit),
            "metres": metres,
            "day_starts": [days[building.building_id].start for building in buildings],
            "day_ends": [days[building.building_id].end for building in buildings],
            "most_in_a_team": MOST_IN_A_TEAM,
            "live": sorted(LIVE),
            "stayed": [BookingStatus.CONFIRMED, BookingStatus.CHECKED_IN, BookingStatus.FINISHED],
            **sees(viewer),
            **_hours_in(buildings, left),
            **_DEFAULTS,
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
    if wish.minutes is None or not 1 <= wish.minutes <= LONGEST_MINUTES:
        raise Invalid(f"Name 1 to {LONGEST_MINUTES} minutes.", pointer="/minutes")
    return wish.minutes


def _day_of(building: OpenBuilding, wish: Wish) -> Period:
    """The time to look through in a building. Raises Invalid for half a wish."""
    if wish.starts_at is not None and wish.ends_at is not None and wish.day is None:
        return _searched(wish.starts_at, wish.ends_at)
    if wish.day is None or wish.starts_at is not None or wish.ends_at is not None:
        raise Invalid("Name either from and to, or a day and minutes.", pointer="/from")
    in_zone = zone(building.time_zone)
    begin = datetime.combine(wish.day, time(), in_zone).astimezone(UTC)
    end = datetime.combine(wish.day + timedelta(days=1), time(), in_zone).astimezone(UTC)
    return Period(begin, end)


def _not_over(day: Period, wish: Wish, now: datetime) -> Period | None:
    """What is left of a day that is looked through; None when it is over."""
    if wish.day is None:
        return day
    return Period(max(day.start, now), day.end) if now < day.end else None


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
