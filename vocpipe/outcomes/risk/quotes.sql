-- Grain: one row per listed customer and sentence behind their reasons, at most three a customer: the most negative, then the newest.
-- Reads listed_theme: customer_id, theme_id, place (of the theme among the customer's reasons).
-- Parameters: as_of, timezone, gap, window (days).
-- customer_id, sentence_id, place (from 1)
WITH spoken AS (
    SELECT
        listed.customer_id,
        sentence.sentence_id,
        min(listed.place) AS theme_place,
        any_value(feeling.sentiment) AS sentiment,
        any_value(raw.created_at) AS created_at
    FROM listed_theme AS listed
    JOIN sentence_theme AS belongs USING (theme_id)
    JOIN sentence USING (sentence_id)
    JOIN feedback_raw AS raw USING (feedback_id)
    JOIN feedback_customer AS who ON who.feedback_id = raw.feedback_id AND who.customer_id = listed.customer_id
    LEFT JOIN sentence_sentiment AS feeling ON feeling.sentence_id = sentence.sentence_id
    WHERE raw.deleted_at IS NULL
        AND raw.feedback_id NOT IN (SELECT feedback_id FROM unquotable)
        AND (raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE < $as_of::DATE - $gap::INTEGER
        AND (raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE >= $as_of::DATE - $gap::INTEGER - $window::INTEGER
        AND feeling.label IS DISTINCT FROM 'positive'
        AND feeling.intent IS DISTINCT FROM 'cancellation'
    GROUP BY listed.customer_id, sentence.sentence_id
)
SELECT customer_id, sentence_id, row_number() OVER placed AS place
FROM spoken
WINDOW placed AS (
    PARTITION BY customer_id ORDER BY sentiment NULLS LAST, created_at DESC, theme_place, sentence_id
)
QUALIFY row_number() OVER placed <= 3
ORDER BY customer_id, place
