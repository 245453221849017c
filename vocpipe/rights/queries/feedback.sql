-- Grain: one row per piece of feedback by the person. Columns: feedback_id, source, source_id. Reads their_feedback.
SELECT feedback_id, source, source_id FROM their_feedback ORDER BY feedback_id
