-- Grain: one row per month of the data: the minimum monthly values of high touch and low touch.
-- The thresholds are the settings', or come from the values of the customers on the month's first day: high is the top
-- tenth, low the upper half. The lowest value of all is never the high threshold.
-- Parameters: first_day, as_of, high, low, min_customers.
-- month: its first day
-- high, low: the thresholds; null if there are too few customers to read them from
-- n: customers of the month with a known value; null without any
WITH months AS (
    SELECT unnest(generate_series(date_trunc('month', $first_day::DATE), $as_of::DATE - 1, INTERVAL 1 MONTH))::DATE AS month
),
known AS (
    SELECT months.month, spell.monthly_value
    FROM months
    JOIN customer_spell AS spell
        ON coalesce(spell.valid_from <= months.month, true) AND coalesce(spell.valid_to > months.month, true)
    JOIN customer_number AS number USING (customer_id)
    JOIN customer USING (customer_key)
    WHERE spell.monthly_value IS NOT NULL
        AND coalesce(customer.started_at < months.month, true)
        AND coalesce(customer.churned_at >= months.month, true)
),
measured AS (
    SELECT
        month,
        count(*) AS n,
        min(monthly_value) AS cheapest,
        quantile_disc(monthly_value, 0.5) AS middle,
        quantile_disc(monthly_value, 0.9) AS top
    FROM known
    GROUP BY month
)
SELECT
    months.month,
    coalesce(
        $high::DOUBLE,
        CASE WHEN measured.n >= $min_customers AND measured.top > measured.cheapest THEN measured.top END
    ) AS high,
    coalesce($low::DOUBLE, CASE WHEN measured.n >= $min_customers THEN measured.middle END) AS low,
    measured.n
FROM months
LEFT JOIN measured USING (month)
ORDER BY months.month
