-- customer_behaviour: one row per customer and month in which they did anything, by the [[behaviour]] tables.
-- customer_id: pseudonym of the customer
-- month: first day of the month, in the workspace's time zone
-- n_events: how often they did anything
-- n_days: days on which they did anything
-- n_kinds: number of different events
-- last_on: the last of those days
WITH local AS (
    SELECT
        customer_id,
        CAST(occurred_at AT TIME ZONE 'UTC' AT TIME ZONE getvariable('timezone') AS DATE) AS day,
        event,
        n
    FROM behaviour_event
    WHERE customer_id IS NOT NULL
)
SELECT
    customer_id,
    CAST(date_trunc('month', day) AS DATE) AS month,
    CAST(sum(n) AS BIGINT) AS n_events,
    count(DISTINCT day) AS n_days,
    count(DISTINCT event) AS n_kinds,
    max(day) AS last_on
FROM local
GROUP BY ALL
ORDER BY customer_id, month
