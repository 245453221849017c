-- One row per week from the first to the last with feedback under the filters, zero-filled. The sentiment is the mean over
-- that week and the three before it, without tickets; null below five sentences.
WITH here AS (
    SELECT *, CAST(date_trunc('week', created_on) AS DATE) AS week FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion WHERE created_on IS NOT NULL
),
weeks AS (
    SELECT CAST(unnest(generate_series(min(week), max(week), INTERVAL 7 DAY)) AS DATE) AS week FROM here
),
mention AS (
    SELECT
        week,
        count(DISTINCT feedback_id) AS mentions,
        count(DISTINCT customer_id) AS customers,
        count(sentiment) FILTER (kind <> 'ticket') AS n_rated,
        sum(sentiment) FILTER (kind <> 'ticket') AS total
    FROM here
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY week
)
SELECT
    weeks.week,
    coalesce(mention.mentions, 0) AS mentions,
    coalesce(mention.customers, 0) AS customers,
    CASE WHEN sum(mention.n_rated) OVER lately >= 5 THEN sum(mention.total) OVER lately / sum(mention.n_rated) OVER lately END
        AS sentiment
FROM weeks
LEFT JOIN mention USING (week)
WINDOW lately AS (ORDER BY weeks.week ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
ORDER BY weeks.week
