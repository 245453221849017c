-- Grain: one row per customer and day on which the touch model may change: a month begins, or the value changes.
-- Columns: customer_id, segment_kind, day (the segment holds from then on), segment.
-- Reads touch_threshold: month, high, low (as touch_thresholds.sql gives them).
WITH held AS (
    -- A spell of one value, cut at the beginnings of months.
    SELECT
        spell.customer_id,
        spell.monthly_value,
        greatest(threshold.month, coalesce(spell.valid_from, threshold.month)) AS day,
        threshold.high,
        threshold.low
    FROM touch_threshold AS threshold
    JOIN known_plan AS spell
        ON coalesce(spell.valid_from < threshold.month + INTERVAL 1 MONTH, true)
        AND coalesce(spell.valid_to > threshold.month, true)
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
