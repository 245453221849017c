-- One row per NPS answer with text in one of the last two quarters, or else months, that have enough answers.
-- Reads `answer` (the rows of answers.sql with score_type nps). Parameters: timezone, least (answers), customers.
-- feedback_id, customer, score: as in answers.sql
-- customer_id, said_on: the pseudonym, and the day in the time zone
-- is_after: in the later of the two periods
-- before_from, after_from: the first days of the two periods
-- after_to: the first day after the later one
WITH dated AS (
    SELECT feedback_id, customer, customer_id, score, CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS said_on
    FROM answer
    WHERE created_at IS NOT NULL
),
period AS (
    SELECT unit, CAST(date_trunc(unit, said_on) AS DATE) AS begins, count(*) AS n, count(DISTINCT customer) AS n_customers
    FROM dated
    CROSS JOIN (VALUES ('quarter'), ('month')) AS units (unit)
    GROUP BY ALL
),
enough AS (
    SELECT unit, begins, row_number() OVER (PARTITION BY unit ORDER BY begins DESC) AS back
    FROM period
    WHERE n >= $least AND n_customers >= $customers
),
pair AS (
    SELECT
        unit,
        max(begins) FILTER (WHERE back = 2) AS before_from,
        max(begins) FILTER (WHERE back = 1) AS after_from
    FROM enough
    GROUP BY unit
    HAVING count(*) FILTER (WHERE back <= 2) = 2
    ORDER BY unit = 'quarter' DESC
    LIMIT 1
)
SELECT
    dated.feedback_id, dated.customer, dated.customer_id, dated.score, dated.said_on,
    date_trunc(pair.unit, dated.said_on) = pair.after_from AS is_after,
    pair.before_from,
    pair.after_from,
    CAST(pair.after_from + CASE pair.unit WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END AS DATE) AS after_to
FROM dated
JOIN pair ON date_trunc(pair.unit, dated.said_on) IN (pair.before_from, pair.after_from)
ORDER BY dated.feedback_id
