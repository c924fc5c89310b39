"""Reports that count bookings: all of them, those nobody came to, those that were given up.

Bookings are first counted by few plain columns, most of them much alike; measures are made of those counts. That is
several times faster than a conditional sum over a million rows for each measure.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this package; values are parameters

from collections.abc import Sequence

from bookit.queries.reports.question import PLACES, ROOMS_ASKED, TIMES, Asked, Group, Measure, Report

_HOUR = Group({"hour": "CAST(hour AS integer)"}, "the local hour in which the stay begins, 0 to 23", ["hour"])
_GROUP = Group(
    {"group": "group_name"},
    "the groups that the member was in when they booked; a booking counts in each, and in an empty one without any",
    ["groups"],
)
_STATUS = Group({"status": "status"}, "how the booking stands", ["status"])
_GROUPS = {**TIMES, "hour": _HOUR, **PLACES, "group": _GROUP}

_RAW = {"hour": "starts_minute / 60 AS hour"}

_STANDS = "status IN ('pending', 'confirmed', 'checked_in', 'finished')"


def _counted(asked: Asked, *, by: Sequence[str] = (), sums: Sequence[str] = (), only: str = "true") -> str:
    """Bookings of the days and rooms asked for, counted by what the groups need and what the measures need."""
    keys = [_RAW.get(column, column) for column in dict.fromkeys([*asked.raw, *by])]
    numbers = ", ".join(str(number + 1) for number in range(len(keys)))
    return f"""
        WITH {ROOMS_ASKED}, counted AS (
            SELECT {", ".join([*keys, "count(*) AS n", *sums])}
            FROM {{schema}}.reporting_bookings counted
            WHERE local_day >= :first AND local_day < :end AND {asked.of_these_rooms} AND {only}
            GROUP BY {numbers}
        )
    """


def _of_groups(asked: Asked) -> str:
    if "group_name" not in asked.shown.values():
        return "counted"
    return "counted LEFT JOIN LATERAL unnest(groups) AS of_group (group_name) ON true"


def _sum(condition: str = "true", column: str = "n") -> str:
    return f"CAST(coalesce(sum({column}) FILTER (WHERE {condition}), 0) AS bigint)"


def _mean(total: str, condition: str, *, digits: int = 1, per: int = 1) -> str:
    return (
        f"CAST(round(sum({total}) FILTER (WHERE {condition})"
        f" / nullif(sum(n) FILTER (WHERE {condition}), 0) / {per}, {digits}) AS float8)"
    )


def _share(part: str, whole: str) -> str:
    return (
        f"CAST(round(coalesce(sum(n) FILTER (WHERE {part}), 0)"
        f" / nullif(sum(n) FILTER (WHERE {whole}), 0), 4) AS float8)"
    )


def _bookings(asked: Asked, measures: Sequence[Measure]) -> str:
    by = ["status", "series_id IS NOT NULL AS recurring", "needed_approval", "placed_by IS NOT NULL AS by_others"]
    sums = ["sum(minutes) AS minutes", "sum(lead_minutes) AS lead_minutes"]
    return _counted(asked, by=by, sums=sums) + asked.select(measures, _of_groups(asked))


BOOKINGS = Report(
    "How many bookings begin on these days, what became of them, how long they are and how far ahead they were made.",
    {**_GROUPS, "status": _STATUS},
    [
        Measure("bookings", "all of them", _sum()),
        Measure("standing", "not given up: pending, confirmed, checked in or finished", _sum(_STANDS)),
        Measure("cancelled", "cancelled, or displaced by a closure", _sum("status = 'cancelled'")),
        Measure("rejected", "not approved", _sum("status = 'rejected'")),
        Measure("expired", "not decided in time", _sum("status = 'expired'")),
        Measure("released", "nobody came", _sum("status = 'released'")),
        Measure("recurring", "placed by a series", _sum("recurring")),
        Measure("needed_approval", "a rule wanted them approved", _sum("needed_approval")),
        Measure("by_others", "placed by somebody else than the member", _sum("by_others")),
        Measure("minutes", "booked by those standing", _sum(_STANDS, "minutes")),
        Measure("mean_minutes", "of those standing", _mean("minutes", _STANDS)),
        Measure("mean_lead_hours", "from placing to the begin as first booked", _mean("lead_minutes", "true", per=60)),
    ],
    _bookings,
)


def _no_shows(asked: Asked, measures: Sequence[Measure]) -> str:
    by = ["status", "checked_in_at IS NOT NULL AS came"]
    lost = (
        "sum(CAST(greatest(extract(epoch FROM ends_at - ended_at), 0) / 60 AS bigint))"
        " FILTER (WHERE status = 'released') AS freed"
    )
    only = "check_in_by IS NOT NULL AND status NOT IN ('pending', 'cancelled', 'rejected', 'expired')"
    return _counted(asked, by=by, sums=[lost], only=only) + asked.select(measures, _of_groups(asked))


NO_SHOWS = Report(
    "Of the bookings for which somebody had to check in: how many came, and how many did not.",
    _GROUPS,
    [
        Measure("expected", "had to be checked in, and were not given up before", _sum()),
        Measure("came", "were checked in", _sum("came")),
        Measure("no_shows", "were released because nobody came", _sum("status = 'released'")),
        Measure("no_show_rate", "no_shows of expected", _share("status = 'released'", "true")),
        Measure("freed_minutes", "became free again by the release", _sum("true", "freed")),
    ],
    _no_shows,
)


def _cancellations(asked: Asked, measures: Sequence[Measure]) -> str:
    cancelled = "ended_how = 'cancelled'"
    late = f"""
        CASE WHEN {cancelled} THEN CASE
            WHEN ended_at >= starts_at THEN 'after'
            WHEN ended_at >= starts_at - interval '1 hour' THEN 'hour'
            WHEN ended_at >= starts_at - interval '1 day' THEN 'day'
            ELSE 'earlier'
        END END AS late
    """
    by = ["ended_how", f"CASE WHEN {cancelled} THEN ended_by = member_id END AS by_member", late]
    lead = f"sum(CAST(extract(epoch FROM starts_at - ended_at) / 60 AS bigint)) FILTER (WHERE {cancelled}) AS lead"
    return _counted(asked, by=by, sums=[lead]) + asked.select(measures, _of_groups(asked))


CANCELLATIONS = Report(
    "How many bookings were given up, by whom, and how late.",
    _GROUPS,
    [
        Measure("bookings", "all of them", _sum()),
        Measure("cancelled", "cancelled by somebody", _sum("ended_how = 'cancelled'")),
        Measure("displaced", "had to give way to a closure", _sum("ended_how = 'displaced'")),
        Measure("cancelled_rate", "cancelled of all", _share("ended_how = 'cancelled'", "true")),
        Measure("by_the_member", "cancelled by the member themselves", _sum("by_member")),
        Measure("after_begin", "cancelled when they had begun", _sum("late = 'after'")),
        Measure("within_an_hour", "cancelled within the hour before", _sum("late = 'hour'")),
        Measure("within_a_day", "cancelled within the day before, but not the last hour", _sum("late = 'day'")),
        Measure("earlier", "cancelled earlier than that", _sum("late = 'earlier'")),
        Measure(
            "mean_lead_hours",
            "from the cancellation to the begin",
            _mean("lead", "ended_how = 'cancelled'", per=60),
        ),
    ],
    _cancellations,
)
