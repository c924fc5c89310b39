-- Keys that seal what members write (docs/adr/0055), outside the ledger so that they can be thrown away.
-- `{schema}` is the organisation's schema; nothing here relies on search_path.

CREATE TABLE {schema}.member_keys (
    member_id    uuid        PRIMARY KEY,
    key          bytea       CHECK (octet_length(key) = 32),
    forgotten_at timestamptz,
    settled      boolean     NOT NULL DEFAULT true, -- nothing of a forgotten member is left to be given up
    CONSTRAINT a_key_until_forgotten CHECK ((key IS NULL) = (forgotten_at IS NOT NULL))
);
CREATE INDEX member_keys_to_settle ON {schema}.member_keys (forgotten_at) WHERE NOT settled;

-- Forgetting is a part of recording that a member was forgotten: either both happened, or neither did (docs/adr/0056).
-- What else is kept of a person refers to people, and goes with the row there.
CREATE FUNCTION {schema}.forget_member() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO {schema}.member_keys (member_id, key, forgotten_at, settled)
    VALUES (NEW.originator_id, NULL, NEW.recorded_at, false)
    ON CONFLICT (member_id) DO UPDATE
    SET key = NULL, forgotten_at = excluded.forgotten_at, settled = false;
    DELETE FROM {schema}.sign_in_attempts a USING {schema}.people p
    WHERE p.member_id = NEW.originator_id AND a.account = sha256(convert_to(p.email, 'UTF8'));
    DELETE FROM {schema}.people WHERE member_id = NEW.originator_id;
    -- Pictures of them and by them; sweeping removes the objects that no row knows.
    DELETE FROM {schema}.files WHERE uploaded_by = NEW.originator_id AND kind IN ('avatar', 'feedback-picture');
    RETURN NULL;
END $$;
CREATE TRIGGER forgotten_members_are_forgotten AFTER INSERT ON {schema}.events
    FOR EACH ROW WHEN (NEW.topic = 'member.forgotten') EXECUTE FUNCTION {schema}.forget_member();
