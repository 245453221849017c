-- Removes every row of feedback_raw by the person, and what is left of deleted rows in threads that were theirs alone.
-- Reads forgotten_feedback, forgotten_thread, forgotten_customer.
DELETE FROM feedback_raw
WHERE feedback_id IN (SELECT feedback_id FROM forgotten_feedback)
    OR withheld_customer IN (SELECT customer_id_of(customer_key) FROM forgotten_customer)
    OR (
        deleted_at IS NOT NULL
        AND (source, thread_id) IN (SELECT (source, thread_id) FROM forgotten_thread WHERE NOT is_shared)
    )
