-- Grain: one row of feedback_raw per new or changed row of `incoming_row`; columns: all of feedback_raw's.
INSERT OR REPLACE INTO feedback_raw BY NAME
SELECT
    feedback_id, this_file.source, this_file.kind, source_id, thread_id, part_no, created_at, created_at_raw, updated_at,
    customer_ref, customer_email, account_ref, title, text, score_type, score, url, attrs::JSON AS attrs, raw::JSON AS raw,
    content_hash, this_file.file_id, row_no, NULL::TIMESTAMP AS deleted_at, analysis, quotes, marketing
FROM incoming_row
CROSS JOIN this_file
WHERE verdict IN ('new', 'changed');
