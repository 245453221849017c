-- Grain: one row per row of purchase about the person. Columns: all of purchase's, where from. Reads their_reference.
SELECT purchase.* EXCLUDE (file_id, row_no), file.file, purchase.row_no AS row
FROM purchase
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM purchase.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM purchase.customer_email
    AND their_reference.account_ref IS NULL
LEFT JOIN ingest_file AS file ON file.file_id = purchase.file_id
ORDER BY ALL
