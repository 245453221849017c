-- Grain: one row per row of a table of people about the person. Columns: all of person's, where from. Reads their_person.
SELECT their_person.* EXCLUDE (file_id, row_no), file.file, their_person.row_no AS row
FROM their_person
LEFT JOIN ingest_file AS file USING (file_id)
ORDER BY ALL
