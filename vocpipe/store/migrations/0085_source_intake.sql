-- How each source of vocpipe.toml comes in: what is expected of it, and what its last pull left; collect writes it.
DROP TABLE source_pull;
CREATE TABLE source_intake (
    source VARCHAR, vendor VARCHAR, expect VARCHAR, pulled_at TIMESTAMP, tried_at TIMESTAMP, brought_at TIMESTAMP,
    cursor VARCHAR, n_pages BIGINT, n_records BIGINT, n_failures BIGINT, problem_en VARCHAR, problem_ja VARCHAR
);
-- Computed anew by each refresh that publishes, with these columns.
DROP TABLE source_state;
CREATE TABLE source_state (
    source VARCHAR, kind VARCHAR, vendor VARCHAR, expect VARCHAR, arrived_at TIMESTAMP, due_at TIMESTAMP,
    newest_at TIMESTAMP, lag_hours DOUBLE, pulled_at TIMESTAMP, tried_at TIMESTAMP, cursor VARCHAR, n_feedback BIGINT,
    n_pages BIGINT, n_records BIGINT, n_failures BIGINT, problem_en VARCHAR, problem_ja VARCHAR, started_on DATE,
    last_on DATE, as_of DATE, silent_days INTEGER, usual_pause_days INTEGER, n_recent BIGINT, n_before BIGINT,
    state VARCHAR, takes_part BOOLEAN, reason_en VARCHAR, reason_ja VARCHAR
);
