-- One row per source, of the newest snapshot: how it comes in.
SELECT
    source, vendor, expect, arrived_at, due_at, newest_at, lag_hours, pulled_at, tried_at, cursor, n_feedback, n_pages,
    n_records, n_failures, problem_en, problem_ja
FROM source_state
ORDER BY source
