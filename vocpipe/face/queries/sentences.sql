-- One row per sentence, in the order of its feedback: every column of sentence, and its primary theme.
SELECT sentence.*, theme.theme_id, theme.name AS theme
FROM sentence
LEFT JOIN sentence_theme ON sentence_theme.sentence_id = sentence.sentence_id AND sentence_theme.is_primary
LEFT JOIN theme USING (theme_id)
ORDER BY sentence.feedback_id, sentence.position
