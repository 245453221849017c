-- One row per opinion that can be found by its meaning: sentence_id, lang, text, theme_id (null: in none), vector.
SELECT sentence_id, sentence.lang, sentence.text, theme.theme_id, vector
FROM sentence_vector
JOIN sentence USING (sentence_id)
LEFT JOIN sentence_theme AS theme ON theme.sentence_id = sentence_vector.sentence_id AND theme.is_primary
ORDER BY sentence_id
