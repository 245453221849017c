-- One row per row or value that was not taken in, the newest refresh first: every column of ingest_reject.
SELECT *
FROM ingest_reject
ORDER BY run_id DESC, file, row, field
