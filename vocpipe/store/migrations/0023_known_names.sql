-- What people and firms are called, so that it can be masked in texts. Nothing of this is ever published.
ALTER TABLE customer ADD COLUMN name VARCHAR;       -- of the person
ALTER TABLE customer ADD COLUMN company VARCHAR;
ALTER TABLE person ADD COLUMN name VARCHAR;
ALTER TABLE person ADD COLUMN company VARCHAR;
ALTER TABLE contact ADD COLUMN name VARCHAR;
ALTER TABLE contact ADD COLUMN company VARCHAR;
ALTER TABLE ingest_reject ADD COLUMN speaker VARCHAR;  -- of a message that no customer wrote: who did

-- One row per name in a piece of feedback.
CREATE TABLE feedback_name (
    feedback_id VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,          -- writer, staff, company: from the row's columns; said: found in the text
    name        VARCHAR NOT NULL
);

-- One row per text that must be cleaned again, because of a name that is in it.
CREATE TABLE name_todo (
    feedback_id VARCHAR NOT NULL
);

-- One row per name that is looked for in every text, or left in every text, as of the last run.
CREATE TABLE known_name (
    kind VARCHAR NOT NULL,                 -- company, staff, person, mask, leave
    name VARCHAR NOT NULL
);
