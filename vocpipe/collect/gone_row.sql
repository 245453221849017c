-- Grain: one row per piece of feedback that this file deletes, after the file's own rows were stored.
-- Columns: feedback_id, deleted_at, updated_at (only a newer version brings it back; null: any version does).
-- Reads `incoming`, `read_thread` (thread_id, updated_at of each thread in the file), `this_file`.
CREATE OR REPLACE TEMP TABLE gone_row AS
WITH tombstone AS (
    SELECT feedback_id, thread_id, whole_thread, row_no, coalesce(updated_at, created_at) AS reported_at
    FROM incoming
    WHERE deleted
), alive AS (
    SELECT feedback_raw.*, row_no > 0 AND file_id = (SELECT file_id FROM this_file) AS from_here
    FROM feedback_raw
    WHERE source = (SELECT source FROM this_file) AND deleted_at IS NULL
), reported_gone AS (
    SELECT
        alive.feedback_id, alive.updated_at, alive.from_here, alive.row_no, tombstone.reported_at,
        tombstone.row_no AS reported_in
    FROM alive JOIN tombstone ON alive.feedback_id = tombstone.feedback_id AND NOT tombstone.whole_thread
    UNION ALL
    SELECT alive.feedback_id, alive.updated_at, alive.from_here, alive.row_no, tombstone.reported_at, tombstone.row_no
    FROM alive JOIN tombstone ON alive.thread_id = tombstone.thread_id AND tombstone.whole_thread
), by_tombstone AS (
    -- A version newer than its tombstone stays; if the tombstone has no time, a version further down in the file stays.
    SELECT feedback_id, updated_at, max(coalesce(reported_at, this_file.modified_at)) AS deleted_at
    FROM reported_gone CROSS JOIN this_file
    WHERE CASE
        WHEN reported_at IS NULL THEN NOT (from_here AND row_no > reported_in)
        ELSE coalesce(updated_at <= reported_at, true)
    END
    GROUP BY feedback_id, updated_at
), left_out AS (
    -- In an earlier version of this very file, or in this version read with other settings, and no longer in it.
    SELECT alive.feedback_id
    FROM alive
    JOIN ingest_file AS earlier ON earlier.file_id = alive.file_id
    CROSS JOIN this_file
    WHERE earlier.source = this_file.source
        AND earlier.file = this_file.file
        AND earlier.file_id <> this_file.file_id
        AND (this_file.snapshot OR earlier.sha256 = this_file.sha256)
        AND alive.feedback_id NOT IN (SELECT feedback_id FROM incoming WHERE NOT deleted)
), thread_version AS (
    SELECT thread_id, max(updated_at) AS version FROM read_thread GROUP BY thread_id
), taken_back AS (
    -- In a thread of which the file has all that there is, a message that is no longer in it: redacted, or made private.
    SELECT alive.feedback_id, thread_version.version
    FROM alive
    JOIN thread_version USING (thread_id)
    CROSS JOIN this_file
    WHERE this_file.whole
        AND coalesce(alive.updated_at <= thread_version.version, true)
        AND alive.feedback_id NOT IN (
            SELECT incoming.feedback_id
            FROM incoming
            JOIN thread_version USING (thread_id)
            WHERE NOT incoming.deleted AND coalesce(incoming.updated_at >= thread_version.version, true)
        )
)
SELECT feedback_id, deleted_at, greatest(updated_at, deleted_at) AS updated_at
FROM by_tombstone
UNION ALL
SELECT feedback_id, this_file.modified_at, NULL
FROM left_out CROSS JOIN this_file
WHERE feedback_id NOT IN (SELECT feedback_id FROM by_tombstone)
UNION ALL
SELECT feedback_id, coalesce(version, this_file.modified_at), version
FROM taken_back CROSS JOIN this_file
WHERE feedback_id NOT IN (SELECT feedback_id FROM by_tombstone UNION ALL SELECT feedback_id FROM left_out);
