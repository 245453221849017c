-- Grain: one row per subscription of the person. Columns: all of subscription's, where from. Reads their_reference.
SELECT told.* EXCLUDE (file_id, row_no), file.file, told.row_no AS row
FROM subscription AS told
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM told.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM told.customer_email
    AND their_reference.account_ref IS NULL
LEFT JOIN ingest_file AS file ON file.file_id = told.file_id
ORDER BY ALL
