-- Grain: one row of segment_point per customer and day on which the touch model may change: a month begins, or the value changes.
-- Columns: customer_id, segment_kind, day (it holds from then on), segment. Parameters: first_day, as_of.
INSERT INTO segment_point BY NAME
WITH months AS (
    SELECT unnest(generate_series(date_trunc('month', $first_day::DATE), $as_of::DATE - 1, INTERVAL 1 MONTH))::DATE AS month
),
rule AS (
    SELECT
        months.month,
        min(rule.at_least) FILTER (WHERE rule.segment = 'high') AS high,
        min(rule.at_least) FILTER (WHERE rule.segment = 'low') AS low
    FROM months
    JOIN segment_rule AS rule
        ON rule.segment_kind = 'touch_model' AND coalesce(rule.valid_from = months.month, true)
    GROUP BY months.month
),
held AS (
    -- A spell of one value, cut at the beginnings of months.
    SELECT
        spell.customer_id,
        spell.monthly_value,
        greatest(months.month, coalesce(spell.valid_from, months.month)) AS day,
        rule.high,
        rule.low
    FROM months
    JOIN customer_spell AS spell
        ON coalesce(spell.valid_from < months.month + INTERVAL 1 MONTH, true) AND coalesce(spell.valid_to > months.month, true)
    LEFT JOIN rule USING (month)
)
SELECT
    customer_id,
    'touch_model' AS segment_kind,
    day,
    CASE
        WHEN monthly_value IS NULL OR coalesce(high, low) IS NULL THEN NULL
        WHEN monthly_value >= high THEN 'high'
        WHEN monthly_value >= low THEN 'low'
        ELSE 'tech'
    END AS segment
FROM held
