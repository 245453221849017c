-- One row per clause of an opinion that sets one thing against another, in the order of sentence_id and position:
-- sentence_id, position, begins, ends, text (null if it may not be shown), text_hash, lang, sentiment, sentiment_label,
-- own_theme (the sentence's; null for none).
SELECT
    clause.sentence_id, clause.position, clause.begins, clause.ends,
    CASE WHEN unquotable.feedback_id IS NULL THEN clause.text END AS text, clause.text_hash, clause.lang,
    feeling.sentiment, feeling.label AS sentiment_label, belongs.theme_id AS own_theme
FROM sentence_clause AS clause
JOIN sentence USING (sentence_id)
JOIN clause_sentiment AS feeling ON feeling.sentence_id = clause.sentence_id AND feeling.position = clause.position
LEFT JOIN sentence_theme AS belongs ON belongs.sentence_id = clause.sentence_id AND belongs.is_primary
LEFT JOIN unquotable ON unquotable.feedback_id = sentence.feedback_id
ORDER BY clause.sentence_id, clause.position
