-- Grain: one row per sentence by the person. Columns: sentence_id, text_hash. Reads their_feedback.
SELECT sentence_id, text_hash
FROM sentence
SEMI JOIN their_feedback USING (feedback_id)
ORDER BY sentence_id
