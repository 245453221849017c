-- Grain: one row per origin, customer and active main theme that the customer mentioned in the window, other than with
-- praise. Talk of cancellation is left out: what is announced needs no prediction. Sentences are in their themes of today.
-- Parameters: origins (days), timezone, gap, window (days).
-- customer_id, origin, theme_id
-- n: how much of their feedback mentions it
SELECT
    who.customer_id,
    origin.origin,
    belongs.theme_id,
    count(DISTINCT raw.feedback_id) AS n
FROM (SELECT unnest($origins::DATE[]) AS origin) AS origin
JOIN feedback_raw AS raw
    ON (raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE < origin.origin - $gap::INTEGER
    AND (raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE >= origin.origin - $gap::INTEGER - $window::INTEGER
JOIN feedback_customer AS who USING (feedback_id)
JOIN sentence USING (feedback_id)
JOIN sentence_theme AS belongs ON belongs.sentence_id = sentence.sentence_id
JOIN theme ON theme.theme_id = belongs.theme_id AND theme.parent_id IS NULL AND theme.state = 'active'
LEFT JOIN sentence_sentiment AS feeling ON feeling.sentence_id = sentence.sentence_id
WHERE raw.deleted_at IS NULL
    AND who.customer_id IS NOT NULL
    AND feeling.label IS DISTINCT FROM 'positive'
    AND feeling.intent IS DISTINCT FROM 'cancellation'
GROUP BY ALL
ORDER BY origin.origin, who.customer_id, belongs.theme_id
