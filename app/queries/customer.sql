-- One row: the customer $customer, with what the list of customers at risk says. No row if nothing is known under this pseudonym.
-- last_on: the last day of all data, from which the recent days are counted.
WITH asked AS (
    SELECT customer_id FROM customer WHERE customer_id = $customer
    UNION
    SELECT customer_id FROM feedback WHERE customer_id = $customer
)
SELECT
    asked.customer_id, customer.customer_id IS NOT NULL AS is_in_file, customer.started_on, customer.churned_on, customer.churned,
    customer.plan, customer.monthly_value, datesub('month', customer.started_on, coalesce(customer.churned_on, day.last_on)) AS months,
    risk.risk, risk.rank, risk.base_rate, risk.as_of, risk.horizon_days, risk.reason_en, risk.reason_ja, day.last_on
FROM asked
CROSS JOIN (SELECT max(created_on) AS last_on FROM feedback) AS day
LEFT JOIN customer USING (customer_id)
LEFT JOIN customer_risk AS risk USING (customer_id)
