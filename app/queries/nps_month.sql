-- One row per month with NPS answers under the filters; the NPS is null below $min_responses answers.
WITH answer AS (
    SELECT
        CAST(date_trunc('month', created_on) AS DATE) AS month,
        count(*) AS n,
        count(*) FILTER (nps_group = 'promoter') AS promoters,
        count(*) FILTER (nps_group = 'detractor') AS detractors
    FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until)
    WHERE nps_group IS NOT NULL AND created_on IS NOT NULL
    GROUP BY ALL
)
SELECT
    month,
    told(n, n) AS n,
    CASE WHEN n >= $min_responses THEN nps_of(promoters, detractors, n) END AS nps,
    CASE WHEN n >= $min_responses THEN nps_of_low(promoters, detractors, n) END AS low,
    CASE WHEN n >= $min_responses THEN nps_of_high(promoters, detractors, n) END AS high
FROM answer
ORDER BY month
