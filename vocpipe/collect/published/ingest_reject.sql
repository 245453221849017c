-- ingest_reject: one row per refusal.
-- run_id: the run that read it
-- file: path in the workspace
-- row: row in the file, as a person counts
-- field: the value that was refused, and the row came in without it; null when the whole row was refused
-- reason: why
-- raw: what stood there, masked: personal data hidden, of whole rows and long values only the shape
SELECT run_id, file, row, field, reason, masked AS raw
FROM ingest_reject
ORDER BY run_id, file, row, field
