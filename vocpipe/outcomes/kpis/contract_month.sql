-- One row per customer and whole month that they began under contract, from the first one of the data on.
-- Parameters: timezone, first_day, as_of, first_done, known_until: of data_span.sql.
-- customer_id: pseudonym
-- month: its first day; plan and value are those of that day. The first ones known are assumed since the start.
-- has_left: whether they left in it; null where the files do not tell
-- monthly_value: null if unknown
-- n_use_days: days with use; null where use is not recorded for the whole month
-- change: up or down if the plan of the next month's first day is another one that costs more or less, none if it is not; null
--     where no two files tell of it
WITH month AS (
    SELECT CAST(start.month AS DATE) AS month, CAST(start.month + INTERVAL 1 MONTH AS DATE) AS next_month
    FROM unnest(generate_series(
        date_trunc('month', CAST($first_day AS DATE) - 1) + INTERVAL 1 MONTH,
        CAST($as_of AS TIMESTAMP) - INTERVAL 1 MONTH,
        INTERVAL 1 MONTH
    )) AS start (month)
),
told AS (
    -- Nothing is known of leaving if nobody ever left on a known day, nor long after the last start or end.
    SELECT count(ended_on) > 0 AS of_leaving FROM customer_spell
),
heard AS (
    SELECT min(known_on) AS first, max(told_until) AS last FROM customer_told
),
spell AS (
    -- Who left on an unknown day may have been there or not.
    SELECT customer_id, coalesce(started_on, known_from, CAST($first_day AS DATE)) AS since, ended_on
    FROM customer_spell
    WHERE ended_on IS NOT NULL OR NOT has_left
),
held AS (
    SELECT spell.customer_id, month.month, month.next_month, spell.ended_on
    FROM spell
    JOIN month ON spell.since <= month.month AND coalesce(spell.ended_on >= month.month, true)
    QUALIFY row_number() OVER (PARTITION BY spell.customer_id, month.month ORDER BY spell.since DESC) = 1
),
used AS (
    SELECT
        customer_id, CAST(date_trunc('month', day) AS DATE) AS month, count(DISTINCT day) AS n_days
    FROM (
        SELECT customer_id, CAST(occurred_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
        FROM behaviour_event
        WHERE customer_id IS NOT NULL
    )
    GROUP BY ALL
)
SELECT
    held.customer_id,
    held.month,
    CASE
        WHEN told.of_leaving AND held.next_month <= CAST($known_until AS DATE) + 31
            THEN coalesce(held.ended_on < held.next_month, false)
    END AS has_left,
    now.monthly_value,
    CASE WHEN held.month >= CAST($first_done AS DATE) THEN coalesce(used.n_days, 0) END AS n_use_days,
    CASE
        WHEN coalesce(held.month < heard.first OR held.next_month > heard.last, true) OR held.ended_on < held.next_month THEN NULL
        WHEN now.plan IS NULL OR after.plan IS NULL THEN NULL
        WHEN now.plan = after.plan THEN 'none'
        WHEN after.monthly_value > now.monthly_value THEN 'up'
        WHEN after.monthly_value < now.monthly_value THEN 'down'
        WHEN now.monthly_value = after.monthly_value THEN 'none'
    END AS change
FROM held
CROSS JOIN told
CROSS JOIN heard
LEFT JOIN used USING (customer_id, month)
LEFT JOIN known_plan AS now
    ON now.customer_id = held.customer_id
    AND coalesce(now.valid_from <= held.month, true)
    AND coalesce(now.valid_to > held.month, true)
LEFT JOIN known_plan AS after
    ON after.customer_id = held.customer_id
    AND coalesce(after.valid_from <= held.next_month, true)
    AND coalesce(after.valid_to > held.next_month, true)
ORDER BY held.customer_id, held.month
