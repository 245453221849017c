-- One row per score of a known customer with a day.
-- Parameters: timezone.
-- customer_id: pseudonym
-- day: when it was given, in $timezone
-- score_type, score: as in feedback
-- is_content: whether it is good: an NPS of 7 and more, CSAT and stars of 4, CES of 5
-- may_quote: whether they said that their words may be shown; null: nobody said
SELECT
    who.customer_id, CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day, raw.score_type, raw.score,
    raw.score >= CASE raw.score_type WHEN 'nps' THEN 7 WHEN 'ces' THEN 5 ELSE 4 END AS is_content,
    coalesce(raw.quotes, customer.quotes) AS may_quote
FROM feedback_raw AS raw
JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN customer ON customer.customer_key = who.customer_key
WHERE who.customer_id IS NOT NULL AND raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND raw.score IS NOT NULL
ORDER BY who.customer_id, day, raw.feedback_id
