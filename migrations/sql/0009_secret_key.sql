-- Keys that lay in the database follow from the secret key of the install instead (docs/adr/0105).

DROP TABLE {schema}.cursor_key;
DROP TABLE {schema}.door_key;
DROP TABLE {schema}.letter_key;

-- By it a secret key is known that is not the one of this database.
CREATE TABLE {schema}.secret_key (
    only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    fingerprint bytea   NOT NULL CHECK (octet_length(fingerprint) = 32)
);

ALTER TABLE {schema}.member_keys DROP CONSTRAINT member_keys_key_check;
