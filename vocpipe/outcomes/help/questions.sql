-- One row per question of a customer that is a sentence of its own.
-- sentence_id, text_hash, lang: as in sentence
-- theme_id: its main theme if that is active; else null
-- customer_id: pseudonym; null: nobody known
SELECT sentence.sentence_id, sentence.text_hash, sentence.lang, theme.theme_id, who.customer_id
FROM sentence
JOIN sentence_sentiment AS feeling USING (sentence_id)
JOIN feedback_raw AS raw USING (feedback_id)
LEFT JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN sentence_theme AS belongs ON belongs.sentence_id = sentence.sentence_id AND belongs.is_primary
LEFT JOIN theme ON theme.theme_id = belongs.theme_id AND theme.state = 'active'
WHERE raw.deleted_at IS NULL AND sentence.role = 'opinion' AND feeling.intent = 'question'
ORDER BY sentence.sentence_id
