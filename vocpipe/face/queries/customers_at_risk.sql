-- One row per customer on the list of customers at risk, the highest risk first: every column of customer_risk.
SELECT *
FROM customer_risk
ORDER BY rank, customer_id
