-- Pictures that people uploaded. Their content is in the object storage, under keys that we made.
CREATE TABLE {schema}.files (
    file_id       uuid        PRIMARY KEY,
    kind          text        NOT NULL,
    owner_id      uuid        NOT NULL,              -- of the room, the building, the organisation, the member, the booking
    uploaded_by   uuid        NOT NULL,
    object_key    text        NOT NULL UNIQUE,
    media_type    text        NOT NULL,
    bytes         bigint      NOT NULL,
    width         integer     NOT NULL,
    height        integer     NOT NULL,
    sha256        text        NOT NULL,              -- of what is kept
    source_sha256 text        NOT NULL,              -- of what was sent
    left_out      text[]      NOT NULL,              -- what a drawing lost when it was made harmless
    state         text        NOT NULL DEFAULT 'stored' CHECK (state IN ('stored', 'missing')),
    uploaded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    claimed_at    timestamptz                        -- when a command first used it; until then it may be swept away
);
CREATE INDEX files_by_key ON {schema}.files (object_key COLLATE "C");
CREATE INDEX files_unused ON {schema}.files (uploaded_at) WHERE claimed_at IS NULL;

-- Smaller forms of them.
CREATE TABLE {schema}.file_variants (
    file_id    uuid        NOT NULL REFERENCES {schema}.files ON DELETE CASCADE,
    variant    text        NOT NULL,
    object_key text        NOT NULL UNIQUE,
    media_type text        NOT NULL,
    bytes      bigint      NOT NULL,
    width      integer     NOT NULL,
    height     integer     NOT NULL,
    sha256     text        NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (file_id, variant)
);
CREATE INDEX file_variants_by_key ON {schema}.file_variants (object_key COLLATE "C");
