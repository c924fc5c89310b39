-- How far each read model has come, and what it could not digest. The read models' own tables are made by the
-- projection engine: they may be dropped and rebuilt any day.

CREATE TABLE {schema}.projections (
    name              text        NOT NULL,
    build             text        NOT NULL CHECK (build IN ('live', 'rebuild')),
    version           integer     NOT NULL,
    position          bigint      NOT NULL DEFAULT 0,
    parked            bigint      NOT NULL DEFAULT 0,
    switch_when_ready boolean     NOT NULL DEFAULT true,
    started_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, build)
) WITH (fillfactor = 10);

CREATE TABLE {schema}.parked_events (
    projection text        NOT NULL,
    build      text        NOT NULL CHECK (build IN ('live', 'rebuild')),
    position   bigint      NOT NULL,
    stream_id  uuid        NOT NULL,
    topic      text        NOT NULL,
    error      text        NOT NULL,
    attempts   integer     NOT NULL DEFAULT 1,
    parked_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, build, position)
);
CREATE INDEX parked_events_by_stream ON {schema}.parked_events (projection, build, stream_id);

-- Signs the cursors of paged answers, so that every process accepts the pages of every other.
CREATE TABLE {schema}.cursor_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key      bytea   NOT NULL
);
INSERT INTO {schema}.cursor_key (key)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
