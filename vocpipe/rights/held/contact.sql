-- Grain: one row per row of contact about the person. Columns: all of contact's, where from. Reads their_reference.
SELECT contact.* EXCLUDE (file_id, row_no), file.file, contact.row_no AS row
FROM contact
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM contact.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM contact.customer_email
    AND their_reference.account_ref IS NULL
LEFT JOIN ingest_file AS file ON file.file_id = contact.file_id
ORDER BY ALL
