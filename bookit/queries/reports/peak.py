"""Peak: the most places that were held at the same time.

Stays at the same minutes are counted first. What begins at a minute of a day raises the level, what ends lowers it.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this package; values are parameters

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookit.projections.reporting.views import HELD
from bookit.queries.reports.question import PLACES, ROOMS_ASKED, TIMES, Asked, Group, Measure, Report

_HOUR = Group({"hour": "minute / 60"}, "the local hour, 0 to 23")

_MINUTES = "local_day, from_minute, to_minute"

_LEVEL_THEN_EARLIEST = "level * 4294967296 + 4294967295 - (1440 * (local_day - date '2000-01-01') + minute)"
"""A level and its moment as one number, of which the largest is the first moment of the highest level."""


@dataclass(frozen=True, slots=True)
class _Space:
    """What shares a level: a key of `counted` stays, which is one of the `room` as well, and what it is shown as."""

    of_stay: str
    of_room: str
    shown: Mapping[str, str]


_NO_FLOOR_IS_THE_BUILDING = "coalesce(room.floor_id, room.building_id)"
_SPACES = {
    "building": _Space(
        "counted.building_id", "room.building_id", {"building_id": "room.building_id", "building": "room.building"}
    ),
    "floor": _Space(_NO_FLOOR_IS_THE_BUILDING, _NO_FLOOR_IS_THE_BUILDING, PLACES["floor"].shown),
    "room": _Space("counted.room_id", "room.room_id", PLACES["room"].shown),
    "kind": _Space("room.kind", "room.kind", PLACES["kind"].shown),
}


def _statement(asked: Asked, measures: Sequence[Measure]) -> str:
    spaces = [_SPACES[name] for name, group in PLACES.items() if group in asked.groups]
    keys = [f"key_{number}" for number in range(len(spaces))]
    of_stays = [f"{space.of_stay} AS {key}" for space, key in zip(spaces, keys, strict=True)]
    of_rooms = [f"{space.of_room} AS {key}" for space, key in zip(spaces, keys, strict=True)]
    named = {name: source for space in spaces for name, source in space.shown.items()}
    of_rooms += [f'{source} AS "{name}"' for name, source in named.items()]
    times = [f'{source} AS "{name}"' for name, source in asked.shown.items() if name not in named]
    room = "JOIN asked room ON room.room_id = counted.room_id" if any("room." in key for key in of_stays) else ""
    day = ", ".join([*keys, "local_day"])
    return f"""
        WITH {ROOMS_ASKED}, stays AS (
            SELECT {", ".join([*of_stays, _MINUTES, "CAST(sum(counted.places) AS integer) AS held"])}
            FROM {HELD} counted {room}
            WHERE local_day >= :first AND local_day < :end AND {asked.of_these_rooms}
            GROUP BY {", ".join([*_positions(of_stays), _MINUTES])}
        ), changes AS (
            SELECT {day}, minute, change
            FROM stays CROSS JOIN LATERAL (VALUES (from_minute, held), (to_minute, - held)) AS changed (minute, change)
            WHERE minute < 1440
            {_begins_of_hours(day) if _HOUR in asked.groups else ""}
        ), levels AS (
            SELECT {day}, minute, sum(CAST(sum(change) AS integer)) OVER (PARTITION BY {day} ORDER BY minute) AS level
            FROM changes GROUP BY {day}, minute
        ), peaks AS (
            SELECT {", ".join([*keys, *times, f"max({_LEVEL_THEN_EARLIEST}) AS highest"])}
            FROM levels {_grouped([*keys, *times])}
        ), rooms AS (
            SELECT {", ".join([*of_rooms, "sum(room.places) AS places"])} FROM asked room {_grouped(of_rooms)}
        )
        SELECT {", ".join([*(f'"{name}"' for name in asked.shown), *_columns(measures)])}
        FROM peaks {f"JOIN rooms USING ({', '.join(keys)})" if keys else "CROSS JOIN rooms"}
        WHERE highest IS NOT NULL {asked.order} LIMIT :most
    """


def _grouped(columns: Sequence[str]) -> str:
    return f"GROUP BY {', '.join(_positions(columns))}" if columns else ""


def _begins_of_hours(day: str) -> str:
    """What began in an earlier hour is still there at the begin of the next."""
    return f"""
        UNION ALL
        SELECT {day}, 60 * hour, 0
        FROM (SELECT DISTINCT {day} FROM stays) days CROSS JOIN generate_series(0, 23) AS hours (hour)
    """


def _positions(columns: Sequence[str]) -> list[str]:
    return [str(number + 1) for number in range(len(columns))]


def _columns(measures: Sequence[Measure]) -> list[str]:
    return [f'{measure.sql} AS "{measure.name}"' for measure in measures]


PEAK = Report(
    "The most places that were held at the same time: seats, rooms without seats, and places where they are shared.",
    {**TIMES, "hour": _HOUR, **PLACES},
    [
        Measure("peak", "places held at once, at the most", "highest / 4294967296"),
        Measure(
            "peak_at",
            "when that was first so, on the building's clocks",
            "timestamp '2000-01-01 00:00' + (4294967295 - mod(highest, 4294967296)) * interval '1 minute'",
        ),
        Measure("places", "how many there are", "CAST(rooms.places AS bigint)"),
    ],
    _statement,
)
