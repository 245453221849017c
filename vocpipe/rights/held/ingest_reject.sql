-- Grain: one row per row or value of the person that was not taken in. Columns: file, row, outcome, field, reason, raw.
-- Reads their_row.
SELECT file, row, outcome, field, reason, raw
FROM ingest_reject
WHERE (file_id, row) IN (SELECT (file_id, row_no) FROM their_row)
ORDER BY file, row, field
