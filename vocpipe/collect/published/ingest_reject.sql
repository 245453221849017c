-- ingest_reject: one row per row, message or value that was not taken in.
-- run_id: the run that read it
-- file: path in the workspace, as in ingest_file
-- row: number of the row in the file, from 1
-- outcome: rejected (a row), left out (a row or message that no customer wrote) or refused (a value; its row was accepted)
-- field: the field whose value was refused; null for whole rows and messages
-- reason: why it was not taken in
-- raw: the rejected value with its known words, all else as its shape; of whole rows and long values only the shape
SELECT reject.run_id, file.file_shown AS file, reject.row, reject.outcome, reject.field, reject.reason, mask.masked AS raw
FROM ingest_reject AS reject
LEFT JOIN ingest_file AS file USING (file_id)
LEFT JOIN reject_mask AS mask ON mask.raw = reject.raw AND mask.is_value = (reject.field IS NOT NULL)
ORDER BY reject.run_id, file.file_shown, reject.row, reject.field, reject.rowid
