-- The backups that were made: how old the newest is. The files themselves are kept elsewhere.
CREATE TABLE {schema}.backups (
    backup_id   bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name        text        NOT NULL, -- of the file
    position    bigint      NOT NULL, -- of the last event in it
    bytes       bigint      NOT NULL,
    began_at    timestamptz NOT NULL, -- it holds what was recorded until then
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX backups_by_time ON {schema}.backups (began_at);
