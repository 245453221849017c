-- One row per month in which the customer $customer did anything.
SELECT month, n_events, n_days, n_kinds, last_on
FROM customer_behaviour
WHERE customer_id = $customer
ORDER BY month
