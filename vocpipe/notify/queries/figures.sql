-- Grain: one row: the figures at the head of a digest. Reads published tables.
-- Parameter: min_responses.
-- as_of: the newest day with feedback; n, n_before: feedback in the seven days up to it, and in the seven before
-- nps, nps_low, nps_high, n_answers: of the 90 days up to it; null below min_responses answers
-- month, n_customers, n_stayed: customers who could have left in the last whole month, and those who stayed
-- n_at_risk: customers on the list of those at risk
WITH newest AS (SELECT max(created_on) AS as_of FROM feedback),
said AS (
    SELECT
        any_value(as_of) AS as_of,
        count(*) FILTER (created_on > as_of - 7) AS n,
        count(*) FILTER (created_on > as_of - 14 AND created_on <= as_of - 7) AS n_before
    FROM feedback, newest
    WHERE duplicate_of IS NULL
),
answered AS (
    SELECT
        count(*) AS n_answers,
        nps(score) AS nps, nps_low(score) AS nps_low, nps_high(score) AS nps_high
    FROM feedback, newest
    WHERE score_type = 'nps' AND score IS NOT NULL AND created_on > as_of - 90
),
whole_month AS (
    SELECT month, count(*) AS n_customers, count(*) FILTER (NOT churned) AS n_stayed
    FROM customer_month
    GROUP BY month
    HAVING max(days_at_risk) = day(last_day(month))
    ORDER BY month DESC
    LIMIT 1
)
SELECT
    said.as_of, said.n, said.n_before, answered.n_answers,
    CASE WHEN answered.n_answers >= $min_responses THEN answered.nps END AS nps,
    CASE WHEN answered.n_answers >= $min_responses THEN answered.nps_low END AS nps_low,
    CASE WHEN answered.n_answers >= $min_responses THEN answered.nps_high END AS nps_high,
    whole_month.month, whole_month.n_customers, whole_month.n_stayed,
    (SELECT count(*) FROM customer_risk) AS n_at_risk
FROM said
CROSS JOIN answered
LEFT JOIN whole_month ON true
