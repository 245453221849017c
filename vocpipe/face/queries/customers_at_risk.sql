-- One row per customer on the early-warning list, the highest risk first: every column of customer_risk.
SELECT *
FROM customer_risk
ORDER BY rank, customer_id
