-- Grain: one row per row of behaviour about the person. Columns: all of behaviour's, where from. Reads their_reference.
SELECT behaviour.* EXCLUDE (file_id), file.file
FROM behaviour
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM behaviour.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM behaviour.customer_email
    AND their_reference.account_ref IS NULL
LEFT JOIN ingest_file AS file ON file.file_id = behaviour.file_id
ORDER BY ALL
