-- Since when a source has been heard, and whether it is now; the refresh makes it anew each time.
CREATE TABLE source_state (
    source VARCHAR, kind VARCHAR, started_on DATE, last_on DATE, as_of DATE,
    silent_days INTEGER, usual_pause_days INTEGER, n_recent BIGINT, n_before BIGINT,
    state VARCHAR, takes_part BOOLEAN, reason_en VARCHAR, reason_ja VARCHAR
);

-- A change counts customers beside the things they said, and how much of it the largest of them said.
ALTER TABLE theme_change ADD COLUMN n_customers_recent BIGINT;
ALTER TABLE theme_change ADD COLUMN n_customers_before BIGINT;
ALTER TABLE theme_change ADD COLUMN largest_share DOUBLE;
