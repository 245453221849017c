-- One row per whole month, the newest first: month, n (customers who could have left in it), stayed (of them); few: none.
SELECT month, count(*) AS n, count(*) FILTER (NOT churned) AS stayed
FROM customer_month
GROUP BY month
HAVING max(days_at_risk) = day(last_day(month)) AND n >= greatest($min_responses, least_people())
ORDER BY month DESC
LIMIT 13
