-- Grain: one row per thread in which the person wrote. Columns: source, thread_id, is_shared (others wrote in it too).
SELECT
    source,
    thread_id,
    EXISTS (
        FROM feedback_raw AS other
        WHERE other.source = theirs.source
            AND other.thread_id = theirs.thread_id
            AND other.deleted_at IS NULL
            AND other.feedback_id NOT IN (SELECT feedback_id FROM their_feedback)
    ) AS is_shared
FROM (SELECT DISTINCT source, thread_id FROM their_feedback WHERE thread_id IS NOT NULL) AS theirs
ORDER BY source, thread_id
