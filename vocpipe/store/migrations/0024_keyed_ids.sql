-- Ids that are published are keyed with the workspace's secret.

-- With which secret the ids were made. One row, or none in a database with older ids.
CREATE TABLE pseudonym_key (
    key_check  VARCHAR NOT NULL,           -- a keyed hash that only this secret gives
    keep_older BOOLEAN NOT NULL            -- snapshots with other pseudonyms stay until they are the oldest
);

-- What ids were before the secret was last replaced, for decisions that people made about what they saw then.
CREATE TABLE former_id (
    old_id VARCHAR NOT NULL,
    new_id VARCHAR NOT NULL
);
