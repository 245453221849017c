-- One row per watch that stood at the refresh: its words and filters, what became of it of late, and in each of the last 12
-- weeks how many pieces of feedback it found (trend; null in a week where one to four customers said them).
WITH week AS (
    SELECT watch_id, list(told(n_feedback, n_customers) ORDER BY week)[-12:] AS trend FROM watch_week GROUP BY watch_id
)
SELECT
    watch.watch_id, watch.name, watch.search, CAST(watch.filters AS VARCHAR) AS filters, watch.created_at, week.trend,
    CASE WHEN change.n_customers_recent >= least_people() OR change.n_recent = 0 THEN change.n_recent END AS n_recent,
    change.ratio, change.low, change.high, change.verdict, change.reason_en, change.reason_ja
FROM watch
LEFT JOIN week USING (watch_id)
LEFT JOIN watch_change AS change USING (watch_id)
ORDER BY watch.created_at, watch.watch_id
