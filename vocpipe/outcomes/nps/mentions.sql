-- One row per scored answer and theme that any sentence of any part of its response belongs to.
-- feedback_id: the feedback that carries the score
-- theme_id: the theme, of any level and state
WITH part AS (
    SELECT feedback_id, coalesce(source || chr(31) || thread_id, feedback_id) AS response, score_type, score
    FROM feedback_raw
    WHERE deleted_at IS NULL
)
SELECT DISTINCT answer.feedback_id, belongs.theme_id
FROM part AS answer
JOIN part USING (response)
JOIN sentence ON sentence.feedback_id = part.feedback_id
JOIN sentence_theme AS belongs USING (sentence_id)
WHERE answer.score_type IS NOT NULL AND answer.score IS NOT NULL
