-- ingest_reject: one row per refusal.
-- run_id: the run that read it
-- file: path in the workspace
-- row: row in the file, as a person counts
-- field: the value that was refused, and the row came in without it; null when the whole row was refused
-- reason: why
-- raw: what stood there, masked: personal data hidden, of whole rows and long values only the shape
SELECT reject.run_id, reject.file, reject.row, reject.field, reject.reason, mask.masked AS raw
FROM ingest_reject AS reject
LEFT JOIN reject_mask AS mask ON mask.raw = reject.raw AND mask.is_value = (reject.field IS NOT NULL)
ORDER BY reject.run_id, reject.file, reject.row, reject.field, reject.rowid
