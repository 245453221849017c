-- Grain: one row per customer and Monday, from the first Monday with a whole window of recorded days before it.
-- Columns: customer_id, segment_kind, day (the segment holds from then on), segment.
-- Parameters: timezone, first_done, as_of, days (of the window), frequent, occasional.
WITH mondays AS (
    SELECT unnest(generate_series(date_trunc('week', $first_done::DATE + 6), $as_of::DATE - 1, INTERVAL 7 DAY))::DATE AS monday
),
active AS (
    SELECT DISTINCT customer_id, (occurred_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS day
    FROM behaviour_event
    WHERE customer_id IS NOT NULL
),
counted AS (
    SELECT active.customer_id, mondays.monday, count(*) AS n_days
    FROM active
    JOIN mondays ON active.day < mondays.monday AND active.day >= mondays.monday - $days::INTEGER
    GROUP BY ALL
)
SELECT DISTINCT
    spell.customer_id,
    'usage' AS segment_kind,
    mondays.monday AS day,
    CASE
        WHEN counted.n_days >= $frequent THEN 'frequent'
        WHEN counted.n_days >= $occasional THEN 'occasional'
        ELSE 'rare'
    END AS segment
FROM customer_spell AS spell
JOIN mondays
    ON mondays.monday - $days::INTEGER >= $first_done::DATE
    AND coalesce(mondays.monday - $days::INTEGER >= coalesce(spell.started_on, spell.known_from), true)
LEFT JOIN counted ON counted.customer_id = spell.customer_id AND counted.monday = mondays.monday
