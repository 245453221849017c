-- One row per source of the run: source, files, rows, accepted, rejected, left_out (rows and messages that no customer
-- wrote), new, changed, gone.
SELECT
    source, count(*) AS files, sum(rows_read)::BIGINT AS rows, sum(rows_accepted)::BIGINT AS accepted,
    sum(rows_rejected)::BIGINT AS rejected, sum(rows_left_out + messages_left_out)::BIGINT AS left_out,
    sum(feedback_new)::BIGINT AS new, sum(feedback_changed)::BIGINT AS changed,
    sum(feedback_deleted)::BIGINT AS gone
FROM ingest_file
WHERE run_id = $run_id
GROUP BY source
ORDER BY source
