-- One row per file as it was read, the newest first.
SELECT
    source, file, reader, read_at, encoding, rows_read, rows_accepted, rows_rejected, values_refused,
    feedback_new, feedback_changed, feedback_deleted, warnings, error
FROM ingest_file
ORDER BY read_at DESC, file
