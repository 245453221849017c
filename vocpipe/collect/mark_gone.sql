-- Grain: one row of feedback_raw per tombstone, so that an older export, read later, does not bring back what was deleted;
--        a whole thread's has the source_id 'thread:<thread_id>'. Columns: ids and times, no text.
-- Reads `incoming`, `this_file`.
INSERT INTO feedback_raw BY NAME
SELECT
    incoming.feedback_id, any_value(this_file.source) AS source, any_value(this_file.kind) AS kind,
    any_value(incoming.source_id) AS source_id, any_value(incoming.thread_id) AS thread_id, 0 AS part_no,
    max(coalesce(incoming.updated_at, incoming.created_at, this_file.modified_at)) AS updated_at,
    'deleted' AS content_hash, any_value(this_file.file_id) AS file_id, min(incoming.row_no) AS row_no,
    max(coalesce(incoming.updated_at, incoming.created_at, this_file.modified_at)) AS deleted_at
FROM incoming
CROSS JOIN this_file
WHERE incoming.deleted
GROUP BY incoming.feedback_id
ON CONFLICT (feedback_id) DO UPDATE SET updated_at = greatest(feedback_raw.updated_at, excluded.updated_at), withheld = NULL
WHERE feedback_raw.deleted_at IS NOT NULL;
