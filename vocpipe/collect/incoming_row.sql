-- Grain: one row per piece of feedback in a file (its last version there), without tombstones.
-- Columns: those of `incoming`, and verdict: new | changed | unchanged | stale (the stored version is newer) | deleted (it was
--          deleted upstream, and this is not newer than the deletion); is_another: a changed row that seems to be about
--          something else, since another file had other words and another time under its id, and no version says which is newer.
-- Reads `incoming` (the file) and `this_file` (one row about it).
CREATE OR REPLACE TEMP TABLE incoming_row AS
WITH dated AS (
    SELECT *, bool_or(updated_at IS NULL) OVER (PARTITION BY feedback_id) AS undated
    FROM incoming
    WHERE NOT deleted
), latest AS (
    -- The later updated_at wins; where one is missing, the row read later does.
    SELECT *
    FROM dated
    QUALIFY row_number() OVER (
        PARTITION BY feedback_id ORDER BY CASE WHEN NOT undated THEN updated_at END DESC, place DESC
    ) = 1
)
SELECT
    latest.* EXCLUDE (undated),
    CASE
        WHEN thread.deleted_at IS NOT NULL AND coalesce(latest.updated_at <= thread.updated_at, true) THEN 'deleted'
        WHEN old.feedback_id IS NULL THEN 'new'
        -- What was withheld was emptied, too; its hash still tells whether it is the same.
        WHEN old.withheld IS NOT NULL AND old.content_hash = keyed_id(latest.content_hash) THEN 'unchanged'
        WHEN old.withheld IS NOT NULL THEN 'changed'
        -- A row that was merely missing from a snapshot has no updated_at, and comes back with any later reading.
        WHEN old.deleted_at IS NOT NULL AND old.updated_at IS NOT NULL
            AND coalesce(latest.updated_at <= old.updated_at, true) THEN 'deleted'
        WHEN old.deleted_at IS NOT NULL THEN 'changed'
        WHEN latest.updated_at < old.updated_at THEN 'stale'
        WHEN latest.content_hash = old.content_hash THEN 'unchanged'
        ELSE 'changed'
    END AS verdict,
    coalesce(
        old.deleted_at IS NULL
        AND (latest.updated_at IS NULL OR old.updated_at IS NULL)
        AND old.created_at <> latest.created_at
        AND old.text IS DISTINCT FROM latest.text
        AND old_file.file <> this_file.file,
        false
    ) AS is_another
FROM latest
CROSS JOIN this_file
LEFT JOIN feedback_raw AS old ON old.feedback_id = latest.feedback_id
LEFT JOIN ingest_file AS old_file ON old_file.file_id = old.file_id
LEFT JOIN feedback_raw AS thread
    ON thread.source = this_file.source AND thread.source_id = 'thread:' || latest.thread_id AND thread.deleted_at IS NOT NULL;
