-- Removes every row of feedback_name that is about the person: of what they wrote, and what others called them in their
-- threads. Reads forgotten_feedback, forgotten_thread, forgotten_row, forgotten_name (name: without blanks and case).
DELETE FROM feedback_name
WHERE feedback_id IN (SELECT feedback_id FROM forgotten_feedback)
    OR (
        lower(regexp_replace(name, '\s', '', 'g')) IN (SELECT name FROM forgotten_name)
        AND feedback_id IN (
            SELECT feedback_id
            FROM feedback_raw
            WHERE (source, thread_id) IN (SELECT (source, thread_id) FROM forgotten_thread)
                OR (file_id, row_no) IN (SELECT (file_id, row_no) FROM forgotten_row)
        )
    )
