-- One row: the newest run of the snapshot: run_id, finished_at (UTC), as_of (the newest day with feedback), model (of all languages).
SELECT
    run_id, finished_at, (SELECT max(created_on) FROM feedback) AS as_of, models ->> 'all languages' AS model
FROM run
ORDER BY run_id DESC
LIMIT 1
