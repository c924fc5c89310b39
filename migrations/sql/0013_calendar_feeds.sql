-- Addresses at which calendar programs fetch a member's bookings, at most one for each. The secret in it follows from the
-- id and a key that is not in the database (docs/adr/0118).
CREATE TABLE {schema}.calendar_feeds (
    feed_id      uuid        PRIMARY KEY,
    member_id    uuid        NOT NULL UNIQUE REFERENCES {schema}.people ON DELETE CASCADE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    tag          text,        -- of what was served last
    changed_at   timestamptz  -- when that was found to be another than before
);
