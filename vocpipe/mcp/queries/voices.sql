-- One row per piece of feedback of $ids, in their order: feedback_id, text (masked), created_on, source, kind, lang, score_type,
-- score, themes (ids of those that may be told of).
WITH asked AS (
    SELECT unnest(CAST($ids AS VARCHAR[])) AS feedback_id, generate_subscripts(CAST($ids AS VARCHAR[]), 1) AS place
)
SELECT
    feedback.feedback_id, feedback.text, feedback.created_on, feedback.source, feedback.kind, feedback.lang,
    feedback.score_type, feedback.score,
    (
        SELECT coalesce(list(DISTINCT belongs.theme_id ORDER BY belongs.theme_id), [])
        FROM sentence
        JOIN sentence_theme AS belongs USING (sentence_id)
        JOIN told_theme USING (theme_id)
        WHERE sentence.feedback_id = feedback.feedback_id
    ) AS themes
FROM asked
JOIN feedback USING (feedback_id)
ORDER BY asked.place
