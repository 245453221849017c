-- One row per kind of segment, segment and customer who gave NPS answers with text; the kind "all" holds everybody.
-- Reads `answer` (the rows of answers.sql with score_type nps). Parameter: timezone.
-- The segment is the one of the day of the answer there.
-- segment_kind, segment: as in customer_segment
-- customer: who answered
-- n: answers
-- total, squares: sums of 1 per promoter, -1 per detractor, and of their squares
WITH valued AS (
    SELECT *, nps_value(score) AS value FROM answer
),
placed AS (
    SELECT 'all' AS segment_kind, 'all' AS segment, customer, value FROM valued
    UNION ALL
    SELECT segment.segment_kind, segment.segment, valued.customer, valued.value
    FROM valued
    JOIN customer_segment AS segment
        ON segment.customer_id = valued.customer_id
        AND segment.valid_from <= CAST(valued.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
        AND coalesce(segment.valid_to, DATE '9999-12-31') > CAST(valued.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
)
SELECT segment_kind, segment, customer, count(*) AS n, sum(value)::BIGINT AS total, sum(value * value)::BIGINT AS squares
FROM placed
GROUP BY ALL
ORDER BY segment_kind, segment, customer
