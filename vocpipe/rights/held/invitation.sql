-- Grain: one row per row of invitation about the person. Columns: all of invitation's, where from. Reads their_reference.
SELECT invitation.* EXCLUDE (file_id, row_no), file.file, invitation.row_no AS row
FROM invitation
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM invitation.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM invitation.customer_email
    AND their_reference.account_ref IS NULL
LEFT JOIN ingest_file AS file ON file.file_id = invitation.file_id
ORDER BY ALL
