-- One row per refresh that did something, the newest first: every column of run.
SELECT *
FROM run
ORDER BY started_at DESC
