-- One row per customer and month at risk, ready for a churn model: every column of customer_month.
SELECT *
FROM customer_month
ORDER BY month, customer_id
