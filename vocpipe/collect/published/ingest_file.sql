-- ingest_file: one row per file as it was read; rows read = accepted + rejected.
-- run_id: the run that read it
-- source: name of the source in vocpipe.toml; customers for the customers file
-- reader: the reader that read it
-- file: path in the workspace
-- sha256: hash of its bytes
-- bytes: its size
-- encoding: what its bytes turned out to be
-- rows_read: rows in it
-- rows_accepted: rows that came in
-- rows_rejected: rows that were refused, each in ingest_reject
-- values_refused: values left out of rows that came in, each in ingest_reject
-- feedback_new: things said that were not known before
-- feedback_changed: things said that had changed
-- feedback_deleted: things said that are gone upstream and so here
-- warnings: what was odd about the file as a whole
-- error: why it could not be read at all; null when it could
-- read_at: when it was read, in UTC
SELECT
    run_id, source, reader, file, sha256, bytes, encoding, rows_read, rows_accepted, rows_rejected, values_refused,
    feedback_new, feedback_changed, feedback_deleted, warnings, error, read_at
FROM ingest_file
ORDER BY read_at, file
