-- Grain: one row of segment_rule per month and touch model that has a threshold; columns: all of segment_rule's.
-- The month's thresholds are the settings', or come from the values of the customers there were on its first day: high
-- from the top tenth on, low from the median on. Values that are nobody's but the cheapest's are no threshold.
-- Parameters: first_day, as_of, high, low, least (customers).
INSERT INTO segment_rule BY NAME
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
),
threshold AS (
    SELECT
        months.month,
        coalesce($high::DOUBLE, CASE WHEN measured.n >= $least AND measured.top > measured.cheapest THEN measured.top END) AS high,
        coalesce($low::DOUBLE, CASE WHEN measured.n >= $least THEN measured.middle END) AS low,
        measured.n
    FROM months
    LEFT JOIN measured USING (month)
)
SELECT
    'touch_model' AS segment_kind,
    'high' AS segment,
    CASE WHEN $high IS NULL THEN month END AS valid_from,
    high AS at_least,
    CASE WHEN $high IS NULL THEN n END AS n,
    CASE
        WHEN $high IS NULL THEN format('The tenth of the {:,} customers of the month who pay most: {:,.0f} a month or more.', n, high)
        ELSE format('{:,.0f} a month or more, as the settings say.', high)
    END AS rule_en,
    CASE
        WHEN $high IS NULL THEN format('その月の顧客 {:,} 社のうち月額上位 1 割（月額 {:,.0f} 以上）', n, high)
        ELSE format('月額 {:,.0f} 以上（設定による）', high)
    END AS rule_ja
FROM threshold
WHERE high IS NOT NULL
UNION
SELECT
    'touch_model',
    'low',
    CASE WHEN $low IS NULL THEN month END,
    low,
    CASE WHEN $low IS NULL THEN n END,
    CASE
        WHEN $low IS NULL THEN format('Below high, but in the half of the {:,} customers of the month who pay more: {:,.0f} a month or more.', n, low)
        ELSE format('Below high, but {:,.0f} a month or more, as the settings say.', low)
    END,
    CASE
        WHEN $low IS NULL THEN format('high 未満で、その月の顧客 {:,} 社のうち月額上位半分（月額 {:,.0f} 以上）', n, low)
        ELSE format('high 未満で月額 {:,.0f} 以上（設定による）', low)
    END
FROM threshold
WHERE low IS NOT NULL
