-- ingest_file: one row per file as it was read; rows read = accepted + rejected.
-- run_id: the run that read it
-- source: name of the source in vocpipe.toml; customers for the customers file
-- reader: name of the reader
-- file: path in the workspace
-- sha256: hash of its bytes
-- bytes: its size
-- encoding: the encoding it was read in
-- rows_read: rows in it
-- rows_accepted: rows that were taken in
-- rows_rejected: rows that were rejected, each in ingest_reject
-- values_refused: values left out of accepted rows, each in ingest_reject
-- feedback_new: pieces of feedback that were not known before
-- feedback_changed: pieces of feedback that had changed
-- feedback_deleted: pieces of feedback that were deleted upstream, and so here
-- warnings: what was odd about the file as a whole
-- error: why it could not be read at all; null if it was read
-- read_at: when it was read, in UTC
SELECT
    run_id, source, reader, file, sha256, bytes, encoding, rows_read, rows_accepted, rows_rejected, values_refused,
    feedback_new, feedback_changed, feedback_deleted, warnings, error, read_at
FROM ingest_file
ORDER BY read_at, file
