-- One row per whole month: of the customers who could have left in it, the share that stayed, with its 95 % Wilson interval.
-- Null below $min_responses customers.
WITH month AS (
    SELECT month, count(*) AS n, count(*) FILTER (NOT churned) AS stayed
    FROM customer_month
    GROUP BY month
    HAVING max(days_at_risk) = day(last_day(month))
)
SELECT
    month, n,
    CASE WHEN n >= $min_responses THEN 100.0 * stayed / n END AS value,
    CASE WHEN n >= $min_responses THEN 100.0 * wilson_low(stayed, n, 1.959963984540054) END AS low,
    CASE WHEN n >= $min_responses THEN 100.0 * wilson_high(stayed, n, 1.959963984540054) END AS high
FROM month
ORDER BY month
