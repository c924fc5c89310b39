-- The ledger of one organisation. `{schema}` is the organisation's schema; nothing here relies on search_path.

CREATE TABLE {schema}.events (
    -- the eventsourcing library's columns; notification_id is the position
    originator_id      uuid        NOT NULL,
    originator_version bigint      NOT NULL,
    topic              text        NOT NULL,
    state              bytea       NOT NULL,
    notification_id    bigint      NOT NULL,
    -- ours
    recorded_at        timestamptz NOT NULL,
    actor_id           uuid        NOT NULL,
    command_id         uuid        NOT NULL,
    correlation_id     uuid        NOT NULL,
    hash               bytea       NOT NULL,
    PRIMARY KEY (originator_id, originator_version)
);
CREATE UNIQUE INDEX events_position ON {schema}.events (notification_id);
-- Which buildings, rooms and series there are: decisions may not ask a read model (docs/adr/0040).
CREATE INDEX events_of_spaces ON {schema}.events (topic, originator_id)
    WHERE topic IN ('building.added', 'room.opened', 'series.placed');
-- Acts of many commands, such as an import. The events of one command need no index: their positions are consecutive.
CREATE INDEX events_of_acts ON {schema}.events (correlation_id, notification_id) WHERE correlation_id <> command_id;

-- Append-only: nobody changes or removes a fact, not even by mistake.
CREATE FUNCTION {schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER events_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.events
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change();

-- One row: whoever holds its lock writes next. Positions come from here, so their order is the order of commits.
CREATE TABLE {schema}.ledger_head (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    position    bigint      NOT NULL,
    hash        bytea       NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 10);
INSERT INTO {schema}.ledger_head (position, hash, recorded_at)
VALUES (0, decode(repeat('00', 32), 'hex'), clock_timestamp());

-- What was asked and answered: an idempotency key runs once.
CREATE TABLE {schema}.commands (
    command_id    uuid        PRIMARY KEY,
    name          text        NOT NULL,
    actor_id      uuid        NOT NULL,
    address_class text        NOT NULL DEFAULT 'none', -- what sort of network address it came from
    request_hash  bytea       NOT NULL,
    answer        bytea       NOT NULL,
    position      bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL
);

-- What can be claimed (rooms and seats) or charged (quota holders): rows to lock, in sorted order.
CREATE TABLE {schema}.units (
    unit_id uuid PRIMARY KEY
);

-- Who has a unit, and when. `places` is set where a unit is shared by number instead of claimed whole.
CREATE TABLE {schema}.claims (
    unit_id   uuid      NOT NULL,
    during    tstzrange NOT NULL,
    stream_id uuid      NOT NULL,
    places    integer   CHECK (places > 0),
    CONSTRAINT claims_are_real CHECK (
        NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
        AND lower_inc(during) AND NOT upper_inc(during) AND isfinite(lower(during)) AND isfinite(upper(during))
    ),
    CONSTRAINT no_double_booking EXCLUDE USING gist (unit_id WITH =, during WITH &&) WHERE (places IS NULL)
);
CREATE INDEX claims_by_stream ON {schema}.claims (stream_id);
CREATE INDEX shared_claims ON {schema}.claims USING gist (unit_id, during) WHERE places IS NOT NULL;

-- What counts against a quota, until its stream gives it back.
CREATE TABLE {schema}.charges (
    holder_id uuid   NOT NULL,
    bucket    text   NOT NULL,
    stream_id uuid   NOT NULL,
    amount    bigint NOT NULL CHECK (amount > 0),
    until     timestamptz -- when it stops counting by itself
);
CREATE INDEX charges_by_bucket ON {schema}.charges (holder_id, bucket);
CREATE INDEX charges_by_stream ON {schema}.charges (stream_id);
CREATE INDEX charges_that_end ON {schema}.charges (until) WHERE until IS NOT NULL;

-- Which deadlines a scheduler has taken up, so that no other does the same within the next seconds.
CREATE TABLE {schema}.handed_out (
    timer          text        NOT NULL,
    stream_id      uuid        NOT NULL,
    due_at         timestamptz NOT NULL,
    handed_out_at  timestamptz NOT NULL,
    PRIMARY KEY (stream_id, timer)
);
CREATE INDEX handed_out_by_time ON {schema}.handed_out (handed_out_at);

-- What only one scheduler may do at a time: it holds the lock of the row meanwhile.
CREATE TABLE {schema}.one_at_a_time (
    name text PRIMARY KEY
);
INSERT INTO {schema}.one_at_a_time (name) VALUES ('promote who waits');

-- Makes the codes at the doors of rooms (docs/adr/0031).
CREATE TABLE {schema}.door_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key      bytea   NOT NULL
);
INSERT INTO {schema}.door_key (key)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
