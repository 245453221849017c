-- Grain: one row per piece of feedback by the person. Columns: feedback_id, source, source_id, text. Reads their_feedback.
SELECT feedback_id, source, source_id, coalesce(text, '') AS text FROM their_feedback ORDER BY feedback_id
