-- One row per time under contract of the customer $customer, the newest first.
SELECT started_on, known_from, ended_on, has_left, last_known_on
FROM customer_spell
WHERE customer_id = $customer
ORDER BY spell DESC
