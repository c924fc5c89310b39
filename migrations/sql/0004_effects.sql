-- What is to be done in the world outside because of what the ledger says: a row before it is a job, ids only.
-- These rows are no read model: rebuilding one sends nothing again.

CREATE TABLE {schema}.effects (
    effect_id     uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    kind          text        NOT NULL,
    dedupe_key    text        NOT NULL CONSTRAINT effects_happen_once UNIQUE,
    queue         text        NOT NULL CHECK (queue IN ('urgent', 'ordinary', 'bulk')),
    payload       jsonb       NOT NULL,
    position      bigint,                             -- of the fact that caused it; NULL where time did
    state         text        NOT NULL DEFAULT 'waiting'
                              CHECK (state IN ('waiting', 'running', 'done', 'parked', 'discarded')),
    attempts      integer     NOT NULL DEFAULT 0,     -- counted before each is made
    most_attempts integer     NOT NULL CHECK (most_attempts > 0),
    due_at        timestamptz NOT NULL DEFAULT clock_timestamp(), -- while running: when it may be taken up again
    rung_at       timestamptz,                        -- when workers were told last
    last_error    text,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at    timestamptz,
    done_at       timestamptz,
    parked_at     timestamptz
) WITH (fillfactor = 80);
CREATE INDEX effects_open ON {schema}.effects (queue, due_at) WHERE state IN ('waiting', 'running');
CREATE INDEX effects_parked ON {schema}.effects (kind, parked_at) WHERE state = 'parked';
CREATE INDEX effects_over ON {schema}.effects (done_at) WHERE state IN ('done', 'discarded');

-- How far each reaction has looked into the ledger. It begins where the ledger stands when this migration runs: an
-- old ledger is not told again (docs/adr/0050).
CREATE TABLE {schema}.reactions (
    name       text        PRIMARY KEY,
    position   bigint      NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10);

INSERT INTO {schema}.reactions (name, position) SELECT 'notifications', position FROM {schema}.ledger_head;

-- Who is trusted with what: approvers are looked for among these few streams.
CREATE INDEX events_of_roles ON {schema}.events (originator_id) WHERE topic = 'member.role_granted';

-- What members were told, a row for each act and kind: four hundred bookings moved at once are one row with so many
-- items. Ids and times only; names and titles are read where they are kept.
CREATE TABLE {schema}.notifications (
    notification_id uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id       uuid        NOT NULL REFERENCES {schema}.people ON DELETE CASCADE,
    kind            text        NOT NULL,
    act_id          uuid        NOT NULL,
    actor_id        uuid        NOT NULL,
    in_inbox        boolean     NOT NULL,
    told_at         timestamptz NOT NULL DEFAULT clock_timestamp(), -- of the latest item
    read_at         timestamptz,
    CONSTRAINT told_once UNIQUE (member_id, act_id, kind)
);
CREATE INDEX notifications_in_inbox ON {schema}.notifications (member_id, told_at, notification_id) WHERE in_inbox;
CREATE INDEX notifications_unread ON {schema}.notifications (member_id) WHERE in_inbox AND read_at IS NULL;
CREATE INDEX notifications_by_age ON {schema}.notifications (told_at);

-- A letter to one member. What is to be told goes into an open one; once closed, its content is settled.
CREATE TABLE {schema}.letters (
    letter_id uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid        NOT NULL REFERENCES {schema}.people ON DELETE CASCADE,
    bundle    text        NOT NULL, -- what goes into the same letter: an act, a day's digest, what was too much
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at timestamptz,
    sent_at   timestamptz
);
CREATE UNIQUE INDEX letters_open ON {schema}.letters (member_id, bundle) WHERE closed_at IS NULL;
CREATE INDEX letters_of_late ON {schema}.letters (member_id, closed_at);

CREATE TABLE {schema}.notification_items (
    notification_id uuid   NOT NULL REFERENCES {schema}.notifications ON DELETE CASCADE,
    subject_id      uuid   NOT NULL, -- the booking, series or place in the waitlist
    version         bigint NOT NULL, -- of its stream
    position        bigint NOT NULL, -- how far read models must be to show it
    letter_id       uuid   REFERENCES {schema}.letters ON DELETE SET NULL,
    facts           jsonb  NOT NULL, -- when and where, as it was then
    PRIMARY KEY (notification_id, subject_id, version)
);
CREATE INDEX notification_items_by_letter ON {schema}.notification_items (letter_id) WHERE letter_id IS NOT NULL;

-- Who has which booking in a calendar because of a letter: its changes are written to them as well.
CREATE TABLE {schema}.calendar_entries (
    booking_id uuid NOT NULL,
    member_id  uuid NOT NULL REFERENCES {schema}.people ON DELETE CASCADE,
    PRIMARY KEY (booking_id, member_id)
);
CREATE INDEX calendar_entries_by_member ON {schema}.calendar_entries (member_id);

-- What members have chosen; where there is no row, the default of the subject and channel holds.
CREATE TABLE {schema}.notification_choices (
    member_id uuid NOT NULL REFERENCES {schema}.people ON DELETE CASCADE,
    subject   text NOT NULL,
    channel   text NOT NULL CHECK (channel IN ('inbox', 'mail')),
    choice    text NOT NULL CHECK (choice IN ('now', 'daily', 'off')),
    PRIMARY KEY (member_id, subject, channel)
);
CREATE TABLE {schema}.notification_settings (
    member_id        uuid    PRIMARY KEY REFERENCES {schema}.people ON DELETE CASCADE,
    language         text,
    reminder_minutes integer CHECK (reminder_minutes BETWEEN 0 AND 120)
);

-- Signs the links of letters with which a member changes a choice without signing in.
CREATE TABLE {schema}.letter_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key      bytea   NOT NULL
);
INSERT INTO {schema}.letter_key (key)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
