-- One row per opinion: sentence_id, lang, text, theme_id (null: in none). Its vector is in the file of embeddings.
SELECT sentence.sentence_id, sentence.lang, sentence.text, theme.theme_id
FROM sentence
LEFT JOIN sentence_theme AS theme ON theme.sentence_id = sentence.sentence_id AND theme.is_primary
WHERE sentence.role = 'opinion'
ORDER BY sentence.sentence_id
