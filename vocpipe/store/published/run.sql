-- run: one row per refresh that did something.
-- run_id: id of the run
-- started_at: when it began, in UTC
-- finished_at: when its results were published, in UTC
-- vocpipe_version: the version of vocpipe
-- settings: the settings it ran with, without paths and commands; of words that may name somebody only the shape
-- models: the embedding models and where each is used
-- seconds: seconds per stage
-- changes: what came in, what was rejected and what changed, as counts
-- pseudonyms: which secret the ids of the snapshot are keyed with, as a keyed hash: where it is equal, so are the ids
-- rows_read: rows read from files in this run
-- rows_accepted: rows that were taken in
-- rows_rejected: rows that were rejected
-- rows_left_out: rows that no customer wrote
SELECT
    run.run_id,
    run.started_at,
    run.finished_at,
    run.vocpipe_version,
    run.settings,
    run.models,
    run.seconds,
    run.changes,
    left(keyed_id('label'), 16) AS pseudonyms,
    coalesce(sum(file.rows_read), 0)::BIGINT AS rows_read,
    coalesce(sum(file.rows_accepted), 0)::BIGINT AS rows_accepted,
    coalesce(sum(file.rows_rejected), 0)::BIGINT AS rows_rejected,
    coalesce(sum(file.rows_left_out), 0)::BIGINT AS rows_left_out
FROM run
LEFT JOIN ingest_file AS file USING (run_id)
GROUP BY ALL
ORDER BY run.run_id
