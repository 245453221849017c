-- One row per customer on the list of those at risk, on one of the chosen plans; $customer keeps that one alone.
SELECT customer_id, as_of, horizon_days, risk, rank, base_rate, themes, reason_en, reason_ja, plan, monthly_value
FROM customer_risk
WHERE ($plans IS NULL OR list_contains(CAST($plans AS VARCHAR[]), plan))
    AND ($customer IS NULL OR customer_id = $customer)
ORDER BY rank
