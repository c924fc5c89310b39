"""When rooms could be used, reckoned by Postgres: opening hours and closed days as they held, minus closures.

A place was open at a moment if the hours that held at that moment say so: later changes do not rewrite the past. What
is ahead is reckoned by the hours that hold now. Wall times that a clock change repeats count from the earlier one, as
everywhere in BookIT.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this product


def open_days(first: str, end: str) -> str:
    """Common table expressions, the last of which is `open_days`: the `open` periods of each `place_id` (a building,
    or a room with hours of its own) on each `local_day` of `[first, end)`, given as SQL of type date; `whole_day` is
    when that day is."""
    return f"""
    own_hours AS MATERIALIZED (
        SELECT room.room_id, room.building_id, range_agg(tstzrange(hours.since, hours.until)) AS held
        FROM {{schema}}.reporting_hours hours JOIN {{schema}}.reporting_rooms room ON room.room_id = hours.place_id
        GROUP BY room.room_id, room.building_id
    ), places AS (
        SELECT building_id AS place_id, building_id, time_zone FROM {{schema}}.reporting_buildings
        UNION ALL
        SELECT room_id, building_id, time_zone FROM own_hours JOIN {{schema}}.reporting_buildings USING (building_id)
    ), closed_days AS (
        SELECT building_id, day AS begun_on, range_agg(tstzrange(since, until)) AS closed
        FROM {{schema}}.reporting_closed_days GROUP BY building_id, day
    ), begun AS (
        SELECT place_id, building_id, begun.day AS begun_on,
               range_agg(tstzrange(stretch.opens, greatest(stretch.opens, stretch.closes))
                         * tstzrange(hours.since, hours.until)) AS open
        FROM places
        JOIN {{schema}}.reporting_hours hours USING (place_id)
        CROSS JOIN LATERAL (
            -- Hours over midnight belong to the day before.
            SELECT CAST(day AS date) AS day, CAST(extract(isodow FROM day) AS integer) AS weekday
            FROM generate_series({first} - interval '1 day', {end} - interval '1 day', interval '1 day') day
        ) begun
        CROSS JOIN LATERAL jsonb_array_elements(
            hours.opening_hours -> (CAST('{{mon,tue,wed,thu,fri,sat,sun}}' AS text[]))[begun.weekday]
        ) hours_of_day
        CROSS JOIN LATERAL (
            SELECT begun.day + CAST(hours_of_day ->> 0 AS time) AS opens,
                   begun.day + CAST(hours_of_day ->> 1 AS time) AS closes
        ) wall
        CROSS JOIN LATERAL (
            SELECT {{schema}}.first_instant(wall.opens, time_zone) AS opens,
                   {{schema}}.first_instant(
                       CASE WHEN wall.closes > wall.opens THEN wall.closes ELSE wall.closes + interval '1 day' END,
                       time_zone) AS closes
        ) stretch
        GROUP BY place_id, building_id, begun.day
    ), windows AS (
        SELECT building_id, local_day,
               tstzrange({{schema}}.first_instant(CAST(local_day AS timestamp), time_zone),
                         {{schema}}.first_instant(CAST(local_day + 1 AS timestamp), time_zone)) AS whole_day
        FROM {{schema}}.reporting_buildings
        CROSS JOIN LATERAL (
            SELECT CAST(day AS date) AS local_day
            FROM generate_series({first} + interval '0 days', {end} - interval '1 day', interval '1 day') day
        ) days
    ), by_day AS (
        SELECT place_id, building_id, local_day, whole_day,
               range_agg((begun.open - coalesce(closed, '{{}}')) * tstzmultirange(whole_day)) AS open
        FROM begun
        LEFT JOIN closed_days USING (building_id, begun_on)
        CROSS JOIN LATERAL (VALUES (begun_on), (begun_on + 1)) AS touched (local_day)
        JOIN windows USING (building_id, local_day)
        GROUP BY place_id, building_id, local_day, whole_day
    ), open_days AS MATERIALIZED (
        SELECT place_id, local_day, whole_day, open FROM by_day WHERE place_id = building_id
        UNION ALL
        SELECT room_id, whole.local_day, whole.whole_day,
               whole.open * coalesce(own.open, '{{}}') + (whole.open - own_hours.held)
        FROM own_hours
        JOIN by_day whole ON whole.place_id = own_hours.building_id
        LEFT JOIN by_day own ON own.place_id = room_id AND own.local_day = whole.local_day
    )
    """


OWN_OR_BUILDING = """
    CASE WHEN room.room_id IN (SELECT room_id FROM own_hours) THEN room.room_id ELSE room.building_id END
"""
"""The place by whose hours a `room` opens."""


def counts_from(zone: str) -> str:
    """The first local day on which a `unit` of a `room` counts."""
    days = (f"CAST({moment} AT TIME ZONE {zone} AS date)" for moment in ("room.opened_at", "unit.added_at"))
    return f"greatest({', '.join(days)})"


def counts_until(zone: str) -> str:
    """The day before which a `unit` counts last; infinity for most."""
    return f"coalesce(CAST(unit.replaced_at AT TIME ZONE {zone} AS date), 'infinity')"


def minutes(multirange: str) -> str:
    """How many minutes its periods are long, together."""
    return (
        "(SELECT coalesce(CAST(extract(epoch FROM sum(upper(piece) - lower(piece))) / 60 AS bigint), 0)"
        f" FROM unnest({multirange}) piece)"
    )
