-- ingest_reject: one row per rejected row or value.
-- run_id: the run that read it
-- file: path in the workspace
-- row: number of the row in the file, from 1
-- field: the field whose value was rejected, the row being accepted without it; null if the whole row was rejected
-- reason: why it was rejected
-- raw: the rejected text with personal data masked; of whole rows and long values only the shape
SELECT reject.run_id, reject.file, reject.row, reject.field, reject.reason, mask.masked AS raw
FROM ingest_reject AS reject
LEFT JOIN reject_mask AS mask ON mask.raw = reject.raw AND mask.is_value = (reject.field IS NOT NULL)
ORDER BY reject.run_id, reject.file, reject.row, reject.field, reject.rowid
