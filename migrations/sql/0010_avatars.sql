-- The picture that shows a person. Which it is, is no fact of the ledger: it goes with the person (docs/adr/0100).
ALTER TABLE {schema}.people ADD avatar uuid REFERENCES {schema}.files ON DELETE SET NULL;
CREATE INDEX people_by_avatar ON {schema}.people (avatar) WHERE avatar IS NOT NULL;

-- Forgetting removes what somebody uploaded of themselves.
CREATE INDEX files_of_people ON {schema}.files (uploaded_by) WHERE kind IN ('avatar', 'feedback-picture');
