"""Reports about demand that found no place at first, or none at all: the waitlist, and what was refused."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this package; values are parameters

from collections.abc import Sequence

from bookit.queries.reports.question import BUILDING, PLACES, ROOMS_ASKED, TIMES, Asked, Group, Measure, Report

_HOUR = Group({"hour": "hour"}, "the local hour in which the stay was to begin, 0 to 23", ["hour"])
_KIND_WANTED = Group({"kind": "counted.kind"}, "the kind of room; empty where any would do", ["kind"])
_ROOM_WANTED = Group(
    {"room_id": "room.room_id", "room": "room.name"},
    "the room; empty where any that fits would do",
    ["room_id"],
    ["room", "room_id"],
)

_LOCAL_DAY = "CAST(wanted.starts_at AT TIME ZONE building.time_zone AS date)"
_LOCAL_HOUR = "CAST(extract(hour FROM wanted.starts_at AT TIME ZONE building.time_zone) AS integer)"


def _waitlist(asked: Asked, measures: Sequence[Measure]) -> str:
    return f"""
        WITH {ROOMS_ASKED}, counted AS (
            SELECT wanted.*, {_LOCAL_DAY} AS local_day, {_LOCAL_HOUR} AS hour
            FROM (
                SELECT entry.building_id, entry.room_id, coalesce(entry.kind, room.kind) AS kind, status, starts_at,
                       joined_at, offered_at, lapsed_at, ended_at
                FROM {{schema}}.reporting_waitlist entry
                LEFT JOIN {{schema}}.reporting_rooms room ON room.room_id = entry.room_id
            ) wanted
            JOIN {{schema}}.reporting_buildings building USING (building_id)
            WHERE {_LOCAL_DAY} >= :first AND {_LOCAL_DAY} < :end
              AND (:everything OR building_id = ANY(CAST(:managed AS uuid[])))
              AND (CAST(:building_ids AS uuid[]) IS NULL OR building_id = ANY(CAST(:building_ids AS uuid[])))
              AND (CAST(:room_ids AS uuid[]) IS NULL OR room_id = ANY(CAST(:room_ids AS uuid[])))
              AND (CAST(:kind AS text) IS NULL OR kind = :kind)
        )
        {asked.select(measures, "counted")}
    """


WAITLIST = Report(
    "Who waited for places on these days, and what became of it. The filters know a room only where one was asked for.",
    {**TIMES, "hour": _HOUR, "building": BUILDING, "room": _ROOM_WANTED, "kind": _KIND_WANTED},
    [
        Measure("joined", "all who joined", "count(*)"),
        Measure("promoted", "got a place", "count(*) FILTER (WHERE status = 'promoted')"),
        Measure("left", "left by themselves", "count(*) FILTER (WHERE status = 'left')"),
        Measure("expired", "the time came without a place", "count(*) FILTER (WHERE status = 'expired')"),
        Measure("open", "still wait, or think about an offer", "count(*) FILTER (WHERE ended_at IS NULL)"),
        Measure("offers_lapsed", "let an offer lapse", "count(*) FILTER (WHERE lapsed_at IS NOT NULL)"),
        Measure(
            "promoted_rate",
            "promoted of all whose waiting has ended",
            "CAST(round(count(*) FILTER (WHERE status = 'promoted')"
            " / nullif(CAST(count(*) FILTER (WHERE ended_at IS NOT NULL) AS numeric), 0), 4) AS float8)",
        ),
        Measure(
            "mean_wait_hours",
            "from joining to the place, of those promoted",
            "CAST(round(CAST(extract(epoch FROM avg(ended_at - joined_at) FILTER (WHERE status = 'promoted')) / 3600"
            " AS numeric), 1) AS float8)",
        ),
    ],
    _waitlist,
)


def _times(condition: str) -> str:
    return f"CAST(coalesce(sum(times) FILTER (WHERE {condition}), 0) AS bigint)"


def _refused(asked: Asked, measures: Sequence[Measure]) -> str:
    return f"""
        WITH {ROOMS_ASKED}, counted AS (
            SELECT room_id, building_id, {_LOCAL_DAY} AS local_day, {_LOCAL_HOUR} AS hour, reason,
                   nullif(rule, '') AS rule, ends_at - wanted.starts_at AS length, times
            FROM {{schema}}.refused_demand wanted JOIN asked building USING (room_id)
            WHERE wanted.starts_at >= :first - interval '1 day' AND wanted.starts_at < :end + interval '1 day'
              AND {_LOCAL_DAY} >= :first AND {_LOCAL_DAY} < :end
        )
        {asked.select(measures, "counted")}
    """


REFUSED = Report(
    "How often stays on these days could not be booked, and why. Counted as they are refused, without who asked.",
    {
        **TIMES,
        "hour": _HOUR,
        **PLACES,
        "reason": Group({"reason": "reason"}, "room-taken, rule-broken or quota-exceeded", ["reason"]),
        "rule": Group({"rule": "rule"}, "the rule that said no; empty where the place was taken", ["rule"]),
    },
    [
        Measure("refused", "how often", _times("true")),
        Measure("taken", "because somebody had the place", _times("reason = 'room-taken'")),
        Measure("by_rule", "because a rule or a quota said no", _times("reason <> 'room-taken'")),
        Measure(
            "wanted_minutes",
            "that were asked for",
            "CAST(coalesce(sum(times * extract(epoch FROM length) / 60), 0) AS bigint)",
        ),
    ],
    _refused,
)
