"""Utilisation: how much of the time that rooms and seats could be used they were held.

Held time is counted by the unit, the day and the minutes of stays, as many as the groups need; stays at the same
minutes are counted together before they are spread over hours. Usable time is reckoned from opening hours, closed days
and closures as they held: once for rooms that open alike, and then times their places.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this package; values are parameters

from collections.abc import Sequence

from bookit.projections.reporting.opening import OWN_OR_BUILDING, counts_from, counts_until, open_days
from bookit.projections.reporting.views import HELD
from bookit.queries.reports.question import PLACES, ROOMS_ASKED, TIMES, Asked, Group, Measure, Report

_HOUR = Group({"hour": "hour"}, "the local hour, 0 to 23", ["hour"])
_SEAT = Group(
    {
        "building": "room.building",
        "room_id": "room.room_id",
        "room": "room.name",
        "unit_id": "counted.unit_id",
        "seat": "(SELECT unit.seat FROM {schema}.reporting_units unit WHERE unit.unit_id = counted.unit_id)",
    },
    "the seat; a room without seats is a unit of its own",
    ["room_id", "unit_id"],
    ["building", "room", "seat", "unit_id"],
)

_EACH_HOUR = "CROSS JOIN generate_series(0, 23) AS hours (hour)"


def _statement(asked: Asked, measures: Sequence[Measure]) -> str:
    return f"""
        WITH {ROOMS_ASKED}, {open_days(_FIRST, _END)}, {_held(asked)}, {_usable(asked)}, counted AS (
            SELECT {", ".join([*asked.raw, "held", "0 AS usable"])} FROM held
            UNION ALL
            SELECT {", ".join([*asked.raw, "0", "usable"])} FROM usable
        )
        {asked.select(measures, "counted")}
    """


_FIRST, _END = "CAST(:first AS date)", "CAST(:end AS date)"
_ZONE = "room.time_zone"


_OPEN, _CLOSED = (
    f"CAST(extract(epoch FROM upper({period}) - lower({period})) / 60 AS integer)"
    for period in ("piece", "piece * closed")
)
"""Minutes of an open piece, and those of a closure in it."""


def _held(asked: Asked) -> str:
    raw = [column for column in asked.raw if column != "hour"]
    by_minutes = "hour" in asked.raw
    keys = [*raw, "from_minute", "to_minute"] if by_minutes else raw
    held = "sum(places)" if by_minutes else "sum((to_minute - from_minute) * places)"
    counted = f"""
        SELECT {", ".join([*keys, f"{held} AS held"])} FROM {HELD} counted
        WHERE local_day >= :first AND local_day < :end AND {asked.of_these_rooms}
        {f"GROUP BY {', '.join(keys)}" if keys else ""}
    """
    if not by_minutes:
        return f"held AS ({counted})"
    # How much of the hour a stay at these minutes takes.
    within = "least(to_minute, 60 * hour + 60) - greatest(from_minute, 60 * hour)"
    return f"""
        held_at AS ({counted}), held AS (
            SELECT {", ".join([*raw, "hour", f"({within}) * held AS held"])}
            FROM held_at {_EACH_HOUR}
            WHERE from_minute < 60 * hour + 60 AND to_minute > 60 * hour
        )
    """


def _usable(asked: Asked) -> str:
    """Units that count for the same days and open by the same hours are reckoned together."""
    days = [column for column in asked.raw if column in {"local_day", "hour"}]
    places = [column for column in asked.raw if column not in {"local_day", "hour"}]
    of_unit = "unit_id" in places
    grouped = ["room_id", "added_at", "replaced_at", *(["unit_id"] if of_unit else [])]
    same = ["place_id", "first_day", "end_day"]
    rooms = f"""
        SELECT {", ".join([*places, *same])}, sum(unit_places) AS places FROM counting
        GROUP BY {", ".join([*places, *same])}
    """
    keys = [*same, *days]
    closed_places = "CASE WHEN closure.seat_id IS NULL THEN unit_places ELSE 1 END"
    return f"""
        counting AS (
            SELECT room.*, {OWN_OR_BUILDING} AS place_id, unit_places, units{", unit_id" if of_unit else ""},
                   greatest({counts_from(_ZONE)}, {_FIRST}) AS first_day, {counts_until(_ZONE)} AS end_day
            FROM asked room
            JOIN (
                SELECT {", ".join(grouped)}, sum(places) AS unit_places, array_agg(unit_id) AS units
                FROM {{schema}}.reporting_units
                GROUP BY {", ".join(grouped)}
            ) unit USING (room_id)
        ), alike AS ({rooms}), opened AS (
            SELECT {", ".join([*keys, f"sum({_OPEN}) AS usable"])}
            FROM (SELECT DISTINCT {", ".join(same)} FROM counting) places JOIN ({_open_pieces(asked)}) periods
                USING (place_id)
            WHERE local_day >= first_day AND local_day < end_day
            GROUP BY {", ".join(keys)}
        ), usable AS (
            SELECT {", ".join([*asked.raw, "usable * places AS usable"])}
            FROM alike JOIN opened USING ({", ".join(same)})
            UNION ALL
            SELECT {", ".join(_of_rooms(asked.raw))}, - ({closed_places}) * {_CLOSED}
            FROM counting room
            JOIN {{schema}}.reporting_closures closure USING (room_id)
            JOIN ({_open_pieces(asked)}) periods USING (place_id)
            CROSS JOIN LATERAL tstzrange(closure.starts_at, closure.ends_at) AS closed
            WHERE local_day >= first_day AND local_day < end_day AND piece && closed
              AND (closure.seat_id IS NULL OR closure.seat_id = ANY(units))
        )
    """.replace("SELECT , ", "SELECT ")


def _of_rooms(columns: Sequence[str]) -> list[str]:
    return [f"room.{column}" if column in {"room_id", "building_id"} else column for column in columns]


def _open_pieces(asked: Asked) -> str:
    """The open periods of each day, or of each hour of it on the building's clocks."""
    if "hour" not in asked.raw:
        return "SELECT place_id, local_day, piece FROM open_days CROSS JOIN LATERAL unnest(open) AS piece"
    # Only on the two days of the year that are longer or shorter, clocks have to be asked.
    return f"""
        SELECT place_id, local_day, hour, piece * this_hour AS piece
        FROM open_days
        JOIN places USING (place_id)
        CROSS JOIN LATERAL unnest(open) AS piece
        {_EACH_HOUR}
        CROSS JOIN LATERAL (
            SELECT CASE WHEN upper(whole_day) - lower(whole_day) = interval '24 hours'
            THEN tstzrange(lower(whole_day) + hour * interval '1 hour',
                           lower(whole_day) + (hour + 1) * interval '1 hour')
            ELSE tstzrange({{schema}}.first_instant(local_day + hour * interval '1 hour', time_zone),
                           {{schema}}.first_instant(local_day + (hour + 1) * interval '1 hour', time_zone))
            END AS this_hour
        ) hour_of_day
        WHERE piece && this_hour
    """


UTILISATION = Report(
    "How much of the time that rooms and seats could be used was held by bookings. Minutes count for each seat, and for"
    " each place where places are shared; a room made of others counts through its parts.",
    {**TIMES, "hour": _HOUR, **PLACES, "seat": _SEAT},
    [
        Measure(
            "held_minutes", "held by bookings, also outside opening hours", "CAST(coalesce(sum(held), 0) AS bigint)"
        ),
        Measure(
            "open_minutes",
            "usable: within the opening hours that held, minus closed days and closures",
            "CAST(coalesce(sum(usable), 0) AS bigint)",
        ),
        Measure(
            "utilisation",
            "held of usable; empty where nothing was usable",
            "CAST(round(coalesce(sum(held), 0) / nullif(sum(usable), 0), 4) AS float8)",
        ),
    ],
    _statement,
)
