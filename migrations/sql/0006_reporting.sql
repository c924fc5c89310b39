-- The moment of a wall time, as the domain has it: where clocks are set back, the first of the two. Postgres by itself
-- takes the second, so an hour earlier is looked at as well.
CREATE FUNCTION {schema}.first_instant(wall timestamp, zone text) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT CASE
        WHEN ((wall - interval '1 hour') AT TIME ZONE zone + interval '1 hour') AT TIME ZONE zone = wall
        THEN least(wall AT TIME ZONE zone, (wall - interval '1 hour') AT TIME ZONE zone + interval '1 hour')
        ELSE wall AT TIME ZONE zone
    END
$$;

-- How often a stay was refused. A refusal leaves no event, because nothing happened; so it is counted here, by the API,
-- without who asked. Not part of the ledger, and not to be had again from it.
CREATE TABLE {schema}.refused_demand (
    refused_on date        NOT NULL,
    room_id    uuid        NOT NULL,
    seat_id    uuid,
    command    text        NOT NULL,
    reason     text        NOT NULL,
    rule       text        NOT NULL DEFAULT '',
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    times      integer     NOT NULL CHECK (times > 0),
    CONSTRAINT refused_demand_once UNIQUE NULLS NOT DISTINCT
        (refused_on, room_id, seat_id, command, reason, rule, starts_at, ends_at)
);
CREATE INDEX refused_demand_by_start ON {schema}.refused_demand (starts_at);
