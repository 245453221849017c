-- One row per watch and week of the last $weeks weeks with feedback, zero-filled. Reads `said` (the rows of said_weeks.sql) and
-- `mentioned` (those of watch_found.sql of all watches).
-- watch_id, week: the cell
-- n_feedback: pieces of feedback; null from one to $least - 1 customers
-- n_customers: customers who said them; likewise
WITH span AS (
    SELECT greatest(min(week), max(week) - CAST(7 * ($weeks - 1) AS INTEGER)) AS first, max(week) AS last FROM said
),
weeks AS (
    SELECT CAST(unnest(generate_series(first, last, INTERVAL 7 DAY)) AS DATE) AS week FROM span WHERE last IS NOT NULL
),
cell AS (
    SELECT theme_id AS watch_id, week, count(*) AS n_feedback, count(DISTINCT account) AS n_customers
    FROM mentioned
    GROUP BY ALL
)
SELECT
    watch.watch_id, weeks.week,
    CASE WHEN coalesce(n_customers, 0) = 0 OR n_customers >= $least THEN coalesce(n_feedback, 0) END AS n_feedback,
    CASE WHEN coalesce(n_customers, 0) = 0 OR n_customers >= $least THEN coalesce(n_customers, 0) END AS n_customers
FROM watch
CROSS JOIN weeks
LEFT JOIN cell ON cell.watch_id = watch.watch_id AND cell.week = weeks.week
ORDER BY watch.watch_id, weeks.week
