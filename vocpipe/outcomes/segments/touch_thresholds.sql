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
    SELECT DISTINCT months.month, customer_id, held.monthly_value
    FROM months
    JOIN known_plan AS held
        ON coalesce(held.valid_from <= months.month, true) AND coalesce(held.valid_to > months.month, true)
    JOIN customer_spell AS spell USING (customer_id)
    WHERE held.monthly_value IS NOT NULL
        AND coalesce(spell.started_on, spell.known_from, DATE '0001-01-01') < months.month
        AND coalesce(spell.ended_on, CASE WHEN spell.has_left THEN spell.last_known_on ELSE DATE '9999-12-31' END) >= months.month
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
