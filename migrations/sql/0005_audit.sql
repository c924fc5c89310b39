-- What proves that the ledger is what it was, and who read it. `{schema}` is the organisation's schema; nothing here
-- relies on search_path.

-- Names this ledger in what is signed and exported.
CREATE TABLE {schema}.ledger_identity (
    only_one  boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    ledger_id uuid    NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO {schema}.ledger_identity DEFAULT VALUES;

-- How far the ledger was checked: `new` follows its head, `again` goes from the beginning to the end, round by round.
CREATE TABLE {schema}.ledger_checks (
    kind        text        PRIMARY KEY CHECK (kind IN ('new', 'again')),
    position    bigint      NOT NULL DEFAULT 0,
    hash        bytea       NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    recorded_at timestamptz,          -- of the last event that was checked
    streams     bigint      NOT NULL DEFAULT 0,
    began_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    checked_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz           -- of the last whole round
);
INSERT INTO {schema}.ledger_checks (kind) VALUES ('new'), ('again');

-- What was found to be wrong; nothing is ever removed here by BookIT.
CREATE TABLE {schema}.ledger_faults (
    fault_id   bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    check_name text        NOT NULL,
    position   bigint,
    stream_id  uuid,
    fault      text        NOT NULL,
    found_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT each_fault_once UNIQUE NULLS NOT DISTINCT (check_name, position, fault)
);

CREATE TABLE {schema}.signing_keys (
    key_id     text        PRIMARY KEY,
    public_key bytea       NOT NULL CHECK (octet_length(public_key) = 32),
    first_used timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The hash of an event, signed: whoever changes the past afterwards can't sign it anew without the key.
CREATE TABLE {schema}.ledger_checkpoints (
    position    bigint      PRIMARY KEY,
    hash        bytea       NOT NULL,
    recorded_at timestamptz NOT NULL, -- of the event
    signed_at   timestamptz NOT NULL,
    key_id      text        NOT NULL REFERENCES {schema}.signing_keys,
    signature   bytea       NOT NULL CHECK (octet_length(signature) = 64)
);

-- What those read who may read everything.
CREATE TABLE {schema}.readings (
    reading_id    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    read_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    member_id     uuid        NOT NULL,
    address_class text        NOT NULL,
    path          text        NOT NULL,
    parameters    jsonb       NOT NULL
);
CREATE INDEX readings_by_member ON {schema}.readings (member_id, reading_id);
CREATE TRIGGER readings_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.readings
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change();
