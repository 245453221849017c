-- Grain: one row per row of a file in which the person may be named. Columns: raw (JSON), is_shared (others are named in it
-- too). Reads their_feedback, their_key.
SELECT raw::VARCHAR AS raw, bool_or(is_shared) AS is_shared
FROM (
    SELECT
        theirs.raw,
        EXISTS (
            FROM feedback_raw AS other
            WHERE other.file_id = theirs.file_id
                AND other.row_no = theirs.row_no
                AND other.feedback_id NOT IN (SELECT feedback_id FROM their_feedback)
        ) AS is_shared
    FROM their_feedback AS theirs
    UNION ALL
    SELECT attrs, false FROM customer WHERE customer_key IN (FROM their_key)
)
WHERE raw IS NOT NULL
GROUP BY raw
ORDER BY raw
