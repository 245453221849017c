-- Texts that were compared as possible duplicates, so that no refresh compares them again. One row per pair; it is
-- forgotten when one of its texts changes or goes.
CREATE TABLE duplicate_compared (
    feedback_id VARCHAR NOT NULL,          -- the later one
    earlier_id  VARCHAR NOT NULL,
    similarity  DOUBLE NOT NULL            -- what they share of their 5-grams, 0 to 1
);
