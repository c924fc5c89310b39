-- What those who watch over the service look at.

-- The processes that serve this organisation. Each tells now and then that it is alive; one that ends in order says so.
CREATE TABLE {schema}.processes (
    process_id uuid        PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('api', 'worker', 'scheduler')),
    host       text        NOT NULL,
    pid        integer     NOT NULL,
    version    text        NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL
);

-- What operators did, once for each key of theirs. No facts of the organisation: these are not in the ledger.
CREATE TABLE {schema}.operator_acts (
    act_id   uuid        PRIMARY KEY,
    name     text        NOT NULL,
    actor_id uuid        NOT NULL,
    request  jsonb       NOT NULL,
    answer   jsonb,      -- set in the same transaction
    done_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX operator_acts_by_time ON {schema}.operator_acts (done_at, act_id);

-- How fast each read model goes.
ALTER TABLE {schema}.projections
    ADD COLUMN rate              double precision NOT NULL DEFAULT 0, -- events per second, over some seconds
    ADD COLUMN measured_position bigint           NOT NULL DEFAULT 0,
    ADD COLUMN measured_at       timestamptz      NOT NULL DEFAULT now();

-- An error without what is different each time it happens, and without what operators have no business reading.
CREATE FUNCTION {schema}.cause_of(error text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog
RETURN left(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        error,
        '\s*\[type=[^\n]*', '', 'g'),                                  -- pydantic's input values
        '\n(DETAIL|CONTEXT|LINE|HINT):?.*', ''),                       -- Postgres's
        ':\s+"[^\n]*"', ': …', 'g'),
        '[^\s<>"'']+@[^\s<>"'']+', '<address>', 'g'),
        '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '<id>', 'gi'),
        '\m\d+\M', '#', 'g'),
    300);
