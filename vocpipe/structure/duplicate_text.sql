-- One row per text of a pair in duplicate_todo: feedback_id, text.
SELECT feedback_id, text
FROM feedback_clean
WHERE feedback_id IN (SELECT unnest([feedback_id, earlier_id]) FROM duplicate_todo)
