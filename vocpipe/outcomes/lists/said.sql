-- One row per opinion of a known customer with a day that may be shown.
-- Parameters: timezone.
-- customer_id: pseudonym
-- sentence_id, sentiment, intent: as in sentence
-- theme_id: its main theme if that is active; else null
-- day: when it was said, in $timezone
-- length: its characters
SELECT
    who.customer_id, sentence.sentence_id, feeling.sentiment, feeling.intent, theme.theme_id,
    CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day, length(sentence.text) AS length,
    lower(sentence.text) AS folded
FROM sentence
JOIN sentence_sentiment AS feeling USING (sentence_id)
JOIN feedback_raw AS raw USING (feedback_id)
JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN sentence_theme AS belongs ON belongs.sentence_id = sentence.sentence_id AND belongs.is_primary
LEFT JOIN theme ON theme.theme_id = belongs.theme_id AND theme.state = 'active'
WHERE who.customer_id IS NOT NULL AND raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND sentence.role = 'opinion'
    AND sentence.feedback_id NOT IN (SELECT feedback_id FROM unquotable)
ORDER BY who.customer_id, day, sentence.sentence_id
