-- One row per piece of feedback that mentions a theme that may be told of, the newest first: feedback_id. Parameter: theme_id.
SELECT feedback.feedback_id
FROM feedback
JOIN sentence USING (feedback_id)
JOIN sentence_theme AS belongs USING (sentence_id)
JOIN told_theme USING (theme_id)
WHERE belongs.theme_id = $theme_id AND feedback.duplicate_of IS NULL
GROUP BY feedback.feedback_id
ORDER BY max(feedback.created_on) DESC NULLS LAST, feedback.feedback_id
