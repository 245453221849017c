-- One row per file as it was read, the newest first.
SELECT
    source, file, reader, read_at, encoding, rows_read, rows_accepted, rows_rejected, rows_left_out,
    messages_left_out, values_refused, voices, voices_dated, voices_with_customer, columns, unread,
    feedback_new, feedback_changed, feedback_deleted, warnings, error
FROM ingest_file
ORDER BY read_at DESC, file
