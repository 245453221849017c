-- Grain: one row: the figures at the head of a digest. Reads published tables.
-- as_of: the newest day with feedback; n, n_before: feedback in the seven days up to it, and in the seven before
-- nps_month, nps, nps_low, nps_high, n_answers: the NPS of the newest whole month with answers; nps is null where they are too few
-- stayed_kpi: retention_rate, or repeat_rate where customers have no contracts; null without either
-- stayed_month, stayed, stayed_low, stayed_high, n_customers: its newest whole month; stayed is null where it can't be shown
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
whole AS (
    SELECT kpi_id, month, value, low, high, n, n_customers
    FROM kpi_period
    WHERE segment_kind = 'all' AND is_complete AND kpi_id IN ('nps', 'retention_rate', 'repeat_rate')
    QUALIFY row_number() OVER (PARTITION BY kpi_id ORDER BY month DESC) = 1
),
stayed AS (
    SELECT * FROM whole WHERE kpi_id <> 'nps' ORDER BY kpi_id = 'repeat_rate' LIMIT 1
)
SELECT
    said.as_of, said.n, said.n_before,
    nps.month AS nps_month, nps.value AS nps, nps.low AS nps_low, nps.high AS nps_high, nps.n AS n_answers,
    stayed.kpi_id AS stayed_kpi, stayed.month AS stayed_month, stayed.value AS stayed, stayed.low AS stayed_low,
    stayed.high AS stayed_high, stayed.n_customers,
    (SELECT count(*) FROM customer_risk) AS n_at_risk
FROM said
LEFT JOIN whole AS nps ON nps.kpi_id = 'nps'
LEFT JOIN stayed ON true
