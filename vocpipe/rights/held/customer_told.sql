-- Grain: one row per contract of the person and day on which a customers file told something else of it. Columns: all of
-- customer_told's, where from. Reads their_key.
SELECT told.* EXCLUDE (file_id, row_no), file.file, told.row_no AS row
FROM customer_told AS told
LEFT JOIN ingest_file AS file USING (file_id)
WHERE customer_key IN (FROM their_key)
ORDER BY customer_key, known_on, told.row_no
