"""Peak: the most places that were held at the same time.

Stays at the same minutes are counted first. What begins at a minute of a day raises the level, what ends lowers it.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this package; values are parameters

from collections.abc import Sequence

from bookit.projections.reporting.views import HELD
from bookit.queries.reports.question import PLACES, ROOMS_ASKED, TIMES, Asked, Group, Measure, Report

_HOUR = Group({"hour": "minute / 60"}, "the local hour, 0 to 23")

_MINUTES = "local_day, from_minute, to_minute"

_LEVEL_THEN_EARLIEST = "level * 4294967296 + 4294967295 - (1440 * (local_day - date '2000-01-01') + minute)"
"""A level and its moment as one number, of which the largest is the first moment of the highest level."""


def _statement(asked: Asked, measures: Sequence[Measure]) -> str:
    spaces = {
        name: source for group in asked.groups if group in PLACES.values() for name, source in group.shown.items()
    }
    named = [f'{source} AS "{name}"' for name, source in spaces.items()]
    names = [f'"{name}"' for name in spaces]
    keys = ", ".join([*names, "local_day"])
    shown = [f'"{name}"' if name in spaces else f'{source} AS "{name}"' for name, source in asked.shown.items()]
    same_space = " AND ".join(f"totals.{name} IS NOT DISTINCT FROM peaks.{name}" for name in names) or "true"
    return f"""
        WITH {ROOMS_ASKED}, stays AS (
            SELECT {", ".join([*named, _MINUTES, "CAST(sum(counted.places) AS integer) AS held"])}
            FROM {HELD} counted {asked.names}
            WHERE local_day >= :first AND local_day < :end AND {asked.of_these_rooms}
            GROUP BY {", ".join([*_positions(named), _MINUTES])}
        ), changes AS (
            SELECT {keys}, from_minute AS minute, held AS change FROM stays
            UNION ALL
            SELECT {keys}, to_minute, - held FROM stays WHERE to_minute < 1440
            {_begins_of_hours(keys) if _HOUR in asked.groups else ""}
        ), levels AS (
            SELECT {keys}, minute, sum(CAST(sum(change) AS integer)) OVER (PARTITION BY {keys} ORDER BY minute) AS level
            FROM changes GROUP BY {keys}, minute
        ), peaks AS (
            SELECT {", ".join([*shown, f"max({_LEVEL_THEN_EARLIEST}) AS highest"])}
            FROM levels {f"GROUP BY {', '.join(_positions(shown))}" if shown else ""}
        ), totals AS (
            SELECT {", ".join([*named, "sum(counted.places) AS places"])} FROM asked counted {asked.names}
            {f"GROUP BY {', '.join(_positions(named))}" if named else ""}
        )
        SELECT {", ".join([*(f'peaks."{name}"' for name in asked.shown), *_columns(measures)])}
        FROM peaks LEFT JOIN totals ON {same_space}
        WHERE highest IS NOT NULL {_ordered(asked)} LIMIT :most
    """


def _begins_of_hours(keys: str) -> str:
    """What began in an earlier hour is still there at the begin of the next."""
    return f"""
        UNION ALL
        SELECT {keys}, 60 * hour, 0 FROM (SELECT DISTINCT {keys} FROM stays) days CROSS JOIN generate_series(0, 23) hour
    """


def _positions(columns: Sequence[str]) -> list[str]:
    return [str(number + 1) for number in range(len(columns))]


def _columns(measures: Sequence[Measure]) -> list[str]:
    return [f'{measure.sql} AS "{measure.name}"' for measure in measures]


def _ordered(asked: Asked) -> str:
    positions = {name: number + 1 for number, name in enumerate(asked.shown)}
    ordered = [str(positions[name]) for group in asked.groups for name in (group.ordered or group.shown)]
    return f"ORDER BY {', '.join(ordered)}" if ordered else ""


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
        Measure("places", "how many there are", "CAST(totals.places AS bigint)"),
    ],
    _statement,
)
