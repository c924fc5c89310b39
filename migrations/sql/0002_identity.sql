-- Who the members are and how they sign in: ordinary rows, never events. Secrets are kept as SHA-256 only, passwords
-- as argon2. `{schema}` is the organisation's schema; nothing here relies on search_path.

CREATE TABLE {schema}.people (
    member_id    uuid        PRIMARY KEY,
    email        text        NOT NULL CONSTRAINT people_email UNIQUE, -- normalised by the application
    display_name text        NOT NULL,
    search_key   text        NOT NULL COLLATE "C",                    -- the name, folded for search and order
    created_at   timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX people_by_name ON {schema}.people (search_key, member_id);

CREATE TABLE {schema}.passwords (
    member_id  uuid        PRIMARY KEY REFERENCES {schema}.people ON DELETE CASCADE,
    hash       text        NOT NULL,
    changed_at timestamptz NOT NULL -- a session starts only from the password that was verified
);

CREATE TABLE {schema}.sessions (
    session_id     uuid        PRIMARY KEY,
    member_id      uuid        NOT NULL REFERENCES {schema}.people ON DELETE CASCADE,
    token_hash     bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    previous_hash  bytea       UNIQUE CHECK (octet_length(previous_hash) = 32),
    previous_until timestamptz,
    created_at     timestamptz NOT NULL DEFAULT now(),
    rotated_at     timestamptz NOT NULL DEFAULT now(),
    last_seen_at   timestamptz NOT NULL DEFAULT now(),
    user_agent     text        NOT NULL,
    address        text        NOT NULL
);
CREATE INDEX sessions_by_member ON {schema}.sessions (member_id);

CREATE TABLE {schema}.api_tokens (
    token_id     uuid        PRIMARY KEY,
    member_id    uuid        NOT NULL REFERENCES {schema}.people ON DELETE CASCADE,
    name         text        NOT NULL,
    scopes       text[]      NOT NULL CHECK (cardinality(scopes) > 0),
    token_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    CONSTRAINT api_tokens_expire CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days')
);
CREATE INDEX api_tokens_by_member ON {schema}.api_tokens (member_id);

-- Invitations, password resets and the first run's setup token: at most one of a purpose for a member, each good once.
CREATE TABLE {schema}.one_time_tokens (
    token_hash bytea       PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    purpose    text        NOT NULL CHECK (purpose IN ('invitation', 'password-reset', 'setup')),
    member_id  uuid        REFERENCES {schema}.people ON DELETE CASCADE CHECK ((member_id IS NULL) = (purpose = 'setup')),
    command_id uuid        NOT NULL DEFAULT gen_random_uuid(), -- survives a new issue: what it leads to is done once
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT one_of_a_purpose UNIQUE NULLS NOT DISTINCT (purpose, member_id)
);

-- Sign-in attempts that are not forgiven yet: of an account at an address, of an account anywhere (address = ''), from
-- an address whatever the account (account = ''). Both are hashes: what people type into the wrong box is not kept.
CREATE TABLE {schema}.sign_in_attempts (
    account     bytea            NOT NULL,
    address     bytea            NOT NULL,
    count       double precision NOT NULL,
    counted_at  timestamptz      NOT NULL,
    known_until timestamptz,     -- the account signed in from here before
    PRIMARY KEY (account, address)
);
CREATE INDEX sign_in_attempts_by_age ON {schema}.sign_in_attempts (counted_at);
