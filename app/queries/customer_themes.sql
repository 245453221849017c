-- One row per main theme that the customer $customer mentions, the most often mentioned first, with the last day and the feedback
-- of that day.
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, count(*) AS n, max(feedback.created_on) AS last_on,
    arg_max(feedback.feedback_id, feedback.created_at) AS feedback_id,
    count(*) FILTER (WHERE sentence.sentiment_label = 'negative') AS n_negative
FROM feedback
JOIN sentence USING (feedback_id)
JOIN sentence_theme USING (sentence_id)
JOIN theme USING (theme_id)
WHERE feedback.customer_id = $customer AND sentence_theme.is_primary
GROUP BY ALL
ORDER BY n DESC, last_on DESC, theme.theme_id
