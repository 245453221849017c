-- One row per sentence that can be found by its meaning: sentence_id, lang, theme_id (null: in none), vector.
SELECT sentence_id, sentence.lang, theme.theme_id, vector
FROM sentence_vector
JOIN sentence USING (sentence_id)
LEFT JOIN sentence_theme AS theme ON theme.sentence_id = sentence_vector.sentence_id AND theme.is_primary
ORDER BY sentence_id
