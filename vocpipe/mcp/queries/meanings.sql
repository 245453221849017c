-- One row per sentence that may be found by its meaning: sentence_id, lang, theme_id (null: in none), feedback_id.
SELECT sentence.sentence_id, sentence.lang, theme.theme_id, sentence.feedback_id
FROM sentence
LEFT JOIN sentence_theme AS theme ON theme.sentence_id = sentence.sentence_id AND theme.is_primary
WHERE sentence.role = 'opinion'
ORDER BY sentence.sentence_id
