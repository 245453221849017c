-- One row per week from the first to the last with feedback under the filters, zero-filled. The sentiment is without
-- tickets and null below five sentences.
WITH here AS (
    SELECT *, CAST(date_trunc('week', created_on) AS DATE) AS week FROM said($sources, $kinds, $langs, $plans, $labels, $since, $until) AS said WHERE created_on IS NOT NULL
),
weeks AS (
    SELECT CAST(unnest(generate_series(min(week), max(week), INTERVAL 7 DAY)) AS DATE) AS week FROM here
),
mention AS (
    SELECT
        week,
        count(DISTINCT feedback_id) AS mentions,
        count(DISTINCT customer_id) AS customers,
        CASE WHEN count(sentiment) FILTER (kind <> 'ticket') >= 5 THEN avg(sentiment) FILTER (kind <> 'ticket') END AS sentiment
    FROM here
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY week
)
SELECT weeks.week, coalesce(mention.mentions, 0) AS mentions, coalesce(mention.customers, 0) AS customers, mention.sentiment
FROM weeks
LEFT JOIN mention USING (week)
ORDER BY weeks.week
