-- One row: the newest run.
SELECT run_id, started_at, finished_at, vocpipe_version, settings, rows_read, rows_accepted, rows_rejected, rows_left_out
FROM run
ORDER BY run_id DESC
LIMIT 1
