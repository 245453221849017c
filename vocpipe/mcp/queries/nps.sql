-- One row per month with at least $min_responses NPS answers by enough people, the newest first: month, n, nps, low, high (its 95 % interval).
SELECT
    CAST(date_trunc('month', created_on) AS DATE) AS month, count(*) AS n, nps(score) AS nps, nps_low(score) AS low,
    nps_high(score) AS high
FROM feedback
WHERE score_type = 'nps' AND score IS NOT NULL AND created_on IS NOT NULL
GROUP BY ALL
HAVING n >= $min_responses AND count(DISTINCT coalesce(customer_id, feedback_id)) >= least_people()
ORDER BY month DESC
LIMIT 13
