-- One row per sentence and theme of the feedback; sentences without a theme have one row.
SELECT
    sentence.sentence_id, sentence.position, sentence.text, sentence.lang, sentence.role,
    sentence.sentiment, sentence.sentiment_label, sentence.intent, sentence.cause, sentence.feeling,
    theme.theme_id, theme.parent_id, theme.name, theme.name_ja, theme.name_en
FROM sentence
LEFT JOIN sentence_theme USING (sentence_id)
LEFT JOIN theme USING (theme_id)
WHERE sentence.feedback_id = $feedback AND sentence.text IS NOT NULL
ORDER BY sentence.position, sentence_theme.is_primary DESC, theme.theme_id
