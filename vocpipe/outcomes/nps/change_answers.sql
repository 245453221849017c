-- One row per pair of periods and NPS answer with text in one of the two. Pairs are two quarters or two months that follow
-- each other among those with enough answers, and a quarter with the same one a year before; the newest of each kind.
-- Reads `answer` (the rows of answers.sql with score_type nps). Parameters: timezone, least (answers), customers.
-- feedback_id, customer, score: as in answers.sql
-- customer_id, said_on: the pseudonym, and the day in the time zone
-- is_after: in the later of the two periods
-- periods: quarter, month or year, the kind of the pair
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
    SELECT unit, begins, lag(begins) OVER (PARTITION BY unit ORDER BY begins) AS one_before
    FROM period
    WHERE n >= $least AND n_customers >= $customers
),
possible AS (
    SELECT unit AS periods, unit, one_before AS before_from, begins AS after_from FROM enough WHERE one_before IS NOT NULL
    UNION ALL
    SELECT 'year', later.unit, earlier.begins, later.begins
    FROM enough AS later
    JOIN enough AS earlier ON earlier.unit = later.unit AND earlier.begins = later.begins - INTERVAL 1 YEAR
    WHERE later.unit = 'quarter'
),
pair AS (
    SELECT
        *,
        CAST(after_from + CASE unit WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END AS DATE) AS after_to
    FROM possible
    QUALIFY row_number() OVER (PARTITION BY periods ORDER BY after_from DESC)
        <= CASE periods WHEN 'month' THEN 12 WHEN 'quarter' THEN 8 ELSE 4 END
)
SELECT
    dated.feedback_id, dated.customer, dated.customer_id, dated.score, dated.said_on,
    date_trunc(pair.unit, dated.said_on) = pair.after_from AS is_after,
    pair.periods, pair.before_from, pair.after_from, pair.after_to
FROM dated
JOIN pair ON date_trunc(pair.unit, dated.said_on) IN (pair.before_from, pair.after_from)
ORDER BY pair.periods <> 'quarter', pair.periods <> 'month', pair.after_from DESC, dated.feedback_id
