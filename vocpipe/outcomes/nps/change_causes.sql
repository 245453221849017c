-- One row per scored answer and cause that any sentence of any part of its response names; what names none is in no row.
-- feedback_id: the feedback that carries the score
-- dimension: cause
-- subject: the cause
WITH part AS (
    SELECT feedback_id, coalesce(source || chr(31) || thread_id, feedback_id) AS response, score_type, score
    FROM feedback_raw
    WHERE deleted_at IS NULL
)
SELECT DISTINCT answer.feedback_id, 'cause' AS dimension, said.cause AS subject
FROM part AS answer
JOIN part USING (response)
JOIN sentence ON sentence.feedback_id = part.feedback_id
JOIN sentence_cause AS said USING (sentence_id)
WHERE answer.score_type IS NOT NULL AND answer.score IS NOT NULL AND said.cause <> 'other'
ORDER BY ALL
